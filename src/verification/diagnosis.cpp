#include "verification/diagnosis.hpp"

#include "verification/bounded.hpp"
#include "verification/fifty_digits.hpp"

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

// ---- what is known at one sample -------------------------------------------------------------------------------------

/// All derivatives and values with one sample.
struct Facts {
    Evaluation<double> x;
    std::array<std::array<double, quantity_count>, quantity_count> derivatives{};
    LossFunction function;

    double operator[](Derivative d) const { return derivatives.at(position(d.of)).at(position(d.by)); }
    double operator[](Factor f) const { return (*this)[Derivative{f.of, f.by}]; }
};

bool is_moved(Quantity quantity)
{
    return kind_of(quantity) != QuantityKind::sample && quantity != Quantity::L;
}

Facts facts_at(const Point& point, const Sample<double>& sample)
{
    const FiftyDigits exact({point.name, point.parameters, {sample}, point.function});
    Facts facts{evaluate(point.parameters, sample, point.function), {}, point.function};
    for (const Quantity by : all_quantities()) {
        for (const Quantity of : all_quantities()) {
            if (is_moved(by)) {
                facts.derivatives.at(position(of)).at(position(by)) = exact.value({of, by});
            }
        }
    }
    return facts;
}

/// An attempt with the facts of each sample of its batch.
struct Case {
    double value;
    std::vector<Facts> samples;
    double tolerance; ///< largest error of a right value
};

using Formula = std::function<double(const Facts&)>;

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

// ---- guesses ---------------------------------------------------------------------------------------------------------

/// One way to get the chain rule wrong. What is not set is as it should be.
struct Change {
    Mistake mistake;
    std::string sentence;
    double scale = 1.0;             ///< constant in front
    std::optional<Factor> factor{}; ///< this factor ...
    Formula instead{};              ///< ... has this value
    std::vector<double> of_paths{}; ///< what each path is multiplied by: 0 when it is left out
};

/// One way to get something else than the chain rule.
struct Guess {
    Mistake mistake;
    std::string sentence;
    Formula value; ///< what it gives
};

/// The chain rule of one derivative: the paths whose products add up to it.
struct Chain {
    Derivative derivative;
    std::vector<Path> paths;

    /// What it gives with other factors.
    /// @param factor_on called with the position of the path and the factor
    double value(const std::function<double(std::size_t, Factor)>& factor_on) const
    {
        double sum = 0.0;
        for (std::size_t i = 0; i < paths.size(); ++i) {
            double product = 1.0;
            for (const Factor factor : paths[i]) {
                product *= factor_on(i, factor);
            }
            sum += product;
        }
        return sum;
    }

    /// What it gives with some mistakes in it.
    double value(const Facts& facts, std::span<const Change* const> changes) const
    {
        double sum = 0.0;
        for (std::size_t i = 0; i < paths.size(); ++i) {
            double product = 1.0;
            for (const Factor factor : paths[i]) {
                double value = facts[factor];
                for (const Change* change : changes) {
                    value = change->factor == factor ? change->instead(facts) : value;
                }
                product *= value;
            }
            for (const Change* change : changes) {
                product *= change->of_paths.empty() ? 1.0 : change->of_paths[i];
            }
            sum += product;
        }
        for (const Change* change : changes) {
            sum *= change->scale;
        }
        return sum;
    }
};

Chain chain_of(Derivative derivative)
{
    Chain chain{derivative, {}};
    for (Path path : paths_from(derivative.by)) {
        const auto last = std::ranges::find(path, derivative.of, &Factor::of);
        if (last != path.end()) {
            path.erase(last + 1, path.end());
            if (std::ranges::find(chain.paths, path) == chain.paths.end()) {
                chain.paths.push_back(path);
            }
        }
    }
    if (chain.paths.empty()) {
        throw std::invalid_argument(unicode_name(derivative.by) + " is not upstream of " + unicode_name(derivative.of));
    }
    return chain;
}

