#include "data/regression.hpp"

#include <cstddef>
#include <numeric>
#include <stdexcept>

namespace autoencoder {

namespace {

double mean(std::span<const double> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0)
           / static_cast<double>(values.size());
}

} // namespace

Regression linear_regression(std::span<const double> x, std::span<const double> y)
{
    if (x.size() != y.size()) {
        throw std::invalid_argument("a regression needs as many x as y");
    }
    const double mean_x = mean(x);
    const double mean_y = mean(y);
    double sxx = 0.0;
    double sxy = 0.0;
    double syy = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double dx = x[i] - mean_x;
        const double dy = y[i] - mean_y;
        sxx += dx * dx;
        sxy += dx * dy;
        syy += dy * dy;
    }
    if (!(sxx > 0.0)) { // also without any x
        throw std::invalid_argument("a regression needs at least two different x");
    }
    const double slope = sxy / sxx;
    // Equal y are explained by any line: nothing is left to explain.
    const double r_squared = syy > 0.0 ? sxy * sxy / (sxx * syy) : 1.0;
    return {slope, mean_y - slope * mean_x, r_squared};
}

} // namespace autoencoder
