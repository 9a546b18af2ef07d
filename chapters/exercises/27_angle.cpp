/*
# Exercise 27 · The angle of a mistake

Chapter 27 measures how far a wrong gradient points away from the right one. The cosine of the angle between two lists of
numbers is the sum of their products, divided by the lengths of both; a length is the root of the sum of squares.

The function gets two gradients with equally many entries, none of them all zeros. Return the angle between them in
degrees, from 0 to 180. `std::acos` gives an angle in radians, and `std::numbers::pi` is π.
*/
#include "exercises/exercise.hpp"

#include <cmath>
#include <numbers>
#include <vector>

using namespace autoencoder;

double angle(const std::vector<double>& right, const std::vector<double>& wrong)
{
    // TODO: return the angle in degrees
    return 0;
}

int main()
{
    return exercise::report(exercise::angle_of_gradients(angle));
}
