/// @file
/// The trail of a check: which call is under way, what ended it, and how the verdict was told.
#pragma once

#include <string>

/// A program that checks an answer runs the reader's code, which may end it at any time and with any exit status. So it
/// leaves a trail in the file that AUTOENCODER_TRAIL names, and whoever started it believes the trail alone. Its last line
/// is one of
/// - `call WHERE`: the reader's function was asked there and never returned,
/// - `cause WORD`: neither did it, and the system said why: `time`, `output`, `stack`, `null`, `memory`, `zero`, `abort`,
/// - `answered`: the function returned, and nothing was reported,
/// - `verdict solved` or `verdict wrong`: the report ran to its end.
///
/// Without such a file nothing of this happens.
namespace autoencoder::exercise {

/// Notes that the reader's function is asked now. With the first call the limits begin: ten seconds, 1 GB of memory,
/// 8 MB of stack, and 1 MB of output to a file; each where the system lets it be set.
/// @param where with what it is called, one line
void begin_call(const std::string& where);

/// Notes that the function has returned, or thrown.
void end_call();

/// Notes that the report ran to its end.
/// @param passed whether every answer was right
void end_report(bool passed);

} // namespace autoencoder::exercise
