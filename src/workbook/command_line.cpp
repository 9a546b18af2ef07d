#include "workbook/settings.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <ostream>

#include <boost/program_options.hpp>

namespace autoencoder::workbook {

namespace {

namespace po = boost::program_options;

constexpr std::string_view version = "1.0";

UsageError wrong_value(const std::string& option, const std::string& given, const std::string& allowed)
{
    return UsageError("--" + option + " '" + given + "': allowed is " + allowed);
}

/// A number from the whole of a text, within bounds. The bounds are checked so that NaN fails.
template <class Number>
Number read_number(const std::string& option, const std::string& given, Number lowest, Number highest, bool open,
                   const std::string& allowed)
{
    Number value{};
    const char* const last = given.data() + given.size();
    const auto [end, error] = std::from_chars(given.data(), last, value);
    const bool inside = open ? value > lowest && value <= highest : value >= lowest && value <= highest;
    if (error != std::errc() || end != last || !inside) {
        throw wrong_value(option, given, allowed);
    }
    return value;
}

/// One option: how it is shown, and how its text gets into the settings.
struct OptionEntry {
    Option option;
    std::string name;
    std::string help; ///< with unit, range and default
    void (*read)(const std::string& name, const std::string& given, Settings& settings);
};

constexpr double largest = std::numeric_limits<double>::max();

void read_seed(const std::string& name, const std::string& given, std::uint32_t& seed)
{
    seed = read_number<std::uint32_t>(name, given, 0, std::numeric_limits<std::uint32_t>::max(), false,
                                      "a whole number from 0 to 4294967295");
}

const std::vector<OptionEntry>& entries()
{
    static const std::vector<OptionEntry> all{
        {Option::seed, "seed", "seed of the initialisation, 0 to 4294967295 (default 13)",
         [](const std::string& name, const std::string& given, Settings& s) { read_seed(name, given, s.seed); }},
        {Option::data_seed, "data-seed", "seed of the training samples, 0 to 4294967295 (default 14)",
         [](const std::string& name, const std::string& given, Settings& s) { read_seed(name, given, s.data_seed); }},
        {Option::test_seed, "test-seed", "seed of the test samples, 0 to 4294967295 (default 20)",
         [](const std::string& name, const std::string& given, Settings& s) { read_seed(name, given, s.test_seed); }},
        {Option::samples, "samples", "number of samples in a data set, 1 to 100000 (default 12)",
         [](const std::string& name, const std::string& given, Settings& s) {
             s.samples = read_number<std::size_t>(name, given, 1, 100000, false, "a whole number from 1 to 100000");
         }},
        {Option::sigma, "sigma", "standard deviation of the noise in a sample, 0 or greater (default 0.1)",
         [](const std::string& name, const std::string& given, Settings& s) {
             s.sigma = read_number<double>(name, given, 0.0, 1e6, false, "a number from 0 to 1000000");
         }},
        {Option::epochs, "epochs", "most epochs to train, 1 to 1000000 (default 10000)",
         [](const std::string& name, const std::string& given, Settings& s) {
             s.epochs = read_number<long>(name, given, 1, 1000000, false, "a whole number from 1 to 1000000");
         }},
        {Option::learning_rate, "learning-rate", "learning rate of the descent, greater than 0 (default 0.1)",
         [](const std::string& name, const std::string& given, Settings& s) {
             s.learning_rate = read_number<double>(name, given, 0.0, largest, true, "a finite number greater than 0");
         }},
        {Option::tolerance, "tolerance",
         "stop when the loss falls by less than this in an epoch, greater than 0 (default: off)",
         [](const std::string& name, const std::string& given, Settings& s) {
             s.tolerance = read_number<double>(name, given, 0.0, largest, true, "a finite number greater than 0");
         }},
        {Option::sample, "sample", "which sample is looked at, 1 to the number of samples (default 1)",
         [](const std::string& name, const std::string& given, Settings& s) {
             s.sample = read_number<std::size_t>(name, given, 1, 100000, false, "a whole number from 1 to 100000");
         }},
    };
    return all;
}

std::optional<plots::Format> read_format(const std::string& given)
{
    if (given == "svg") {
        return plots::Format::svg;
    }
    if (given == "png") {
        return plots::Format::png;
    }
    if (given == "pdf") {
        return plots::Format::pdf;
    }
    if (given == "text") {
        return plots::Format::text;
    }
    if (given == "none") {
        return std::nullopt;
    }
    throw wrong_value("figures", given, "one of svg, png, pdf, text, none");
}

bool has(const Chapter& chapter, Option option)
{
    return std::ranges::find(chapter.options, option) != chapter.options.end();
}

po::options_description description_of(const Chapter& chapter)
{
    po::options_description options("Options", 90, 45);
    options.add_options()("help", "show this help and end")("version", "show the version and end");
    for (const OptionEntry& entry : entries()) {
        if (has(chapter, entry.option)) {
            options.add_options()(entry.name.c_str(), po::value<std::string>()->value_name("VALUE"),
                                  entry.help.c_str());
        }
    }
    options.add_options()("figures", po::value<std::string>()->value_name("KIND"),
                          "kind of picture: svg, png, pdf, text (printed below the report) or none (default svg)")(
        "output", po::value<std::string>()->value_name("DIR"),
        "directory for figures and data, made when missing (default build/figures)");
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

/// What Boost says about a command line it cannot split, in our words.
UsageError in_our_words(const po::error& error)
{
    if (const auto* unknown = dynamic_cast<const po::unknown_option*>(&error)) {
        return UsageError("unknown option '" + unknown->get_option_name() + "': --help lists those there are");
    }
    if (const auto* with_name = dynamic_cast<const po::error_with_option_name*>(&error)) {
        const std::string name = with_name->get_option_name();
        if (dynamic_cast<const po::multiple_occurrences*>(&error) != nullptr) {
            return UsageError(name + " is given more than once: allowed is once");
        }
        if (dynamic_cast<const po::invalid_command_line_syntax*>(&error) != nullptr) {
            return UsageError(name + ": " + (error.what() + std::string("; --help shows how it is given")));
        }
    }
    return UsageError(std::string(error.what()) + ": --help shows the options");
}

po::variables_map split(const po::options_description& options, const std::vector<std::string>& arguments)
{
    namespace style = po::command_line_style;
    constexpr int long_options = style::allow_long | style::long_allow_adjacent | style::long_allow_next;
    try {
        const po::positional_options_description no_positions;
        po::variables_map given;
        po::store(
            po::command_line_parser(arguments).options(options).positional(no_positions).style(long_options).run(),
            given);
        return given;
    } catch (const po::error& error) {
        throw in_our_words(error);
    }
}

} // namespace

std::optional<Settings> parse_command_line(const Chapter& chapter, const std::vector<std::string>& arguments,
                                           std::ostream& out)
{
    const po::options_description options = description_of(chapter);
    const po::variables_map given = split(options, arguments);
    if (given.count("help") != 0) {
        print_help(chapter, options, out);
        return std::nullopt;
    }
    if (given.count("version") != 0) {
        out << chapter.name << " " << version << "\n";
        return std::nullopt;
    }

    Settings settings;
    for (const OptionEntry& entry : entries()) {
        if (given.count(entry.name) != 0) {
            entry.read(entry.name, given[entry.name].as<std::string>(), settings);
        }
    }
    if (given.count("figures") != 0) {
        settings.figures = read_format(given["figures"].as<std::string>());
    }
    if (given.count("output") != 0) {
        settings.output = given["output"].as<std::string>();
        if (settings.output.empty()) {
            throw wrong_value("output", "", "the name of a directory");
        }
    }
    if (has(chapter, Option::sample) && settings.sample > settings.samples) {
        throw wrong_value("sample", std::to_string(settings.sample),
                          "a whole number from 1 to the number of samples, here " + std::to_string(settings.samples));
    }
    return settings;
}

} // namespace autoencoder::workbook
