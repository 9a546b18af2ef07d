/*
# Solution 10 · The weight λ6,8

R8in = λ6,8·M6 + b8. The weight is multiplied by M6; then across the node R8; then ∂ℒ/∂R8.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double dL_dlambda_6_8(const exercise::Numbers& x, const exercise::Known& dL)
{
    return x.M6 * x.R8 * (1 - x.R8) * dL.R8;
}

int main()
{
    using enum Quantity;
    return exercise::report(exercise::derivative(L, lambda_6_8, dL_dlambda_6_8));
}
