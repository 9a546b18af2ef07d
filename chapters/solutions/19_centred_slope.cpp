/*
# Solution 19 · The slope of any sample

The positions 1 to n have the mean (n + 1)/2. One loop gathers both sums.
*/
#include "exercises/exercise.hpp"

#include <vector>

using namespace autoencoder;

double slope_of(const std::vector<double>& z)
{
    const double mean = (static_cast<double>(z.size()) + 1) / 2;
    double products = 0;
    double squares = 0;
    for (std::size_t i = 0; i < z.size(); ++i) {
        const double x = static_cast<double>(i) + 1 - mean;
        products += x * z[i];
        squares += x * x;
    }
    return products / squares;
}

int main()
{
    return exercise::report(exercise::centred_slope(slope_of));
}
