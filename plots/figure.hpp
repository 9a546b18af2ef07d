/// @file
/// What a figure is, and how it becomes a picture.
#pragma once

#include "data/csv.hpp"
#include "plots/picture.hpp"
#include "workbook/output_file.hpp"
#include "workbook/settings.hpp"

#include <chrono>
#include <string>

namespace autoencoder::plots {

using workbook::Format;

/// gnuplot is missing or did not draw. The message is one line that names the cause and the remedy.
class GnuplotError : public workbook::OutputError {
public:
    using OutputError::OutputError;
};

/// A figure before it is drawn: what it is called, what it shows in words, the numbers behind it, and the picture.
struct Figure {
    std::string name;        ///< file name without its ending, such as `20_loss`
    std::string title;       ///< short name for a screen reader
    std::string description; ///< what is to be seen, with numbers computed from the data
    Csv data;                ///< the numbers behind the picture
    Picture picture;         ///< what is drawn
};

/// Draws a figure. The same figure always gives the same bytes (pdf excepted, which carries its date).
/// @param figure what is drawn
/// @param format as which kind of picture
/// @param limit  how long gnuplot may take; it needs about a tenth of a second
/// @return the bytes of the picture; for Format::text the title, the picture and the description
/// @throws GnuplotError when gnuplot is not installed, cannot write, reports an error, is ended by a signal, takes too
///         long, or draws nothing whole. What it says beside a whole picture goes to the standard error stream, once
std::string render(const Figure& figure, Format format, std::chrono::milliseconds limit = std::chrono::minutes(1));

} // namespace autoencoder::plots
