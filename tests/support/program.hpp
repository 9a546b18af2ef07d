/// @file
/// The real programs of the build, run as child processes.
#pragma once

#include "tests/support/reference.hpp"
#include "tests/support/temporary_directory.hpp"

#include <cstdlib>
#include <filesystem>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <sys/wait.h>

namespace autoencoder::programs {

/// The build folder, from the top of the checkout.
inline std::filesystem::path build()
{
    const char* folder = std::getenv("AUTOENCODER_BUILD");
    return folder == nullptr ? "build" : folder;
}

/// The chapters of the book, from their one list.
inline std::vector<std::string> chapters()
{
    std::istringstream names(reference::content_of("chapters/list.txt"));
    std::vector<std::string> result;
    for (std::string name; names >> name;) {
        result.push_back(name);
    }
    return result;
}

/// The arguments of a run that writes its tables without pictures, and that is short.
inline std::vector<std::string> quick(const std::string& chapter, std::vector<std::string> arguments)
{
    arguments.insert(arguments.end(), {"--figures", "none"});
    if (chapter == "26_seeds") {
        arguments.insert(arguments.end(), {"--seeds", "20", "--epochs", "100"});
    }
    return arguments;
}

/// A text as one word of the shell.
inline std::string quoted(const std::string& text)
{
    std::string result = "'";
    for (const char c : text) {
        result += c == '\'' ? std::string(R"('\'')") : std::string(1, c);
    }
    return result + "'";
}

/// What a program left behind when it ended.
struct Result {
    int exit_code = -1; ///< 128 + signal when a signal ended it, as the shell has it
    std::string out;
    std::string err;
};

/// Runs a command of the shell in a directory.
/// @param scratch where standard output and error are kept meanwhile; another directory than `here`
inline Result run_shell(const std::string& command, const std::filesystem::path& here)
{
    const TemporaryDirectory scratch;
    const std::string out = scratch.path() / "out";
    const std::string err = scratch.path() / "err";
    const std::string line = "cd " + quoted(here) + " && { " + command + " ; } >" + quoted(out) + " 2>" + quoted(err);
    const int status = std::system(line.c_str());
    if (status == -1 || !WIFEXITED(status)) {
        throw std::runtime_error("the shell did not run: " + command);
    }
    return {WEXITSTATUS(status), reference::content_of(out), reference::content_of(err)};
}

/// The command that runs a chapter.
inline std::string command_of(const std::string& chapter, const std::vector<std::string>& arguments)
{
    std::string command = quoted(std::filesystem::absolute(build() / "chapters" / chapter));
    for (const std::string& argument : arguments) {
        command += " " + quoted(argument);
    }
    return command;
}

/// Runs a chapter in a directory.
inline Result run(const std::string& chapter, const std::vector<std::string>& arguments,
                  const std::filesystem::path& here)
{
    return run_shell(command_of(chapter, arguments), here);
}

/// The names of the options that a chapter's --help lists, without --help and --version.
inline std::vector<std::string> options_of(const std::string& chapter)
{
    const TemporaryDirectory here;
    std::istringstream lines(run(chapter, {"--help"}, here.path()).out);
    std::vector<std::string> result;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("  --")) {
            const std::string name = line.substr(2, line.find(' ', 2) - 2);
            if (name != "--help" && name != "--version") {
                result.push_back(name);
            }
        }
    }
    return result;
}

/// Every file below a directory with its content.
inline std::map<std::string, std::string> files_below(const std::filesystem::path& directory)
{
    std::map<std::string, std::string> result;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
        if (entry.is_regular_file()) {
            result[std::filesystem::relative(entry.path(), directory)] = reference::content_of(entry.path());
        }
    }
    return result;
}

/// Whether a picture or a table has its end.
inline bool whole(const std::string& name, const std::string& content)
{
    return name.ends_with(".svg") ? content.ends_with("</svg>\n\n") : content.ends_with('\n');
}

} // namespace autoencoder::programs
