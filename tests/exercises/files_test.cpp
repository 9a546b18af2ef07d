// The files of the exercises: as shipped they fail and name their task, their solutions pass, hints come one at a time,
// and no work is lost.
#include "exercises/exercise.hpp"
#include "tests/support/program.hpp"

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

// The checker of an exercise is run as make runs it.
namespace {

/// Checks a program of the build, with CAUSE in its environment.
programs::Result checked(const std::string& program, const std::string& cause = "")
{
    const auto path = std::filesystem::absolute(programs::build() / program);
    return run_shell("CAUSE='" + cause + "' BUILD=" + programs::quoted(std::filesystem::absolute(programs::build()))
                         + " sh chapters/exercises/exercise.sh run " + programs::quoted(path),
                     top);
}

bool is_sanitized()
{
    return programs::build().string().find("sanitize") != std::string::npos;
}

} // namespace

BOOST_AUTO_TEST_CASE(an_answer_that_only_declares_its_result_is_refused)
{
    for (const std::string& name : exercises()) {
        const auto result = checked("idle/" + name);
        BOOST_TEST(result.exit_code == 1, name);
        BOOST_TEST(count(result.out, "  ✗ ") == 1U, name);
        const bool is_list = name.starts_with("20"); // whose lists are empty, and so set
        BOOST_TEST(count(result.out, "never got a value") == (is_list ? 0U : 1U), name << ": " << result.out);
    }
}

BOOST_AUTO_TEST_CASE(every_way_to_end_has_a_sentence_of_its_own)
{
    if (is_sanitized()) {
        return; // the sanitizers end a program themselves
    }
    struct Way {
        std::string cause;
        std::string sentence;
    };
    const std::string ended = "the function ended the program, with exit status ";
    const std::string signal = " ended the program, sent from outside or by the function itself";
    std::set<std::string> sentences;
    for (const auto& [cause, sentence] :
         {Way{"uninitialised", "a variable is used that never got a value"},
          {"exit", ended + "0: it has to return its result"},
          {"_exit", ended + "3: it has to return its result"},
          {"exit 124", ended + "124: it has to return its result"},
          {"exit 126", ended + "126: it has to return its result"},
          {"exit 127", ended + "127: it has to return its result"},
          {"abort", "the function ended the program with abort()"},
          {"exception", "the function threw an exception, I do not know"},
          {"no exception", "the function threw something that is no std::exception"},
          {"noexcept", "an exception left a function that promises to throw none"},
          {"signal", "the signal TERM" + signal},
          {"kill", "the signal KILL" + signal},
          {"loop", "there is no answer within 10 seconds: is there a loop that does not end?"},
          {"output", "more than 1 MB is printed: is there a loop that does not end?"},
          {"recursion", "the stack is full: does a function call itself without end, or hold a very large array?"},
          {"division", "a whole number is divided by 0"},
          {"null", "a null pointer is followed"},
          {"wild", "memory is used that is not the program's: is an index beyond the end of an array?"},
          {"memory", "there is no memory left: is there a loop that does not end?"},
          {"nan",
           "it is not a number: is it the root of a negative one, 0.0 / 0, or a variable that never got a value?"},
          {"infinite", "it is not a finite number: is something divided by zero?"},
          {"assert", "your own assert at tests/exercises/answers/06_causes.cpp:"},
          {"index", "an index is beyond the end of its list, or below 0"},
          {"at", "an index is beyond the end of its list, vector::_M_range_check"},
          {"front",
           "the standard library was asked for something that is not there, such as the first of an empty list"},
          {"no report", "the program ended before its report: does main() still call exercise::report()?"},
          {"no question", "the program ended with status 0 before anything was asked: does main() still ask?"}}) {
        const auto result = checked("answers/06_causes", cause);
        BOOST_TEST(result.exit_code == 1, cause);
        BOOST_TEST(count(result.out, "  ✗ " + sentence) == 1U, cause << ": " << result.out.substr(0, 3000));
        BOOST_TEST(count(result.out, "  ✓ ") == 0U, cause);
        const bool in_a_call = !cause.starts_with("no ") || cause == "no exception";
        const bool told = count(result.out, "    In the call: the book's network, sample 3\n") == 1U
                          || count(result.out, " (the book's network, sample 3)\n") == 1U;
        BOOST_TEST(told == in_a_call, cause << ": " << result.out.substr(0, 3000));
        BOOST_TEST(result.out.size() < 20000U, cause);
        BOOST_TEST(sentences.insert(sentence).second, "two causes have the sentence `" << sentence << "`");
    }
    BOOST_TEST(checked("answers/06_causes", "none").exit_code == 0);
}

BOOST_AUTO_TEST_CASE(a_program_that_cannot_be_started_is_told)
{
    const TemporaryDirectory here;
    const auto tried = [&here](const std::string& program) {
        return run_shell("BUILD=" + programs::quoted(here.path()) + " sh chapters/exercises/exercise.sh run "
                             + programs::quoted(here.path() / program),
                         top);
    };
    std::ofstream(here.path() / "forbidden") << "#!/bin/sh\n";
    const auto forbidden = tried("forbidden");
    BOOST_TEST(forbidden.exit_code == 1);
    BOOST_TEST(count(forbidden.out, "forbidden: Permission denied\n") == 1U, forbidden.out);
    BOOST_TEST(count(tried("missing").out, "  ✗ the program cannot be started, ") == 1U);
}

BOOST_AUTO_TEST_CASE(a_limit_that_is_lower_already_is_no_mistake)
{
    if (is_sanitized()) {
        return;
    }
    const auto path = programs::quoted(std::filesystem::absolute(programs::build() / "answers/06_causes"));
    const auto result =
        run_shell("ulimit -v 900000; CAUSE=none BUILD=" + programs::quoted(std::filesystem::absolute(programs::build()))
                      + " sh chapters/exercises/exercise.sh run " + path,
                  top);
    BOOST_TEST(result.exit_code == 0, result.out << result.err);
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
    const std::string write = "printf '#!/bin/sh\\necho verdict %s >>$AUTOENCODER_TRAIL\\n' ";
    const std::string into = " >build/exercises/08_output_R8; chmod +x build/exercises/08_output_R8;";
    workplace.write("# Exercise 8 · R8\n");
    BOOST_TEST(count(progress(write + "solved" + into), "  ✓ Exercise 8 · R8\n\n1 of 1 solved") == 1U);
    BOOST_TEST(count(progress(write + "wrong" + into), "  ✗ Exercise 8 · R8: not right yet\n\n0 of 1 solved") == 1U);
    BOOST_TEST(count(progress(""), "  ✗ Exercise 8 · R8: does not compile") == 1U);
    workplace.write("# Exercise 8 · R8\n// " + mark + ": work\n");
    BOOST_TEST(count(progress(write + "wrong" + into), "  · Exercise 8 · R8\n\n0 of 1 solved") == 1U);
}
