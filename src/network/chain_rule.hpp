/// @file
/// The factors of the chain rule: every direct derivative between two quantities, and the paths on which they multiply.
/// Section 5 of the source. Whatever needs a path, a factor or its words (tables, figures, pages) asks here.
#pragma once

#include "network/backpropagation.hpp"
#include "network/loss.hpp"
#include "network/quantity.hpp"

#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace autoencoder {

/// A direct derivative ∂of/∂by: `by` stands in the formula that computes `of`. All other derivatives are products and
/// sums of such factors.
struct Factor {
    Quantity of; ///< what changes
    Quantity by; ///< what it changes with

    /// Whether two factors are the same.
    friend bool operator==(Factor, Factor) = default;
};

/// A product of factors, in the order of the document: first the one at the parameter or node asked for, last the one
/// at the loss. The derivative is the product of its factors.
using Path = std::vector<Factor>;

/// The 45 factors of the document in the order of the forward pass: 16 ∂X_in/∂λ, 8 ∂X_in/∂b, 10 ∂X_in/∂X of the layer
/// before, 8 ∂X/∂X_in and 3 ∂ℒ/∂O.
/// @return the factors, each once
std::span<const Factor> all_factors();

/// Every path from a quantity to the loss: one for b9, three for R7, six for M6.
/// @param from a parameter, a node input or a node output
/// @return the paths, the one through the upper node first
/// @throws std::invalid_argument for an input of the network or the loss itself
std::vector<Path> paths_from(Quantity from);

/// Whether a change of `by` reaches `of`: there is a path of factors between them. A quantity reaches itself. The
/// inputs I1, I2 and I3 reach what the samples reach through L4 and L5.
/// @param by what changes first
/// @param of what may change with it
/// @return true when there is a path, and for `by == of`
bool reaches(Quantity by, Quantity of);

/// The factor in the document's words: `1`, `λ7,9`, `R7`, `R7(1 − R7)`, `⅔(O9 − I1)`.
/// @param factor   one of `all_factors()`
/// @param function which loss the last factor belongs to
/// @return one term in Unicode
/// @throws std::invalid_argument when it is not a direct factor
std::string factor_in_words(Factor factor,
                            LossFunction function = LossFunction::mean_of_squares);

/// The factor as a number, from what the forward pass computed: λ, b's 1, the output a weight multiplies, the slope
/// X(1 − X) of a sigmoid, the 1 of a linear node, ∂ℒ/∂O.
/// @param factor   one of `all_factors()`
/// @param x        the evaluation it is taken at
/// @param function which loss the last factor belongs to
/// @return the value of ∂of/∂by at `x`
/// @throws std::invalid_argument when it is not a direct factor
template <class T>
T factor_value(Factor factor, const Evaluation<T>& x,
               LossFunction function = LossFunction::mean_of_squares);

/// The product of the factors of a path.
/// @param path     factors, at least one
/// @param x        the evaluation it is taken at
/// @param function which loss the last factor belongs to
/// @return what this path adds to the derivative
template <class T>
T path_product(const Path& path, const Evaluation<T>& x,
               LossFunction function = LossFunction::mean_of_squares)
{
    T product = T(1);
    for (const Factor factor : path) {
        product = product * factor_value(factor, x, function);
    }
    return product;
}

/// What kind of factor it is: the formula it comes from.
enum class FactorKind {
    weight_of_connection, ///< ∂X_in/∂X of the layer before: λ
    output_before,        ///< ∂X_in/∂λ: the output that λ multiplies
    one,                  ///< ∂X_in/∂b, and ∂O/∂O_in of a linear node: 1
    slope_of_sigmoid,     ///< ∂X/∂X_in of a sigmoid node: X(1 − X)
    slope_of_loss         ///< ∂ℒ/∂O
};

/// The kind of a factor.
/// @param factor a direct derivative
/// @return which formula gives it
/// @throws std::invalid_argument when `by` does not stand in the formula of `of`
FactorKind kind_of(Factor factor);

/// The input that an output node should reconstruct: I1 for O9, I2 for O10, I3 for O11.
/// @param node O9, O10 or O11
/// @return the input with the same place in its layer
/// @throws std::invalid_argument when `node` is not an output node
Quantity target_of(Node node);

template <class T>
T factor_value(Factor factor, const Evaluation<T>& x, LossFunction function)
{
    switch (kind_of(factor)) {
    case FactorKind::weight_of_connection:
        return x[weight_between(node_of(factor.by), node_of(factor.of))];
    case FactorKind::output_before:
        return x[output_of(connection_of(factor.by).from)];
    case FactorKind::slope_of_sigmoid:
        return sigmoid_slope(x[factor.of]);
    case FactorKind::slope_of_loss:
        return loss_derivative(x[factor.by], x[target_of(node_of(factor.by))], function);
    case FactorKind::one:
        break;
    }
    return T(1);
}

} // namespace autoencoder
