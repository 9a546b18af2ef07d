/*
# Solution 5 · A better quotient

D(h) = f′ + c·h² and D(h/2) = f′ + c·h²/4. Four times the second minus the first is 3·f′.
*/
#include "exercises/exercise.hpp"

#include <functional>

using namespace autoencoder;

double slope_of(const std::function<double(double)>& f, double x, double h)
{
    const double whole = (f(x + h) - f(x - h)) / (2 * h);
    const double half = (f(x + h / 2) - f(x - h / 2)) / h;
    return (4 * half - whole) / 3;
}

int main()
{
    return exercise::report(exercise::fourth_order_difference(slope_of));
}
