/*
# Solution 9 · The bias b8

The bias enters R8in with the factor 1; the slope of the sigmoid leads from R8in to R8; the rest is known.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double dL_db_8(const exercise::Numbers& x, const exercise::Known& dL)
{
    return x.R8 * (1 - x.R8) * dL.R8;
}

int main()
{
    using enum Quantity;
    return exercise::report(exercise::derivative(L, b_8, dL_db_8));
}
