/// @file
/// The page *The network in your hands*: a network whose every parameter and input the reader moves.
#pragma once

#include "workbook/options.hpp"
#include "workbook/page.hpp"

#include <vector>

namespace autoencoder::browser {

/// What the page is called, and which options it has in common with the chapters.
/// @return as a chapter introduces itself
workbook::Chapter hands_chapter();

/// What the reader can move besides: epochs of training before, steps after, the quantity that is looked at, and each
/// parameter and input. The placeholder of what is dragged begins with `SLIDER`.
/// @return in the order of the page
const std::vector<workbook::OptionDescription>& hands_options();

/// Computes the page.
/// @param page  takes report, values and figures
/// @param given what was moved, by the names of `hands_options()`
/// @return what each slider shows, by name
/// @throws UsageError for a value that is not allowed
workbook::GivenOptions take_in_hand(workbook::Page& page, const workbook::GivenOptions& given);

} // namespace autoencoder::browser
