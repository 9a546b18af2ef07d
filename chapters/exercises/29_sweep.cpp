/*
# Exercise 29 · The way back over a tape

Chapter 29 records a calculation as a tape and sweeps over it. Here is the tape; write the sweep.

The function gets the lines of a tape in the order in which they were computed. Line `i` has two operands,
`tape[i].operands[0]` and `tape[i].operands[1]`: each has a `place`, the number of the line that it stands in, which is
smaller than `i`, or −1 if there is no such operand; and a `slope`, the derivative of line `i` with respect to it. Return the
derivative of the *last* line with respect to each line, as many numbers as there are lines. The last line changes with itself at the
rate 1.
*/
#include "exercises/exercise.hpp"

#include <vector>

using namespace autoencoder;

std::vector<double> derivatives(const std::vector<exercise::TapeLine>& tape)
{
    // TODO: return the derivative of the last line with respect to each line
    return {};
}

int main()
{
    return exercise::report(exercise::sweep_of_tape(derivatives));
}
