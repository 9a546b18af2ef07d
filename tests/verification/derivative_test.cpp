// What is checked: 82 derivatives, in an order in which the first wrong one is the cause, at points that can tell them
// apart.
#include "verification/derivative.hpp"
#include "verification/fifty_digits.hpp"
#include "verification/point.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>

using namespace autoencoder;
using namespace autoencoder::verification;
using enum Quantity;

namespace {

std::ptrdiff_t place(Derivative derivative)
{
    return std::ranges::find(all_derivatives(), derivative) - all_derivatives().begin();
}

/// Two derivatives with the same formula have the same value: ∂ℒ/∂b7 and ∂ℒ/∂R7in, or the three factors R7.
std::string formula_of(Derivative d)
{
    if (d.of != L) {
        return factor_in_words({d.of, d.by});
    }
    Quantity by = kind_of(d.by) == QuantityKind::bias ? input_of(node_of(d.by)) : d.by;
    const bool linear = kind_of(by) == QuantityKind::node_input && layer_of(node_of(by)) == Layer::output;
    by = linear ? output_of(node_of(by)) : by;
    return unicode_derivative(L, by);
}

} // namespace

BOOST_AUTO_TEST_CASE(there_are_82_derivatives_and_no_two_are_the_same)
{
    const auto all = all_derivatives();
    BOOST_TEST(all.size() == 82U);
    for (const Derivative d : all) {
        BOOST_TEST(std::ranges::count(all, d) == 1, name_of(d));
    }
    BOOST_TEST(std::ranges::count_if(all, [](Derivative d) { return d.of == L && is_parameter(d.by); }) == 24);
    BOOST_TEST(std::ranges::count_if(all, [](Derivative d) { return d.of == L && !is_parameter(d.by); }) == 16);
    BOOST_TEST(std::ranges::count_if(all, is_factor) == 45);
    BOOST_TEST(std::ranges::count_if(all, [](Derivative d) { return d.of == L && is_factor(d); }) == 3);
}

BOOST_AUTO_TEST_CASE(what_a_derivative_is_made_of_comes_before_it)
{
    for (const Derivative d : all_derivatives()) {
        for (const Derivative ingredient : ingredients_of(d)) {
            BOOST_TEST(place(ingredient) < place(d), name_of(ingredient) << " before " << name_of(d));
        }
    }
    // ∂ℒ/∂R7 has three terms, each a factor and a derivative of the loss.
    BOOST_TEST(ingredients_of({L, R7}).size() == 6U);
    BOOST_TEST((ingredients_of({L, R7}).front() == Derivative{O9_in, R7}));
    BOOST_TEST(ingredients_of({O9_in, R7}).empty());
}

BOOST_AUTO_TEST_CASE(the_points_are_the_documents_and_random_ones)
{
    const auto document = document_points();
    BOOST_TEST(document.size() == 26U); // 12 samples and a batch, fresh and trained
    BOOST_TEST(document[2].name == "fresh, sample 3");
    BOOST_TEST(document[12].batch.size() == 12U);
    BOOST_TEST(document[12].parameters.b_9 == 0.0);
    BOOST_TEST(document[25].parameters.b_9 != 0.0);
    BOOST_TEST(derivatives_at(document[0]).size() == 82U);
    BOOST_TEST(derivatives_at(document[12]).size() == 24U);
    const auto random = random_points(10);
    BOOST_TEST(random.size() == 10U);
    for (const Point& point : random) {
        for (const Quantity parameter : all_parameters()) {
            BOOST_TEST(std::abs(point.parameters[parameter]) <= 1.0);
            BOOST_TEST(point.parameters[parameter] != 0.0);
        }
    }
    BOOST_TEST(random_points(1, 2)[0].parameters.b_4 != random[0].parameters.b_4);
}

BOOST_AUTO_TEST_CASE(no_two_values_at_a_point_are_equal_so_that_an_index_slip_shows)
{
    auto points = document_points();
    const auto random = random_points(20);
    points.insert(points.end(), random.begin(), random.end());
    for (const Point& point : points) {
        if (point.batch.size() == 1) {
            BOOST_TEST(smallest_gap(point) > 1e-7, point.name << ": " << smallest_gap(point));
            for (const double input : {point.batch[0].I1, point.batch[0].I2, point.batch[0].I3}) {
                BOOST_TEST((input != 0.0 && input != 1.0), point.name);
            }
        }
    }
    Point blind = random[0]; // and it sees what it should: two equal weights
    blind.parameters.lambda_8_9 = blind.parameters.lambda_7_9;
    BOOST_TEST(smallest_gap(blind) == 0.0);
}

BOOST_AUTO_TEST_CASE(derivatives_with_different_formulas_have_different_values)
{
    for (const Point& point : random_points(5)) {
        const FiftyDigits exact(point);
        for (const Derivative a : all_derivatives()) {
            for (const Derivative b : all_derivatives()) {
                if (formula_of(a) != formula_of(b)) {
                    const double gap = std::abs(exact.value(a) - exact.value(b));
                    BOOST_TEST(gap > 1e-8 * std::abs(exact.value(a)), name_of(a) << " and " << name_of(b));
                }
            }
        }
    }
}
