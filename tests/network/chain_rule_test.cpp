// The factors of the chain rule and the ways they are joined to. That their products are right is tested in
// tests/verification; here, what is asked of them wrongly, and what can be counted on paper.
#include "network/chain_rule.hpp"

#include "tests/support/refusal.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace autoencoder;
using enum Quantity;

BOOST_AUTO_TEST_CASE(as_many_paths_as_the_drawing_has_ways_to_the_loss)
{
    BOOST_TEST(paths_from(b_9).size() == 1U);
    BOOST_TEST(paths_from(R7).size() == 3U);    // O9, O10, O11
    BOOST_TEST(paths_from(M6_in).size() == 6U); // by R7 and R8
    BOOST_TEST(paths_from(lambda_1_4).size() == 6U);
    const Path way = paths_from(lambda_7_9).front();
    BOOST_CHECK((way == Path{{O9_in, lambda_7_9}, {O9, O9_in}, {L, O9}}));
}

BOOST_AUTO_TEST_CASE(no_path_starts_at_an_input_or_at_the_loss)
{
    BOOST_TEST(refusal([] { paths_from(L); }) == "no path of the document starts at L");
    for (const Quantity input : {I1, I2, I3}) {
        BOOST_TEST(refusal([input] { paths_from(input); })
                   == "no path of the document starts at " + std::string(plain_name(input)));
    }
}

BOOST_AUTO_TEST_CASE(a_factor_has_the_kind_of_its_formula)
{
    BOOST_CHECK(kind_of(Factor{M6_in, L5}) == FactorKind::weight_of_connection);
    BOOST_CHECK(kind_of(Factor{L4_in, lambda_1_4}) == FactorKind::output_before);
    BOOST_CHECK(kind_of(Factor{R8_in, b_8}) == FactorKind::one);
    BOOST_CHECK(kind_of(Factor{O10, O10_in}) == FactorKind::one);
    BOOST_CHECK(kind_of(Factor{R8, R8_in}) == FactorKind::slope_of_sigmoid);
    BOOST_CHECK(kind_of(Factor{L, O11}) == FactorKind::slope_of_loss);
    BOOST_CHECK(kind_of(Factor{L4_in, I2}) == FactorKind::weight_of_connection);
}

BOOST_AUTO_TEST_CASE(a_derivative_over_more_than_one_step_is_no_factor)
{
    BOOST_TEST(refusal([] { kind_of(Factor{L, L4}); }) == "∂ℒ/∂L4 is not a direct factor");
    BOOST_TEST(refusal([] { kind_of(Factor{R7, M6}); }) == "∂R7/∂M6 is not a direct factor");
    BOOST_TEST(refusal([] { kind_of(Factor{lambda_7_9, b_9}); }) == "∂λ7,9/∂b9 is not a direct factor");
    BOOST_TEST(refusal([] { factor_in_words({O9, M6}); }) == "∂O9/∂M6 is not a direct factor");
}

BOOST_AUTO_TEST_CASE(each_output_has_its_target_and_no_other_node_has_one)
{
    BOOST_CHECK(target_of(Node::O9) == I1);
    BOOST_CHECK(target_of(Node::O10) == I2);
    BOOST_CHECK(target_of(Node::O11) == I3);
    for (const Node node : all_nodes()) {
        if (layer_of(node) != Layer::output) {
            BOOST_TEST(refusal([node] { target_of(node); })
                       == std::string(plain_name(output_of(node))) + " is not an output node");
        }
    }
}

BOOST_AUTO_TEST_CASE(factors_in_words)
{
    BOOST_TEST(factor_in_words({O9_in, R7}) == "λ7,9");
    BOOST_TEST(factor_in_words({O9_in, lambda_7_9}) == "R7");
    BOOST_TEST(factor_in_words({R7, R7_in}) == "R7(1 − R7)");
    BOOST_TEST(factor_in_words({O9_in, b_9}) == "1");
    BOOST_TEST(factor_in_words({L, O9}) == "⅔(O9 − I1)");
    BOOST_TEST(factor_in_words({L, O11}, LossFunction::half_sum_of_squares) == "O11 − I3");
}
