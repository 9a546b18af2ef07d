// What the best constant answer loses, worked on paper.
#include "network/baseline.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <vector>

using namespace autoencoder;

BOOST_AUTO_TEST_CASE(the_constant_answer_is_the_mean_of_each_input)
{
    const std::vector<Sample<double>> samples{{1.0, 4.0, -1.0}, {3.0, 4.0, 0.0}, {2.0, 4.0, 1.0}, {6.0, 8.0, 4.0}};
    const Nodes<double> answer = constant_answer(samples); // halves and quarters: exact
    BOOST_TEST(answer.O9 == 3.0);
    BOOST_TEST(answer.O10 == 5.0);
    BOOST_TEST(answer.O11 == 1.0);
    // Squares 4+1+4, 0+1+1, 1+1+0 and 9+9+9: together 40, over three outputs and four samples.
    BOOST_TEST(std::abs(mean_loss_of(answer, samples) - 40.0 / 12.0) <= 1e-15);
}

BOOST_AUTO_TEST_CASE(without_samples_there_is_no_mean)
{
    const std::vector<Sample<double>> none;
    const Nodes<double> answer;
    BOOST_CHECK_THROW(constant_answer(none), std::invalid_argument);
    BOOST_CHECK_THROW(mean_loss_of(answer, none), std::invalid_argument);
}
