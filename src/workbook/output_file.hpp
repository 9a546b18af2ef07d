/// @file
/// Files that are written complete or not at all.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace autoencoder::workbook {

/// An output that could not be made. Its message is one line that names the cause and the remedy; a chapter that meets
/// it ends with exit code 3.
class OutputError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// What is said when gnuplot is asked for and is not there.
inline constexpr const char* gnuplot_is_missing =
    "gnuplot is not installed: install the package gnuplot-nox, or use --figures none";

/// Where temporary files go.
/// @return what TMPDIR says; /tmp where it says nothing
std::string temporary_directory();

/// What is said when no temporary file can be made for gnuplot.
/// @param error the number of the reason, as errno holds it
/// @return one line: what failed, why, and what to do
std::string no_temporary_directory(int error);

/// Writes a file under a temporary name beside its place and renames it when everything is on disk, so that `path`
/// holds the old content or the new one and never a part.
/// @param path    where; missing directories are made
/// @param content what the file will hold
/// @throws OutputError when the directory cannot be made or the file cannot be written
void write_file(const std::filesystem::path& path, std::string_view content);

} // namespace autoencoder::workbook
