#include "data/random_stream.hpp"

#include <cmath>
#include <utility>

namespace autoencoder {

RandomStream::RandomStream(std::uint32_t seed) : generator_(seed) {}

/// 53 random bits from two words, as a number in [0, 1).
double RandomStream::unit()
{
    const std::uint_fast32_t a = generator_() >> 5;
    const std::uint_fast32_t b = generator_() >> 6;
    return (static_cast<double>(a) * 67108864.0 + static_cast<double>(b))
           / 9007199254740992.0; // 2^26 and 2^53
}

double RandomStream::uniform(double low, double high)
{
    return low + (high - low) * unit();
}

double RandomStream::standard_normal()
{
    if (kept_) {
        return *std::exchange(kept_, std::nullopt);
    }
    double x1 = 0.0;
    double x2 = 0.0;
    double r2 = 0.0;
    do {
        x1 = 2.0 * unit() - 1.0;
        x2 = 2.0 * unit() - 1.0;
        r2 = x1 * x1 + x2 * x2;
    } while (r2 >= 1.0 || r2 == 0.0);
    const double f = std::sqrt(-2.0 * std::log(r2) / r2);
    kept_ = f * x1;
    return f * x2;
}

double RandomStream::normal(double mean, double sigma)
{
    return mean + sigma * standard_normal();
}

} // namespace autoencoder
