#include "verification/diagnosis.hpp"

#include "verification/bounded.hpp"
#include "verification/guesses.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <vector>

namespace autoencoder::verification {

namespace {

/// How closely a guess must explain a value: nine digits, since coincidences agree to three or four.
constexpr double agreement = 1e-9;

/// A relative error below this is no wrong formula, but a formula carried out inexactly.
constexpr double small_error = 1e-6;

/// The number of bounds within which a value counts as right: one for its own rounding, one for another order of the
/// operations.
constexpr double bounds_of_right = 2.0;

// ---- what was given --------------------------------------------------------------------------------------------------

/// An attempt with the facts of each sample of its batch.
struct Case {
    double value;
    std::vector<Facts> samples;
    double tolerance; ///< largest error of a right value
};

double mean_over(const Case& given, const Formula& formula)
{
    const auto add = [&formula](double sum, const Facts& facts) { return sum + formula(facts); };
    return std::accumulate(given.samples.begin(), given.samples.end(), 0.0, add)
           / static_cast<double>(given.samples.size());
}

double tolerance_at(const Point& point, Derivative derivative, double right)
{
    const auto known = derivatives_at(point);
    if (std::ranges::find(known, derivative) == known.end()) {
        constexpr double usual = 1e-12; // no bound is carried for a derivative that the document does not name
        return usual * std::abs(right);
    }
    return bounds_of_right * LibraryDerivatives<Bounded>(point)[derivative].bound();
}

Case case_of(const Attempt& attempt, Derivative derivative)
{
    Case result{attempt.value, {}, 0.0};
    for (const Sample<double>& sample : attempt.point.batch) {
        result.samples.push_back(facts_at(attempt.point, sample));
    }
    const double right = mean_over(result, [derivative](const Facts& facts) { return facts[derivative]; });
    result.tolerance = tolerance_at(attempt.point, derivative, right);
    return result;
}

// ---- the search ------------------------------------------------------------------------------------------------------

bool has_same_value(Derivative a, Derivative b, std::span<const Case> cases)
{
    return std::ranges::all_of(cases, [&](const Case& given) {
        return std::ranges::all_of(given.samples, [&](const Facts& facts) {
            return std::abs(facts[a] - facts[b]) <= agreement * std::abs(facts[a]);
        });
    });
}

/// A sentence that becomes a part of another one: a colon is enough.
std::string without_colon(std::string sentence)
{
    const std::size_t colon = sentence.find(": ");
    return colon == std::string::npos ? sentence : sentence.replace(colon, 2, " (") + ")";
}

bool agrees(double value, double guess)
{
    return std::abs(value - guess) <= agreement * std::abs(guess);
}

/// Searches for a guess that explains every value, the right ones among them as well, the plainest first.
class Search {
public:
    Search(Derivative derivative, std::vector<Case> cases) : chain_(chain_of(derivative)), cases_(std::move(cases)) {}

    Diagnosis result() const
    {
        const auto function = cases_.front().samples.front().function;
        const auto simple = constants(chain_, function);
        const auto missing = missing_factors(chain_, function);
        const auto twice = doubled_factors(chain_, function);
        const auto paths = changed_paths(chain_, function);
        std::optional<Diagnosis> found = batch_mistake();
        const auto otherwise = [&found](auto guess) {
            if (!found) {
                found = guess();
            }
        };
        otherwise([&] { return loss_itself(); });
        otherwise([&] { return first_of(simple); });
        otherwise([&] { return named(first_of(missing)); });
        otherwise([&] { return first_of(twice); });
        otherwise([&] { return other_derivative({}); });
        otherwise([&] { return first_of(paths); });
        otherwise([&] { return first_of(wrong_news(chain_)); });
        otherwise([&] { return first_of(replaced_factors(chain_, function)); });
        otherwise([&] { return first_of(wilder_guesses(chain_, function)); });
        otherwise([&] { return pair_of(simple, missing, twice, paths); });
        otherwise([&] { return pair_from(missing, replaced_factors(chain_, function)); });
        return found.value_or(Diagnosis{Mistake::unknown, "no mistake that we know by name gives this value"});
    }

private:
    bool explains(const Formula& formula) const
    {
        return std::ranges::all_of(cases_,
                                   [&](const Case& given) { return agrees(given.value, mean_over(given, formula)); });
    }

    bool explains(std::span<const Change* const> changes) const
    {
        return explains([&](const Facts& facts) { return chain_.value(facts, changes); });
    }

    std::optional<Diagnosis> first_of(const std::vector<Change>& changes) const
    {
        for (const Change& change : changes) {
            const std::array<const Change*, 1> alone{&change};
            if (explains(alone)) {
                return Diagnosis{change.mistake, change.sentence};
            }
        }
        return std::nullopt;
    }

    std::optional<Diagnosis> first_of(const std::vector<Guess>& guesses) const
    {
        const auto found = std::ranges::find_if(guesses, [this](const Guess& guess) { return explains(guess.value); });
        return found == guesses.end() ? std::nullopt : std::optional(Diagnosis{found->mistake, found->sentence});
    }

