/// @file
/// What every C++ program of the benchmark prints, so that tests/benchmark/run.py can check it and set it beside others.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

namespace benchmark {

/// Runs a job once to warm up and then again and again for about a fifth of a second, and prints the median time in
/// milliseconds, the shortest, and the losses of a few epochs.
/// @param job gives the loss of every epoch
template <class Job>
void report(Job job)
{
    using clock = std::chrono::steady_clock;
    std::vector<double> loss = job();
    std::vector<double> times;
    const auto start = clock::now();
    do {
        const auto before = clock::now();
        loss = job();
        times.push_back(std::chrono::duration<double, std::milli>(clock::now() - before).count());
    } while (clock::now() - start < std::chrono::milliseconds(200));
    std::ranges::sort(times);
    std::printf("%.6f %.6f", times[times.size() / 2], times.front());
    for (const std::size_t epoch : {0, 1, 10, 100, 1000, 5000, 9999}) {
        std::printf(" %.17g", loss.at(epoch));
    }
    std::printf("\n");
}

} // namespace benchmark
