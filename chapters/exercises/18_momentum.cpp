/*
# Exercise 18 · Momentum

Gradient descent forgets each step as soon as it is taken. *Momentum* remembers: a velocity v, at first 0, keeps a share
β of itself and is pushed against the derivative, and the parameter moves by the velocity. At each step, with derivative
g, first v ← β·v − η·g and then θ ← θ + v.

The function gets the starting value of one parameter, the derivative at each of several steps, η and β. Return the
parameter after the last step.
*/
#include "exercises/exercise.hpp"

#include <vector>

using namespace autoencoder;

double after_steps(double start, const std::vector<double>& derivatives, double learning_rate,
                   double momentum)
{
    // TODO: return the parameter after the last step
    return 0;
}

int main()
{
    return exercise::report(exercise::momentum(after_steps));
}
