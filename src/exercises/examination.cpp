#include "exercises/examination.hpp"

#include "data/csv.hpp"
#include "exercises/trail.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <exception>
#include <limits>
#include <new>
#include <stdexcept>
#include <utility>

namespace autoencoder::exercise {

namespace {

/// Nine digits: any order of the operations agrees far better, a constant typed with eight digits does not.
constexpr double relative_tolerance = 1e-9;
/// Where the right answer is 0 or nearly so: the rounding of numbers around 1.
constexpr double absolute_tolerance = 1e-12;

bool agree(double value, double expected)
{
    return std::abs(value - expected) <= absolute_tolerance + relative_tolerance * std::abs(expected);
}

bool near(double value, double middle, double distance)
{
    return std::abs(value - middle) <= distance;
}

/// Whether a number is one of those that a compiler puts where nothing was set (-ftrivial-auto-var-init=pattern), in any
/// type, or has grown from it. clang gives a floating-point variable no number at all.
bool was_never_set(double value)
{
    constexpr double grown = 1e6;                         // a few terms that were added
    return std::abs(value) >= 1e290                       // double: 64 bits of 0xFE
           || near(std::abs(value), 0x1.fdfdfcp126, 1e36) // float: 32 bits of it
           || near(value, -0x1010102p0, grown)
           || near(value, -0x55555556p0, grown) // int, by g++ and by clang
           // std::size_t, by g++ and by clang, read as a number with a sign
           || near(value, -0x101010101010102p0, 1e12) || near(value, -0x5555555555555556p0, 1e12);
}

/// What can be said about a value alone.
/// @return nothing when it may be an answer
std::string complaint_about(double value)
{
    if (std::isnan(value)) {
        return "it is not a number: is it the root of a negative one, 0.0 / 0, or a variable that never got a value?";
    }
    if (std::isinf(value)) {
        return "it is not a finite number: is something divided by zero?";
    }
    return was_never_set(value) ? "a variable is used that never got a value" : "";
}

/// Writes over the stack below the caller, where earlier calls left what they computed.
[[gnu::noinline]] void wipe_stack()
{
    std::array<unsigned char, std::size_t{1} << 16U> below; // NOLINT(cppcoreguidelines-pro-type-member-init)
    for (volatile unsigned char& byte : below) {
        byte = 0xFE;
    }
}

} // namespace

bool Row::right() const
{
    return complaint.empty() && agree(given, expected);
}

bool Verdict::passed() const
{
    return !rows.empty() && std::ranges::all_of(rows, &Row::right);
}

Examination::Examination(std::string question) : verdict_{std::move(question), {}} {}

void Examination::ask(const std::string& where, const std::function<double()>& answer)
{
    Row row{where, std::numeric_limits<double>::quiet_NaN(), 0.0};
    wipe_stack();
    begin_call(where);
    try {
        row.given = answer();
        row.complaint = complaint_about(row.given);
    } catch (const NoAnswer& error) {
        row.complaint = error.what();
    } catch (const std::bad_alloc&) {
        row.complaint = "there is no memory left: is there a loop that does not end?";
    } catch (const std::out_of_range& error) {
        row.complaint = std::string("an index is beyond the end of its list, ") + error.what();
    } catch (const std::exception& error) {
        row.complaint = std::string("the function threw an exception, ") + error.what();
    } catch (...) {
        row.complaint = "the function threw something that is no std::exception";
    }
    end_call();
    verdict_.rows.push_back(row);
    guesses_.emplace_back();
}

void Examination::expect(double expected, std::vector<Guess> guesses)
{
    verdict_.rows.back().expected = expected;
    guesses_.back() = std::move(guesses);
}

bool Examination::all_rows(const std::function<bool(const Row&)>& holds) const
{
    return std::ranges::all_of(verdict_.rows, holds);
}

std::optional<std::string> Examination::complaint() const
{
    const auto found = std::ranges::find_if(verdict_.rows, [](const Row& row) { return !row.complaint.empty(); });
    return found == verdict_.rows.end() ? std::nullopt : std::optional(found->complaint + " (" + found->where + ")");
}

std::optional<std::string> Examination::plain_mistake() const
{
    const std::vector<Row>& rows = verdict_.rows;
    const auto same = [&rows](double Row::*value) {
        return std::ranges::all_of(rows, [&](const Row& row) { return row.*value == rows.front().*value; });
    };
    if (!same(&Row::given) || same(&Row::expected)) {
        return std::nullopt;
    }
    if (rows.front().given == 0) {
        return "it is 0 everywhere: is the result returned? Between whole numbers a division loses its fraction, so "
               "that "
               "1 / 2 is 0";
    }
    return "it is the same number everywhere: the answer has to be computed from what the function is given";
}

bool Examination::almost_right(double relative_error) const
{
    return !verdict_.passed() && all_rows([relative_error](const Row& row) {
        return std::abs(row.given - row.expected) <= relative_error * std::abs(row.expected);
    });
}

std::string Examination::last_digits() const
{
    const auto is_float = [](double value) { return value == static_cast<double>(static_cast<float>(value)); };
    if (all_rows([&](const Row& row) { return is_float(row.given); })
        && !all_rows([&](const Row& row) { return is_float(row.expected); })) {
        return "right to the seven digits of a float: is the result, or what it is made of, a double?";
    }
    const Row& first = verdict_.rows.front();
    const double ratio = first.given / first.expected;
    if (all_rows(
            [ratio](const Row& row) { return std::abs(row.given / row.expected / ratio - 1) <= relative_tolerance; })) {
        return "right to a few digits only, and by the same factor everywhere: a constant is rounded (write a fraction "
               "such as 2.0 / 3 instead)";
    }
    const bool of_derivative = verdict_.question.find("∂") != std::string::npos;
    return std::string("right to a few digits only: is a constant rounded, ")
           + (of_derivative ? "a number kept as a float, or a derivative taken as a difference quotient?"
                            : "or a number kept as a float?");
}

std::string Examination::mistake_by_ratio() const
{
    const std::vector<Row>& rows = verdict_.rows;
    constexpr double few_digits = 1e-3; // a constant of three digits, or a quotient with a large step
    if (almost_right(few_digits)) {
        return last_digits();
    }
    const auto right = std::ranges::count_if(rows, &Row::right);
    if (right > 0) {
        const auto wrong = std::ranges::find_if_not(rows, &Row::right);
        return "right in " + std::to_string(right) + " of " + std::to_string(rows.size())
               + " calls; the first wrong one is " + wrong->where;
    }
    const double ratio = rows.front().given / rows.front().expected;
    if (std::ranges::all_of(rows, [ratio](const Row& row) { return agree(row.given, ratio * row.expected); })) {
        const double rounded = std::round(ratio * 1e6) / 1e6;
        return ratio == -1 || agree(ratio, -1) ? "right up to the sign"
                                               : "right up to the constant factor " + shortest(rounded);
    }
    return "no mistake that this check knows by name: compare the first row of the table with a calculation on paper";
}

std::optional<std::string> Examination::guessed_mistake() const
{
    std::vector<std::string> found;
    for (std::size_t i = 0; i < guesses_.front().size(); ++i) {
        bool explains = true;
        for (std::size_t call = 0; call < guesses_.size(); ++call) {
            explains = explains && agree(verdict_.rows[call].given, guesses_[call].at(i).answer);
        }
        if (explains && std::ranges::find(found, guesses_.front()[i].mistake) == found.end()) {
            found.push_back(guesses_.front()[i].mistake);
        }
    }
    if (found.empty()) {
        return std::nullopt;
    }
    std::string words = found.front();
    for (std::size_t i = 1; i < found.size(); ++i) {
        words += "; or " + found[i];
    }
    return words;
}

Verdict Examination::verdict() const
{
    if (verdict_.passed()) {
        return verdict_;
    }
    if (const auto found = complaint()) {
        return verdict(*found);
    }
    for (const auto& found : {guessed_mistake(), plain_mistake()}) {
        if (found) {
            return verdict(*found);
        }
    }
    return verdict(mistake_by_ratio());
}

Verdict Examination::verdict(std::string diagnosis) const
{
    Verdict result = verdict_;
    result.diagnosis = std::move(diagnosis);
    return result;
}

} // namespace autoencoder::exercise
