/// @file
/// Reads the command line of a chapter.
#pragma once

#include "workbook/options.hpp"

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace autoencoder::workbook {

/// Reads a command line.
/// @param chapter   says which options there are
/// @param arguments what stands after the program's name
/// @param out       where --help and --version print
/// @return the settings, or nothing when --help or --version was asked for and has been answered
/// @throws UsageError when the command line is wrong
std::optional<Settings> parse_command_line(const Chapter& chapter, const std::vector<std::string>& arguments,
                                           std::ostream& out);

} // namespace autoencoder::workbook
