/*
# Exercise 6 · The bias b10

Chapter 6 followed the loss back to the bias of the first output node: ∂ℒ/∂b9. Now take the node beside it, O10, which
should reconstruct I2.

Return ∂ℒ/∂b10, computed from the numbers of the forward pass. The loss is the mean of the three squares, ℒ = ⅓ Σ (O −
I)². Every number of the pass is in `x`, under its name in the book: `x.O10`, `x.I2`, `x.b_10`, `x.lambda_8_10`.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double dL_db_10(const exercise::Numbers& x)
{
    // TODO: return ∂ℒ/∂b10
    return 0;
}

int main()
{
    using enum Quantity;
    return exercise::report(exercise::derivative(L, b_10, dL_db_10));
}
