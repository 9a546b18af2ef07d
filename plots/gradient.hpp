/// @file
/// The 24 derivatives of a batch, and what a step against them does.
#pragma once

#include "network/values.hpp"
#include "plots/figure.hpp"

#include <span>

namespace autoencoder::plots {

/// Figure `17_gradient`: the 24 derivatives of the mean loss, grouped by layer. CSV columns `parameter,derivative`.
/// @param gradient what `mean_gradient` gives
/// @return the figure, not yet drawn
Figure gradient(const Parameters<double>& gradient);

/// Figure `18_update`: the mean loss of a batch along the direction of steepest descent, the tangent that the gradient
/// predicts, and the step that is taken. CSV columns `step,loss,predicted`, where `step` is the learning rate with which
/// the point would be reached.
/// @param start         parameters before the step
/// @param batch         at least one sample
/// @param learning_rate η of the step taken, greater than 0
/// @return the figure, not yet drawn
Figure update(const Parameters<double>& start, std::span<const Sample<double>> batch, double learning_rate);

} // namespace autoencoder::plots
