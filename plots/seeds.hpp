/// @file
/// A study of many initialisations: how their trainings end, and how long each takes to leave the plateau.
#pragma once

#include "plots/figure.hpp"
#include "study/seed_row.hpp"

#include <cstdint>
#include <span>

namespace autoencoder::plots {

using study::SeedRow;
using study::StudyEpochs;

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
