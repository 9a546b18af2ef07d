// The only file that knows gnuplot.
#include "plots/figure.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gnuplot-iostream.h>

namespace autoencoder::plots {

namespace {

/// A directory of its own for script, picture and messages, gone with the object.
class TemporaryDirectory {
public:
    TemporaryDirectory()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "autoencoder-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) {
            throw GnuplotError("no temporary directory for gnuplot: " + std::string(std::strerror(errno))
                               + "; set TMPDIR to a directory that can be written");
        }
        path_ = pattern;
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    ~TemporaryDirectory()
    {
        std::error_code ignored; // nothing can be done about it here
        std::filesystem::remove_all(path_, ignored);
    }

    std::filesystem::path operator/(const char* name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

std::string content_of(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string first_line_of(const std::string& text)
{
    std::size_t start = text.find_first_not_of(" \t\n");
    start = start == std::string::npos ? text.size() : start;
    return text.substr(start, text.find('\n', start) - start);
}

/// The environment of this process with a UTF-8 locale, which gnuplot's `set encoding utf8` needs.
std::vector<std::string> utf8_environment()
{
    std::vector<std::string> variables;
    for (char** variable = environ; *variable != nullptr; ++variable) {
        if (!std::string_view(*variable).starts_with("LC_ALL=")) {
            variables.emplace_back(*variable);
        }
    }
    variables.emplace_back("LC_ALL=C.UTF-8");
    return variables;
}

/// Runs `gnuplot -d script` with its messages in a file.
/// @return what waitpid says of it
int run_gnuplot(const std::filesystem::path& script, const std::filesystem::path& messages)
{
    std::vector<std::string> words{"gnuplot", "-d", script.string()};
    std::vector<std::string> variables = utf8_environment();
    const auto pointers = [](std::vector<std::string>& texts) {
        std::vector<char*> result;
        for (std::string& text : texts) {
            result.push_back(text.data());
        }
        result.push_back(nullptr);
        return result;
    };

    posix_spawn_file_actions_t actions{};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, messages.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    pid_t child = 0;
    const int error =
        ::posix_spawnp(&child, "gnuplot", &actions, nullptr, pointers(words).data(), pointers(variables).data());
    posix_spawn_file_actions_destroy(&actions);
    if (error == ENOENT) {
        throw GnuplotError("gnuplot is not installed: install the package gnuplot-nox, or use --figures none");
    }
    if (error != 0) {
        throw GnuplotError("gnuplot cannot be started: " + std::string(std::strerror(error))
                           + "; use --figures none to do without pictures");
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) {
            throw GnuplotError("gnuplot was lost: " + std::string(std::strerror(errno)));
        }
    }
    return status;
}

std::string terminal_of(Format format)
{
    switch (format) {
    case Format::svg:
        return "svg size 900,560 dynamic enhanced font 'DejaVu Sans,14' background '#ffffff'";
    case Format::png:
        return "pngcairo size 1800,1120 enhanced font 'DejaVu Sans,28' linewidth 2";
    case Format::pdf:
        return "pdfcairo size 9in,5.6in enhanced font 'DejaVu Sans,14'";
    case Format::text:
        break;
    }
    return "dumb size 78,24 noenhanced";
}

} // namespace

std::string render(const Figure& figure, Format format)
{
    const TemporaryDirectory directory;
    const auto script = directory / "figure.gp";
    const auto picture = directory / "picture";
    const auto messages = directory / "messages";
    {
        Gnuplot gp(">" + script.string());
        gp << "set encoding utf8\nset terminal " << terminal_of(format) << "\nset output '" << picture.string() << "'\n"
           << figure.script << "\nunset output\n";
    }
    const int status = run_gnuplot(script, messages);
    const std::string said = first_line_of(content_of(messages));
    if (status != 0 || !said.empty()) {
        throw GnuplotError("gnuplot failed on figure " + figure.name + ": "
                           + (said.empty() ? "it ended with status " + std::to_string(status) : said)
                           + "; use --figures none to do without pictures");
    }
    std::string bytes = content_of(picture);
    if (bytes.empty()) {
        throw GnuplotError("gnuplot drew nothing for figure " + figure.name
                           + "; use --figures none to do without pictures");
    }
    return bytes;
}

} // namespace autoencoder::plots
