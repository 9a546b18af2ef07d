/// @file
/// A number that knows how wrong it can be: the running error bound.
#pragma once

#include <cmath>
#include <limits>

namespace autoencoder::verification {

/// A double with a bound on its distance from the exact result. Each operation computes the same double as without the
/// bound, and adds up what the operands bring along and what its own rounding can add. The network's formulas run on it
/// unchanged and so certify their own rounding; where large terms cancel, the bound says so.
///
/// It counts on IEEE arithmetic that rounds to nearest, and on an `exp` that is good to 1 ulp.
class Bounded {
public:
    /// Zero, exactly.
    Bounded() = default;

    /// A given number, exactly.
    /// @param value what it holds
    explicit Bounded(double value) : value_(value) {}

    /// The number, the same double that plain arithmetic gives.
    /// @return the double
    double value() const { return value_; }

    /// How far the exact result can be from `value()`: 0 for a number that was given, never negative, NaN when nothing
    /// can be said.
    /// @return the bound
    double bound() const { return bound_; }

    /// Sum.
    friend Bounded operator+(Bounded a, Bounded b) { return rounded(a.value_ + b.value_, a.bound_ + b.bound_); }

    /// Difference.
    friend Bounded operator-(Bounded a, Bounded b) { return rounded(a.value_ - b.value_, a.bound_ + b.bound_); }

    /// The number with the other sign, which rounds nothing.
    friend Bounded operator-(Bounded a) { return {-a.value_, a.bound_}; }

    /// Product.
    friend Bounded operator*(Bounded a, Bounded b)
    {
        return rounded(a.value_ * b.value_,
                       std::abs(a.value_) * b.bound_ + std::abs(b.value_) * a.bound_ + a.bound_ * b.bound_);
    }

    /// Quotient.
    friend Bounded operator/(Bounded a, Bounded b)
    {
        const double quotient = a.value_ / b.value_;
        if (std::isinf(b.value_)) { // it overflowed: all that is known is that it is larger than the largest double
            return rounded(quotient, (std::abs(a.value_) + a.bound_) / std::numeric_limits<double>::max());
        }
        return rounded(quotient, (a.bound_ + std::abs(quotient) * b.bound_) / (std::abs(b.value_) - b.bound_));
    }

    /// Exponential function.
    friend Bounded exp(Bounded a)
    {
        const double value = std::exp(a.value_);
        return rounded(value, value * std::expm1(a.bound_) + unit_roundoff * value); // 1 ulp is twice the roundoff
    }

private:
    Bounded(double value, double bound) : value_(value), bound_(bound) {}

    static constexpr double unit_roundoff = std::numeric_limits<double>::epsilon() / 2.0;

    /// Adds the rounding of one operation; the last factor makes up for the rounding of the bound itself.
    static Bounded rounded(double value, double propagated)
    {
        constexpr double underflow = std::numeric_limits<double>::denorm_min();
        constexpr double slack = 1.0 + 16.0 * unit_roundoff;
        return {value, (propagated + unit_roundoff * std::abs(value) + underflow) * slack};
    }

    double value_ = 0.0;
    double bound_ = 0.0;
};

} // namespace autoencoder::verification
