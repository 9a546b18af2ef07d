// What goes wrong, and what the programs make of it: every situation of faults.txt, which the book shows as a table.
#include "tests/support/program.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace autoencoder;
using programs::quoted;
using programs::Result;
namespace data = boost::unit_test::data;

namespace {

/// A block of faults.txt: four lines, and an empty one.
struct Fault {
    std::string situation;
    std::string command; ///< of the shell, in an empty directory; the chapters are on its PATH
    int exit_code = -1;
    std::string line; ///< on stderr; empty when there is none
};

std::ostream& operator<<(std::ostream& out, const Fault& fault)
{
    return out << fault.situation;
}

std::vector<Fault> faults()
{
    std::istringstream lines(reference::content_of("tests/programs/faults.txt"));
    std::vector<Fault> result;
    std::string code;
    std::string empty;
    for (Fault fault; std::getline(lines, fault.situation) && std::getline(lines, fault.command)
                      && std::getline(lines, code) && std::getline(lines, fault.line);) {
        fault.exit_code = std::stoi(code);
        result.push_back(fault);
        std::getline(lines, empty);
        if (!empty.empty()) {
            throw std::runtime_error("faults.txt: no empty line after '" + fault.situation + "'");
        }
    }
    return result;
}

} // namespace

BOOST_DATA_TEST_CASE(what_goes_wrong_has_its_exit_code_and_its_line, data::make(faults()), fault)
{
    const TemporaryDirectory here;
    const TemporaryDirectory for_gnuplot;
    const std::string chapters = std::filesystem::absolute(programs::build() / "chapters");
    const Result result = programs::run_shell(
        "export PATH=" + quoted(chapters) + ":$PATH TMPDIR=" + quoted(for_gnuplot.path()) + "; " + fault.command,
        here.path());
    BOOST_TEST(result.exit_code == fault.exit_code);
    BOOST_TEST(result.err == (fault.line.empty() ? "" : fault.line + "\n"));
    BOOST_TEST(for_gnuplot.count() == 0);
    for (const auto& [name, content] : programs::files_below(here.path())) {
        BOOST_TEST((!name.ends_with(".part") || content == "half\n"), name << " is left");
        if (name != "a.csv") { // the one that a situation cuts on purpose
            BOOST_TEST(programs::whole(name, content), name << " is cut");
        }
    }
}

// As in `20_training | head -n 1`. Whether the program is done by then is a matter of time; it must not be of the result.
BOOST_DATA_TEST_CASE(a_reader_that_leaves_after_a_line_is_a_failed_write_or_none, data::make(programs::chapters()),
                     chapter)
{
    const TemporaryDirectory here;
    const std::vector<std::string> arguments = programs::quick(chapter, {"--output", "o"});
    const Result whole = programs::run(chapter, arguments, here.path());
    const Result result = programs::run_shell(
        "{ " + programs::command_of(chapter, arguments) + "; echo $? >code; } | head -n 1", here.path());
    BOOST_TEST(result.out == whole.out.substr(0, whole.out.find('\n') + 1));
    const std::string code = reference::content_of(here.path() / "code");
    BOOST_TEST((code == "0\n" || code == "3\n"), code);
    const std::string failed = ": cannot write the report to standard output: is it closed, or its disk full?\n";
    BOOST_TEST(result.err == (code == "0\n" ? "" : chapter + failed));
}

BOOST_AUTO_TEST_CASE(every_exit_code_has_its_situations)
{
    const std::vector<Fault> all = faults();
    for (const int code : {0, 1, 2, 3}) {
        BOOST_TEST(std::ranges::count(all, code, &Fault::exit_code) >= 2);
    }
}
