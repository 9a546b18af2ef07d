// What the chapters print and write, and what happens when they cannot.
#include "tests/support/program.hpp"
#include "workbook/table.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <climits>
#include <sstream>

#include <unistd.h>

using namespace autoencoder;
using programs::quick;
using programs::Result;
using programs::run;
namespace data = boost::unit_test::data;

namespace {

const std::string cannot_print = "cannot write the report to standard output: is it closed, or its disk full?\n";

/// The arguments with which `make workbook` captures the reports.
std::vector<std::string> captured_arguments()
{
    return {"--output", (programs::build() / "figures").string()};
}

void check_same_files(const std::map<std::string, std::string>& found,
                      const std::map<std::string, std::string>& expected)
{
    BOOST_TEST(found.size() == expected.size());
    for (const auto& [name, content] : expected) {
        BOOST_TEST(found.contains(name), name << " is missing");
        BOOST_TEST((found.contains(name) && found.at(name) == content), name << " differs");
    }
}

/// The tables and values among the files of a run.
std::map<std::string, std::string> without_pictures(std::map<std::string, std::string> files)
{
    std::erase_if(files, [](const auto& file) { return file.first.ends_with(".svg"); });
    return files;
}

/// The lines of a report up to where the chapter says what it has written.
std::string report_of(const std::string& out)
{
    return out.substr(0, out.find("\nWritten to "));
}

/// An output that cannot be written: exit code 3, the report complete, one line on stderr that names the file.
void check_not_written(const std::string& chapter, const std::string& directory, const std::string& report)
{
    const TemporaryDirectory here;
    const Result result = run(chapter, quick(chapter, {"--output", directory}), here.path());
    BOOST_TEST(result.exit_code == 3);
    // A study that takes long is not begun where that can be foreseen.
    BOOST_TEST((result.out == report || (chapter.starts_with("26") && result.out.empty())));
    std::string shown = directory; // in one line
    std::ranges::replace(shown, '\n', '?');
    BOOST_TEST(result.err.starts_with(chapter + ": cannot write '" + shown + "/"), result.err);
    BOOST_TEST(result.err.ends_with("; choose another directory with --output\n"), result.err);
    BOOST_TEST(std::ranges::count(result.err, '\n') == 1);
    BOOST_TEST(here.count() == 0);
}

} // namespace

BOOST_DATA_TEST_CASE(a_chapter_alone_prints_its_captured_report_and_draws_the_same_files,
                     data::make(programs::chapters()), chapter)
{
    const TemporaryDirectory here;
    const Result result = run(chapter, captured_arguments(), here.path());
    BOOST_TEST(result.exit_code == 0);
    BOOST_TEST(result.err == "");
    BOOST_TEST(!result.out.empty());
    BOOST_TEST(result.out == reference::content_of(programs::build() / "output" / (chapter + ".txt")));
    for (const auto& [name, content] : programs::files_below(here.path())) {
        BOOST_TEST(content == reference::content_of(name), name << " is another one than the build has");
    }
}

BOOST_DATA_TEST_CASE(bytes_depend_on_no_setting_of_the_machine, data::make(programs::chapters()), chapter)
{
    const TemporaryDirectory here;
    const TemporaryDirectory elsewhere;
    const Result plain = run(chapter, captured_arguments(), here.path());
    const auto strange = elsewhere.path() / "a folder, with a space and λ";
    std::filesystem::create_directory(strange);
    const Result other = programs::run_shell(
        "umask 077; env -u HOME LC_ALL=de_DE.UTF-8 LANG=tr_TR.UTF-8 LC_NUMERIC=fr_FR TZ=Pacific/Kiritimati COLUMNS=20 "
        "TERM=dumb POSIXLY_CORRECT=1 LONG="
            + std::string(100000, 'x') + " " + programs::command_of(chapter, captured_arguments()) + " <&-",
        strange);
    BOOST_TEST(other.exit_code == 0);
    BOOST_TEST(other.err == "");
    BOOST_TEST(other.out == plain.out);
    check_same_files(programs::files_below(strange), programs::files_below(here.path()));
    for (const auto& entry : std::filesystem::recursive_directory_iterator(strange)) {
        BOOST_TEST(
            ((entry.status().permissions() & (std::filesystem::perms::group_all | std::filesystem::perms::others_all))
             == std::filesystem::perms::none),
            entry.path() << " disobeys umask 077");
    }
}

