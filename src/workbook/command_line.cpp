#include "workbook/command_line.hpp"

#include "workbook/table.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <limits>
#include <map>
#include <ostream>
#include <sstream>

#include <boost/program_options.hpp>

namespace autoencoder::workbook {

namespace {

namespace po = boost::program_options;

constexpr std::string_view version = "1.0";

UsageError wrong_value(const std::string& option, const std::string& given, const std::string& allowed)
{
    return UsageError("--" + option + " '" + given + "': allowed is " + allowed);
}

/// One option: how it is shown, what is allowed, and how its text gets into the settings.
struct OptionEntry {
    std::optional<Option> option; ///< nothing for those that every chapter has
    std::string name;
    std::string placeholder; ///< what stands for the value in --help
    std::string help;        ///< with its unit and default
    std::string allowed;     ///< in words
    void (*read)(const OptionEntry& entry, const std::string& given, Settings& settings);
};

/// A number from the whole of a text, within bounds. The bounds are checked so that NaN fails.
template <class Number>
Number read_number(const OptionEntry& entry, const std::string& given, Number lowest, Number highest)
{
    Number value{};
    const char* const last = given.data() + given.size();
    const auto [end, error] = std::from_chars(given.data(), last, value);
    if (error != std::errc() || end != last || !(value >= lowest && value <= highest)) {
        throw wrong_value(entry.name, given, entry.allowed);
    }
    return value;
}

std::uint32_t read_seed(const OptionEntry& entry, const std::string& given)
{
    return read_number<std::uint32_t>(entry, given, 0, std::numeric_limits<std::uint32_t>::max());
}

double read_positive(const OptionEntry& entry, const std::string& given)
{
    return read_number(entry, given, std::numeric_limits<double>::denorm_min(), std::numeric_limits<double>::max());
}

std::optional<Format> read_format(const OptionEntry& entry, const std::string& given)
{
    static const std::map<std::string, std::optional<Format>> formats{{"svg", Format::svg},
                                                                      {"png", Format::png},
                                                                      {"pdf", Format::pdf},
                                                                      {"text", Format::text},
                                                                      {"none", std::nullopt}};
    const auto found = formats.find(given);
    if (found == formats.end()) {
        throw wrong_value(entry.name, given, entry.allowed);
    }
    return found->second;
}

std::filesystem::path read_directory(const OptionEntry& entry, const std::string& given)
{
    if (given.empty()) {
        throw wrong_value(entry.name, given, entry.allowed);
    }
    return given;
}

Shard read_shard(const OptionEntry& entry, const std::string& given)
{
    const std::size_t slash = given.find('/');
    if (slash == std::string::npos) {
        throw wrong_value(entry.name, given, entry.allowed);
    }
    constexpr std::size_t most_shards = 100000;
    try {
        const auto of = read_number<std::size_t>(entry, given.substr(slash + 1), 1, most_shards);
        return {read_number<std::size_t>(entry, given.substr(0, slash), 1, of), of};
    } catch (const UsageError&) {
        throw wrong_value(entry.name, given, entry.allowed); // names the whole of what was given
    }
}

std::vector<std::filesystem::path> read_files(const OptionEntry& entry, const std::string& given)
{
    std::vector<std::filesystem::path> files;
    std::istringstream names(given + ",");
    for (std::string name; std::getline(names, name, ',');) {
        if (name.empty()) {
            throw wrong_value(entry.name, given, entry.allowed);
        }
        files.emplace_back(name);
    }
    return files;
}

constexpr std::size_t most_samples = 100000;
constexpr std::size_t most_seeds = 100000;
constexpr long most_epochs = 1000000;
constexpr double largest_sigma = 1e6;

const std::vector<OptionEntry>& entries()
{
    const std::string seed = "a whole number from 0 to 4294967295";
    const std::string positive = "a finite number greater than 0";
    static const std::vector<OptionEntry> all{
        {Option::seed, "seed", "NUMBER", "seed of the random initial weights (default 13)", seed,
         [](const OptionEntry& e, const std::string& given, Settings& s) { s.seed = read_seed(e, given); }},
        {Option::data_seed, "data-seed", "NUMBER", "seed of the random training samples (default 14)", seed,
         [](const OptionEntry& e, const std::string& given, Settings& s) { s.data_seed = read_seed(e, given); }},
        {Option::test_seed, "test-seed", "NUMBER", "seed of the random test samples (default 20)", seed,
         [](const OptionEntry& e, const std::string& given, Settings& s) { s.test_seed = read_seed(e, given); }},
        {Option::samples, "samples", "COUNT", "how many samples a data set has (default 12)",
         "a whole number from 1 to 100000",
         [](const OptionEntry& e, const std::string& given, Settings& s) {
             s.samples = read_number<std::size_t>(e, given, 1, most_samples);
         }},
        {Option::sigma, "sigma", "NUMBER",
         "standard deviation of the noise in a sample, in the unit of the sample (default 0.1)",
         "a number from 0 to 1000000",
         [](const OptionEntry& e, const std::string& given, Settings& s) {
             s.sigma = read_number<double>(e, given, 0.0, largest_sigma);
         }},
        {Option::epochs, "epochs", "COUNT",
         "how many epochs to train at most, each one pass over all samples (default 10000)",
         "a whole number from 1 to 1000000",
         [](const OptionEntry& e, const std::string& given, Settings& s) {
             s.epochs = read_number<long>(e, given, 1, most_epochs);
         }},
        {Option::learning_rate, "learning-rate", "NUMBER",
         "learning rate η of the descent, a factor without unit (default 0.1)", positive,
         [](const OptionEntry& e, const std::string& given, Settings& s) {
             s.learning_rate = read_positive(e, given);
         }},
        {Option::tolerance, "tolerance", "NUMBER",
         "stop when the loss falls by less than this in an epoch, in the unit of the loss (default: off)", positive,
         [](const OptionEntry& e, const std::string& given, Settings& s) { s.tolerance = read_positive(e, given); }},
        {Option::sample, "sample", "NUMBER", "which of the training samples is looked at, counted from 1 (default 1)",
         "a whole number from 1 to the number of samples",
         [](const OptionEntry& e, const std::string& given, Settings& s) {
             s.sample = read_number<std::size_t>(e, given, 1, most_samples);
         }},
        {Option::seeds, "seeds", "COUNT",
         "how many initialisations are trained, the seeds 0, 1, 2 and so on (default 1000)",
         "a whole number from 1 to 100000",
         [](const OptionEntry& e, const std::string& given, Settings& s) {
             s.seeds = read_number<std::size_t>(e, given, 1, most_seeds);
         }},
        {Option::shard, "shard", "I/N", "trains one of N parts of the seeds, to be joined later (default 1/1)",
         "I/N with whole numbers, I from 1 to N",
         [](const OptionEntry& e, const std::string& given, Settings& s) { s.shard = read_shard(e, given); }},
        {Option::join, "join", "FILES",
         "reads finished parts from their 26_plateau.csv instead of training (default: off)",
         "names of files, separated by commas",
         [](const OptionEntry& e, const std::string& given, Settings& s) { s.join = read_files(e, given); }},
        {std::nullopt, "figures", "KIND",
         "kind of picture; text is printed below the report, none leaves the pictures out (default svg)",
         "one of svg, png, pdf, text, none",
         [](const OptionEntry& e, const std::string& given, Settings& s) { s.figures = read_format(e, given); }},
        {std::nullopt, "output", "DIR",
         "directory of the figures and of the data behind them, made when missing (default build/figures)",
         "the name of a directory",
         [](const OptionEntry& e, const std::string& given, Settings& s) { s.output = read_directory(e, given); }},
    };
    return all;
}

bool has(const Chapter& chapter, Option option)
{
    return std::ranges::find(chapter.options, option) != chapter.options.end();
}

/// The entries of a chapter: its own options and those of every chapter.
std::vector<OptionEntry> entries_of(const Chapter& chapter)
{
    std::vector<OptionEntry> result;
    std::ranges::copy_if(entries(), std::back_inserter(result),
                         [&chapter](const OptionEntry& entry) { return !entry.option || has(chapter, *entry.option); });
    return result;
}

po::options_description description_of(const Chapter& chapter)
{
    po::options_description options("Options", 90, 45);
    options.add_options()("help", "show this help and end")("version", "show the version and end");
    for (const OptionEntry& entry : entries_of(chapter)) {
        options.add_options()(entry.name.c_str(), po::value<std::string>()->value_name(entry.placeholder),
                              (entry.help + ": " + entry.allowed).c_str());
    }
    return options;
}

void print_help(const Chapter& chapter, const po::options_description& options, std::ostream& out)
{
    out << "Usage: " << chapter.name << " [options]\n\n"
        << chapter.shows << "\n\n"
        << options << "\n"
        << "Exit codes\n"
           "  0  all is well\n"
           "  1  a check failed, or the training diverged; the report names the first wrong quantity\n"
           "  2  the command line is wrong\n"
           "  3  an output could not be written, or gnuplot failed or is missing\n";
}

UsageError unknown(const Chapter& chapter, const std::string& kind, const std::string& given)
{
    std::string allowed = "--help, --version";
    for (const OptionEntry& entry : entries_of(chapter)) {
        allowed += ", --" + entry.name;
    }
    return UsageError(kind + " '" + given + "': allowed are " + allowed);
}

/// An option that needs a value and has none, or one that needs none and has one.
UsageError without_value(const Chapter& chapter, const std::string& given)
{
    const auto all = entries_of(chapter);
    const auto entry =
        std::ranges::find_if(all, [&given](const OptionEntry& candidate) { return "--" + candidate.name == given; });
    if (entry == all.end()) { // --help or --version
        return UsageError(given + " is given a value: allowed is " + given + " alone");
    }
    return UsageError(given + " is given without a value: allowed is " + entry->allowed);
}

po::variables_map split(const Chapter& chapter, const po::options_description& options,
                        const std::vector<std::string>& arguments)
{
    namespace style = po::command_line_style;
    constexpr int long_options = style::allow_long | style::long_allow_adjacent | style::long_allow_next;
    try {
        const po::parsed_options parsed = po::command_line_parser(arguments).options(options).style(long_options).run();
        for (const po::option& option : parsed.options) {
            if (option.position_key >= 0) {
                throw unknown(chapter, "unknown word", option.value.front());
            }
            if (option.original_tokens.size() == 2 && option.original_tokens.back().starts_with("--")) {
                throw without_value(chapter, option.original_tokens.front()); // the next option is not its value
            }
        }
        po::variables_map given;
        po::store(parsed, given);
        return given;
    } catch (const po::unknown_option& error) { // what Boost says, in our words; the names have their two dashes
        throw unknown(chapter, "unknown option", error.get_option_name());
    } catch (const po::multiple_occurrences& error) {
        throw UsageError(error.get_option_name() + " is given more than once: allowed is once");
    } catch (const po::error_with_option_name& error) {
        throw without_value(chapter, error.get_option_name());
    }
}

/// A part of a study has a seed at least; and parts that are joined are not trained.
void require_sensible_shard(const po::variables_map& given, const Settings& settings)
{
    if (given.count("shard") == 0) {
        return;
    }
    const auto shard = given["shard"].as<std::string>();
    if (!settings.join.empty()) {
        throw wrong_value("shard", shard, "to train a part or to --join finished ones, one of both");
    }
    if (settings.shard.of > settings.seeds) {
        throw wrong_value("shard", shard,
                          "I/N with at most as many parts N as seeds, here " + std::to_string(settings.seeds));
    }
}

/// A training keeps four numbers for each sample of each epoch, and its tables as many cells.
void require_room_for_history(const Chapter& chapter, const Settings& settings)
{
    const auto samples = static_cast<long>(settings.samples);
    if (has(chapter, Option::epochs) && settings.epochs > most_sample_epochs / samples) {
        throw wrong_value("epochs", std::to_string(settings.epochs),
                          "a whole number from 1 to " + std::to_string(most_sample_epochs / samples) + " for "
                              + std::to_string(samples) + " samples, since the history of "
                              + std::to_string(most_sample_epochs) + " samples at most is kept");
    }
}

} // namespace

UsageError::UsageError(const std::string& message) : std::runtime_error(one_line(message)) {}

std::optional<Settings> parse_command_line(const Chapter& chapter, const std::vector<std::string>& arguments,
                                           std::ostream& out)
{
    const po::options_description options = description_of(chapter);
    const po::variables_map given = split(chapter, options, arguments);
    if (given.count("help") != 0) {
        print_help(chapter, options, out);
        return std::nullopt;
    }
    if (given.count("version") != 0) {
        out << chapter.name << " " << version << "\n";
        return std::nullopt;
    }

    Settings settings;
    for (const OptionEntry& entry : entries_of(chapter)) {
        if (given.count(entry.name) != 0) {
            entry.read(entry, given[entry.name].as<std::string>(), settings);
        }
    }
    if (has(chapter, Option::sample) && settings.sample > settings.samples) {
        throw wrong_value("sample", std::to_string(settings.sample),
                          "a whole number from 1 to the number of samples, here " + std::to_string(settings.samples));
    }
    require_sensible_shard(given, settings);
    require_room_for_history(chapter, settings);
    return settings;
}

} // namespace autoencoder::workbook
