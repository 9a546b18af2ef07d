/// @file
/// How the error of a numerical derivative depends on its step.
#pragma once

#include "network/quantity.hpp"
#include "plots/figure.hpp"

#include <span>

namespace autoencoder::plots {

/// Relative errors of three numerical derivatives made with the same step.
struct StepSizeRow {
    double h;            ///< the step, greater than 0
    double forward;      ///< relative error of the forward difference, ≥ 0
    double central;      ///< relative error of the central difference, ≥ 0
    double complex_step; ///< relative error of the complex step, ≥ 0
};

/// Figure `05_step_size`: error against step, both axes logarithmic. An error of 0 is drawn at 10⁻¹⁷. CSV columns
/// `h,forward,central,complex_step`.
/// @param rows in ascending or descending order of h, at least two
/// @param of   the quantity that is differentiated, for the description
/// @param by   the quantity it is differentiated by
/// @return the figure, not yet drawn
/// @throws std::invalid_argument for fewer than two rows or a number that is negative or not finite
Figure step_size(std::span<const StepSizeRow> rows, Quantity of, Quantity by);

} // namespace autoencoder::plots
