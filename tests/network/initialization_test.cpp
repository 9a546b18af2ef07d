// The starting point: bounds worked by hand, and the drawn weights to the last bit.
#include "data/random_stream.hpp"
#include "network/initialization.hpp"
#include "tests/support/reference.hpp"

#include <boost/test/unit_test.hpp>

#include <utility>

using namespace autoencoder;

namespace {

std::uint32_t seed_of(const std::string& folder)
{
    const std::vector<std::string> options = reference::options(folder);
    return options.empty() ? 13 : static_cast<std::uint32_t>(std::stoul(options.at(1))); // --seed comes first
}

void check_bit_for_bit(const Parameters<double>& value, const Parameters<double>& expected)
{
    for (const Quantity parameter : all_parameters()) {
        BOOST_TEST(value[parameter] == expected[parameter]);
    }
}

Parameters<double> drawn(std::uint32_t seed, Initialization rule)
{
    RandomStream stream(seed);
    return initialize([&stream](double low, double high) { return stream.uniform(low, high); }, rule);
}

} // namespace

BOOST_AUTO_TEST_CASE(each_weight_knows_how_many_nodes_it_joins)
{
    // Weights of each pair of layers, in drawing order, with (p, k).
    const std::vector<std::pair<std::size_t, std::pair<int, int>>> groups{
        {6, {3, 2}}, {2, {2, 1}}, {2, {1, 2}}, {6, {2, 3}}};
    std::size_t weight = 0;
    for (const auto& [count, fan] : groups) {
        for (std::size_t i = 0; i < count; ++i, ++weight) {
            const Fan found = fan_of(all_parameters()[weight]);
            BOOST_TEST(found.in == fan.first);
            BOOST_TEST(found.out == fan.second);
        }
    }
    BOOST_TEST(weight == 16u);
    BOOST_CHECK_THROW(fan_of(Quantity::b_4), std::invalid_argument);
    BOOST_CHECK_THROW(initialization_bound(Quantity::M6), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(the_bounds_of_both_rules)
{
    const double tolerance = 1e-15; // the last digit spelled out
    const auto check = [tolerance](Quantity weight, double normalized, double plain) {
        BOOST_TEST(std::abs(initialization_bound(weight) - normalized) <= tolerance);
        BOOST_TEST(std::abs(initialization_bound(weight, Initialization::xavier) - plain) <= tolerance);
    };
    check(Quantity::lambda_3_5, 1.0954451150103323, 0.5773502691896258);  // √(6/5), 1/√3
    check(Quantity::lambda_5_6, 1.4142135623730951, 0.7071067811865476);  // √(6/3), 1/√2
    check(Quantity::lambda_6_8, 1.4142135623730951, 1.0);                 // √(6/3), 1/√1
    check(Quantity::lambda_8_11, 1.0954451150103323, 0.7071067811865476); // √(6/5), 1/√2
}

BOOST_AUTO_TEST_CASE(weights_are_drawn_once_each_in_order_and_biases_are_zero)
{
    double next = 0.0;
    const Parameters<double> p = initialize([&next](double low, double high) {
        BOOST_TEST(low == -high);
        return next += 1.0;
    });
    for (std::size_t i = 0; i < parameter_count; ++i) {
        BOOST_TEST(p[all_parameters()[i]] == (i < 16 ? static_cast<double>(i + 1) : 0.0));
    }
    BOOST_TEST(next == 16.0);
}

BOOST_AUTO_TEST_CASE(drawn_weights_equal_numpy_bit_for_bit_by_both_rules)
{
    for (const std::string& folder : reference::folders) {
        BOOST_TEST_CONTEXT(folder)
        {
            const std::uint32_t seed = seed_of(folder);
            check_bit_for_bit(drawn(seed, Initialization::normalized_xavier),
                              reference::parameters(folder, "initial_parameters"));
            check_bit_for_bit(drawn(seed, Initialization::xavier),
                              reference::parameters(folder, "initial_parameters_xavier"));
        }
    }
    BOOST_TEST(drawn(13, Initialization::normalized_xavier).lambda_1_4 == 0.6084154981793699);
}
