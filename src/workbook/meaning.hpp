/// @file
/// What the quantities of the network are, in words.
#pragma once

#include "network/quantity.hpp"
#include "verification/derivative.hpp"

#include <string>

namespace autoencoder::workbook {

/// What a quantity is, such as `weight of the connection from M6 to R7`.
/// @param quantity one of the 44
/// @return a few words, without a full stop
std::string meaning(Quantity quantity);

/// The name of a derivative in letters, digits and underscores, such as `dL_dM6`.
/// @param derivative of one quantity with respect to another
/// @return the name that the prose and the pages bind
std::string plain_name_of(verification::Derivative derivative);

} // namespace autoencoder::workbook