/// The factors of all paths, each once.
std::vector<Factor> all_factors_of(const Chain& chain)
{
    std::vector<Factor> factors;
    for (const Path& path : chain.paths) {
        for (const Factor factor : path) {
            if (std::ranges::find(factors, factor) == factors.end()) {
                factors.push_back(factor);
            }
        }
    }
    return factors;
}

/// The same without those that are 1, which nobody misses.
std::vector<Factor> factors_of(const Chain& chain)
{
    std::vector<Factor> factors = all_factors_of(chain);
    std::erase_if(factors, [](Factor factor) { return kind_of(factor) == FactorKind::one; });
    return factors;
}

std::vector<Change> constants(Derivative derivative, LossFunction function)
{
    std::vector<Change> changes{{Mistake::sign, "the sign is wrong", -1.0}};
    if (derivative.of == Quantity::L) {
        const bool mean = function == LossFunction::mean_of_squares;
        changes.push_back(
            {Mistake::loss_function,
             mean ? "2/3 is left out: this belongs to the loss ½ Σ (O − I)², not to the mean of the squares"
                  : "2/3 is too much: this belongs to the mean of the squares, not to ½ Σ (O − I)²",
             mean ? 3.0 / 2.0 : 2.0 / 3.0});
    }
    const auto constant = [&changes](double scale, const std::string& words) {
        changes.push_back({Mistake::constant_factor, words, scale});
    };
    constant(0.0, "it is 0: nothing arrives here");
    constant(2.0, "it is twice the right value");
    constant(0.5, "it is half of the right value: the 2 from the square may be missing");
    constant(3.0, "it is three times the right value: the mean over the three outputs may be missing");
    constant(1.0 / 3.0, "it is a third of the right value");
    constant(9.0 / 4.0, "3/2 is there twice too often: 2/3 has been divided by where it multiplies");
    constant(4.0 / 9.0, "2/3 is there twice");
    return changes;
}

/// The step of the chain that a factor stands for.
std::string step_in_words(Factor factor)
{
    switch (kind_of(factor)) {
    case FactorKind::weight_of_connection:
        return "the step along the connection " + unicode_name(factor.by) + " → "
               + unicode_name(output_of(node_of(factor.of)));
    case FactorKind::output_before:
        return "what " + unicode_name(factor.by) + " multiplies";
    case FactorKind::slope_of_sigmoid:
        return "the step across the node " + unicode_name(factor.of);
    case FactorKind::slope_of_loss:
        return "the derivative of the loss by " + unicode_name(factor.by);
    case FactorKind::one:
        break;
    }
    return "a step with slope 1";
}

std::vector<Change> missing_factors(const Chain& chain, LossFunction function)
{
    std::vector<Change> changes;
    for (const Factor factor : factors_of(chain)) {
        const std::string words = factor_in_words(factor, function);
        const bool whole = chain.paths.front().size() == 1;
        const bool slope = kind_of(factor) == FactorKind::slope_of_sigmoid;
        const std::string one =
            "1 stands where " + words + " belongs" + (slope ? ": 1 is the slope of a linear node" : "");
        changes.push_back({Mistake::factor_missing,
                           whole ? one
                                 : "right up to a factor " + words + ": " + step_in_words(factor) + ", "
                                       + unicode_derivative(factor.of, factor.by) + ", is missing",
                           1.0, factor, [](const Facts&) { return 1.0; }});
    }
    return changes;
}

std::vector<Change> doubled_factors(const Chain& chain, LossFunction function)
{
    std::vector<Change> changes;
    for (const Factor factor : factors_of(chain)) {
        changes.push_back({Mistake::factor_twice,
                           "the factor " + factor_in_words(factor, function)
                               + " is there twice: " + step_in_words(factor) + " is taken once too often",
                           1.0, factor, [factor](const Facts& facts) { return facts[factor] * facts[factor]; }});
    }
    return changes;
}

