// The files of the exercises: as shipped they fail and name their task, their solutions pass, hints come one at a time,
// and no work is lost.
#include "exercises/exercise.hpp"
#include "tests/support/program.hpp"

#include <boost/io/ios_state.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
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

/// The names in the list of the exercises.
std::set<std::string> exercises()
{
    std::istringstream list(reference::content_of("chapters/exercises/list.txt"));
    return {std::istream_iterator<std::string>(list), {}};
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

/// A workbook of one exercise, and in the place of make a script: it writes a program that leaves the verdict in the file
/// `verdict`, or fails with the words in `refusal`, and counts how often it is called.
class Workplace {
public:
    explicit Workplace(const std::string& name)
        : exercise("chapters/exercises/" + name + ".cpp"), file("chapters/answers/" + name + ".cpp")
    {
        const std::filesystem::path folder = here.path() / "chapters/exercises";
        std::filesystem::create_directories(folder);
        for (const std::string& part : {name + ".cpp", name + ".md", std::string("exercise.sh")}) {
            std::filesystem::copy(top / "chapters/exercises" / part, folder);
        }
        put("chapters/exercises/list.txt", name + "\n");
        put("make.sh", "echo >>calls\n"
                       "for program in \"$@\"; do :; done\n"
                       "[ ! -e refusal ] || { cat refusal; exit 2; }\n"
                       "printf '#!/bin/sh\\necho verdict %s >>$AUTOENCODER_TRAIL\\necho told\\n' \"$(cat verdict)\" "
                       ">\"$program\"\n"
                       "chmod +x \"$program\"\n");
        put("verdict", "wrong");
    }

    programs::Result shell(const std::string& command) const { return run_shell(command, here.path()); }

    /// What `exercise.sh` does.
    programs::Result does(const std::string& what) const
    {
        return shell("MAKE='sh make.sh' sh chapters/exercises/exercise.sh " + what);
    }

    void put(const std::string& path, const std::string& text) const { std::ofstream(here.path() / path) << text; }

    std::string content(const std::string& path) const { return reference::content_of(here.path() / path); }

    TemporaryDirectory here;
    std::string exercise;
    std::string file;
};

} // namespace

