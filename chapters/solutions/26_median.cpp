/*
# Solution 26 · The seed in the middle

Sorted, the middle has the place n/2, counted from 0; for an even n the place before it is in the middle as well.
*/
#include "exercises/exercise.hpp"

#include <algorithm>
#include <vector>

using namespace autoencoder;

double median(std::vector<double> losses)
{
    std::ranges::sort(losses);
    const std::size_t half = losses.size() / 2;
    return losses.size() % 2 == 1 ? losses[half] : (losses[half - 1] + losses[half]) / 2;
}

int main()
{
    return exercise::report(exercise::median_of_losses(median));
}
