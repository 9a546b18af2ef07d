/// @file
/// The samples and what the network makes of them: figures 18, 21, 22 and 23 of the source.
#pragma once

#include "data/samples.hpp"
#include "plots/figure.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string>

namespace autoencoder::plots {

/// Figures `19_training_data` and `23_test_data`: every sample as a line over the three input nodes, with its number
/// and its label, if there are labels. CSV columns `index,I1,I2,I3,label,slope`; what a sample has not is left empty.
/// @param name        file name without ending
/// @param dataset     at least one sample
/// @param first_index number of the first sample: 1 for the training data, 13 for the test data of the source
/// @return the figure, not yet drawn
Figure samples(const std::string& name, const Dataset& dataset, std::size_t first_index = 1);

/// Figures `22_training_reconstruction` and `23_test_reconstruction`: a small panel for each sample with its
/// reconstruction dashed. At most the first twelve are drawn. CSV columns `index,O9,O10,O11`, all samples.
/// @param name        file name without ending
/// @param samples     at least one
/// @param outputs     O9, O10, O11 of each sample
/// @param first_index number of the first sample
/// @return the figure, not yet drawn
/// @throws std::invalid_argument when there are not as many outputs as samples
Figure reconstruction(const std::string& name, std::span<const Sample<double>> samples,
                      std::span<const std::array<double, 3>> outputs, std::size_t first_index = 1);

} // namespace autoencoder::plots
