/// @file
/// The starting point, section 2 of the source: weights drawn between two bounds, biases at 0.
#pragma once

#include "network/values.hpp"

#include <cmath>

namespace autoencoder {

/// How wide the interval is from which a weight is drawn. p counts the inputs of the node, k its outputs; see `fan_of`.
enum class Initialization {
    normalized_xavier, ///< ±√(6/(p+k)), Glorot and Bengio (2010), equation 16: the source's code
    xavier             ///< ±1/√p
};

/// Sizes of the two layers that a weight joins.
struct Fan {
    int in;  ///< p: inputs of the node that receives it, the size of the layer it comes from
    int out; ///< k: size of the layer that receives it
};

/// p and k of a weight: (3,2) from I to L, (2,1) from L to M, (1,2) from M to R, (2,3) from R to O.
/// @param weight one of the 16
/// @return p and k
/// @throws std::invalid_argument when `weight` is not a weight
Fan fan_of(Quantity weight);

/// The bound of a weight: it is drawn from [−bound, bound).
/// @param weight one of the 16
/// @param rule   how wide
/// @return the bound, greater than 0
/// @throws std::invalid_argument when `weight` is not a weight
double initialization_bound(Quantity weight,
                            Initialization rule = Initialization::normalized_xavier);

/// Draws the 16 weights in the order of `Quantity` and sets the biases to 0.
/// @param uniform called as `uniform(low, high)` once for each weight; gives a number in [low, high)
/// @param rule    how wide the intervals are
/// @return the parameters to start a training from
template <class Uniform>
Parameters<double> initialize(Uniform&& uniform,
                              Initialization rule = Initialization::normalized_xavier)
{
    Parameters<double> parameters;
    for (const Quantity weight : all_parameters().first(weight_count)) {
        const double bound = initialization_bound(weight, rule);
        parameters[weight] = uniform(-bound, bound);
    }
    return parameters;
}

} // namespace autoencoder
