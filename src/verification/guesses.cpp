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

std::vector<Change> constants(const Chain& chain, LossFunction function)
{
    const bool of_loss = chain.derivative.of == Quantity::L;
    const bool mean = of_loss && function == LossFunction::mean_of_squares;
    std::vector<Change> changes{{Mistake::sign, "the sign is wrong", -1.0}};
    const auto loss = [&changes](double scale, const std::string& words) {
        changes.push_back({Mistake::loss_function, words, scale});
    };
    const auto constant = [&changes](double scale, const std::string& words) {
        changes.push_back({Mistake::constant_factor, words, scale});
    };
    if (mean) {
        loss(3.0 / 2.0, "2/3 is left out: this belongs to the loss ½ Σ (O − I)², not to the mean of the squares");
        constant(2.0 / 3.0, "2/3 is there twice: it comes with the derivative of the loss by an output");
        constant(9.0 / 4.0, "3/2 stands where 2/3 belongs");
    } else if (of_loss) {
        loss(2.0 / 3.0, "2/3 is too much: this belongs to the mean of the squares, not to ½ Σ (O − I)²");
        constant(4.0 / 9.0, "2/3 is there twice, and this loss has none");
    } else {
        constant(2.0 / 3.0, "2/3 is too much: the loss does not come into it");
    }
    const std::size_t n = chain.paths.size();
    if (n > 1) {
        constant(1.0 / static_cast<double>(n), (n == 3   ? "it is a third of the right value: "
                                                : n == 2 ? "it is half of the right value: "
                                                         : "it is divided by the number of paths: ")
                                                   + std::string("the paths add up, no mean is taken"));
    }
    constant(0.0, "it is 0: nothing arrives here");
    // Where the loss itself is differentiated, a factor of 2 or 3 has a place to come from.
    constexpr std::size_t from_the_decoder = 3; // along a connection, across an output node, to the loss
    const bool at_loss = of_loss && chain.paths.front().size() <= from_the_decoder;
    constant(2.0, "it is twice the right value");
    constant(0.5,
             "it is half of the right value" + std::string(at_loss ? ": the 2 from the square may be missing" : ""));
    constant(3.0, "it is three times the right value"
                      + std::string(at_loss && mean ? ": the mean over the three outputs may be missing" : ""));
    constant(1.0 / 3.0, "it is a third of the right value");
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
    return is_parameter(factor.by) ? "the step from " + unicode_name(factor.by) + " to " + unicode_name(factor.of)
                                   : "the step across the linear node " + unicode_name(factor.of);
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

std::vector<Change> changed_paths(const Chain& chain, LossFunction function)
{
    std::vector<Change> changes;
    const std::size_t n = chain.paths.size();
    const bool two_thirds = chain.derivative.of == Quantity::L && function == LossFunction::mean_of_squares;
    for (std::size_t kept = 1; n > 1 && kept + 1 < (std::size_t{1} << n); ++kept) {
        std::vector<bool> others;
        for (std::size_t i = 0; i < n; ++i) {
            others.push_back((kept >> i & 1U) == 0U);
        }
        const auto left = n - static_cast<std::size_t>(std::ranges::count(others, true));
        const bool one = n - left == 1;
        const std::string words = paths_in_words(chain, others);
        const auto others_times = [&](double scale, Mistake mistake, const std::string& sentence) {
            Change change{mistake, sentence};
            for (const bool other : others) {
                change.of_paths.push_back(other ? scale : 1.0);
            }
            changes.push_back(change);
        };
        const std::string of_all = "of the " + number_word(n) + " paths ";
        others_times(0.0, Mistake::path_missing,
                     number_word(left) + " of the " + number_word(n) + " paths " + (left == 1 ? "is" : "are")
                         + " there; " + words + (one ? " is" : " are") + " missing");
        others_times(-1.0, Mistake::path_sign, of_all + words + (one ? " has" : " have") + " the wrong sign");
        if (two_thirds) {
            others_times(3.0 / 2.0, Mistake::constant_factor, of_all + words + (one ? " lacks" : " lack") + " the 2/3");
        }
    }
    for (std::size_t twice = 0; n > 1 && twice < n; ++twice) {
        for (std::size_t missing = 0; missing < n; ++missing) { // none when it is `twice` itself
            Change change{Mistake::path_missing,
                          "the path through " + nodes_in_words(chain, chain.paths[twice]) + " is there twice"};
            change.of_paths.assign(n, 1.0);
            change.of_paths[missing] = 0.0;
            change.of_paths[twice] = 2.0;
            if (missing != twice) {
                change.sentence +=
                    ", and the one through " + nodes_in_words(chain, chain.paths[missing]) + " is missing";
            }
            changes.push_back(change);
        }
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
            // Where the 1 of a linear node is meant, anything else is a factor too many.
            const bool linear = kind_of(factor) == FactorKind::one && !is_parameter(factor.by);
            if (!is_second_name(quantity) && !linear) {
                replace(unicode_name(quantity), [quantity](const Facts& facts) { return facts.x[quantity]; });
            }
        }
        if (kind_of(factor) == FactorKind::slope_of_loss) {
            const std::string O = unicode_name(factor.by);
            const Quantity target = target_of(node_of(factor.by));
            const std::string two_thirds = function == LossFunction::mean_of_squares ? "⅔" : "";
            const std::string I = unicode_name(target);
            replace(two_thirds + O + ", from which " + I + " is not subtracted,",
                    [factor](const Facts& facts) { return loss_derivative(facts.x[factor.by], 0.0, facts.function); });
            replace(two_thirds + "(" + O + " + " + I + "), a sum,", [factor, target](const Facts& facts) {
                return loss_derivative(facts.x[factor.by], -facts.x[target], facts.function);
            });
            replace(two_thirds + "(" + O + " − " + I + ")², with its square,", [factor, target](const Facts& facts) {
                return facts[factor] * (facts.x[factor.by] - facts.x[target]);
            });
            replace("the term of the loss itself, with its square,", [factor, target](const Facts& facts) {
                return facts[factor] * (facts.x[factor.by] - facts.x[target]) / 2.0;
            });
        }
        if (kind_of(factor) == FactorKind::slope_of_sigmoid) {
            const std::string a = unicode_name(factor.of);
            replace("1 − " + a + "², the slope of a hyperbolic tangent,",
                    [factor](const Facts& facts) { return 1.0 - facts.x[factor.of] * facts.x[factor.of]; });
            replace("¼, which the slope is only where " + a + " = ½,", [](const Facts&) { return 0.25; });
            replace("σ(" + a + ")(1 − σ(" + a + ")), with a sigmoid too many,",
                    [factor](const Facts& facts) { return sigmoid_slope(sigmoid(facts.x[factor.of])); });
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
            if (kind_of(factor) == FactorKind::output_before) {
                const Quantity a = output_of(node);
                replace(slope_in_words(a), [a](const Facts& facts) { return sigmoid_slope(facts.x[a]); });
            }
            if (kind_of(factor) == FactorKind::slope_of_loss && output_of(node) != factor.by
                && (layer_of(node) == Layer::input || layer_of(node) == Layer::output)) {
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

/// How many steps all paths have in common before they part.
std::size_t shared_steps(const Chain& chain)
{
    std::size_t steps = 0;
    const auto same = [&](const Path& path) { return path[steps] == chain.paths.front()[steps]; };
    while (steps < chain.paths.front().size() && std::ranges::all_of(chain.paths, same)) {
        ++steps;
    }
    return steps;
}

/// Several factors of a kind and a layer, such as the weights between two layers.
struct Group {
    std::vector<Factor> factors; ///< at least two
    std::string words;           ///< `λ8,9, λ8,10, λ8,11`
};

std::vector<Group> groups_of(const Chain& chain, FactorKind kind)
{
    std::vector<Group> groups;
    for (const Layer layer : {Layer::encoder, Layer::latent, Layer::decoder, Layer::output}) {
        Group group;
        for (const Factor factor : factors_of(chain)) {
            if (kind_of(factor) == kind && layer_of(node_of(factor.of)) == layer) {
                group.factors.push_back(factor);
                group.words += (group.words.empty() ? "" : ", ") + factor_in_words(factor);
            }
        }
        if (group.factors.size() > 1) {
            groups.push_back(group);
        }
    }
    return groups;
}

/// All factors of a group left out, or something else in the place of each.
std::vector<Guess> changed_groups(const Chain& chain)
{
    std::vector<Guess> guesses;
    const auto add = [&](Mistake mistake, const std::string& words, const Group& group,
                         const std::function<double(const Facts&, Factor)>& instead) {
        guesses.push_back({mistake, words, [chain, group, instead](const Facts& facts) {
                               return chain.value([&](std::size_t, Factor factor) {
                                   const bool changed = std::ranges::find(group.factors, factor) != group.factors.end();
                                   return changed ? instead(facts, factor) : facts[factor];
                               });
                           }});
    };
    const auto nothing = [](const Facts&, Factor) { return 1.0; };
    for (const Group& group : groups_of(chain, FactorKind::weight_of_connection)) {
        add(Mistake::factor_missing, "the weights are missing: " + group.words, group, nothing);
    }
    for (const Group& group : groups_of(chain, FactorKind::slope_of_sigmoid)) {
        add(Mistake::factor_missing, "the slopes are missing: " + group.words, group, nothing);
        add(Mistake::factor_replaced, "the outputs stand where the slopes belong: " + group.words, group,
            [](const Facts& facts, Factor factor) { return facts.x[factor.of]; });
        add(Mistake::factor_replaced, "1 − X stands where X(1 − X) belongs, in each of " + group.words, group,
            [](const Facts& facts, Factor factor) { return 1.0 - facts.x[factor.of]; });
    }
    return guesses;
}

/// Two factors of a kind that have changed places.
std::vector<Guess> exchanged_factors(const Chain& chain)
{
    std::vector<Guess> guesses;
    for (const Factor a : factors_of(chain)) {
        for (const Factor b : factors_of(chain)) {
            if (kind_of(a) == kind_of(b) && factor_in_words(a) < factor_in_words(b)) {
                guesses.push_back({Mistake::factor_replaced,
                                   factor_in_words(a) + " and " + factor_in_words(b) + " have changed places",
                                   [chain, a, b](const Facts& facts) {
                                       return chain.value([&](std::size_t, Factor factor) {
                                           return facts[factor == a ? b : factor == b ? a : factor];
                                       });
                                   }});
            }
        }
    }
    return guesses;
}

/// A factor that divides where it multiplies.
std::vector<Guess> inverted_factors(const Chain& chain)
{
    std::vector<Guess> guesses;
    for (const Factor inverted : factors_of(chain)) {
        guesses.push_back({Mistake::factor_replaced,
                           factor_in_words(inverted) + " divides: along a way the factors are multiplied",
                           [chain, inverted](const Facts& facts) {
                               return chain.value([&](std::size_t, Factor factor) {
                                   return factor == inverted ? 1.0 / facts[factor] : facts[factor];
                               });
                           }});
    }
    return guesses;
}

/// Sums where products belong, and the other way round.
std::vector<Guess> sums_and_products(const Chain& chain)
{
    std::vector<Guess> guesses;
    const auto product_of = [](const Facts& facts, const Path& path, std::size_t from) {
        return std::accumulate(path.begin() + static_cast<std::ptrdiff_t>(from), path.end(), 1.0,
                               [&](double product, Factor factor) { return product * facts[factor]; });
    };
    if (chain.paths.size() > 1) {
        guesses.push_back(
            {Mistake::path_missing, "the paths are multiplied: they add up", [chain, product_of](const Facts& facts) {
                 double product = 1.0;
                 for (const Path& path : chain.paths) {
                     product *= product_of(facts, path, 0);
                 }
                 return product;
             }});
        const std::size_t shared = shared_steps(chain);
        guesses.push_back({Mistake::path_missing,
                           "a sum of weights is multiplied by a sum of the rest: each path has its own product",
                           [chain, product_of, shared](const Facts& facts) {
                               std::vector<Factor> branches;
                               double weights = 0.0;
                               double rest = 0.0;
                               for (const Path& path : chain.paths) {
                                   if (std::ranges::find(branches, path[shared]) == branches.end()) {
                                       branches.push_back(path[shared]);
                                       weights += facts[path[shared]];
                                   }
                                   rest += product_of(facts, path, shared + 1);
                               }
                               const Path& any = chain.paths.front();
                               return product_of(facts, any, 0) / product_of(facts, any, shared) * weights * rest;
                           }});
    }
    const auto [of, by] = chain.derivative;
    for (const Quantity here : all_quantities()) {
        if (here != of && here != by && !is_second_name(here)
            && std::ranges::all_of(chain.paths, [&](const Path& path) { return passes(path, here); })) {
            const Derivative way{here, by};
            const Derivative rest{of, here};
            guesses.push_back({Mistake::term_added,
                               name_of(way) + " and " + name_of(rest) + " are added: along a way they are multiplied",
                               [way, rest](const Facts& facts) { return facts[way] + facts[rest]; }});
        }
    }
    return guesses;
}

/// Brackets left out: in a·1 − a·(rest) for a(1 − a)·(rest), and in (rest)·O − I for (rest)·(O − I).
std::vector<Guess> missing_brackets(const Chain& chain)
{
    std::vector<Guess> guesses;
    const auto [of, by] = chain.derivative;
    for (const Factor factor : factors_of(chain)) {
        const bool shared = std::ranges::all_of(
            chain.paths, [factor](const Path& path) { return std::ranges::find(path, factor) != path.end(); });
        if (shared && kind_of(factor) == FactorKind::slope_of_sigmoid) {
            const std::string a = unicode_name(factor.of);
            const bool starts = factor.by == by;
            const bool ends = factor.of == of;
            const Derivative before{factor.by, by};
            const Derivative behind{of, factor.of};
            guesses.push_back(
                {Mistake::factor_replaced,
                 "the brackets around 1 − " + a + " are missing: the rest is multiplied by " + a + " and subtracted",
                 [=](const Facts& facts) {
                     const double output = facts.x[factor.of];
                     return (starts ? 1.0 : facts[before]) * output - output * (ends ? 1.0 : facts[behind]);
                 }});
        }
        if (shared && kind_of(factor) == FactorKind::slope_of_loss) {
            const Quantity O = factor.by;
            const Quantity I = target_of(node_of(O));
            const Derivative asked = chain.derivative;
            guesses.push_back({Mistake::factor_replaced,
                               "the brackets around " + unicode_name(O) + " − " + unicode_name(I) + " are missing",
                               [=](const Facts& facts) {
                                   return facts[asked] / (facts.x[O] - facts.x[I]) * facts.x[O] - facts.x[I];
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
    if (a == b || kind_of(a) != kind_of(b) || a == Quantity::L) {
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
    std::vector<Derivative> into_same_node;
    std::vector<Derivative> of_siblings;
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
            if (kind_of(sibling) == QuantityKind::weight && connection_of(sibling).to == connection_of(asked.by).to) {
                into_same_node.push_back(all.back());
            }
        }
        if (asked.of != Quantity::L && are_siblings(asked.of, sibling) && reaches(asked.by, sibling)) {
            of_siblings.push_back({sibling, asked.by});
            add({of_siblings.back()});
        }
    }
    for (const auto& terms : {all, into_same_node, of_siblings}) {
        if (terms.size() > 1) {
            add(terms);
        }
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
    if (asked.of == Quantity::L) {
        for (const Node node : nodes_of(Layer::output)) {
            const Derivative end{Quantity::L, output_of(node)};
            add("a factor " + name_of(end) + " too many: the derivative of the loss is in it already",
                [end](const Facts& facts) { return facts[end]; });
        }
    }
    for (const Node node : all_nodes()) {
        std::vector<Quantity> weights;
        std::string words;
        for (const Quantity weight : all_parameters().first(weight_count)) {
            if (connection_of(weight).from == node) {
                weights.push_back(weight);
                words += (words.empty() ? "" : " + ") + unicode_name(weight);
            }
        }
        if (weights.size() > 1) {
            add("a factor " + words + " too many: the derivative by " + unicode_name(output_of(node))
                    + " has these weights already",
                [weights](const Facts& facts) {
                    const auto plus = [&facts](double sum, Quantity weight) { return sum + facts.x[weight]; };
                    return std::accumulate(weights.begin(), weights.end(), 0.0, plus);
                });
        }
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
    for (const auto& group : {changed_groups(chain), unshared_factors(chain, function), changes_of_way(chain),
                              exchanged_factors(chain), missing_brackets(chain), added_terms(chain),
                              added_factors(chain), inverted_factors(chain), sums_and_products(chain)}) {
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
            return "the first index, of the node where the weight starts, is of " + name(slip.from) + " and not of "
                   + name(right.from);
        }
        if (right.from == slip.from) {
            return "the second index, of the node where the weight ends, is of " + name(slip.to) + " and not of "
                   + name(right.to);
        }
        return "both indices of the weight";
    }
    if (kind_of(asked) == kind_of(given)) {
        return "the index of the node is another one";
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
    for (const Quantity of : all_quantities()) {
        for (const Quantity by : all_quantities()) {
            if (!is_second_name(of) && !is_second_name(by) && kind_of(of) == kind_of(asked.of)) {
                add({of, by});
            }
        }
    }
    return neighbours;
}

} // namespace autoencoder::verification
