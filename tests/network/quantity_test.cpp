// The tables of names: every quantity, node, layer and connection spelled out as the source has them.
#include "network/quantity.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <stdexcept>
#include <string>
#include <vector>

using namespace autoencoder;

namespace {

struct Row {
    Quantity quantity;
    std::string plain;
    std::string unicode;
    std::string latex;
    QuantityKind kind;
    int node; ///< index of the node it belongs to; 0 when it belongs to none
};

using enum QuantityKind;

const std::vector<Row> table{
    {Quantity::lambda_1_4, "lambda_1_4", "λ1,4", R"(\lambda_{1,4})", weight, 0},
    {Quantity::lambda_2_4, "lambda_2_4", "λ2,4", R"(\lambda_{2,4})", weight, 0},
    {Quantity::lambda_3_4, "lambda_3_4", "λ3,4", R"(\lambda_{3,4})", weight, 0},
    {Quantity::lambda_1_5, "lambda_1_5", "λ1,5", R"(\lambda_{1,5})", weight, 0},
    {Quantity::lambda_2_5, "lambda_2_5", "λ2,5", R"(\lambda_{2,5})", weight, 0},
    {Quantity::lambda_3_5, "lambda_3_5", "λ3,5", R"(\lambda_{3,5})", weight, 0},
    {Quantity::lambda_4_6, "lambda_4_6", "λ4,6", R"(\lambda_{4,6})", weight, 0},
    {Quantity::lambda_5_6, "lambda_5_6", "λ5,6", R"(\lambda_{5,6})", weight, 0},
    {Quantity::lambda_6_7, "lambda_6_7", "λ6,7", R"(\lambda_{6,7})", weight, 0},
    {Quantity::lambda_6_8, "lambda_6_8", "λ6,8", R"(\lambda_{6,8})", weight, 0},
    {Quantity::lambda_7_9, "lambda_7_9", "λ7,9", R"(\lambda_{7,9})", weight, 0},
    {Quantity::lambda_8_9, "lambda_8_9", "λ8,9", R"(\lambda_{8,9})", weight, 0},
    {Quantity::lambda_7_10, "lambda_7_10", "λ7,10", R"(\lambda_{7,10})", weight, 0},
    {Quantity::lambda_8_10, "lambda_8_10", "λ8,10", R"(\lambda_{8,10})", weight, 0},
    {Quantity::lambda_7_11, "lambda_7_11", "λ7,11", R"(\lambda_{7,11})", weight, 0},
    {Quantity::lambda_8_11, "lambda_8_11", "λ8,11", R"(\lambda_{8,11})", weight, 0},
    {Quantity::b_4, "b_4", "b4", "b_{4}", bias, 4},
    {Quantity::b_5, "b_5", "b5", "b_{5}", bias, 5},
    {Quantity::b_6, "b_6", "b6", "b_{6}", bias, 6},
    {Quantity::b_7, "b_7", "b7", "b_{7}", bias, 7},
    {Quantity::b_8, "b_8", "b8", "b_{8}", bias, 8},
    {Quantity::b_9, "b_9", "b9", "b_{9}", bias, 9},
    {Quantity::b_10, "b_10", "b10", "b_{10}", bias, 10},
    {Quantity::b_11, "b_11", "b11", "b_{11}", bias, 11},
    {Quantity::I1, "I1", "I1", "I_{1}", sample, 1},
    {Quantity::I2, "I2", "I2", "I_{2}", sample, 2},
    {Quantity::I3, "I3", "I3", "I_{3}", sample, 3},
    {Quantity::L4_in, "L4_in", "L4in", R"(L_{4,\mathrm{in}})", node_input, 4},
    {Quantity::L4, "L4", "L4", "L_{4}", node_output, 4},
    {Quantity::L5_in, "L5_in", "L5in", R"(L_{5,\mathrm{in}})", node_input, 5},
    {Quantity::L5, "L5", "L5", "L_{5}", node_output, 5},
    {Quantity::M6_in, "M6_in", "M6in", R"(M_{6,\mathrm{in}})", node_input, 6},
    {Quantity::M6, "M6", "M6", "M_{6}", node_output, 6},
    {Quantity::R7_in, "R7_in", "R7in", R"(R_{7,\mathrm{in}})", node_input, 7},
    {Quantity::R7, "R7", "R7", "R_{7}", node_output, 7},
    {Quantity::R8_in, "R8_in", "R8in", R"(R_{8,\mathrm{in}})", node_input, 8},
    {Quantity::R8, "R8", "R8", "R_{8}", node_output, 8},
    {Quantity::O9_in, "O9_in", "O9in", R"(O_{9,\mathrm{in}})", node_input, 9},
    {Quantity::O9, "O9", "O9", "O_{9}", node_output, 9},
    {Quantity::O10_in, "O10_in", "O10in", R"(O_{10,\mathrm{in}})", node_input, 10},
    {Quantity::O10, "O10", "O10", "O_{10}", node_output, 10},
    {Quantity::O11_in, "O11_in", "O11in", R"(O_{11,\mathrm{in}})", node_input, 11},
    {Quantity::O11, "O11", "O11", "O_{11}", node_output, 11},
    {Quantity::L, "L", "ℒ", R"(\mathcal{L})", loss, 0},
};

// From, to: in the order in which the source draws the weights.
const std::vector<std::pair<int, int>> connections{{1, 4}, {2, 4}, {3, 4}, {1, 5}, {2, 5},  {3, 5},  {4, 6},  {5, 6},
                                                   {6, 7}, {6, 8}, {7, 9}, {8, 9}, {7, 10}, {8, 10}, {7, 11}, {8, 11}};

std::vector<int> indices(std::span<const Node> nodes)
{
    std::vector<int> result;
    for (const Node node : nodes) {
        result.push_back(index_of(node));
    }
    return result;
}

} // namespace

