/// @file
/// NumPy's legacy random numbers (`np.random.seed`), section 7 of the source, bit for bit.
#pragma once

#include <cstdint>
#include <optional>
#include <random>

namespace autoencoder {

/// The stream behind NumPy's `np.random.seed`, `uniform` and `normal`: a Mersenne Twister whose 32-bit words are turned
/// into doubles in NumPy's way. The standard library's distributions are not used, since each library has its own.
class RandomStream {
public:
    /// Starts the stream, with no normal number kept back.
    /// @param seed any 32-bit number; 13 for the initial weights of the source
    explicit RandomStream(std::uint32_t seed);

    /// A number in [low, high), uniformly distributed: low + (high − low)·u with u from two words.
    /// @param low  lower bound, included
    /// @param high upper bound, excluded
    /// @return the number
    double uniform(double low, double high);

    /// A normally distributed number, by Marsaglia's polar method. The method makes numbers in pairs: the second one is
    /// kept for the next call.
    /// @param mean  centre
    /// @param sigma standard deviation, ≥ 0
    /// @return the number, unbounded
    double normal(double mean, double sigma);

private:
    double unit();
    double standard_normal();

    std::mt19937 generator_;
    std::optional<double> kept_;
};

} // namespace autoencoder
