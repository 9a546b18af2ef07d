/// @file
/// The loss by epoch: figure 19 of the source, and the test loss beside it.
#pragma once

#include "network/training.hpp"
#include "plots/figure.hpp"

namespace autoencoder::plots {

/// Figure `20_loss`: the loss of every epoch. CSV columns `epoch,loss`.
/// @param training at least one recorded epoch
/// @throws std::invalid_argument when the training recorded none
/// @return the figure, not yet drawn
Figure loss_curve(const Training& training);

/// Figure `24_train_test_loss`: training and test loss of every epoch. CSV columns `epoch,training_loss,test_loss`.
/// @param training made with a test batch
/// @return the figure, not yet drawn
/// @throws std::invalid_argument when the training recorded no test loss
Figure train_test_loss(const Training& training);

} // namespace autoencoder::plots
