/*
# Exercise 24 · Early stopping

Chapter 24 looks for the smallest test loss afterwards, with the whole curve at hand. During a training you see only the
past. The usual rule has *patience*: stop as soon as the smallest loss so far is `patience` epochs old, and keep the
epoch that had it.

The function gets the test loss of every epoch that a long training would have had, and the patience, at least 1. Return
the epoch that is kept. Epochs are counted from 0. With losses 0.9, 0.7, 0.8, 0.75, 0.6 and patience 2, the training
stops in epoch 3 and keeps epoch 1; it never sees the 0.6. A loss that only equals the smallest one so far is no new
smallest one. When patience never runs out, keep the epoch with the smallest loss of all.
*/
#include "exercises/exercise.hpp"

#include <vector>

using namespace autoencoder;

std::size_t epoch_kept(const std::vector<double>& test_loss, std::size_t patience)
{
    // TODO: return the epoch that is kept
    return 0;
}

int main()
{
    return exercise::report(exercise::epoch_kept(epoch_kept));
}
