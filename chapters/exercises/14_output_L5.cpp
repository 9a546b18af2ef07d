/*
# Exercise 14 · The output L5

Chapter 14 went through the bottleneck to L4. Go to L5.

Return ∂ℒ/∂L5. `dL.M6` is ∂ℒ/∂M6, from chapter 11; the numbers of the forward pass are in `x`.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double dL_dL5(const exercise::Numbers& x, const exercise::Known& dL)
{
    // TODO: return ∂ℒ/∂L5
    return 0;
}

int main()
{
    using enum Quantity;
    return exercise::report(exercise::derivative(L, L5, dL_dL5));
}
