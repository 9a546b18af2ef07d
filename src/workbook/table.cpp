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

template <class Number>
std::optional<Number> read(std::string_view cell)
{
    Number value{};
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    return error == std::errc() && end == cell.data() + cell.size() ? std::optional(value) : std::nullopt;
}

/// The number in a cell: all of its digits when it knows them, or else a count or a number as it is written.
std::optional<Value> value_of(const Cell& cell)
{
    if (cell.value()) {
        return *cell.value();
    }
    if (const auto count = read<long>(cell)) {
        return *count;
    }
    const auto number = read<double>(cell);
    return number ? std::optional<Value>(*number) : std::nullopt;
}

} // namespace

Cell fixed(double value, int decimals)
{
    constexpr double too_wide = 1e9; // a table of such numbers in full would leave the page
    return std::abs(value) < too_wide ? Cell(formatted(value, std::chars_format::fixed, decimals), value)
                                      : scientific(value, decimals);
}

Cell scientific(double value, int decimals)
{
    return {formatted(value, std::chars_format::scientific, decimals), value};
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

Table& Table::row(std::vector<Cell> cells)
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
            numbers = numbers && (cells[column].empty() || read<double>(cells[column]));
        }
        widths.push_back(width);
        to_the_right.push_back(numbers);
    }

    std::string text;
    const auto add_line = [&](const auto& cells) {
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

std::vector<std::pair<std::string, Value>> Table::values() const
{
    std::vector<std::pair<std::string, Value>> values;
    for (const auto& cells : rows_) {
        for (std::size_t column = 1; column < header_.size(); ++column) {
            if (const auto value = value_of(cells[column])) {
                values.emplace_back(as_name(cells.front()) + "_" + as_name(header_[column]), *value);
            }
        }
    }
    return values;
}

std::ostream& operator<<(std::ostream& out, const Table& table)
{
    return out << table.text();
}

} // namespace autoencoder::workbook
