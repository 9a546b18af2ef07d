/*
# Solution 4 · A third loss

The 4 of the power cancels the ¼ in front, and the power is lowered by one.
*/
#include "exercises/exercise.hpp"

using namespace autoencoder;

double dL_dO11(double O11, double I3)
{
    const double difference = O11 - I3;
    return difference * difference * difference;
}

int main()
{
    return exercise::report(exercise::fourth_power_derivative(dL_dO11));
}
