/*
# Solution 25 · How wrong is it?

∂ℒ/∂b4 is ∂ℒ/∂b6, carried on along λ4,6 and across L4. The quotient is one over these two factors.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double printed_over_right(const exercise::Numbers& x)
{
    return 1 / (x.lambda_4_6 * x.L4 * (1 - x.L4));
}

int main()
{
    return exercise::report(exercise::printed_step_10(printed_over_right));
}
