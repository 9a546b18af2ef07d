/// @file
/// One sample on its way through the network, and its loss: figure 5 of the source and a new one.
#pragma once

#include "network/loss.hpp"
#include "plots/figure.hpp"

namespace autoencoder::plots {

/// Figure `03_forward_pass`: the network with the numbers of one sample at every node, and each weight and bias. CSV
/// columns `quantity,value`, in the order of the forward pass.
/// @param evaluation one sample's forward pass
/// @return the figure, not yet drawn
Figure forward_pass(const Evaluation<double>& evaluation);

/// Figure `04_loss`: the outputs beside the inputs they should reconstruct, with the difference and ∂ℒ/∂O of each pair.
/// CSV columns `output,input,O,I,difference,derivative`, and in the last row the loss.
/// @param evaluation one sample's forward pass
/// @param function   which loss `evaluation` was made with
/// @return the figure, not yet drawn
Figure loss(const Evaluation<double>& evaluation, LossFunction function = LossFunction::mean_of_squares);

} // namespace autoencoder::plots
