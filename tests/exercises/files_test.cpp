// The files of the exercises: as shipped they fail and name their task, their solutions pass, hints come one at a time,
// and no work is lost.
#include "tests/support/program.hpp"
#include "exercises/exercise.hpp"

#include <boost/io/ios_state.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

using namespace autoencoder;
using programs::run_shell;

namespace {

/// How an exercise marks what is to do; in two halves, so that a search for open work finds none here.
const std::string mark = "TO"
                         "DO";

const std::filesystem::path top = std::filesystem::current_path();

/// The names of the files of a folder that end like this, without their ending.
std::set<std::string> names_in(const std::string& folder, const std::string& ending)
{
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ending) {
            names.insert(entry.path().stem());
        }
    }
    return names;
}

std::set<std::string> exercises()
{
    return names_in("chapters/exercises", ".cpp");
}

std::size_t count(const std::string& text, const std::string& part)
{
    std::size_t result = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) {
        ++result;
    }
    return result;
}

programs::Result run_built(const std::string& folder, const std::string& name)
{
    return run_shell(programs::quoted(std::filesystem::absolute(programs::build() / folder / name)), top);
}

/// What the report of an exercise says about a verdict; its exit code is compared.
std::string told(const exercise::Verdict& verdict, const std::filesystem::path& file, int exit_code)
{
    std::ostringstream text;
    int code = 0;
    {
        const boost::io::ios_rdbuf_saver usual(std::cout, text.rdbuf());
        code = exercise::report(verdict, file.c_str());
    }
    BOOST_TEST(code == exit_code);
    return text.str();
}

/// A workbook of one exercise, in git, whose file has then been edited.
class Workplace {
public:
    explicit Workplace(const std::string& name) : file("chapters/exercises/" + name + ".cpp")
    {
        const std::filesystem::path folder = here.path() / "chapters/exercises";
        std::filesystem::create_directories(folder);
        for (const std::string ending : {".cpp", ".md"}) {
            std::filesystem::copy(top / ("chapters/exercises/" + name + ending), folder);
        }
        std::filesystem::copy(top / "chapters/exercises/exercise.sh", folder);
        original = "    // " + mark + ": work\n    return 0;\n";
        write(original);
        shell("git init -q . && git add . && git -c user.name=a -c user.email=a@b commit -qm shipped");
    }

    programs::Result shell(const std::string& command) const { return run_shell(command, here.path()); }

    void write(const std::string& text) const { std::ofstream(here.path() / file) << text; }

    std::string content() const { return reference::content_of(here.path() / file); }

    TemporaryDirectory here;
    std::string file;
    std::string original;
};

} // namespace

BOOST_AUTO_TEST_CASE(every_chapter_has_one_exercise_with_companion_and_solution)
{
    BOOST_TEST((exercises() == names_in("chapters/solutions", ".cpp")));
    BOOST_TEST((exercises() == names_in("chapters/exercises", ".md")));
    std::multiset<std::string> numbers;
    for (const std::string& name : exercises()) {
        numbers.insert(name.substr(0, 2));
    }
    for (const std::string& chapter : programs::chapters()) {
        BOOST_TEST(numbers.count(chapter.substr(0, 2)) == 1U, "exercises for " << chapter);
    }
}

BOOST_AUTO_TEST_CASE(every_exercise_as_shipped_fails_and_names_its_task)
{
    for (const std::string& name : exercises()) {
        const std::string source = reference::content_of(programs::build() / "shipped" / (name + ".cpp"));
        BOOST_TEST(count(source, mark) == 1U, name);
        BOOST_TEST(count(source, "\n") < 45U, name);
        const auto result = run_built("shipped", name);
        BOOST_TEST(result.exit_code == 1, name);
        BOOST_TEST(count(result.out, "✗ not answered yet") == 1U, name);
        BOOST_TEST(count(result.out, "Still to do: ") == 1U, name);
        const std::string task =
            source.substr(source.find(mark), source.find('\n', source.find(mark)) - source.find(mark));
        BOOST_TEST(
            count(result.out,
                  name + ".cpp:" + std::to_string(count(source.substr(0, source.find(mark)), "\n") + 1) + ": " + task)
                == 1U,
            name << ": " << result.out);
    }
}

