/*
# Exercise 15 · The bias b5

Chapter 15 reached b4, two sigmoids away from the decoder. The same way leads to b5, through L5.

Return ∂ℒ/∂b5. `dL.M6` is ∂ℒ/∂M6, from chapter 11; the numbers of the forward pass are in `x`. What you found in
exercise 14 is a part of it.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double dL_db_5(const exercise::Numbers& x, const exercise::Known& dL)
{
    // TODO: return ∂ℒ/∂b5
    return 0;
}

int main()
{
    using enum Quantity;
    return exercise::report(exercise::derivative(L, b_5, dL_db_5));
}
