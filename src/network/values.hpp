/// @file
/// The numbers of the network, one member for each name in the document. All are templates on the number type T, so
/// that the same formulas run on double, complex, dual, 50-digit and SIMD numbers.
#pragma once

#include "network/quantity.hpp"

#include <array>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

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
    T lambda_1_4{};  ///< λ1,4, from I1 to L4
    T lambda_2_4{};  ///< λ2,4, from I2 to L4
    T lambda_3_4{};  ///< λ3,4, from I3 to L4
    T lambda_1_5{};  ///< λ1,5, from I1 to L5
    T lambda_2_5{};  ///< λ2,5, from I2 to L5
    T lambda_3_5{};  ///< λ3,5, from I3 to L5
    T lambda_4_6{};  ///< λ4,6, from L4 to M6
    T lambda_5_6{};  ///< λ5,6, from L5 to M6
    T lambda_6_7{};  ///< λ6,7, from M6 to R7
    T lambda_6_8{};  ///< λ6,8, from M6 to R8
    T lambda_7_9{};  ///< λ7,9, from R7 to O9
    T lambda_8_9{};  ///< λ8,9, from R8 to O9
    T lambda_7_10{}; ///< λ7,10, from R7 to O10
    T lambda_8_10{}; ///< λ8,10, from R8 to O10
    T lambda_7_11{}; ///< λ7,11, from R7 to O11
    T lambda_8_11{}; ///< λ8,11, from R8 to O11
    T b_4{};         ///< b4, of L4
    T b_5{};         ///< b5, of L5
    T b_6{};         ///< b6, of M6
    T b_7{};         ///< b7, of R7
    T b_8{};         ///< b8, of R8
    T b_9{};         ///< b9, of O9
    T b_10{};        ///< b10, of O10
    T b_11{};        ///< b11, of O11

    /// The parameter with a name.
    /// @param parameter a weight or a bias
    /// @return its value
    /// @throws std::invalid_argument when `parameter` is not one of the 24
    const T& operator[](Quantity parameter) const { return this->*member(parameter); }
    /// The parameter with a name, to be changed.
    /// @param parameter a weight or a bias
    /// @return its place
    /// @throws std::invalid_argument when `parameter` is not one of the 24
    T& operator[](Quantity parameter) { return this->*member(parameter); }

private:
    static T Parameters::*member(Quantity parameter);
};

/// The inputs X_in and outputs X of the eight nodes that compute something; also any 16 numbers that go with them one
/// by one, such as the derivatives ∂ℒ/∂X_in and ∂ℒ/∂X.
template <class T>
struct Nodes {
    T L4_in{};  ///< weighted sum plus bias at L4
    T L4{};     ///< output of L4
    T L5_in{};  ///< weighted sum plus bias at L5
    T L5{};     ///< output of L5
    T M6_in{};  ///< weighted sum plus bias at M6
    T M6{};     ///< output of M6, the latent value
    T R7_in{};  ///< weighted sum plus bias at R7
    T R7{};     ///< output of R7
    T R8_in{};  ///< weighted sum plus bias at R8
    T R8{};     ///< output of R8
    T O9_in{};  ///< weighted sum plus bias at O9
    T O9{};     ///< output of O9
    T O10_in{}; ///< weighted sum plus bias at O10
    T O10{};    ///< output of O10
    T O11_in{}; ///< weighted sum plus bias at O11
    T O11{};    ///< output of O11

    /// The node input or node output with a name.
    /// @param quantity X_in or X of a node L4 to O11
    /// @return its value
    /// @throws std::invalid_argument when `quantity` is not one of the 16
    const T& operator[](Quantity quantity) const { return this->*member(quantity); }
    /// The node input or node output with a name, to be changed.
    /// @param quantity X_in or X of a node L4 to O11
    /// @return its place
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
    T loss{};                 ///< ℒ of this sample

