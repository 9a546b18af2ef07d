// Backpropagation and the descent step, against values worked by hand and against NumPy's.
#include "network/backpropagation.hpp"
#include "network/descent.hpp"
#include "tests/network/hand_worked.hpp"
#include "tests/support/reference.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <set>

using namespace autoencoder;

namespace {

// With the loss of the source's text the derivatives by the outputs are the differences 0.1, 0.3 and 0.6. From there:
// R7: 2·0.1 − 1·0.3 + 1·0.6 = 0.5, times R7(1−R7) = 0.09; R8: 1·0.1 + 4·0.3 − 2·0.6 = 0.1, times 0.21;
// M6: 5·0.045 − 10·0.021 = 0.015, times 0.24; L4: 4·0.0036, times 3/16; L5: 10·0.0036, times 0.16.
// Each weight: its ∂ℒ/∂X_in times the output it weights.
const std::map<std::string, double> by_hand{{"O9", 0.1},
                                            {"O10", 0.3},
                                            {"O11", 0.6},
                                            {"O9_in", 0.1},
                                            {"O10_in", 0.3},
                                            {"O11_in", 0.6},
                                            {"b_9", 0.1},
                                            {"b_10", 0.3},
                                            {"b_11", 0.6},
                                            {"lambda_7_9", 0.09},
                                            {"lambda_8_9", 0.03},
                                            {"lambda_7_10", 0.27},
                                            {"lambda_8_10", 0.09},
                                            {"lambda_7_11", 0.54},
                                            {"lambda_8_11", 0.18},
                                            {"R7", 0.5},
                                            {"R8", 0.1},
                                            {"R7_in", 0.045},
                                            {"R8_in", 0.021},
                                            {"b_7", 0.045},
                                            {"b_8", 0.021},
                                            {"lambda_6_7", 0.027},
                                            {"lambda_6_8", 0.0126},
                                            {"M6", 0.015},
                                            {"M6_in", 0.0036},
                                            {"b_6", 0.0036},
                                            {"lambda_4_6", 0.0027},
                                            {"lambda_5_6", 0.00072},
                                            {"L4", 0.0144},
                                            {"L5", 0.036},
                                            {"L4_in", 0.0027},
                                            {"L5_in", 0.00576},
                                            {"b_4", 0.0027},
                                            {"b_5", 0.00576},
                                            {"lambda_1_4", 0.0027},
                                            {"lambda_2_4", 0.0054},
                                            {"lambda_3_4", -0.0027},
                                            {"lambda_1_5", 0.00576},
                                            {"lambda_2_5", 0.01152},
                                            {"lambda_3_5", -0.00576}};

// The inputs of the sigmoids are sums of terms up to 6 with an error of 1e-15; the sum at M6 cancels, and ∂ℒ/∂L5 is ten
// times what is left.
constexpr double rounding = 3e-14;

LossDerivatives<double> derivatives_by_hand_example(LossFunction function)
{
    const auto p = hand_worked::parameters<double>();
    const auto sample = hand_worked::sample<double>();
    return backpropagate(p, sample, forward(p, sample), function);
}

void check_parameters(const Parameters<double>& value, const Parameters<double>& expected, double tolerance)
{
    for (const Quantity parameter : all_parameters()) {
        BOOST_TEST(std::abs(value[parameter] - expected[parameter]) <= tolerance,
                   plain_name(parameter) << ": " << value[parameter] << " is not " << expected[parameter]);
    }
}

} // namespace

BOOST_AUTO_TEST_CASE(all_40_derivatives_of_the_network_worked_by_hand)
{
    BOOST_REQUIRE(by_hand.size() == 40u); // 24 parameters, 8 node inputs, 8 node outputs
    const auto text = derivatives_by_hand_example(LossFunction::half_sum_of_squares);
    const auto code = derivatives_by_hand_example(LossFunction::mean_of_squares);
    for (const auto& [name, expected] : by_hand) {
        const Quantity quantity = quantity_named(name);
        BOOST_TEST(std::abs(text[quantity] - expected) <= rounding, name << ": " << text[quantity]);
        BOOST_TEST(std::abs(code[quantity] - 2.0 / 3.0 * expected) <= rounding, name << ": " << code[quantity]);
    }
}

