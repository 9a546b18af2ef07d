// This program's own part of the benchmark: one training, by hand and by the tape; growth with the batch; many seeds.
#include "data/random_stream.hpp"
#include "data/samples.hpp"
#include "lanes/training.hpp"
#include "network/descent.hpp"
#include "network/initialization.hpp"
#include "tests/benchmark/report.hpp"
#include "verification/tape.hpp"

#include <atomic>
#include <cstdlib>
#include <ctime>
#include <string>
#include <thread>

using namespace autoencoder;

namespace {

Parameters<double> start_of(std::uint32_t seed)
{
    RandomStream stream(seed);
    return initialize([&stream](double low, double high) { return stream.uniform(low, high); });
}

/// The job with the tape of chapter 29 in the place of backpropagation.
std::vector<double> train_by_tape()
{
    using verification::Recorded;
    constexpr int epochs = 10000;
    const auto batch = make_dataset(14).samples;
    const auto n = static_cast<double>(batch.size());
    Parameters<double> parameters = start_of(13);
    verification::Tape<double> tape;
    std::vector<double> losses;
    for (int epoch = 0; epoch < epochs; ++epoch) {
        Parameters<double> gradient;
        double sum = 0;
        for (const Sample<double>& sample : batch) {
            tape.entries.clear();
            const auto p =
                converted<Recorded<double>>(parameters, [&tape](double value) { return tape.variable(value); });
            const auto z = converted<Recorded<double>>(sample);
            const Recorded<double> l = loss(forward(p, z), z);
            const std::vector<double> derivatives = tape.derivatives(l);
            for (const Quantity parameter : all_parameters()) {
                gradient[parameter] += derivatives[p[parameter].place] / n;
            }
            sum += l.value;
        }
        losses.push_back(sum / n);
        parameters = descend(parameters, gradient, 0.1);
    }
    return losses;
}

double milliseconds_of(const std::function<void()>& job)
{
    const auto before = std::chrono::steady_clock::now();
    job();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count();
}

/// Nanoseconds for one sample in one epoch, least of several; 4.8 million samples in all, nothing recorded on the way.
void growth(std::size_t samples)
{
    const auto batch = make_dataset(14, samples).samples;
    TrainingOptions options;
    options.recording = Recording::last_epoch;
    options.epochs = static_cast<long>(4800000 / samples);
    double least = 1e300;
    for (int round = 0; round < 5; ++round) {
        least = std::min(least, milliseconds_of([&] { train(start_of(13), batch, options); }));
    }
    std::printf("%.6f\n", least * 1e6 / static_cast<double>(samples * static_cast<std::size_t>(options.epochs)));
}

void many_scalar(const std::vector<Parameters<double>>& starts, std::span<const Sample<double>> batch, unsigned threads,
                 std::vector<double>& final_loss)
{
    TrainingOptions options;
    options.recording = Recording::last_epoch;
    std::atomic<std::size_t> next = 0;
    std::vector<std::jthread> pool;
    for (unsigned t = 0; t < threads; ++t) {
        pool.emplace_back([&] {
            for (std::size_t i = next++; i < starts.size(); i = next++) {
                final_loss[i] = train(starts[i], batch, options).loss.back();
            }
        });
    }
}

/// Milliseconds for one seed of 10,000 epochs, on the clock and of processors, and the final loss of seed 13.
void seeds(const std::string& how, unsigned threads, std::size_t count)
{
    const auto batch = make_dataset(14).samples;
    std::vector<Parameters<double>> starts;
    for (std::uint32_t seed = 0; seed < count; ++seed) {
        starts.push_back(start_of(seed));
    }
    std::vector<double> final_loss(count);
    lanes::ManyOptions options;
    options.threads = threads;
    const std::clock_t before = std::clock();
    const double time = milliseconds_of([&] {
        if (how == "scalar") {
            many_scalar(starts, batch, threads, final_loss);
        } else {
            lanes::train_many(
                starts, batch, options,
                [&](std::size_t i, const Parameters<double>&, std::span<const double> l) { final_loss[i] = l.back(); });
        }
    });
    const double work = 1e3 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    const auto n = static_cast<double>(count);
    std::printf("%.6f %.6f %.17g\n", time / n, work / n, final_loss.at(13));
}

} // namespace

// job | tape | once | growth SAMPLES | seeds HOW THREADS COUNT; HOW is scalar or lanes
int main(int argc, char** argv)
{
    const std::vector<std::string> words(argv + 1, argv + argc);
    const auto number = [&](std::size_t i) { return std::strtoul(words.at(i).c_str(), nullptr, 10); };
    const auto job = [] { return train(start_of(13), make_dataset(14).samples).loss; };
    if (words.at(0) == "job") {
        benchmark::report(job);
    } else if (words.at(0) == "tape") {
        benchmark::report(train_by_tape);
    } else if (words.at(0) == "once") {
        std::printf("%.17g\n", job().back());
    } else if (words.at(0) == "growth") {
        growth(number(1));
    } else {
        seeds(words.at(1), static_cast<unsigned>(number(2)), number(3));
    }
}
