/// @file
/// The functions of `Kernels`, written once. Each file of an instruction set includes this and is compiled for it.
#pragma once

#include "lanes/kernels.hpp"
#include "lanes/lanes.hpp"
#include "network/backpropagation.hpp"
#include "network/descent.hpp"

#include <array>
#include <cstddef>

namespace autoencoder::lanes {

// Each file of an instruction set is to have its own copy of all this: that is what the unnamed namespace is for.
// NOLINTBEGIN(misc-definitions-in-headers)
namespace {

// Three registers at a time: while one waits for a result, the processor works on the others, and with more of them the
// sixteen registers of a processor run short. Eight lanes would leave four of the twelve places empty.
using SampleLanes = Lanes<(register_width > 4 ? 4 : register_width), 3>;
using SampleRegister = Lanes<SampleLanes::size / 3, 1>;
constexpr std::size_t stride = samples_at_once / 3;                // from a part to the next
constexpr std::size_t steps = samples_at_once / SampleLanes::size; // to take a block

/// A network in each lane and a sample in each part: every part holds the same networks.
template <int samples>
using NetworkLanes = Lanes<register_width, samples>;
using OnePart = NetworkLanes<1>;

/// The samples of a block that the given step takes.
Sample<SampleLanes> sample_of(const double* block, std::size_t step)
{
    const auto input = [&](std::size_t i) {
        return SampleLanes::load(block + i * samples_at_once + step * SampleRegister::size, stride);
    };
    return {input(0), input(1), input(2)};
}

/// 1 in the lanes of the first `count` samples of a block, 0 in the others.
SampleLanes first_lanes(std::size_t count, std::size_t step)
{
    double x[samples_at_once]; // NOLINT(modernize-avoid-c-arrays)
    for (std::size_t i = 0; i < samples_at_once; ++i) {
        x[i] = i < count ? 1.0 : 0.0;
    }
    return SampleLanes::load(x + step * SampleRegister::size, stride);
}

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

/// The sum over what the steps have left in their lanes, in an order that does not depend on the width of a register:
/// lanes two apart first.
template <class Select>
double sum_of_lanes(Select of_step)
{
    if constexpr (steps == 1) {
        const auto& four = of_step(0).part[0];
        return (four[0] + four[2]) + (four[1] + four[3]);
    } else {
        const auto two = of_step(0).part[0] + of_step(1).part[0];
        return two[0] + two[1];
    }
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

/// Sums over a batch that are still spread over the lanes of a register.
template <class Register>
struct Sums {
    Register loss;
    Parameters<Register> gradient;
};

template <LossFunction function>
[[gnu::flatten]] void pass(const Parameters<double>& parameters, const double* blocks, std::size_t samples,
                           const PassResult& result)
{
    const Parameters<SampleLanes> p = converted<SampleLanes>(parameters);
    const auto take = [&](std::size_t done, std::size_t step) {
        const std::size_t place = step * SampleRegister::size;
        const Sample<SampleLanes> sample = sample_of(blocks + 3 * done, step);
        const Nodes<SampleLanes> x = forward(p, sample);
        double* outputs = result.outputs + 3 * done + place;
        x.M6.store(result.M6 + done + place, stride);
        x.O9.store(outputs, stride);
        x.O10.store(outputs + samples_at_once, stride);
        x.O11.store(outputs + 2 * samples_at_once, stride);
        const SampleLanes by_sample = loss(x, sample, function);
        const Parameters<SampleLanes> gradient = backpropagate(p, sample, x, function).parameters;
        const auto sums_with = [&](auto sum) {
            return Sums<SampleRegister>{sum(by_sample), converted<SampleRegister>(gradient, sum)};
        };
        if (samples - done >= samples_at_once) {
            return sums_with([](const SampleLanes& value) { return sum_of_parts(value); });
        }
        const SampleLanes weight = first_lanes(samples - done, step);
        return sums_with([&](const SampleLanes& value) { return sum_of_parts(weight * value); });
    };
    std::array<Sums<SampleRegister>, steps> sums;
    // The first block is not added to zeros: for a batch of twelve that would be a tenth of the work.
    for (std::size_t step = 0; step < steps; ++step) {
        sums[step] = take(0, step);
    }
    for (std::size_t done = samples_at_once; done < samples; done += samples_at_once) {
        for (std::size_t step = 0; step < steps; ++step) {
            const Sums<SampleRegister> more = take(done, step);
            sums[step].loss = sums[step].loss + more.loss;
            add(sums[step].gradient, more.gradient);
        }
    }
    const double share = 1.0 / static_cast<double>(samples);
    result.loss = share * sum_of_lanes([&](std::size_t step) { return sums[step].loss; });
    for_each_parameter([&](auto i) {
        constexpr auto member = parameter_members<double>[i];
        constexpr auto lanes = parameter_members<SampleRegister>[i];
        result.gradient.*member = share * sum_of_lanes([&](std::size_t step) { return sums[step].gradient.*lanes; });
    });
}

template <LossFunction function>
[[gnu::flatten]] double mean_loss(const Parameters<double>& parameters, const double* blocks, std::size_t samples)
{
    const Parameters<SampleLanes> p = converted<SampleLanes>(parameters);
    std::array<SampleRegister, steps> sums;
    for (std::size_t done = 0; done < samples; done += samples_at_once) {
        for (std::size_t step = 0; step < steps; ++step) {
            const Sample<SampleLanes> sample = sample_of(blocks + 3 * done, step);
            sums[step] = sums[step]
                         + sum_of_parts(first_lanes(samples - done, step) * loss(forward(p, sample), sample, function));
        }
    }
    return sum_of_lanes([&](std::size_t step) { return sums[step]; }) / static_cast<double>(samples);
}

template <int samples>
Sample<NetworkLanes<samples>> samples_from(const Sample<double>* first)
{
    using L = NetworkLanes<samples>;
    const auto input = [first](double Sample<double>::*I) {
        return L::by_part([&](int i) { return L(first[i].*I).part[0]; });
    };
    return {input(&Sample<double>::I1), input(&Sample<double>::I2), input(&Sample<double>::I3)};
}

/// Forward and back through some samples, for all networks.
template <LossFunction function, int samples>
void add_samples(Sums<OnePart>& sums, const Parameters<OnePart>& parameters, const Sample<double>* first)
{
    using L = NetworkLanes<samples>;
    const Parameters<L> p = converted<L>(parameters, [](const OnePart& one) { return L(one.part[0]); });
    const Sample<L> sample = samples_from<samples>(first);
    const Nodes<L> x = forward(p, sample);
    sums.loss = sums.loss + sum_of_parts(loss(x, sample, function));
    add(sums.gradient,
        converted<OnePart>(backpropagate(p, sample, x, function).parameters, sum_of_parts<register_width, samples>));
}

template <LossFunction function>
[[gnu::flatten]] void train(double* parameters, const Sample<double>* batch, std::size_t samples, double learning_rate,
                            long epochs, double* losses)
{
    // Four samples at a time: while one waits for a result, the processor works on the others.
    constexpr int together = 4;
    constexpr std::size_t width = OnePart::size;
    Parameters<OnePart> p;
    for_each_parameter([&](auto i) {
        constexpr auto member = parameter_members<OnePart>[i];
        p.*member = OnePart::load(parameters + i * width);
    });
    const OnePart share(1.0 / static_cast<double>(samples));
    for (long epoch = 0; epoch < epochs; ++epoch, losses += width) {
        Sums<OnePart> sums;
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
    for_each_parameter([&](auto i) {
        constexpr auto member = parameter_members<OnePart>[i];
        (p.*member).store(parameters + i * width);
    });
}

constexpr LossFunction mean = LossFunction::mean_of_squares;
constexpr LossFunction half = LossFunction::half_sum_of_squares;

constexpr Kernels kernels{
    [](const Parameters<double>& parameters, const double* blocks, std::size_t samples, LossFunction function,
       const PassResult& result) {
        function == mean ? pass<mean>(parameters, blocks, samples, result)
                         : pass<half>(parameters, blocks, samples, result);
    },
    [](const Parameters<double>& parameters, const double* blocks, std::size_t samples, LossFunction function) {
        return function == mean ? mean_loss<mean>(parameters, blocks, samples)
                                : mean_loss<half>(parameters, blocks, samples);
    },
    OnePart::size,
    [](double* parameters, const Sample<double>* batch, std::size_t samples, LossFunction function,
       double learning_rate, long epochs, double* losses) {
        function == mean ? train<mean>(parameters, batch, samples, learning_rate, epochs, losses)
                         : train<half>(parameters, batch, samples, learning_rate, epochs, losses);
    },
    [](const double* x, double* result) { OnePart(exp(OnePart::load(x))).store(result); }};

} // namespace
// NOLINTEND(misc-definitions-in-headers)

} // namespace autoencoder::lanes
