// The study of many seeds: its parts, how they are joined, and what stops it.
#include "study/study.hpp"
#include "tests/support/program.hpp"
#include "tests/support/refusal.hpp"
#include "workbook/command_line.hpp"

#include <boost/algorithm/string/replace.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <future>
#include <set>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

using namespace autoencoder;
using programs::Result;
using programs::run;

namespace {

const std::vector<std::string> small{"--seeds", "25", "--epochs", "230", "--figures", "none"};

Result seeds_chapter(const std::vector<std::string>& more, const std::filesystem::path& here)
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

/// A terminal of the test's own: a program that writes to `name()` believes that somebody looks.
class Terminal {
public:
    Terminal()
    {
        if (::grantpt(us_) != 0 || ::unlockpt(us_) != 0) {
            throw std::runtime_error("no terminal for the tests");
        }
        them_ = ::open(::ptsname(us_), O_RDWR | O_NOCTTY); // held open, or reading ends between two writers
    }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;
    ~Terminal()
    {
        ::close(them_);
        ::close(us_);
    }

    std::string name() const { return ::ptsname(us_); }

    /// What is written from now on, up to some words.
    std::string read_until(const std::string& words) const
    {
        std::string text;
        std::array<char, 4096> bytes{};
        while (text.find(words) == std::string::npos) {
            pollfd written{us_, POLLIN, 0};
            constexpr int given_up = 120'000; // milliseconds: only a program that has ended in silence takes so long
            const ssize_t count =
                ::poll(&written, 1, given_up) == 1 ? ::read(us_, bytes.data(), bytes.size()) : ssize_t{0};
            if (count <= 0) {
                throw std::runtime_error("nothing more was written after: " + text);
            }
            text.append(bytes.data(), static_cast<std::size_t>(count));
        }
        return text;
    }

private:
    int us_ = ::posix_openpt(O_RDWR | O_NOCTTY);
    int them_ = -1;
};

std::string complaint(const std::vector<std::filesystem::path>& files)
{
    return refusal<workbook::UsageError>([&] { study::joined(files, {0, 5}, 25); });
}

} // namespace

