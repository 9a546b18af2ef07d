/// @file
/// Names the mistake behind a wrong derivative.
#pragma once

#include "verification/derivative.hpp"
#include "verification/point.hpp"

#include <span>
#include <string>

namespace autoencoder::verification {

/// The mistakes that a diagnosis can name.
enum class Mistake {
    none,             ///< the value is right
    not_a_number,     ///< NaN or infinite
    last_digits,      ///< right but for a small relative error
    sign,             ///< the negative of the right value
    loss_function,    ///< 2/3 left out or put in: the other loss
    constant_factor,  ///< a constant too many or too few
    sum_for_average,  ///< the sum over the batch instead of its mean, or divided by its size twice
    part_of_batch,    ///< only one sample of the batch
    factor_missing,   ///< a factor of the chain is left out
    factor_twice,     ///< a factor of the chain is there twice
    other_derivative, ///< the value of another derivative: an index slip
    path_missing,     ///< a term of the sum over paths is left out
    path_sign,        ///< a term of the sum over paths has the wrong sign
    factor_replaced,  ///< another number stands in the place of a factor
    factor_added,     ///< a factor is there that does not belong to the chain
    term_added,       ///< another derivative is added to the right one
    not_a_derivative, ///< the loss itself
    two_mistakes,     ///< two of the above at once
    unknown           ///< none of the above
};

/// A value that somebody gives for a derivative at a point.
struct Attempt {
    Point point;  ///< where; a batch means the mean over its samples
    double value; ///< what is said to be the derivative there
};

/// What is wrong with the values given.
struct Diagnosis {
    Mistake mistake = Mistake::unknown; ///< its kind
    std::string sentence;               ///< in plain words, such as `this is ∂L/∂λ8,9: …`
};

/// Finds the mistake that explains the values given for a derivative at one or several points. The more points, the
/// surer: a guess must explain the wrong value at every one of them to nine digits. The right values come from dual
/// numbers in 50 digits and not from backpropagation, so that the library's own mistakes are found as well.
/// @param derivative what was asked for: any quantity by a parameter, node input or node output upstream of it
/// @param attempts   at least one
/// @return the mistake, or that the value is right
/// @throws std::invalid_argument without an attempt, or when `by` is not upstream of `of`
Diagnosis diagnose(Derivative derivative, std::span<const Attempt> attempts);

} // namespace autoencoder::verification
