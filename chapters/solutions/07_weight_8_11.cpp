/*
# Solution 7 · The weight λ8,11

O11in = λ7,11·R7 + λ8,11·R8 + b11: the weight is multiplied by R8. Then 1 for the linear node, then ∂ℒ/∂O11.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double dL_dlambda_8_11(const exercise::Numbers& x)
{
    return x.R8 * (2.0 / 3) * (x.O11 - x.I3);
}

int main()
{
    using enum Quantity;
    return exercise::report(exercise::derivative(L, lambda_8_11, dL_dlambda_8_11));
}