BOOST_AUTO_TEST_CASE(shards_together_hold_every_seed_once_and_are_equal_but_for_one)
{
    for (const std::size_t seeds : {1u, 7u, 1000u}) {
        for (const std::size_t of : {1u, 2u, 3u, 8u, 16u}) {
            std::size_t next = 0;
            for (std::size_t number = 1; number <= of; ++number) {
                const auto [first, end] = study::seeds_of(seeds, {number, of});
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
    const Result whole = seeds_chapter({"--output", "whole"}, here.path());
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
            BOOST_TEST(
                seeds_chapter({"--shard", std::to_string(number) + "/" + cut, "--output", part}, here.path()).exit_code
                == 0);
            files += (files.empty() ? "" : ",") + part + "/26_plateau.csv";
        }
        const Result joined = seeds_chapter({"--join", files, "--output", "joined_" + cut}, here.path());
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
    BOOST_TEST(seeds_chapter({"--output", "plain"}, here.path()).err == "");
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
    BOOST_TEST(complaint({bad})
               == "--join '" + bad.string()
                      + "': allowed is a 26_plateau.csv of the same options; CSV column 3 is missing and should be "
                        "'escape_epoch'");
    const std::vector<study::SeedRow> rows = study::joined(std::vector{good}, {0, 5}, 25);
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

BOOST_AUTO_TEST_CASE(a_damaged_part_is_refused_and_says_where)
{
    const TemporaryDirectory here;
    const auto part = here.path() / "part.csv";
    const std::string header = "seed,final_loss,escape_epoch,agreement,latent_slope,r_squared,loss_0,loss_5\n";
    const std::string row = "3,0.5,-1,0.25,0.125,0.75,0.625,0.5\n";
    const auto said = [&](const std::string& content) {
        std::ofstream(part, std::ios::binary) << content;
        std::string words = complaint({part});
        const std::string expected =
            "--join '" + part.string() + "': allowed is a 26_plateau.csv of the same options; ";
        return words.starts_with(expected) ? words.substr(expected.size()) : words;
    };
    BOOST_TEST(said(header + row) == "accepted");

    // What a disk or an editor does to a file.
    BOOST_TEST(said("") == "CSV column 1 is missing and should be 'seed'");
    BOOST_TEST(said(header) == "it has no seed");
    BOOST_TEST(said(header.substr(0, header.size() - 1)) == "the last CSV line is cut");
    BOOST_TEST(said(header.substr(0, 20)) == "CSV column 3 is 'esca' and should be 'escape_epoch'");
    BOOST_TEST(said(header + row + row.substr(0, 12)) == "the last CSV line is cut");
    BOOST_TEST(said(header + row.substr(0, row.size() - 2)) == "the last CSV line is cut"); // in the last number
    BOOST_TEST(said(header + row.substr(0, 12) + "\n") == "CSV line 2 has 4 cells, the header 8");
    BOOST_TEST(said(header + "\n" + row) == "CSV line 2 has 1 cells, the header 8");
    BOOST_TEST(said(header + "3,0.5,-1,0.25,0.125,0.75,0.625,0.5\r3\n")
               == "CSV line 2 has the cell '0.5?3', which is not a number"); // a carriage return alone ends no line
    BOOST_TEST(said(header + std::string("3,0.\0005,-1,0.25,0.125,0.75,0.625,0.5\n", 36))
               == "CSV line 2 has the cell '0.?5', which is not a number");
    BOOST_TEST(said(header + "3,half,-1,0.25,0.125,0.75,0.625,0.5\n") == "CSV line 2 has the cell 'half', which is not a number");
    BOOST_TEST(said("\xef\xbb\xbf\xef\xbb\xbf" + header + row)
               == "CSV column 1 is '\xef\xbb\xbfseed' and should be 'seed'");

    // Columns of another study.
    BOOST_TEST(said("loss_0," + header + "0," + row) == "CSV column 1 is 'loss_0' and should be 'seed'");
    BOOST_TEST(said(header.substr(0, header.size() - 1) + ",loss_9\n" + row)
               == "CSV column 9 is 'loss_9' and should be none");
    BOOST_TEST(said(header + "3,0.5,-1,0.25,0.125,0.75,0.625,0.5,1\n") == "CSV line 2 has 9 cells, the header 8");

    // Numbers that no study has.
    for (const std::string seed : {"-1", "1.5", "25", "4294967296", "1e300", "nan", "inf"}) {
        BOOST_TEST(said(header + seed + row.substr(1))
                   == "seed "
                          + (seed == "4294967296" ? seed
                             : seed == "1e300"    ? "1e+300"
                                                  : seed)
                          + " is not a whole number from 0 to 24");
    }
    for (const std::string epoch : {"-2", "0.5", "6", "nan"}) {
        BOOST_TEST(said(header + "3,0.5," + epoch + ",0.25,0.125,0.75,0.625,0.5\n")
                   == "escape_epoch " + epoch + " is not a whole number from -1 to 5");
    }
    for (const std::string number : {"nan", "inf", "-inf"}) {
        BOOST_TEST(said(header + "3,0.5,-1,0.25," + number + ",0.75,0.625,0.5\n")
                   == "seed 3 has a number that is not finite");
    }
    for (const std::string losses : {"-0.1,0.5", "-1,0.5", "0.625,0.4"}) {
        BOOST_TEST(said(header + "3,0.5,-1,0.25,0.125,0.75," + losses + "\n")
                   == "seed 3 has a loss that is less than 0, or two final losses");
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_file_or_a_huge_one_is_refused_at_once)
{
    const TemporaryDirectory here;
    for (const std::string path : {"/dev/null", "/dev/zero", "/dev/full", "/proc/self/mem"}) {
        BOOST_TEST(complaint({path}).starts_with("--join '" + path + "': allowed is a"), complaint({path}));
    }
    const auto huge = here.path() / "huge.csv"; // of holes: it takes no room
    std::ofstream(huge) << "x";
    std::filesystem::resize_file(huge, 10'000'000'000);
    BOOST_TEST(complaint({huge}) == "--join '" + huge.string() + "': allowed is a file of at most 300000000 bytes");
}

BOOST_AUTO_TEST_CASE(a_seed_that_is_in_no_part_is_missed)
{
    const TemporaryDirectory here;
    for (const std::string part : {"1", "2", "3"}) {
        BOOST_TEST(seeds_chapter({"--shard", part + "/3", "--output", part}, here.path()).exit_code == 0);
    }
    const auto said = [&here](const std::string& files) {
        const Result result = seeds_chapter({"--join", files, "--output", "joined"}, here.path());
        BOOST_TEST(result.exit_code == 1);
        return result.err;
    };
    const std::string first = "1/26_plateau.csv";  // the seeds 0 to 7
    const std::string second = "2/26_plateau.csv"; // 8 to 15
    const std::string third = "3/26_plateau.csv";  // 16 to 24
    BOOST_TEST(said(first + "," + third) == "26_seeds: 8 of 25 seeds are in none of the parts, the first is seed 8\n");
    BOOST_TEST(said(second + "," + third) == "26_seeds: 8 of 25 seeds are in none of the parts, the first is seed 0\n");
    BOOST_TEST(said(first + "," + second)
               == "26_seeds: 9 of 25 seeds are in none of the parts, the first is seed 16\n");
}

BOOST_AUTO_TEST_CASE(a_row_that_its_seed_or_its_own_losses_refute_is_refused)
{
    const study::StudyEpochs epochs{0, 5, 10};
    const auto said = [&](long escape_epoch, const std::vector<double>& loss, double agreement = 0.25) {
        study::SeedRow row{7, loss.back(), escape_epoch, 0.25, 1.0, 0.5, loss};
        return refusal<workbook::UsageError>(
            [&] { study::require_consistent(std::array{row}, epochs, std::array{agreement}, 0.2); });
    };
    const std::vector<double> falling{0.4, 0.3, 0.1};
    for (const long possible : {6L, 9L, 10L}) {
        BOOST_TEST(said(possible, falling) == "accepted");
    }
    BOOST_TEST(said(-1, {0.4, 0.3, 0.2}) == "accepted");
    BOOST_TEST(said(3, {0.4, 0.1, 0.3}) == "accepted"); // above the line again
    BOOST_TEST(said(3, {0.4, 0.3, 0.3}) == "accepted"); // for the epochs between two that are shown
    const std::string allowed = ": allowed are parts as 26_seeds has written them";
    BOOST_TEST(said(-1, falling)
               == "--join: seed 7 has an escape_epoch of -1, and a loss of 0.1 in epoch 10" + allowed);
    BOOST_TEST(said(10, {0.4, 0.1, 0.1})
               == "--join: seed 7 has an escape_epoch of 10, and a loss of 0.1 in epoch 5" + allowed);
    BOOST_TEST(said(5, falling) == "--join: seed 7 has an escape_epoch of 5, and a loss of 0.3 in epoch 5" + allowed);
    BOOST_TEST(said(0, {0.4, 0.1, 0.1})
               == "--join: seed 7 has an escape_epoch of 0, and a loss of 0.4 in epoch 0" + allowed);
    BOOST_TEST(said(6, falling, 0.5)
               == "--join: seed 7 has an e + d of 0.25, and its initial weights one of 0.5" + allowed);
}

BOOST_AUTO_TEST_CASE(a_part_whose_row_was_changed_by_hand_is_refused)
{
    const TemporaryDirectory here;
    BOOST_TEST(seeds_chapter({"--output", "whole"}, here.path()).exit_code == 0);
    const std::filesystem::path part = here.path() / "whole/26_plateau.csv";
    const std::string before = content_of(part);
    const std::size_t first = before.find("\n0,") + 1;
    const auto cell = [&](int number) { // where a cell of seed 0 begins
        std::size_t at = first;
        for (; number > 0; --number) {
            at = before.find(',', at) + 1;
        }
        return at;
    };
    for (const auto& [number, instead] : {std::pair{2, "0"}, std::pair{3, "0.5"}}) {
        std::string changed = before;
        changed.replace(cell(number), cell(number + 1) - 1 - cell(number), instead);
        std::ofstream(part) << changed;
        const Result result = seeds_chapter({"--join", "whole/26_plateau.csv", "--output", "joined"}, here.path());
        BOOST_TEST(result.exit_code == 2);
        BOOST_TEST(result.err.starts_with("26_seeds: --join: seed 0 has an e"), result.err);
        BOOST_TEST(!std::filesystem::exists(here.path() / "joined"));
    }
    std::ofstream(part) << "\xEF\xBB\xBF" << boost::replace_all_copy(before, "\n", "\r\n"); // as an editor may save it
    BOOST_TEST(seeds_chapter({"--join", "whole/26_plateau.csv", "--output", "joined"}, here.path()).exit_code == 0);
    BOOST_TEST((content_of(here.path() / "joined/26_plateau.csv") == before));
}

BOOST_AUTO_TEST_CASE(a_part_of_other_options_is_refused)
{
    const TemporaryDirectory here;
    for (const std::vector<std::string>& other : std::vector<std::vector<std::string>>{
             {"--data-seed", "15"}, {"--samples", "13"}, {"--sigma", "0.11"}, {"--learning-rate", "0.11"}}) {
        std::vector<std::string> arguments = other;
        arguments.insert(arguments.end(), {"--output", "other"});
        BOOST_TEST(seeds_chapter(arguments, here.path()).exit_code == 0);
        const Result result = seeds_chapter({"--join", "other/26_plateau.csv", "--output", "joined"}, here.path());
        BOOST_TEST(result.exit_code == 2, other[0] << " is not noticed");
        BOOST_TEST(result.out == "");
        BOOST_TEST(result.err
                   == "26_seeds: --join: seed 0 was trained on other samples or with another learning rate: allowed "
                      "are parts of the same options\n");
        BOOST_TEST(!std::filesystem::exists(here.path() / "joined"));

        arguments = other;
        arguments.insert(arguments.end(), {"--join", "other/26_plateau.csv", "--output", "same"});
        BOOST_TEST(seeds_chapter(arguments, here.path()).exit_code == 0, other[0] << " is not the same as itself");
    }
}

BOOST_AUTO_TEST_CASE(an_ending_signal_is_remembered_while_somebody_asks)
{
    static volatile std::sig_atomic_t ended = 0;
    const auto end = [](int) { ended = ended + 1; };
    const auto before_int = std::signal(SIGINT, end);
    const auto before_hup = std::signal(SIGHUP, SIG_IGN);
    {
        const study::Interruption interruption;
        ::pthread_kill(::pthread_self(), SIGHUP); // is ignored, and stays so
        BOOST_TEST(!study::Interruption::asked());
        ::pthread_kill(::pthread_self(), SIGINT);
        BOOST_TEST(study::Interruption::asked());
        BOOST_TEST(ended == 0);
    }
    ::pthread_kill(::pthread_self(), SIGINT); // as before
    BOOST_TEST(ended == 1);
    {
        const study::Interruption another;
        BOOST_TEST(!study::Interruption::asked()); // from then on
    }
    BOOST_TEST((std::signal(SIGHUP, before_hup) == SIG_IGN));
    std::signal(SIGINT, before_int);
}

BOOST_AUTO_TEST_CASE(an_interruption_keeps_what_is_finished_and_says_so)
{
    for (const auto& [name, number] : {std::pair<std::string, int>{"INT", SIGINT}, {"TERM", SIGTERM}}) {
        const TemporaryDirectory here;
        // Not a time but the bar on the terminal tells that some seeds are finished. All of them would take minutes.
        const Terminal terminal;
        std::future<Result> running = std::async(std::launch::async, [&] {
            return programs::run_shell("echo $$ >number; exec "
                                           + programs::command_of("26_seeds", {"--seeds", "100000", "--epochs", "2000",
                                                                               "--figures", "none", "--output", "out"})
                                           + " 2>" + programs::quoted(terminal.name()),
                                       here.path());
        });
        const std::string bar = terminal.read_until(" of 100000 seeds");
        ::kill(std::stoi(content_of(here.path() / "number")), number);
        const std::string said = terminal.read_until("are finished and kept");
        const Result result = running.get();
        BOOST_TEST(bar.find('[') != std::string::npos);
        BOOST_TEST(said.find("26_seeds: interrupted: ") != std::string::npos, said);
        BOOST_TEST(result.exit_code == 1, "after SIG" << name);
        const std::vector<double> seeds = csv_column(content_of(here.path() / "out" / "26_final_loss.csv"), "seed");
        BOOST_TEST(seeds.size() >= 1000U); // a hundredth, when the bar moves first
        BOOST_TEST(std::set<double>(seeds.begin(), seeds.end()).size() == seeds.size());
        BOOST_TEST(result.out.find("interrupted: " + std::to_string(seeds.size()) + " of 100000 seeds")
                   != std::string::npos);
    }
}
