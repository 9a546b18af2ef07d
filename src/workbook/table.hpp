/// @file
/// Aligned tables, numbers and lines for the reports.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace autoencoder::workbook {

/// A number with a fixed count of decimals, such as `-0.576861`. A value that rounds to zero has no minus sign;
/// one of 1e9 or more is written with a power of ten.
/// @param value    any number
/// @param decimals digits after the point, at least 0
/// @return the number as text
std::string fixed(double value, int decimals = 6);

/// A number with one digit before the point and a power of ten, such as `6.57e-01`.
/// @param value    any number
/// @param decimals digits after the point, at least 0
/// @return the number as text
std::string scientific(double value, int decimals = 2);

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
    Table& row(std::vector<std::string> cells);

    /// The table as text, each line indented by two spaces and without spaces at its end.
    /// @return header, rule and rows, each ended by a line feed
    std::string text() const;

private:
    std::vector<std::string> header_;
    std::vector<std::vector<std::string>> rows_;
};

/// Prints a table.
/// @param out   where
/// @param table what
/// @return `out`
std::ostream& operator<<(std::ostream& out, const Table& table);

} // namespace autoencoder::workbook