BOOST_AUTO_TEST_CASE(every_chapter_has_one_exercise_with_companion_and_solution)
{
    BOOST_TEST((exercises() == names_in("chapters/exercises", ".cpp")));
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
        const std::string source = reference::content_of("chapters/exercises/" + name + ".cpp");
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
    const auto hint = [&workplace] { return workplace.does("hint 08").out; };
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

BOOST_AUTO_TEST_CASE(the_first_check_brings_the_exercise_and_none_writes_to_an_answer)
{
    const Workplace workplace("08_output_R8");
    BOOST_TEST(workplace.does("check 08").out.starts_with("Your file: chapters/answers/08_output_R8.cpp\ntold\n"));
    BOOST_TEST(workplace.content(workplace.file) == workplace.content(workplace.exercise));
    workplace.put(workplace.file, "int mine()\n{\n}\n");
    const auto wrong = workplace.does("check 08");
    BOOST_TEST(wrong.out == "told\n  Your function: chapters/answers/08_output_R8.cpp:1\n");
    BOOST_TEST(wrong.exit_code == 1);
    workplace.put("verdict", "solved");
    std::filesystem::remove(workplace.here.path() / "build/exercises/08_output_R8");
    const auto right = workplace.does("check 08");
    BOOST_TEST(right.exit_code == 0);
    BOOST_TEST(right.out
               == "told\n\n  1 of 1 solved. What we would write: make solution-08. The next one: make exercise\n");
    BOOST_TEST(workplace.does("next").out == "1 of 1 solved: there is none left.\n");
    BOOST_TEST(workplace.content(workplace.file) == "int mine()\n{\n}\n");
    const auto unknown = workplace.does("check 09");
    BOOST_TEST(unknown.exit_code == 2);
    BOOST_TEST(unknown.err == "There is no exercise '09'; there are: 08\n");
    // Another content is another answer: it counts as solved no more.
    workplace.put(workplace.file, "int mine();\n");
    workplace.put("verdict", "wrong");
    BOOST_TEST(count(workplace.does("next").out, "told\n") == 1U);
}

BOOST_AUTO_TEST_CASE(make_goes_through_from_the_folder_of_the_answers)
{
    const Workplace workplace("08_output_R8");
    workplace.does("check 08");
    workplace.put("Makefile", "%:\n\t@echo asked for $@\n");
    BOOST_TEST(workplace.shell("cd chapters/answers && make exercise-08").out == "asked for exercise-08\n");
    BOOST_TEST(workplace.shell("cd chapters/answers && make").out == "asked for exercise\n");
}

BOOST_AUTO_TEST_CASE(what_an_answer_says_counts_and_no_time)
{
    const Workplace workplace("08_output_R8");
    const auto calls = [&workplace] { return count(workplace.content("calls"), "\n"); };
    workplace.does("check 08");
    workplace.put(workplace.file, "int older();\n");
    workplace.shell("touch -d '2 days ago' " + workplace.file);
    // The script that stands for make compiles only what is not there, as make does with an older file.
    workplace.put(
        "make.sh",
        "for program in \"$@\"; do :; done\n[ -e \"$program\" ] || { echo >>calls; cp true.sh \"$program\"; }\n");
    workplace.put("true.sh", "#!/bin/sh\necho verdict solved >>$AUTOENCODER_TRAIL\n");
    workplace.shell("chmod +x true.sh");
    BOOST_TEST(workplace.does("check 08").exit_code == 0);
    BOOST_TEST(calls() == 2U);
    BOOST_TEST(workplace.does("check 08").exit_code == 0);
    BOOST_TEST(calls() == 2U);
}

BOOST_AUTO_TEST_CASE(an_answer_that_cannot_be_checked_has_one_true_line)
{
    const Workplace workplace("08_output_R8");
    workplace.does("check 08");
    const auto said = [&workplace](const std::string& text) {
        workplace.put(workplace.file, text);
        const auto result = workplace.does("check 08");
        BOOST_TEST(result.exit_code == 1);
        return result.out;
    };
    BOOST_TEST(said("")
               == "  ✗ chapters/answers/08_output_R8.cpp is empty: make reset-exercise-08 brings the exercise back\n");
    BOOST_TEST(said(std::string("\xFF\xFEi\0n\0", 6))
               == "  ✗ chapters/answers/08_output_R8.cpp is no plain text, UTF-16 perhaps: save it as UTF-8\n");
    workplace.put("refusal", "8.cpp:3: error: what is this?\nmake: *** [8] Error 1\n");
    BOOST_TEST(said("int f(;\n")
               == "8.cpp:3: error: what is this?\n  ✗ it does not compile: the first message above says where\n");
    workplace.put("refusal", "as: No space left on device\n");
    BOOST_TEST(count(said("int f();\n"), "  ✗ no space is left on the disk: nothing was checked\n") == 1U);
    workplace.shell("rm -r chapters/answers; echo >chapters/answers");
    BOOST_TEST(count(workplace.does("check 08").out,
                     "  ✗ chapters/answers/ cannot be written to, so there is no file for your answer\n")
               == 1U);
}

BOOST_AUTO_TEST_CASE(colours_are_for_a_terminal_and_for_whom_they_please)
{
    const Workplace workplace("08_output_R8");
    workplace.put("refusal", "no\n");
    const std::string red = "\033[31m✗\033[0m";
    const auto on_a_terminal = [&workplace](const std::string& before) {
        return workplace.shell("script -qec \"" + before
                               + " MAKE='sh make.sh' sh chapters/exercises/exercise.sh check 08\" /dev/null");
    };
    const auto coloured = on_a_terminal("env -u NO_COLOR");
    BOOST_TEST(count(coloured.out, red) == 1U, coloured.out);
    BOOST_TEST(coloured.exit_code == 0); // make has nothing to add
    BOOST_TEST(count(on_a_terminal("NO_COLOR=1").out, "  ✗ it does not") == 1U);
    BOOST_TEST(count(workplace.does("check 08").out, "  ✗ it does not") == 1U);
}

BOOST_AUTO_TEST_CASE(an_answer_is_checked_when_it_is_saved)
{
    const Workplace workplace("08_output_R8");
    // make exercise-08, as `saved` calls it.
    workplace.put("make.sh", "echo asked for \"$3\" >>asked\n");
    const auto result =
        workplace.shell("MAKE='sh make.sh' timeout 20 sh chapters/exercises/exercise.sh watch >out 2>&1 </dev/null & "
                        "for i in $(seq 50); do grep -q Waiting out 2>/dev/null && break; sleep 0.1; done; "
                        "for i in $(seq 50); do echo '// again' >>"
                        + workplace.file
                        + "; [ -e asked ] && break; sleep 0.2; done; "
                          "kill $!; wait; cat out; sort -u asked");
    BOOST_TEST(count(result.out, "Your file: chapters/answers/08_output_R8.cpp\n") == 1U, result.out);
    BOOST_TEST(count(result.out, "asked for exercise-08\n") == 1U, result.out);
}

BOOST_AUTO_TEST_CASE(a_reset_keeps_the_work)
{
    const Workplace workplace("08_output_R8");
    BOOST_TEST(count(workplace.does("reset 08").out, "nothing to reset") == 1U);
    workplace.does("check 08");
    BOOST_TEST(count(workplace.does("reset-all").out, "nothing to reset") == 1U);
    for (const std::string work : {"my work\n", "more work\n"}) {
        workplace.put(workplace.file, work);
        const std::string kept =
            "chapters/answers/kept/08_output_R8." + std::string(work == "my work\n" ? "1" : "2") + ".cpp";
        const auto result = workplace.does(work == "my work\n" ? "reset 08" : "reset-all");
        BOOST_TEST(result.out
                   == workplace.file + " is as it came. What you had: " + kept + "; to have it back: cp " + kept + " "
                          + workplace.file + "\n");
        BOOST_TEST(workplace.content(kept) == work);
        BOOST_TEST(workplace.content(workplace.file) == workplace.content(workplace.exercise));
    }
}

BOOST_AUTO_TEST_CASE(an_answer_that_is_0_is_told_from_none)
{
    const Workplace workplace("08_output_R8");
    const auto said = [&workplace] {
        return told({"a question", {{"a call", 0.0, 1.0}}, "the diagnosis"}, workplace.here.path() / workplace.file, 1);
    };
    workplace.does("check 08");
    BOOST_TEST(count(said(), "✗ not answered yet") == 1U);
    workplace.put(workplace.file, "    // " + mark + ": work\r\n    return {};\r\n");
    BOOST_TEST(count(said(), "✗ not answered yet") == 1U);
    workplace.put(workplace.file, "    // " + mark + ": work\n    return 2 / 3 * (x.O9 - x.I1);\n");
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
        const bool is_list = name.starts_with("20") || name.starts_with("29"); // whose lists are empty, and so set
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

BOOST_AUTO_TEST_CASE(progress_tells_what_is_done_and_what_does_not_compile)
{
    const Workplace workplace("08_output_R8");
    const auto progress = [&workplace](const std::string& text) {
        workplace.put(workplace.file, text);
        return workplace.does("progress").out;
    };
    const std::string end = "of 1 solved. Your answers are in chapters/answers/; the next one: make exercise\n";
    const std::string title = " Exercise 8 · The output R8";
    BOOST_TEST(workplace.does("progress").out == "  ·" + title + "\n\n0 " + end);
    workplace.does("check 08");
    BOOST_TEST(workplace.does("progress").out == "  ·" + title + "\n\n0 " + end);
    BOOST_TEST(progress("1") == "  ✗" + title + ": not right yet\n\n0 " + end);
    workplace.put("verdict", "solved");
    BOOST_TEST(progress("2") == "  ✓" + title + "\n\n1 " + end);
    workplace.put("refusal", "no");
    BOOST_TEST(progress("3") == "  ✗" + title + ": does not compile\n\n0 " + end);
}
