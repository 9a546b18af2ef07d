#include "workbook/command_line.hpp"

#include <algorithm>
#include <ostream>

#include <boost/program_options.hpp>

namespace autoencoder::workbook {

namespace {

namespace po = boost::program_options;

constexpr std::string_view version = "1.0";

po::options_description description_of(const Chapter& chapter)
{
    po::options_description options("Options", 90, 45);
    options.add_options()("help", "show this help and end")("version", "show the version and end");
    for (const OptionDescription& entry : options_of(chapter)) {
        options.add_options()(
            entry.name.c_str(), po::value<std::string>()->value_name(entry.placeholder),
            (entry.help + " (default" + (entry.initial == "off" ? ": " : " ") + entry.initial + "): " + entry.allowed)
                .c_str());
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

/// An option that needs a value and has none, or one that needs none and has one.
UsageError without_value(const Chapter& chapter, const std::string& given)
{
    const auto all = options_of(chapter);
    const auto entry = std::ranges::find_if(
        all, [&given](const OptionDescription& candidate) { return "--" + candidate.name == given; });
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
                throw unknown_word(chapter, "unknown word", option.value.front());
            }
            if (option.original_tokens.size() == 2 && option.original_tokens.back().starts_with("--")) {
                throw without_value(chapter, option.original_tokens.front()); // the next option is not its value
            }
        }
        po::variables_map given;
        po::store(parsed, given);
        return given;
    } catch (const po::unknown_option& error) { // what Boost says, in our words; the names have their two dashes
        throw unknown_word(chapter, "unknown option", error.get_option_name());
    } catch (const po::multiple_occurrences& error) {
        throw UsageError(error.get_option_name() + " is given more than once: allowed is once");
    } catch (const po::error_with_option_name& error) {
        throw without_value(chapter, error.get_option_name());
    }
}

} // namespace

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

    GivenOptions texts;
    for (const auto& [name, value] : given) {
        texts[name] = value.as<std::string>();
    }
    return settings_of(chapter, texts);
}

} // namespace autoencoder::workbook
