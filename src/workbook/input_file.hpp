/// @file
/// Files that a command line names to be read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace autoencoder::workbook {

/// The content of a file.
/// @param path    must be a file: a pipe would be waited for, a device has no end
/// @param largest most bytes that are read
/// @return all its bytes
/// @throws std::invalid_argument when it is something else, cannot be read or is larger: the message says what is allowed
std::string content_of(const std::filesystem::path& path, std::uintmax_t largest);

} // namespace autoencoder::workbook
