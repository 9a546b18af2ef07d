#include "workbook/options.hpp"

#include "data/csv.hpp"
#include "workbook/input_file.hpp"
#include "workbook/table.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <sstream>

namespace autoencoder::workbook {

namespace {

/// One option: how it is shown, what is allowed, and how its text gets into the settings.
struct OptionEntry {
    std::optional<Option> option; ///< nothing for those that every chapter has
    std::string name;
    std::string placeholder; ///< what stands for the value in --help
    std::string help;        ///< with its unit
    std::string allowed;     ///< in words
    void (*read)(const OptionEntry& entry, const std::string& given, Settings& settings);
    std::string (*show)(const Settings& settings); ///< the value as it would be given
};

template <class Number>
Number read_number(const OptionEntry& entry, const std::string& given, Number lowest, Number highest)
{
    return number_within(entry.name, given, entry.allowed, lowest, highest);
}

std::uint32_t read_seed(const OptionEntry& entry, const std::string& given)
{
    return read_number<std::uint32_t>(entry, given, 0, std::numeric_limits<std::uint32_t>::max());
}

double read_positive(const OptionEntry& entry, const std::string& given,
                     double highest = std::numeric_limits<double>::max())
{
    return read_number(entry, given, std::numeric_limits<double>::denorm_min(), highest);
}

const std::map<std::string, std::optional<Format>>& formats()
{
    static const std::map<std::string, std::optional<Format>> all{{"svg", Format::svg},
                                                                  {"png", Format::png},
                                                                  {"pdf", Format::pdf},
                                                                  {"text", Format::text},
                                                                  {"none", std::nullopt}};
    return all;
}

std::optional<Format> read_format(const OptionEntry& entry, const std::string& given)
{
    const auto found = formats().find(given);
    if (found == formats().end()) {
        throw wrong_value(entry.name, given, entry.allowed);
    }
    return found->second;
}

std::string name_of(std::optional<Format> format)
{
    return std::ranges::find(formats(), format, [](const auto& entry) { return entry.second; })->first;
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

/// The reader's own samples. Their file is read here, since what else is allowed depends on how many there are.
Dataset read_data(const OptionEntry& entry, const std::string& given)
{
    constexpr std::uintmax_t largest = 50'000'000;
    try {
        const std::string content = content_of(given, largest);
        try {
            return read_samples(content);
        } catch (const std::invalid_argument& error) {
            throw wrong_value(entry.name, given, entry.allowed + "; " + error.what());
        }
    } catch (const std::invalid_argument& error) {
        throw wrong_value(entry.name, given, entry.allowed + "; it has to be " + error.what());
    }
}

constexpr std::size_t most_samples = 100000;
constexpr std::size_t most_seeds = 100000;
constexpr long most_epochs = 1000000;
constexpr double largest_sigma = 2.0;         // as the largest slope: with more, nothing is left of the samples
constexpr double largest_learning_rate = 1e6; // far above all that trains, far below where a step overflows

const std::vector<OptionEntry>& entries()
{
    const std::string seed = "a whole number from 0 to 4294967295";
    const std::string positive = "a finite number greater than 0";
    const std::string table = "a CSV file with the columns I1, I2, I3 and perhaps label, each sample a line";
    static const std::vector<OptionEntry> all{
        {Option::seed, "seed", "NUMBER", "seed of the random initial weights", seed,
         [](const OptionEntry& e, const std::string& given, Settings& s) { s.seed = read_seed(e, given); },
         [](const Settings& s) { return std::to_string(s.seed); }},
        {Option::data_seed, "data-seed", "NUMBER", "seed of the random training samples", seed,
         [](const OptionEntry& e, const std::string& given, Settings& s) { s.data_seed = read_seed(e, given); },
         [](const Settings& s) { return std::to_string(s.data_seed); }},
        {Option::test_seed, "test-seed", "NUMBER", "seed of the random test samples", seed,
         [](const OptionEntry& e, const std::string& given, Settings& s) { s.test_seed = read_seed(e, given); },
         [](const Settings& s) { return std::to_string(s.test_seed); }},
        {Option::samples, "samples", "COUNT", "how many samples a data set has", "a whole number from 1 to 100000",
         [](const OptionEntry& e, const std::string& given, Settings& s) {
             s.samples = read_number<std::size_t>(e, given, 1, most_samples);
         },
         [](const Settings& s) { return std::to_string(s.samples); }},
        {Option::sigma, "sigma", "NUMBER",
         "standard deviation of the noise in a sample, in the unit of the sample; no larger than the largest slope",
         "a number from 0 to 2",
         [](const OptionEntry& e, const std::string& given, Settings& s) {
             s.sigma = read_number<double>(e, given, 0.0, largest_sigma);
         },
         [](const Settings& s) { return shortest(s.sigma); }},
        {Option::epochs, "epochs", "COUNT", "how many epochs to train at most, each one pass over all samples",
         "a whole number from 1 to 1000000",
         [](const OptionEntry& e, const std::string& given, Settings& s) {
             s.epochs = read_number<long>(e, given, 1, most_epochs);
         },
         [](const Settings& s) { return std::to_string(s.epochs); }},
        {Option::learning_rate, "learning-rate", "NUMBER", "learning rate η of the descent, a factor without unit",
         "a number greater than 0, at most 1000000",
         [](const OptionEntry& e, const std::string& given, Settings& s) {
             s.learning_rate = read_positive(e, given, largest_learning_rate);
         },
         [](const Settings& s) { return shortest(s.learning_rate); }},
        {Option::tolerance, "tolerance", "NUMBER",
         "stop when the loss falls by less than this in an epoch, in the unit of the loss", positive,
         [](const OptionEntry& e, const std::string& given, Settings& s) { s.tolerance = read_positive(e, given); },
         [](const Settings& s) -> std::string { return s.tolerance ? shortest(*s.tolerance) : "off"; }},
        {Option::sample, "sample", "NUMBER", "which of the training samples is looked at, counted from 1",
         "a whole number from 1 to the number of samples",
         [](const OptionEntry& e, const std::string& given, Settings& s) {
             s.sample = read_number<std::size_t>(e, given, 1, most_samples);
         },
         [](const Settings& s) { return std::to_string(s.sample); }},
        {Option::seeds, "seeds", "COUNT", "how many initialisations are trained, the seeds 0, 1, 2 and so on",
         "a whole number from 1 to 100000",
         [](const OptionEntry& e, const std::string& given, Settings& s) {
             s.seeds = read_number<std::size_t>(e, given, 1, most_seeds);
         },
         [](const Settings& s) { return std::to_string(s.seeds); }},
        {Option::shard, "shard", "I/N", "trains one of N parts of the seeds, to be joined later",
         "I/N with whole numbers, I from 1 to N",
         [](const OptionEntry& e, const std::string& given, Settings& s) { s.shard = read_shard(e, given); },
         [](const Settings& s) { return std::to_string(s.shard.number) + "/" + std::to_string(s.shard.of); }},
        {Option::join, "join", "FILES", "reads finished parts from their 26_plateau.csv instead of training",
         "names of files, separated by commas",
         [](const OptionEntry& e, const std::string& given, Settings& s) { s.join = read_files(e, given); },
         [](const Settings& s) -> std::string { return s.join.empty() ? "off" : "given"; }},
        {Option::data, "data", "FILE", "training samples of your own, in the place of those that are drawn", table,
         [](const OptionEntry& e, const std::string& given, Settings& s) {
             s.data = read_data(e, given);
             s.samples = s.data->samples.size();
         },
         [](const Settings& s) -> std::string { return s.data ? "given" : "off"; }},
        {Option::test_data, "test-data", "FILE", "test samples of your own, beside training samples of your own", table,
         [](const OptionEntry& e, const std::string& given, Settings& s) { s.test_data = read_data(e, given); },
         [](const Settings& s) -> std::string { return s.test_data ? "given" : "off"; }},
        {std::nullopt, "figures", "KIND",
         "kind of picture; text is printed below the report, none leaves the pictures out",
         "one of svg, png, pdf, text, none",
         [](const OptionEntry& e, const std::string& given, Settings& s) { s.figures = read_format(e, given); },
         [](const Settings& s) { return name_of(s.figures); }},
        {std::nullopt, "output", "DIR", "directory of the figures and of the data behind them, made when missing",
         "the name of a directory",
         [](const OptionEntry& e, const std::string& given, Settings& s) { s.output = read_directory(e, given); },
         [](const Settings& s) { return s.output.string(); }},
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

/// A part of a study has a seed at least; and parts that are joined are not trained.
void require_sensible_shard(const GivenOptions& given, const Settings& settings)
{
    if (!given.contains("shard")) {
        return;
    }
    const auto shard = given.at("shard");
    if (!settings.join.empty()) {
        throw wrong_value("shard", shard, "to train a part or to --join finished ones, one of both");
    }
    if (settings.shard.of > settings.seeds) {
        throw wrong_value("shard", shard,
                          "I/N with at most as many parts N as seeds, here " + std::to_string(settings.seeds));
    }
}

/// Samples are drawn or brought along, and those to train on and those to test with in the same way.
void require_one_kind_of_samples(const Chapter& chapter, const GivenOptions& given)
{
    const bool own = given.contains("data") || given.contains("test-data");
    for (const std::string name : {"data-seed", "test-seed", "samples", "sigma"}) {
        if (own && given.contains(name)) {
            throw wrong_value(name, given.at(name), "to draw samples or to bring them with --data, one of both");
        }
    }
    for (const std::string name : {"data", "test-data"}) {
        const std::string other = name == "data" ? "test-data" : "data";
        if (has(chapter, Option::test_data) && given.contains(name) && !given.contains(other)) {
            throw wrong_value(name, given.at(name), "a file together with --" + other);
        }
    }
}

/// A training keeps four numbers for each sample of each epoch, and its tables as many cells.
void require_room_for_history(const Chapter& chapter, const Settings& settings)
{
    const auto samples = static_cast<long>(settings.samples);
    const long most = most_sample_epochs / chapter.lengths / samples;
    if (has(chapter, Option::epochs) && settings.epochs > most) {
        throw wrong_value("epochs", std::to_string(settings.epochs),
                          "a whole number from 1 to " + std::to_string(most) + " for " + std::to_string(samples)
                              + " samples, since this chapter passes "
                              + std::to_string(most_sample_epochs / chapter.lengths) + " samples at most");
    }
}

} // namespace

UsageError::UsageError(const std::string& message) : std::runtime_error(one_line(message)) {}

UsageError wrong_value(const std::string& option, const std::string& given, const std::string& allowed)
{
    return UsageError("--" + option + " '" + given + "': allowed is " + allowed);
}

UsageError unknown_word(const Chapter& chapter, const std::string& kind, const std::string& given)
{
    std::string allowed = "--help, --version";
    for (const OptionEntry& entry : entries_of(chapter)) {
        allowed += ", --" + entry.name;
    }
    return UsageError(kind + " '" + given + "': allowed are " + allowed);
}

std::vector<OptionDescription> options_of(const Chapter& chapter)
{
    std::vector<OptionDescription> result;
    for (const OptionEntry& entry : entries_of(chapter)) {
        result.push_back({entry.name, entry.placeholder, entry.help, entry.allowed, entry.show(Settings())});
    }
    return result;
}

Settings settings_of(const Chapter& chapter, const GivenOptions& given)
{
    const std::vector<OptionEntry> entries = entries_of(chapter);
    for (const auto& [name, value] : given) {
        if (std::ranges::find(entries, name, &OptionEntry::name) == entries.end()) {
            throw unknown_word(chapter, "unknown option", "--" + name);
        }
    }
    Settings settings;
    for (const OptionEntry& entry : entries) {
        if (const auto found = given.find(entry.name); found != given.end()) {
            entry.read(entry, found->second, settings);
        }
    }
    if (has(chapter, Option::sample) && settings.sample > settings.samples) {
        throw wrong_value("sample", std::to_string(settings.sample),
                          "a whole number from 1 to the number of samples, here " + std::to_string(settings.samples));
    }
    require_one_kind_of_samples(chapter, given);
    require_sensible_shard(given, settings);
    require_room_for_history(chapter, settings);
    return settings;
}

} // namespace autoencoder::workbook
