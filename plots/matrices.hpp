/// @file
/// The weights and biases as matrices and columns.
#pragma once

#include "network/values.hpp"
#include "plots/figure.hpp"

namespace autoencoder::plots {

/// Figure `28_matrices`: where each of the 24 parameters stands, in the matrix W of its layer or the column b beside it,
/// with the derivative of the loss with respect to it. CSV columns `parameter,matrix,row,column,derivative`, row and column counted
/// from 1.
/// @param gradient 24 derivatives
/// @return the figure, not yet drawn
Figure matrices(const Parameters<double>& gradient);

} // namespace autoencoder::plots