BOOST_AUTO_TEST_CASE(a_solved_exercise_names_the_next_one)
{
    const TemporaryDirectory here;
    const std::filesystem::path folder = here.path() / "exercises";
    std::filesystem::create_directory(folder);
    const auto put = [&folder](const std::string& name, const std::string& text) {
        std::ofstream(folder / name) << text;
    };
    put("01_first.cpp", "/*\n# The first\n*/\n");
    put("02_second.cpp", "/*\n# The second\n*/\n");
    const auto said = [](const std::filesystem::path& file) {
        return told({"what is 1?", {{"here", 1.0, 1.0}}}, file, 0);
    };
    const std::string first = said(folder / "01_first.cpp");
    BOOST_TEST(first.starts_with("The first\n\n  what is 1?\n\n"), first);
    BOOST_TEST(
        first.ends_with("  ✓ right every time\n\n  Next: The second, in " + (folder / "02_second.cpp").string() + "\n"),
        first);
    const std::string last = said(folder / "02_second.cpp");
    BOOST_TEST(last.ends_with("\n  That was the last one. `make exercises` shows them all.\n"), last);
    BOOST_TEST(said(here.path() / "solutions" / "01_first.cpp").ends_with("  ✓ right every time\n"));
}

BOOST_AUTO_TEST_CASE(every_solution_passes)
{
    for (const std::string& name : exercises()) {
        const auto result = run_built("solutions", name);
        BOOST_TEST(result.exit_code == 0, name << ": " << result.out);
        BOOST_TEST(count(result.out, "✓ right every time") == 1U, name);
        BOOST_TEST(count(result.out, "✗") == 0U, name);
        BOOST_TEST(count(reference::content_of("chapters/solutions/" + name + ".cpp"), mark) == 0U, name);
    }
}

BOOST_AUTO_TEST_CASE(every_companion_has_two_hints_and_an_afterword)
{
    for (const std::string& name : exercises()) {
        const std::string text = reference::content_of("chapters/exercises/" + name + ".md");
        BOOST_TEST(count(text, "\n## Hint 1\n") == 1U, name);
        BOOST_TEST(count(text, "\n## Hint 2\n") == 1U, name);
        BOOST_TEST(count(text, "\n## Afterwards\n") == 1U, name);
        BOOST_TEST(count(text, "\n## ") == 3U, name);
        BOOST_TEST(text.size() - text.find("## Afterwards") > 150U, name);
    }
}

BOOST_AUTO_TEST_CASE(hints_come_one_at_a_time)
{
    const Workplace workplace("08_output_R8");
    const auto hint = [&workplace] { return workplace.shell("sh chapters/exercises/exercise.sh hint 08").out; };
    const std::string first = hint();
    BOOST_TEST(count(first, "Hint 1 of 2") == 1U);
    BOOST_TEST(count(first, "Hint 2") == 0U);
    BOOST_TEST(count(first, "finger") == 1U);
    const std::string second = hint();
    BOOST_TEST(count(second, "Hint 1") == 0U);
    BOOST_TEST(count(second, "Hint 2 of 2") == 1U);
    BOOST_TEST(count(second, "make solution-08") == 1U);
    const std::string again = hint();
    BOOST_TEST(count(again, "Hint 1 of 2") == 1U);
    BOOST_TEST(count(again, "Hint 2 of 2") == 1U);
}

BOOST_AUTO_TEST_CASE(a_reset_asks_first_and_keeps_the_work)
{
    const Workplace workplace("08_output_R8");
    const auto reset = [&workplace](const std::string& answer) {
        return workplace.shell("printf '" + answer + "' | sh chapters/exercises/exercise.sh reset 08");
    };
    BOOST_TEST(count(reset("y").out, "nothing to reset") == 1U);
    workplace.write("my work\n");
    for (const std::string answer : {"", "n\\n", "\\n", "what\\n"}) {
        BOOST_TEST(count(reset(answer).out, "Nothing is changed.") == 1U, answer);
        BOOST_TEST(workplace.content() == "my work\n", answer);
    }
    BOOST_TEST(reset("y\\n").exit_code == 0);
    BOOST_TEST(workplace.content() == workplace.original);
    workplace.write("more work\n");
    workplace.shell("git -c user.name=a -c user.email=a@b commit -qam 'work is committed'");
    BOOST_TEST(reset("yes\\n").exit_code == 0);
    BOOST_TEST(workplace.content() == workplace.original);
    workplace.write("    // " + mark + ": work\n    return x.R8;\n"); // answered, and the mark left where it was
    workplace.shell("git -c user.name=a -c user.email=a@b commit -qam 'an answer beneath the mark'");
    BOOST_TEST(reset("y\n").exit_code == 0);
    BOOST_TEST(workplace.content() == workplace.original);
    const auto kept = workplace.here.path() / "chapters/exercises/kept";
    BOOST_TEST(reference::content_of(kept / "08_output_R8.1.cpp") == "my work\n");
    BOOST_TEST(reference::content_of(kept / "08_output_R8.2.cpp") == "more work\n");
}

