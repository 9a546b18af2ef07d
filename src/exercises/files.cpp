#include "exercises/files.hpp"

#include <algorithm>
#include <fstream>
#include <string_view>

namespace autoencoder::exercise {

namespace {

std::vector<std::string> lines_of(const std::filesystem::path& path)
{
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        lines.push_back(line);
    }
    return lines;
}

/// How an exercise marks what is to do. In two halves, so that a search of the sources for open work finds none here.
constexpr std::string_view to_do_mark = "TO"
                                        "DO";

} // namespace

std::string heading_of(const std::filesystem::path& path)
{
    const std::vector<std::string> lines = lines_of(path);
    const auto heading = std::ranges::find_if(lines, [](const std::string& line) { return line.starts_with("# "); });
    return heading == lines.end() ? path.stem().string() : heading->substr(2);
}

bool is_untouched(const std::filesystem::path& path)
{
    const std::vector<std::string> lines = lines_of(path);
    const auto marked = [](const std::string& line) { return line.find(to_do_mark) != std::string::npos; };
    const auto line = std::ranges::find_if(lines, marked);
    return line != lines.end() && line + 1 != lines.end()
           && std::ranges::any_of(
               std::initializer_list<const char*>{" return 0;", " return {};", " return 0;\r", " return {};\r"},
               [&line](const char* end) { return line[1].ends_with(end); });
}

std::vector<std::string> to_do(const std::filesystem::path& path)
{
    std::vector<std::string> places;
    const std::vector<std::string> lines = lines_of(path);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::size_t mark = lines[i].find(to_do_mark);
        if (mark != std::string::npos) {
            places.push_back(path.string() + ":" + std::to_string(i + 1) + ": " + lines[i].substr(mark));
        }
    }
    return places;
}

std::vector<std::string> afterwards(const std::filesystem::path& companion)
{
    std::vector<std::string> lines = lines_of(companion);
    const auto section = std::ranges::find(lines, "## Afterwards");
    lines.erase(lines.begin(), section == lines.end() ? section : section + 1);
    return lines;
}

} // namespace autoencoder::exercise
