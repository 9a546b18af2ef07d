/// @file
/// Numbers of 50 decimal digits, and dual numbers made of them. Heavy: only for files that compute with them.
#pragma once

// Boost 1.74: autodiff must come first, or finite_difference does not compile.
#include <boost/math/differentiation/autodiff.hpp>

#include <boost/multiprecision/cpp_bin_float.hpp>

namespace autoencoder::verification {

/// Without expression templates: the network's formulas say `T(...)` wherever a type matters, and autodiff is happier.
using Digits50 = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<50>, boost::multiprecision::et_off>;

/// A value in 50 digits, and its derivatives up to `order`.
template <std::size_t order>
using Dual = boost::math::differentiation::autodiff_fvar<Digits50, order>;

using Dual50 = Dual<1>; ///< a value and its derivative

} // namespace autoencoder::verification
