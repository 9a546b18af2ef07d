// Any words as the command line of a chapter with any selection of the options: so with that of every chapter. What is
// accepted is within its documented range, is what the words say, and all else is as --help says; what is refused is
// told in one line.
#include "workbook/command_line.hpp"
#include "tests/fuzz/mutation.hpp"

#include <array>
#include <map>
#include <sstream>

using namespace autoencoder;
using workbook::Option;
using workbook::Settings;

namespace {

/// An option whose value is a number, as --help has it. Every bound is a double without rounding.
struct NumberOption {
    Option option;
    const char* name;
    bool whole;
    double lowest; ///< for the numbers that must be greater than 0: the smallest double that is
    double highest;
    double (*value)(const Settings& settings);
};

constexpr double smallest = std::numeric_limits<double>::denorm_min();
constexpr double largest = std::numeric_limits<double>::max();
constexpr double off = -1; // what stands for no tolerance here

constexpr std::array number_options{
    NumberOption{Option::seed, "seed", true, 0, 4294967295, [](const Settings& s) { return double(s.seed); }},
    NumberOption{Option::data_seed, "data-seed", true, 0, 4294967295,
                 [](const Settings& s) { return double(s.data_seed); }},
    NumberOption{Option::test_seed, "test-seed", true, 0, 4294967295,
                 [](const Settings& s) { return double(s.test_seed); }},
    NumberOption{Option::samples, "samples", true, 1, 100000, [](const Settings& s) { return double(s.samples); }},
    NumberOption{Option::sigma, "sigma", false, 0, 2, [](const Settings& s) { return s.sigma; }},
    NumberOption{Option::epochs, "epochs", true, 1, 1000000, [](const Settings& s) { return double(s.epochs); }},
    NumberOption{Option::learning_rate, "learning-rate", false, smallest, 1e6,
                 [](const Settings& s) { return s.learning_rate; }},
    NumberOption{Option::tolerance, "tolerance", false, smallest, largest,
                 [](const Settings& s) { return s.tolerance.value_or(off); }},
    NumberOption{Option::sample, "sample", true, 1, 100000, [](const Settings& s) { return double(s.sample); }},
    NumberOption{Option::seeds, "seeds", true, 1, 100000, [](const Settings& s) { return double(s.seeds); }},
};

const std::map<std::string, std::optional<workbook::Format>> formats{{"svg", workbook::Format::svg},
                                                                     {"png", workbook::Format::png},
                                                                     {"pdf", workbook::Format::pdf},
                                                                     {"text", workbook::Format::text},
                                                                     {"none", std::nullopt}};

/// A chapter without those options whose bits are set.
workbook::Chapter chapter_without(unsigned left_out)
{
    workbook::Chapter chapter{"00_fuzz", "Shows nothing.", {}};
    for (unsigned option = 0; option <= static_cast<unsigned>(Option::join); ++option) {
        if ((left_out >> option & 1U) == 0) {
            chapter.options.push_back(static_cast<Option>(option));
        }
    }
    return chapter;
}

/// The value of each option in a command line that was accepted: there, each option has one.
std::map<std::string, std::string> given_in(const std::vector<std::string>& arguments)
{
    std::map<std::string, std::string> given;
    for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
        const std::size_t sign = arguments[i].find('=');
        fuzz::require(arguments[i].starts_with("--"), "only options are accepted");
        fuzz::require(sign != std::string::npos || i + 1 < arguments.size(), "an option has a value");
        const bool once = sign != std::string::npos
                              ? given.emplace(arguments[i].substr(2, sign - 2), arguments[i].substr(sign + 1)).second
                              : given.emplace(arguments[i].substr(2), arguments[i + 1]).second;
        fuzz::require(once, "an option is given once");
        i += sign == std::string::npos ? 1 : 0;
    }
    return given;
}

/// Takes an option out of those given.
/// @return its value; nothing when it is not there
std::optional<std::string> taken(std::map<std::string, std::string>& given, const std::string& name)
{
    const auto node = given.extract(name);
    return node.empty() ? std::nullopt : std::optional(node.mapped());
}

void check_number(const NumberOption& option, const std::optional<std::string>& text, const Settings& settings)
{
    const double value = option.value(settings);
    if (!text) {
        fuzz::require(value == option.value(Settings{}), "an option that is not given has its default");
        return;
    }
    fuzz::require(value >= option.lowest && value <= option.highest, "a number is within its range");
    fuzz::require(fuzz::is_number(*text, value), "a number is the one that was given");
    fuzz::require(!option.whole || text->find_first_not_of("0123456789") == std::string::npos,
                  "a whole number has digits only");
}

