/// @file
/// The network as drawings without numbers: figures 1 to 4 and 17 of the source.
#pragma once

#include "plots/figure.hpp"

namespace autoencoder::plots {

/// Figure `01_network`: the eleven nodes, the 16 connections with their weights and the 8 biases. CSV columns
/// `parameter,from,to`, one row for each of the 24 parameters.
/// @return the figure, not yet drawn
Figure network();

/// Figure `01_parts`: the same network in five boxes: input, encoder, latent space, decoder, reconstruction. CSV columns
/// `node,part`.
/// @return the figure, not yet drawn
Figure parts();

/// Figure `01_training_cycle`: the five steps that training repeats. CSV columns `step,name`.
/// @return the figure, not yet drawn
Figure training_cycle();

/// Figure `02_node`: what happens in the hidden node L4: inputs, weights, bias, sum, activation, output. CSV columns
/// `quantity,role`.
/// @return the figure, not yet drawn
Figure node();

} // namespace autoencoder::plots