    /// A missing factor often leaves the value of another derivative: then its name is said as well.
    std::optional<Diagnosis> named(std::optional<Diagnosis> found) const
    {
        for (const Derivative other : all_derivatives()) {
            if (found && other.of == chain_.derivative.of && explains([other](const Facts& f) { return f[other]; })) {
                found->sentence += "; this is " + verification::name_of(other);
                break;
            }
        }
        return found;
    }

    std::optional<Diagnosis> loss_itself() const
    {
        return first_of(
            std::vector<Guess>{{Mistake::not_a_derivative, "this is the loss itself, not a derivative of it",
                                [](const Facts& facts) { return facts.x.loss; }}});
    }

    /// For a single path: the first factor and the rest, each averaged over the batch by itself.
    std::function<double(const Case&)> product_of_means() const
    {
        const Factor first = chain_.paths.front().front();
        const Derivative rest{chain_.derivative.of, first.of};
        return [first, rest](const Case& given) {
            return mean_over(given, [first](const Facts& facts) { return facts[first]; })
                   * mean_over(given, [rest](const Facts& facts) { return facts[rest]; });
        };
    }

    std::optional<Diagnosis> batch_mistake() const
    {
        const auto right = [this](const Facts& facts) { return facts[chain_.derivative]; };
        const auto all = [this](const auto& holds) { return std::ranges::all_of(cases_, holds); };
        const auto size = [](const Case& given) { return static_cast<double>(given.samples.size()); };
        if (all([&](const Case& given) { return given.samples.size() == 1; })) {
            return std::nullopt;
        }
        const auto number = [](double n) { return std::to_string(static_cast<long>(n)); };
        const std::string n = number(size(cases_.front()));
        if (all([&](const Case& given) { return agrees(given.value, mean_over(given, right) * size(given)); })) {
            return Diagnosis{Mistake::sum_for_average, "this is the sum over the " + n + " samples, not their average"};
        }
        if (all([&](const Case& given) { return agrees(given.value, mean_over(given, right) / size(given)); })) {
            return Diagnosis{Mistake::sum_for_average, "the sum is divided by the batch size " + n + " twice"};
        }
        const auto last = [&](const Case& given) { return right(given.samples.back()); };
        const auto first = [&](const Case& given) { return right(given.samples.front()); };
        const auto sum = [&](const Case& given) { return mean_over(given, right) * size(given); };
        const auto shrinking = [&](const Case& given) { // the sum so far divided again with each sample
            return std::accumulate(
                given.samples.begin(), given.samples.end(), 0.0,
                [&](double so_far, const Facts& facts) { return (so_far + right(facts)) / size(given); });
        };
        const auto whole = [&](const Case& given) { // the sum so far without its fraction
            return std::accumulate(
                given.samples.begin(), given.samples.end(), 0.0,
                [&](double so_far, const Facts& facts) { return std::trunc(so_far + right(facts)); });
        };
        struct BatchMistake {
            std::string sentence;
            std::function<double(const Case&)> value;
        };
        const std::vector<BatchMistake> mistakes{
            {"only the last sample is in it: the others are overwritten, not added", last},
            {"only the last sample is in it, divided by the batch size: the others are overwritten",
             [&](const Case& given) { return last(given) / size(given); }},
            {"the first sample is left out",
             [&](const Case& given) { return (sum(given) - first(given)) / size(given); }},
            {"the last sample is left out",
             [&](const Case& given) { return (sum(given) - last(given)) / size(given); }},
            {"the sum is divided by 12, however many samples there are",
             [&](const Case& given) { return sum(given) / 12.0; }},
            {"the sum is kept in a whole number, which loses its fraction",
             [&](const Case& given) { return whole(given) / size(given); }},
            {"the sum is kept in a whole number, which loses its fraction, and so does the division",
             [&](const Case& given) { return std::trunc(whole(given) / size(given)); }},
            {"the sum is divided by one sample less than there are",
             [&](const Case& given) { return sum(given) / (size(given) - 1.0); }},
            {"the division stands in the loop: divide once, when all samples are added", shrinking},
            {"the mean of each factor is taken: it belongs to their product", product_of_means()}};
        for (const BatchMistake& mistake : mistakes) {
            if (all([&](const Case& given) { return agrees(given.value, mistake.value(given)); })) {
                return Diagnosis{Mistake::part_of_batch, mistake.sentence};
            }
        }
        for (std::size_t i = 0; i < cases_.front().samples.size(); ++i) {
            for (const bool divided : {false, true}) {
                if (all([&](const Case& given) {
                        const bool there = i < given.samples.size();
                        return there && agrees(given.value, right(given.samples[i]) / (divided ? size(given) : 1.0));
                    })) {
                    return Diagnosis{Mistake::part_of_batch, "only sample " + std::to_string(i + 1)
                                                                 + " of the batch is in it"
                                                                 + (divided ? ", divided by the batch size" : "")};
                }
            }
        }
        return std::nullopt;
    }

