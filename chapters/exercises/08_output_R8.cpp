/*
# Exercise 8 · The output R8

Chapter 8 carried the loss derivative back to R7, along three paths at once. Do the same for the other decoder node.

Return ∂ℒ/∂R8, computed from the numbers of the forward pass in `x`: the weights, such as `x.lambda_8_9`, the outputs
and the inputs.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double dL_dR8(const exercise::Numbers& x)
{
    // TODO: return ∂ℒ/∂R8
    return 0;
}

int main()
{
    using enum Quantity;
    return exercise::report(exercise::derivative(L, R8, dL_dR8));
}
