// How a chapter ends: what its work throws becomes one line and an exit code.
#include "plots/figure.hpp"
#include "tests/support/temporary_directory.hpp"
#include "workbook/chapter.hpp"
#include "workbook/command_line.hpp"
#include "workbook/output_file.hpp"

#include <boost/io/ios_state.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <functional>
#include <iostream>
#include <new>
#include <sstream>
#include <stdexcept>

using namespace autoencoder;

namespace {

/// Runs a chapter named `seven` whose work is this, and compares what it leaves.
void check_ending(const std::function<void(workbook::Page&)>& work, int exit_code, const std::string& line)
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
    BOOST_TEST(here.count() == 0);
}

} // namespace

BOOST_AUTO_TEST_CASE(what_the_work_of_a_chapter_throws_becomes_an_exit_code_and_a_line)
{
    check_ending([](workbook::Page&) {}, 0, "");
    check_ending([](workbook::Page& page) { page.check("the sum is 1", false); }, 1, "seven: the sum is 1\n");
    check_ending([](workbook::Page&) { throw workbook::UsageError("no"); }, 2, "seven: no\n");
    check_ending([](workbook::Page&) { throw std::bad_alloc(); }, 2,
                 "seven: not enough memory for this many epochs and samples: ask for fewer\n");
    check_ending([](workbook::Page&) { throw std::invalid_argument("no slope"); }, 2,
                 "seven: no slope: other values of the options are needed\n");
    check_ending([](workbook::Page&) { throw workbook::OutputError("no disk"); }, 3, "seven: no disk\n");
    check_ending([](workbook::Page&) { throw plots::GnuplotError("no gnuplot"); }, 3, "seven: no gnuplot\n");
    check_ending([](workbook::Page&) { throw std::runtime_error("no room"); }, 3, "seven: no room\n");
}