std::string number_word(std::size_t n)
{
    static const std::array<std::string, 7> words{"none", "one", "two", "three", "four", "five", "six"};
    return n < words.size() ? words.at(n) : std::to_string(n);
}

bool passes(const Path& path, Quantity node_output)
{
    return std::ranges::any_of(path, [&](Factor f) { return f.of == node_output || f.by == node_output; });
}

/// The nodes by which a path differs from the others: `R7 and O9`.
std::string nodes_in_words(const Chain& chain, const Path& path)
{
    std::string words;
    for (const Node node : all_nodes()) {
        const auto through = [&](const Path& p) { return passes(p, output_of(node)); };
        if (through(path) && !std::ranges::all_of(chain.paths, through)) {
            words += (words.empty() ? "" : " and ") + unicode_name(output_of(node));
        }
    }
    return words;
}

/// Some of the paths in words: `the one through O11`, `those through R7`.
std::string paths_in_words(const Chain& chain, const std::vector<bool>& chosen)
{
    const auto count = std::ranges::count(chosen, true);
    std::string list;
    for (std::size_t i = 0; i < chain.paths.size(); ++i) {
        if (chosen[i]) {
            list += (list.empty() ? "" : ", ") + nodes_in_words(chain, chain.paths[i]);
        }
    }
    for (const Node node : all_nodes()) { // one node may describe them all
        bool describes = count > 1;
        for (std::size_t i = 0; i < chain.paths.size(); ++i) {
            describes = describes && passes(chain.paths[i], output_of(node)) == chosen[i];
        }
        list = describes ? unicode_name(output_of(node)) : list;
    }
    return (count == 1 ? "the one through " : "those through ") + list;
}

/// Sums over the paths with some of them left out, and with one of them doubled or turned.
std::vector<Change> changed_paths(const Chain& chain)
{
    std::vector<Change> changes;
    const std::size_t n = chain.paths.size();
    for (std::size_t kept = 1; n > 1 && kept + 1 < (std::size_t{1} << n); ++kept) {
        Change change{Mistake::path_missing, ""};
        std::vector<bool> missing;
        for (std::size_t i = 0; i < n; ++i) {
            missing.push_back((kept >> i & 1U) == 0U);
            change.of_paths.push_back(missing.back() ? 0.0 : 1.0);
        }
        const auto left = n - static_cast<std::size_t>(std::ranges::count(missing, true));
        change.sentence = number_word(left) + " of the " + number_word(n) + " paths " + (left == 1 ? "is" : "are")
                          + " there; " + paths_in_words(chain, missing) + (n - left == 1 ? " is" : " are") + " missing";
        changes.push_back(change);
        for (std::size_t i = 0; i < n; ++i) {
            change.of_paths[i] = missing[i] ? -1.0 : 1.0;
        }
        change.mistake = Mistake::path_sign;
        change.sentence = "of the " + number_word(n) + " paths " + paths_in_words(chain, missing)
                          + (n - left == 1 ? " has" : " have") + " the wrong sign";
        changes.push_back(change);
    }
    return changes;
}

std::string slope_in_words(Quantity output)
{
    return unicode_name(output) + "(1 − " + unicode_name(output) + ")";
}

/// Whether a quantity is both the input and the output of its node: that of a linear node.
bool is_second_name(Quantity quantity)
{
    return kind_of(quantity) == QuantityKind::node_input && layer_of(node_of(quantity)) == Layer::output;
}

