/*
# Exercise 13 · The weight λ5,6

Chapter 13 derived ∂ℒ/∂λ4,6, the upper weight into the bottleneck. Now the lower one, from L5 to M6.

Return ∂ℒ/∂λ5,6. `dL.M6` is ∂ℒ/∂M6, from chapter 11; the numbers of the forward pass are in `x`.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double dL_dlambda_5_6(const exercise::Numbers& x, const exercise::Known& dL)
{
    // TODO: return ∂ℒ/∂λ5,6
    return 0;
}

int main()
{
    using enum Quantity;
    return exercise::report(exercise::derivative(L, lambda_5_6, dL_dlambda_5_6));
}
