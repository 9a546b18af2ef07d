#include "verification/guesses.hpp"

#include "verification/fifty_digits.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace autoencoder::verification {

// ---- facts -----------------------------------------------------------------------------------------------------------

namespace {

bool is_moved(Quantity quantity)
{
    return kind_of(quantity) != QuantityKind::sample && quantity != Quantity::L;
}

} // namespace

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

// ---- the chain -------------------------------------------------------------------------------------------------------

double Chain::value(const std::function<double(std::size_t, Factor)>& factor_on) const
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

double Chain::value(const Facts& facts, std::span<const Change* const> changes) const
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

// ---- what can go wrong with it ---------------------------------------------------------------------------------------

namespace {

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

} // namespace

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

namespace {

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

} // namespace

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

namespace {

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

} // namespace

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

namespace {

std::string slope_in_words(Quantity output)
{
    return unicode_name(output) + "(1 − " + unicode_name(output) + ")";
}

/// Whether a quantity is both the input and the output of its node: that of a linear node.
bool is_second_name(Quantity quantity)
{
    return kind_of(quantity) == QuantityKind::node_input && layer_of(node_of(quantity)) == Layer::output;
}

} // namespace

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

namespace {

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

} // namespace

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

} // namespace autoencoder::verification
