/*
# Exercise 26 · The seed in the middle

A few seeds that never leave the plateau pull the mean of all final losses up, and no seed need be anywhere near it. The
*median* is the seed in the middle: half of the losses are below it and half above.

The function gets the final losses of some seeds, in no order, at least one. Return their median. With an even number of
losses two of them are in the middle: then it is the mean of these two. `std::ranges::sort(losses)` sorts them.
*/
#include "exercises/exercise.hpp"

#include <algorithm>
#include <vector>

using namespace autoencoder;

double median(std::vector<double> losses)
{
    // TODO: return the median
    return 0;
}

int main()
{
    return exercise::report(exercise::median_of_losses(median));
}
