/// @file
/// Reads the command line of a chapter.
#pragma once

#include "workbook/introduction.hpp"
#include "workbook/settings.hpp"

#include <iosfwd>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace autoencoder::workbook {

/// A command line that cannot be followed. Its message is one line: the option, the value given, what is allowed.
class UsageError : public std::runtime_error {
public:
    /// Makes one line of a message.
    /// @param message may repeat what was given: control characters in it become question marks
    explicit UsageError(const std::string& message);
};

/// Most sample-epochs (number of samples times number of epochs) that a command line may ask for: a training keeps M6
/// and three outputs of each sample of each epoch, 32 bytes, and its tables take several times that.
inline constexpr long most_sample_epochs = 20'000'000;

/// Reads a command line.
/// @param chapter   says which options there are
/// @param arguments what stands after the program's name
/// @param out       where --help and --version print
/// @return the settings, or nothing when --help or --version was asked for and has been answered
/// @throws UsageError when the command line is wrong
std::optional<Settings> parse_command_line(const Chapter& chapter, const std::vector<std::string>& arguments,
                                           std::ostream& out);

} // namespace autoencoder::workbook
