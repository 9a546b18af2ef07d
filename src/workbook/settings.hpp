/// @file
/// What the command line of a chapter can set.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace autoencoder::workbook {

/// The kinds of picture a figure can become.
enum class Format {
    svg, ///< for the pages of the book
    png, ///< for slides and chat
    pdf, ///< for print
    text ///< for an 80-column terminal
};

/// One part of a study that is spread over several machines.
struct Shard {
    std::size_t number = 1; ///< which part, counted from 1
    std::size_t of = 1;     ///< how many parts there are
};

/// The values of all options, at first the document's own.
struct Settings {
    std::uint32_t seed = 13;                 ///< of the initialisation
    std::uint32_t data_seed = 14;            ///< of the training samples
    std::uint32_t test_seed = 20;            ///< of the test samples
    std::size_t samples = 12;                ///< number of training samples, and of test samples
    double sigma = 0.1;                      ///< standard deviation of the noise in the samples
    long epochs = 10000;                     ///< most epochs of a training
    double learning_rate = 0.1;              ///< η
    std::optional<double> tolerance;         ///< smallest fall of the loss in an epoch that keeps the training going
    std::size_t sample = 1;                  ///< which sample a one-sample chapter looks at, counted from 1
    std::size_t seeds = 1000;                ///< how many initialisations a study trains: the seeds from 0 on
    Shard shard;                             ///< which part of them
    std::vector<std::filesystem::path> join; ///< tables of finished parts; empty to train
    std::optional<Format> figures = Format::svg;    ///< kind of picture; nothing for none
    std::filesystem::path output = "build/figures"; ///< directory of figures and their data
};

/// The options that only some chapters have. Every chapter has --help, --version, --figures and --output besides.
enum class Option {
    seed,          ///< --seed
    data_seed,     ///< --data-seed
    test_seed,     ///< --test-seed
    samples,       ///< --samples
    sigma,         ///< --sigma
    epochs,        ///< --epochs
    learning_rate, ///< --learning-rate
    tolerance,     ///< --tolerance
    sample,        ///< --sample
    seeds,         ///< --seeds
    shard,         ///< --shard
    join           ///< --join
};

/// A chapter as its program introduces itself.
struct Chapter {
    std::string name;            ///< of the program, such as `20_training`
    std::string shows;           ///< one sentence for --help
    std::vector<Option> options; ///< those that change what it shows
};

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
