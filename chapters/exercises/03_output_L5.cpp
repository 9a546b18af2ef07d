/*
# Exercise 3 · L5 by hand

Chapter 3 walks from the sample to L4. Walk to its neighbour L5.

The function gets the parameters `p` and a sample `z`. Return the output of L5, from the inputs `z.I1`, `z.I2`, `z.I3`
and the weights and the bias that lead to L5. The names are those of the book: λ1,4 is `p.lambda_1_4`, and the bias b4 is
`p.b_4`. The biases of the networks that we try are not 0. `std::exp` is the exponential function.
*/
#include "exercises/exercise.hpp"

#include <cmath>

using namespace autoencoder;

double output_of_L5(const Parameters<double>& p, const Sample<double>& z)
{
    // TODO: return the output of L5
    return 0;
}

int main()
{
    return exercise::report(exercise::output_of_L5(output_of_L5));
}
