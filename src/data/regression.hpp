/// @file
/// Ordinary least squares for one variable, section 8 of the source.
#pragma once

#include <span>

namespace autoencoder {

/// A straight line y = slope·x + intercept, and how much of the variance of y it explains.
struct Regression {
    double slope = 0.0;     ///< change of y per unit of x
    double intercept = 0.0; ///< y at x = 0
    double r_squared = 0.0; ///< squared correlation of x and y, 0 to 1
};

/// Fits a line by ordinary least squares.
/// @param x positions, at least two different values
/// @param y values, as many as x
/// @return the line, and r²
/// @throws std::invalid_argument for different lengths, or when all x are equal
Regression linear_regression(std::span<const double> x, std::span<const double> y);

} // namespace autoencoder
