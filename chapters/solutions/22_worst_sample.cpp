/*
# Solution 22 · The worst sample

Remember the place of the largest loss so far. The loss itself is among the numbers of the pass, `x.L`.
*/
#include "exercises/exercise.hpp"

#include <vector>

using namespace autoencoder;

std::size_t worst_sample(const std::vector<exercise::Numbers>& batch)
{
    std::size_t worst = 0;
    for (std::size_t i = 1; i < batch.size(); ++i) {
        if (batch[i].L > batch[worst].L) {
            worst = i;
        }
    }
    return worst + 1;
}

int main()
{
    return exercise::report(exercise::worst_sample(worst_sample));
}
