/*
# Solution 3 · L5 by hand

Three weights whose second index is 5, the bias with index 5, then the sigmoid.
*/
#include "exercises/exercise.hpp"

#include <cmath>

using namespace autoencoder;

double output_of_L5(const Parameters<double>& p, const Sample<double>& z)
{
    const double L5_in =
        p.lambda_1_5 * z.I1 + p.lambda_2_5 * z.I2 + p.lambda_3_5 * z.I3 + p.b_5;
    return 1 / (1 + std::exp(-L5_in));
}

int main()
{
    return exercise::report(exercise::output_of_L5(output_of_L5));
}
