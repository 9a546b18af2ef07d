/// @file
/// Tables of numbers as text: comma-separated values that read back to the same double.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace autoencoder {

/// One cell of a CSV table: a whole number, a number, or a word without comma, quote or line end, and
/// without a blank or a byte order mark at its ends.
using CsvCell = std::variant<long, double, std::string>;

/// A CSV table: a header line and rows of as many cells.
struct Csv {
    std::vector<std::string> columns;         ///< names in the header line
    std::vector<std::vector<CsvCell>> rows{}; ///< each as long as `columns`
};

/// The shortest decimal text that reads back to the same double: `0.1`, `1e-05`, `inf`.
/// @param value any double
/// @return the text, without trailing zeros
std::string shortest(double value);

/// The table as text, one line a row, each ended by a line feed.
/// @param table header and rows
/// @return header line, then the rows
/// @throws std::invalid_argument when there is no column or only one without a name, a row is not as long as the
///         header, or a word would not read back as it is
std::string to_text(const Csv& table);

/// The names in the header line of CSV text; what `csv_column` ignores means nothing here either.
/// @param text a CSV table, header line first
/// @return one name a column; none for an empty text
std::vector<std::string> csv_header(std::string_view text);

/// A column of numbers from CSV text. A byte order mark, blanks around cells, CR LF as line ends and empty last lines,
/// as an editor may add them, mean nothing.
/// @param text   a CSV table, header line first
/// @param column name in the header line
/// @return one number a row, in order; `inf` and `nan` are numbers too
/// @throws std::invalid_argument when the column is not there, a row is too short or a cell is not a number
std::vector<double> csv_column(std::string_view text, std::string_view column);

/// All rows of a table of numbers whose columns are known, as `to_text` has written it; what `csv_column` ignores means
/// nothing here either.
/// @param text    a CSV table, header line first, every line ended by a line feed
/// @param columns names in the header line
/// @return the numbers of each row, as many as columns
/// @throws std::invalid_argument when the header is another one, a row has too few or too many cells, a cell is not a
///         number, or the last line is cut
std::vector<std::vector<double>> csv_rows(std::string_view text,
                                          const std::vector<std::string>& columns);

} // namespace autoencoder
