/*
# Solution 27 · The angle of a mistake

The sum of the products, divided by both lengths, is the cosine; from there to degrees.
*/
#include "exercises/exercise.hpp"

#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

using namespace autoencoder;

double angle(const std::vector<double>& right, const std::vector<double>& wrong)
{
    double products = 0;
    double right_squares = 0;
    double wrong_squares = 0;
    for (std::size_t i = 0; i < right.size(); ++i) {
        products += right[i] * wrong[i];
        right_squares += right[i] * right[i];
        wrong_squares += wrong[i] * wrong[i];
    }
    return std::acos(products / std::sqrt(right_squares * wrong_squares)) * 180
           / std::numbers::pi;
}

int main()
{
    return exercise::report(exercise::angle_of_gradients(angle));
}