BOOST_AUTO_TEST_CASE(an_answer_that_is_0_is_told_from_none)
{
    const Workplace workplace("08_output_R8");
    const auto said = [&workplace] {
        return told({"a question", {{"a call", 0.0, 1.0}}, "the diagnosis"}, workplace.here.path() / workplace.file, 1);
    };
    BOOST_TEST(count(said(), "✗ not answered yet") == 1U);
    workplace.write("    // " + mark + ": work\n    return 2 / 3 * (x.O9 - x.I1);\n");
    BOOST_TEST(count(said(), "✗ the diagnosis") == 1U);
    BOOST_TEST(count(said(), "Still to do: ") == 1U);
}

BOOST_AUTO_TEST_CASE(how_a_program_broke_off_is_told)
{
    const Workplace workplace("08_output_R8");
    const auto run = [&workplace](const std::string& body) {
        return workplace.shell("printf '#!/bin/sh\n" + body
                               + "\n' >it; chmod +x it; BUILD=build sh chapters/exercises/exercise.sh run ./it");
    };
    const auto stopped = run("kill -ABRT $$"); // as the checked index of a list does
    BOOST_TEST(count(stopped.out, "an index is beyond the end of its list, or below 0") == 1U);
    BOOST_TEST(stopped.exit_code == 1);
    BOOST_TEST(count(run("kill -SEGV $$").out, "the program broke off (status 139)") == 1U);
    BOOST_TEST(run("exit 1").exit_code == 1);
    BOOST_TEST(run("ulimit -v").out == "4000000\n");
}

BOOST_AUTO_TEST_CASE(without_git_a_reset_changes_nothing_and_says_why)
{
    const Workplace workplace("08_output_R8");
    workplace.write("my work\n");
    std::filesystem::remove_all(workplace.here.path() / ".git");
    const auto result =
        workplace.shell("echo y | GIT_CEILING_DIRECTORIES=/ sh chapters/exercises/exercise.sh reset 08");
    BOOST_TEST(result.exit_code == 1);
    BOOST_TEST(count(result.err, "fresh copy of the workbook") == 1U);
    BOOST_TEST(workplace.content() == "my work\n");
}

BOOST_AUTO_TEST_CASE(progress_tells_what_is_done_and_what_does_not_compile)
{
    const Workplace workplace("08_output_R8");
    const auto progress = [&workplace](const std::string& program) {
        return workplace
            .shell("mkdir -p build/exercises; rm -f build/exercises/*; " + program
                   + " sh chapters/exercises/exercise.sh progress")
            .out;
    };
    const std::string write = "printf '#!/bin/sh\\nexit %s\\n' ";
    const std::string into = " >build/exercises/08_output_R8; chmod +x build/exercises/08_output_R8;";
    workplace.write("# Exercise 8 · R8\n");
    BOOST_TEST(count(progress(write + "0" + into), "  ✓ Exercise 8 · R8\n\n1 of 1 solved") == 1U);
    BOOST_TEST(count(progress(write + "1" + into), "  ✗ Exercise 8 · R8: not right yet\n\n0 of 1 solved") == 1U);
    BOOST_TEST(count(progress(""), "  ✗ Exercise 8 · R8: does not compile") == 1U);
    workplace.write("# Exercise 8 · R8\n// " + mark + ": work\n");
    BOOST_TEST(count(progress(write + "1" + into), "  · Exercise 8 · R8\n\n0 of 1 solved") == 1U);
}
