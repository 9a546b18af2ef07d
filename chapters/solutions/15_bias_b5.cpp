/*
# Solution 15 · The bias b5

Across L5 with its own slope, then ∂ℒ/∂L5 as in exercise 14.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double dL_db_5(const exercise::Numbers& x, const exercise::Known& dL)
{
    const double dL_dL5 = x.lambda_5_6 * x.M6 * (1 - x.M6) * dL.M6;
    return x.L5 * (1 - x.L5) * dL_dL5;
}

int main()
{
    using enum Quantity;
    return exercise::report(exercise::derivative(L, b_5, dL_db_5));
}
