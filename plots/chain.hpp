/// @file
/// The chain rule on the network: figures 6 to 16 of the source.
#pragma once

#include "network/loss.hpp"
#include "plots/figure.hpp"

#include <string>

namespace autoencoder::plots {

/// One of the figures `06_bias_b9` to `16_weight_1_4`: the way from a quantity to the loss in a heavy colour, each factor
/// of the chain rule as a fraction at the edge or node it belongs to, with its value for this sample, and below the
/// product (or the sum of products) that gives ∂ℒ/∂quantity. CSV columns `quantity,value`: the factors in the order of
/// the chain, then the result.
/// @param name       file name without ending, the name of the chapter
/// @param quantity   a weight, a bias, or the output of a hidden or latent node
/// @param evaluation one sample's forward pass
/// @param function   which loss `evaluation` was made with
/// @return the figure, not yet drawn
/// @throws std::invalid_argument for any other quantity
Figure chain(const std::string& name, Quantity quantity, const Evaluation<double>& evaluation,
             LossFunction function = LossFunction::mean_of_squares);

} // namespace autoencoder::plots
