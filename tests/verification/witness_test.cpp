// The witnesses themselves: their orders, observed in 50 digits, and how they behave where derivatives are known.
#include "verification/fifty_digits.hpp"
#include "verification/point.hpp"
#include "verification/tape.hpp"
#include "verification/witness.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <stdexcept>

using namespace autoencoder;
using namespace autoencoder::verification;
using enum Quantity;

BOOST_AUTO_TEST_CASE(central_differences_have_the_order_they_claim)
{
    for (const Point& point : random_points(2)) {
        for (const Derivative d : {Derivative{L, lambda_1_4}, Derivative{L, b_6}, Derivative{R7, R7_in}}) {
            for (const int order : {2, 4, 6, 8}) {
                BOOST_TEST(std::abs(observed_order(point, d, order) - order) <= 0.01, name_of(d) << " " << order);
            }
        }
    }
    BOOST_CHECK_THROW(observed_order(random_points(1)[0], {L, b_6}, 3), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(the_taylor_remainder_falls_with_the_square_of_the_step)
{
    const auto points = document_points();
    for (const std::size_t i : {0U, 12U, 25U}) { // a fresh sample, the fresh batch, the trained batch
        const Parameters<double> direction = random_points(1)[0].parameters;
        BOOST_TEST(std::abs(taylor_slope(points[i], direction, 1e-12) - 2.0) <= 0.01,
                   points[i].name << " " << taylor_slope(points[i], direction, 1e-12));
        // A gradient that is off by a thousandth leaves a remainder of first order.
        BOOST_TEST(std::abs(taylor_slope(points[i], direction, 1e-12, 1e-3) - 1.0) <= 0.01,
                   points[i].name << " " << taylor_slope(points[i], direction, 1e-12, 1e-3));
    }
}

BOOST_AUTO_TEST_CASE(simple_differences_halve_and_quarter_their_error)
{
    const Point point = random_points(1)[0];
    const Derivative d{L, R7};
    const double exact = FiftyDigits(point).value(d);
    // The loss is a parabola in R7: the central difference is exact, the forward one has an error of h·ℒ″/2.
    BOOST_TEST(std::abs(central_difference(point, d, 0.5) - exact) <= 1e-14);
    const double first = forward_difference(point, d, 0.1) - exact;
    BOOST_TEST(std::abs(forward_difference(point, d, 0.05) - exact - first / 2.0) <= 1e-13);
    BOOST_TEST(std::abs(first) > 1e-4);
}

BOOST_AUTO_TEST_CASE(a_complex_step_may_be_tiny)
{
    const Point point = random_points(1)[0];
    const Derivative d{L, lambda_1_4};
    const double exact = FiftyDigits(point).value(d);
    for (const double h : {1e-8, 1e-20, 1e-100, 1e-200}) {
        BOOST_TEST(std::abs(complex_step(point, d, h) - exact) <= 1e-14 * std::abs(exact), h);
    }
}

BOOST_AUTO_TEST_CASE(fifty_digits_answer_for_any_quantity_upstream_of_another)
{
    const Point point = random_points(1)[0];
    const FiftyDigits exact(point);
    const auto x = evaluate(point.parameters, point.batch[0]);
    BOOST_TEST(exact.value({O9_in, R7}) == point.parameters.lambda_7_9);
    BOOST_TEST(exact.value({O9, O10_in}) == 0.0); // erratum 7: O10in is not upstream of O9
    BOOST_TEST(exact.value({M6, O9}) == 0.0);
    // ∂O11/∂M6 by hand: both decoder nodes
    const auto& p = point.parameters;
    const double by_hand = p.lambda_6_7 * x.nodes.R7 * (1 - x.nodes.R7) * p.lambda_7_11
                           + p.lambda_6_8 * x.nodes.R8 * (1 - x.nodes.R8) * p.lambda_8_11;
    BOOST_TEST(std::abs(exact.value({O11, M6}) - by_hand) <= 1e-15);
    BOOST_CHECK_THROW(exact.value({L, I1}), std::invalid_argument);
    const FiftyDigits batch(document_points()[12]); // a node has no one value there, only the mean loss has
    BOOST_CHECK_THROW(batch.value({R7, R7_in}), std::invalid_argument);
    BOOST_CHECK_THROW(batch.value({R7, b_7}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(a_tape_gives_the_slopes_that_everybody_knows)
{
    Tape<double> tape;
    const Recorded<double> a = tape.variable(0.75);
    const Recorded<double> b = tape.variable(-1.25);
    const auto slopes = [&](const Recorded<double>& of) {
        const std::vector<double> derivatives = tape.derivatives(of);
        return std::pair(derivatives[a.place], derivatives[b.place]);
    };
    BOOST_TEST((slopes(a + b) == std::pair(1.0, 1.0)));
    BOOST_TEST((slopes(a - b) == std::pair(1.0, -1.0)));
    BOOST_TEST((slopes(-a) == std::pair(-1.0, 0.0)));
    BOOST_TEST((slopes(a * b) == std::pair(-1.25, 0.75)));
    BOOST_TEST((slopes(a / b) == std::pair(1 / -1.25, -0.75 / (1.25 * 1.25))));
    BOOST_TEST((slopes(exp(a)) == std::pair(std::exp(0.75), 0.0)));
    BOOST_TEST((a / b).value == 0.75 / -1.25);
    BOOST_TEST((slopes(a) == std::pair(1.0, 0.0)));
}

BOOST_AUTO_TEST_CASE(what_a_number_is_used_for_adds_up)
{
    Tape<double> tape;
    const Recorded<double> a = tape.variable(0.5);
    const Recorded<double> three(3.0);
    BOOST_TEST(tape.derivatives(a + a)[a.place] == 2.0);
    BOOST_TEST(tape.derivatives(a * a)[a.place] == 1.0);
    BOOST_TEST(tape.derivatives(a * a * a)[a.place] == 0.75);
    BOOST_TEST(tape.derivatives(three * a - a)[a.place] == 2.0);
    BOOST_TEST(tape.derivatives(a * three)[a.place] == 3.0);
    const std::size_t lines = tape.entries.size();
    BOOST_TEST((three * three + three).value == 12.0);
    BOOST_TEST(tape.entries.size() == lines); // constants stand on no tape
}
