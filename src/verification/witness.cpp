#include "verification/witness.hpp"

#include "network/descent.hpp"
#include "verification/bounded.hpp"
#include "verification/tape.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>

#include <boost/math/differentiation/finite_difference.hpp>

namespace autoencoder::verification {

namespace {

using boost::math::differentiation::complex_step_derivative;
using boost::math::differentiation::finite_difference_derivative;

/// The quantity `of` after `amount` was added to the quantity `by`.
template <class T>
T moved(const Point& point, Derivative derivative, const T& amount)
{
    const Tap<T> tap{derivative.by, amount};
    const Parameters<T> parameters = converted<T>(point.parameters);
    if (point.batch.size() == 1) {
        return evaluate(parameters, converted<T>(point.batch.front()), point.function, tap)[derivative.of];
    }
    std::vector<Sample<T>> batch;
    for (const Sample<double>& sample : point.batch) {
        batch.push_back(converted<T>(sample));
    }
    return mean_loss<T>(tap(parameters), batch, point.function);
}

/// The largest |parameter|, at least 1: the third derivative in the error of a central difference grows with it.
double growth_of(const Point& point)
{
    double growth = 1.0;
    for (const Quantity parameter : all_parameters()) {
        growth = std::max(growth, std::abs(point.parameters[parameter]));
    }
    return growth;
}

/// How many times faster than the moved quantity the input of a sigmoid behind it changes, at least 1. Steps are
/// shortened by it, so that no sigmoid is left behind its bend.
double speed_behind(const Point& point, Quantity by)
{
    double speed = 1.0;
    for (const Sample<double>& sample : point.batch) {
        const Evaluation<double> x = evaluate(point.parameters, sample, point.function);
        for (const Factor factor : all_factors()) {
            const bool into_sigmoid = factor.by == by && kind_of(factor.of) == QuantityKind::node_input
                                      && layer_of(node_of(factor.of)) != Layer::output;
            speed = into_sigmoid ? std::max(speed, std::abs(factor_value(factor, x))) : speed;
        }
    }
    return speed;
}

/// How far rounding can move the quantity `of`: the running bound of the forward pass.
double rounding_of(const Point& point, Derivative derivative)
{
    return moved(point, derivative, Bounded(0.0)).bound();
}

} // namespace

double central_step(const Point& point, Quantity by)
{
    const double x = value_at(point, by);
    const double h = std::cbrt(std::numeric_limits<double>::epsilon()) * std::max(1.0, std::abs(x));
    const volatile double there = x + h / speed_behind(point, by); // so that x + h − x is h to the last bit
    return there - x;
}

double forward_difference(const Point& point, Derivative derivative, double h)
{
    return (moved(point, derivative, h) - moved(point, derivative, 0.0)) / h;
}

double central_difference(const Point& point, Derivative derivative, double h)
{
    return (moved(point, derivative, h) - moved(point, derivative, -h)) / (2.0 * h);
}

Testimony by_central_difference(const Point& point, Derivative derivative)
{
    const double h = central_step(point, derivative.by);
    const double growth = growth_of(point);
    const double loss = std::abs(value_at(point, Quantity::L));
    const double truncation = 10.0 * h * h * std::max(1.0, loss) * growth * growth * growth;
    const double rounding = 2.0 * rounding_of(point, derivative) / h;
    return {central_difference(point, derivative, h), std::max(truncation, rounding)};
}

Testimony by_eighth_order_difference(const Point& point, Derivative derivative)
{
    const double unit = 1.0 / speed_behind(point, derivative.by);
    const auto f = [&](double amount) { return moved(point, derivative, amount * unit) / unit; };
    double estimate = 0.0;
    const double value = finite_difference_derivative<decltype(f), double, 8>(f, 0.0, &estimate);
    // Boost's estimate knows the rounding of the result, not that of the sums on the way to it, which is more where
    // large terms cancel. The step is Boost's; the coefficients of its eight values add up to about 2.
    const double step = std::pow(551.25 * std::numeric_limits<double>::epsilon(), 1.0 / 9.0) * unit;
    return {value, 4.0 * estimate + 3.0 * rounding_of(point, derivative) / step};
}

double complex_step(const Point& point, Derivative derivative, double h)
{
    return moved(point, derivative, std::complex<double>(0.0, h)).imag() / h;
}

Testimony by_complex_step(const Point& point, Derivative derivative, double bound)
{
    const auto f = [&](const std::complex<double>& amount) { return moved(point, derivative, amount); };
    // The quotient 1/(1 + e^(−z)) of complex numbers squares e^(−z), which overflows at z = −355: what is smaller than
    // e^(−355) there comes out as 0.
    constexpr double lost = 1e-140;
    return {complex_step_derivative(f, 0.0), 2.0 * bound + lost};
}

Testimony by_tape(const Point& point, Derivative derivative, double bound)
{
    Tape<Bounded> tape;
    const auto parameters =
        converted<Recorded<Bounded>>(point.parameters, [&tape](double value) { return tape.variable(Bounded(value)); });
    Evaluation<Recorded<Bounded>> x;
    if (point.batch.size() == 1) {
        x = evaluate(parameters, converted<Recorded<Bounded>>(point.batch.front()), point.function);
    } else {
        std::vector<Sample<Recorded<Bounded>>> batch;
        for (const Sample<double>& sample : point.batch) {
            batch.push_back(converted<Recorded<Bounded>>(sample));
        }
        x.parameters = parameters;
        x.loss = mean_loss<Recorded<Bounded>>(parameters, batch, point.function);
    }
    const Bounded value = tape.derivatives(x[derivative.of]).at(x[derivative.by].place);
    return {value.value(), value.bound() + bound};
}

} // namespace autoencoder::verification