    /// The value of another derivative, times a constant when one is given.
    std::optional<Diagnosis> other_derivative(const std::optional<Change>& constant) const
    {
        const Derivative asked = chain_.derivative;
        const auto distance = [asked](Derivative other) {
            return (other.of == asked.of ? 0 : 2) + (kind_of(other.by) == kind_of(asked.by) ? 0 : 1);
        };
        for (const int wanted : {0, 1, 2, 3}) { // a bias for a bias first, then ∂ℒ/∂… for ∂ℒ/∂…, then anything
            for (const Derivative other : neighbours_of(asked)) {
                const double scale = constant ? constant->scale : 1.0;
                const auto formula = [other, scale](const Facts& facts) { return scale * facts[other]; };
                if (distance(other) != wanted || has_same_value(other, asked, cases_) || !explains(formula)) {
                    continue;
                }
                const bool stops_early = other.by == asked.by && reaches(other.of, asked.of);
                const std::string slip = stops_early
                                             ? "the rest of the way, " + name_of({asked.of, other.of}) + ", is missing"
                                         : other.of == asked.of ? slip_in_words(asked.by, other.by)
                                         : other.by == asked.by ? slip_in_words(asked.of, other.of)
                                                                : "both ends of the way are others";
                return Diagnosis{constant ? Mistake::two_mistakes : Mistake::other_derivative,
                                 "this is " + verification::name_of(other) + ", not " + verification::name_of(asked)
                                     + ": " + slip + (constant ? "; and " + without_colon(constant->sentence) : "")};
            }
        }
        return std::nullopt;
    }

    /// Whether a change is a constant in front. Two of them are one, unless one is the sign.
    static bool is_constant(const Change& change) { return change.scale != 1.0 && change.mistake != Mistake::sign; }

    /// Two changes at once, one of each list.
    std::optional<Diagnosis> pair_from(const std::vector<Change>& first, const std::vector<Change>& second) const
    {
        for (const Change& a : first) {
            for (const Change& b : second) {
                const std::array<const Change*, 2> both{&a, &b};
                const bool same = &a == &b || (a.factor && a.factor == b.factor) || a.scale == 0.0 || b.scale == 0.0
                                  || (is_constant(a) && is_constant(b));
                if (!same && explains(both)) {
                    return Diagnosis{Mistake::two_mistakes, "two mistakes: " + without_colon(a.sentence) + "; and "
                                                                + without_colon(b.sentence)};
                }
            }
        }
        return std::nullopt;
    }

    std::optional<Diagnosis> pair_of(const std::vector<Change>& simple, const std::vector<Change>& missing,
                                     const std::vector<Change>& twice, const std::vector<Change>& paths) const
    {
        if (auto found = pair_from(simple, missing)) {
            return found;
        }
        for (const Change& constant : simple) {
            if (auto found = constant.scale == 0.0 ? std::nullopt : other_derivative(constant)) {
                return found;
            }
        }
        std::vector<Change> changes;
        for (const auto& group : {simple, missing, twice, paths}) {
            changes.insert(changes.end(), group.begin(), group.end());
        }
        return pair_from(changes, changes);
    }

    Chain chain_;
    std::vector<Case> cases_;
};

double error_of(const Case& given, Derivative derivative)
{
    return std::abs(given.value - mean_over(given, [derivative](const Facts& facts) { return facts[derivative]; }));
}

/// When all errors are small: how many digits are right.
std::optional<Diagnosis> last_digits(Derivative derivative, std::span<const Case> cases)
{
    double worst = 0.0;
    for (const Case& given : cases) {
        worst = std::max(worst, error_of(given, derivative) / std::abs(given.value));
    }
    if (!(worst <= small_error)) {
        return std::nullopt;
    }
    const auto digits = static_cast<int>(std::lround(-std::log10(worst)));
    return Diagnosis{Mistake::last_digits, "right to about " + std::to_string(digits)
                                               + " digits and wrong beyond: the formula is right, but a constant or an "
                                                 "operation in it is not exact"};
}

} // namespace

Diagnosis diagnose(Derivative derivative, std::span<const Attempt> attempts)
{
    if (attempts.empty()) {
        throw std::invalid_argument("a diagnosis needs at least one value");
    }
    std::vector<Case> cases;
    for (const Attempt& attempt : attempts) {
        if (!std::isfinite(attempt.value)) {
            return {Mistake::not_a_number, "the value is not a finite number"};
        }
        cases.push_back(case_of(attempt, derivative));
    }
    if (std::ranges::all_of(
            cases, [derivative](const Case& given) { return error_of(given, derivative) <= given.tolerance; })) {
        return {Mistake::none, "right"};
    }
    if (const auto found = last_digits(derivative, cases)) {
        return *found;
    }
    return Search(derivative, std::move(cases)).result();
}

} // namespace autoencoder::verification
