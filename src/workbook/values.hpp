/// @file
/// The numbers of a run that have a name, for the prose around a program.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>

namespace autoencoder::workbook {

/// A number of a run: a count, or a number with all its digits.
using Value = std::variant<long, double>;

/// The numbers of a run by their names.
using Values = std::map<std::string, Value, std::less<>>;

/// A label as a part of a name: letters and digits stay, Greek letters are written out, ∂ is d, and all else becomes an
/// underscore: `λ7,9` is `lambda_7_9`, `largest |∂ℒ/∂b|` is `largest_dL_db`.
/// @param label UTF-8
/// @return letters, digits and single underscores between them; empty when the label has no letter and no digit
std::string as_name(std::string_view label);

/// The numbers as a JSON object, one line for each. A count has no decimal point, any other number has one or a power of
/// ten and reads back to the same double; one that is not finite is `null`.
/// @param values what is written
/// @return the object, ended by a line feed
std::string to_json(const Values& values);

} // namespace autoencoder::workbook
