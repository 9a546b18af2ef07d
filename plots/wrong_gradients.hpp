/// @file
/// What training does with wrong gradients.
#pragma once

#include "plots/figure.hpp"

#include <span>
#include <string>
#include <vector>

namespace autoencoder::plots {

/// The losses of a training.
struct LossCourse {
    std::string name;         ///< what it is called in the figure
    std::vector<double> loss; ///< of each epoch; may end early
    bool marked = false;      ///< whether it is the one that the others are compared with
};

/// Figure `27_curves`: the loss by epoch of several trainings, each with its name. CSV columns `epoch` and one for each.
/// @param courses at least one, none of them empty
/// @return the figure, not yet drawn
/// @throws std::invalid_argument without a loss to draw
Figure wrong_gradients(std::span<const LossCourse> courses);

} // namespace autoencoder::plots
