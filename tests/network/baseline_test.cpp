// What a constant answer reaches, and the squared length of a gradient: by hand.
#include "network/baseline.hpp"
#include "network/descent.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <stdexcept>

using namespace autoencoder;

namespace {

// The means are 2, -1 and 5, the distances from them 1, 4 and 2 up and down.
const std::array<Sample<double>, 2> two{{{1.0, 3.0, 7.0}, {3.0, -5.0, 3.0}}};

} // namespace

BOOST_AUTO_TEST_CASE(the_constant_answer_is_the_mean_of_the_samples)
{
    const Nodes<double> answer = constant_answer(two);
    BOOST_TEST(answer.O9 == 2.0);
    BOOST_TEST(answer.O10 == -1.0);
    BOOST_TEST(answer.O11 == 5.0);
    BOOST_CHECK_THROW(constant_answer({}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(the_mean_loss_of_an_answer_is_a_mean_over_samples_and_outputs)
{
    BOOST_TEST(mean_loss_of(constant_answer(two), two) == 7.0); // (1 + 16 + 4) / 3, twice the same
    Nodes<double> zero;
    BOOST_TEST(mean_loss_of(zero, two) == 17.0); // (1 + 9 + 49) / 3 and (9 + 25 + 9) / 3
    BOOST_CHECK_THROW(mean_loss_of(zero, {}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(the_squared_length_is_the_sum_of_24_squares)
{
    Parameters<double> gradient;
    double number = 0.0;
    for (const Quantity parameter : all_parameters()) {
        gradient[parameter] = ++number;
    }
    BOOST_TEST(squared_length(gradient) == 4900.0); // 1 + 4 + 9 + … + 576 = 24·25·49/6
}
