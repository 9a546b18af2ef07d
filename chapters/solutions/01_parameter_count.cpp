/*
# Solution 1 · Counting parameters

A layer behind another one brings a weight for each pair of nodes and a bias for each of its own.
*/
#include "exercises/exercise.hpp"

#include <vector>

using namespace autoencoder;

int parameters_in(const std::vector<int>& sizes)
{
    int count = 0;
    for (std::size_t i = 1; i < sizes.size(); ++i) {
        count += sizes[i - 1] * sizes[i] + sizes[i];
    }
    return count;
}

int main()
{
    return exercise::report(exercise::parameter_count_of_layers(parameters_in));
}
