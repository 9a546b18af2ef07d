/*
# Solution 2 · A weight by the other rule

The interval starts at −bound and is 2·bound wide.
*/
#include "exercises/exercise.hpp"

#include <cmath>

using namespace autoencoder;

double xavier_weight(double u, int p)
{
    const double bound = 1 / std::sqrt(p);
    return -bound + 2 * bound * u;
}

int main()
{
    return exercise::report(exercise::xavier_weight(xavier_weight));
}