/// Other numbers of the network in the place of each factor.
std::vector<Change> replaced_factors(const Chain& chain, LossFunction function)
{
    std::vector<Change> changes;
    for (const Factor factor : all_factors_of(chain)) {
        const auto replace = [&](const std::string& other, const Formula& formula) {
            changes.push_back({Mistake::factor_replaced,
                               other + " stands where " + factor_in_words(factor, function) + " belongs ("
                                   + step_in_words(factor) + ")",
                               1.0, factor, formula});
        };
        for (const Factor other : all_factors()) {
            if (kind_of(other) == kind_of(factor) && factor_in_words(other) != factor_in_words(factor)) {
                replace(factor_in_words(other, function), [other](const Facts& facts) { return facts[other]; });
            }
        }
        for (const Quantity quantity : all_quantities()) {
            if (!is_second_name(quantity)) {
                replace(unicode_name(quantity), [quantity](const Facts& facts) { return facts.x[quantity]; });
            }
        }
        if (kind_of(factor) == FactorKind::slope_of_sigmoid) {
            const std::string a = unicode_name(factor.of);
            replace("1 − " + a, [factor](const Facts& facts) { return 1.0 - facts.x[factor.of]; });
            replace(a + "(1 + " + a + ")",
                    [factor](const Facts& facts) { return facts.x[factor.of] * (1.0 + facts.x[factor.of]); });
        }
        if (kind_of(factor) == FactorKind::one && kind_of(factor.of) == QuantityKind::node_output) {
            const Quantity a = factor.of;
            replace(unicode_name(a) + "(1 − " + unicode_name(a) + "), the slope of a sigmoid,",
                    [a](const Facts& facts) { return facts.x[a] * (1.0 - facts.x[a]); });
        }
        for (const Node node : all_nodes()) {
            if (kind_of(factor) == FactorKind::slope_of_sigmoid && layer_of(node) != Layer::input) {
                const Quantity t = input_of(node);
                replace(unicode_name(t) + "(1 − " + unicode_name(t) + ")",
                        [t](const Facts& facts) { return facts.x[t] * (1.0 - facts.x[t]); });
            }
            if (kind_of(factor) == FactorKind::output_before && layer_of(node) != Layer::input) {
                const Quantity a = output_of(node);
                replace(slope_in_words(a), [a](const Facts& facts) { return sigmoid_slope(facts.x[a]); });
            }
            if (kind_of(factor) == FactorKind::slope_of_loss && layer_of(node) == Layer::input) {
                const Quantity target = output_of(node);
                replace("a difference from " + unicode_name(target), [factor, target](const Facts& facts) {
                    return loss_derivative(facts.x[factor.by], facts.x[target], facts.function);
                });
            }
        }
    }
    return changes;
}

/// The right first factor with news of the wrong node behind it.
std::vector<Change> wrong_news(const Chain& chain)
{
    std::vector<Change> changes;
    const Path& path = chain.paths.front();
    const auto elsewhere = [&path](const Path& p) { return p.front() != path.front(); };
    if (chain.derivative.of != Quantity::L || path.size() < 2 || std::ranges::any_of(chain.paths, elsewhere)) {
        return changes;
    }
    const Factor first = path.front();
    for (const Quantity other : all_quantities()) {
        const QuantityKind kind = kind_of(other);
        if (other != first.of && (kind == QuantityKind::node_input || kind == QuantityKind::node_output)) {
            const Derivative news{Quantity::L, other};
            const Derivative right{Quantity::L, first.of};
            // As a change of the whole chain: times the wrong news, divided by the right one.
            changes.push_back(
                {Mistake::factor_replaced,
                 verification::name_of(news) + " stands where " + verification::name_of(right) + " belongs", 1.0, first,
                 [=](const Facts& facts) { return facts[first] * facts[news] / facts[right]; }});
        }
    }
    return changes;
}

/// The weights between two layers left out, all of them.
std::vector<Guess> missing_weights(const Chain& chain)
{
    std::vector<Guess> guesses;
    for (const Layer layer : {Layer::latent, Layer::decoder, Layer::output}) {
        std::vector<Factor> weights;
        std::string words;
        for (const Factor factor : factors_of(chain)) {
            if (kind_of(factor) == FactorKind::weight_of_connection && layer_of(node_of(factor.of)) == layer) {
                weights.push_back(factor);
                words += (words.empty() ? "" : ", ") + factor_in_words(factor);
            }
        }
        if (weights.size() > 1) {
            guesses.push_back(
                {Mistake::factor_missing, "the weights are missing: " + words, [chain, weights](const Facts& facts) {
                     return chain.value([&](std::size_t, Factor factor) {
                         const bool left_out = std::ranges::find(weights, factor) != weights.end();
                         return left_out ? 1.0 : facts[factor];
                     });
                 }});
        }
    }
    return guesses;
}

