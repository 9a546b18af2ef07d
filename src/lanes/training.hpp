/// @file
/// Many trainings on the same samples: the formulas of `network`, run on several networks at once, and on every core.
#pragma once

#include "network/training.hpp"
#include "network/wrong_gradient.hpp"

#include <cstddef>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace autoencoder::lanes {

/// What a processor can do with one instruction. The library holds the fast code once for each and chooses when it
/// runs; all of them give the same bits.
enum class InstructionSet {
    any,   ///< two doubles, on x86-64: every processor
    avx2,  ///< four doubles
    avx512 ///< eight doubles
};

/// The name of an instruction set for a report.
/// @param set one of the three
/// @return `any`, `AVX2` or `AVX-512`
std::string_view name_of(InstructionSet set);

/// What this processor has.
/// @return at least `any`; the fastest last
std::vector<InstructionSet> available();

/// How to train many networks.
struct ManyOptions {
    long epochs = 10000;                                        ///< of every training, at least 1
    double learning_rate = 0.1;                                 ///< η, greater than 0
    LossFunction loss_function = LossFunction::mean_of_squares; ///< which loss is descended
    WrongGradient mistake = WrongGradient::none;                ///< in every gradient; only with the mean of squares
    unsigned threads = 0;                                       ///< how many at a time; 0 for one on each core
    InstructionSet set = available().back();                    ///< which code runs
    std::function<bool()> stop{}; ///< asked often and by all threads: true when no more is wanted
};

/// Takes what one training leaves: its place among the starts, the parameters after the last update, and the loss of
/// every epoch, which may be not finite when the training diverged. Called from several threads, once for each training,
/// in no certain order; it must not throw, and what it looks at is gone afterwards.
using Finished =
    std::function<void(std::size_t index, const Parameters<double>& parameters, std::span<const double> loss)>;

/// Trains many networks on one batch, each in a lane of its own. What a training gives does not depend on its
/// neighbours, on the number of threads or on the instruction set: it is the same to the last bit.
/// @param starts   parameters to start from, one set for each network
/// @param batch    training samples, at least one
/// @param options  how to train
/// @param finished called for each training that is done
/// @return how many are done: all, unless `stop` said so
/// @throws std::invalid_argument for an empty batch, fewer than one epoch, a learning rate that is not a finite number
///         greater than 0, an instruction set that is not available, or a mistake with another loss than the mean
std::size_t train_many(std::span<const Parameters<double>> starts, std::span<const Sample<double>> batch,
                       const ManyOptions& options, const Finished& finished);

} // namespace autoencoder::lanes
