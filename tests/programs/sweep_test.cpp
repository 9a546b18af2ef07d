// Every chapter with random and extreme values of all its options together: a documented end, a report without gaps and
// without a number that is none, in a few seconds.
#include "tests/support/program.hpp"
#include "tests/support/temporary_directory.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <map>
#include <random>
#include <regex>
#include <string>
#include <vector>

using namespace autoencoder;
namespace data = boost::unit_test::data;

namespace {

const std::vector<std::string> seeds{"0", "1", "13", "14", "99", "2147483648", "4294967295"};

/// For each option values in the middle and at the ends of what is allowed.
const std::map<std::string, std::vector<std::string>> values{
    {"--seed", seeds},
    {"--data-seed", seeds},
    {"--test-seed", seeds},
    {"--samples", {"1", "2", "3", "5", "7", "12", "13", "100", "1000"}},
    {"--sigma", {"0", "1e-300", "1e-9", "0.01", "0.1", "0.5", "1", "2"}},
    {"--epochs", {"1", "2", "3", "50", "101", "202", "1000", "20000"}},
    {"--learning-rate", {"5e-324", "1e-12", "0.001", "0.1", "0.5", "1", "2", "3", "5", "8", "20", "1000", "1000000"}},
    {"--tolerance", {"5e-324", "1e-9", "1e-6", "1", "1e308"}},
    {"--sample", {"1", "2", "5", "12", "13", "1000"}},
    {"--seeds", {"1", "2", "5", "13", "50"}},
    {"--shard", {"1/1", "1/2", "2/2"}},
    {"--figures", {"none", "none", "svg", "text"}},
};

std::vector<std::string> random_options(const std::string& chapter, std::mt19937& random)
{
    std::vector<std::string> options;
    for (const std::string& option : programs::options_of(chapter)) {
        const auto known = values.find(option);
        // 26 trains its thousand seeds for as long as it is not told otherwise.
        const bool wanted = random() % 5 < 3 || option == "--epochs" || option == "--seeds";
        if (known != values.end() && wanted) {
            options.push_back(option);
            options.push_back(known->second[random() % known->second.size()]);
        }
    }
    options.insert(options.end(), {"--output", "o"});
    return options;
}

/// A run has a documented end, and no number in its report that is none.
void check_run(const std::string& chapter, const std::vector<std::string>& options)
{
    const std::regex no_number(R"((^|[^a-z])(nan|inf|infinite|not a number)([^a-z]|$))", std::regex::icase);
    const std::regex refusal(chapter + R"(: --[a-z-]+ '[^\n]*': allowed is [^\n]*\n|)" + chapter
                             + R"(: [^\n]*: other values of the options are needed\n)");
    const std::regex broken_off(
        chapter + R"(: (the training diverged: |\d+ seeds diverged|there is no finished seed)[^\n]*\n)");
    const std::string command = programs::command_of(chapter, options);
    BOOST_TEST_CONTEXT(command)
    {
        const TemporaryDirectory here;
        const auto start = std::chrono::steady_clock::now();
        const programs::Result result = programs::run(chapter, options, here.path());
        // A hundred times what it takes: a loop without an end is meant, not a slow machine.
        BOOST_TEST((std::chrono::steady_clock::now() - start < std::chrono::minutes(1)));
        BOOST_TEST((result.exit_code == 0   ? result.err.empty()
                    : result.exit_code == 1 ? std::regex_match(result.err, broken_off)
                                            : result.exit_code == 2 && std::regex_match(result.err, refusal)),
                   "exit code " << result.exit_code << ", " << result.err);
        BOOST_TEST(!std::regex_search(result.out, no_number), result.out);
    }
}

} // namespace

BOOST_DATA_TEST_CASE(every_chapter_ends_well_with_any_options, data::make(programs::chapters()), chapter)
{
    constexpr int runs = 16;
    std::mt19937 random(static_cast<unsigned>(std::stoi(chapter)));
    for (int run = 0; run < runs; ++run) {
        check_run(chapter, random_options(chapter, random));
    }
}

// Losses of exactly 0, which are divided by, and more samples than gnuplot draws marks in a minute.
BOOST_AUTO_TEST_CASE(options_that_chance_seldom_puts_together_end_well)
{
    check_run("23_generalization",
              {"--samples", "1", "--data-seed", "5", "--test-seed", "5", "--figures", "none", "--output", "o"});
    check_run("23_generalization", {"--samples", "1", "--data-seed", "5", "--sigma", "0", "--learning-rate", "1",
                                    "--figures", "none", "--output", "o"});
    check_run("21_latent_space", {"--samples", "100000", "--epochs", "2", "--sigma", "2", "--output", "o"});
}
