/// @file
/// The recorded graph of one forward pass.
#pragma once

#include "network/quantity.hpp"
#include "plots/figure.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>

namespace autoencoder::plots {

/// A line of a tape, as a figure shows it.
struct TapeLine {
    std::string sign;                            ///< `+`, `−`, `×`, `÷`, `e`, `±`; empty for a variable
    std::array<std::optional<long>, 2> operands; ///< lines that it was made of, counted from 0; nothing for a constant
    double value = 0.0;                          ///< what it is
    double derivative = 0.0;                     ///< of the loss with respect to it
    std::optional<Quantity> quantity;            ///< whose value it is, when it has a name
};

/// Figure `29_tape`: every operation of a forward pass with its loss, from left to right in the order in which they depend
/// on each other. CSV columns `line,sign,first,second,value,derivative,quantity`.
/// @param lines the whole tape of one sample, its parameters first; the last line is the loss
/// @return the figure, not yet drawn
/// @throws std::invalid_argument without lines
Figure tape(std::span<const TapeLine> lines);

} // namespace autoencoder::plots
