/*
# Exercise 16 · The weight λ2,5

The last one, and the longest: chapter 16 reached λ1,4, at the very front. Derive the weight that joins I2 and L5.

Return ∂ℒ/∂λ2,5. `dL` holds ∂ℒ/∂R7, ∂ℒ/∂R8 and ∂ℒ/∂M6 as in exercise 9, and no ∂ℒ/∂b5; `dL.M6` is ∂ℒ/∂M6. The numbers
of the forward pass are in `x`, and the sample is `x.I1`, `x.I2`, `x.I3`.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double dL_dlambda_2_5(const exercise::Numbers& x, const exercise::Known& dL)
{
    // TODO: return ∂ℒ/∂λ2,5
    return 0;
}

int main()
{
    using enum Quantity;
    return exercise::report(exercise::derivative(L, lambda_2_5, dL_dlambda_2_5));
}
