/// @file
/// What the files of the instruction sets offer to the rest of this room: the same functions, compiled differently.
#pragma once

#include "network/loss.hpp"
#include "network/values.hpp"
#include "network/wrong_gradient.hpp"

#include <cstddef>

namespace autoencoder::lanes {

/// The functions of one instruction set.
struct Kernels {
    /// Networks that are trained together.
    std::size_t networks_at_once;

    /// Some epochs of that many trainings on the same batch. `parameters` holds the first parameter of every network,
    /// then the second, up to the 24th, and is moved on; `loss` receives the losses of the first epoch, one for each
    /// network, then those of the second, and so on.
    void (*train)(double* parameters, const Sample<double>* batch, std::size_t samples, LossFunction function,
                  double learning_rate, long epochs, double* loss);

    /// The same with a mistake in every gradient, and with the mean of squares.
    void (*train_wrongly)(double* parameters, const Sample<double>* batch, std::size_t samples, WrongGradient mistake,
                          double learning_rate, long epochs, double* loss);

    /// eˣ of `networks_at_once` numbers.
    void (*exponential)(const double* x, double* result);
};

extern const Kernels any_kernels;    ///< for every processor: on x86-64 two lanes in a register
extern const Kernels avx2_kernels;   ///< four lanes in a register
extern const Kernels avx512_kernels; ///< eight lanes in a register

} // namespace autoencoder::lanes