BOOST_AUTO_TEST_CASE(all_44_quantities_have_their_names_kinds_and_nodes)
{
    BOOST_REQUIRE(table.size() == 44u);
    BOOST_REQUIRE(all_quantities().size() == 44u);
    for (std::size_t i = 0; i < table.size(); ++i) {
        const Row& row = table[i];
        BOOST_TEST_CONTEXT(row.plain)
        {
            BOOST_CHECK(all_quantities()[i] == row.quantity);
            BOOST_TEST(position(row.quantity) == i);
            BOOST_TEST(plain_name(row.quantity) == row.plain);
            BOOST_CHECK(quantity_named(row.plain) == row.quantity);
            BOOST_TEST(unicode_name(row.quantity) == row.unicode);
            BOOST_TEST(latex_name(row.quantity) == row.latex);
            BOOST_CHECK(kind_of(row.quantity) == row.kind);
            BOOST_TEST(is_parameter(row.quantity) == (i < 24));
            if (row.node == 0) {
                BOOST_CHECK_THROW(node_of(row.quantity), std::invalid_argument);
            } else {
                BOOST_TEST(index_of(node_of(row.quantity)) == row.node);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(the_24_parameters_come_first)
{
    BOOST_REQUIRE(all_parameters().size() == 24u);
    BOOST_CHECK(all_parameters().front() == Quantity::lambda_1_4);
    BOOST_CHECK(all_parameters().back() == Quantity::b_11);
}

BOOST_AUTO_TEST_CASE(the_16_connections_and_no_others)
{
    std::map<std::pair<int, int>, std::size_t> place;
    for (std::size_t i = 0; i < connections.size(); ++i) {
        place[connections[i]] = i;
        const Connection connection = connection_of(table[i].quantity);
        BOOST_TEST(index_of(connection.from) == connections[i].first);
        BOOST_TEST(index_of(connection.to) == connections[i].second);
    }
    BOOST_TEST(place.size() == 16u);
    for (const Node from : all_nodes()) {
        for (const Node to : all_nodes()) {
            const auto found = place.find({index_of(from), index_of(to)});
            if (found == place.end()) {
                BOOST_CHECK_THROW(weight_between(from, to), std::invalid_argument);
            } else {
                BOOST_TEST(position(weight_between(from, to)) == found->second);
            }
        }
    }
    for (std::size_t i = 16; i < table.size(); ++i) {
        BOOST_CHECK_THROW(connection_of(table[i].quantity), std::invalid_argument);
    }
}

BOOST_AUTO_TEST_CASE(five_layers_of_3_2_1_2_and_3_nodes)
{
    BOOST_TEST(indices(all_nodes()) == (std::vector{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}),
               boost::test_tools::per_element());
    BOOST_TEST(indices(nodes_of(Layer::input)) == (std::vector{1, 2, 3}), boost::test_tools::per_element());
    BOOST_TEST(indices(nodes_of(Layer::encoder)) == (std::vector{4, 5}), boost::test_tools::per_element());
    BOOST_TEST(indices(nodes_of(Layer::latent)) == (std::vector{6}), boost::test_tools::per_element());
    BOOST_TEST(indices(nodes_of(Layer::decoder)) == (std::vector{7, 8}), boost::test_tools::per_element());
    BOOST_TEST(indices(nodes_of(Layer::output)) == (std::vector{9, 10, 11}), boost::test_tools::per_element());
    BOOST_CHECK(layer_of(Node::M6) == Layer::latent);
    BOOST_CHECK(layer_of(Node::O11) == Layer::output);
}

BOOST_AUTO_TEST_CASE(bias_input_and_output_of_each_node)
{
    BOOST_CHECK(bias_of(Node::L4) == Quantity::b_4);
    BOOST_CHECK(bias_of(Node::O10) == Quantity::b_10);
    BOOST_CHECK(input_of(Node::L4) == Quantity::L4_in);
    BOOST_CHECK(input_of(Node::O11) == Quantity::O11_in);
    BOOST_CHECK(output_of(Node::I2) == Quantity::I2);
    BOOST_CHECK(output_of(Node::L4) == Quantity::L4);
    BOOST_CHECK(output_of(Node::R8) == Quantity::R8);
    for (const Node input : {Node::I1, Node::I2, Node::I3}) {
        BOOST_CHECK_THROW(bias_of(input), std::invalid_argument);
        BOOST_CHECK_THROW(input_of(input), std::invalid_argument);
    }
}

BOOST_AUTO_TEST_CASE(a_name_that_is_nobodys_is_refused)
{
    for (const std::string name : {"", "lambda_7_8", "b_3", "M7", "l", "lambda_1_4 ", "I1_in"}) {
        BOOST_CHECK_THROW(quantity_named(name), std::invalid_argument);
    }
}

BOOST_AUTO_TEST_CASE(derivatives_are_named_as_fractions)
{
    BOOST_TEST(unicode_derivative(Quantity::L, Quantity::lambda_7_9) == "∂ℒ/∂λ7,9");
    BOOST_TEST(unicode_derivative(Quantity::O10_in, Quantity::R7) == "∂O10in/∂R7");
}

BOOST_AUTO_TEST_CASE(a_symbol_is_a_name_taken_apart)
{
    const Symbol in = symbol_of(Quantity::R7_in);
    BOOST_TEST(in.letter == "R");
    BOOST_TEST(in.subscript == "7");
    BOOST_TEST(in.input);
    const Symbol weight = symbol_of(Quantity::lambda_8_11);
    BOOST_TEST(weight.letter == "λ");
    BOOST_TEST(weight.subscript == "8,11");
    BOOST_TEST(!weight.input);
    BOOST_TEST(symbol_of(Quantity::L).subscript == "");
}
