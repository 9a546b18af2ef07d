/// @file
/// The points at which derivatives are checked: a network, and a sample or a batch that goes through it.
#pragma once

#include "network/loss.hpp"
#include "network/values.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace autoencoder::verification {

/// Where a derivative is taken.
struct Point {
    std::string name;                                      ///< for tables, such as `fresh, sample 3`
    Parameters<double> parameters;                         ///< θ
    std::vector<Sample<double>> batch;                     ///< one sample; or several, whose mean loss is meant
    LossFunction function = LossFunction::mean_of_squares; ///< which loss
};

/// A quantity at a point.
/// @param point    where
/// @param quantity any of the 44
/// @return for the loss of a batch its mean; for anything else the value with the first sample
double value_at(const Point& point, Quantity quantity);

/// The document's own network on its own samples: as initialised, and after its 10,000 epochs; each of the 12 samples
/// alone, and all of them as a batch. 26 points.
/// @return 13 fresh ones, then 13 trained ones
std::vector<Point> document_points();

/// Random networks: all 24 parameters uniform in [−1, 1), so that no bias is 0 and no two values are equal, each with a
/// sample of its own.
/// @param count how many
/// @param seed  of the generator; the points depend on nothing else
/// @return `count` points with a single sample each
std::vector<Point> random_points(std::size_t count, std::uint32_t seed = 1);

/// The smallest relative gap between two numbers at a point that an index slip could confuse: weights, biases that are
/// not 0, inputs, node inputs and outputs. Where the gap is 0, a slip from one to the other cannot be seen.
/// @param point a point with a single sample
/// @return 0 when two of them are equal
double smallest_gap(const Point& point);

} // namespace autoencoder::verification
