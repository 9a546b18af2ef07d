/// @file
/// Reads an equation, in LaTeX or in Unicode.
#pragma once

#include "formulas/expression.hpp"

#include <string_view>
#include <vector>

namespace autoencoder::formulas {

/// Reads a formula as the chapters write it in LaTeX, or as the comments of the headers write it in Unicode.
/// @param formula without the dollars around it
/// @return its chains, in order; a formula without a relation is a chain of one side
/// @throws std::invalid_argument when it cannot be read: the message shows where
std::vector<Chain> read(std::string_view formula);

} // namespace autoencoder::formulas
