// The forward pass and the losses, against values worked by hand and against NumPy's.
#include "network/forward.hpp"
#include "network/loss.hpp"
#include "tests/network/hand_worked.hpp"
#include "tests/support/reference.hpp"

#include <boost/test/unit_test.hpp>

using namespace autoencoder;

namespace {

// Sums of a few terms of size 1 to 10 in double: a few units in the last place of 10.
constexpr double rounding = 1e-14;

void check_close(double value, double expected)
{
    BOOST_TEST(std::abs(value - expected) <= rounding, value << " is not " << expected);
}

} // namespace

BOOST_AUTO_TEST_CASE(the_sigmoid_has_the_values_of_the_textbook)
{
    BOOST_TEST(sigmoid(0.0) == 0.5);
    check_close(sigmoid(std::log(3.0)), 0.75);
    check_close(sigmoid(-std::log(3.0)), 0.25);
    check_close(sigmoid(1.0), 0.7310585786300049); // 1/(1 + 1/e)
    BOOST_TEST(sigmoid(800.0) == 1.0);
    BOOST_TEST(sigmoid(-800.0) == 0.0);
}

BOOST_AUTO_TEST_CASE(without_weights_every_sigmoid_gives_one_half_and_every_output_its_bias)
{
    Parameters<double> p;
    p.b_9 = 5.0;
    p.b_10 = -6.0;
    p.b_11 = 7.0;
    const Nodes<double> x = forward(p, Sample<double>{1.0, -2.0, 3.0});
    for (const double in : {x.L4_in, x.L5_in, x.M6_in, x.R7_in, x.R8_in}) {
        BOOST_TEST(in == 0.0);
    }
    for (const double out : {x.L4, x.L5, x.M6, x.R7, x.R8}) {
        BOOST_TEST(out == 0.5);
    }
    BOOST_TEST(x.O9_in == 5.0);
    BOOST_TEST(x.O9 == 5.0);
    BOOST_TEST(x.O10 == -6.0);
    BOOST_TEST(x.O11 == 7.0);
}

BOOST_AUTO_TEST_CASE(every_node_of_the_network_worked_by_hand)
{
    const Nodes<double> x = forward(hand_worked::parameters<double>(), hand_worked::sample<double>());
    check_close(x.L4_in, std::log(3.0));
    check_close(x.L4, 0.75);
    check_close(x.L5_in, -std::log(4.0));
    check_close(x.L5, 0.2);
    check_close(x.M6_in, std::log(1.5));
    check_close(x.M6, 0.6);
    check_close(x.R7_in, std::log(9.0));
    check_close(x.R7, 0.9);
    check_close(x.R8_in, std::log(3.0 / 7.0));
    check_close(x.R8, 0.3);
    check_close(x.O9_in, 1.1);
    check_close(x.O9, 1.1);
    check_close(x.O10_in, 2.3);
    check_close(x.O10, 2.3);
    check_close(x.O11_in, -0.4);
    check_close(x.O11, -0.4);
}

BOOST_AUTO_TEST_CASE(both_losses_of_the_network_worked_by_hand)
{
    // Differences 0.1, 0.3 and 0.6: their squares sum to 0.46.
    const Sample<double> sample = hand_worked::sample<double>();
    const Nodes<double> x = forward(hand_worked::parameters<double>(), sample);
    check_close(loss(x, sample), 0.46 / 3.0);
    check_close(loss(x, sample, LossFunction::mean_of_squares), 0.46 / 3.0);
    check_close(loss(x, sample, LossFunction::half_sum_of_squares), 0.23);
}

BOOST_AUTO_TEST_CASE(losses_and_their_derivatives_of_whole_numbers_are_exact)
{
    Nodes<double> x;
    x.O9 = 4.0;
    x.O10 = -3.0;
    x.O11 = 1.0;
    const Sample<double> target{1.0, 1.0, -1.0}; // differences 3, −4 and 2
    BOOST_TEST(loss(x, target) == 29.0 / 3.0);
    BOOST_TEST(loss(x, target, LossFunction::half_sum_of_squares) == 14.5);
    BOOST_TEST(loss_derivative(4.0, 1.0) == 2.0);
    check_close(loss_derivative(-3.0, 1.0), -8.0 / 3.0);
    BOOST_TEST(loss_derivative(4.0, 1.0, LossFunction::half_sum_of_squares) == 3.0);
    BOOST_TEST(loss_derivative(-3.0, 1.0, LossFunction::half_sum_of_squares) == -4.0);
}

BOOST_AUTO_TEST_CASE(an_evaluation_names_all_44_numbers)
{
    const Parameters<double> p = hand_worked::parameters<double>();
    const Evaluation<double> all = evaluate(p, hand_worked::sample<double>());
    BOOST_TEST(all[Quantity::lambda_8_10] == 4.0);
    BOOST_TEST(all[Quantity::b_10] == 2.0);
    BOOST_TEST(all[Quantity::I1] == 1.0);
    BOOST_TEST(all[Quantity::I2] == 2.0);
    BOOST_TEST(all[Quantity::I3] == -1.0);
    check_close(all[Quantity::M6_in], std::log(1.5));
    check_close(all[Quantity::R8], 0.3);
    check_close(all[Quantity::L], 0.46 / 3.0);
    check_close(evaluate(p, hand_worked::sample<double>(), LossFunction::half_sum_of_squares)[Quantity::L], 0.23);
}

BOOST_AUTO_TEST_CASE(a_number_is_asked_only_of_what_holds_it)
{
    Parameters<double> p;
    Nodes<double> x;
    BOOST_CHECK_THROW(p[Quantity::M6], std::invalid_argument);
    BOOST_CHECK_THROW(p[Quantity::I1], std::invalid_argument);
    BOOST_CHECK_THROW(p[Quantity::L], std::invalid_argument);
    BOOST_CHECK_THROW(x[Quantity::b_4], std::invalid_argument);
    BOOST_CHECK_THROW(x[Quantity::I3], std::invalid_argument);
    BOOST_CHECK_THROW(x[Quantity::L], std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(the_first_sample_agrees_with_numpy)
{
    for (const std::string& folder : reference::folders) {
        BOOST_TEST_CONTEXT(folder)
        {
            const Nodes<double> x = forward(reference::parameters(folder, "initial_parameters"),
                                            reference::samples(folder, "training_samples").front());
            const std::vector<double> expected = reference::column(folder, "first_sample_forward", "output");
            BOOST_REQUIRE(expected.size() == 11u); // I1, I2, I3, then the eight outputs
            const std::vector<double> outputs{x.L4, x.L5, x.M6, x.R7, x.R8, x.O9, x.O10, x.O11};
            for (std::size_t i = 0; i < outputs.size(); ++i) {
                check_close(outputs[i], expected[i + 3]);
            }
        }
    }
}
