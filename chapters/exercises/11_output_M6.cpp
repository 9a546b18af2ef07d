/*
# Exercise 11 · From M6 to O10

Chapter 11 derived ∂ℒ/∂M6. Its paths are long. Here is a part of them on its own: how does the second output change with
the latent value?

Return ∂O10/∂M6. The loss does not come into it. The numbers of the forward pass are in `x`; two paths lead from M6 to
O10.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double dO10_dM6(const exercise::Numbers& x)
{
    // TODO: return ∂O10/∂M6
    return 0;
}

int main()
{
    using enum Quantity;
    return exercise::report(exercise::derivative(O10, M6, dO10_dM6));
}
