#include "workbook/table.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <ostream>
#include <stdexcept>

namespace autoencoder::workbook {

namespace {

std::string formatted(double value, std::chars_format format, int decimals)
{
    std::string text(512, '\0'); // room for the largest double and many decimals
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value, format, decimals);
    if (error != std::errc()) {
        throw std::invalid_argument("too many decimals for a report: " + std::to_string(decimals));
    }
    text.resize(static_cast<std::size_t>(end - text.data()));
    const bool zero = text.find_first_of("123456789in") == std::string::npos; // i and n: inf and nan
    return zero && text.front() == '-' ? text.substr(1) : text;
}

bool is_number(std::string_view cell)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    return error == std::errc() && end == cell.data() + cell.size();
}

} // namespace

std::string fixed(double value, int decimals)
{
    constexpr double too_wide = 1e9; // a table of such numbers in full would leave the page
    return std::abs(value) < too_wide ? formatted(value, std::chars_format::fixed, decimals)
                                      : scientific(value, decimals);
}

std::string scientific(double value, int decimals)
{
    return formatted(value, std::chars_format::scientific, decimals);
}

std::string one_line(std::string text)
{
    std::ranges::replace_if(
        text, [](char c) { return std::iscntrl(static_cast<unsigned char>(c)) != 0; }, '?');
    return text;
}

std::size_t width_of(std::string_view text)
{
    constexpr unsigned char continuation_mask = 0xC0;
    constexpr unsigned char continuation = 0x80;
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & continuation_mask) != continuation; }));
}

Table::Table(std::vector<std::string> header) : header_(std::move(header)) {}

Table& Table::row(std::vector<std::string> cells)
{
    if (cells.size() != header_.size()) {
        throw std::invalid_argument("a table row has " + std::to_string(cells.size()) + " cells, the header "
                                    + std::to_string(header_.size()));
    }
    rows_.push_back(std::move(cells));
    return *this;
}

std::string Table::text() const
{
    std::vector<std::size_t> widths;
    std::vector<bool> to_the_right;
    for (std::size_t column = 0; column < header_.size(); ++column) {
        std::size_t width = width_of(header_[column]);
        bool numbers = column > 0;
        for (const auto& cells : rows_) {
            width = std::max(width, width_of(cells[column]));
            numbers = numbers && (cells[column].empty() || is_number(cells[column]));
        }
        widths.push_back(width);
        to_the_right.push_back(numbers);
    }

    std::string text;
    const auto add_line = [&](const std::vector<std::string>& cells) {
        std::string line;
        for (std::size_t column = 0; column < cells.size(); ++column) {
            const std::string padding(widths[column] - width_of(cells[column]), ' ');
            line += "  " + (to_the_right[column] ? padding + cells[column] : cells[column] + padding);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    };
    add_line(header_);
    std::vector<std::string> rule;
    for (const std::size_t width : widths) {
        std::string dashes;
        for (std::size_t i = 0; i < width; ++i) {
            dashes += "─";
        }
        rule.push_back(dashes);
    }
    add_line(rule);
    for (const auto& cells : rows_) {
        add_line(cells);
    }
    return text;
}

std::ostream& operator<<(std::ostream& out, const Table& table)
{
    return out << table.text();
}

} // namespace autoencoder::workbook