BOOST_AUTO_TEST_CASE(bytes_depend_on_no_user_and_no_environment)
{
    const TemporaryDirectory here;
    const Result plain =
        programs::run_shell("umask 022; " + programs::command_of("03_forward_pass", captured_arguments()), here.path());
    for (const auto& entry : std::filesystem::recursive_directory_iterator(here.path())) {
        const auto expected = static_cast<std::filesystem::perms>(entry.is_directory() ? 0755 : 0644);
        BOOST_TEST((entry.status().permissions() == expected), entry.path() << " has other permissions");
    }

    // The user nobody may not look into the home of root: program and library are where everyone can read.
    const TemporaryDirectory everyones;
    std::filesystem::permissions(everyones.path(), std::filesystem::perms::all);
    for (const std::string file : {"chapters/03_forward_pass", "lib/libautoencoder.so"}) {
        std::filesystem::create_directories((everyones.path() / file).parent_path());
        std::filesystem::copy_file(programs::build() / file, everyones.path() / file);
    }
    const std::string as_nobody = ::geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups "
                                                   : ""; // others are somebody else anyway
    // In a build that counts what runs, nobody may not write the counts where they are; gcov would complain.
    const Result other = programs::run_shell("mkdir -m 777 work && cd work && exec env -i GCOV_PREFIX=../counts "
                                                 + as_nobody + "../chapters/03_forward_pass --output "
                                                 + programs::quoted(captured_arguments().back()),
                                             everyones.path());
    BOOST_TEST(other.exit_code == 0);
    BOOST_TEST(other.err == "");
    BOOST_TEST(other.out == plain.out);
    check_same_files(programs::files_below(everyones.path() / "work"), programs::files_below(here.path()));
}

BOOST_AUTO_TEST_CASE(a_disk_that_is_full_is_named_and_what_is_complete_is_kept)
{
    const TemporaryDirectory here;
    // Root can mount a disk of 64 KB; others are stopped by the largest size that a file may have, which the chapter
    // meets in the same place.
    const std::string disk = "mkdir o && mount -t tmpfs -o size=64k none o && ";
    const bool mounts =
        programs::run_shell("unshare -m sh -c " + programs::quoted(disk + "rmdir o 2>/dev/null; true"), here.path())
            .exit_code
        == 0;
    std::filesystem::remove(here.path() / "o");
    const std::string chapter = programs::command_of("20_training", {"--figures", "none", "--output", "o"});
    const Result result = programs::run_shell(
        mounts ? "unshare -m sh -c " + programs::quoted(disk + chapter + "; code=$?; ls o >left; exit $code")
               : "ulimit -f 100; " + chapter + "; code=$?; ls o >left; exit $code",
        here.path());
    BOOST_TEST(result.exit_code == 3);
    BOOST_TEST(result.err
               == "20_training: cannot write 'o/20_loss.csv': "
                      + std::string(mounts ? "No space left on device" : "File too large")
                      + "; choose another directory with --output\n");
    BOOST_TEST(reference::content_of(here.path() / "left") == "");
}

BOOST_DATA_TEST_CASE(data_are_written_with_every_kind_of_figures, data::make(programs::chapters()), chapter)
{
    const TemporaryDirectory here;
    std::map<std::string, std::map<std::string, std::string>> tables;
    for (const std::string kind : {"svg", "none", "text"}) {
        const Result result = run(chapter, {"--figures", kind, "--output", kind}, here.path());
        BOOST_TEST(result.exit_code == 0);
        BOOST_TEST(result.err == "");
        const auto files = std::filesystem::exists(here.path() / kind) ? programs::files_below(here.path() / kind)
                                                                       : std::map<std::string, std::string>{};
        for (const auto& [name, content] : files) {
            if (name.ends_with(".csv") || name.ends_with(".values.json")) {
                tables[kind][name] = content;
            } else {
                BOOST_TEST(kind == "svg", name << " is left by --figures " << kind);
            }
        }
    }
    check_same_files(tables["none"], tables["svg"]);
    check_same_files(tables["text"], tables["svg"]);
}

BOOST_AUTO_TEST_CASE(pictures_have_the_format_and_the_ending_that_are_asked_for)
{
    const TemporaryDirectory here;
    const std::string chapter = "20_training";
    for (const auto& [kind, beginning] :
         {std::pair<std::string, std::string>{"svg", "<?xml"}, {"png", "\x89PNG"}, {"pdf", "%PDF"}}) {
        const Result result = run(chapter, {"--epochs", "5", "--figures", kind, "--output", kind}, here.path());
        BOOST_TEST(result.exit_code == 0);
        const auto files = programs::files_below(here.path() / kind);
        BOOST_REQUIRE(files.contains("20_loss." + kind));
        BOOST_TEST(files.at("20_loss." + kind).starts_with(beginning), kind);
        BOOST_TEST(result.out.find("  20_loss." + kind + "  20_loss.csv\n") != std::string::npos, result.out);
    }
    const Result text = run(chapter, {"--epochs", "5", "--figures", "text", "--output", "text"}, here.path());
    BOOST_TEST(!programs::files_below(here.path() / "text").contains("20_loss.txt"));
    BOOST_TEST(text.out.find("  20_loss.csv\n") != std::string::npos, text.out);
}

