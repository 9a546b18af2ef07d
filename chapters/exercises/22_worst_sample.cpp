/*
# Exercise 22 · The worst sample

An average hides its worst member. Find it.

The function gets the numbers of each sample's forward pass, in a list `batch`: `batch[0].O9` is the first output for
the first sample, `batch[0].I1` what it should be. Return the number of the sample with the largest loss. Samples are
counted from 1, as in the book.
*/
#include "exercises/exercise.hpp"

#include <vector>

using namespace autoencoder;

std::size_t worst_sample(const std::vector<exercise::Numbers>& batch)
{
    // TODO: return the number of the sample with the largest loss
    return 0;
}

int main()
{
    return exercise::report(exercise::worst_sample(worst_sample));
}
