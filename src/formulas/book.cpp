#include "formulas/book.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <string_view>

namespace autoencoder::formulas {

namespace {

/// The lines of a file.
std::vector<std::string> lines_of(const std::filesystem::path& file)
{
    std::ifstream in(file);
    if (!in) {
        throw std::runtime_error(file.string() + ": cannot be read");
    }
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

/// Blanks out what is no prose: the program of a chapter, code blocks, and code in backticks.
void keep_prose(std::vector<std::string>& lines, bool chapter)
{
    bool prose = !chapter;
    bool fenced = false;
    for (std::string& line : lines) {
        if (chapter && line == (prose ? "*/" : "/*")) {
            prose = !prose;
            line.clear();
        } else if (line.starts_with("```")) {
            fenced = !fenced;
            line.clear();
        } else if (!prose || fenced) {
            line.clear();
        }
        line = line.substr(0, line.find("\\first{")); // what to look for, no formula
        bool code = false;
        for (char& c : line) {
            const bool tick = c == '`';
            if (tick || code) {
                c = ' ';
            }
            code = code != tick;
        }
    }
}

// ---- comments -------------------------------------------------------------------------------------------------------

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool follows_code(const std::string& line)
{
    return line.find_first_not_of(' ') < line.find("///");
}

/// Where the text of a Doxygen comment begins in a line.
std::size_t starts_comment(const std::string& line)
{
    const std::size_t at = line.find("///");
    return at == std::string::npos ? at : line.compare(at, 4, "///<") == 0 ? at + 4 : at + 3;
}

/// Whether an English word begins here: two letters or more that belong to no name such as X_in, R7in or σ′.
bool begins_word(const std::string& text, std::size_t at)
{
    const bool inside =
        at > 0 && (is_letter(text[at - 1]) || text[at - 1] == '_' || (text[at - 1] >= '0' && text[at - 1] <= '9'));
    return !inside && at + 1 < text.size() && is_letter(text[at]) && is_letter(text[at + 1]);
}

/// Whether prose goes on here: a word, or the end of a clause.
bool is_prose(const std::string& text, std::size_t at)
{
    const char next = at + 1 < text.size() ? text[at + 1] : ' ';
    return begins_word(text, at)
           || (std::string_view(".,:;|`").find(text[at]) != std::string_view::npos && (next == ' ' || text[at] == '`'));
}

/// Where the equation around a relation begins: behind the prose before it.
std::size_t left_end(const std::string& text, std::size_t relation, std::size_t from)
{
    std::size_t begin = from;
    int open = 0;
    for (std::size_t at = from; at < relation; ++at) {
        if (is_prose(text, at)) {
            while (is_letter(text[at]) && at + 1 < relation && is_letter(text[at + 1])) {
                ++at;
            }
            begin = at + 1;
            open = 0;
        } else if (text[at] == '(') {
            ++open;
        } else if (text[at] == ')') {
            --open;
        }
        if (open < 0) {
            begin = at + 1;
            open = 0;
        }
    }
    // A parenthesis that is not closed belongs to the prose.
    for (std::size_t at = relation; open > 0 && at-- > begin;) {
        if (text[at] == '(') {
            begin = at + 1;
            --open;
        }
    }
    return begin;
}

/// Where it ends; words in parentheses, such as the outputs of a layer, belong to it.
std::size_t right_end(const std::string& text, std::size_t relation)
{
    int open = 0;
    for (std::size_t at = relation; at < text.size(); ++at) {
        open += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
        if (open < 0 || (open == 0 && is_prose(text, at)) || text.compare(at, 4, "<!--") == 0) {
            return at;
        }
    }
    return text.size();
}

/// Whether it is about the network: code and plain text have an equals sign as well.
bool is_mathematics(const std::string& equation)
{
    for (const char* const symbol : {"λ", "σ", "δ", "Σ", "∂", "½", "⅓", "⅔", "η", "√", "ℒ", "·"}) {
        if (equation.find(symbol) != std::string::npos) {
            return true;
        }
    }
    return equation.find("_in") != std::string::npos && equation.find('"') == std::string::npos;
}

/// The place of an equation in a comment is said behind it: in words that name nodes, or where Doxygen drops it, as in
/// `<!-- place: other loss -->`.
std::string mark_behind(const std::string& text, std::size_t end)
{
    if (text.compare(end, 14, "for L, M and R") == 0) {
        return "\\place{hidden}";
    }
    if (text.compare(end, 5, "for O") == 0) {
        return "\\place{outputs}";
    }
    constexpr std::string_view open = "<!-- place: ";
    const std::size_t at = text.find(open, end);
    const std::size_t next = text.find('=', end);
    if (at == std::string::npos || next < at) {
        return "";
    }
    const std::size_t begin = at + open.size();
    return "\\place{" + text.substr(begin, text.find(" -->", begin) - begin) + "}";
}

} // namespace

std::vector<Formula> formulas_of(const std::filesystem::path& file)
{
    std::vector<std::string> lines = lines_of(file);
    keep_prose(lines, file.extension() == ".cpp");
    std::vector<Formula> formulas;
    Formula open;
    bool inside = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string& line = lines[i];
        for (std::size_t at = 0; at < line.size(); ++at) {
            if (line[at] != '$') {
                if (inside) {
                    open.text += line[at];
                }
                continue;
            }
            const bool display = line.compare(at, 2, "$$") == 0;
            at += display ? 1 : 0;
            if (inside && display != open.display) {
                throw std::runtime_error(file.string() + ":" + std::to_string(open.line) + ": a formula is not closed");
            }
            if (inside) {
                formulas.push_back(open);
            } else {
                open = {i + 1, "", display};
            }
            inside = !inside;
        }
        if (inside) {
            open.text += '\n';
        }
    }
    if (inside) {
        throw std::runtime_error(file.string() + ":" + std::to_string(open.line) + ": a formula is not closed");
    }
    return formulas;
}

std::vector<Formula> equations_in_comments(const std::filesystem::path& file)
{
    const std::vector<std::string> lines = lines_of(file);
    std::vector<Formula> equations;
    for (std::size_t i = 0; i < lines.size();) {
        // A comment as one line of text; `starts` says where each of its lines begins in it.
        std::string text;
        std::vector<std::size_t> starts;
        const std::size_t first = i;
        while (i < lines.size() && starts_comment(lines[i]) != std::string::npos
               && (starts.empty() || !follows_code(lines[i]))) {
            starts.push_back(text.size());
            text += lines[i].substr(starts_comment(lines[i])) + " ";
            ++i;
        }
        if (starts.empty()) {
            ++i;
            continue;
        }
        std::size_t end = 0;
        for (std::size_t at = 0; at < text.size(); ++at) {
            const bool relation = text[at] == '=' || text.compare(at, 3, "≈") == 0 || text.compare(at, 3, "←") == 0;
            if (!relation || at < end) {
                continue;
            }
            const std::size_t begin = left_end(text, at, end);
            end = right_end(text, at);
            const std::string equation = text.substr(begin, end - begin);
            if (is_mathematics(equation)) {
                const auto line = std::ranges::upper_bound(starts, at) - starts.begin() - 1;
                equations.push_back(
                    {first + static_cast<std::size_t>(line) + 1, mark_behind(text, end) + equation, false});
            }
        }
    }
    return equations;
}

} // namespace autoencoder::formulas
