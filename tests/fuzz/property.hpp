/// @file
/// What the fuzz targets share: properties that must hold for every input, and ways to read an input.
#pragma once

#include <boost/algorithm/string/classification.hpp>
#include <boost/algorithm/string/trim.hpp>

#include <algorithm>
#include <bit>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace autoencoder::fuzz {

/// Ends the program when a property does not hold. The fuzzer then keeps the input that broke it.
inline void require(bool holds, const char* property)
{
    if (!holds) {
        std::fprintf(stderr, "broken property: %s\n", property);
        std::abort();
    }
}

/// The bytes of an input as text.
inline std::string_view text_of(const std::uint8_t* data, std::size_t size)
{
    return {reinterpret_cast<const char*>(data), size};
}

/// Whether a text is a line that a terminal can show: not empty, and without control characters.
inline bool is_one_line(std::string_view text)
{
    return !text.empty()
           && std::ranges::none_of(text, [](char c) { return std::iscntrl(static_cast<unsigned char>(c)) != 0; });
}

/// The pieces of a text between separators, at least one.
inline std::vector<std::string> pieces_of(std::string_view text, char separator)
{
    std::vector<std::string> pieces(1);
    for (const char c : text) {
        if (c == separator) {
            pieces.emplace_back();
        } else {
            pieces.back() += c;
        }
    }
    return pieces;
}

/// The lines of a text. What follows the last line feed is a line when it is not empty.
inline std::vector<std::string> lines_of(std::string_view text)
{
    std::vector<std::string> lines = pieces_of(text, '\n');
    if (lines.back().empty()) {
        lines.pop_back();
    }
    return lines;
}

/// The cells of a CSV text, line by line: a byte order mark, blanks around cells and empty last lines mean nothing.
inline std::vector<std::vector<std::string>> table_of(std::string_view text)
{
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) {
        text.remove_prefix(byte_order_mark.size());
    }
    std::vector<std::vector<std::string>> table;
    for (const std::string& line : pieces_of(text, '\n')) {
        table.push_back(pieces_of(line, ','));
        for (std::string& cell : table.back()) {
            boost::algorithm::trim_if(cell, boost::algorithm::is_any_of(" \t\r"));
        }
    }
    while (!table.empty() && table.back() == std::vector<std::string>{""}) {
        table.pop_back();
    }
    return table;
}

/// Whether a text is a number as the C library reads it, and nothing else, and has this value. NaN equals NaN.
inline bool is_number(const std::string& text, double value)
{
    if (text.empty() || std::isspace(static_cast<unsigned char>(text.front())) != 0 || text.front() == '+') {
        return false;
    }
    char* end = nullptr;
    const double read = std::strtod(text.c_str(), &end);
    return end == text.c_str() + text.size() && (read == value || (std::isnan(read) && std::isnan(value)));
}

/// Whether two doubles are the same to the last bit; all NaN are the same.
inline bool same(double a, double b)
{
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b));
}

} // namespace autoencoder::fuzz
