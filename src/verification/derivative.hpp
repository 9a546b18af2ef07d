/// @file
/// The 82 derivatives of the document, and what the library's own code says they are.
#pragma once

#include "network/backpropagation.hpp"
#include "network/chain_rule.hpp"
#include "network/descent.hpp"
#include "network/quantity.hpp"
#include "verification/point.hpp"

#include <cmath>
#include <span>
#include <string>
#include <vector>

namespace autoencoder::verification {

/// The derivative ∂of/∂by of one quantity by another one upstream of it.
struct Derivative {
    Quantity of; ///< what changes
    Quantity by; ///< what it changes with

    /// Whether two derivatives are the same.
    friend bool operator==(Derivative, Derivative) = default;
};

/// Name in Unicode: `∂ℒ/∂λ7,9`.
/// @param derivative any
/// @return the name in UTF-8, on one line
std::string name_of(Derivative derivative);

/// The 82 derivatives that the document names: the loss by each of 24 parameters and by each of 16 node inputs and
/// outputs, and the 42 factors between other quantities. They stand in the order in which backpropagation needs them,
/// so that the first wrong one is the cause and those after it may be consequences.
/// @return 82 derivatives, each once
std::span<const Derivative> all_derivatives();

/// Those of `all_derivatives()` that a point has: all 82 for a single sample, the 24 by a parameter for a batch.
/// @param point a single sample or a batch
/// @return 82 or 24 derivatives, in the order of `all_derivatives()`
std::vector<Derivative> derivatives_at(const Point& point);

/// Whether a derivative is a direct factor of the chain rule; the three ∂ℒ/∂O are.
/// @param derivative any
/// @return true for each of the 45 factors
bool is_factor(Derivative derivative);

/// The derivatives among `all_derivatives()` that stand in the chain rule of this one: none for a factor, and for ∂ℒ/∂X
/// each ∂Y/∂X with its ∂ℒ/∂Y.
/// @param derivative one of `all_derivatives()`
/// @return those that are multiplied and added up to give it
std::vector<Derivative> ingredients_of(Derivative derivative);

/// What the library says the derivatives are, in any number type: the factors from `factor_value`, the derivatives of
/// the loss from `backpropagate`, those of a batch from `mean_gradient`.
template <class T>
class LibraryDerivatives {
public:
    /// Evaluates the network at a point and carries the loss derivative back through it.
    /// @param point a single sample or a batch
    explicit LibraryDerivatives(const Point& point) : function_(point.function)
    {
        const Parameters<T> parameters = converted<T>(point.parameters);
        std::vector<Sample<T>> batch;
        for (const Sample<double>& sample : point.batch) {
            batch.push_back(converted<T>(sample));
        }
        evaluation_ = evaluate(parameters, batch.front(), function_);
        if (batch.size() == 1) {
            by_loss_ = backpropagate(parameters, batch.front(), evaluation_.nodes, function_);
        } else {
            by_loss_.parameters = mean_gradient<T>(parameters, batch, function_);
        }
    }

    /// The value of one of `derivatives_at(point)`.
    /// @param derivative which
    /// @return its value
    T operator[](Derivative derivative) const
    {
        return derivative.of == Quantity::L
                   ? by_loss_[derivative.by]
                   : factor_value(Factor{derivative.of, derivative.by}, evaluation_, function_);
    }

    /// The derivative of the loss once more, as the sum over all paths of the products of their factors.
    /// @param by a parameter, a node input or a node output, at a single sample
    /// @return Σ over `paths_from(by)` of `path_product`
    T along_paths(Quantity by) const
    {
        T sum{};
        for (const Path& path : paths_from(by)) {
            sum = sum + path_product(path, evaluation_, function_);
        }
        return sum;
    }

private:
    LossFunction function_;
    Evaluation<T> evaluation_;
    LossDerivatives<T> by_loss_;
};

} // namespace autoencoder::verification
