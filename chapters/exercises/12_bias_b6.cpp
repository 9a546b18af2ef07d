/*
# Exercise 12 · From b6 to O11

Chapter 12 reached the bias of the bottleneck. How does the third output change with it?

Return ∂O11/∂b6. The loss does not come into it. The numbers of the forward pass are in `x`. Exercise 11 has done most
of the way, for another output.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double dO11_db_6(const exercise::Numbers& x)
{
    // TODO: return ∂O11/∂b6
    return 0;
}

int main()
{
    using enum Quantity;
    return exercise::report(exercise::derivative(O11, b_6, dO11_db_6));
}
