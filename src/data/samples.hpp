/// @file
/// The synthetic samples, section 7 of the source: noisy lines through the middle node, and their labels.
#pragma once

#include "network/values.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace autoencoder {

/// Samples with what is known about each. Entry i of each vector belongs to sample i.
struct Dataset {
    std::vector<Sample<double>> samples; ///< z = (x − 2)·m + ε at x = 1, 2, 3, with the noise ε
    std::vector<double>
        slopes; ///< the slope m that was drawn, in [−2, 2); none for samples that were not drawn
    std::vector<double>
        labels; ///< Y = x·z / (x·x), or what somebody else calls a label; may be none
};

/// The label of a sample, Y = (1·I1 + 2·I2 + 3·I3) / 14. It is only compared with the latent value, never trained on.
/// @param sample the three values z
/// @return Y, about m/7 for a slope m
double label_of(const Sample<double>& sample);

/// Draws samples: for each a slope m from [−2, 2), then three normal deviations.
/// @param seed  of NumPy's legacy stream, 14 for the training data of the source and 20 for its test data
/// @param count number of samples, at least 1
/// @param sigma standard deviation of the noise, ≥ 0; 0.1 in the source
/// @return samples, slopes and labels, `count` of each
/// @throws std::invalid_argument for a count of 0 or a sigma that is negative or not finite
Dataset make_dataset(std::uint32_t seed, std::size_t count = 12, double sigma = 0.1);

/// Largest size of a value in a sample that is read. Beyond, the sigmoids of fresh weights lose their last digits.
inline constexpr double largest_value = 10.0;

/// Largest size of a label that is read.
inline constexpr double largest_label = 1e6;

/// Most samples that are read.
inline constexpr std::size_t most_samples_read = 100'000;

/// Samples from CSV text: columns `I1`, `I2` and `I3`, found by their names, and perhaps `label`. Other columns mean
/// nothing.
/// @param text header line first, then a line for each sample
/// @return samples without slopes; with labels when there is a column of them
/// @throws std::invalid_argument when a column is missing or there twice, a value is not a number of at most 10 in size or
///         a label not one of at most a million, a line is too short or too long, or there is no sample or more than
///         100,000: the message names the line
Dataset read_samples(std::string_view text);

} // namespace autoencoder
