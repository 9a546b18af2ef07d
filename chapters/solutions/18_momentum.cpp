/*
# Solution 18 · Momentum

Two variables that live through the loop: the parameter and its velocity.
*/
#include "exercises/exercise.hpp"

#include <vector>

using namespace autoencoder;

double after_steps(double start, const std::vector<double>& derivatives, double learning_rate,
                   double momentum)
{
    double parameter = start;
    double velocity = 0;
    for (const double derivative : derivatives) {
        velocity = momentum * velocity - learning_rate * derivative;
        parameter += velocity;
    }
    return parameter;
}

int main()
{
    return exercise::report(exercise::momentum(after_steps));
}
