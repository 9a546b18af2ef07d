/// @file
/// The functions of `Kernels`, written once. Each file of an instruction set includes this and is compiled for it.
#pragma once

#include "lanes/kernels.hpp"
#include "lanes/lanes.hpp"
#include "network/backpropagation.hpp"
#include "network/descent.hpp"
#include "network/wrong_gradient.hpp"

#include <cstddef>

namespace autoencoder::lanes {

// Each file of an instruction set is to have its own copy of all this: that is what the unnamed namespace is for.
// NOLINTBEGIN(misc-definitions-in-headers)
namespace {

/// A network in each lane and a sample in each part: every part holds the same networks.
template <int samples>
using NetworkLanes = Lanes<register_width, samples>;
using OnePart = NetworkLanes<1>;

template <int width, int parts>
Lanes<width, 1> sum_of_parts(const Lanes<width, parts>& lanes)
{
    Lanes<width, 1> sum(lanes.part[0]);
#pragma GCC unroll 8
    for (int i = 1; i < parts; ++i) {
        sum.part[0] += lanes.part[i];
    }
    return sum;
}

/// sum += gradient, each of the 24 in its place.
template <class L>
void add(Parameters<L>& sum, const Parameters<L>& gradient)
{
    for_each_parameter([&](auto i) {
        constexpr auto member = parameter_members<L>[i];
        sum.*member = sum.*member + gradient.*member;
    });
}

/// Sums over a batch, one in each lane.
struct Sums {
    OnePart loss;
    Parameters<OnePart> gradient;
};

template <int samples>
Sample<NetworkLanes<samples>> samples_from(const Sample<double>* first)
{
    using L = NetworkLanes<samples>;
    const auto input = [first](double Sample<double>::*I) {
        return L::by_part([&](int i) { return L(first[i].*I).part[0]; });
    };
    return {input(&Sample<double>::I1), input(&Sample<double>::I2), input(&Sample<double>::I3)};
}

template <int samples>
Parameters<NetworkLanes<samples>> in_every_part(const Parameters<OnePart>& parameters)
{
    using L = NetworkLanes<samples>;
    return converted<L>(parameters, [](const OnePart& one) { return L(one.part[0]); });
}

/// Forward and back through some samples, for all networks.
template <LossFunction function, int samples>
void add_samples(Sums& sums, const Parameters<OnePart>& parameters, const Sample<double>* first)
{
    using L = NetworkLanes<samples>;
    const Parameters<L> p = in_every_part<samples>(parameters);
    const Sample<L> sample = samples_from<samples>(first);
    const Nodes<L> x = forward(p, sample);
    sums.loss = sums.loss + sum_of_parts(loss(x, sample, function));
    add(sums.gradient,
        converted<OnePart>(backpropagate(p, sample, x, function).parameters, sum_of_parts<register_width, samples>));
}

/// What a training with a mistake carries through an epoch.
struct WrongPass {
    WrongGradient mistake;
    double batch_size;
    Parameters<OnePart> moved; // what the backward pass takes for the parameters
};

/// The same with a mistake in it.
template <int samples>
void add_wrongly(Sums& sums, const Parameters<OnePart>& parameters, const WrongPass& wrong, const Sample<double>* first)
{
    using L = NetworkLanes<samples>;
    constexpr LossFunction function = LossFunction::mean_of_squares;
    const Parameters<L> p = in_every_part<samples>(parameters);
    const Sample<L> sample = samples_from<samples>(first);
    const Nodes<L> x = forward(p, sample);
    sums.loss = sums.loss + sum_of_parts(loss(x, sample, function));
    const Slip<L> slip{wrong.mistake, p, x, L(wrong.batch_size)};
    add(sums.gradient,
        converted<OnePart>(backpropagate(in_every_part<samples>(wrong.moved), sample, x, function, slip).parameters,
                           sum_of_parts<register_width, samples>));
}

Parameters<OnePart> loaded(const double* parameters)
{
    Parameters<OnePart> p;
    for_each_parameter([&](auto i) {
        constexpr auto member = parameter_members<OnePart>[i];
        p.*member = OnePart::load(parameters + i * OnePart::size);
    });
    return p;
}

void store(const Parameters<OnePart>& p, double* parameters)
{
    for_each_parameter([&](auto i) {
        constexpr auto member = parameter_members<OnePart>[i];
        (p.*member).store(parameters + i * OnePart::size);
    });
}

[[gnu::flatten]] void train_wrongly(double* parameters, const Sample<double>* batch, std::size_t samples,
                                    WrongGradient mistake, double learning_rate, long epochs, double* losses)
{
    constexpr int together = 4;
    Parameters<OnePart> p = loaded(parameters);
    const auto n = static_cast<double>(samples);
    const OnePart share(1.0 / n);
    for (long epoch = 0; epoch < epochs; ++epoch, losses += OnePart::size) {
        WrongPass wrong{mistake, n, p};
        for (int pass = 0; pass < passes_of(mistake); ++pass) {
            Sums sums;
            std::size_t done = 0;
            for (; done + together <= samples; done += together) {
                add_wrongly<together>(sums, p, wrong, batch + done);
            }
            for (; done < samples; ++done) {
                add_wrongly<1>(sums, p, wrong, batch + done);
            }
            (share * sums.loss).store(losses);
            wrong.moved =
                descend(p, converted<OnePart>(sums.gradient, [&share](const OnePart& total) { return share * total; }),
                        OnePart(learning_rate));
        }
        p = wrong.moved;
    }
    store(p, parameters);
}

template <LossFunction function>
[[gnu::flatten]] void train(double* parameters, const Sample<double>* batch, std::size_t samples, double learning_rate,
                            long epochs, double* losses)
{
    // Four samples at a time: while one waits for a result, the processor works on the others.
    constexpr int together = 4;
    constexpr std::size_t width = OnePart::size;
    Parameters<OnePart> p = loaded(parameters);
    const OnePart share(1.0 / static_cast<double>(samples));
    for (long epoch = 0; epoch < epochs; ++epoch, losses += width) {
        Sums sums;
        std::size_t done = 0;
        for (; done + together <= samples; done += together) {
            add_samples<function, together>(sums, p, batch + done);
        }
        for (; done < samples; ++done) {
            add_samples<function, 1>(sums, p, batch + done);
        }
        (share * sums.loss).store(losses);
        p = descend(p, converted<OnePart>(sums.gradient, [&share](const OnePart& total) { return share * total; }),
                    OnePart(learning_rate));
    }
    store(p, parameters);
}

constexpr LossFunction mean = LossFunction::mean_of_squares;
constexpr LossFunction half = LossFunction::half_sum_of_squares;

constexpr Kernels kernels{OnePart::size,
                          [](double* parameters, const Sample<double>* batch, std::size_t samples,
                             LossFunction function, double learning_rate, long epochs, double* losses) {
                              function == mean ? train<mean>(parameters, batch, samples, learning_rate, epochs, losses)
                                               : train<half>(parameters, batch, samples, learning_rate, epochs, losses);
                          },
                          train_wrongly,
                          [](const double* x, double* result) { OnePart(exp(OnePart::load(x))).store(result); }};

} // namespace
// NOLINTEND(misc-definitions-in-headers)

} // namespace autoencoder::lanes
