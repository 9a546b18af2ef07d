/// @file
/// A study of many initialisations: how their trainings end, and how long each takes to leave the plateau.
#pragma once

#include "plots/figure.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace autoencoder::plots {

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

/// Figure `26_final_loss`: the share of the seeds that end at a loss or below. CSV columns
/// `seed,final_loss,escape_epoch,agreement,latent_slope,r_squared`.
/// @param rows        at least one, all losses greater than 0
/// @param linear_loss what the best linear code reaches; marked
/// @param marked      the seed that is marked; any other number for none
/// @return the figure, not yet drawn
/// @throws std::invalid_argument when there is no row
Figure final_losses(std::span<const SeedRow> rows, double linear_loss, std::uint32_t marked);

/// Figure `26_plateau`: five quantiles of the loss by epoch, and one seed. CSV columns as `26_final_loss`, then `loss_0`
/// and so on, one for each epoch shown: the whole study, as `--join` reads it.
/// @param rows   at least one, each with the losses of all epochs, greater than 0
/// @param epochs at least one
/// @param marked the seed that is drawn by itself; any other number for none
/// @return the figure, not yet drawn
/// @throws std::invalid_argument when there is no row or no epoch, or a row has not as many losses
Figure plateau(std::span<const SeedRow> rows, const StudyEpochs& epochs, std::uint32_t marked);

/// Figure `26_escape`: the epoch of escape against the agreement of encoder and decoder at the start. CSV columns as
/// `26_final_loss`.
/// @param rows   at least one
/// @param marked the seed that is marked; any other number for none
/// @return the figure, not yet drawn
/// @throws std::invalid_argument when there is no row
Figure escape(std::span<const SeedRow> rows, std::uint32_t marked);

} // namespace autoencoder::plots
