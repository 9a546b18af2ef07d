/*
# Exercise 17 · One entry of the gradient

Chapter 17 averages over the batch. Do it for a weight that no chapter has derived, λ8,10.

The function gets the numbers of each sample's forward pass, in a list `batch`; `batch[0].R8` is R8 for the first
sample. Return the mean over the batch of ∂ℒ/∂λ8,10. The batches that we try differ in size.
*/
#include "exercises/exercise.hpp"

#include <vector>

using namespace autoencoder;

double mean_dL_dlambda_8_10(const std::vector<exercise::Numbers>& batch)
{
    // TODO: return the mean of ∂ℒ/∂λ8,10 over the batch
    return 0;
}

int main()
{
    using enum Quantity;
    return exercise::report(exercise::mean_derivative(lambda_8_10, mean_dL_dlambda_8_10));
}
