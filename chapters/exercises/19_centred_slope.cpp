/*
# Exercise 19 · The slope of any sample

For a sample of three values, chapter 19 finds the slope as (I3 − I1)/2. Do it for a sample of any length, at least 2.

The function gets the values z at the positions x = 1, 2, 3, … Return the slope of the straight line that fits them
best, by least squares. With x̄ for the mean of the positions it is Σ (x − x̄)·z divided by Σ (x − x̄)².
*/
#include "exercises/exercise.hpp"

#include <vector>

using namespace autoencoder;

double slope_of(const std::vector<double>& z)
{
    // TODO: return Σ (x − x̄)·z / Σ (x − x̄)²
    return 0;
}

int main()
{
    return exercise::report(exercise::centred_slope(slope_of));
}
