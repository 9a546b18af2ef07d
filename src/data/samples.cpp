#include "data/samples.hpp"

#include "data/random_stream.hpp"

#include <cmath>
#include <stdexcept>
#include <string>

namespace autoencoder {

double label_of(const Sample<double>& sample)
{
    return (1.0 * sample.I1 + 2.0 * sample.I2 + 3.0 * sample.I3) / 14.0;
}

Dataset make_dataset(std::uint32_t seed, std::size_t count, double sigma)
{
    if (count == 0) {
        throw std::invalid_argument("a dataset needs at least one sample");
    }
    if (!(sigma >= 0.0) || !std::isfinite(sigma)) {
        throw std::invalid_argument("sigma must be a finite number that is 0 or greater, not "
                                    + std::to_string(sigma));
    }
    RandomStream stream(seed);
    Dataset dataset;
    for (std::size_t i = 0; i < count; ++i) {
        const double slope = stream.uniform(-2.0, 2.0);
        // NumPy draws the three deviations in one call, in the order of the nodes.
        const double e1 = stream.normal(0.0, sigma);
        const double e2 = stream.normal(0.0, sigma);
        const double e3 = stream.normal(0.0, sigma);
        const Sample<double> sample{-1.0 * slope + e1, 0.0 * slope + e2, 1.0 * slope + e3};
        dataset.samples.push_back(sample);
        dataset.slopes.push_back(slope);
        dataset.labels.push_back(label_of(sample));
    }
    return dataset;
}

} // namespace autoencoder
