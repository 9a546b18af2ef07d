/*
# Solution 24 · Early stopping

Remember the best epoch so far. When the best is `patience` epochs old, it is kept.
*/
#include "exercises/exercise.hpp"

#include <vector>

using namespace autoencoder;

std::size_t epoch_kept(const std::vector<double>& test_loss, std::size_t patience)
{
    std::size_t best = 0;
    for (std::size_t epoch = 0; epoch < test_loss.size(); ++epoch) {
        if (test_loss[epoch] < test_loss[best]) {
            best = epoch;
        }
        if (epoch - best >= patience) {
            break;
        }
    }
    return best;
}

int main()
{
    return exercise::report(exercise::epoch_kept(epoch_kept));
}
