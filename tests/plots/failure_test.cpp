// What happens without gnuplot, or with one that fails, and what the other kinds of picture are.
#include "plots/figures.hpp"
#include "tests/support/program.hpp"
#include "tests/support/small_disk.hpp"

#include <boost/test/unit_test.hpp>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <dlfcn.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace autoencoder;
using namespace autoencoder::plots;

namespace {

/// A gnuplot of our own, first on PATH while the object lives.
class FakeGnuplot {
public:
    explicit FakeGnuplot(const std::string& script)
    {
        std::ofstream file(directory_.path() / "gnuplot");
        file << "#!/bin/sh\n" << script << "\n";
        file.close();
        std::filesystem::permissions(directory_.path() / "gnuplot", std::filesystem::perms::owner_all);
        ::setenv("PATH", (directory_.path().string() + ":" + path_).c_str(), 1);
    }
    FakeGnuplot(const FakeGnuplot&) = delete;
    FakeGnuplot& operator=(const FakeGnuplot&) = delete;
    ~FakeGnuplot() { ::setenv("PATH", path_.c_str(), 1); }

private:
    TemporaryDirectory directory_;
    std::string path_ = std::getenv("PATH");
};

/// A variable of the environment with another value while the object lives.
class Variable {
public:
    Variable(const char* name, const std::string& value) : name_(name)
    {
        if (const char* old = std::getenv(name)) {
            old_ = old;
        }
        ::setenv(name, value.c_str(), 1);
    }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;
    ~Variable() { old_.empty() ? ::unsetenv(name_) : ::setenv(name_, old_.c_str(), 1); }

private:
    const char* name_;
    std::string old_;
};

/// The message of the error that drawing gives; it is one line.
std::string complaint(Format format = Format::svg)
{
    try {
        render(network(), format);
    } catch (const GnuplotError& error) {
        std::string message = error.what();
        BOOST_TEST(message.find('\n') == std::string::npos);
        return message;
    }
    return "no error";
}

volatile std::sig_atomic_t signals_seen = 0;

/// Whether another part of the program has heard of a child's end before the one that waits for it.
bool somebody_else_waits = false;

const std::string without = "; use --figures none to do without pictures";

} // namespace

/// In the place of the C library's.
// NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name): names that are no reserved words
extern "C" pid_t waitpid(pid_t child, int* status, int options)
{
    static const auto wait = reinterpret_cast<pid_t (*)(pid_t, int*, int)>(::dlsym(RTLD_NEXT, "waitpid"));
    if (somebody_else_waits) {
        wait(child, nullptr, 0);
        errno = ECHILD;
        return -1;
    }
    return wait(child, status, options);
}

BOOST_AUTO_TEST_CASE(a_missing_gnuplot_is_named_with_its_package)
{
    const TemporaryDirectory empty;
    const Variable path("PATH", empty.path().string());
    BOOST_TEST(complaint() == "gnuplot is not installed: install the package gnuplot-nox, or use --figures none");
}

BOOST_AUTO_TEST_CASE(a_gnuplot_that_cannot_be_run_is_named)
{
    const FakeGnuplot fake("");
    const char* path = std::getenv("PATH");
    BOOST_REQUIRE(path != nullptr);
    const std::string directory = std::string(path).substr(0, std::string(path).find(':'));
    std::ofstream(directory + "/gnuplot") << "not a program";
    BOOST_TEST(complaint().starts_with("gnuplot failed on figure 01_network: "));
}

BOOST_AUTO_TEST_CASE(a_failing_gnuplot_is_quoted)
{
    const FakeGnuplot fake("echo 'line 7: no such thing' >&2; exit 1");
    BOOST_TEST(complaint() == "gnuplot failed on figure 01_network: line 7: no such thing" + without);
}

BOOST_AUTO_TEST_CASE(of_several_lines_the_last_one_says_what_is_wrong)
{
    const FakeGnuplot fake(R"(printf 'plot x\n     ^\n"f.gp" line 7: undefined variable: x\n\n' >&2; exit 1)");
    BOOST_TEST(complaint() == "gnuplot failed on figure 01_network: \"f.gp\" line 7: undefined variable: x" + without);
}

