// Every chapter's command line, as its reader meets it: right and wrong.
#include "tests/support/program.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

using namespace autoencoder;
using programs::Result;
using programs::run;
namespace data = boost::unit_test::data;

namespace {

// What an option says about its values; the texts that are wrong for it. None of them is repeated in the code.
struct Wrong {
    std::string allowed;
    std::vector<std::string> values;
};

const std::vector<std::string> not_whole{"",
                                         " ",
                                         "text",
                                         "-1",
                                         "1.5",
                                         "1e3",
                                         "0x10",
                                         "13x",
                                         " 13",
                                         "13 ",
                                         "+13",
                                         "nan",
                                         "inf",
                                         "-inf",
                                         "1,0",
                                         "1'000",
                                         "１３",
                                         "é",
                                         "99999999999999999999999"};

std::vector<std::string> with(std::vector<std::string> values, const std::vector<std::string>& more)
{
    values.insert(values.end(), more.begin(), more.end());
    return values;
}

const Wrong seed{"a whole number from 0 to 4294967295", with(not_whole, {"4294967296", "-4294967295"})};
const Wrong positive{"a finite number greater than 0",
                     {"",     " ",    "text", "0",    "-0",       "0.0",   "-0.1",   "nan",
                      "NaN",  "-nan", "inf",  "-inf", "infinity", "1e999", "1e-999", "0x1p3",
                      "0.1x", " 0.1", "0.1 ", "0,1",  "+0.1",     "1e",    ".",      "1_000"}};

const Wrong own_samples{"a CSV file with the columns I1, I2, I3 and perhaps label, each sample a line",
                        {"", " ", "missing.csv", "/nowhere/samples.csv", ".", "/", "/dev/null", "/dev/zero",
                         "/proc/self/mem", "a,b", "-", "*", "é"}};

const std::map<std::string, Wrong> wrong_values{
    {"--seed", seed},
    {"--data-seed", seed},
    {"--test-seed", seed},
    {"--samples", {"a whole number from 1 to 100000", with(not_whole, {"0", "100001"})}},
    {"--sigma",
     {"a number from 0 to 2",
      {"", " ", "text", "-0.1", "nan", "inf", "-inf", "1e999", "2.1", "0x1p3", "0.1x", " 0.1", "0.1 ", "0,1", "+0.1"}}},
    {"--epochs", {"a whole number from 1 to 1000000", with(not_whole, {"0", "1000001"})}},
    {"--learning-rate", {"a number greater than 0, at most 1000000", with(positive.values, {"1000001", "1e308"})}},
    {"--tolerance", positive},
    {"--sample", {"a whole number from 1 to the number of samples", with(not_whole, {"0", "13", "100001"})}},
    {"--seeds", {"a whole number from 1 to 100000", with(not_whole, {"0", "100001"})}},
    {"--shard",
     {"I/N with whole numbers, I from 1 to N",
      with(not_whole, {"1", "/", "1/", "/2", "0/2", "3/2", "1/0", "1/2/3", "-1/2", "1/2 ", "1 /2", "1.0/2"})}},
    {"--join",
     {"names of files, separated by commas", {"", ",", ",,", "a,", ",a", "a,,b", ",a,", "a,b,", ",a,b", "a,b,,c"}}},
    {"--data", own_samples},
    {"--test-data", own_samples},
    {"--figures",
     {"one of svg, png, pdf, text, none",
      {"", " ", "jpg", "SVG", "svg ", " svg", "svg,png", "0", "yes", "gif", "svgz", "ps", "Text"}}},
};

bool one_line(const std::string& text)
{
    return !text.empty() && text.find('\n') == text.size() - 1;
}

/// A wrong command line: exit code 2, nothing on standard output, exactly one line on stderr, no file.
void check_refused(const std::string& chapter, const std::vector<std::string>& arguments, const std::string& line)
{
    const TemporaryDirectory here;
    const Result result = run(chapter, arguments, here.path());
    BOOST_TEST(result.exit_code == 2);
    BOOST_TEST(result.out == "");
    BOOST_TEST(one_line(result.err), "not one line: " << result.err);
    BOOST_TEST(result.err.starts_with(chapter + ": " + line), result.err << " does not begin with " << line);
    BOOST_TEST(here.count() == 0);
}

} // namespace

BOOST_DATA_TEST_CASE(help_says_what_the_chapter_shows_its_options_and_the_exit_codes, data::make(programs::chapters()),
                     chapter)
{
    const TemporaryDirectory here;
    const Result result = run(chapter, {"--help"}, here.path());
    BOOST_TEST(result.exit_code == 0);
    BOOST_TEST(result.err == "");
    BOOST_TEST(here.count() == 0);
    std::string words;
    std::istringstream in(result.out);
    for (std::string word; in >> word;) {
        words += word + " ";
    }
    BOOST_TEST(words.starts_with("Usage: " + chapter + " [options] "));
    for (const std::string part : {"--help ", "--version ", "--figures KIND ", "(default svg)", "--output DIR ",
                                   "(default build/figures)", "Exit codes 0 all is well 1 a check failed",
                                   "2 the command line is wrong 3 an output could not be written"}) {
        BOOST_TEST(words.find(part) != std::string::npos, "--help does not say " << part);
    }
    for (const std::string& option : programs::options_of(chapter)) {
        const std::size_t start = words.find(option + " ");
        const std::string entry = words.substr(start, words.find(" --", start) - start);
        BOOST_TEST(entry.find("(default") != std::string::npos, "no default: " << entry);
        if (wrong_values.contains(option)) {
            BOOST_TEST(entry.find(wrong_values.at(option).allowed) != std::string::npos, "no range: " << entry);
        }
    }
}

