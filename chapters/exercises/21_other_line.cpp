/*
# Exercise 21 · The other line

Chapter 21 predicts the latent value from the label: M6 ≈ β·Y + α. Now turn the question round. You see the latent value
and want to know the label: Y ≈ β′·M6 + α′.

The function gets the latent values and the labels of some samples, in the same order. Return the slope β′ of the line
that fits best by least squares. The formula of chapter 21 holds when M6 and Y change places.
*/
#include "exercises/exercise.hpp"

#include <vector>

using namespace autoencoder;

double slope_of_label(const std::vector<double>& M6, const std::vector<double>& Y)
{
    // TODO: return the slope β′
    return 0;
}

int main()
{
    return exercise::report(exercise::slope_of_label(slope_of_label));
}
