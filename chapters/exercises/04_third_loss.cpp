/*
# Exercise 4 · A third loss

Chapter 4 has two losses, and both are built on squares. Here is a third one, which minds a large difference even more:
ℒ = ¼ Σ (O − I)⁴, the sum over the three pairs of output and input.

Return its derivative ∂ℒ/∂O11. The function gets O11 and the input I3 that it should reconstruct.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double dL_dO11(double O11, double I3)
{
    // TODO: return ∂ℒ/∂O11
    return 0;
}

int main()
{
    return exercise::report(exercise::fourth_power_derivative(dL_dO11));
}
