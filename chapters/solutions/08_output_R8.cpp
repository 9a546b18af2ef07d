/*
# Solution 8 · The output R8

R8 enters all three outputs, each through a weight of its own. What travels on different paths adds up.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double dL_dR8(const exercise::Numbers& x)
{
    const double dL_dO9 = 2.0 / 3 * (x.O9 - x.I1);
    const double dL_dO10 = 2.0 / 3 * (x.O10 - x.I2);
    const double dL_dO11 = 2.0 / 3 * (x.O11 - x.I3);
    return x.lambda_8_9 * dL_dO9 + x.lambda_8_10 * dL_dO10 + x.lambda_8_11 * dL_dO11;
}

int main()
{
    using enum Quantity;
    return exercise::report(exercise::derivative(L, R8, dL_dR8));
}
