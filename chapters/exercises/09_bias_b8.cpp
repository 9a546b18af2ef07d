/*
# Exercise 9 · The bias b8

Chapter 9 crossed the node R7 to reach its bias. Cross R8.

Return ∂ℒ/∂b8. From here on you need not start at the outputs: three derivatives that are known by then come in `dL`.
`dL.R7` is ∂ℒ/∂R7 of chapter 8, `dL.R8` is ∂ℒ/∂R8, which you found in exercise 8, and `dL.M6` is ∂ℒ/∂M6 of chapter 11,
for later. The numbers of the forward pass are in `x` as before.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double dL_db_8(const exercise::Numbers& x, const exercise::Known& dL)
{
    // TODO: return ∂ℒ/∂b8
    return 0;
}

int main()
{
    using enum Quantity;
    return exercise::report(exercise::derivative(L, b_8, dL_db_8));
}
