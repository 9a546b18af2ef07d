/// @file
/// What the main functions of the chapters share: the page they write on, the program around it, and the start, the
/// samples and the training that the settings ask for.
#pragma once

#include "data/samples.hpp"
#include "network/training.hpp"
#include "network/values.hpp"
#include "workbook/program.hpp"

#include <array>
#include <cstddef>
#include <span>

namespace autoencoder::workbook {

/// The initial parameters that the settings ask for: normalised Xavier with `seed`.
/// @param settings what the command line asked for
/// @return 16 drawn weights, 8 biases of 0
Parameters<double> initial_parameters(const Settings& settings);

/// The training samples that the settings ask for: the reader's own, or those of `data_seed`, `samples`, `sigma`.
/// @param settings what the command line asked for
/// @return the samples with slopes and labels; the reader's own have no slopes, and labels when the file has them
Dataset training_data(const Settings& settings);

/// The test samples that the settings ask for: the reader's own, or those of `test_seed`, `samples`, `sigma`.
/// @param settings what the command line asked for
/// @return the samples, as `training_data` gives them
Dataset test_data(const Settings& settings);

/// The training that the settings ask for.
/// @param settings what the command line asked for
/// @return epochs, learning rate and tolerance
TrainingOptions training_options(const Settings& settings);

/// When a training diverged, says so in the report and records a failed check.
/// @param page     of the chapter that trained
/// @param training how it went
/// @param first_epoch the number of its first epoch
void check_end(Page& page, const Training& training, std::size_t first_epoch = 0);

/// Trains as the settings ask, from `initial_parameters(settings)` on `training_data(settings)`. When the training
/// diverges, the report says so and a failed check is recorded.
/// @param page whose settings are followed, and whose report tells of a divergence
/// @param test samples whose loss is recorded beside; may be empty
/// @return the training, up to a divergence if there is one
Training run_training(Page& page, std::span<const Sample<double>> test = {});

/// The loss of one sample whose outputs were recorded.
/// @param outputs O9, O10 and O11
/// @param sample  the sample they should reconstruct
/// @return ⅓ Σ (O − I)²
double loss_of(const std::array<double, 3>& outputs, const Sample<double>& sample);

/// A table of samples beside their reconstructions: latent value, each input beside its output, loss.
/// @param samples     one for each row
/// @param M6          latent value of each sample
/// @param outputs     O9, O10 and O11 of each sample
/// @param first_index index of the first sample
/// @return the table, with four decimals, six for the loss
Table reconstruction_table(std::span<const Sample<double>> samples, std::span<const double> M6,
                           std::span<const std::array<double, 3>> outputs, std::size_t first_index);

} // namespace autoencoder::workbook
