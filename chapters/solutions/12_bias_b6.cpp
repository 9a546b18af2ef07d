/*
# Solution 12 · From b6 to O11

First across the bottleneck, M6(1 − M6); from there on the two paths of exercise 11, to O11.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double dO11_db_6(const exercise::Numbers& x)
{
    const double through_R7 = x.lambda_6_7 * x.R7 * (1 - x.R7) * x.lambda_7_11;
    const double through_R8 = x.lambda_6_8 * x.R8 * (1 - x.R8) * x.lambda_8_11;
    return x.M6 * (1 - x.M6) * (through_R7 + through_R8);
}

int main()
{
    using enum Quantity;
    return exercise::report(exercise::derivative(O11, b_6, dO11_db_6));
}
