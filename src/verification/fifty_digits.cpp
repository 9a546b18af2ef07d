#include "verification/fifty_digits.hpp"

#include "verification/digits50.hpp"

#include <boost/math/differentiation/finite_difference.hpp>

#include <stdexcept>
#include <unordered_map>

namespace autoencoder::verification {

namespace {

template <class T>
std::vector<Sample<T>> batch_of(const Point& point)
{
    std::vector<Sample<T>> batch;
    for (const Sample<double>& sample : point.batch) {
        batch.push_back(converted<T>(sample));
    }
    return batch;
}

/// The whole evaluation with a dual unit added to `by`: every quantity then carries its derivative by it.
Evaluation<Dual50> dual_pass(const Point& point, Quantity by)
{
    const Tap<Dual50> tap{by, boost::math::differentiation::make_fvar<Digits50, 1>(Digits50(0))};
    const auto parameters = converted<Dual50>(point.parameters);
    if (point.batch.size() == 1) {
        return evaluate(parameters, converted<Dual50>(point.batch.front()), point.function, tap);
    }
    Evaluation<Dual50> result;
    result.loss = mean_loss<Dual50>(tap(parameters), batch_of<Dual50>(point), point.function);
    return result;
}

template <std::size_t order>
double order_of(const Point& point, Derivative derivative)
{
    // Boost chooses the step; stretching the axis by a factor stretches the step with it.
    const auto error_at = [&](const Digits50& stretch) {
        const auto f = [&](const Digits50& t) {
            const Tap<Digits50> tap{derivative.by, Digits50(t * stretch)};
            const auto x = evaluate(converted<Digits50>(point.parameters), converted<Digits50>(point.batch.front()),
                                    point.function, tap);
            return Digits50(x[derivative.of] / stretch);
        };
        const Digits50 exact = dual_pass(point, derivative.by)[derivative.of].derivative(1);
        const auto difference =
            boost::math::differentiation::finite_difference_derivative<decltype(f), Digits50, order>;
        return Digits50(abs(difference(f, Digits50(0), nullptr) - exact));
    };
    // Steps of about 1e-4 to 1e-3: small enough for one term of the error to rule, far above the rounding of 50 digits.
    const Digits50 epsilon = std::numeric_limits<Digits50>::epsilon();
    const Digits50 stretch = Digits50(1e-3) / pow(epsilon, Digits50(1) / Digits50(order + 1));
    return static_cast<double>(log(error_at(stretch) / error_at(stretch / 2)) / log(Digits50(2)));
}

} // namespace

struct FiftyDigits::Numbers {
    LibraryDerivatives<Digits50> library;
    std::unordered_map<Quantity, Evaluation<Dual50>> by_quantity;
    bool batch;

    Digits50 exact(Derivative derivative) const
    {
        const auto found = by_quantity.find(derivative.by);
        if (found == by_quantity.end() || (batch && derivative.of != Quantity::L)) {
            throw std::invalid_argument("there is no derivative " + name_of(derivative) + " at this point");
        }
        return found->second[derivative.of].derivative(1);
    }
};

FiftyDigits::FiftyDigits(const Point& point)
{
    const bool batch = point.batch.size() > 1;
    std::unordered_map<Quantity, Evaluation<Dual50>> passes;
    for (const Quantity by : all_quantities()) {
        const bool asked =
            is_parameter(by)
            || (!batch && (kind_of(by) == QuantityKind::node_input || kind_of(by) == QuantityKind::node_output));
        if (asked) {
            passes.emplace(by, dual_pass(point, by));
        }
    }
    numbers_ = std::make_shared<const Numbers>(Numbers{LibraryDerivatives<Digits50>(point), std::move(passes), batch});
}

double FiftyDigits::value(Derivative derivative) const
{
    return static_cast<double>(numbers_->exact(derivative));
}

double FiftyDigits::formula_error(Derivative derivative) const
{
    const Digits50 exact = numbers_->exact(derivative);
    Digits50 error = abs(numbers_->library[derivative] - exact);
    if (derivative.of == Quantity::L && !numbers_->batch) {
        const Digits50 on_paths = abs(numbers_->library.along_paths(derivative.by) - exact);
        error = on_paths <= error ? error : on_paths; // also when it is not a number
    }
    return static_cast<double>(error);
}

double FiftyDigits::distance(Derivative derivative, double value) const
{
    return static_cast<double>(Digits50(abs(Digits50(value) - numbers_->exact(derivative))));
}

double observed_order(const Point& point, Derivative derivative, int order)
{
    switch (order) {
    case 2:
        return order_of<2>(point, derivative);
    case 4:
        return order_of<4>(point, derivative);
    case 6:
        return order_of<6>(point, derivative);
    case 8:
        return order_of<8>(point, derivative);
    default:
        throw std::invalid_argument("a central difference of order " + std::to_string(order) + " is not offered");
    }
}

double taylor_slope(const Point& point, const Parameters<double>& direction, double epsilon, double error)
{
    const auto parameters = converted<Digits50>(point.parameters);
    const auto v = converted<Digits50>(direction);
    const auto batch = batch_of<Digits50>(point);
    const Parameters<Digits50> gradient = mean_gradient<Digits50>(parameters, batch, point.function);
    Digits50 slope = 0;
    for (const Quantity parameter : all_parameters()) {
        slope += gradient[parameter] * v[parameter];
    }
    slope *= 1 + Digits50(error);
    const Digits50 here = mean_loss<Digits50>(parameters, batch, point.function);
    const auto remainder = [&](const Digits50& step) {
        const Parameters<Digits50> there = descend(parameters, v, Digits50(-step));
        return Digits50(abs(mean_loss<Digits50>(there, batch, point.function) - here - step * slope));
    };
    return static_cast<double>(log(remainder(Digits50(epsilon)) / remainder(Digits50(epsilon / 2))) / log(Digits50(2)));
}

} // namespace autoencoder::verification
