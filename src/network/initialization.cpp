#include "network/initialization.hpp"

namespace autoencoder {

Fan fan_of(Quantity weight)
{
    const auto [from, to] = connection_of(weight);
    const auto size = [](Node node) {
        return static_cast<int>(nodes_of(layer_of(node)).size());
    };
    return {size(from), size(to)};
}

double initialization_bound(Quantity weight, Initialization rule)
{
    const auto [p, k] = fan_of(weight);
    return rule == Initialization::xavier ? 1.0 / std::sqrt(static_cast<double>(p))
                                          : std::sqrt(6.0 / (p + k));
}

} // namespace autoencoder
