/*
# Solution 17 · One entry of the gradient

The derivative of each sample is found as in chapter 7; add them up and divide by their number.
*/
#include "exercises/exercise.hpp"

#include <vector>

using namespace autoencoder;

double mean_dL_dlambda_8_10(const std::vector<exercise::Numbers>& batch)
{
    double sum = 0;
    for (const exercise::Numbers& x : batch) {
        sum += x.R8 * (2.0 / 3) * (x.O10 - x.I2);
    }
    return sum / static_cast<double>(batch.size());
}

int main()
{
    using enum Quantity;
    return exercise::report(exercise::mean_derivative(lambda_8_10, mean_dL_dlambda_8_10));
}
