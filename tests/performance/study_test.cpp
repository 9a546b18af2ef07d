// The study of many seeds: its parts, how they are joined, and what stops it.
#include "tests/support/program.hpp"
#include "workbook/study.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <set>

using namespace autoencoder;
using programs::Result;
using programs::run;

namespace {

const std::vector<std::string> small{"--seeds", "25", "--epochs", "230", "--figures", "none"};

Result study(const std::vector<std::string>& more, const std::filesystem::path& here)
{
    std::vector<std::string> arguments = small;
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run("26_seeds", arguments, here);
}

std::string content_of(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    BOOST_REQUIRE_MESSAGE(file, path << " is missing");
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string complaint(const std::vector<std::filesystem::path>& files)
{
    try {
        workbook::joined(files, {0, 5});
    } catch (const workbook::UsageError& error) {
        return error.what();
    }
    return "accepted";
}

} // namespace

BOOST_AUTO_TEST_CASE(shards_together_hold_every_seed_once_and_are_equal_but_for_one)
{
    for (const std::size_t seeds : {1u, 7u, 1000u}) {
        for (const std::size_t of : {1u, 2u, 3u, 8u, 16u}) {
            std::size_t next = 0;
            for (std::size_t number = 1; number <= of; ++number) {
                const auto [first, end] = workbook::seeds_of(seeds, {number, of});
                BOOST_TEST(first == next);
                BOOST_TEST((end - first == seeds / of || end - first == seeds / of + 1));
                next = end;
            }
            BOOST_TEST(next == seeds);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_study_cut_into_shards_and_joined_in_any_order_equals_a_single_run_byte_for_byte)
{
    const TemporaryDirectory here;
    const Result whole = study({"--output", "whole"}, here.path());
    BOOST_TEST(whole.exit_code == 0);
    const auto report = [](const std::string& out) { return out.substr(0, out.find("\nWritten to ")); };
    // Each cut with the order in which its parts are joined. None of the 25 seeds fills a register with its neighbours
    // in all of them.
    const std::vector<std::vector<int>> cuts{{1}, {2, 1}, {3, 1, 2}, {4, 7, 1, 3, 6, 2, 5}};
    for (const std::vector<int>& order : cuts) {
        const std::string cut = std::to_string(order.size());
        std::string files;
        for (const int number : order) {
            const std::string part = std::to_string(number) + "_of_" + cut;
            BOOST_TEST(study({"--shard", std::to_string(number) + "/" + cut, "--output", part}, here.path()).exit_code
                       == 0);
            files += (files.empty() ? "" : ",") + part + "/26_plateau.csv";
        }
        const Result joined = study({"--join", files, "--output", "joined_" + cut}, here.path());
        BOOST_TEST(joined.exit_code == 0);
        BOOST_TEST(report(joined.out) == report(whole.out));
        for (const std::string name : {"26_final_loss.csv", "26_plateau.csv", "26_escape.csv"}) {
            BOOST_CHECK_MESSAGE(content_of(here.path() / ("joined_" + cut) / name)
                                    == content_of(here.path() / "whole" / name),
                                name << " of " << cut << " parts differs");
        }
    }
    const std::vector<double> seeds = csv_column(content_of(here.path() / "whole" / "26_plateau.csv"), "seed");
    BOOST_REQUIRE(seeds.size() == 25u);
    for (std::size_t i = 0; i < seeds.size(); ++i) {
        BOOST_TEST(seeds[i] == static_cast<double>(i));
    }
}

BOOST_AUTO_TEST_CASE(a_terminal_shows_a_bar_that_fills_and_goes_and_nothing_else_does)
{
    const TemporaryDirectory here;
    BOOST_TEST(study({"--output", "plain"}, here.path()).err == "");
    // `script` gives the program a terminal, here for standard error alone, and prints what arrives there.
    const std::string program =
        programs::command_of("26_seeds", {"--seeds", "25", "--epochs", "230", "--figures", "none", "--output", "out"});
    const Result result =
        programs::run_shell("script -qec " + programs::quoted(program + " > report") + " /dev/null", here.path());
    BOOST_TEST(result.exit_code == 0);
    BOOST_TEST(result.out.find("\r  [########################################] 100 %  25 of 25 seeds")
               != std::string::npos);
    BOOST_TEST(result.out.find(" 4 %  1 of 25 seeds") != std::string::npos);
    BOOST_TEST(result.out.ends_with("\r\033[K"));
    BOOST_TEST(content_of(here.path() / "report").find("25 of 25") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_joined_is_refused_in_one_line)
{
    const TemporaryDirectory here;
    const auto good = here.path() / "good.csv";
    const auto bad = here.path() / "bad.csv";
    std::ofstream(good) << "seed,final_loss,escape_epoch,agreement,latent_slope,r_squared,loss_0,loss_5\n"
                           "3,0.5,-1,0.25,0.125,0.75,0.625,0.5\n";
    std::ofstream(bad) << "seed,final_loss\n3,0.5\n";
    BOOST_TEST(complaint({good}) == "accepted");
    BOOST_TEST(complaint({good, good}) == "--join: seed 3 is there twice: allowed is each part once");
    BOOST_TEST(complaint({here.path() / "none"})
               == "--join '" + (here.path() / "none").string() + "': allowed is a file that can be read");
    BOOST_TEST(complaint({here.path()}) == "--join '" + here.path().string() + "': allowed is a file that can be read");
    BOOST_TEST(
        complaint({bad})
        == "--join '" + bad.string()
               + "': allowed is a 26_plateau.csv of the same options; the CSV text has no column 'escape_epoch'");
    const std::vector<plots::SeedRow> rows = workbook::joined(std::vector{good}, {0, 5});
    BOOST_REQUIRE(rows.size() == 1u);
    BOOST_TEST(rows[0].seed == 3u);
    BOOST_TEST(rows[0].final_loss == 0.5);
    BOOST_TEST(rows[0].escape_epoch == -1);
    BOOST_TEST(rows[0].agreement == 0.25);
    BOOST_TEST(rows[0].latent_slope == 0.125);
    BOOST_TEST(rows[0].r_squared == 0.75);
    BOOST_CHECK(rows[0].loss == (std::vector{0.625, 0.5}));
}

BOOST_AUTO_TEST_CASE(wrong_options_of_a_study_name_what_is_allowed)
{
    const TemporaryDirectory here;
    const auto said = [&here](const std::vector<std::string>& arguments) {
        const Result result = run("26_seeds", arguments, here.path());
        BOOST_TEST(result.exit_code == 2);
        BOOST_TEST(result.out == "");
        return result.err;
    };
    BOOST_TEST(said({"--seeds", "0"}) == "26_seeds: --seeds '0': allowed is a whole number from 1 to 100000\n");
    for (const std::string shard : {"0/3", "4/3", "1", "1/0", "a/b", "1/2/3", "-1/2", "/"}) {
        BOOST_TEST(said({"--shard", shard})
                   == "26_seeds: --shard '" + shard + "': allowed is I/N with whole numbers, I from 1 to N\n");
    }
    BOOST_TEST(said({"--join", "a,,b"}) == "26_seeds: --join 'a,,b': allowed is names of files, separated by commas\n");
    BOOST_TEST(here.count() == 0);
}

BOOST_AUTO_TEST_CASE(an_interruption_keeps_what_is_finished_and_says_so)
{
    const TemporaryDirectory here;
    const std::string program = std::filesystem::absolute(programs::build() / "chapters" / "26_seeds").string();
    // 100,000 seeds would take minutes.
    const Result result =
        programs::run_shell("timeout --foreground --preserve-status -s INT 1 " + programs::quoted(program)
                                + " --seeds 100000 --epochs 2000 --figures none --output out",
                            here.path());
    BOOST_TEST(result.exit_code == 1);
    BOOST_TEST(result.out.find("of 100000 seeds are finished and kept") != std::string::npos);
    BOOST_TEST(result.err.starts_with("26_seeds: interrupted: "));
    const std::vector<double> seeds = csv_column(content_of(here.path() / "out" / "26_final_loss.csv"), "seed");
    BOOST_TEST(!seeds.empty());
    BOOST_TEST(std::set<double>(seeds.begin(), seeds.end()).size() == seeds.size());
    BOOST_TEST(result.out.find("interrupted: " + std::to_string(seeds.size()) + " of") != std::string::npos);
}
