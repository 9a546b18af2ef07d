/// @file
/// The functions of `Kernels`, written once. Each file of an instruction set includes this and is compiled for it.
#pragma once

#include "lanes/kernels.hpp"
#include "lanes/lanes.hpp"
#include "network/backpropagation.hpp"
#include "network/descent.hpp"

namespace autoencoder::lanes {

// Each file of an instruction set is to have its own copy of all this: that is what the unnamed namespace is for.
// NOLINTBEGIN(misc-definitions-in-headers)
namespace {

// Twelve samples are three registers of four lanes or six of two. Eight lanes would leave four places empty.
using SampleLanes = Lanes<(register_width > 4 ? 4 : register_width), 12 / (register_width > 4 ? 4 : register_width)>;
static_assert(SampleLanes::size == samples_at_once);

/// A network in each lane and a sample in each part: every part holds the same networks.
template <int samples>
using NetworkLanes = Lanes<register_width, samples>;
using OnePart = NetworkLanes<1>;

Sample<SampleLanes> sample_of(const double* block)
{
    constexpr std::size_t n = samples_at_once;
    return {SampleLanes::load(block), SampleLanes::load(block + n), SampleLanes::load(block + 2 * n)};
}

/// The sum over the lanes, in an order that does not depend on the width of a register: lanes four apart first, then
/// what is left.
template <int width, int parts>
double sum_of(const Lanes<width, parts>& lanes)
{
    const auto& part = lanes.part;
    if constexpr (width == 4) {
        const auto four = part[0] + part[1] + part[2];
        return (four[0] + four[2]) + (four[1] + four[3]);
    } else {
        const auto two = (part[0] + part[2] + part[4]) + (part[1] + part[3] + part[5]);
        return two[0] + two[1];
    }
}

/// 1 in the lanes of the first `count` samples, 0 in the others.
SampleLanes first_lanes(std::size_t count)
{
    double x[SampleLanes::size]; // NOLINT(modernize-avoid-c-arrays)
    for (std::size_t i = 0; i < samples_at_once; ++i) {
        x[i] = i < count ? 1.0 : 0.0;
    }
    return SampleLanes::load(x);
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

/// Sums of a pass that are still spread over the lanes.
struct LaneSums {
    SampleLanes loss;
    Parameters<SampleLanes> gradient;
};

/// Takes every lane as often as its weight says.
void weigh(LaneSums& sums, const SampleLanes& weight)
{
    sums.loss = weight * sums.loss;
    for_each_parameter([&](auto i) {
        constexpr auto member = parameter_members<SampleLanes>[i];
        sums.gradient.*member = weight * sums.gradient.*member;
    });
}

template <LossFunction function>
[[gnu::flatten]] void pass(const Parameters<double>& parameters, const double* blocks, std::size_t samples,
                           const PassResult& result)
{
    const Parameters<SampleLanes> p = converted<SampleLanes>(parameters);
    double* M6 = result.M6;
    double* outputs = result.outputs;
    const auto take = [&](const double* block) {
        const Sample<SampleLanes> sample = sample_of(block);
        const Nodes<SampleLanes> x = forward(p, sample);
        x.M6.store(M6);
        x.O9.store(outputs);
        x.O10.store(outputs + samples_at_once);
        x.O11.store(outputs + 2 * samples_at_once);
        M6 += samples_at_once;
        outputs += 3 * samples_at_once;
        return LaneSums{loss(x, sample, function), backpropagate(p, sample, x, function).parameters};
    };
    // The first block is not added to zeros: for a batch of twelve that would be a tenth of the work.
    LaneSums sums = take(blocks);
    if (samples < samples_at_once) {
        weigh(sums, first_lanes(samples));
    }
    for (std::size_t done = samples_at_once; done < samples; done += samples_at_once) {
        blocks += 3 * samples_at_once;
        LaneSums more = take(blocks);
        if (samples - done < samples_at_once) {
            weigh(more, first_lanes(samples - done));
        }
        sums.loss = sums.loss + more.loss;
        add(sums.gradient, more.gradient);
    }
    const double share = 1.0 / static_cast<double>(samples);
    result.loss = share * sum_of(sums.loss);
    for_each_parameter([&](auto i) {
        constexpr auto member = parameter_members<double>[i];
        constexpr auto lanes = parameter_members<SampleLanes>[i];
        result.gradient.*member = share * sum_of(sums.gradient.*lanes);
    });
}

template <LossFunction function>
[[gnu::flatten]] double mean_loss(const Parameters<double>& parameters, const double* blocks, std::size_t samples)
{
    const Parameters<SampleLanes> p = converted<SampleLanes>(parameters);
    SampleLanes sum;
    for (std::size_t done = 0; done < samples; done += samples_at_once, blocks += 3 * samples_at_once) {
        const Sample<SampleLanes> sample = sample_of(blocks);
        sum = sum + first_lanes(samples - done) * loss(forward(p, sample), sample, function);
    }
    return sum_of(sum) / static_cast<double>(samples);
}

/// What the networks have summed up over the samples of an epoch.
struct NetworkSums {
    OnePart loss;
    Parameters<OnePart> gradient;
};

template <int samples>
OnePart sum_over_samples(const NetworkLanes<samples>& lanes)
{
    OnePart sum(lanes.part[0]);
#pragma GCC unroll 8
    for (int i = 1; i < samples; ++i) {
        sum.part[0] += lanes.part[i];
    }
    return sum;
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
void add_samples(NetworkSums& sums, const Parameters<OnePart>& parameters, const Sample<double>* first)
{
    using L = NetworkLanes<samples>;
    const Parameters<L> p = converted<L>(parameters, [](const OnePart& one) { return L(one.part[0]); });
    const Sample<L> sample = samples_from<samples>(first);
    const Nodes<L> x = forward(p, sample);
    sums.loss = sums.loss + sum_over_samples<samples>(loss(x, sample, function));
    add(sums.gradient, converted<OnePart>(backpropagate(p, sample, x, function).parameters, sum_over_samples<samples>));
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
        NetworkSums sums;
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
