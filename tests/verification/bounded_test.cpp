// The number that knows how wrong it can be.
#include "network/backpropagation.hpp"
#include "verification/bounded.hpp"
#include "verification/derivative.hpp"
#include "verification/fifty_digits.hpp"
#include "verification/point.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

using namespace autoencoder;
using namespace autoencoder::verification;

namespace {
constexpr double unit_roundoff = 0x1p-53;
}

BOOST_AUTO_TEST_CASE(what_is_given_is_exact_and_what_is_computed_is_not)
{
    const Bounded three(3.0);
    BOOST_TEST(three.bound() == 0.0);
    BOOST_TEST(Bounded().value() == 0.0);
    BOOST_TEST((-three).bound() == 0.0);
    const Bounded third = Bounded(1.0) / three; // 1/3 is not a double; rounding it costs at most half an ulp
    BOOST_TEST(third.value() == 1.0 / 3.0);
    BOOST_TEST(third.bound() >= unit_roundoff / 3.0 * 0.99);
    BOOST_TEST(third.bound() <= unit_roundoff / 3.0 * 1.01);
    BOOST_TEST((third + third).bound() >= 2.0 * third.bound());
    BOOST_TEST((third * three).bound() >= 3.0 * third.bound());
}

BOOST_AUTO_TEST_CASE(cancellation_shows_in_the_bound)
{
    const Bounded a = Bounded(1.0) / Bounded(3.0);
    const Bounded b = a + Bounded(1e10);
    const Bounded difference = b - Bounded(1e10); // a, with the rounding that 1e10 brought in
    BOOST_TEST(std::abs(difference.value() - 1.0 / 3.0) <= difference.bound());
    BOOST_TEST(difference.bound() > 1e-7); // half an ulp of 1e10 is 1e-6
}

BOOST_AUTO_TEST_CASE(an_exponential_that_overflows_leaves_a_usable_quotient)
{
    const Bounded a = sigmoid(Bounded(-1000.0));
    BOOST_TEST(a.value() == 0.0);
    BOOST_TEST(a.bound() > 0.0);
    BOOST_TEST(a.bound() < 1e-300); // e^-1000 is far below
}

BOOST_AUTO_TEST_CASE(it_computes_the_same_doubles_as_plain_arithmetic)
{
    for (const Point& point : random_points(10)) {
        const LibraryDerivatives<double> plain(point);
        const LibraryDerivatives<Bounded> bounded(point);
        for (const Derivative d : all_derivatives()) {
            BOOST_TEST(plain[d] == bounded[d].value(), name_of(d));
        }
    }
}

BOOST_AUTO_TEST_CASE(in_saturation_the_documents_slope_loses_its_digits_and_the_stable_form_does_not)
{
    Point point = random_points(1)[0];
    int sign = 1; // cppcheck-suppress variableScope ; each round turns that of the round before
    for (const Quantity parameter : all_parameters()) { // weights and biases of ±20
        sign = -sign;
        point.parameters[parameter] =
            parameter == Quantity::lambda_6_7 || parameter == Quantity::b_7 ? 20.0 : 20.0 * sign;
    }
    const FiftyDigits exact(point);
    const auto x = evaluate(point.parameters, point.batch[0]);
    BOOST_TEST(x.nodes.R7_in > 19.0);
    const double right = exact.value({Quantity::R7, Quantity::R7_in});
    const double lossy = sigmoid_slope(x.nodes.R7);
    const double e = std::exp(-std::abs(x.nodes.R7_in));
    const double stable = e / ((1.0 + e) * (1.0 + e));
    BOOST_TEST(right > 0.0);
    BOOST_TEST(std::abs(lossy - right) > 1e-9 * right); // at most 9 of 16 digits left
    // An input of 40 is rounded to 2^-47 or 64 roundoffs, twice, and e^-40 passes that on.
    BOOST_TEST(std::abs(stable - right) <= 256 * unit_roundoff * right);
    // The bound knows: it is as large as the loss.
    const LibraryDerivatives<Bounded> bounded(point);
    const Bounded slope = bounded[{Quantity::R7, Quantity::R7_in}];
    BOOST_TEST(exact.distance({Quantity::R7, Quantity::R7_in}, lossy) <= slope.bound());
    BOOST_TEST(slope.bound() > 1e-9 * right);
}
