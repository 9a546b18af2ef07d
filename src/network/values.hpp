/// @file
/// The numbers of the network, one member for each name in the document. All are templates on the number type T, so
/// that the same formulas run on double, complex, dual, 50-digit and SIMD numbers.
#pragma once

#include "network/quantity.hpp"

#include <array>
#include <cstddef>
#include <stdexcept>
#include <string>

namespace autoencoder {

/// One sample z: the values at the three input nodes. It is also the target that the outputs should reconstruct.
template <class T>
struct Sample {
    T I1{}; ///< value at input node 1
    T I2{}; ///< value at input node 2
    T I3{}; ///< value at input node 3
};

/// The 24 parameters θ of the network; also any 24 numbers that go with them one by one, such as the gradient.
template <class T>
struct Parameters {
    T lambda_1_4{}, lambda_2_4{}, lambda_3_4{};                 ///< λ into L4
    T lambda_1_5{}, lambda_2_5{}, lambda_3_5{};                 ///< λ into L5
    T lambda_4_6{}, lambda_5_6{};                               ///< λ into M6
    T lambda_6_7{}, lambda_6_8{};                               ///< λ out of M6
    T lambda_7_9{}, lambda_8_9{};                               ///< λ into O9
    T lambda_7_10{}, lambda_8_10{};                             ///< λ into O10
    T lambda_7_11{}, lambda_8_11{};                             ///< λ into O11
    T b_4{}, b_5{}, b_6{}, b_7{}, b_8{}, b_9{}, b_10{}, b_11{}; ///< biases

    /// The parameter with a name.
    /// @throws std::invalid_argument when `parameter` is not one of the 24
    const T& operator[](Quantity parameter) const { return this->*member(parameter); }
    /// The parameter with a name, to be changed.
    /// @throws std::invalid_argument when `parameter` is not one of the 24
    T& operator[](Quantity parameter) { return this->*member(parameter); }

private:
    static T Parameters::*member(Quantity parameter);
};

/// The inputs X_in and outputs X of the eight nodes that compute something; also any 16 numbers that go with them one
/// by one, such as the derivatives ∂L/∂X_in and ∂L/∂X.
template <class T>
struct Nodes {
    T L4_in{}, L4{};   ///< encoder hidden node L4
    T L5_in{}, L5{};   ///< encoder hidden node L5
    T M6_in{}, M6{};   ///< latent node M6
    T R7_in{}, R7{};   ///< decoder hidden node R7
    T R8_in{}, R8{};   ///< decoder hidden node R8
    T O9_in{}, O9{};   ///< output node O9
    T O10_in{}, O10{}; ///< output node O10
    T O11_in{}, O11{}; ///< output node O11

    /// The node input or node output with a name.
    /// @throws std::invalid_argument when `quantity` is not one of the 16
    const T& operator[](Quantity quantity) const { return this->*member(quantity); }
    /// The node input or node output with a name, to be changed.
    /// @throws std::invalid_argument when `quantity` is not one of the 16
    T& operator[](Quantity quantity) { return this->*member(quantity); }

private:
    static T Nodes::*member(Quantity quantity);
};

/// One whole evaluation: what went in, what every node made of it, and the loss. Any of the 44 quantities can be read
/// from it by name.
template <class T>
struct Evaluation {
    Parameters<T> parameters; ///< θ
    Sample<T> sample;         ///< z, at the input nodes and as the target
    Nodes<T> nodes;           ///< X_in and X of every node
    T loss{};                 ///< L of this sample

    /// The value of any quantity.
    const T& operator[](Quantity quantity) const
    {
        switch (kind_of(quantity)) {
        case QuantityKind::weight:
        case QuantityKind::bias:
            return parameters[quantity];
        case QuantityKind::sample:
            return quantity == Quantity::I1 ? sample.I1 : quantity == Quantity::I2 ? sample.I2 : sample.I3;
        case QuantityKind::node_input:
        case QuantityKind::node_output:
            return nodes[quantity];
        case QuantityKind::loss:
            break;
        }
        return loss;
    }
};

/// The same numbers in another number type: each component converted by `convert`.
template <class To, class From, class Convert>
Parameters<To> converted(const Parameters<From>& parameters, Convert convert)
{
    Parameters<To> result;
    for (const Quantity parameter : all_parameters()) {
        result[parameter] = convert(parameters[parameter]);
    }
    return result;
}

/// The same parameters in another number type that can be made from the first.
template <class To, class From>
Parameters<To> converted(const Parameters<From>& parameters)
{
    return converted<To>(parameters, [](const From& value) { return To(value); });
}

/// The same sample in another number type that can be made from the first.
template <class To, class From>
Sample<To> converted(const Sample<From>& sample)
{
    return {To(sample.I1), To(sample.I2), To(sample.I3)};
}

template <class T>
T Parameters<T>::*Parameters<T>::member(Quantity parameter)
{
    using P = Parameters<T>;
    static constexpr std::array<T P::*, parameter_count> members{
        &P::lambda_1_4,  &P::lambda_2_4,  &P::lambda_3_4,  &P::lambda_1_5,  &P::lambda_2_5, &P::lambda_3_5,
        &P::lambda_4_6,  &P::lambda_5_6,  &P::lambda_6_7,  &P::lambda_6_8,  &P::lambda_7_9, &P::lambda_8_9,
        &P::lambda_7_10, &P::lambda_8_10, &P::lambda_7_11, &P::lambda_8_11, &P::b_4,        &P::b_5,
        &P::b_6,         &P::b_7,         &P::b_8,         &P::b_9,         &P::b_10,       &P::b_11};
    if (!is_parameter(parameter)) {
        throw std::invalid_argument(std::string(plain_name(parameter)) + " is not a parameter");
    }
    return members.at(position(parameter));
}

template <class T>
T Nodes<T>::*Nodes<T>::member(Quantity quantity)
{
    using N = Nodes<T>;
    static constexpr std::array<T N::*, 16> members{&N::L4_in,  &N::L4,  &N::L5_in,  &N::L5, &N::M6_in, &N::M6,
                                                    &N::R7_in,  &N::R7,  &N::R8_in,  &N::R8, &N::O9_in, &N::O9,
                                                    &N::O10_in, &N::O10, &N::O11_in, &N::O11};
    const QuantityKind kind = kind_of(quantity);
    if (kind != QuantityKind::node_input && kind != QuantityKind::node_output) {
        throw std::invalid_argument(std::string(plain_name(quantity)) + " is not the input or output of a node");
    }
    return members.at(position(quantity) - position(Quantity::L4_in));
}

} // namespace autoencoder
