/*
# Solution 13 · The weight λ5,6

M6in = λ4,6·L4 + λ5,6·L5 + b6: the weight is multiplied by L5. Then across M6.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double dL_dlambda_5_6(const exercise::Numbers& x, const exercise::Known& dL)
{
    return x.L5 * x.M6 * (1 - x.M6) * dL.M6;
}

int main()
{
    using enum Quantity;
    return exercise::report(exercise::derivative(L, lambda_5_6, dL_dlambda_5_6));
}
