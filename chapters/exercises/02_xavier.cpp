/*
# Exercise 2 · A weight by the other rule

Our weights are drawn by normalised Xavier initialisation. The plain rule looks only at the p nodes of the layer before:
λ lies between −1/√p and 1/√p.

The function gets a random number u, at least 0 and less than 1, and p. Return the weight: u = 0 gives the lower bound,
u = ½ the middle of the interval, and as u approaches 1 the weight approaches the upper bound.
*/
#include "exercises/exercise.hpp"

#include <cmath>

using namespace autoencoder;

double xavier_weight(double u, int p)
{
    // TODO: return the weight that u stands for
    return 0;
}

int main()
{
    return exercise::report(exercise::xavier_weight(xavier_weight));
}
