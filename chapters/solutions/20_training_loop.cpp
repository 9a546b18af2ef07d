/*
# Solution 20 · Your own training

Record, then step, and give the parameters their new values.
*/
#include "network/descent.hpp"
#include "exercises/exercise.hpp"

#include <vector>

using namespace autoencoder;

std::vector<double> losses_of(Parameters<double> parameters,
                              const std::vector<Sample<double>>& batch, long epochs,
                              double learning_rate)
{
    std::vector<double> losses;
    for (long epoch = 0; epoch < epochs; ++epoch) {
        losses.push_back(mean_loss<double>(parameters, batch));
        parameters =
            descend(parameters, mean_gradient<double>(parameters, batch), learning_rate);
    }
    return losses;
}

int main()
{
    return exercise::report(exercise::losses_of_training(losses_of));
}
