// The shell around a page in a browser, beside the command line's: the chapters as one module of WebAssembly without files,
// streams and an operating system. docs/live/module.js calls what is exported here.
//
// An exported function leaves parts of three texts: a kind, a name, a content. What is asked for comes in as a text.
#include "browser/module.hpp"

#include "browser/hands.hpp"
#include "data/csv.hpp"
#include "verification/derivative.hpp"
#include "workbook/meaning.hpp"
#include "workbook/options.hpp"
#include "workbook/program.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <new>
#include <sstream>
#include <stdexcept>
#include <string>
#include <typeinfo>
#include <vector>

namespace autoencoder::browser {

namespace {

using workbook::Chapter;

using Body = std::function<workbook::GivenOptions(workbook::Page&, const workbook::GivenOptions&)>;

struct RegisteredChapter {
    Chapter chapter;
    std::vector<workbook::OptionDescription> own; ///< options that no program has
    Body body;                                    ///< gets what was given for them; returns what the controls show
};

using Part = std::array<std::string, 3>; // kind, name, content

// A reactor has no main function that could own them; a trap ends the instance and them with it.
std::vector<RegisteredChapter> chapters;
std::vector<Part> parts;
std::string input;
workbook::Values values;

void register_chapters()
{
    if (chapters.empty()) {
        for (const auto main_function : main_functions()) {
            main_function(0, nullptr);
        }
        chapters.push_back({hands_chapter(), hands_options(), take_in_hand});
    }
}

const RegisteredChapter& chapter_at(std::size_t index)
{
    register_chapters();
    return chapters.at(index);
}

workbook::GivenOptions given_options()
{
    workbook::GivenOptions given;
    std::istringstream lines(input);
    for (std::string line; std::getline(lines, line);) {
        const std::size_t end = line.find('=');
        given[line.substr(0, end)] = line.substr(end + 1);
    }
    return given;
}

/// `-1.50e-05` as a formula shows it: `−1.50·10^−5`, and without a factor of one.
std::string with_signs(const std::string& number)
{
    const std::size_t power = number.find('e');
    std::string factor = number.substr(0, power);
    if (factor.starts_with('-')) {
        factor.replace(0, 1, "−");
    }
    if (power == std::string::npos) {
        return factor;
    }
    const int exponent = std::stoi(number.substr(power + 1));
    const std::string ten = "10^" + (exponent < 0 ? "−" + std::to_string(-exponent) : std::to_string(exponent));
    return factor == "1" ? ten : factor == "−1" ? "−" + ten : factor + "·" + ten;
}

/// What a reader sees of a number that is bound by `NAME`, `|NAME|` or `NAME:.3f`: with a proper minus sign, and a power
/// of ten as `1.5·10^−5`.
std::string seen(std::string_view reference)
{
    const std::size_t colon = reference.find(':');
    std::string_view name = reference.substr(0, colon);
    const bool size_only = name.starts_with('|');
    if (size_only) {
        name = name.substr(1, name.size() - 2);
    }
    const auto found = values.find(name);
    if (found == values.end()) {
        return "–"; // this run has no such number
    }
    if (const long* const count = std::get_if<long>(&found->second);
        count != nullptr && colon == std::string_view::npos) {
        return std::to_string(*count);
    }
    double value = std::visit([](auto number) { return static_cast<double>(number); }, found->second);
    value = size_only ? std::abs(value) : value;
    const std::string_view format = colon == std::string_view::npos ? ".6f" : reference.substr(colon + 1);
    const int decimals = std::atoi(std::string(format.substr(1)).c_str());
    return with_signs(format.back() == 'e' ? workbook::scientific(value, decimals) : workbook::fixed(value, decimals));
}

/// What a derivative is made of: a factor's own words, or the derivatives that the chain rule joins.
std::string origin_of(verification::Derivative derivative)
{
    if (verification::is_factor(derivative)) {
        return factor_in_words({derivative.of, derivative.by});
    }
    std::string names;
    for (const verification::Derivative part : verification::ingredients_of(derivative)) {
        names += (names.empty() ? "" : ", ") + name_of(part);
    }
    return "from " + names;
}

/// What a symbol of a formula stands for, by the name that the page gives it, and its number in the last run.
std::string explained(const std::string& name)
{
    for (const Quantity quantity : all_quantities()) {
        if (plain_name(quantity) == name) {
            return unicode_name(quantity) + " = " + seen(name) + ", " + workbook::meaning(quantity);
        }
    }
    for (const verification::Derivative derivative : verification::all_derivatives()) {
        if (workbook::plain_name_of(derivative) == name) {
            return name_of(derivative) + " = " + seen(name) + ", " + origin_of(derivative);
        }
    }
    return name + " = " + seen(name);
}

std::string lines_of(const workbook::OptionDescription& option)
{
    return option.placeholder + "\n" + option.initial + "\n" + option.help + "\n" + option.allowed;
}

void compute(const RegisteredChapter& chapter)
{
    values.clear();
    workbook::GivenOptions given = given_options();
    workbook::GivenOptions own;
    for (const workbook::OptionDescription& option : chapter.own) {
        if (const auto found = given.find(option.name); found != given.end()) {
            own.insert(given.extract(found));
        }
    }
    workbook::Page page(workbook::settings_of(chapter.chapter, given));
    const workbook::GivenOptions shown = chapter.body(page, own);
    parts = {{"report", "", page.text()}};
    for (const auto& [name, text] : shown) {
        parts.push_back({"control", name, text});
    }
    for (const std::string& failure : page.failures()) {
        parts.push_back({"failure", "", failure});
    }
    for (const workbook::KeptFigure& figure : page.figures()) {
        parts.push_back({"figure", figure.name, figure.draw(workbook::Format::svg)});
        parts.push_back({"table", figure.name, to_text(figure.data)});
    }
    for (const workbook::DataTable& table : page.tables()) {
        parts.push_back({"table", table.name, to_text(table.content)});
    }
    parts.push_back({"values", "", workbook::to_json(page.values())});
    values = page.values();
}

} // namespace

} // namespace autoencoder::browser