BOOST_DATA_TEST_CASE(an_output_that_cannot_be_written_is_named, data::make(programs::chapters()), chapter)
{
    const TemporaryDirectory here;
    const Result good = run(chapter, quick(chapter, {"--output", "o"}), here.path());
    BOOST_TEST(here.count() > 0);
    const std::string report = report_of(good.out);
    std::ofstream(here.path() / "file") << "old";
    const std::string file = here.path() / "file";
    std::filesystem::create_symlink("nowhere", here.path() / "dangling");
    std::filesystem::create_symlink("loop", here.path() / "loop");
    std::string deep = here.path();
    while (deep.size() <= PATH_MAX) {
        deep += "/" + std::string(100, 'd');
    }
    // None of these can be written by root either, whom permissions do not stop.
    for (const std::string& directory :
         {file, file + "/below", file + "/two\nlines", std::string("/proc/none"), std::string("/proc/self/none"),
          std::string("/dev/null"), std::string("/dev/full"), std::string("/dev/full/below"), std::string(300, 'n'),
          here.path().string() + "/" + std::string(300, 'n') + "/below", deep, here.path().string() + "/dangling",
          here.path().string() + "/loop", here.path().string() + "/loop/below"}) {
        check_not_written(chapter, directory, report);
    }
    BOOST_TEST(reference::content_of(file) == "old");
    BOOST_TEST(!std::filesystem::exists(here.path() / "nowhere"));
}

BOOST_DATA_TEST_CASE(no_line_of_a_report_is_wider_than_a_hundred_characters, data::make(programs::chapters()), chapter)
{
    std::istringstream report(reference::content_of(programs::build() / "output" / (chapter + ".txt")));
    std::size_t lines = 0;
    for (std::string line; std::getline(report, line); ++lines) {
        BOOST_TEST(workbook::width_of(line) <= 100U, line);
    }
    BOOST_TEST(lines > 10U);
}

BOOST_DATA_TEST_CASE(a_report_that_cannot_be_printed_is_an_error_and_costs_no_number, data::make(programs::chapters()),
                     chapter)
{
    const TemporaryDirectory here;
    for (const std::string arguments : {" --output o", " --help", " --version"}) {
        for (const std::string target : {">&-", ">/dev/full"}) {
            const Result result =
                programs::run_shell(programs::command_of(chapter, {}) + arguments + " " + target, here.path());
            BOOST_TEST(result.exit_code == 3, arguments << " " << target);
            BOOST_TEST(result.err == chapter + ": " + cannot_print);
            BOOST_TEST(result.out == "");
            const auto left = programs::files_below(here.path() / "o");
            BOOST_TEST(!left.empty());
            check_same_files(left, without_pictures(left));
        }
    }
}

BOOST_DATA_TEST_CASE(a_reader_that_has_gone_is_an_error, data::make(programs::chapters()), chapter)
{
    const TemporaryDirectory here;
    std::array<int, 2> ends{};
    BOOST_REQUIRE(::pipe(ends.data()) == 0);
    ::close(ends[0]);            // nobody will ever read
    constexpr int one_digit = 9; // as every shell can write it
    BOOST_REQUIRE(::dup2(ends[1], one_digit) == one_digit);
    ::close(ends[1]);
    const Result result = programs::run_shell(programs::command_of(chapter, {"--output", "o"}) + " >&9", here.path());
    ::close(one_digit);
    BOOST_TEST(result.exit_code == 3);
    BOOST_TEST(result.err == chapter + ": " + cannot_print);
    const auto left = programs::files_below(here.path());
    check_same_files(left, without_pictures(left)); // no picture
}

BOOST_DATA_TEST_CASE(without_gnuplot_the_line_says_what_to_install, data::make(programs::chapters()), chapter)
{
    const TemporaryDirectory here;
    const Result result =
        programs::run_shell("PATH=/nowhere " + programs::command_of(chapter, {"--output", "o"}), here.path());
    const auto left = std::filesystem::exists(here.path() / "o") ? programs::files_below(here.path() / "o")
                                                                 : std::map<std::string, std::string>();
    const bool draws = programs::run(chapter, {"--output", "o"}, here.path()).out.find(".svg") != std::string::npos;
    BOOST_TEST(result.exit_code == (draws ? 3 : 0));
    BOOST_TEST(
        result.err
        == (draws ? chapter + ": gnuplot is not installed: install the package gnuplot-nox, or use --figures none\n"
                  : ""));
    if (chapter.starts_with("26")) { // a study that takes long is not begun
        BOOST_TEST(left.empty());
    } else {
        check_same_files(left, without_pictures(programs::files_below(here.path() / "o")));
    }
}
