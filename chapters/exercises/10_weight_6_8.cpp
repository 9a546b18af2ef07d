/*
# Exercise 10 · The weight λ6,8

Chapter 10 derived ∂ℒ/∂λ6,7. Now take the other weight that leaves the bottleneck, from M6 to R8.

Return ∂ℒ/∂λ6,8. `dL` holds the same three derivatives as in exercise 9, of which `dL.R8` is ∂ℒ/∂R8; the numbers of the
forward pass are in `x`.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double dL_dlambda_6_8(const exercise::Numbers& x, const exercise::Known& dL)
{
    // TODO: return ∂ℒ/∂λ6,8
    return 0;
}

int main()
{
    using enum Quantity;
    return exercise::report(exercise::derivative(L, lambda_6_8, dL_dlambda_6_8));
}