namespace autoencoder::workbook {

// A chapter's main function registers the chapter; the page runs it when the reader asks.
int run(const Chapter& chapter, int /*argc*/, const char* const* /*argv*/, const std::function<void(Page&)>& body)
{
    const browser::Body run_body = [body](Page& page, const GivenOptions&) {
        body(page);
        return GivenOptions();
    };
    browser::chapters.push_back({chapter, {}, run_body});
    return 0;
}

} // namespace autoencoder::workbook

// ---- what module.js calls --------------------------------------------------------------------------------------------

using namespace autoencoder;
using namespace autoencoder::browser;

extern "C" {

/// Room for a text that the next function reads.
[[clang::export_name("input_of_size")]] char* input_of_size(std::size_t size)
{
    input.assign(size, ' ');
    return input.data();
}

[[clang::export_name("list_chapters")]] void list_chapters()
{
    register_chapters();
    parts.clear();
    for (const RegisteredChapter& registered : chapters) {
        parts.push_back({"chapter", registered.chapter.name, registered.chapter.shows});
    }
}

/// Each option: placeholder, default, help and what is allowed, a line for each.
[[clang::export_name("describe")]] void describe(std::size_t chapter)
{
    parts.clear();
    const RegisteredChapter& described = chapter_at(chapter);
    std::vector<workbook::OptionDescription> options = workbook::options_of(described.chapter);
    options.insert(options.end(), described.own.begin(), described.own.end());
    for (const workbook::OptionDescription& option : options) {
        parts.push_back({"option", option.name, lines_of(option)});
    }
}

/// Runs a chapter with the options of the input, a line `name=value` for each.
[[clang::export_name("run_chapter")]] void run_chapter(std::size_t chapter)
{
    parts.clear();
    compute(chapter_at(chapter));
}

/// How numbers of the last run are seen; the input names one in each line.
[[clang::export_name("show_numbers")]] void show_numbers()
{
    parts.clear();
    std::istringstream references(input);
    for (std::string reference; std::getline(references, reference);) {
        parts.push_back({"number", reference, seen(reference)});
    }
}

/// What symbols stand for; the input names one in each line.
[[clang::export_name("explain")]] void explain()
{
    parts.clear();
    std::istringstream names(input);
    for (std::string name; std::getline(names, name);) {
        parts.push_back({"symbol", name, explained(name)});
    }
}

[[clang::export_name("part_count")]] std::size_t part_count()
{
    return parts.size();
}

[[clang::export_name("part_data")]] const char* part_data(std::size_t part, std::size_t piece)
{
    return parts.at(part).at(piece).data();
}

[[clang::export_name("part_size")]] std::size_t part_size(std::size_t part, std::size_t piece)
{
    return parts.at(part).at(piece).size();
}

// ---- exceptions: nothing is caught here, so a throw keeps its words and ends the instance ------------------------------

void* __cxa_allocate_exception(std::size_t size) noexcept
{
    return std::malloc(size);
}

[[noreturn]] void __cxa_throw(void* thrown, std::type_info* type, void (* /*destroy*/)(void*))
{
    // Every exception of this project begins with its std::exception.
    const std::string words = static_cast<const std::exception*>(thrown)->what();
    const bool refused = *type == typeid(workbook::UsageError) || *type == typeid(std::invalid_argument);
    parts = {{refused ? "refusal" : "error", "",
              *type == typeid(std::invalid_argument) ? words + workbook::other_values_needed : words}};
    __builtin_trap();
}

// Debian's compiler runtime is built to guard its stack, and leaves it to the program to say how.
std::size_t __stack_chk_guard = 0x5eed; // any number
[[noreturn]] void __stack_chk_fail()
{
    __builtin_trap();
}

} // extern "C"
