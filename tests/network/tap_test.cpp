// Taps: a small number added to one quantity moves what lies downstream of it and nothing else.
#include "network/loss.hpp"
#include "network/tap.hpp"
#include "tests/network/hand_worked.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <set>
#include <string>
#include <vector>

using namespace autoencoder;

namespace {

// What reads each node input or output, from the drawing of the network.
const std::map<std::string, std::vector<std::string>> readers{
    {"I1", {"L4_in", "L5_in"}},
    {"I2", {"L4_in", "L5_in"}},
    {"I3", {"L4_in", "L5_in"}},
    {"L4_in", {"L4"}},
    {"L5_in", {"L5"}},
    {"L4", {"M6_in"}},
    {"L5", {"M6_in"}},
    {"M6_in", {"M6"}},
    {"M6", {"R7_in", "R8_in"}},
    {"R7_in", {"R7"}},
    {"R8_in", {"R8"}},
    {"R7", {"O9_in", "O10_in", "O11_in"}},
    {"R8", {"O9_in", "O10_in", "O11_in"}},
    {"O9_in", {"O9"}},
    {"O10_in", {"O10"}},
    {"O11_in", {"O11"}},
    {"O9", {"L"}},
    {"O10", {"L"}},
    {"O11", {"L"}},
    {"L", {}},
};

const std::map<int, std::string> letter{{4, "L"}, {5, "L"}, {6, "M"},  {7, "R"},
                                        {8, "R"}, {9, "O"}, {10, "O"}, {11, "O"}};

/// A parameter is read by the input of the node that its last index names.
std::vector<std::string> readers_of(const std::string& name)
{
    if (name.starts_with("lambda_") || name.starts_with("b_")) {
        const int node = std::stoi(name.substr(name.rfind('_') + 1));
        return {letter.at(node) + std::to_string(node) + "_in"};
    }
    return readers.at(name);
}

std::set<std::string> downstream_of(const std::string& name)
{
    std::set<std::string> result;
    for (const std::string& reader : readers_of(name)) {
        result.insert(reader);
        result.merge(downstream_of(reader));
    }
    return result;
}

constexpr double amount = 0.25;

Evaluation<double> tapped(Quantity quantity)
{
    return evaluate(hand_worked::parameters<double>(), hand_worked::sample<double>(), LossFunction::mean_of_squares,
                    Tap<double>{quantity, amount});
}

const Evaluation<double> untapped = evaluate(hand_worked::parameters<double>(), hand_worked::sample<double>());

} // namespace

BOOST_AUTO_TEST_CASE(a_tap_on_each_of_the_44_quantities_moves_what_is_downstream_and_nothing_else)
{
    std::size_t moved_count = 0;
    for (const Quantity quantity : all_quantities()) {
        const std::string name(plain_name(quantity));
        std::set<std::string> moved = downstream_of(name);
        if (!is_parameter(quantity) && kind_of(quantity) != QuantityKind::sample) {
            moved.insert(name); // parameters and sample are reported as they were given
        }
        const Evaluation<double> evaluation = tapped(quantity);
        for (const Quantity other : all_quantities()) {
            const bool moves = evaluation[other] != untapped[other];
            BOOST_TEST(moves == moved.contains(std::string(plain_name(other))),
                       "tap on " << name << ": " << plain_name(other) << (moves ? " moves" : " stays"));
            moved_count += moves ? 1 : 0;
        }
    }
    // Counted on the drawing, from the loss back: 1 + 3·2 + 3·3 (L, O, O_in) + 2·8 + 2·9 (R) + 12 + 13 (M) + 2·14 + 2·15
    // (L) + 3·17 (I) + 6·15 + 2·13 + 2·9 + 6·3 (λ) + 2·15 + 13 + 2·9 + 3·3 (b).
    BOOST_TEST(moved_count == 406u);
}

BOOST_AUTO_TEST_CASE(a_tap_adds_its_amount_where_the_quantity_is_computed)
{
    for (const Quantity quantity : all_quantities()) {
        if (kind_of(quantity) == QuantityKind::node_input || kind_of(quantity) == QuantityKind::node_output
            || quantity == Quantity::L) {
            BOOST_TEST(tapped(quantity)[quantity] == untapped[quantity] + amount);
        }
    }
    // A parameter or an input shows where it is read: b adds its amount, λ its amount times what it weights.
    BOOST_TEST(std::abs(tapped(Quantity::b_7).nodes.R7_in - untapped.nodes.R7_in - amount) <= 1e-15);
    BOOST_TEST(std::abs(tapped(Quantity::lambda_2_4).nodes.L4_in - untapped.nodes.L4_in - amount * 2.0) <= 1e-15);
    BOOST_TEST(std::abs(tapped(Quantity::I3).nodes.L5_in - untapped.nodes.L5_in - amount * 2.0) <= 1e-15);
}

BOOST_AUTO_TEST_CASE(a_tap_on_an_input_leaves_the_target_alone)
{
    // With the reconstruction cut off the loss depends on the target only.
    Parameters<double> p;
    const Sample<double> sample{1.0, 2.0, -1.0};
    for (const Quantity input : {Quantity::I1, Quantity::I2, Quantity::I3}) {
        BOOST_TEST(evaluate(p, sample, LossFunction::mean_of_squares, Tap<double>{input, amount}).loss == 2.0);
    }
}

BOOST_AUTO_TEST_CASE(no_tap_and_a_tap_of_zero_change_nothing)
{
    for (const Quantity quantity : all_quantities()) {
        const Evaluation<double> evaluation = evaluate(hand_worked::parameters<double>(), hand_worked::sample<double>(),
                                                       LossFunction::mean_of_squares, Tap<double>{quantity, 0.0});
        for (const Quantity other : all_quantities()) {
            BOOST_TEST(evaluation[other] == untapped[other]);
        }
    }
}
