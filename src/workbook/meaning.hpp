/// @file
/// What the quantities of the network are, in words.
#pragma once

#include "network/quantity.hpp"

#include <string>

namespace autoencoder::workbook {

/// What a quantity is, such as `weight of the connection from M6 to R7`.
/// @param quantity one of the 44
/// @return a few words, without a full stop
std::string meaning(Quantity quantity);

} // namespace autoencoder::workbook
