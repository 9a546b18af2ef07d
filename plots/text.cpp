#include "plots/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>
#include <stdexcept>

namespace autoencoder::plots {

namespace {

/// Advance widths of DejaVu Sans in thousandths of its size, from the font's own table: characters 32 to 126.
constexpr std::array<int, 95> widths{317,  400, 459, 837, 636, 950, 779, 274, 390, 390, 500, 837, 317, 360, 317, 336,
                                     636,  636, 636, 636, 636, 636, 636, 636, 636, 636, 336, 336, 837, 837, 837, 530,
                                     1000, 684, 686, 698, 770, 631, 575, 774, 751, 294, 294, 655, 557, 862, 748, 787,
                                     603,  787, 694, 634, 610, 731, 684, 988, 685, 610, 685, 390, 336, 390, 837, 500,
                                     500,  612, 634, 549, 634, 615, 352, 634, 633, 277, 277, 579, 277, 974, 633, 611,
                                     634,  634, 411, 520, 392, 633, 591, 817, 591, 591, 524, 636, 336, 636, 837};

/// The same for the other characters that figures use.
struct WideCharacter {
    std::string_view character;
    int width;
};
constexpr std::array<WideCharacter, 25> wide_characters{
    {{"λ", 591}, {"σ", 633}, {"∂", 517}, {"η", 633}, {"Σ", 631}, {"ε", 540},  {"−", 837}, {"·", 317}, {"×", 837},
     {"²", 400}, {"⅓", 969}, {"⅔", 969}, {"½", 969}, {"→", 837}, {"←", 837},  {"–", 500}, {"±", 837}, {"≤", 837},
     {"θ", 611}, {"≈", 837}, {"√", 637}, {"φ", 660}, {"ẑ", 524}, {"…", 1000}, {"ℒ", 720}}};

constexpr double small = 0.8;        // gnuplot's size of sub- and superscripts
constexpr double bold_factor = 1.12; // bold letters are wider

// Distances in units of the font size, measured from the middle of a line.
constexpr double line_above = 0.45;      // capitals and brackets
constexpr double line_below = 0.56;      // the tail of a p
constexpr double subscript_below = 0.72; // a subscript with a comma
constexpr double upper_line = 0.80;      // middle of the upper of two lines
constexpr double lower_line = -0.62;     // middle of the lower of two lines
constexpr double bar_overhang = 0.08;    // a bar is longer than the lines at it
constexpr double bar_gap = 0.12;         // between a fraction and what follows it

std::size_t length_of_character(char first)
{
    const auto byte = static_cast<unsigned char>(first);
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

int width_of_character(std::string_view character)
{
    if (character.size() == 1 && character[0] >= ' ' && character[0] <= '~') {
        return widths.at(static_cast<std::size_t>(character[0] - ' '));
    }
    const std::span known(wide_characters);
    const auto found = std::ranges::find(known, character, &WideCharacter::character);
    return found == known.end() ? 1000 : found->width;
}

double width_of(const Run& run)
{
    int sum = 0;
    for (std::size_t i = 0; i < run.text.size();) {
        const std::size_t length = length_of_character(run.text[i]);
        sum += width_of_character(std::string_view(run.text).substr(i, length));
        i += length;
    }
    return sum / 1000.0 * (run.level == Level::base ? 1.0 : small) * (run.face == Face::bold ? bold_factor : 1.0);
}

bool has_subscript(const Runs& runs)
{
    return std::ranges::any_of(runs, [](const Run& run) { return run.level == Level::subscript; });
}

const Runs& only_line(const Text& text)
{
    if (text.atoms.size() != 1 || !text.atoms.front().lower.empty()) {
        throw std::invalid_argument("not one line: " + plain(text));
    }
    return text.atoms.front().upper;
}

std::string plain(const Runs& runs)
{
    std::string result;
    for (const Run& run : runs) {
        result += run.level == Level::superscript ? "^" + run.text : run.text;
    }
    // In one line `R7,in` reads as `R7in`, the name that reports print.
    if (const auto comma = result.find(",in"); comma != std::string::npos) {
        result.erase(comma, 1);
    }
    return result;
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// Length of the indices that begin a text: digits, and commas between digits.
std::size_t length_of_indices(std::string_view text)
{
    std::size_t length = 0;
    while (length < text.size()
           && (is_digit(text[length])
               || (length > 0 && text[length] == ',' && length + 1 < text.size() && is_digit(text[length + 1])))) {
        ++length;
    }
    return length;
}

} // namespace

Text& Text::operator+=(const Text& right)
{
    for (const Atom& atom : right.atoms) {
        if (!atoms.empty() && atoms.back().lower.empty() && atom.lower.empty()) {
            atoms.back().upper.insert(atoms.back().upper.end(), atom.upper.begin(), atom.upper.end());
        } else {
            atoms.push_back(atom);
        }
    }
    return *this;
}

Text italic(const std::string& name)
{
    return Text(Runs{{name, Face::italic, Level::base}});
}

Text bold(const std::string& words)
{
    return Text(Runs{{words, Face::bold, Level::base}});
}

Text symbol(Quantity quantity)
{
    const Symbol parts = symbol_of(quantity);
    Runs runs{{parts.letter, Face::italic, Level::base}};
    if (!parts.subscript.empty()) {
        runs.push_back({parts.subscript + (parts.input ? ",in" : ""), Face::upright, Level::subscript});
    }
    return Text(std::move(runs));
}

Text derivative(Quantity of, Quantity by)
{
    return fraction(italic("∂") + symbol(of), italic("∂") + symbol(by));
}

Text stacked(const Text& upper, const Text& lower)
{
    Text result;
    result.atoms.push_back({only_line(upper), only_line(lower), false});
    return result;
}

Text fraction(const Text& upper, const Text& lower)
{
    Text result;
    result.atoms.push_back({only_line(upper), only_line(lower), true});
    return result;
}

Text mathematics(std::string_view unicode)
{
    constexpr std::string_view letters = "ILMROb";
    constexpr std::string_view lambda = "λ";
    Runs runs;
    std::string upright;
    const auto add_name = [&](std::string_view letter, std::string_view rest) {
        const std::size_t indices = length_of_indices(rest);
        const bool input = rest.substr(indices).starts_with("in");
        if (!upright.empty()) {
            runs.push_back({upright, Face::upright, Level::base});
            upright.clear();
        }
        runs.push_back({std::string(letter), Face::italic, Level::base});
        runs.push_back({std::string(rest.substr(0, indices)) + (input ? ",in" : ""), Face::upright, Level::subscript});
        return letter.size() + indices + (input ? 2 : 0);
    };
    for (std::size_t i = 0; i < unicode.size();) {
        const std::size_t length = length_of_character(unicode[i]);
        const std::string_view character = unicode.substr(i, length);
        const std::string_view rest = unicode.substr(i + length);
        const bool letter = character == lambda || (length == 1 && letters.find(character) != std::string_view::npos);
        if (letter && length_of_indices(rest) > 0) {
            i += add_name(character, rest);
        } else {
            upright += character;
            i += length;
        }
    }
    if (!upright.empty()) {
        runs.push_back({upright, Face::upright, Level::base});
    }
    return Text(std::move(runs));
}

std::string number(double value, int decimals)
{
    if (!std::isfinite(value)) {
        return std::isnan(value) ? "not a number" : value > 0 ? "infinite" : "−infinite";
    }
    constexpr double widest = 1e9; // what is larger takes more room than a figure has
    if (std::abs(value) >= widest) {
        return number(value);
    }
    std::array<char, 64> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), std::abs(value),
                                            std::chars_format::fixed, decimals);
    const std::string text(digits.data(), end);
    const bool zero = text.find_first_of("123456789") == std::string::npos;
    return value < 0 && !zero ? "−" + text : text;
}

std::string number(double value)
{
    if (value == std::trunc(value) && std::abs(value) < 1000.0) {
        return number(value, 0);
    }
    const int exponent = static_cast<int>(std::floor(std::log10(std::abs(value))));
    if (!std::isfinite(value) || (exponent >= -4 && exponent < 4)) {
        return number(value, std::max(0, 3 - exponent));
    }
    constexpr std::array<std::string_view, 10> high{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    std::string result = number(value / std::pow(10.0, exponent), 3) + "·10";
    result += exponent < 0 ? "⁻" : "";
    for (const char digit : std::to_string(std::abs(exponent))) {
        result += high.at(static_cast<std::size_t>(digit - '0'));
    }
    return result;
}

std::string plain(const Text& text)
{
    std::string result;
    for (const Atom& atom : text.atoms) {
        result += plain(atom.upper);
        if (!atom.lower.empty()) {
            result += (atom.bar ? "/" : " ") + plain(atom.lower);
        }
    }
    const auto doubled = [](char a, char b) { return a == ' ' && b == ' '; };
    result.erase(std::unique(result.begin(), result.end(), doubled), result.end());
    return result;
}

double width_of(const Runs& runs)
{
    double width = 0.0;
    for (const Run& run : runs) {
        width += width_of(run);
    }
    return width;
}

Layout layout(const Text& text)
{
    Layout result;
    for (const Atom& atom : text.atoms) {
        const double upper = width_of(atom.upper);
        if (atom.lower.empty()) {
            result.pieces.push_back({result.width, 0.0, false, &atom.upper});
            result.width += upper;
            result.above = std::max(result.above, line_above);
            result.below = std::max(result.below, has_subscript(atom.upper) ? subscript_below : line_below);
            continue;
        }
        const double lower = width_of(atom.lower);
        const double width = std::max(upper, lower);
        if (atom.bar) {
            const double centre = result.width + bar_overhang + width / 2;
            result.pieces.push_back({centre, upper_line, true, &atom.upper});
            result.pieces.push_back({centre, lower_line, true, &atom.lower});
            result.bars.push_back({result.width, result.width + width + 2 * bar_overhang});
            result.width += width + 2 * bar_overhang + bar_gap;
        } else {
            result.pieces.push_back({result.width, upper_line, false, &atom.upper});
            result.pieces.push_back({result.width, lower_line, false, &atom.lower});
            result.width += width;
        }
        result.above = std::max(result.above, upper_line + line_above);
        result.below = std::max(result.below, -lower_line + subscript_below);
    }
    return result;
}

} // namespace autoencoder::plots