/// A factor that all paths share, left out on those through one node: a bracket closed too early.
std::vector<Guess> unshared_factors(const Chain& chain, LossFunction function)
{
    std::vector<Guess> guesses;
    for (const Factor shared : factors_of(chain)) {
        for (const Node node : all_nodes()) {
            std::vector<bool> through;
            bool everywhere = true;
            for (const Path& path : chain.paths) {
                through.push_back(passes(path, output_of(node)));
                everywhere = everywhere && std::ranges::find(path, shared) != path.end();
            }
            if (!everywhere || std::ranges::count(through, true) == 0 || std::ranges::count(through, false) == 0) {
                continue;
            }
            guesses.push_back({Mistake::factor_missing,
                               "the factor " + factor_in_words(shared, function) + " is missing on "
                                   + (std::ranges::count(through, true) == 1 ? "the path" : "the paths") + " through "
                                   + unicode_name(output_of(node)) + ": it belongs to all of them",
                               [chain, shared, through](const Facts& facts) {
                                   return chain.value([&](std::size_t path, Factor factor) {
                                       return through[path] && factor == shared ? 1.0 : facts[factor];
                                   });
                               }});
        }
    }
    return guesses;
}

/// The right way to a node that all paths pass, and from another one on.
std::vector<Guess> changes_of_way(const Chain& chain)
{
    std::vector<Guess> guesses;
    const auto [of, by] = chain.derivative;
    for (const Quantity here : all_quantities()) {
        const bool passed = here != of && here != by
                            && std::ranges::all_of(chain.paths, [&](const Path& p) { return passes(p, here); });
        for (const Quantity there : all_quantities()) {
            if (passed && there != here && kind_of(there) == kind_of(here) && reaches(there, of)) {
                const Derivative way{here, by};
                const Derivative rest{of, there};
                guesses.push_back({Mistake::factor_replaced,
                                   name_of(rest) + " stands where " + name_of({of, here}) + " belongs",
                                   [way, rest](const Facts& facts) { return facts[way] * facts[rest]; }});
            }
        }
    }
    return guesses;
}

/// Whether two quantities are easily taken together: of one kind, and in one layer or at one end of a connection.
bool are_siblings(Quantity a, Quantity b)
{
    if (a == b || kind_of(a) != kind_of(b)) {
        return false;
    }
    if (kind_of(a) == QuantityKind::weight) {
        return connection_of(a).to == connection_of(b).to || connection_of(a).from == connection_of(b).from;
    }
    return layer_of(node_of(a)) == layer_of(node_of(b));
}

/// The derivatives by one or by all of the siblings added.
std::vector<Guess> added_terms(const Chain& chain)
{
    std::vector<Guess> guesses;
    const Derivative asked = chain.derivative;
    std::vector<Derivative> all;
    const auto add = [&](const std::vector<Derivative>& terms) {
        std::string words;
        for (const Derivative term : terms) {
            words += (words.empty() ? "" : " and ") + name_of(term);
        }
        guesses.push_back({Mistake::term_added, words + (terms.size() == 1 ? " is" : " are") + " added to it",
                           [asked, terms](const Facts& facts) {
                               const auto plus = [&](double sum, Derivative term) { return sum + facts[term]; };
                               return std::accumulate(terms.begin(), terms.end(), facts[asked], plus);
                           }});
    };
    for (const Quantity sibling : all_quantities()) {
        if (are_siblings(asked.by, sibling) && reaches(sibling, asked.of)) {
            all.push_back({asked.of, sibling});
            add({all.back()});
        }
    }
    if (all.size() > 1) {
        add(all);
    }
    return guesses;
}

