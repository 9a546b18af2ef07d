/*
# Exercise 7 · The weight λ8,11

Chapter 7 derived ∂ℒ/∂λ7,9, for the connection from R7 to O9. Now take the one that leads from R8 to O11. The output O11
should reconstruct I3.

Return ∂ℒ/∂λ8,11, computed from the numbers of the forward pass in `x`, such as `x.R8`, `x.O11`, `x.I3`.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double dL_dlambda_8_11(const exercise::Numbers& x)
{
    // TODO: return ∂ℒ/∂λ8,11
    return 0;
}

int main()
{
    using enum Quantity;
    return exercise::report(exercise::derivative(L, lambda_8_11, dL_dlambda_8_11));
}
