/*
# Solution 23 · The error in plain units

Squares first, then one mean over all outputs of all samples, then the root.
*/
#include "network/forward.hpp"
#include "exercises/exercise.hpp"

#include <cmath>
#include <vector>

using namespace autoencoder;

double typical_error(const Parameters<double>& p, const std::vector<Sample<double>>& test)
{
    double sum = 0;
    for (const Sample<double>& z : test) {
        const Nodes<double> x = forward(p, z);
        sum += std::pow(x.O9 - z.I1, 2) + std::pow(x.O10 - z.I2, 2) + std::pow(x.O11 - z.I3, 2);
    }
    return std::sqrt(sum / (3 * static_cast<double>(test.size())));
}

int main()
{
    return exercise::report(exercise::typical_error(typical_error));
}