    /// The value of any quantity.
    /// @param quantity any of the 44
    /// @return its value
    const T& operator[](Quantity quantity) const
    {
        switch (kind_of(quantity)) {
        case QuantityKind::weight:
        case QuantityKind::bias:
            return parameters[quantity];
        case QuantityKind::sample:
            return quantity == Quantity::I1   ? sample.I1
                   : quantity == Quantity::I2 ? sample.I2
                                              : sample.I3;
        case QuantityKind::node_input:
        case QuantityKind::node_output:
            return nodes[quantity];
        case QuantityKind::loss:
            break;
        }
        return loss;
    }
};

/// The 24 members of `Parameters<T>`, in the order of `Quantity`.
template <class T>
inline constexpr std::array<T Parameters<T>::*, parameter_count> parameter_members{
    &Parameters<T>::lambda_1_4,  &Parameters<T>::lambda_2_4,  &Parameters<T>::lambda_3_4,
    &Parameters<T>::lambda_1_5,  &Parameters<T>::lambda_2_5,  &Parameters<T>::lambda_3_5,
    &Parameters<T>::lambda_4_6,  &Parameters<T>::lambda_5_6,  &Parameters<T>::lambda_6_7,
    &Parameters<T>::lambda_6_8,  &Parameters<T>::lambda_7_9,  &Parameters<T>::lambda_8_9,
    &Parameters<T>::lambda_7_10, &Parameters<T>::lambda_8_10, &Parameters<T>::lambda_7_11,
    &Parameters<T>::lambda_8_11, &Parameters<T>::b_4,         &Parameters<T>::b_5,
    &Parameters<T>::b_6,         &Parameters<T>::b_7,         &Parameters<T>::b_8,
    &Parameters<T>::b_9,         &Parameters<T>::b_10,        &Parameters<T>::b_11};

/// Calls `action` with 0, 1, … 23, each as a constant of the compiler, so that `parameter_members<T>[i]` costs no more
/// than the member's name.
/// @param action called as `action(i)`
template <class Action>
constexpr void for_each_parameter(Action action)
{
    [&action]<std::size_t... i>(std::index_sequence<i...>)
    {
        (action(std::integral_constant<std::size_t, i>()), ...);
    }
    (std::make_index_sequence<parameter_count>());
}

/// The same numbers in another number type: each component converted by `convert`.
/// @param parameters what is converted
/// @param convert    called once for each; gives a `To`
/// @return 24 converted numbers
template <class To, class From, class Convert>
Parameters<To> converted(const Parameters<From>& parameters, Convert convert)
{
    Parameters<To> result;
    for_each_parameter([&](auto i) {
        constexpr auto to = parameter_members<To>[i];
        constexpr auto from = parameter_members<From>[i];
        result.*to = convert(parameters.*from);
    });
    return result;
}

/// The same parameters in another number type that can be made from the first.
/// @param parameters what is converted
/// @return 24 converted numbers
template <class To, class From>
Parameters<To> converted(const Parameters<From>& parameters)
{
    return converted<To>(parameters, [](const From& value) { return To(value); });
}

/// The same sample in another number type that can be made from the first.
/// @param sample what is converted
/// @return three converted numbers
template <class To, class From>
Sample<To> converted(const Sample<From>& sample)
{
    return {To(sample.I1), To(sample.I2), To(sample.I3)};
}

template <class T>
T Parameters<T>::*Parameters<T>::member(Quantity parameter)
{
    if (!is_parameter(parameter)) {
        throw std::invalid_argument(std::string(plain_name(parameter)) + " is not a parameter");
    }
    return parameter_members<T>.at(position(parameter));
}

template <class T>
T Nodes<T>::*Nodes<T>::member(Quantity quantity)
{
    using N = Nodes<T>;
    static constexpr std::array<T N::*, 16> members{
        &N::L4_in, &N::L4, &N::L5_in, &N::L5, &N::M6_in,  &N::M6,  &N::R7_in,  &N::R7,
        &N::R8_in, &N::R8, &N::O9_in, &N::O9, &N::O10_in, &N::O10, &N::O11_in, &N::O11};
    const QuantityKind kind = kind_of(quantity);
    if (kind != QuantityKind::node_input && kind != QuantityKind::node_output) {
        throw std::invalid_argument(std::string(plain_name(quantity))
                                    + " is not the input or output of a node");
    }
    return members.at(position(quantity) - position(Quantity::L4_in));
}

} // namespace autoencoder