void check_files(std::map<std::string, std::string>& given, const Settings& settings)
{
    const auto shard = taken(given, "shard").value_or("1/1");
    const std::vector<std::string> parts = fuzz::pieces_of(shard, '/');
    fuzz::require(parts.size() == 2 && fuzz::is_number(parts[0], double(settings.shard.number))
                      && fuzz::is_number(parts[1], double(settings.shard.of)),
                  "the shard is the one that was given");
    fuzz::require(settings.shard.number >= 1 && settings.shard.number <= settings.shard.of,
                  "the shard is one of the shards");

    std::string joined;
    for (const std::filesystem::path& file : settings.join) {
        fuzz::require(!file.empty(), "a file that is joined has a name");
        joined += (joined.empty() ? "" : ",") + file.string();
    }
    fuzz::require(joined == taken(given, "join").value_or(""), "the files that are joined are those given");

    const auto format = formats.find(taken(given, "figures").value_or("svg"));
    fuzz::require(format != formats.end() && format->second == settings.figures,
                  "the kind of picture is the one given");
    fuzz::require(!settings.output.empty() && settings.output == taken(given, "output").value_or("build/figures"),
                  "the directory is the one given");
}

void check_accepted(const workbook::Chapter& chapter, const std::vector<std::string>& arguments,
                    const Settings& settings)
{
    const auto has = [&chapter](Option option) {
        return std::ranges::find(chapter.options, option) != chapter.options.end();
    };
    std::map<std::string, std::string> given = given_in(arguments);
    fuzz::require(has(Option::shard) || !given.contains("shard"), "--shard is for those that have it");
    fuzz::require(has(Option::join) || !given.contains("join"), "--join is for those that have it");
    for (const NumberOption& option : number_options) {
        const auto text = taken(given, option.name);
        fuzz::require(has(option.option) || !text, "an option is for those that have it");
        check_number(option, text, settings);
    }
    check_files(given, settings);
    fuzz::require(given.empty(), "there are no other options");
    fuzz::require(!has(Option::sample) || settings.sample <= settings.samples, "the sample is there");
    fuzz::require(!has(Option::epochs)
                      || settings.epochs * static_cast<long>(settings.samples) <= workbook::most_sample_epochs,
                  "the history has room");
}

/// A word such as stands in a command line, with a value at an edge of what is allowed.
std::string word(fuzz::Random& random)
{
    static const std::array names{"--seed",          "--data-seed", "--test-seed", "--samples", "--sigma", "--epochs",
                                  "--learning-rate", "--tolerance", "--sample",    "--seeds",   "--shard", "--join",
                                  "--figures",       "--output",    "--help",      "--version", "--"};
    static const std::array values{"0",       "1",         "12",         "13",         "100000", "100001", "1000000",
                                   "1000001", "1000001.5", "4294967295", "4294967296", "-1",     "1.5",    "1e-5",
                                   "1e999",   "nan",       "inf",        "12x",        "2/3",    "3/2",    "1/2",
                                   "svg",     "none",      "a,b",        "a,,b",       "",       " ",      "\n"};
    switch (random() % 8) {
    case 0:
        return fuzz::any_of(names, random);
    case 1:
        return fuzz::any_of(values, random);
    default:
        return fuzz::any_of(names, random) + "=" + fuzz::any_of(values, random);
    }
}

} // namespace

/// Every second change puts a word into the place of another.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed)
{
    return fuzz::changed(data, size, max_size, seed, 2, std::string_view("\0", 1), word);
}

/// The first two bytes leave options out; words follow, separated by NUL, the one byte that no argument can hold.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2) {
        return 0;
    }
    const workbook::Chapter chapter = chapter_without(data[0] + 256U * data[1]);
    std::vector<std::string> arguments;
    if (size > 2) {
        arguments = fuzz::pieces_of(fuzz::text_of(data, size).substr(2), '\0');
    }
    std::ostringstream out;
    try {
        const auto settings = workbook::parse_command_line(chapter, arguments, out);
        fuzz::require(settings.has_value() == out.str().empty(), "only --help and --version print");
        if (settings) {
            check_accepted(chapter, arguments, *settings);
        }
    } catch (const workbook::UsageError& error) {
        fuzz::require(fuzz::is_one_line(error.what()), "a refusal is one line");
        fuzz::require(out.str().empty(), "a refusal prints nothing");
    }
    return 0;
}
