/*
# Exercise 23 · The error in plain units

The test loss is a mean of squares, in squared units. Its root is an error in the units of the samples, and easier to
picture: how far off is an output, typically?

The function gets trained parameters and the test samples. Send every sample through the network with `forward(p, z)`,
which returns its nodes: `x.O9`, `x.O10`, `x.O11`. Take the mean of (O − I)² over all outputs of all samples, and return
its square root.
*/
#include "network/forward.hpp"
#include "exercises/exercise.hpp"

#include <cmath>
#include <vector>

using namespace autoencoder;

double typical_error(const Parameters<double>& p, const std::vector<Sample<double>>& test)
{
    // TODO: return the root of the mean of (O − I)²
    return 0;
}

int main()
{
    return exercise::report(exercise::typical_error(typical_error));
}
