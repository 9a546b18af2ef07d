/// @file
/// Changes of an input that knows of pieces. Most that is interesting about a command line or a table is a word or a cell
/// in the place of another, and changes of single bytes seldom make one.
#pragma once

#include "tests/fuzz/property.hpp"

#include <random>

/// The fuzzer's own changes.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace autoencoder::fuzz {

using Random = std::minstd_rand; ///< seeded by the fuzzer, so that a run can be repeated

/// One of some texts.
template <class Texts>
std::string any_of(const Texts& texts, Random& random)
{
    return texts[random() % texts.size()];
}

/// Changes an input as the fuzzer does, or puts a piece into the place of another, or a new one before it.
/// @param start      where the pieces begin
/// @param separators stand between the pieces; a new one gets the first
/// @param piece      makes a piece, called with a Random
/// @return the size of the changed input
template <class Piece>
std::size_t changed(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed, std::size_t start,
                    std::string_view separators, Piece piece)
{
    Random random(seed);
    if (random() % 2 == 0 || size <= start) {
        return LLVMFuzzerMutate(data, size, max_size);
    }
    std::string text(text_of(data, size));
    std::vector<std::size_t> begins{start};
    for (std::size_t i = start; i < size; ++i) {
        if (separators.find(text[i]) != std::string::npos) {
            begins.push_back(i + 1);
        }
    }
    const std::size_t begin = begins[random() % begins.size()];
    const std::size_t end = std::min(text.find_first_of(separators, begin), text.size());
    if (random() % 4 == 0) {
        text.insert(begin, piece(random) + separators.front());
    } else {
        text.replace(begin, end - begin, piece(random));
    }
    const std::size_t kept = std::min(text.size(), max_size);
    std::copy_n(text.begin(), kept, data);
    return kept;
}

} // namespace autoencoder::fuzz
