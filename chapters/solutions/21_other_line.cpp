/*
# Solution 21 · The other line

The sum of the products is the same as for the other line; it is divided by the variation of what predicts.
*/
#include "exercises/exercise.hpp"

#include <numeric>
#include <vector>

using namespace autoencoder;

double slope_of_label(const std::vector<double>& M6, const std::vector<double>& Y)
{
    const auto n = static_cast<double>(M6.size());
    const double mean_M6 = std::accumulate(M6.begin(), M6.end(), 0.0) / n;
    const double mean_Y = std::accumulate(Y.begin(), Y.end(), 0.0) / n;
    double products = 0;
    double squares = 0;
    for (std::size_t i = 0; i < M6.size(); ++i) {
        products += (M6[i] - mean_M6) * (Y[i] - mean_Y);
        squares += (M6[i] - mean_M6) * (M6[i] - mean_M6);
    }
    return products / squares;
}

int main()
{
    return exercise::report(exercise::slope_of_label(slope_of_label));
}
