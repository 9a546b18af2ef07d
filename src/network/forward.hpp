/// @file
/// The forward pass, section 3 of the source: from the sample through encoder, bottleneck and decoder to the
/// reconstruction.
#pragma once

#include "network/tap.hpp"
#include "network/values.hpp"

#include <cmath>

namespace autoencoder {

/// The activation of the hidden and latent nodes, σ(t) = 1 / (1 + e^(−t)).
/// @param t input X_in of a node, any real number
/// @return a number between 0 and 1
template <class T>
T sigmoid(const T& t)
{
    using std::exp;
    return T(1) / (T(1) + exp(-t));
}

/// Sends one sample through the network: X_in = Σ λ·(outputs of the layer before) + b, then X = σ(X_in) for L, M and R
/// and X = X_in for O. A line with `tap` may be skipped when you read: it changes nothing, unless somebody wants to see
/// what a small change there does.
/// @param parameters weights and biases
/// @param sample     values at the input nodes
/// @param tap        a Tap to move one quantity on the way, or nothing
/// @return input and output of each of the eight nodes L4 to O11
template <class T, class AnyTap = NoTap>
Nodes<T> forward(const Parameters<T>& parameters, const Sample<T>& sample,
                 const AnyTap& tap = {})
{
    using enum Quantity;
    const auto& p = tap(parameters);
    Nodes<T> x;

    T i1 = sample.I1;
    T i2 = sample.I2;
    T i3 = sample.I3;
    tap(I1, i1);
    tap(I2, i2);
    tap(I3, i3);

    x.L4_in = p.lambda_1_4 * i1 + p.lambda_2_4 * i2 + p.lambda_3_4 * i3 + p.b_4;
    tap(L4_in, x.L4_in);
    x.L4 = sigmoid(x.L4_in);
    tap(L4, x.L4);
    x.L5_in = p.lambda_1_5 * i1 + p.lambda_2_5 * i2 + p.lambda_3_5 * i3 + p.b_5;
    tap(L5_in, x.L5_in);
    x.L5 = sigmoid(x.L5_in);
    tap(L5, x.L5);

    x.M6_in = p.lambda_4_6 * x.L4 + p.lambda_5_6 * x.L5 + p.b_6;
    tap(M6_in, x.M6_in);
    x.M6 = sigmoid(x.M6_in);
    tap(M6, x.M6);

    x.R7_in = p.lambda_6_7 * x.M6 + p.b_7;
    tap(R7_in, x.R7_in);
    x.R7 = sigmoid(x.R7_in);
    tap(R7, x.R7);
    x.R8_in = p.lambda_6_8 * x.M6 + p.b_8;
    tap(R8_in, x.R8_in);
    x.R8 = sigmoid(x.R8_in);
    tap(R8, x.R8);

    x.O9_in = p.lambda_7_9 * x.R7 + p.lambda_8_9 * x.R8 + p.b_9;
    tap(O9_in, x.O9_in);
    x.O9 = x.O9_in;
    tap(O9, x.O9);
    x.O10_in = p.lambda_7_10 * x.R7 + p.lambda_8_10 * x.R8 + p.b_10;
    tap(O10_in, x.O10_in);
    x.O10 = x.O10_in;
    tap(O10, x.O10);
    x.O11_in = p.lambda_7_11 * x.R7 + p.lambda_8_11 * x.R8 + p.b_11;
    tap(O11_in, x.O11_in);
    x.O11 = x.O11_in;
    tap(O11, x.O11);
    return x;
}

} // namespace autoencoder