/// A factor too many: the way goes on beyond its end, or a slope or a number that has no business here.
std::vector<Guess> added_factors(const Chain& chain)
{
    std::vector<Guess> guesses;
    const Derivative asked = chain.derivative;
    const auto add = [&](const std::string& words, const Formula& extra) {
        guesses.push_back(
            {Mistake::factor_added, words, [asked, extra](const Facts& facts) { return facts[asked] * extra(facts); }});
    };
    if (asked.of != Quantity::L) {
        const Derivative rest{Quantity::L, asked.of};
        add("a factor " + name_of(rest) + " is there, which is not asked for: the way ends at "
                + unicode_name(asked.of),
            [rest](const Facts& facts) { return facts[rest]; });
    }
    for (const Node node : all_nodes().subspan(input_count)) {
        const Quantity a = output_of(node);
        const bool linear = layer_of(node) == Layer::output;
        add("a factor " + slope_in_words(a)
                + " too many: " + (linear ? "the node is linear, its slope is 1" : "the way does not cross this node"),
            [a](const Facts& facts) { return sigmoid_slope(facts.x[a]); });
    }
    for (const Quantity quantity : all_quantities()) {
        if (!is_second_name(quantity)) {
            add("a factor " + unicode_name(quantity) + " too many",
                [quantity](const Facts& facts) { return facts.x[quantity]; });
        }
    }
    return guesses;
}

std::vector<Guess> wilder_guesses(const Chain& chain, LossFunction function)
{
    std::vector<Guess> guesses;
    for (const auto& group : {missing_weights(chain), unshared_factors(chain, function), changes_of_way(chain),
                              added_terms(chain), added_factors(chain)}) {
        guesses.insert(guesses.end(), group.begin(), group.end());
    }
    return guesses;
}

// ---- index slips -----------------------------------------------------------------------------------------------------

/// How two names differ, for somebody who took one for the other.
std::string slip_in_words(Quantity asked, Quantity given)
{
    if (kind_of(asked) == QuantityKind::weight && kind_of(given) == QuantityKind::weight) {
        const Connection right = connection_of(asked);
        const Connection slip = connection_of(given);
        const auto name = [](Node node) { return unicode_name(output_of(node)); };
        if (right.to == slip.to) {
            return "the first index, of the node where the weight starts: " + name(slip.from) + " for "
                   + name(right.from);
        }
        if (right.from == slip.from) {
            return "the second index, of the node where the weight ends: " + name(slip.to) + " for " + name(right.to);
        }
        return "both indices of the weight";
    }
    if (kind_of(asked) == kind_of(given)) {
        return "the index of the node: " + unicode_name(given) + " for " + unicode_name(asked);
    }
    return unicode_name(given) + " for " + unicode_name(asked);
}

/// What may be taken for a derivative: those of the document, and before them any by the same or of the same quantity.
std::vector<Derivative> neighbours_of(Derivative asked)
{
    std::vector<Derivative> neighbours;
    const auto add = [&](Derivative other) {
        if (is_moved(other.by) && other.by != other.of && reaches(other.by, other.of) && other != asked) {
            neighbours.push_back(other);
        }
    };
    const auto distance = [](Quantity a, Quantity b) {
        return kind_of(a) == kind_of(b) ? 0 : is_parameter(a) == is_parameter(b) ? 1 : 2;
    };
    for (const int wanted : {0, 1, 2}) {
        for (const Quantity quantity : all_quantities()) {
            if (!is_second_name(quantity) && distance(quantity, asked.by) == wanted) {
                add({asked.of, quantity});
            }
            if (!is_second_name(quantity) && distance(quantity, asked.of) == wanted) {
                add({quantity, asked.by});
            }
        }
    }
    neighbours.insert(neighbours.end(), all_derivatives().begin(), all_derivatives().end());
    return neighbours;
}

