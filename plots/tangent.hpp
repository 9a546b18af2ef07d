/// @file
/// What a derivative is, to be seen: the loss as one quantity moves, its tangent, and the finite difference.
#pragma once

#include "network/values.hpp"
#include "plots/figure.hpp"

#include <string>

namespace autoencoder::plots {

/// The loss of one sample while one quantity is moved by up to 1 in both directions; the straight line with the slope that
/// backpropagation gives; and the line through the two points at a distance h, whose slope is the central difference. CSV
/// columns `value,loss,tangent`.
/// @param name       file name without ending
/// @param quantity   a parameter, a node input or a node output
/// @param evaluation one sample's forward pass
/// @param slope      ∂ℒ/∂quantity
/// @param h          step of the finite difference, greater than 0
/// @return the figure, not yet drawn
Figure tangent(const std::string& name, Quantity quantity, const Evaluation<double>& evaluation, double slope,
               double h);

} // namespace autoencoder::plots
