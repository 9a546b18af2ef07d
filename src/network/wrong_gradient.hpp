/// @file
/// The classic mistakes of a backward pass, each in the place where it is made, and the gradient of a batch with one of
/// them in it.
#pragma once

#include "network/descent.hpp"

#include <array>
#include <span>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace autoencoder {

/// A mistake that is made in every epoch in the same way.
enum class WrongGradient {
    none,                  ///< the gradient is right
    slope_1_at_R7,         ///< 1 stands in the place of R7(1 − R7)
    slope_1_in_lambda_6_7, ///< the same in one derivative only: the document's own slip
    path_R8_dropped,       ///< ∂ℒ/∂M6 has the path through R7 only
    sign_of_b6,            ///< the derivative with respect to b6 is turned around
    R7_for_R8,           ///< the output of a neighbour in the derivative with respect to λ8,9
    two_thirds_left_out, ///< the derivative of the other loss, without ½ and ⅓
    slope_of_R8_at_R7,   ///< the slope of a neighbour
    no_slope_at_M6,      ///< ∂ℒ/∂M6 stands for ∂ℒ/∂M6in
    slope_of_L4_twice,   ///< multiplied by once too often
    R7_in_for_R7,        ///< input for output in the derivative with respect to λ7,9
    b6_for_b4,           ///< the derivative of another bias
    sum_for_mean,        ///< the gradients of the samples are added and not averaged
    I_minus_O,           ///< the difference at the outputs is turned around: uphill
    moved_too_early ///< a layer is moved before the gradients of the layers in front of it are computed
};

/// Each mistake with what a report calls it; no mistake first.
inline constexpr std::array<std::pair<WrongGradient, std::string_view>, 15> wrong_gradients{
    {{WrongGradient::none, "no mistake"},
     {WrongGradient::slope_1_at_R7, "slope 1 at R7"},
     {WrongGradient::slope_1_in_lambda_6_7, "slope 1 in λ6,7"},
     {WrongGradient::path_R8_dropped, "path R8 dropped"},
     {WrongGradient::sign_of_b6, "sign of b6"},
     {WrongGradient::R7_for_R8, "R7 for R8 in λ8,9"},
     {WrongGradient::two_thirds_left_out, "2/3 left out"},
     {WrongGradient::slope_of_R8_at_R7, "slope of R8 at R7"},
     {WrongGradient::no_slope_at_M6, "no slope at M6"},
     {WrongGradient::slope_of_L4_twice, "slope of L4 twice"},
     {WrongGradient::R7_in_for_R7, "R7in for R7 in λ7,9"},
     {WrongGradient::b6_for_b4, "b6 for b4"},
     {WrongGradient::sum_for_mean, "sum for mean"},
     {WrongGradient::I_minus_O, "I − O for O − I"},
     {WrongGradient::moved_too_early, "moved too early"}}};

/// Puts one mistake into a backward pass. What is computed after it feels it, as in a program that has the mistake.
template <class T>
struct Slip {
    WrongGradient mistake;  ///< which
    const Parameters<T>& p; ///< parameters of the forward pass
    const Nodes<T>& x;      ///< what the forward pass gave
    T samples;              ///< size of the batch

    /// Where a derivative with respect to a node is computed.
    /// @param here the last one that was computed
    /// @param dL   those computed so far
    void operator()(Quantity here, Nodes<T>& dL) const
    {
        using enum WrongGradient;
        if (here == Quantity::O11 && mistake == two_thirds_left_out) {
            scale_outputs(dL, T(3) / T(2));
        } else if (here == Quantity::O11 && mistake == sum_for_mean) {
            scale_outputs(dL, samples);
        } else if (here == Quantity::O11 && mistake == I_minus_O) {
            scale_outputs(dL, T(-1));
        } else if (here == Quantity::R7_in && mistake == slope_1_at_R7) {
            dL.R7_in = dL.R7;
        } else if (here == Quantity::R7_in && mistake == slope_of_R8_at_R7) {
            dL.R7_in = sigmoid_slope(x.R8) * dL.R7;
        } else if (here == Quantity::M6 && mistake == path_R8_dropped) {
            dL.M6 = p.lambda_6_7 * dL.R7_in;
        } else if (here == Quantity::M6_in && mistake == no_slope_at_M6) {
            dL.M6_in = dL.M6;
        } else if (here == Quantity::L4_in && mistake == slope_of_L4_twice) {
            dL.L4_in = sigmoid_slope(x.L4) * dL.L4_in;
        }
    }

    /// At the end, for what is used no further.
    /// @param dL       all derivatives with respect to nodes
    /// @param gradient all with respect to parameters
    void operator()(const Nodes<T>& dL, Parameters<T>& gradient) const
    {
        using enum WrongGradient;
        if (mistake == slope_1_in_lambda_6_7) {
            gradient.lambda_6_7 = x.M6 * dL.R7;
        } else if (mistake == sign_of_b6) {
            gradient.b_6 = -dL.M6_in;
        } else if (mistake == R7_for_R8) {
            gradient.lambda_8_9 = x.R7 * dL.O9_in;
        } else if (mistake == R7_in_for_R7) {
            gradient.lambda_7_9 = x.R7_in * dL.O9_in;
        } else if (mistake == b6_for_b4) {
            gradient.b_4 = dL.M6_in;
        }
    }

private:
    static void scale_outputs(Nodes<T>& dL, const T& factor)
    {
        dL.O9 = factor * dL.O9;
        dL.O10 = factor * dL.O10;
        dL.O11 = factor * dL.O11;
    }
};

/// How often a batch is passed back in an epoch. A layer that is moved too early spoils the one in front of it, whose
/// movement spoils the next: with four layers, the fourth pass has the gradient of such a program.
/// @param mistake which
/// @return 1 or 4
constexpr int passes_of(WrongGradient mistake)
{
    return mistake == WrongGradient::moved_too_early ? 4 : 1;
}

/// The gradient of the mean loss over a batch, with a mistake in it.
/// @param mistake       which
/// @param parameters    where the gradient is taken
/// @param batch         at least one sample
/// @param learning_rate η, by which layers are moved too early
/// @return 24 means, one for each parameter
/// @throws std::invalid_argument for an empty batch
inline Parameters<double> wrong_gradient(WrongGradient mistake,
                                         const Parameters<double>& parameters,
                                         std::span<const Sample<double>> batch,
                                         double learning_rate)
{
    if (batch.empty()) {
        throw std::invalid_argument("the gradient of an empty batch is not defined");
    }
    const auto n = static_cast<double>(batch.size());
    Parameters<double> gradient;
    Parameters<double> moved = parameters;
    for (int pass = 0; pass < passes_of(mistake); ++pass) {
        Parameters<double> sum;
        for (const Sample<double>& sample : batch) {
            const Nodes<double> x = forward(parameters, sample);
            const Slip<double> slip{mistake, parameters, x, n};
            sum = combined(
                sum,
                backpropagate(moved, sample, x, LossFunction::mean_of_squares, slip).parameters,
                std::plus<>());
        }
        gradient = converted<double>(sum, [n](double total) { return total / n; });
        moved = descend(parameters, gradient, learning_rate);
    }
    return gradient;
}

} // namespace autoencoder
