/*
# Solution 6 · The bias b10

∂O10in/∂b10 and ∂O10/∂O10in are 1, so the derivative of the loss by O10 is all there is.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double dL_db_10(const exercise::Numbers& x)
{
    return 2.0 / 3 * (x.O10 - x.I2);
}

int main()
{
    using enum Quantity;
    return exercise::report(exercise::derivative(L, b_10, dL_db_10));
}
