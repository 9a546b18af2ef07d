/*
# Exercise 28 · δ through a matrix

Chapter 28 carries δ from one layer to the one before it with the transpose of W. Do it for one node, without a library.

The function gets the weights `W` between two layers, where `W[i][j]` leads from node j to node i, both counted from 0;
`delta` of the layer on the right; and the sigmoid outputs `x` of the layer on the left. Return δ of node `j` of the
layer on the left. The layers that we try have as many nodes on the left as on the right, so that nothing but the formula
tells W from its transpose.
*/
#include "exercises/exercise.hpp"

#include <cstddef>
#include <vector>

using namespace autoencoder;

double delta_before(const std::vector<std::vector<double>>& W, const std::vector<double>& delta,
                    const std::vector<double>& x, std::size_t j)
{
    // TODO: return δ of node j
    return 0;
}

int main()
{
    return exercise::report(exercise::delta_by_matrix(delta_before));
}
