/// @file
/// The loss and its derivative by the outputs, section 4 of the source.
#pragma once

#include "network/forward.hpp"
#include "network/tap.hpp"
#include "network/values.hpp"

namespace autoencoder {

/// The two losses of the source. Its text uses one and its code the other; the chain rule above them is the same.
enum class LossFunction {
    mean_of_squares, ///< ℒ = ⅓ Σ (O − I)², with ∂ℒ/∂O = ⅔ (O − I): the source's code, trained and plotted
    half_sum_of_squares ///< ℒ = ½ Σ (O − I)² <!-- place: other loss -->, with ∂ℒ/∂O = O − I <!-- place: other loss -->: the
                        ///< source's text
};

/// The loss ℒ of one sample: how far the outputs O9, O10, O11 are from the inputs I1, I2, I3.
/// @param x        what the forward pass gave
/// @param target   the sample that went in
/// @param function which loss
/// @return a number ≥ 0, in squared units of the sample
template <class T>
T loss(const Nodes<T>& x, const Sample<T>& target,
       LossFunction function = LossFunction::mean_of_squares)
{
    const T d9 = x.O9 - target.I1;
    const T d10 = x.O10 - target.I2;
    const T d11 = x.O11 - target.I3;
    const T sum_of_squares = d9 * d9 + d10 * d10 + d11 * d11;
    return function == LossFunction::mean_of_squares ? T(sum_of_squares / T(3))
                                                     : T(sum_of_squares / T(2));
}

/// The derivative ∂ℒ/∂O of the loss by one output.
/// @param O        output of the node
/// @param I        the input it should reconstruct
/// @param function which loss is differentiated
/// @return positive when the output is too large
template <class T>
T loss_derivative(const T& O, const T& I, LossFunction function = LossFunction::mean_of_squares)
{
    return function == LossFunction::mean_of_squares ? T(T(2) / T(3) * (O - I)) : T(O - I);
}

/// Forward pass and loss of one sample, every quantity kept. A tap on I1, I2 or I3 moves the value that enters the
/// network, not the target of the reconstruction.
/// @param parameters weights and biases
/// @param sample     values at the input nodes, and the target
/// @param function   which loss
/// @param tap        a Tap to move one quantity on the way, or nothing
/// @return all 44 quantities
template <class T, class AnyTap = NoTap>
Evaluation<T> evaluate(const Parameters<T>& parameters, const Sample<T>& sample,
                       LossFunction function = LossFunction::mean_of_squares,
                       const AnyTap& tap = {})
{
    const Nodes<T> nodes = forward(parameters, sample, tap);
    T l = loss(nodes, sample, function);
    tap(Quantity::L, l);
    return {parameters, sample, nodes, l};
}

} // namespace autoencoder
