// Any text as the file of an exercise, whatever a reader has made of it. What is read from it are lines of it.
#include "exercises/files.hpp"
#include "tests/fuzz/memory_file.hpp"

using namespace autoencoder;

namespace {

void check_heading(const std::vector<std::string>& lines, const std::filesystem::path& file)
{
    std::string expected = file.stem().string();
    const auto heading = std::ranges::find_if(lines, [](const std::string& line) { return line.starts_with("# "); });
    if (heading != lines.end()) {
        expected = heading->substr(2);
    }
    fuzz::require(exercise::heading_of(file) == expected, "the heading is the first one");
}

void check_to_do(const std::vector<std::string>& lines, const std::filesystem::path& file)
{
    const std::string mark = std::string("TO") + "DO"; // see src/exercises/files.cpp
    std::vector<std::string> expected;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].find(mark) != std::string::npos) {
            expected.push_back(file.string() + ":" + std::to_string(i + 1) + ": "
                               + lines[i].substr(lines[i].find(mark)));
        }
    }
    fuzz::require(exercise::to_do(file) == expected, "every mark is found with its line");
}

void check_afterwards(std::vector<std::string> lines, const std::filesystem::path& file)
{
    while (!lines.empty() && lines.front() != "## Afterwards") {
        lines.erase(lines.begin());
    }
    if (!lines.empty()) {
        lines.erase(lines.begin());
    }
    fuzz::require(exercise::afterwards(file) == lines, "the afterword is all that follows its heading");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzz::text_of(data, size);
    const fuzz::MemoryFile in_memory(text);
    const std::filesystem::path file = in_memory.path();
    const std::vector<std::string> lines = fuzz::lines_of(text);
    check_heading(lines, file);
    check_to_do(lines, file);
    check_afterwards(lines, file);
    return 0;
}
