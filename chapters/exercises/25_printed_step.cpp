/*
# Exercise 25 · How wrong is it?

The document's step 10 asks for ∂ℒ/∂b4 and prints the derivation of ∂ℒ/∂b6. Both are derivatives of the loss with
respect to a bias, and nothing looks wrong. By which factor is the result off?

Return ∂ℒ/∂b6 divided by ∂ℒ/∂b4, computed from the numbers of the forward pass in `x` alone. You need no derivative of
the loss: what the two have in common cancels.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double printed_over_right(const exercise::Numbers& x)
{
    // TODO: return (∂ℒ/∂b6) / (∂ℒ/∂b4)
    return 0;
}

int main()
{
    return exercise::report(exercise::printed_step_10(printed_over_right));
}
