#include "data/csv.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <stdexcept>

namespace autoencoder {

namespace {

constexpr const char* blanks = " \t\r";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string_view without_blanks(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    return text.substr(0, text.find_last_not_of(blanks) + 1);
}

/// The pieces of `text` between separators, at least one, without the blanks at their ends.
std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> pieces;
    for (;;) {
        const std::size_t end = text.find(separator);
        pieces.push_back(without_blanks(text.substr(0, end)));
        if (end == std::string_view::npos) {
            return pieces;
        }
        text.remove_prefix(end + 1);
    }
}

/// The lines of a CSV text. An editor may have put a byte order mark before the first, ended lines with CR LF and added
/// empty ones.
std::vector<std::string_view> lines_of(std::string_view text)
{
    if (text.starts_with(byte_order_mark)) {
        text.remove_prefix(byte_order_mark.size());
    }
    auto lines = split(text, '\n');
    while (!lines.empty() && lines.back().empty()) {
        lines.pop_back();
    }
    return lines;
}

std::string cell_text(const CsvCell& cell)
{
    if (const auto* whole = std::get_if<long>(&cell)) {
        return std::to_string(*whole);
    }
    if (const auto* number = std::get_if<double>(&cell)) {
        return shortest(*number);
    }
    const auto& word = std::get<std::string>(cell);
    if (word.find_first_of(",\"\n\r") != std::string::npos) {
        throw std::invalid_argument("the CSV cell '" + word + "' would need quoting");
    }
    if (without_blanks(word) != word || word.starts_with(byte_order_mark)) {
        throw std::invalid_argument("the CSV cell '" + word
                                    + "' would lose its ends when it is read");
    }
    return word;
}

/// The cells of a line, as many as the header has.
std::vector<std::string_view> cells_of(const std::vector<std::string_view>& lines,
                                       std::size_t i, std::size_t wanted)
{
    auto cells = split(lines[i], ',');
    if (cells.size() != wanted) {
        throw std::invalid_argument("CSV line " + std::to_string(i + 1) + " has "
                                    + std::to_string(cells.size()) + " cells, the header "
                                    + std::to_string(wanted));
    }
    return cells;
}

/// A cell in quotes, as a message can hold it: of a damaged file it may be anything.
std::string shown(std::string_view cell)
{
    constexpr std::size_t longest = 60;
    std::string text(cell.substr(0, longest));
    std::ranges::replace(text, '\0', '?');
    return "'" + text + (cell.size() > longest ? "…'" : "'");
}

/// The cell at a place as a message shows it; where there is none, the word for that.
std::string cell_or(const auto& cells, std::size_t place, const char* none)
{
    if (place < cells.size()) {
        return shown(cells[place]);
    }
    return none;
}

/// @param i place of the line, from 0
double number(std::string_view cell, std::size_t i)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc() || end != cell.data() + cell.size()) {
        throw std::invalid_argument("CSV line " + std::to_string(i + 1) + " has the cell "
                                    + shown(cell) + ", which is not a number");
    }
    return value;
}

} // namespace

std::string shortest(double value)
{
    std::array<char, 32> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
    return {text.data(), end}; // 32 characters are enough for every double
}

std::string to_text(const Csv& table)
{
    if (table.columns.empty()) {
        throw std::invalid_argument("a CSV table needs at least one column");
    }
    if (table.columns == std::vector<std::string>{""}) { // its lines would be empty
        throw std::invalid_argument("the only column of a CSV table needs a name");
    }
    std::string text;
    const auto end_row = [&text] { text.back() = '\n'; };
    for (const std::string& column : table.columns) {
        text += cell_text(column) + ",";
    }
    end_row();
    for (const auto& row : table.rows) {
        if (row.size() != table.columns.size()) {
            throw std::invalid_argument("a CSV row has " + std::to_string(row.size())
                                        + " cells, the header "
                                        + std::to_string(table.columns.size()));
        }
        for (const CsvCell& cell : row) {
            text += cell_text(cell) + ",";
        }
        end_row();
    }
    return text;
}

std::vector<std::string> csv_header(std::string_view text)
{
    const auto lines = lines_of(text);
    const auto names =
        lines.empty() ? std::vector<std::string_view>{} : split(lines.front(), ',');
    return {names.begin(), names.end()};
}

std::vector<double> csv_column(std::string_view text, std::string_view column)
{
    const auto lines = lines_of(text);
    const auto header =
        lines.empty() ? std::vector<std::string_view>{} : split(lines.front(), ',');
    const auto found = std::ranges::find(header, column);
    if (found == header.end()) {
        throw std::invalid_argument("the CSV text has no column '" + std::string(column) + "'");
    }
    const auto place = static_cast<std::size_t>(found - header.begin());
    std::vector<double> values;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        values.push_back(number(cells_of(lines, i, header.size())[place], i));
    }
    return values;
}

std::vector<std::vector<double>> csv_rows(std::string_view text,
                                          const std::vector<std::string>& columns)
{
    const auto lines = lines_of(text);
    const auto header =
        lines.empty() ? std::vector<std::string_view>{} : split(lines.front(), ',');
    for (std::size_t i = 0; i < std::max(header.size(), columns.size()); ++i) {
        const std::string found = cell_or(header, i, "missing");
        const std::string expected = cell_or(columns, i, "none");
        if (found != expected) {
            throw std::invalid_argument("CSV column " + std::to_string(i + 1) + " is " + found
                                        + " and should be " + expected);
        }
    }
    if (text[text.find_last_not_of(blanks)] != '\n') {
        throw std::invalid_argument("the last CSV line is cut");
    }
    std::vector<std::vector<double>> rows;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        std::ranges::transform(cells_of(lines, i, columns.size()),
                               std::back_inserter(rows.emplace_back()),
                               [i](std::string_view cell) { return number(cell, i); });
    }
    return rows;
}

} // namespace autoencoder
