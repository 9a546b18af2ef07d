/// @file
/// What the files of an exercise say about it: the reader's program, and its companion with the hints.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace autoencoder::exercise {

/// The heading of an exercise: the first line that starts with `# `, without this mark.
/// @param path the program or its companion
/// @return one line; the name of the file when there is no heading or no file
std::string heading_of(const std::filesystem::path& path);

/// Whether the line after a mark still is the one that was shipped. Somebody may write an answer and leave the mark.
/// @param path the program
/// @return true when it returns 0 or {}; false for anything else, and when there is no mark or no file
bool is_untouched(const std::filesystem::path& path);

/// Lines of a program that are marked as to do.
/// @param path the program
/// @return for each such line its place and the line from the mark on; nothing when there is no file
std::vector<std::string> to_do(const std::filesystem::path& path);

/// What an exercise has to say to somebody who has solved it: the end of its companion.
/// @param companion a Markdown file
/// @return the lines below `## Afterwards`; nothing when there is no such heading or no file
std::vector<std::string> afterwards(const std::filesystem::path& companion);

} // namespace autoencoder::exercise
