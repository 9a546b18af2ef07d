/// @file
/// What a network that ignores its input can reach: the line that training has to get below.
#pragma once

#include "network/loss.hpp"

#include <span>

namespace autoencoder {

/// The outputs of a network that gives the mean of some samples, whatever comes in. No other constant answer has a
/// smaller mean loss on these samples.
/// @param samples at least one
/// @return nodes in which only O9, O10 and O11 are set
/// @throws std::invalid_argument when there are no samples
Nodes<double> constant_answer(std::span<const Sample<double>> samples);

/// The mean loss of one fixed answer over samples.
/// @param answer  nodes of which O9, O10 and O11 are used
/// @param samples at least one
/// @return mean of ⅓ Σ (O − I)² over the samples
/// @throws std::invalid_argument when there are no samples
double mean_loss_of(const Nodes<double>& answer, std::span<const Sample<double>> samples);

} // namespace autoencoder
