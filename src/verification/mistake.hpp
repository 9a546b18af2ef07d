/// @file
/// The mistakes that somebody makes with the chain rule, by name.
#pragma once

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

} // namespace autoencoder::verification
