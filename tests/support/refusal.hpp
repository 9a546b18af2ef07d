/// @file
/// What is refused, and why.
#pragma once

#include <stdexcept>
#include <string>

namespace autoencoder {

/// The reason for which something is refused.
/// @param ask what is tried
/// @return the words of the Error; "accepted" when there is none
template <class Error = std::invalid_argument, class Ask>
std::string refusal(Ask ask)
{
    try {
        ask();
    } catch (const Error& error) {
        return error.what();
    }
    return "accepted";
}

} // namespace autoencoder
