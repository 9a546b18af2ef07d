/// @file
/// Names the mistake behind a wrong derivative.
#pragma once

#include "verification/derivative.hpp"
#include "verification/mistake.hpp"
#include "verification/point.hpp"

#include <span>
#include <string>

namespace autoencoder::verification {

/// A value that somebody gives for a derivative at a point.
struct Attempt {
    Point point;  ///< where; a batch means the mean over its samples
    double value; ///< what is said to be the derivative there
};

/// What is wrong with the values given.
struct Diagnosis {
    Mistake mistake = Mistake::unknown; ///< its kind
    std::string sentence;               ///< in plain words, such as `this is ∂ℒ/∂λ8,9: …`
};

/// Finds the mistake that explains the values given for a derivative at one or several points. The more points, the
/// surer: a guess must explain the value at every one of them to nine digits, the right values as well. The right values come from dual
/// numbers in 50 digits and not from backpropagation, so that the library's own mistakes are found as well.
/// @param derivative what was asked for: any quantity by a parameter, node input or node output upstream of it
/// @param attempts   at least one
/// @return the mistake, or that the value is right
/// @throws std::invalid_argument without an attempt, or when `by` is not upstream of `of`
Diagnosis diagnose(Derivative derivative, std::span<const Attempt> attempts);

} // namespace autoencoder::verification
