/*
# Exercise 15 · The bias b5

Chapter 15 reached b4, two sigmoids away from the decoder. The same way leads to b5, through L5.

Return ∂ℒ/∂b5. `dL` holds ∂ℒ/∂R7, ∂ℒ/∂R8 and ∂ℒ/∂M6 as in exercise 9; `dL.M6` is ∂ℒ/∂M6. What you found in exercise 14
is not in it: write it down again as a part of your answer. The numbers of the forward pass are in `x`.
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
