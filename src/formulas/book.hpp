/// @file
/// Where the equations of the book stand.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace autoencoder::formulas {

/// A formula of a text.
struct Formula {
    std::size_t line = 0; ///< line of the file at which it begins, counted from 1
    std::string text;     ///< what stands between the dollars, or behind the bar of a comment
    bool display = false; ///< whether it stands on lines of its own
};

/// The formulas of a chapter or a page in Markdown: `$…$` in a line, and displays between lines of `$$`. Of a chapter
/// only the prose is read.
/// @param file a `.cpp` or `.md` file
/// @return its formulas in order
/// @throws std::runtime_error when it cannot be read, or a dollar has no partner
std::vector<Formula> formulas_of(const std::filesystem::path& file);

/// The equations that a header's comments write in Unicode, such as `X_in = Σ λ·(outputs of the layer before) + b`.
/// @param file a `.hpp` file
/// @return its equations in order
/// @throws std::runtime_error when it cannot be read
std::vector<Formula> equations_in_comments(const std::filesystem::path& file);

} // namespace autoencoder::formulas
