// The command line as a function. What a whole program makes of a wrong one is tested in tests/programs.
#include "workbook/command_line.hpp"

#include <boost/test/unit_test.hpp>

#include <sstream>

using namespace autoencoder;
using workbook::Chapter;
using workbook::Option;
using workbook::parse_command_line;
using workbook::Settings;

namespace {

const Chapter everything{"99_everything",
                         "Shows everything.",
                         {Option::seed, Option::data_seed, Option::test_seed, Option::samples, Option::sigma,
                          Option::epochs, Option::learning_rate, Option::tolerance, Option::sample}};
const Chapter study{"97_study", "Shows many seeds.", {Option::seeds, Option::shard, Option::join}};
const Chapter nothing{"98_nothing", "Shows nothing.", {}};

Settings read(const std::vector<std::string>& arguments)
{
    std::ostringstream out;
    const auto settings = parse_command_line(everything, arguments, out);
    BOOST_TEST(out.str() == "");
    BOOST_REQUIRE(settings.has_value());
    return *settings;
}

std::string complaint(const std::vector<std::string>& arguments, const Chapter& chapter = everything)
{
    std::ostringstream out;
    try {
        parse_command_line(chapter, arguments, out);
    } catch (const workbook::UsageError& error) {
        BOOST_TEST(out.str() == "");
        return error.what();
    }
    return "accepted";
}

std::string printed(const std::vector<std::string>& arguments, const Chapter& chapter)
{
    std::ostringstream out;
    BOOST_TEST(!parse_command_line(chapter, arguments, out).has_value());
    return out.str();
}

} // namespace

BOOST_AUTO_TEST_CASE(without_options_everything_is_the_documents_own)
{
    const Settings s = read({});
    BOOST_TEST(s.seed == 13u);
    BOOST_TEST(s.data_seed == 14u);
    BOOST_TEST(s.test_seed == 20u);
    BOOST_TEST(s.samples == 12u);
    BOOST_TEST(s.sigma == 0.1);
    BOOST_TEST(s.epochs == 10000);
    BOOST_TEST(s.learning_rate == 0.1);
    BOOST_TEST(!s.tolerance.has_value());
    BOOST_TEST(s.sample == 1u);
    BOOST_CHECK(s.figures == workbook::Format::svg);
    BOOST_TEST(s.output == "build/figures");
}

BOOST_AUTO_TEST_CASE(every_option_reaches_its_setting)
{
    const Settings s =
        read({"--seed",   "1",   "--data-seed=2", "--test-seed", "4294967295",      "--samples", "100",
              "--sigma",  "0",   "--epochs",      "5",           "--learning-rate", "2.5e-1",    "--tolerance=1e-9",
              "--sample", "100", "--figures",     "pdf",         "--output",        "a folder"});
    BOOST_TEST(s.seed == 1u);
    BOOST_TEST(s.data_seed == 2u);
    BOOST_TEST(s.test_seed == 4294967295u);
    BOOST_TEST(s.samples == 100u);
    BOOST_TEST(s.sigma == 0.0);
    BOOST_TEST(s.epochs == 5);
    BOOST_TEST(s.learning_rate == 0.25);
    BOOST_TEST(s.tolerance.value() == 1e-9);
    BOOST_TEST(s.sample == 100u);
    BOOST_CHECK(s.figures == workbook::Format::pdf);
    BOOST_TEST(s.output == "a folder");
    BOOST_CHECK(read({"--figures", "png"}).figures == workbook::Format::png);
    BOOST_CHECK(read({"--figures", "text"}).figures == workbook::Format::text);
    BOOST_CHECK(read({"--figures", "none"}).figures == std::nullopt);
    BOOST_TEST(read({"--output=--odd"}).output == "--odd");
}

BOOST_AUTO_TEST_CASE(the_ends_of_each_range_are_allowed)
{
    BOOST_TEST(read({"--seed", "0"}).seed == 0u);
    BOOST_TEST(read({"--samples", "1"}).samples == 1u);
    BOOST_TEST(read({"--samples", "100000", "--epochs", "24"}).samples == 100000u);
    BOOST_TEST(read({"--sigma", "2"}).sigma == 2.0);
    BOOST_TEST(read({"--epochs", "1"}).epochs == 1);
    BOOST_TEST(read({"--epochs", "1000000", "--samples", "2"}).epochs == 1000000);
    BOOST_TEST(read({"--learning-rate", "5e-324"}).learning_rate == 5e-324);
    BOOST_TEST(read({"--learning-rate", "1000000"}).learning_rate == 1e6);
}

