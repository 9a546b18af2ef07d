/*
# Solution 16 · The weight λ2,5

λ2,5 is multiplied by I2. From L5in on it is the way of b5.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double dL_dlambda_2_5(const exercise::Numbers& x, const exercise::Known& dL)
{
    const double dL_dL5 = x.lambda_5_6 * x.M6 * (1 - x.M6) * dL.M6;
    const double dL_dL5_in = x.L5 * (1 - x.L5) * dL_dL5;
    return x.I2 * dL_dL5_in;
}

int main()
{
    using enum Quantity;
    return exercise::report(exercise::derivative(L, lambda_2_5, dL_dlambda_2_5));
}