BOOST_AUTO_TEST_CASE(the_default_is_the_loss_of_the_source_code)
{
    const auto p = hand_worked::parameters<double>();
    const auto sample = hand_worked::sample<double>();
    BOOST_TEST(backpropagate(p, sample, forward(p, sample)).nodes.O9
               == derivatives_by_hand_example(LossFunction::mean_of_squares).nodes.O9);
}

BOOST_AUTO_TEST_CASE(the_slope_of_the_sigmoid_is_written_in_its_output)
{
    BOOST_TEST(sigmoid_slope(0.5) == 0.25);
    BOOST_TEST(sigmoid_slope(0.25) == 0.1875);
    BOOST_TEST(sigmoid_slope(1.0) == 0.0);
}

BOOST_AUTO_TEST_CASE(derivatives_exist_for_40_of_the_44_quantities)
{
    const auto derivatives = derivatives_by_hand_example(LossFunction::mean_of_squares);
    for (const Quantity none : {Quantity::I1, Quantity::I2, Quantity::I3, Quantity::L}) {
        BOOST_CHECK_THROW(derivatives[none], std::invalid_argument);
    }
}

BOOST_AUTO_TEST_CASE(the_derivatives_of_the_reference_differ_from_each_other)
{
    // Equal values would hide a slip of an index. (Samples without noise have I2 = 0, and so two equal derivatives.)
    for (const std::string folder : {"document", "thirty_samples", "until_convergence"}) {
        const auto derivatives = reference::column(folder, "first_sample_gradient", "derivative");
        BOOST_TEST(std::set<double>(derivatives.begin(), derivatives.end()).size() == parameter_count);
    }
}

BOOST_AUTO_TEST_CASE(gradients_agree_with_numpy)
{
    for (const std::string& folder : reference::folders) {
        BOOST_TEST_CONTEXT(folder)
        {
            const auto p = reference::parameters(folder, "initial_parameters");
            const auto samples = reference::samples(folder, "training_samples");
            const auto expected = reference::parameters(folder, "first_sample_gradient", "derivative");
            check_parameters(backpropagate(p, samples[0], forward(p, samples[0])).parameters, expected, rounding);
            check_parameters(mean_gradient(p, std::span<const Sample<double>>(samples)),
                             reference::parameters(folder, "first_epoch_gradient", "derivative"), rounding);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_batch_is_averaged_not_added)
{
    const auto p = hand_worked::parameters<double>();
    const std::vector<Sample<double>> twice(2, hand_worked::sample<double>());
    const std::span<const Sample<double>> batch(twice);
    check_parameters(mean_gradient(p, batch), mean_gradient(p, batch.first(1)), 0.0);
    BOOST_TEST(std::abs(mean_gradient(p, batch, LossFunction::half_sum_of_squares).b_11 - 0.6) <= rounding);
    BOOST_TEST(std::abs(mean_loss(p, batch) - 0.46 / 3.0) <= rounding);
    BOOST_TEST(std::abs(mean_loss(p, batch, LossFunction::half_sum_of_squares) - 0.23) <= rounding);
}

BOOST_AUTO_TEST_CASE(an_empty_batch_has_neither_loss_nor_gradient)
{
    const Parameters<double> p;
    const std::span<const Sample<double>> none;
    BOOST_CHECK_THROW(mean_gradient(p, none), std::invalid_argument);
    BOOST_CHECK_THROW(mean_loss(p, none), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(a_step_goes_against_the_gradient)
{
    Parameters<double> p;
    Parameters<double> gradient;
    double value = 1.0;
    for (const Quantity parameter : all_parameters()) {
        p[parameter] = value;
        gradient[parameter] = 8.0 * value * value;
        value += 1.0;
    }
    const Parameters<double> after = descend(p, gradient, 0.25); // value − 2 value²: exact
    value = 1.0;
    for (const Quantity parameter : all_parameters()) {
        BOOST_TEST(after[parameter] == value - 2.0 * value * value);
        value += 1.0;
    }
}

BOOST_AUTO_TEST_CASE(the_length_of_a_gradient_is_that_of_a_vector)
{
    Parameters<double> gradient;
    BOOST_TEST(squared_length(gradient) == 0.0);
    gradient.lambda_1_4 = 2.0; // the first, one in the middle, and the last
    gradient.b_4 = -3.0;
    gradient.b_11 = 6.0;
    BOOST_TEST(squared_length(gradient) == 49.0);
}
