// The files of a chapter that is asked to end while it writes them: all of them, or none.
#include "tests/support/program.hpp"
#include "workbook/program.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <chrono>
#include <csignal>
#include <iostream>
#include <sstream>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

using namespace autoencoder;

namespace {

constexpr int files = 20;

/// Writes sets of files, each into a folder of its own, until a signal ends it.
[[noreturn]] void write_for_ever(const std::filesystem::path& directory)
{
    for (long set = 0;; ++set) {
        const std::string output = directory / std::to_string(set);
        const std::array<const char*, 3> arguments{"tables", "--output", output.c_str()};
        workbook::run({"tables", "tables", {}}, static_cast<int>(arguments.size()), arguments.data(),
                      [](workbook::Page& page) {
                          for (int file = 1; file < files; ++file) { // the values are one more
                              page.data("table_" + std::to_string(file),
                                        Csv{{"a"}, std::vector<std::vector<CsvCell>>(1000, {CsvCell(1L)})});
                          }
                      });
    }
}

} // namespace

BOOST_AUTO_TEST_CASE(a_set_of_files_is_written_as_a_whole_or_not_at_all)
{
    constexpr int rounds = 20; // without the protection a file is cut off, or a set, in nearly every one
    for (int round = 0; round < rounds; ++round) {
        const TemporaryDirectory directory;
        const pid_t child = ::fork();
        BOOST_REQUIRE(child >= 0);
        if (child == 0) {
            std::signal(SIGTERM, SIG_DFL);
            std::ostringstream reports;
            std::cout.rdbuf(reports.rdbuf());
            write_for_ever(directory.path());
        }
        while (directory.count() < files) { // the first set is there: it is in the middle of another one
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        ::kill(child, SIGTERM);
        int status = 0;
        ::waitpid(child, &status, 0);
        BOOST_TEST(WIFSIGNALED(status));
        BOOST_TEST(WTERMSIG(status) == SIGTERM);
        for (const auto& set : std::filesystem::directory_iterator(directory.path())) {
            const auto content = programs::files_below(set.path());
            BOOST_TEST(content.size() == std::size_t(files));
            for (const auto& [name, text] : content) {
                BOOST_TEST((name.ends_with(".csv") || name == "tables.values.json"), name << " is left");
                BOOST_TEST(text.size() == (name.ends_with(".csv") ? 2002U : 4U));
            }
        }
    }
}
