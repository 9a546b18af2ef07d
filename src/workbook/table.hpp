/// @file
/// Aligned tables, numbers and lines for the reports.
#pragma once

#include "workbook/values.hpp"

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace autoencoder::workbook {

/// What stands in a cell of a table, or anywhere in a report: a text, and the number with all its digits if the text
/// shows one.
class Cell : public std::string {
public:
    /// A text.
    /// @param text UTF-8
    Cell(std::string text) : std::string(std::move(text)) {}
    /// A text.
    /// @param text UTF-8
    Cell(const char* text) : std::string(text) {}
    /// A number as it is shown.
    /// @param text  its digits
    /// @param value all of it
    Cell(std::string text, double value) : std::string(std::move(text)), value_(value) {}

    /// The number that the text shows.
    /// @return nothing for words
    std::optional<double> value() const { return value_; }

private:
    std::optional<double> value_;
};

/// A number with a fixed count of decimals, such as `-0.576861`. A value that rounds to zero has no minus sign;
/// one of 1e9 or more is written with a power of ten.
/// @param value    any number
/// @param decimals digits after the point, at least 0
/// @return the number as text, and the number
Cell fixed(double value, int decimals = 6);

/// A number with one digit before the point and a power of ten, such as `6.57e-01`.
/// @param value    any number
/// @param decimals digits after the point, at least 0
/// @return the number as text, and the number
Cell scientific(double value, int decimals = 2);

/// A text as one line, whatever names and values it repeats.
/// @param text any text
/// @return the text with a question mark for each control character
std::string one_line(std::string text);

/// How many columns of a terminal a UTF-8 text takes, one for each character.
/// @param text valid UTF-8
/// @return number of columns
std::size_t width_of(std::string_view text);

/// A table for a report: a header, then rows. The first column is aligned to the left; a column whose cells are all
/// numbers or empty is aligned to the right.
class Table {
public:
    /// Starts a table.
    /// @param header a name for each column
    explicit Table(std::vector<std::string> header);

    /// Adds a row.
    /// @param cells one text for each column
    /// @return this table, to add the next row
    /// @throws std::invalid_argument when it is not as long as the header
    Table& row(std::vector<Cell> cells);

    /// The table as text, each line indented by two spaces and without spaces at its end.
    /// @return header, rule and rows, each ended by a line feed
    std::string text() const;

    /// The numbers of the table, named by row and column.
    /// @return `ROW_COLUMN` and the number, where the row is named by its first cell; a name may come twice
    std::vector<std::pair<std::string, Value>> values() const;

private:
    std::vector<std::string> header_;
    std::vector<std::vector<Cell>> rows_;
};

/// Prints a table.
/// @param out   where
/// @param table what
/// @return `out`
std::ostream& operator<<(std::ostream& out, const Table& table);

} // namespace autoencoder::workbook
