/*
# Solution 29 · The way back over a tape

From the last line to the first one, each hands its operands their share, and what arrives is added up.
*/
#include "exercises/exercise.hpp"

#include <cstddef>
#include <vector>

using namespace autoencoder;

std::vector<double> derivatives(const std::vector<exercise::TapeLine>& tape)
{
    std::vector<double> result(tape.size());
    result.back() = 1;
    for (std::size_t line = tape.size(); line-- > 0;) {
        for (const exercise::TapeOperand& operand : tape[line].operands) {
            if (operand.place >= 0) {
                result[static_cast<std::size_t>(operand.place)] += result[line] * operand.slope;
            }
        }
    }
    return result;
}

int main()
{
    return exercise::report(exercise::sweep_of_tape(derivatives));
}
