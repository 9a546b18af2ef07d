#include "workbook/program.hpp"

#include "workbook/command_line.hpp"
#include "workbook/held_signals.hpp"
#include "workbook/output_file.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <filesystem>
#include <iostream>
#include <new>
#include <sstream>
#include <stdexcept>
#include <system_error>

#include <unistd.h>

namespace autoencoder::workbook {

namespace {

struct File {
    std::string name;
    std::string content;
};

/// What the name of a picture ends with. A picture of characters has no file.
std::string ending_of(Format format)
{
    return format == Format::svg ? ".svg" : format == Format::png ? ".png" : ".pdf";
}

int fail(const Chapter& chapter, ExitCode code, const std::string& why)
{
    std::cerr << one_line(chapter.name + ": " + why) << "\n";
    return static_cast<int>(code);
}

/// A report that cannot reach its reader is an output that could not be written.
void print(const std::string& text)
{
    if (!(std::cout << text).flush()) {
        throw OutputError("cannot write the report to standard output: is it closed, or its disk full?");
    }
}

/// An interrupted chapter leaves all files of a set or none.
void write(const std::vector<File>& files, const std::filesystem::path& directory)
{
    const HeldSignals signals;
    for (const auto& [name, content] : files) {
        write_file(directory / name, content);
    }
}

/// Says what was written: a line for each figure and its data.
std::string list(const std::vector<File>& pictures, const std::vector<File>& tables, const Settings& settings)
{
    std::string text = "\nWritten to " + settings.output.string() + ":\n";
    for (const File& table : tables) {
        const std::string stem = std::filesystem::path(table.name).stem();
        for (const File& picture : pictures) {
            text += std::filesystem::path(picture.name).stem() == stem ? "  " + picture.name : "";
        }
        text += "  " + table.name + "\n";
    }
    return text;
}

/// Draws all pictures, or none when one fails.
std::vector<File> draw(const Page& page, Format format)
{
    std::vector<File> pictures;
    for (const KeptFigure& figure : page.figures()) {
        pictures.push_back({figure.name + ending_of(format), figure.draw(format)});
    }
    return pictures;
}

/// Whether a program is found where the shell would look for it.
bool is_installed(const std::string& program)
{
    const char* const path = std::getenv("PATH");
    std::istringstream folders(path == nullptr ? "/bin:/usr/bin" : path);
    for (std::string folder; std::getline(folders, folder, ':');) {
        if (::access((std::filesystem::path(folder) / program).c_str(), X_OK) == 0) {
            return true;
        }
    }
    return false;
}

/// A study that takes long is refused before it begins where its end could not be written.
void require_outputs(const Chapter& chapter, const Settings& settings)
{
    if (std::ranges::find(chapter.options, Option::seeds) == chapter.options.end()) {
        return;
    }
    std::error_code error;
    std::filesystem::path there = std::filesystem::absolute(settings.output, error);
    while (!std::filesystem::exists(there, error) && !error && there.has_relative_path()) {
        there = there.parent_path(); // what is missing is made when there is something to write
    }
    if (::access(there.c_str(), W_OK | X_OK) != 0) {
        throw OutputError("cannot write '" + settings.output.string() + "/': " + std::strerror(errno)
                          + "; choose another directory with --output");
    }
    if (!settings.figures) {
        return;
    }
    if (!is_installed("gnuplot")) {
        throw OutputError(gnuplot_is_missing);
    }
    if (::access((temporary_directory() + "/.").c_str(), W_OK | X_OK) != 0) {
        throw OutputError(no_temporary_directory(errno));
    }
}

/// The tables and values of a page as files.
std::vector<File> tables_of(const Page& page, const std::string& chapter)
{
    std::vector<File> tables;
    for (const KeptFigure& figure : page.figures()) {
        tables.push_back({figure.name + ".csv", to_text(figure.data)});
    }
    for (const DataTable& table : page.tables()) {
        tables.push_back({table.name + ".csv", to_text(table.content)});
    }
    tables.push_back({chapter + ".values.json", to_json(page.values())});
    return tables;
}

/// Draws and writes the pictures, and says what was written.
void publish(const Page& page, const std::vector<File>& tables)
{
    const Settings& settings = page.settings();
    std::vector<File> pictures;
    try {
        if (settings.figures == Format::text) {
            for (const KeptFigure& figure : page.figures()) {
                print("\n" + figure.draw(Format::text));
            }
        } else if (settings.figures) {
            pictures = draw(page, *settings.figures);
            write(pictures, settings.output);
        }
    } catch (...) {
        print(list({}, tables, settings));
        throw;
    }
    print(list(pictures, tables, settings));
}

} // namespace

int run(const Chapter& chapter, int argc, const char* const* argv, const std::function<void(Page&)>& body)
{
    std::signal(SIGPIPE, SIG_IGN); // a reader that has gone is a failed write, which is reported below
    std::signal(SIGXFSZ, SIG_IGN); // and so is a file beyond the largest size allowed
    try {
        const auto settings = parse_command_line(chapter, {argv + 1, argv + argc}, std::cout);
        if (!settings) {
            print("");
            return static_cast<int>(ExitCode::success);
        }
        require_outputs(chapter, *settings);
        Page page(*settings);
        try {
            body(page);
        } catch (...) { // what the reader may already know
            print(page.text());
            throw;
        }
        // A report that cannot be printed, or a picture that cannot be drawn, does not cost the numbers.
        const std::vector<File> tables = tables_of(page, chapter.name);
        try {
            write(tables, settings->output);
        } catch (const OutputError&) {
            print(page.text());
            throw;
        }
        print(page.text());
        publish(page, tables);
        if (!page.failures().empty()) {
            return fail(chapter, ExitCode::check_failed, page.failures().front());
        }
        return static_cast<int>(ExitCode::success);
    } catch (const UsageError& error) {
        return fail(chapter, ExitCode::usage, error.what());
    } catch (const OutputError& error) {
        return fail(chapter, ExitCode::output, error.what());
    } catch (const std::bad_alloc&) {
        return fail(chapter, ExitCode::usage, "not enough memory for this many epochs and samples: ask for fewer");
    } catch (const std::invalid_argument& error) { // such as a regression through one sample
        return fail(chapter, ExitCode::usage, error.what() + std::string(other_values_needed));
    } catch (const std::exception& error) { // such as a TMPDIR that does not exist
        return fail(chapter, ExitCode::output, error.what());
    }
}

} // namespace autoencoder::workbook
