/*
# Solution 14 · The output L5

L5 enters M6in through λ5,6; M6in becomes M6; then ∂ℒ/∂M6. There is one path only.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double dL_dL5(const exercise::Numbers& x, const exercise::Known& dL)
{
    return x.lambda_5_6 * x.M6 * (1 - x.M6) * dL.M6;
}

int main()
{
    using enum Quantity;
    return exercise::report(exercise::derivative(L, L5, dL_dL5));
}
