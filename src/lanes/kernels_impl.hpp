/// @file
/// The functions of `Kernels`, written once. Each file of an instruction set includes this and is compiled for it.
#pragma once

#include "lanes/kernels.hpp"
#include "lanes/lanes.hpp"
#include "network/backpropagation.hpp"
#include "network/descent.hpp"

namespace autoencoder::lanes {

namespace {

// Twelve samples are three registers of four lanes or six of two. Eight lanes would leave four places empty.
using SampleLanes = Lanes<(register_width > 4 ? 4 : register_width), 12 / (register_width > 4 ? 4 : register_width)>;
using NetworkLanes = Lanes<register_width, 2>;

static_assert(SampleLanes::size == samples_at_once);

Sample<SampleLanes> sample_of(const double* block)
{
    constexpr int n = SampleLanes::size;
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

/// sum += weighted(gradient), each of the 24 in its place.
template <class L, class Weighted>
void add(Parameters<L>& sum, const Parameters<L>& gradient, const Weighted& weighted)
{
    for_each_parameter([&](auto i) {
        constexpr auto member = parameter_members<L>[i];
        sum.*member = sum.*member + weighted(gradient.*member);
    });
}

/// Counts in full.
template <class L>
const L& in_full(const L& value)
{
    return value;
}

/// Sums of a pass that are still spread over the lanes.
struct LaneSums {
    SampleLanes loss;
    Parameters<SampleLanes> gradient;
};

template <LossFunction function>
[[gnu::flatten]] void pass(const Parameters<double>& parameters, const double* blocks, std::size_t samples,
                           PassResult& result)
{
    const Parameters<SampleLanes> p = converted<SampleLanes>(parameters);
    LaneSums sums;
    double* M6 = result.M6;
    double* outputs = result.outputs;
    const auto take = [&](const double* block, const auto& weighted) {
        const Sample<SampleLanes> sample = sample_of(block);
        const Nodes<SampleLanes> x = forward(p, sample);
        sums.loss = sums.loss + weighted(loss(x, sample, function));
        add(sums.gradient, backpropagate(p, sample, x, function).parameters, weighted);
        x.M6.store(M6);
        x.O9.store(outputs);
        x.O10.store(outputs + samples_at_once);
        x.O11.store(outputs + 2 * samples_at_once);
        M6 += samples_at_once;
        outputs += 3 * samples_at_once;
    };
    std::size_t left = samples;
    for (; left >= samples_at_once; left -= samples_at_once, blocks += 3 * samples_at_once) {
        take(blocks, in_full<SampleLanes>);
    }
    if (left > 0) {
        const SampleLanes weight = first_lanes(left);
        take(blocks, [&weight](const SampleLanes& value) { return weight * value; });
    }
    const double share = 1.0 / static_cast<double>(samples);
    result.loss = share * sum_of(sums.loss);
    result.gradient = converted<double>(sums.gradient, [share](const SampleLanes& sum) { return share * sum_of(sum); });
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

template <LossFunction function>
[[gnu::flatten]] void train(double* parameters, const Sample<double>* batch, std::size_t samples, double learning_rate,
                            long epochs, double* losses)
{
    constexpr std::size_t width = NetworkLanes::size;
    Parameters<NetworkLanes> p;
    for_each_parameter(
        [&](auto i) { p.*parameter_members<NetworkLanes>[i] = NetworkLanes::load(parameters + i * width); });
    const NetworkLanes share(1.0 / static_cast<double>(samples));
    for (long epoch = 0; epoch < epochs; ++epoch, losses += width) {
        NetworkLanes sum_of_losses;
        Parameters<NetworkLanes> sum;
        for (std::size_t s = 0; s < samples; ++s) {
            const Sample<NetworkLanes> sample{batch[s].I1, batch[s].I2, batch[s].I3};
            const Nodes<NetworkLanes> x = forward(p, sample);
            sum_of_losses = sum_of_losses + loss(x, sample, function);
            add(sum, backpropagate(p, sample, x, function).parameters, in_full<NetworkLanes>);
        }
        (share * sum_of_losses).store(losses);
        p = descend(p, converted<NetworkLanes>(sum, [&share](const NetworkLanes& total) { return share * total; }),
                    NetworkLanes(learning_rate));
    }
    for_each_parameter([&](auto i) { (p.*parameter_members<NetworkLanes>[i]).store(parameters + i * width); });
}

constexpr LossFunction mean = LossFunction::mean_of_squares;
constexpr LossFunction half = LossFunction::half_sum_of_squares;

constexpr Kernels kernels{
    [](const Parameters<double>& parameters, const double* blocks, std::size_t samples, LossFunction function,
       PassResult& result) {
        function == mean ? pass<mean>(parameters, blocks, samples, result)
                         : pass<half>(parameters, blocks, samples, result);
    },
    [](const Parameters<double>& parameters, const double* blocks, std::size_t samples, LossFunction function) {
        return function == mean ? mean_loss<mean>(parameters, blocks, samples)
                                : mean_loss<half>(parameters, blocks, samples);
    },
    NetworkLanes::size,
    [](double* parameters, const Sample<double>* batch, std::size_t samples, LossFunction function,
       double learning_rate, long epochs, double* losses) {
        function == mean ? train<mean>(parameters, batch, samples, learning_rate, epochs, losses)
                         : train<half>(parameters, batch, samples, learning_rate, epochs, losses);
    },
    [](const double* x, double* result) { exp(NetworkLanes::load(x)).store(result); }};

} // namespace

} // namespace autoencoder::lanes