BOOST_AUTO_TEST_CASE(a_wrong_value_is_named_with_what_is_allowed)
{
    BOOST_TEST(complaint({"--seed", "-1"}) == "--seed '-1': allowed is a whole number from 0 to 4294967295");
    BOOST_TEST(complaint({"--samples", "0"}) == "--samples '0': allowed is a whole number from 1 to 100000");
    BOOST_TEST(complaint({"--samples", "100001"}) == "--samples '100001': allowed is a whole number from 1 to 100000");
    BOOST_TEST(complaint({"--sigma", "-0.1"}) == "--sigma '-0.1': allowed is a number from 0 to 2");
    BOOST_TEST(complaint({"--epochs", "1e3"}) == "--epochs '1e3': allowed is a whole number from 1 to 1000000");
    BOOST_TEST(complaint({"--learning-rate", "0"})
               == "--learning-rate '0': allowed is a number greater than 0, at most 1000000");
    BOOST_TEST(complaint({"--tolerance", "nan"}) == "--tolerance 'nan': allowed is a finite number greater than 0");
    BOOST_TEST(complaint({"--sample", "13"})
               == "--sample '13': allowed is a whole number from 1 to the number of samples, here 12");
    BOOST_TEST(complaint({"--sample", "0"})
               == "--sample '0': allowed is a whole number from 1 to the number of samples");
    BOOST_TEST(complaint({"--figures", "SVG"}) == "--figures 'SVG': allowed is one of svg, png, pdf, text, none");
    BOOST_TEST(complaint({"--output", ""}) == "--output '': allowed is the name of a directory");
}

BOOST_AUTO_TEST_CASE(a_missing_a_double_and_a_superfluous_value_are_named)
{
    const std::string missing = "--seed is given without a value: allowed is a whole number from 0 to 4294967295";
    BOOST_TEST(complaint({"--seed"}) == missing);
    BOOST_TEST(complaint({"--seed="}) == missing);
    BOOST_TEST(complaint({"--seed", "--epochs", "5"}) == missing);
    BOOST_TEST(complaint({"--seed", "1", "--seed", "1"}) == "--seed is given more than once: allowed is once");
    BOOST_TEST(complaint({"--help=please"}) == "--help is given a value: allowed is --help alone");
}

BOOST_AUTO_TEST_CASE(an_unknown_option_or_word_is_named_with_all_there_are)
{
    const std::string allowed = "allowed are --help, --version, --figures, --output";
    for (const std::string option : {"--bogus", "--seed", "--Help", "--out", "--bogus=1"}) {
        BOOST_TEST(complaint({option}, nothing) == "unknown option '" + option + "': " + allowed);
    }
    for (const std::string word : {"word", "-h", "-", ""}) {
        BOOST_TEST(complaint({word}, nothing) == "unknown word '" + word + "': " + allowed);
    }
    BOOST_TEST(complaint({"--", "word"}, nothing) == "unknown word 'word': " + allowed);
}

BOOST_AUTO_TEST_CASE(a_history_that_would_not_fit_is_refused)
{
    BOOST_TEST(complaint({"--epochs", "1000000", "--samples", "2"}) == "accepted");
    BOOST_TEST(complaint({"--epochs", "1000000", "--samples", "7"})
               == "--epochs '1000000': allowed is a whole number from 1 to 342857 for 7 samples, since this chapter "
                  "passes 2400000 samples at most");
    BOOST_TEST(complaint({"--epochs", "342857", "--samples", "7"}) == "accepted");
    BOOST_TEST(complaint({"--epochs", "25", "--samples", "100000"}) != "accepted");
    // One that trains for four times as long may be asked for a quarter.
    const Chapter longer{"24_longer", "Trains on.", {Option::samples, Option::epochs}, 4};
    BOOST_TEST(complaint({"--epochs", "600000", "--samples", "1"}, longer) == "accepted");
    BOOST_TEST(complaint({"--epochs", "600001", "--samples", "1"}, longer)
               == "--epochs '600001': allowed is a whole number from 1 to 600000 for 1 samples, since this chapter "
                  "passes 600000 samples at most");
}

