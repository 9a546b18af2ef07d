/*
# Solution 28 · δ through a matrix

What leaves node j stands in column j: add it up over the rows, each weight times the δ that it leads to. Then the slope.
*/
#include "exercises/exercise.hpp"

#include <cstddef>
#include <vector>

using namespace autoencoder;

double delta_before(const std::vector<std::vector<double>>& W, const std::vector<double>& delta,
                    const std::vector<double>& x, std::size_t j)
{
    double sum = 0;
    for (std::size_t i = 0; i < delta.size(); ++i) {
        sum += W[i][j] * delta[i];
    }
    return sum * x[j] * (1 - x[j]);
}

int main()
{
    return exercise::report(exercise::delta_by_matrix(delta_before));
}
