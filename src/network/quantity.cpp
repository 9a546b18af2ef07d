#include "network/quantity.hpp"

#include <algorithm>
#include <stdexcept>

namespace autoencoder {

namespace {

constexpr std::array nodes{Node::I1, Node::I2, Node::I3, Node::L4,  Node::L5, Node::M6,
                           Node::R7, Node::R8, Node::O9, Node::O10, Node::O11};

constexpr std::array<Connection, weight_count> connections{{
    {Node::I1, Node::L4},
    {Node::I2, Node::L4},
    {Node::I3, Node::L4},
    {Node::I1, Node::L5},
    {Node::I2, Node::L5},
    {Node::I3, Node::L5},
    {Node::L4, Node::M6},
    {Node::L5, Node::M6},
    {Node::M6, Node::R7},
    {Node::M6, Node::R8},
    {Node::R7, Node::O9},
    {Node::R8, Node::O9},
    {Node::R7, Node::O10},
    {Node::R8, Node::O10},
    {Node::R7, Node::O11},
    {Node::R8, Node::O11},
}};

constexpr std::array<std::string_view, quantity_count> plain_names{
    "lambda_1_4",  "lambda_2_4",  "lambda_3_4",  "lambda_1_5",
    "lambda_2_5",  "lambda_3_5",  "lambda_4_6",  "lambda_5_6",
    "lambda_6_7",  "lambda_6_8",  "lambda_7_9",  "lambda_8_9",
    "lambda_7_10", "lambda_8_10", "lambda_7_11", "lambda_8_11",
    "b_4",         "b_5",         "b_6",         "b_7",
    "b_8",         "b_9",         "b_10",        "b_11",
    "I1",          "I2",          "I3",          "L4_in",
    "L4",          "L5_in",       "L5",          "M6_in",
    "M6",          "R7_in",       "R7",          "R8_in",
    "R8",          "O9_in",       "O9",          "O10_in",
    "O10",         "O11_in",      "O11",         "L"};

constexpr std::array<Quantity, quantity_count> quantities = [] {
    std::array<Quantity, quantity_count> all{};
    for (std::size_t i = 0; i < quantity_count; ++i) {
        all.at(i) = static_cast<Quantity>(i);
    }
    return all;
}();

constexpr std::size_t first_bias = position(Quantity::b_4);
constexpr std::size_t first_sample = position(Quantity::I1);
constexpr std::size_t first_computed = position(Quantity::L4_in);

/// First of the eight nodes that compute something, and so have a bias, an input and an output.
constexpr int first_computing_node = index_of(Node::L4);

std::size_t place_among_computing(Node node)
{
    if (index_of(node) < first_computing_node) {
        throw std::invalid_argument("node " + std::string(plain_name(output_of(node)))
                                    + " is an input: it has no bias and no weighted sum");
    }
    return static_cast<std::size_t>(index_of(node) - first_computing_node);
}

} // namespace

Layer layer_of(Node node)
{
    if (node <= Node::I3) {
        return Layer::input;
    }
    if (node <= Node::L5) {
        return Layer::encoder;
    }
    if (node == Node::M6) {
        return Layer::latent;
    }
    return node <= Node::R8 ? Layer::decoder : Layer::output;
}

std::span<const Node> nodes_of(Layer layer)
{
    const auto first = std::ranges::find(nodes, layer, layer_of);
    const auto last = std::ranges::find_if(
        first, nodes.end(), [layer](Node node) { return layer_of(node) != layer; });
    return {first, last};
}

std::span<const Node> all_nodes()
{
    return nodes;
}

std::span<const Quantity> all_quantities()
{
    return quantities;
}

std::span<const Quantity> all_parameters()
{
    return std::span(quantities).first(parameter_count);
}

QuantityKind kind_of(Quantity quantity)
{
    const std::size_t i = position(quantity);
    if (i < first_bias) {
        return QuantityKind::weight;
    }
    if (i < first_sample) {
        return QuantityKind::bias;
    }
    if (i < first_computed) {
        return QuantityKind::sample;
    }
    if (quantity == Quantity::L) {
        return QuantityKind::loss;
    }
    return (i - first_computed) % 2 == 0 ? QuantityKind::node_input : QuantityKind::node_output;
}

bool is_parameter(Quantity quantity)
{
    return position(quantity) < parameter_count;
}

Node node_of(Quantity quantity)
{
    const std::size_t i = position(quantity);
    switch (kind_of(quantity)) {
    case QuantityKind::bias:
        return nodes.at(input_count + i - first_bias);
    case QuantityKind::sample:
        return nodes.at(i - first_sample);
    case QuantityKind::node_input:
    case QuantityKind::node_output:
        return nodes.at(input_count + (i - first_computed) / 2);
    case QuantityKind::weight:
    case QuantityKind::loss:
        break;
    }
    throw std::invalid_argument(std::string(plain_name(quantity))
                                + " belongs to no single node");
}

Connection connection_of(Quantity weight)
{
    if (kind_of(weight) != QuantityKind::weight) {
        throw std::invalid_argument(std::string(plain_name(weight)) + " is not a weight");
    }
    return connections.at(position(weight));
}

Quantity weight_between(Node from, Node to)
{
    const auto found = std::ranges::find_if(
        connections, [&](Connection c) { return c.from == from && c.to == to; });
    if (found == connections.end()) {
        throw std::invalid_argument("no connection from "
                                    + std::string(plain_name(output_of(from))) + " to "
                                    + std::string(plain_name(output_of(to))));
    }
    return quantities.at(static_cast<std::size_t>(found - connections.begin()));
}

Quantity bias_of(Node node)
{
    return quantities.at(first_bias + place_among_computing(node));
}

Quantity input_of(Node node)
{
    return quantities.at(first_computed + 2 * place_among_computing(node));
}

Quantity output_of(Node node)
{
    if (layer_of(node) == Layer::input) {
        return quantities.at(first_sample + static_cast<std::size_t>(index_of(node) - 1));
    }
    return quantities.at(first_computed + 2 * place_among_computing(node) + 1);
}

std::string_view plain_name(Quantity quantity)
{
    return plain_names.at(position(quantity));
}

Quantity quantity_named(std::string_view plain)
{
    const auto found = std::ranges::find(plain_names, plain);
    if (found == plain_names.end()) {
        throw std::invalid_argument("no quantity is named '" + std::string(plain) + "'");
    }
    return quantities.at(static_cast<std::size_t>(found - plain_names.begin()));
}

Symbol symbol_of(Quantity quantity)
{
    const QuantityKind kind = kind_of(quantity);
    if (kind == QuantityKind::loss) {
        return {"ℒ", "", false};
    }
    if (kind == QuantityKind::weight) {
        const auto [from, to] = connection_of(quantity);
        return {"λ", std::to_string(index_of(from)) + "," + std::to_string(index_of(to)),
                false};
    }
    const std::string subscript = std::to_string(index_of(node_of(quantity)));
    if (kind == QuantityKind::bias) {
        return {"b", subscript, false};
    }
    return {std::string(plain_name(quantity).substr(0, 1)), subscript,
            kind == QuantityKind::node_input};
}

std::string unicode_name(Quantity quantity)
{
    const Symbol symbol = symbol_of(quantity);
    return symbol.letter + symbol.subscript + (symbol.input ? "in" : "");
}

std::string latex_name(Quantity quantity)
{
    const Symbol symbol = symbol_of(quantity);
    if (symbol.subscript.empty()) {
        return R"(\mathcal{L})";
    }
    const std::string letter =
        kind_of(quantity) == QuantityKind::weight ? R"(\lambda)" : symbol.letter;
    return letter + "_{" + symbol.subscript + (symbol.input ? R"(,\mathrm{in}})" : "}");
}

std::string unicode_derivative(Quantity of, Quantity by)
{
    return "∂" + unicode_name(of) + "/∂" + unicode_name(by);
}

} // namespace autoencoder
