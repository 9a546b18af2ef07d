/// @file
/// Derivatives by other means than the chain rule, in double precision: each moves one quantity and looks at another.
#pragma once

#include "verification/derivative.hpp"
#include "verification/point.hpp"

namespace autoencoder::verification {

/// A derivative as a witness gives it, and how far from the truth it may be.
struct Testimony {
    double value = 0.0;     ///< the derivative
    double tolerance = 0.0; ///< largest error that this witness allows itself
};

/// A step for a central difference, where its two errors balance: cbrt(ε)·max(1, |x|), with x the value of the quantity
/// that is moved; shortened where the input of a sigmoid behind it changes faster than the quantity itself.
/// @param point where
/// @param by    the quantity that is moved
/// @return the step h, greater than 0
double central_step(const Point& point, Quantity by);

/// (f(x + h) − f(x)) / h: error proportional to h.
/// @param point      where
/// @param derivative which
/// @param h          step, greater than 0
/// @return the quotient
double forward_difference(const Point& point, Derivative derivative, double h);

/// (f(x + h) − f(x − h)) / 2h: error proportional to h².
/// @param point      where
/// @param derivative which
/// @param h          step, greater than 0
/// @return the quotient
double central_difference(const Point& point, Derivative derivative, double h);

/// Central difference with `central_step` h. Its tolerance is the larger of its two errors: 10·h²·max(1, ℒ) for the
/// curve, times the cube of the largest |parameter| where one is larger than 1; and the running bound of the forward
/// pass, divided by h, for rounding.
/// @param point      where
/// @param derivative which
/// @return the quotient and its tolerance
Testimony by_central_difference(const Point& point, Derivative derivative);

/// Eight values around the point, error proportional to h⁸ (Boost.Math). Its tolerance is four times the error that
/// Boost estimates, and what rounding in the forward pass adds.
/// @param point      where
/// @param derivative which
/// @return the derivative and its tolerance
Testimony by_eighth_order_difference(const Point& point, Derivative derivative);

/// A step h in the imaginary direction: Im f(x + ih) / h. Nothing is subtracted, so that h may be tiny.
/// @param point      where
/// @param derivative which
/// @param h          step, greater than 0
/// @return the derivative
double complex_step(const Point& point, Derivative derivative, double h);

/// Complex step (Boost.Math). Its tolerance is twice the bound of the value that it is compared with.
/// @param point      where
/// @param derivative which
/// @param bound      running error bound of the value that is checked
/// @return the derivative and its tolerance
Testimony by_complex_step(const Point& point, Derivative derivative, double bound);

/// The tape: the forward pass is written down, operation by operation, and the derivatives are read off on the way back.
/// Its tolerance is the sum of two running bounds, that of the value and its own: each of the two can be that far from
/// the derivative.
/// @param point      where
/// @param derivative which
/// @param bound      running error bound of the value that is checked
/// @return the derivative and its tolerance
Testimony by_tape(const Point& point, Derivative derivative, double bound);

} // namespace autoencoder::verification