BOOST_AUTO_TEST_CASE(help_names_every_option_with_range_and_default_and_the_exit_codes)
{
    const std::string help = printed({"--help"}, everything);
    BOOST_TEST(help.starts_with("Usage: 99_everything [options]\n\nShows everything.\n"));
    std::string words; // without line breaks and indentation
    std::istringstream in(help);
    for (std::string word; in >> word;) {
        words += word + " ";
    }
    for (const std::string part :
         {"--seed NUMBER seed of the random initial weights (default 13): a whole number from 0 to 4294967295 ",
          "--data-seed NUMBER seed of the random training samples (default 14): a whole number from 0 to 4294967295 ",
          "--test-seed NUMBER seed of the random test samples (default 20): a whole number from 0 to 4294967295 ",
          "--samples COUNT how many samples a data set has (default 12): a whole number from 1 to 100000 ",
          "--sigma NUMBER standard deviation of the noise in a sample, in the unit of the sample; no larger than "
          "the largest slope (default 0.1): a number from 0 to 2 ",
          "--epochs COUNT how many epochs to train at most, each one pass over all samples (default 10000): a whole "
          "number from 1 to 1000000 ",
          "--learning-rate NUMBER learning rate η of the descent, a factor without unit (default 0.1): a number "
          "greater "
          "than 0, at most 1000000 ",
          "--tolerance NUMBER stop when the loss falls by less than this in an epoch, in the unit of the loss "
          "(default: "
          "off): a finite number greater than 0 ",
          "--sample NUMBER which of the training samples is looked at, counted from 1 (default 1): a whole number from "
          "1 "
          "to the number of samples ",
          "--figures KIND kind of picture; text is printed below the report, none leaves the pictures out (default "
          "svg): "
          "one of svg, png, pdf, text, none ",
          "--output DIR directory of the figures and of the data behind them, made when missing (default "
          "build/figures): "
          "the name of a directory ",
          "Exit codes 0 all is well 1 a check failed, or the training diverged; the report names the first wrong "
          "quantity "
          "2 the command line is wrong 3 an output could not be written, or gnuplot failed or is missing "}) {
        BOOST_TEST(words.find(part) != std::string::npos, "--help does not say '" << part << "' but " << help);
    }
    BOOST_TEST(printed({"--help"}, nothing).find("--seed") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(version_is_one_line)
{
    BOOST_TEST(printed({"--version"}, nothing) == "98_nothing 1.0\n");
}

BOOST_AUTO_TEST_CASE(a_refusal_is_one_line_whatever_it_repeats)
{
    BOOST_TEST(complaint({"two\nlines"}).starts_with("unknown word 'two?lines': "));
    BOOST_TEST(complaint({"--sigma", "\t\x7f"}) == "--sigma '?\?': allowed is a number from 0 to 2");
    BOOST_TEST(std::string(workbook::UsageError("a\r\nb\x1b[1m λ").what()) == "a??b?[1m λ");
}

BOOST_AUTO_TEST_CASE(the_parts_of_a_study_are_read_as_a_whole)
{
    std::ostringstream out;
    const auto part = parse_command_line(study, {"--seeds", "7", "--shard", "2/3"}, out).value();
    BOOST_TEST(part.seeds == 7U);
    BOOST_TEST(part.shard.number == 2U);
    BOOST_TEST(part.shard.of == 3U);
    const auto joined = parse_command_line(study, {"--join", "a.csv,b c.csv"}, out).value();
    BOOST_CHECK(joined.join == (std::vector<std::filesystem::path>{"a.csv", "b c.csv"}));
    for (const std::string shard : {"3", "4/3", "0/3", "1/0", "1/100001", "/", "1/2/3"}) {
        BOOST_TEST(complaint({"--shard", shard}, study)
                   == "--shard '" + shard + "': allowed is I/N with whole numbers, I from 1 to N");
    }
    for (const std::string files : {",", "a.csv,", ",a.csv", "a.csv,,b.csv"}) {
        BOOST_TEST(complaint({"--join", files}, study)
                   == "--join '" + files + "': allowed is names of files, separated by commas");
    }
}
