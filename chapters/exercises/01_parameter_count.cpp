/*
# Exercise 1 · Counting parameters

Chapter 1 counted 16 weights and 8 biases in a network whose layers have 3, 2, 1, 2 and 3 nodes. How many are there in
any network of this kind?

The function gets the sizes of the layers, the input layer first: `{3, 2, 1, 2, 3}` is ours. Return the number of
weights and biases together. Between neighbouring layers, every node is joined to every node.
*/
#include "exercises/exercise.hpp"

#include <vector>

using namespace autoencoder;

int parameters_in(const std::vector<int>& sizes)
{
    // TODO: return the number of weights plus the number of biases
    return 0;
}

int main()
{
    return exercise::report(exercise::parameter_count_of_layers(parameters_in));
}
