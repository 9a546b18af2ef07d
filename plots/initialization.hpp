/// @file
/// Where the first weights fall.
#pragma once

#include "network/initialization.hpp"
#include "network/values.hpp"
#include "plots/figure.hpp"

namespace autoencoder::plots {

/// Figure `02_initialization`: the 16 drawn weights between their two bounds. CSV columns
/// `parameter,value,lower_bound,upper_bound`.
/// @param parameters freshly initialised; the biases are not shown
/// @param rule       gives the bounds
/// @return the figure, not yet drawn
Figure initialization(const Parameters<double>& parameters, Initialization rule = Initialization::normalized_xavier);

} // namespace autoencoder::plots