BOOST_AUTO_TEST_CASE(every_option_of_the_design_is_in_some_chapter_and_no_other)
{
    std::set<std::string> found;
    for (const std::string& chapter : programs::chapters()) {
        const std::vector<std::string> options = programs::options_of(chapter);
        found.insert(options.begin(), options.end());
    }
    const std::set<std::string> expected{"--seed",    "--data-seed", "--test-seed",     "--samples",
                                         "--sigma",   "--epochs",    "--learning-rate", "--tolerance",
                                         "--sample",  "--seeds",     "--shard",         "--join",
                                         "--figures", "--output",    "--data",          "--test-data"};
    BOOST_TEST(found == expected, boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(version_is_one_line, data::make(programs::chapters()), chapter)
{
    const TemporaryDirectory here;
    const Result result = run(chapter, {"--version"}, here.path());
    BOOST_TEST(result.exit_code == 0);
    BOOST_TEST(result.out == chapter + " 1.0\n");
    BOOST_TEST(result.err == "");
    BOOST_TEST(here.count() == 0);
}

BOOST_DATA_TEST_CASE(every_option_refuses_wrong_values, data::make(programs::chapters()), chapter)
{
    for (const std::string& option : programs::options_of(chapter)) {
        if (option == "--output") {
            continue; // what is wrong with a directory is not seen by its name: below
        }
        BOOST_TEST_CONTEXT(chapter << " " << option)
        {
            const auto& [allowed, values] = wrong_values.at(option);
            BOOST_TEST(values.size() >= 10u);
            for (const std::string& value : values) {
                check_refused(chapter, {option, value}, option + " '" + value + "': allowed is " + allowed);
            }
            check_refused(chapter, {option}, option + " is given without a value: allowed is " + allowed);
            check_refused(chapter, {option, "--help"}, option + " is given without a value: allowed is " + allowed);
            check_refused(chapter, {option + "="}, option + " is given without a value: allowed is " + allowed);
            check_refused(chapter, {option, "1", option, "1"}, option + " is given more than once: allowed is once");
        }
    }
}

BOOST_DATA_TEST_CASE(unknown_options_and_words_are_refused, data::make(programs::chapters()), chapter)
{
    for (const std::string option : {"--bogus", "--bogus=1", "--Seed", "--see", "--seed-", "---seed", "--outputs"}) {
        check_refused(chapter, {option}, "unknown option '" + option + "': allowed are --help, --version, ");
    }
    for (const std::string word : {"word", "", "-h", "-", "13", "*"}) {
        check_refused(chapter, {word}, "unknown word '" + word + "': allowed are --help, --version, ");
    }
    check_refused(chapter, {"two\nlines"}, "unknown word 'two?lines': ");
    check_refused(chapter, {"--help=1"}, "--help is given a value: allowed is --help alone");
    check_refused(chapter, {"--output", ""}, "--output '': allowed is the name of a directory");
    check_refused(chapter, {"--output"}, "--output is given without a value: allowed is the name of a directory");
}

BOOST_AUTO_TEST_CASE(a_sample_beyond_the_number_of_samples_is_refused)
{
    check_refused("03_forward_pass", {"--samples", "3", "--sample", "4"},
                  "--sample '4': allowed is a whole number from 1 to the number of samples, here 3\n");
}

BOOST_AUTO_TEST_CASE(a_finished_part_that_cannot_be_read_is_refused)
{
    for (const std::string file : {"missing.csv", "/nowhere/26_plateau.csv", "no\nfile"}) {
        const std::string shown = file == "no\nfile" ? "no?file" : file;
        check_refused("26_seeds", {"--join", file}, "--join '" + shown + "': allowed is a file that can be read\n");
    }
}

BOOST_AUTO_TEST_CASE(a_history_that_would_not_fit_in_memory_is_refused_at_once)
{
    check_refused("20_training", {"--samples", "100000", "--epochs", "1000000"},
                  "--epochs '1000000': allowed is a whole number from 1 to 24 for 100000 samples");
}

BOOST_AUTO_TEST_CASE(a_training_that_diverges_ends_with_1_and_keeps_its_history)
{
    const TemporaryDirectory here;
    const Result result =
        run("20_training", {"--learning-rate", "1000", "--figures", "none", "--output", "o"}, here.path());
    BOOST_TEST(result.exit_code == 1);
    BOOST_TEST(one_line(result.err));
    BOOST_TEST(result.err.starts_with("20_training: the training diverged: the loss of epoch "));
    BOOST_TEST(result.out.find("the training diverged") != std::string::npos);
    const std::vector<double> losses = csv_column(programs::files_below(here.path()).at("o/20_loss.csv"), "loss");
    BOOST_TEST(losses.size() > 1u);
    BOOST_TEST(losses.back() > 1e100);
}
