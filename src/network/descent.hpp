/// @file
/// The gradient of a batch and the descent step, section 6 of the source.
#pragma once

#include "network/backpropagation.hpp"
#include "network/values.hpp"

#include <functional>
#include <span>

namespace autoencoder {

/// Joins two sets of 24 numbers one by one: `result[parameter] = operation(a[parameter], b[parameter])`.
/// @param a         first set
/// @param b         second set
/// @param operation called once for each parameter with a number of each set
/// @return the 24 results
template <class T, class Operation>
Parameters<T> combined(const Parameters<T>& a, const Parameters<T>& b, Operation operation)
{
    Parameters<T> result;
    for_each_parameter([&](auto i) {
        constexpr auto member = parameter_members<T>[i];
        result.*member = operation(a.*member, b.*member);
    });
    return result;
}

/// The gradient of the mean loss over a batch: the gradients of its samples, averaged.
/// @param parameters where the gradient is taken
/// @param batch      at least one sample
/// @param function   which loss is differentiated
/// @return 24 means, one for each parameter
/// @throws std::invalid_argument for an empty batch
template <class T>
Parameters<T> mean_gradient(const Parameters<T>& parameters, std::span<const Sample<T>> batch,
                            LossFunction function = LossFunction::mean_of_squares)
{
    if (batch.empty()) {
        throw std::invalid_argument("the gradient of an empty batch is not defined");
    }
    Parameters<T> sum;
    for (const Sample<T>& sample : batch) {
        const Nodes<T> nodes = forward(parameters, sample);
        sum = combined(sum, backpropagate(parameters, sample, nodes, function).parameters,
                       std::plus<>());
    }
    const T n = T(static_cast<double>(batch.size()));
    return converted<T>(sum, [&n](const T& total) { return T(total / n); });
}

/// The mean loss over a batch.
/// @param parameters weights and biases
/// @param batch      at least one sample
/// @param function   which loss
/// @return a number ≥ 0, in squared units of the samples
/// @throws std::invalid_argument for an empty batch
template <class T>
T mean_loss(const Parameters<T>& parameters, std::span<const Sample<T>> batch,
            LossFunction function = LossFunction::mean_of_squares)
{
    if (batch.empty()) {
        throw std::invalid_argument("the loss of an empty batch is not defined");
    }
    T sum{};
    for (const Sample<T>& sample : batch) {
        sum = sum + loss(forward(parameters, sample), sample, function);
    }
    return T(sum / T(static_cast<double>(batch.size())));
}

/// The squared length ‖g‖² of a gradient: the sum of its 24 squares. A small step of gradient descent lowers the loss by
/// about η·‖g‖².
/// @param gradient derivatives of a loss by the 24 parameters
/// @return a number ≥ 0
template <class T>
T squared_length(const Parameters<T>& gradient)
{
    T sum{};
    for (const Quantity parameter : all_parameters()) {
        sum = sum + gradient[parameter] * gradient[parameter];
    }
    return sum;
}

/// One step of gradient descent: θ − η·gradient.
/// @param parameters    θ before the step
/// @param gradient      ∂ℒ/∂θ, at `parameters`
/// @param learning_rate η, greater than 0
/// @return θ after the step
template <class T>
Parameters<T> descend(const Parameters<T>& parameters, const Parameters<T>& gradient,
                      const T& learning_rate)
{
    return combined(parameters, gradient, [&](const T& parameter, const T& slope) {
        return T(parameter - learning_rate * slope);
    });
}

} // namespace autoencoder