bool has_same_value(Derivative a, Derivative b, std::span<const Case> cases)
{
    return std::ranges::all_of(cases, [&](const Case& given) {
        return std::ranges::all_of(given.samples, [&](const Facts& facts) {
            return std::abs(facts[a] - facts[b]) <= agreement * std::abs(facts[a]);
        });
    });
}

// ---- the search ------------------------------------------------------------------------------------------------------

bool agrees(double value, double guess)
{
    return std::abs(value - guess) <= agreement * std::abs(guess);
}

/// Searches for a guess that explains every wrong value, the plainest first.
class Search {
public:
    Search(Derivative derivative, std::vector<Case> cases) : chain_(chain_of(derivative)), cases_(std::move(cases)) {}

    Diagnosis result() const
    {
        const auto function = cases_.front().samples.front().function;
        const auto simple = constants(chain_.derivative, function);
        const auto missing = missing_factors(chain_, function);
        const auto twice = doubled_factors(chain_, function);
        const auto paths = changed_paths(chain_);
        for (const auto& found : {batch_mistake(), loss_itself(), first_of(simple), named(first_of(missing)),
                                  first_of(twice), other_derivative({}), first_of(paths), first_of(wrong_news(chain_)),
                                  first_of(replaced_factors(chain_, function)),
                                  first_of(wilder_guesses(chain_, function)), pair_of(simple, missing, twice, paths)}) {
            if (found) {
                return *found;
            }
        }
        return {Mistake::unknown, "no mistake that we know by name gives this value"};
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
        for (const int wanted : {0, 1, 2, 3}) { // a bias for a bias first, then ∂L/∂… for ∂L/∂…, then anything
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
                                                                : slip_in_words(asked.of, other.of);
                return Diagnosis{constant ? Mistake::two_mistakes : Mistake::other_derivative,
                                 "this is " + verification::name_of(other) + ", not " + verification::name_of(asked)
                                     + ": " + slip + (constant ? "; and " + constant->sentence : "")};
            }
        }
        return std::nullopt;
    }

    /// Two changes at once, one of each list.
    std::optional<Diagnosis> pair_from(const std::vector<Change>& first, const std::vector<Change>& second) const
    {
        for (const Change& a : first) {
            for (const Change& b : second) {
                const std::array<const Change*, 2> both{&a, &b};
                const bool same = &a == &b || (a.factor && a.factor == b.factor) || a.scale == 0.0 || b.scale == 0.0;
                if (!same && explains(both)) {
                    return Diagnosis{Mistake::two_mistakes, "two mistakes: " + a.sentence + "; and " + b.sentence};
                }
            }
        }
        return std::nullopt;
    }

    std::optional<Diagnosis> pair_of(const std::vector<Change>& simple, const std::vector<Change>& missing,
                                     const std::vector<Change>& twice, const std::vector<Change>& paths) const
    {
        if (const auto found = pair_from(simple, missing)) {
            return found;
        }
        for (const Change& constant : simple) {
            if (const auto found = constant.scale == 0.0 ? std::nullopt : other_derivative(constant)) {
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
    std::vector<Case> cases_; ///< the wrong ones
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
    std::vector<Case> wrong;
    for (const Attempt& attempt : attempts) {
        if (!std::isfinite(attempt.value)) {
            return {Mistake::not_a_number, "the value is not a finite number"};
        }
        Case given = case_of(attempt, derivative);
        if (!(error_of(given, derivative) <= given.tolerance)) {
            wrong.push_back(std::move(given));
        }
    }
    if (wrong.empty()) {
        return {Mistake::none, "right"};
    }
    if (const auto found = last_digits(derivative, wrong)) {
        return *found;
    }
    return Search(derivative, std::move(wrong)).result();
}

} // namespace autoencoder::verification
