#include "verification/derivative.hpp"

#include <algorithm>

namespace autoencoder::verification {

namespace {

/// Every quantity from the outputs back to the first parameters: a node's output before its input, and its input before
/// the parameters that stand in it.
std::vector<Quantity> backward_order()
{
    std::vector<Quantity> order;
    for (const Layer layer : {Layer::output, Layer::decoder, Layer::latent, Layer::encoder}) {
        for (const Node node : nodes_of(layer)) {
            order.push_back(output_of(node));
        }
        for (const Node node : nodes_of(layer)) {
            order.push_back(input_of(node));
        }
        for (const Node node : nodes_of(layer)) {
            order.push_back(bias_of(node));
            for (const Quantity weight : all_parameters().first(weight_count)) {
                if (connection_of(weight).to == node) {
                    order.push_back(weight);
                }
            }
        }
    }
    return order;
}

std::vector<Derivative> make_derivatives()
{
    std::vector<Derivative> derivatives;
    for (const Quantity by : backward_order()) {
        for (const Factor factor : all_factors()) {
            if (factor.by == by && factor.of != Quantity::L) {
                derivatives.push_back({factor.of, by});
            }
        }
        derivatives.push_back({Quantity::L, by});
    }
    return derivatives;
}

} // namespace

std::string name_of(Derivative derivative)
{
    return unicode_derivative(derivative.of, derivative.by);
}

std::span<const Derivative> all_derivatives()
{
    static const std::vector<Derivative> derivatives = make_derivatives();
    return derivatives;
}

std::vector<Derivative> derivatives_at(const Point& point)
{
    std::vector<Derivative> derivatives(all_derivatives().begin(), all_derivatives().end());
    if (point.batch.size() > 1) {
        std::erase_if(derivatives, [](Derivative d) { return d.of != Quantity::L || !is_parameter(d.by); });
    }
    return derivatives;
}

bool is_factor(Derivative derivative)
{
    return std::ranges::find(all_factors(), Factor{derivative.of, derivative.by}) != all_factors().end();
}

std::vector<Derivative> ingredients_of(Derivative derivative)
{
    std::vector<Derivative> ingredients;
    if (is_factor(derivative)) {
        return ingredients;
    }
    for (const Factor factor : all_factors()) {
        if (factor.by == derivative.by) {
            ingredients.push_back({factor.of, factor.by});
            ingredients.push_back({derivative.of, factor.of});
        }
    }
    return ingredients;
}

} // namespace autoencoder::verification
