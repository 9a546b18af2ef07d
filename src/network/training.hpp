/// @file
/// Full-batch training, section 6 of the source: forward pass, mean gradient, descent step, again and again, with a
/// record of every epoch.
#pragma once

#include "network/descent.hpp"
#include "network/history.hpp"
#include "network/values.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace autoencoder {

/// Which epochs keep the latent value and the outputs of every sample. The loss is always kept for every epoch.
enum class Recording {
    every_epoch, ///< as the source: 4 numbers a sample and epoch
    last_epoch   ///< only the last recorded epoch: for long runs and large batches
};

/// How to train.
struct TrainingOptions {
    long epochs = 10000;        ///< most epochs to run, at least 1
    double learning_rate = 0.1; ///< η, greater than 0
    std::optional<double>
        tolerance; ///< stop when the loss falls by less than this in an epoch, greater than 0
    LossFunction loss_function = LossFunction::mean_of_squares; ///< which loss is descended
    Recording recording = Recording::every_epoch;               ///< what is kept
};

/// Why a training ended.
enum class TrainingEnd {
    epochs_done, ///< the epochs asked for have run
    converged,   ///< the loss fell by less than the tolerance in an epoch
    diverged     ///< the loss, of the batch or of the test batch, is no longer a finite number
};

/// What a training leaves behind. Everything recorded for an epoch was computed before that epoch's update, so the last
/// record belongs to the parameters before the last update, and `parameters` are those after it. A training that has
/// diverged goes back to the last parameters whose losses are finite, so that every number here is.
struct Training {
    Parameters<double> parameters; ///< after the last update whose loss is finite
    std::vector<double> loss;      ///< mean loss of the training batch by epoch, all finite
    std::vector<double>
        test_loss;      ///< mean loss of the test batch by epoch; empty when there is none
    History<double> M6; ///< M6 of every sample by recorded epoch
    History<std::array<double, 3>> outputs; ///< O9, O10, O11 of every sample by recorded epoch
    TrainingEnd end = TrainingEnd::epochs_done; ///< why it ended
};

/// Refuses a training that makes no sense.
/// @param options how to train
/// @param samples size of the batch
/// @throws std::invalid_argument for an empty batch, fewer than one epoch, or a learning rate or tolerance that is not
///         a finite number greater than 0
void require_sense(const TrainingOptions& options, std::size_t samples);

/// Trains on a batch, sample by sample and epoch by epoch: forward, back, one step.
///
/// With a tolerance T, training stops at the first epoch whose loss is not at least T below the loss of the epoch
/// before; its update is not made. When the loss of an epoch is not finite, training stops with `diverged`, and that
/// epoch is not recorded; so it does when the loss after the last update is not.
/// @param start      parameters to start from
/// @param batch      training samples, at least one
/// @param options    how to train
/// @param test_batch samples whose mean loss is recorded beside the training loss; may be empty
/// @return the parameters reached, and the records
/// @throws std::invalid_argument for an empty batch, fewer than one epoch, or a learning rate or tolerance that is not
///         a finite number greater than 0
Training train(const Parameters<double>& start, std::span<const Sample<double>> batch,
               const TrainingOptions& options = {},
               std::span<const Sample<double>> test_batch = {});

/// The epoch of the fastest fall: the one whose loss lies furthest below the loss of the epoch before. The first epochs,
/// in which any network falls fast, can be left out.
/// @param loss  losses by epoch
/// @param after epoch from which on it is looked for
/// @return an epoch later than `after`; `after` itself when no epoch follows it
std::size_t fastest_fall(std::span<const double> loss, std::size_t after = 0);

} // namespace autoencoder
