/// @file
/// What the latent node has learned: figure 20 of the source and a new one.
#pragma once

#include "data/regression.hpp"
#include "network/training.hpp"
#include "plots/figure.hpp"

#include <span>

namespace autoencoder::plots {

/// Figure `20_latent_history`: M6 of every sample by epoch. CSV columns `epoch,M6_1,…,M6_n`.
/// @param training at least one recorded epoch
/// @param labels   label of each sample, whose sign gives the colour; empty for one colour
/// @return the figure, not yet drawn
/// @throws std::invalid_argument when there are labels, but not as many as samples, or when no epoch was recorded
Figure latent_history(const Training& training, std::span<const double> labels = {});

/// Figure `21_latent`: M6 against the label, numbered, with the regression line, its equation and r². CSV columns
/// `index,label,M6`.
/// @param labels     of the samples
/// @param M6         of the samples, as many as labels
/// @param regression of M6 on the label
/// @return the figure, not yet drawn
/// @throws std::invalid_argument for different lengths
Figure latent(std::span<const double> labels, std::span<const double> M6, const Regression& regression);

} // namespace autoencoder::plots
