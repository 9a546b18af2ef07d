/// @file
/// The table of a study: a row for each seed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace autoencoder::study {

/// What is kept of the training of one seed.
struct SeedRow {
    std::uint32_t seed = 0;  ///< of the initialisation
    double final_loss = 0.0; ///< loss of the last epoch
    long escape_epoch = -1;  ///< first epoch that has left the plateau; −1 when none has
    double agreement = 0.0; ///< e + d of the initial weights: encoder and decoder agree on a direction when it is large
    double latent_slope = 0.0;  ///< slope of M6 against the label, after the training
    double r_squared = 0.0;     ///< how well a line describes M6 against the label, 0 to 1
    std::vector<double> loss{}; ///< losses of the epochs shown, as many as `StudyEpochs`
};

using StudyEpochs = std::vector<long>; ///< the epochs whose losses are kept, ascending

/// The columns of a study's table.
/// @param epochs the epochs whose losses it holds; may be empty
/// @return `seed,final_loss,escape_epoch,agreement,latent_slope,r_squared`, then `loss_0` and so on
std::vector<std::string> study_columns(const StudyEpochs& epochs);

} // namespace autoencoder::study