BOOST_AUTO_TEST_CASE(a_gnuplot_that_fails_in_silence_is_told_by_its_status)
{
    const FakeGnuplot fake("exit 4");
    BOOST_TEST(complaint() == "gnuplot failed on figure 01_network: it ended with status 4" + without);
}

BOOST_AUTO_TEST_CASE(of_several_errors_the_first_is_told)
{
    const FakeGnuplot fake(
        "printf 'plot x\n     ^\n     line 7: undefined: x\n     line 8: no data\nbye\n' >&2; exit 1");
    BOOST_TEST(complaint() == "gnuplot failed on figure 01_network: line 7: undefined: x" + without);
}

BOOST_AUTO_TEST_CASE(words_beside_a_whole_picture_are_no_failure_and_are_passed_on_once)
{
    const TemporaryDirectory plain;
    const auto quiet = programs::run("01_architecture", {}, plain.path());
    const TemporaryDirectory here;
    const FakeGnuplot fake(
        "echo 'Fontconfig warning: a font' >&2; echo 'now drawing'; PATH=${PATH#*:}; gnuplot \"$@\"; "
        "status=$?; echo drawn; exit $status");
    const auto talking = programs::run("01_architecture", {}, here.path());
    BOOST_TEST(talking.exit_code == 0);
    BOOST_TEST(talking.err == "gnuplot: Fontconfig warning: a font\n");
    BOOST_TEST(talking.out == quiet.out);
    BOOST_TEST((programs::files_below(here.path()) == programs::files_below(plain.path())));
    for (const Format format : {Format::png, Format::pdf, Format::text}) {
        const std::string bytes = render(network(), format);
        BOOST_TEST(bytes.find("drawing") == std::string::npos);
        BOOST_TEST(bytes.find("drawn\n") == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_picture_may_be_written_as_another_gnuplot_writes_it)
{
    for (const std::string bytes : {"<svg><path/></svg>", "<?xml version=\"1.0\"?>\n<svg\n>\n<text>a</text></svg>\n"}) {
        const FakeGnuplot fake("printf '%s' '" + bytes + "'");
        BOOST_TEST(complaint() == "no error");
        BOOST_TEST(render(network(), Format::svg).find("<title id=\"title-01_network\">") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(nothing_in_the_environment_changes_a_picture)
{
    const std::string before = render(network(), Format::svg);
    const TemporaryDirectory home;
    std::ofstream(home.path() / ".gnuplot") << "set terminal dumb; set title 'mine'; no such command\n";
    for (const auto& [name, value] : std::vector<std::pair<const char*, std::string>>{{"GNUTERM", "qt"},
                                                                                      {"GNUTERM", "none at all"},
                                                                                      {"GNUPLOT_LIB", "/nowhere"},
                                                                                      {"GNUFITLOG", "/nowhere/fit"},
                                                                                      {"GDFONTPATH", "/nowhere"},
                                                                                      {"LC_ALL", "POSIX"},
                                                                                      {"LANG", "de_DE"},
                                                                                      {"LC_NUMERIC", "de_DE"},
                                                                                      {"TMPDIR", ""},
                                                                                      {"HOME", home.path().string()}}) {
        const Variable variable(name, value);
        BOOST_TEST((render(network(), Format::svg) == before), name << "=" << value);
    }
}

BOOST_AUTO_TEST_CASE(closed_streams_change_nothing)
{
    const TemporaryDirectory here;
    const auto usual = programs::run("01_architecture", {"--output", "usual"}, here.path());
    BOOST_TEST(usual.exit_code == 0);
    // Without standard output the report is lost, and the program says so; what it draws is the same.
    for (const std::string closed : {"<&-", "2>&-", "<&- 2>&-"}) {
        const std::string command = programs::command_of("01_architecture", {"--output", "closed"}) + " " + closed;
        BOOST_TEST(programs::run_shell(command, here.path()).exit_code == 0, closed);
        BOOST_TEST((programs::files_below(here.path() / "closed") == programs::files_below(here.path() / "usual")));
    }
}

BOOST_AUTO_TEST_CASE(a_gnuplot_that_hangs_is_ended)
{
    const FakeGnuplot fake("sleep 3600");
    const TemporaryDirectory here;
    const Variable directory("TMPDIR", here.path().string());
    try {
        render(network(), Format::svg, std::chrono::milliseconds(100));
        BOOST_ERROR("drawn");
    } catch (const GnuplotError& error) {
        BOOST_TEST(error.what() == "gnuplot did not end within 0.1 seconds" + without);
    }
    BOOST_TEST(here.count() == 0U);
}

BOOST_AUTO_TEST_CASE(a_killed_gnuplot_is_told_by_its_signal)
{
    const FakeGnuplot fake("kill -KILL $$");
    BOOST_TEST(complaint() == "gnuplot failed on figure 01_network: it was ended by signal 9 (Killed)" + without);
}

BOOST_AUTO_TEST_CASE(an_empty_picture_is_a_failure)
{
    const FakeGnuplot fake("exit 0");
    BOOST_TEST(complaint() == "gnuplot drew nothing for figure 01_network" + without);
}

BOOST_AUTO_TEST_CASE(a_blank_or_cut_picture_is_a_failure)
{
    {
        const FakeGnuplot blank("echo '<?xml?><svg></svg>'");
        BOOST_TEST(complaint().find("drew figure 01_network incompletely") != std::string::npos);
    }
    {
        const FakeGnuplot cut("echo '<?xml?><svg><path '");
        BOOST_TEST(complaint().find("Set TMPDIR to a directory with room") != std::string::npos);
    }
    for (const auto& [format, bytes] :
         std::vector<std::pair<Format, std::string>>{{Format::png, R"(\211PNG\r\n\032\n)"},
                                                     {Format::png, R"(\211PNG IEND)"},
                                                     {Format::pdf, R"(%%PDF-1.5\n)"},
                                                     {Format::text, R"(\f\n  \n\f)"},
                                                     {Format::text, R"(\f words)"}}) {
        const FakeGnuplot cut("printf '" + bytes + "'");
        BOOST_TEST(complaint(format).find("incompletely") != std::string::npos, bytes);
    }
}

BOOST_AUTO_TEST_CASE(a_temporary_directory_that_cannot_be_written_is_named)
{
    const Variable directory("TMPDIR", "/dev/null");
    BOOST_TEST(complaint().find("no temporary directory for gnuplot: ") == 0U);
    BOOST_TEST(complaint().find("; set TMPDIR to a directory that can be written") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_temporary_directory_may_have_any_name)
{
    const TemporaryDirectory here;
    const auto odd = here.path() / "an 'odd' \"name\" \\ λ";
    std::filesystem::create_directory(odd);
    const Variable directory("TMPDIR", odd.string());
    BOOST_TEST(complaint() == "no error");
}

BOOST_AUTO_TEST_CASE(nothing_is_left_in_the_temporary_directory)
{
    const TemporaryDirectory here;
    const Variable directory("TMPDIR", here.path().string());
    BOOST_TEST(complaint() == "no error");
    {
        const FakeGnuplot fake("exit 1");
        BOOST_TEST(complaint() != "no error");
    }
    BOOST_TEST(std::filesystem::is_empty(here.path()));
}

BOOST_AUTO_TEST_CASE(a_chapter_with_a_failing_gnuplot_keeps_its_report_and_its_tables_and_leaves_no_picture)
{
    const TemporaryDirectory here;
    const auto good = programs::run("01_architecture", {"--figures", "none"}, here.path());
    const TemporaryDirectory other;
    const FakeGnuplot fake("echo broken >&2; exit 1");
    const auto bad = programs::run("01_architecture", {}, other.path());
    BOOST_TEST(bad.exit_code == 3);
    BOOST_TEST(bad.err == "01_architecture: gnuplot failed on figure 01_network: broken" + without + "\n");
    BOOST_TEST(bad.out == good.out);
    BOOST_TEST(!good.out.empty());
    BOOST_TEST(programs::files_below(other.path()) == programs::files_below(here.path()));
    BOOST_TEST(std::filesystem::exists(other.path() / "build/figures/01_network.csv"));
}

BOOST_AUTO_TEST_CASE(without_figures_gnuplot_is_never_started)
{
    const TemporaryDirectory here;
    const TemporaryDirectory elsewhere;
    const FakeGnuplot fake("touch " + (elsewhere.path() / "started").string());
    const auto result = programs::run("01_architecture", {"--figures", "none"}, here.path());
    BOOST_TEST(result.exit_code == 0);
    BOOST_TEST(!std::filesystem::exists(elsewhere.path() / "started"));
}

BOOST_AUTO_TEST_CASE(text_fits_a_terminal_of_eighty_columns)
{
    const Evaluation<double> evaluation = evaluate(Parameters<double>{}, Sample<double>{0.5, -0.25, 1.0});
    for (const Figure& figure : {network(), parts(), training_cycle(), node(), forward_pass(evaluation),
                                 plots::loss(evaluation), chain("x", Quantity::lambda_1_4, evaluation)}) {
        const std::string text = render(figure, Format::text);
        BOOST_TEST(text.starts_with(figure.title + "\n"));
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);) {
            const auto width = std::ranges::count_if(line, [](char c) { return (c & 0xC0) != 0x80; });
            BOOST_TEST(width <= 80, figure.name << ": " << line);
            BOOST_TEST((line.empty() || line.back() != ' '), figure.name << ": " << line);
        }
    }
    const std::string text = render(network(), Format::text);
    for (const char* word : {"I1", "L4", "M6", "R8", "O11", "λ1,4", "λ8,9", "λ7,10", "b11"}) {
        BOOST_TEST(text.find(word) != std::string::npos, word);
    }
}

BOOST_AUTO_TEST_CASE(png_and_pdf_are_what_they_say)
{
    const std::string png = render(network(), Format::png);
    BOOST_TEST(png.starts_with("\x89PNG"));
    BOOST_TEST((render(network(), Format::png) == png));
    BOOST_TEST(render(network(), Format::pdf).starts_with("%PDF"));
}

BOOST_AUTO_TEST_CASE(a_temporary_directory_in_which_nothing_can_be_made_is_named)
{
    const Variable directory("TMPDIR", "/proc");
    BOOST_TEST(
        complaint()
        == "no temporary directory for gnuplot: No such file or directory; set TMPDIR to a directory that can be "
           "written");
}

BOOST_AUTO_TEST_CASE(a_disk_without_room_for_the_script_is_named)
{
    std::string told;
    {
        const SmallDisk disk(100);
        told = complaint();
    }
    BOOST_TEST(told.starts_with("cannot write the script for gnuplot to "), told);
    BOOST_TEST(told.ends_with(": is the disk full? Set TMPDIR to a directory with room"), told);
}

BOOST_AUTO_TEST_CASE(a_signal_while_gnuplot_draws_does_no_harm)
{
    struct sigaction before {};
    struct sigaction noted {}; // without SA_RESTART, so that it interrupts whoever waits
    noted.sa_handler = [](int) { signals_seen = signals_seen + 1; };
    ::sigaction(SIGUSR1, &noted, &before);
    {
        const FakeGnuplot fake("for i in 1 2 3 4 5; do kill -USR1 $PPID; sleep 0.1; done; "
                               "PATH=${PATH#*:}; exec gnuplot \"$@\"");
        BOOST_TEST(complaint() == "no error");
    }
    ::sigaction(SIGUSR1, &before, nullptr);
    BOOST_TEST(signals_seen > 0);
}

BOOST_AUTO_TEST_CASE(a_gnuplot_of_whose_end_nothing_is_heard_is_named)
{
    somebody_else_waits = true;
    const std::string told = complaint();
    somebody_else_waits = false;
    BOOST_TEST(told == "gnuplot was lost: No child processes" + without);
}
