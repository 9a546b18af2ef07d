// One formula, many number types: forward pass, loss, backpropagation and descent step on four of them.
#include "network/backpropagation.hpp"
#include "network/descent.hpp"
#include "tests/network/hand_worked.hpp"
#include "tests/support/reference.hpp"

#include <boost/mpl/list.hpp>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>

#include <complex>
#include <limits>

using namespace autoencoder;
using Complex = std::complex<double>;
using Digits50 = boost::multiprecision::cpp_bin_float_50;

namespace {

double real_part(double value)
{
    return value;
}

double real_part(long double value)
{
    return static_cast<double>(value);
}

double real_part(const Complex& value)
{
    return value.real();
}

double real_part(const Digits50& value)
{
    return value.convert_to<double>();
}

/// Everything the formulas compute for the first sample of the document, and its batch, in one number type.
template <class T>
struct Computed {
    Evaluation<T> evaluation;
    LossDerivatives<T> derivatives;
    T mean_loss;
    Parameters<T> after_a_step;
};

template <class T>
Computed<T> computed(LossFunction function)
{
    const auto p = converted<T>(reference::parameters("document", "initial_parameters"));
    std::vector<Sample<T>> samples;
    for (const Sample<double>& sample : reference::samples("document", "training_samples")) {
        samples.push_back(converted<T>(sample));
    }
    const std::span<const Sample<T>> batch(samples);
    const Evaluation<T> evaluation = evaluate(p, samples.front(), function);
    return {evaluation, backpropagate(p, samples.front(), evaluation.nodes, function), mean_loss(p, batch, function),
            descend(p, mean_gradient(p, batch, function), T(T(1) / T(10)))};
}

} // namespace

using Types = boost::mpl::list<double, long double, Complex, Digits50>;

BOOST_AUTO_TEST_CASE_TEMPLATE(each_type_agrees_with_double_to_the_precision_of_double, T, Types)
{
    // About 30 operations on numbers of size 1, each with an error of 1e-16.
    const double tolerance = 5e-15;
    for (const LossFunction function : {LossFunction::mean_of_squares, LossFunction::half_sum_of_squares}) {
        const Computed<double> expected = computed<double>(function);
        const Computed<T> value = computed<T>(function);
        const auto check = [tolerance](const T& a, double b, std::string_view what) {
            BOOST_TEST(std::abs(real_part(a) - b) <= tolerance, what << ": " << real_part(a) << " is not " << b);
        };
        std::size_t checked = 0;
        for (const Quantity quantity : all_quantities()) {
            check(value.evaluation[quantity], expected.evaluation[quantity], plain_name(quantity));
            if (quantity != Quantity::L && kind_of(quantity) != QuantityKind::sample) {
                check(value.derivatives[quantity], expected.derivatives[quantity], plain_name(quantity));
                ++checked;
            }
            if (is_parameter(quantity)) {
                check(value.after_a_step[quantity], expected.after_a_step[quantity], plain_name(quantity));
            }
        }
        BOOST_TEST(checked == 40u);
        check(value.mean_loss, expected.mean_loss, "mean loss");
    }
}

BOOST_AUTO_TEST_CASE(complex_numbers_without_imaginary_part_stay_real)
{
    const Computed<Complex> value = computed<Complex>(LossFunction::mean_of_squares);
    for (const Quantity quantity : all_quantities()) {
        BOOST_TEST(value.evaluation[quantity].imag() == 0.0);
    }
    for (const Quantity parameter : all_parameters()) {
        BOOST_TEST(value.derivatives[parameter].imag() == 0.0);
        BOOST_TEST(value.after_a_step[parameter].imag() == 0.0);
    }
}

BOOST_AUTO_TEST_CASE(fifty_digits_are_fifty_digits)
{
    // The network worked by hand has these values exactly. A double anywhere in the formulas would leave an error of 1e-17.
    const auto sample = hand_worked::sample<Digits50>();
    const auto p = hand_worked::parameters<Digits50>();
    const auto x = evaluate(p, sample);
    const auto derivatives = backpropagate(p, sample, x.nodes);
    const auto check = [](const Digits50& value, const char* numerator, const char* denominator) {
        const Digits50 expected = Digits50(numerator) / Digits50(denominator);
        BOOST_TEST(abs(value - expected) <= Digits50("1e-47"), value << " is not " << expected);
    };
    check(x.nodes.L4, "3", "4");
    check(x.nodes.M6, "3", "5");
    check(x.nodes.R8, "3", "10");
    check(x.nodes.O10, "23", "10");
    check(x.loss, "46", "300");
    check(derivatives.nodes.O9, "2", "30");
    check(derivatives.parameters.lambda_7_11, "36", "100");
    check(derivatives.nodes.M6, "1", "100");
    check(derivatives.parameters.lambda_4_6, "18", "10000");
    check(derivatives.parameters.lambda_2_5, "768", "100000");
    check(mean_loss(p, std::span(&sample, 1)), "46", "300");
    check(descend(p, mean_gradient(p, std::span(&sample, 1)), Digits50(Digits50(1) / 10)).b_9, "-302", "300");
}

BOOST_AUTO_TEST_CASE(an_imaginary_step_gives_the_derivative)
{
    // For a step ih the loss is ℒ + ih·∂ℒ/∂x − …: its imaginary part over h is the derivative, without a difference.
    const double h = 1e-30;
    const auto sample = hand_worked::sample<Complex>();
    const auto p = hand_worked::parameters<Complex>();
    const auto x = evaluate(p, sample, LossFunction::half_sum_of_squares, Tap<Complex>{Quantity::lambda_1_5, {0.0, h}});
    BOOST_TEST(std::abs(x.loss.imag() / h - 0.00576) <= 1e-14);
}
