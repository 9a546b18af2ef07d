/*
# Exercise 20 · Your own training

`train()` hides the loop. Write it: for each epoch record the mean loss of the batch, then take one step of gradient
descent.

The function gets the parameters to start from, the batch, the number of epochs and the learning rate. Return the
recorded losses, one for each epoch. The library has `mean_loss<double>(parameters, batch)`,
`mean_gradient<double>(parameters, batch)` and `descend(parameters, gradient, learning_rate)`, which returns the
parameters after the step.
*/
#include "network/descent.hpp"
#include "exercises/exercise.hpp"

#include <vector>

using namespace autoencoder;

std::vector<double> losses_of(Parameters<double> parameters,
                              const std::vector<Sample<double>>& batch, long epochs,
                              double learning_rate)
{
    // TODO: return the losses, each recorded before its step
    return {};
}

int main()
{
    return exercise::report(exercise::losses_of_training(losses_of));
}
