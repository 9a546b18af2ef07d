// How a chapter ends: what its work throws becomes one line and an exit code.
#include "plots/figure.hpp"
#include "tests/support/reference.hpp"
#include "tests/support/refusal.hpp"
#include "tests/support/temporary_directory.hpp"
#include "workbook/command_line.hpp"
#include "workbook/derivation.hpp"
#include "workbook/output_file.hpp"

#include <boost/io/ios_state.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <iostream>
#include <new>
#include <sstream>
#include <stdexcept>

using namespace autoencoder;

namespace {

/// Runs a chapter named `seven` whose work is this, and compares how it ends and which files it leaves.
void check_ending(const std::function<void(workbook::Page&)>& work, int exit_code, const std::string& line,
                  const std::vector<std::string>& left = {})
{
    const TemporaryDirectory here;
    const std::string output = here.path().string();
    const std::array<const char*, 3> arguments{"seven", "--output", output.c_str()};
    std::ostringstream errors;
    int code = 0;
    {
        const boost::io::ios_rdbuf_saver usual(std::cerr, errors.rdbuf());
        code = workbook::run({"seven", "seven", {}}, static_cast<int>(arguments.size()), arguments.data(), work);
    }
    BOOST_TEST(code == exit_code);
    BOOST_TEST(errors.str() == line);
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(here.path())) {
        files.push_back(entry.path().filename());
    }
    std::ranges::sort(files);
    BOOST_TEST(files == left, boost::test_tools::per_element());
}

/// A figure that is drawn as a page asks for it: of the words that it is given, or not at all.
struct Drawn {
    std::string name;
    std::string words;
    Csv data{{"x"}, {}};
};

std::string render(const Drawn& figure, workbook::Format)
{
    return figure.words.empty() ? throw plots::GnuplotError("gnuplot is not installed: install the package gnuplot-nox")
                                : figure.words;
}

} // namespace

BOOST_AUTO_TEST_CASE(what_the_work_of_a_chapter_throws_becomes_an_exit_code_and_a_line)
{
    check_ending([](workbook::Page&) {}, 0, "", {"seven.values.json"});
    check_ending([](workbook::Page& page) { page.check("the sum is 1", false); }, 1, "seven: the sum is 1\n",
                 {"seven.values.json"});
    check_ending([](workbook::Page&) { throw workbook::UsageError("no"); }, 2, "seven: no\n");
    check_ending([](workbook::Page&) { throw std::bad_alloc(); }, 2,
                 "seven: not enough memory for this many epochs and samples: ask for fewer\n");
    check_ending([](workbook::Page&) { throw std::invalid_argument("no slope"); }, 2,
                 "seven: no slope: other values of the options are needed\n");
    check_ending([](workbook::Page&) { throw workbook::OutputError("no disk"); }, 3, "seven: no disk\n");
    check_ending([](workbook::Page&) { throw plots::GnuplotError("no gnuplot"); }, 3, "seven: no gnuplot\n");
    check_ending([](workbook::Page&) { throw std::runtime_error("no room"); }, 3, "seven: no room\n");
}

BOOST_AUTO_TEST_CASE(a_picture_that_fails_costs_neither_tables_nor_values)
{
    check_ending(
        [](workbook::Page& page) {
            page.figure(Drawn{"a", "good"});
            page.figure(Drawn{"b", "good"});
        },
        0, "", {"a.csv", "a.svg", "b.csv", "b.svg", "seven.values.json"});
    for (const auto& [first, second] : {std::pair<std::string, std::string>{"good", ""}, {"", "good"}, {"", ""}}) {
        check_ending(
            [&](workbook::Page& page) {
                page.figure(Drawn{"a", first});
                page.data("numbers", Csv{{"x"}, {}});
                page.figure(Drawn{"b", second});
                page.check("this holds", false); // what could not be drawn is told first
            },
            3, "seven: gnuplot is not installed: install the package gnuplot-nox\n",
            {"a.csv", "b.csv", "numbers.csv", "seven.values.json"});
    }
}

BOOST_AUTO_TEST_CASE(a_page_keeps_the_numbers_that_have_a_name)
{
    workbook::Page page(workbook::Settings{});
    BOOST_TEST(page.value("third", 1.0 / 3) == 1.0 / 3);
    BOOST_TEST(page.count("paths", 3) == 3U);
    page.value("whole", 2.0);
    page.value("nothing", std::nan(""));
    page.value("nothing", std::nan("")); // the same number once more
    page.table("of", workbook::Table({"node", "∂L/∂R", "n", "word"})
                         .row({"λ7,9", workbook::fixed(1.0 / 7, 2), std::to_string(5), "five"})
                         .row({"λ7,9", workbook::fixed(0.5), "6", ""})
                         .row({"", "7e-09", "", ""}));
    BOOST_TEST(workbook::to_json(page.values()) == R"({
"nothing": null,
"of__dL_dR": 7e-09,
"of_lambda_7_9_dL_dR": 0.14285714285714285,
"of_lambda_7_9_n": 5,
"paths": 3,
"third": 0.3333333333333333,
"whole": 2.0
}
)");
    BOOST_TEST(page.text().find("  λ7,9      0.14  5  five\n") != std::string::npos, page.text());
    BOOST_TEST(refusal<std::logic_error>([&] { page.value("third", 0.3); }) == "two values are named 'third'");
    BOOST_TEST(refusal<std::logic_error>([&] { page.count("third", 0); }) == "two values are named 'third'");
    BOOST_TEST(refusal<std::logic_error>([&] { page.value("two words", 1); }) == "'two words' is no name for a value");
    BOOST_TEST(refusal<std::logic_error>([&] { page.value("", 1); }) == "'' is no name for a value");
}

BOOST_AUTO_TEST_CASE(all_that_is_known_of_a_sample_has_a_name)
{
    workbook::Page page(workbook::Settings{});
    page.values(workbook::evaluation(page.settings()));
    const auto value = [&](const std::string& name) { return std::get<double>(page.values().at(name)); };
    const auto near = boost::test_tools::tolerance(1e-14); // some roundings
    const double R7 = reference::column("document", "first_sample_forward", "output").at(6);
    BOOST_TEST(value("R7") == R7, near);
    BOOST_TEST(value("dR7_dR7_in") == R7 * (1 - R7), near);
    BOOST_TEST(value("dO9_in_dR7") == value("lambda_7_9"), near);
    BOOST_TEST(value("path_R7_O9") == value("lambda_7_9") * 2 / 3 * (value("O9") - value("I1")), near);
    BOOST_TEST(value("path_R7_O9") + value("path_R7_O10") + value("path_R7_O11") == value("dL_dR7"), near);
    BOOST_TEST(value("path_lambda_6_7_R7_O9") == value("M6") * value("dR7_dR7_in") * value("path_R7_O9"), near);
    const auto beginning = [&](const std::string& letters) {
        return std::ranges::count_if(page.values(),
                                     [&](const auto& named) { return named.first.starts_with(letters); });
    };
    BOOST_TEST(page.values().size() == 44U + 82U + std::size_t(beginning("path_")));
}
