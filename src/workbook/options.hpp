/// @file
/// The options of a chapter: how they are described, what is allowed, and how what was given becomes the settings. The
/// command line and the pages in a browser both ask here.
#pragma once

#include "workbook/introduction.hpp"
#include "workbook/settings.hpp"

#include <charconv>
#include <map>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

namespace autoencoder::workbook {

/// A command line that cannot be followed. Its message is one line: the option, the value given, what is allowed.
class UsageError : public std::runtime_error {
public:
    /// Makes one line of a message.
    /// @param message may repeat what was given: control characters in it become question marks
    explicit UsageError(const std::string& message);
};

/// What is said after the reason when the mathematics refuses what each option alone allows.
inline constexpr const char* other_values_needed = ": other values of the options are needed";

/// Most sample-epochs (number of samples times number of epochs) that a command line may ask for: a training keeps M6
/// and three outputs of each sample of each epoch, 32 bytes, and its tables take several times that.
inline constexpr long most_sample_epochs = 2'400'000;

/// An option in words.
struct OptionDescription {
    std::string name;        ///< without its dashes, such as `learning-rate`
    std::string placeholder; ///< what stands for the value, such as `NUMBER`
    std::string help;        ///< what it sets, with its unit
    std::string allowed;     ///< which values there are
    std::string initial;     ///< the default
};

/// The options that a chapter has.
/// @param chapter as it introduces itself
/// @return its own and those of every chapter, but for --help and --version
std::vector<OptionDescription> options_of(const Chapter& chapter);

/// What is said of a word or an option that a chapter does not have.
/// @param chapter as it introduces itself
/// @param kind    such as `unknown option`
/// @param given   what stands there
/// @return the error, whose message names all options of the chapter
UsageError unknown_word(const Chapter& chapter, const std::string& kind, const std::string& given);

/// What is said of a value that is not allowed.
/// @param option  name without dashes
/// @param given   what was given
/// @param allowed in words
/// @return the error, whose message names all three
UsageError wrong_value(const std::string& option, const std::string& given, const std::string& allowed);

/// A number from the whole of a text, within bounds. NaN is within none.
/// @param option  name without dashes
/// @param given   what was given
/// @param allowed in words
/// @param lowest  least value
/// @param highest greatest value
/// @return the number
/// @throws UsageError for any other text
template <class Number>
Number number_within(const std::string& option, const std::string& given, const std::string& allowed, Number lowest,
                     Number highest)
{
    Number value{};
    const char* const last = given.data() + given.size();
    const auto [end, error] = std::from_chars(given.data(), last, value);
    if (error != std::errc() || end != last || !(value >= lowest && value <= highest)) {
        throw wrong_value(option, given, allowed);
    }
    return value;
}

using GivenOptions = std::map<std::string, std::string>; ///< what was given for an option, by its name without dashes

/// The settings that were asked for.
/// @param chapter says which options there are
/// @param given   what was given
/// @return the defaults, but for what was given
/// @throws UsageError for an option that the chapter does not have, and for a value that is not allowed, by itself or beside
///         the others
Settings settings_of(const Chapter& chapter, const GivenOptions& given);

} // namespace autoencoder::workbook
