#include "network/chain_rule.hpp"

#include <algorithm>

namespace autoencoder {

namespace {

/// The quantities that stand in the formula of `of`.
std::vector<Quantity> direct_causes(Quantity of)
{
    std::vector<Quantity> causes;
    switch (kind_of(of)) {
    case QuantityKind::node_input: {
        const Node node = node_of(of);
        for (const Quantity weight : all_parameters().first(weight_count)) {
            if (connection_of(weight).to == node) {
                causes.push_back(weight);
                causes.push_back(output_of(connection_of(weight).from));
            }
        }
        causes.push_back(bias_of(node));
        break;
    }
    case QuantityKind::node_output:
        causes.push_back(input_of(node_of(of)));
        break;
    case QuantityKind::loss:
        for (const Node node : nodes_of(Layer::output)) {
            causes.push_back(output_of(node));
        }
        break;
    case QuantityKind::weight:
    case QuantityKind::bias:
    case QuantityKind::sample:
        break; // given, not computed
    }
    return causes;
}

std::vector<Factor> make_factors()
{
    std::vector<Factor> factors;
    for (const Quantity of : all_quantities()) {
        for (const Quantity by : direct_causes(of)) {
            if (kind_of(by)
                != QuantityKind::sample) { // the document asks for no derivative by the sample
                factors.push_back({of, by});
            }
        }
    }
    return factors;
}

/// Follows every way from the last factor's `of` to the loss, and keeps those that arrive.
void extend(const Path& path, Quantity here, std::vector<Path>& arrived)
{
    if (here == Quantity::L) {
        arrived.push_back(path);
        return;
    }
    for (const Factor factor : all_factors()) {
        if (factor.by == here) {
            Path longer = path;
            longer.push_back(factor);
            extend(longer, factor.of, arrived);
        }
    }
}

} // namespace

std::span<const Factor> all_factors()
{
    static const std::vector<Factor> factors = make_factors();
    return factors;
}

std::vector<Path> paths_from(Quantity from)
{
    if (from == Quantity::L || kind_of(from) == QuantityKind::sample) {
        throw std::invalid_argument("no path of the document starts at "
                                    + std::string(plain_name(from)));
    }
    std::vector<Path> paths;
    extend({}, from, paths);
    return paths;
}

bool reaches(Quantity by, Quantity of)
{
    return by == of || std::ranges::any_of(direct_causes(of), [by](Quantity cause) {
               return reaches(by, cause);
           });
}

FactorKind kind_of(Factor factor)
{
    const auto causes = direct_causes(factor.of);
    if (std::ranges::find(causes, factor.by) == causes.end()) {
        throw std::invalid_argument(unicode_derivative(factor.of, factor.by)
                                    + " is not a direct factor");
    }
    switch (kind_of(factor.by)) {
    case QuantityKind::weight:
        return FactorKind::output_before;
    case QuantityKind::bias:
        return FactorKind::one;
    case QuantityKind::node_input:
        return layer_of(node_of(factor.by)) == Layer::output ? FactorKind::one
                                                             : FactorKind::slope_of_sigmoid;
    case QuantityKind::sample:
    case QuantityKind::node_output:
    case QuantityKind::loss:
        break;
    }
    return factor.of == Quantity::L ? FactorKind::slope_of_loss
                                    : FactorKind::weight_of_connection;
}

Quantity target_of(Node node)
{
    switch (node) {
    case Node::O9:
        return Quantity::I1;
    case Node::O10:
        return Quantity::I2;
    case Node::O11:
        return Quantity::I3;
    default:
        throw std::invalid_argument(std::string(plain_name(output_of(node)))
                                    + " is not an output node");
    }
}

std::string factor_in_words(Factor factor, LossFunction function)
{
    switch (kind_of(factor)) {
    case FactorKind::weight_of_connection:
        return unicode_name(weight_between(node_of(factor.by), node_of(factor.of)));
    case FactorKind::output_before:
        return unicode_name(output_of(connection_of(factor.by).from));
    case FactorKind::slope_of_sigmoid:
        return unicode_name(factor.of) + "(1 − " + unicode_name(factor.of) + ")";
    case FactorKind::slope_of_loss: {
        const std::string difference =
            unicode_name(factor.by) + " − " + unicode_name(target_of(node_of(factor.by)));
        return function == LossFunction::mean_of_squares ? "⅔(" + difference + ")" : difference;
    }
    case FactorKind::one:
        break;
    }
    return "1";
}

} // namespace autoencoder
