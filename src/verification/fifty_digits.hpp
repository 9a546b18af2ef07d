/// @file
/// The network in numbers of 50 decimal digits: where rounding is out of the way, a formula is right or wrong.
#pragma once

#include "verification/derivative.hpp"
#include "verification/point.hpp"

#include <memory>
#include <vector>

namespace autoencoder::verification {

/// Every derivative at one point, twice: by forward-mode dual numbers (Boost.Math autodiff), which know nothing of
/// backpropagation, and by the library's own formulas, both in 50 digits (Boost.Multiprecision).
class FiftyDigits {
public:
    /// Evaluates the network at a point, once for each quantity that is moved.
    /// @param point a single sample or a batch
    explicit FiftyDigits(const Point& point);

    /// The derivative of any quantity by any parameter, node input or node output, from the dual numbers, rounded to
    /// double; 0 when `by` is not upstream of `of`.
    /// @param derivative which
    /// @return the derivative, to the last digit of a double
    /// @throws std::invalid_argument for a derivative by an input of the network or by the loss, and at a batch for
    ///         one that is not the loss by a parameter
    double value(Derivative derivative) const;

    /// The distance between the library's formula and the dual number, both in 50 digits. A derivative of the loss at a
    /// single sample has two formulas, backpropagation and the sum over paths: then the larger distance.
    /// @param derivative one of `derivatives_at(point)`
    /// @return the distance, ≥ 0
    double formula_error(Derivative derivative) const;

    /// The distance of a double from the derivative, computed in 50 digits.
    /// @param derivative which
    /// @param value      the double
    /// @return the distance, ≥ 0
    double distance(Derivative derivative, double value) const;

private:
    struct Numbers;
    std::shared_ptr<const Numbers> numbers_;
};

/// The order that a central difference of Boost.Math shows at a point, in 50 digits: log2 of the ratio of its errors
/// at two steps, one half of the other.
/// @param point      a single sample
/// @param derivative which
/// @param order      2, 4, 6 or 8
/// @return the order seen, such as 2.000
/// @throws std::invalid_argument for another order
double observed_order(const Point& point, Derivative derivative, int order);

/// The slope of the Taylor remainder |ℒ(θ + εv) − ℒ(θ) − ε·∇ℒ·v| against ε on logarithmic axes: 2 when the gradient is
/// right, 1 when it is wrong. The gradient is the library's, in 50 digits.
/// @param point     where
/// @param direction v, 24 numbers
/// @param epsilon   the larger of the two steps that are compared
/// @param error     relative error to put into the gradient, to see the slope fall
/// @return the slope seen
double taylor_slope(const Point& point, const Parameters<double>& direction, double epsilon, double error = 0.0);

} // namespace autoencoder::verification
