/*
# Solution 11 · From M6 to O10

On each path a weight into the decoder node, its slope, and a weight out of it.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double dO10_dM6(const exercise::Numbers& x)
{
    const double through_R7 = x.lambda_6_7 * x.R7 * (1 - x.R7) * x.lambda_7_10;
    const double through_R8 = x.lambda_6_8 * x.R8 * (1 - x.R8) * x.lambda_8_10;
    return through_R7 + through_R8;
}

int main()
{
    using enum Quantity;
    return exercise::report(exercise::derivative(O10, M6, dO10_dM6));
}
