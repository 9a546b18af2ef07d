/// @file
/// Backpropagation, section 5 of the source: the derivative of the loss by every node and every parameter, from the
/// outputs back to the first weights.
#pragma once

#include "network/loss.hpp"
#include "network/values.hpp"

namespace autoencoder {

/// The derivative of the loss by each of the 24 parameters and the 16 node inputs and outputs.
template <class T>
struct LossDerivatives {
    Nodes<T> nodes; ///< `nodes.R7` is ∂ℒ/∂R7, `nodes.R7_in` is δR7 = ∂ℒ/∂R7in
    Parameters<T> parameters; ///< `parameters.lambda_6_7` is ∂ℒ/∂λ6,7: the gradient

    /// ∂ℒ/∂quantity.
    /// @param quantity a parameter, a node input or a node output
    /// @return the derivative
    /// @throws std::invalid_argument for an input of the network and for the loss itself
    const T& operator[](Quantity quantity) const
    {
        return is_parameter(quantity) ? parameters[quantity] : nodes[quantity];
    }
};

/// No slip: every derivative is as the chain rule has it. The compiler removes it.
struct NoSlip {
    /// Leaves the derivatives as they are.
    template <class T>
    constexpr void operator()(Quantity /*here*/, Nodes<T>& /*dL*/) const
    {
    }
    /// Leaves the gradient as it is.
    template <class T>
    constexpr void operator()(const Nodes<T>& /*dL*/, Parameters<T>& /*gradient*/) const
    {
    }
};

/// The slope of the sigmoid where its output is `a`: dσ/dt = a(1 − a). It is written in terms of the output, as in the
/// source, because the forward pass has that number already.
/// @param a output of a sigmoid node, between 0 and 1
/// @return a number between 0 and 1/4
template <class T>
T sigmoid_slope(const T& a)
{
    return a * (T(1) - a);
}

/// Carries the loss derivative back through the network, one sample. Each node multiplies by its own slope
/// (∂ℒ/∂X_in = σ′ · ∂ℒ/∂X); each bias takes ∂ℒ/∂X_in times 1; each weight takes it times the output it weights; each
/// node of the layer before takes the sum over its connections of λ times ∂ℒ/∂X_in. A line with `slip` may be skipped
/// when you read: it changes nothing, unless somebody wants to see what a mistake there does.
/// @param p        parameters of the forward pass
/// @param sample   the sample that went in, and the target
/// @param x        what `forward(p, sample)` gave
/// @param function which loss is differentiated
/// @param slip     a `Slip` to put one mistake in on the way, or nothing
/// @return all 40 derivatives of the loss of this sample
template <class T, class AnySlip = NoSlip>
LossDerivatives<T>
backpropagate(const Parameters<T>& p, const Sample<T>& sample, const Nodes<T>& x,
              LossFunction function = LossFunction::mean_of_squares, const AnySlip& slip = {})
{
    LossDerivatives<T> result;
    Nodes<T>& dL = result.nodes;
    Parameters<T>& gradient = result.parameters;

    dL.O9 = loss_derivative(x.O9, sample.I1, function);
    dL.O10 = loss_derivative(x.O10, sample.I2, function);
    dL.O11 = loss_derivative(x.O11, sample.I3, function);
    slip(Quantity::O11, dL);

    // Output nodes are linear: the slope is 1.
    dL.O9_in = dL.O9;
    dL.O10_in = dL.O10;
    dL.O11_in = dL.O11;
    gradient.b_9 = dL.O9_in;
    gradient.b_10 = dL.O10_in;
    gradient.b_11 = dL.O11_in;
    gradient.lambda_7_9 = x.R7 * dL.O9_in;
    gradient.lambda_8_9 = x.R8 * dL.O9_in;
    gradient.lambda_7_10 = x.R7 * dL.O10_in;
    gradient.lambda_8_10 = x.R8 * dL.O10_in;
    gradient.lambda_7_11 = x.R7 * dL.O11_in;
    gradient.lambda_8_11 = x.R8 * dL.O11_in;

    dL.R7 = p.lambda_7_9 * dL.O9_in + p.lambda_7_10 * dL.O10_in + p.lambda_7_11 * dL.O11_in;
    dL.R8 = p.lambda_8_9 * dL.O9_in + p.lambda_8_10 * dL.O10_in + p.lambda_8_11 * dL.O11_in;
    dL.R7_in = sigmoid_slope(x.R7) * dL.R7;
    slip(Quantity::R7_in, dL);
    dL.R8_in = sigmoid_slope(x.R8) * dL.R8;
    gradient.b_7 = dL.R7_in;
    gradient.b_8 = dL.R8_in;
    gradient.lambda_6_7 = x.M6 * dL.R7_in;
    gradient.lambda_6_8 = x.M6 * dL.R8_in;

    dL.M6 = p.lambda_6_7 * dL.R7_in + p.lambda_6_8 * dL.R8_in;
    slip(Quantity::M6, dL);
    dL.M6_in = sigmoid_slope(x.M6) * dL.M6;
    slip(Quantity::M6_in, dL);
    gradient.b_6 = dL.M6_in;
    gradient.lambda_4_6 = x.L4 * dL.M6_in;
    gradient.lambda_5_6 = x.L5 * dL.M6_in;

    dL.L4 = p.lambda_4_6 * dL.M6_in;
    dL.L5 = p.lambda_5_6 * dL.M6_in;
    dL.L4_in = sigmoid_slope(x.L4) * dL.L4;
    slip(Quantity::L4_in, dL);
    dL.L5_in = sigmoid_slope(x.L5) * dL.L5;
    gradient.b_4 = dL.L4_in;
    gradient.b_5 = dL.L5_in;
    gradient.lambda_1_4 = sample.I1 * dL.L4_in;
    gradient.lambda_2_4 = sample.I2 * dL.L4_in;
    gradient.lambda_3_4 = sample.I3 * dL.L4_in;
    gradient.lambda_1_5 = sample.I1 * dL.L5_in;
    gradient.lambda_2_5 = sample.I2 * dL.L5_in;
    gradient.lambda_3_5 = sample.I3 * dL.L5_in;
    slip(dL, gradient);
    return result;
}

} // namespace autoencoder
