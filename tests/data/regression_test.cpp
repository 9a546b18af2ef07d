// Ordinary least squares. (The regression of the latent values stands beside the training, in tests/network.)
#include "data/regression.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <stdexcept>
#include <vector>

using namespace autoencoder;

BOOST_AUTO_TEST_CASE(a_case_worked_by_hand)
{
    // x = 1, 2, 3, 6 with mean 3; y = 2, 3, 7, 8 with mean 5. Deviations: −2, −1, 0, 3 and −3, −2, 2, 3.
    // Sxx = 4 + 1 + 0 + 9 = 14, Sxy = 6 + 2 + 0 + 9 = 17, Syy = 9 + 4 + 4 + 9 = 26.
    const Regression line = linear_regression(std::vector{1.0, 2.0, 3.0, 6.0}, std::vector{2.0, 3.0, 7.0, 8.0});
    const double tolerance = 1e-15; // one division of whole numbers, then one product and sum of size 5
    BOOST_TEST(std::abs(line.slope - 17.0 / 14.0) <= tolerance);
    BOOST_TEST(std::abs(line.intercept - (5.0 - 51.0 / 14.0)) <= tolerance);
    BOOST_TEST(std::abs(line.r_squared - 289.0 / 364.0) <= tolerance);
}

BOOST_AUTO_TEST_CASE(points_on_a_line_give_the_line)
{
    const Regression line = linear_regression(std::vector{-1.0, 0.0, 3.0}, std::vector{5.0, 3.0, -3.0});
    BOOST_TEST(line.slope == -2.0);
    BOOST_TEST(std::abs(line.intercept - 3.0) <= 1e-15);
    BOOST_TEST(line.r_squared == 1.0);
}

BOOST_AUTO_TEST_CASE(equal_values_are_explained_by_a_level_line)
{
    const Regression line = linear_regression(std::vector{1.0, 2.0}, std::vector{4.0, 4.0});
    BOOST_TEST(line.slope == 0.0);
    BOOST_TEST(line.intercept == 4.0);
    BOOST_TEST(line.r_squared == 1.0);
}

BOOST_AUTO_TEST_CASE(without_two_different_positions_there_is_no_line)
{
    BOOST_CHECK_THROW(linear_regression(std::vector<double>{}, std::vector<double>{}), std::invalid_argument);
    BOOST_CHECK_THROW(linear_regression(std::vector{1.0}, std::vector{1.0}), std::invalid_argument);
    BOOST_CHECK_THROW(linear_regression(std::vector{2.0, 2.0}, std::vector{1.0, 3.0}), std::invalid_argument);
    BOOST_CHECK_THROW(linear_regression(std::vector{std::nan(""), 2.0}, std::vector{1.0, 3.0}), std::invalid_argument);
    BOOST_CHECK_THROW(linear_regression(std::vector{1.0, 2.0}, std::vector{1.0}), std::invalid_argument);
}
