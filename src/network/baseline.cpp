#include "network/baseline.hpp"

#include <stdexcept>

namespace autoencoder {

namespace {

double count_of(std::span<const Sample<double>> samples)
{
    if (samples.empty()) {
        throw std::invalid_argument("the mean of no samples is not defined");
    }
    return static_cast<double>(samples.size());
}

} // namespace

Nodes<double> constant_answer(std::span<const Sample<double>> samples)
{
    const double n = count_of(samples);
    Nodes<double> mean;
    for (const Sample<double>& sample : samples) {
        mean.O9 += sample.I1 / n;
        mean.O10 += sample.I2 / n;
        mean.O11 += sample.I3 / n;
    }
    return mean;
}

double mean_loss_of(const Nodes<double>& answer, std::span<const Sample<double>> samples)
{
    const double n = count_of(samples);
    double sum = 0.0;
    for (const Sample<double>& sample : samples) {
        sum += loss(answer, sample);
    }
    return sum / n;
}

} // namespace autoencoder
