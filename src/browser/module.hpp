/// @file
/// The chapters as a module for the pages in a browser.
#pragma once

#include <vector>

namespace autoencoder::browser {

using Main = int (*)(int argc, char** argv); ///< the main function of a chapter, under a name of its own

/// The main functions of all chapters, written by the build from their list.
/// @return in reading order
std::vector<Main> main_functions();

} // namespace autoencoder::browser
