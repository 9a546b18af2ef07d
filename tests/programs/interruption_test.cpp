// A program that is asked to end, at any moment: what it leaves is whole, or it is not there.
#include "tests/support/program.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <csignal>
#include <set>

using namespace autoencoder;
using programs::command_of;
using programs::quoted;
using programs::Result;
namespace data = boost::unit_test::data;

namespace {

const std::vector<std::pair<std::string, int>> signals{
    {"INT", SIGINT}, {"TERM", SIGTERM}, {"HUP", SIGHUP}, {"QUIT", SIGQUIT}, {"XCPU", SIGXCPU}};

/// Nothing temporary is left, and what has its final name is whole.
void check_left(const TemporaryDirectory& here, const TemporaryDirectory& for_gnuplot)
{
    for (const auto& [name, content] : programs::files_below(here.path())) {
        BOOST_TEST(!name.ends_with(".part"), name << " is left");
        BOOST_TEST(programs::whole(name, content), name << " is cut");
    }
    BOOST_TEST(for_gnuplot.count() == 0);
}

/// The tables are left, which are written before anything is drawn, and no picture.
void check_left_without_pictures(const TemporaryDirectory& here, const TemporaryDirectory& for_gnuplot)
{
    check_left(here, for_gnuplot);
    const auto files = programs::files_below(here.path());
    BOOST_TEST(files.size() == 4U); // three tables of chapter 1, and its values
    BOOST_TEST(std::ranges::none_of(files, [](const auto& file) { return file.first.ends_with(".svg"); }));
}

/// A gnuplot that does something first and draws then, in the shell's words.
std::string with_gnuplot(const std::filesystem::path& folder, const std::string& first)
{
    std::ofstream(folder / "gnuplot") << "#!/bin/sh\n" << first << "\nPATH=${PATH#*:} exec gnuplot \"$@\"\n";
    std::filesystem::permissions(folder / "gnuplot", std::filesystem::perms::owner_all);
    return "PATH=" + quoted(folder) + ":$PATH ";
}

} // namespace

BOOST_DATA_TEST_CASE(a_chapter_that_is_ended_after_any_time_leaves_nothing_half_written,
                     data::make(programs::chapters()), chapter)
{
    std::size_t next = 0;
    for (const std::string seconds : {"0.003", "0.03", "0.1", "0.2"}) {
        const auto& [name, number] = signals[next++ % signals.size()];
        const TemporaryDirectory here;
        const TemporaryDirectory for_gnuplot;
        const Result result = programs::run_shell(
            "TMPDIR=" + quoted(for_gnuplot.path()) + " timeout --foreground --preserve-status -s " + name + " "
                + seconds + " " + command_of(chapter, {"--output", "o"}) + " >/dev/null",
            here.path());
        // 1: the study of many seeds says what it has finished.
        const std::set<int> allowed{0, 128 + number, chapter == "26_seeds" ? 1 : 0};
        BOOST_TEST(allowed.contains(result.exit_code), "SIG" << name << " ends it with " << result.exit_code);
        BOOST_TEST((result.err.empty() || result.exit_code == 1), result.err);
        check_left(here, for_gnuplot);
    }
}

BOOST_AUTO_TEST_CASE(a_signal_while_gnuplot_draws_ends_both_and_leaves_tables_only)
{
    for (const auto& [name, number] : signals) {
        const TemporaryDirectory here;
        const TemporaryDirectory bin;
        const TemporaryDirectory for_gnuplot;
        // gnuplot asks the chapter to end, and would then draw for an hour; a chapter that waits for it is given up.
        const Result result =
            programs::run_shell(with_gnuplot(bin.path(), "kill -" + name + " $PPID; exec sleep 3600") + "TMPDIR="
                                    + quoted(for_gnuplot.path()) + " timeout --foreground --preserve-status -s KILL 60 "
                                    + command_of("01_architecture", {"--output", "o"}) + " >/dev/null",
                                here.path());
        BOOST_TEST(result.exit_code == 128 + number);
        // The shell may say how it ended; the program, whose lines begin with its name, says nothing.
        BOOST_TEST(result.err.find("01_architecture") == std::string::npos, result.err);
        check_left_without_pictures(here, for_gnuplot);
    }
}

BOOST_AUTO_TEST_CASE(a_signal_that_ends_gnuplot_too_is_no_failure_of_gnuplot)
{
    const TemporaryDirectory here;
    const TemporaryDirectory bin;
    const TemporaryDirectory for_gnuplot;
    // As Ctrl-C in a terminal, which goes to both.
    const Result result = programs::run_shell(with_gnuplot(bin.path(), "kill -INT $PPID; kill -INT $$")
                                                  + "TMPDIR=" + quoted(for_gnuplot.path()) + " "
                                                  + command_of("01_architecture", {"--output", "o"}) + " >/dev/null",
                                              here.path());
    BOOST_TEST(result.exit_code == 128 + SIGINT);
    BOOST_TEST(result.err == "");
    check_left_without_pictures(here, for_gnuplot);
}

BOOST_AUTO_TEST_CASE(a_signal_that_is_ignored_stays_so)
{
    const TemporaryDirectory here;
    const TemporaryDirectory bin;
    const Result result =
        programs::run_shell("trap '' HUP INT; " + with_gnuplot(bin.path(), "kill -HUP $PPID; kill -INT $PPID")
                                + command_of("01_architecture", {"--output", "o"}) + " >/dev/null",
                            here.path());
    BOOST_TEST(result.exit_code == 0);
    BOOST_TEST(result.err == "");
    BOOST_TEST(programs::files_below(here.path() / "o").size() == 7U);
}

BOOST_AUTO_TEST_CASE(a_parent_that_ignores_its_children_does_not_matter)
{
    const TemporaryDirectory here;
    const Result result = programs::run_shell("timeout -s KILL 60 env --ignore-signal=CHLD "
                                                  + command_of("01_architecture", {"--output", "o"}) + " >/dev/null",
                                              here.path());
    BOOST_TEST(result.exit_code == 0);
    BOOST_TEST(result.err == "");
}
