/// @file
/// A chapter as a program of the command line: the shell around its page.
#pragma once

#include "workbook/introduction.hpp"
#include "workbook/page.hpp"

#include <functional>

namespace autoencoder::workbook {

/// How a chapter program ends.
enum class ExitCode {
    success = 0,      ///< all is well
    check_failed = 1, ///< a check failed, or the training diverged
    usage = 2,        ///< the command line is wrong
    output = 3        ///< an output could not be written, or gnuplot failed or is missing
};

/// Runs a chapter: reads the command line, prints the report, writes the files, and turns whatever goes wrong into one
/// line on stderr and an exit code. The tables and the values are written before a figure is drawn, so that a picture that
/// fails never costs the numbers; of the pictures, all are written or none.
/// @param chapter what the program is
/// @param argc    as `main` gets it
/// @param argv    as `main` gets it
/// @param body    fills the page
/// @return the exit code for `main`
int run(const Chapter& chapter, int argc, const char* const* argv, const std::function<void(Page&)>& body);

} // namespace autoencoder::workbook
