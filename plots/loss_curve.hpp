/// @file
/// The loss by epoch, figure 19 of the source.
#pragma once

#include "network/training.hpp"
#include "plots/figure.hpp"

namespace autoencoder::plots {

/// Figure `20_loss`: the loss of every epoch, CSV columns `epoch,loss`.
Figure loss_curve(const Training& training);

} // namespace autoencoder::plots
