/// @file
/// The names of everything the network computes: parameters, node inputs, node outputs and the loss.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace autoencoder {

/// The five layers, from left to right. The letter of a node is the letter of its layer.
enum class Layer {
    input,   ///< I: the three inputs, no activation
    encoder, ///< L ("left"): encoder hidden layer, sigmoid
    latent,  ///< M ("middle"): the bottleneck, sigmoid
    decoder, ///< R ("right"): decoder hidden layer, sigmoid
    output   ///< O: the reconstruction, linear
};

/// The eleven nodes. The value of a node is its index in the document, 1 to 11.
enum class Node {
    I1 = 1, ///< first input
    I2,     ///< second input
    I3,     ///< third input
    L4,     ///< first encoder hidden node
    L5,     ///< second encoder hidden node
    M6,     ///< the latent node
    R7,     ///< first decoder hidden node
    R8,     ///< second decoder hidden node
    O9,     ///< first output, the reconstruction of I1
    O10,    ///< second output, the reconstruction of I2
    O11     ///< third output, the reconstruction of I3
};

/// Every number that has a name in the document: 16 weights, 8 biases, 3 inputs, 8 node inputs, 8 node outputs and the
/// loss, 44 in all. The weights stand in the order in which their random numbers are drawn.
enum class Quantity {
    lambda_1_4,  ///< λ1,4, weight of the connection I1 → L4
    lambda_2_4,  ///< λ2,4, weight of the connection I2 → L4
    lambda_3_4,  ///< λ3,4, weight of the connection I3 → L4
    lambda_1_5,  ///< λ1,5, weight of the connection I1 → L5
    lambda_2_5,  ///< λ2,5, weight of the connection I2 → L5
    lambda_3_5,  ///< λ3,5, weight of the connection I3 → L5
    lambda_4_6,  ///< λ4,6, weight of the connection L4 → M6
    lambda_5_6,  ///< λ5,6, weight of the connection L5 → M6
    lambda_6_7,  ///< λ6,7, weight of the connection M6 → R7
    lambda_6_8,  ///< λ6,8, weight of the connection M6 → R8
    lambda_7_9,  ///< λ7,9, weight of the connection R7 → O9
    lambda_8_9,  ///< λ8,9, weight of the connection R8 → O9
    lambda_7_10, ///< λ7,10, weight of the connection R7 → O10
    lambda_8_10, ///< λ8,10, weight of the connection R8 → O10
    lambda_7_11, ///< λ7,11, weight of the connection R7 → O11
    lambda_8_11, ///< λ8,11, weight of the connection R8 → O11
    b_4,         ///< b4, bias of L4
    b_5,         ///< b5, bias of L5
    b_6,         ///< b6, bias of M6
    b_7,         ///< b7, bias of R7
    b_8,         ///< b8, bias of R8
    b_9,         ///< b9, bias of O9
    b_10,        ///< b10, bias of O10
    b_11,        ///< b11, bias of O11
    I1,          ///< first input value
    I2,          ///< second input value
    I3,          ///< third input value
    L4_in,       ///< weighted sum plus bias at L4
    L4,          ///< output of L4
    L5_in,       ///< weighted sum plus bias at L5
    L5,          ///< output of L5
    M6_in,       ///< weighted sum plus bias at M6
    M6,          ///< output of M6, the latent value
    R7_in,       ///< weighted sum plus bias at R7
    R7,          ///< output of R7
    R8_in,       ///< weighted sum plus bias at R8
    R8,          ///< output of R8
    O9_in,       ///< weighted sum plus bias at O9
    O9,          ///< output of O9
    O10_in,      ///< weighted sum plus bias at O10
    O10,         ///< output of O10
    O11_in,      ///< weighted sum plus bias at O11
    O11,         ///< output of O11
    L            ///< ℒ, the loss of one sample
};

inline constexpr std::size_t weight_count = 16;    ///< connections, and so weights λ
inline constexpr std::size_t bias_count = 8;       ///< nodes that have a bias
inline constexpr std::size_t parameter_count = 24; ///< weights and biases
inline constexpr std::size_t input_count = 3; ///< inputs of the network, and as many outputs
inline constexpr std::size_t quantity_count = 44; ///< values of Quantity

/// What a quantity is.
enum class QuantityKind {
    weight,      ///< λ of a connection
    bias,        ///< b of a node
    sample,      ///< I1, I2 or I3: given, not computed
    node_input,  ///< X_in
    node_output, ///< X of a node that computes something
    loss         ///< ℒ
};

/// The two nodes that a weight joins.
struct Connection {
    Node from; ///< node whose output is weighted
    Node to;   ///< node whose input receives it
};

/// Position of a quantity in its enumeration, 0 to 43.
/// @param quantity any of the 44
/// @return its position
constexpr std::size_t position(Quantity quantity)
{
    return static_cast<std::size_t>(quantity);
}

/// Index of a node in the document, 1 to 11.
/// @param node any of the eleven
/// @return its index
constexpr int index_of(Node node)
{
    return static_cast<int>(node);
}

/// Layer that a node belongs to.
/// @param node any of the eleven
/// @return its layer
Layer layer_of(Node node);

/// Nodes of one layer, from the top of the drawing to its bottom.
/// @param layer any of the five
/// @return one to three nodes
std::span<const Node> nodes_of(Layer layer);

/// All eleven nodes in order of their index.
/// @return I1 to O11
std::span<const Node> all_nodes();

/// All 44 quantities in the order of the enumeration.
/// @return λ1,4 to ℒ
std::span<const Quantity> all_quantities();

/// The 24 parameters: 16 weights in drawing order, then 8 biases.
/// @return λ1,4 to b11
std::span<const Quantity> all_parameters();

/// What a quantity is.
/// @param quantity any of the 44
/// @return its kind
QuantityKind kind_of(Quantity quantity);

/// Whether a quantity is one of the 24 trained numbers.
/// @param quantity any of the 44
/// @return true for a weight or a bias
bool is_parameter(Quantity quantity);

/// The node a quantity belongs to: of a bias, a node input, a node output or an input of the network.
/// @param quantity neither a weight nor the loss
/// @return its node
/// @throws std::invalid_argument for a weight or the loss, which belong to no single node
Node node_of(Quantity quantity);

/// The nodes a weight joins.
/// @param weight one of the 16
/// @return where the connection starts and ends
/// @throws std::invalid_argument when `weight` is not a weight
Connection connection_of(Quantity weight);

/// The weight of the connection between two nodes.
/// @param from node of one layer
/// @param to   node of the next layer
/// @return the weight λ
/// @throws std::invalid_argument when the nodes are not connected in this order
Quantity weight_between(Node from, Node to);

/// The bias of a node.
/// @param node L4 to O11
/// @return the bias b
/// @throws std::invalid_argument for an input node, which has none
Quantity bias_of(Node node);

/// The input `X_in` of a node.
/// @param node L4 to O11
/// @return the weighted sum plus bias
/// @throws std::invalid_argument for an input node, which has none
Quantity input_of(Node node);

/// The output `X` of a node.
/// @param node any of the eleven
/// @return its output; of an input node, the value given
Quantity output_of(Node node);

/// Name in plain ASCII, the same as in the C++ code and in CSV files: `lambda_7_9`, `b_9`, `R7_in`, `R7`, `L`.
/// @param quantity any of the 44
/// @return its name
std::string_view plain_name(Quantity quantity);

/// The quantity with a plain name.
/// @param plain a name as `plain_name` gives it
/// @return the quantity
/// @throws std::invalid_argument when there is none
Quantity quantity_named(std::string_view plain);

/// A name taken apart, for whoever sets it in type: letter λ with subscript 7,9; letter R with subscript 7 and `in`.
struct Symbol {
    std::string letter;    ///< λ, b, I, L, M, R or O; ℒ for the loss
    std::string subscript; ///< node indices, separated by a comma; empty for the loss
    bool input = false;    ///< whether it is the input `X_in` of a node
};

/// The parts of a quantity's name.
/// @param quantity any of the 44
/// @return letter, subscript, and whether it is a node's input
Symbol symbol_of(Quantity quantity);

/// Name in Unicode for reports: `λ7,9`, `b9`, `R7in`, `R7`, `ℒ`.
/// @param quantity any of the 44
/// @return its name in UTF-8
std::string unicode_name(Quantity quantity);

/// Name in LaTeX for the pages: `\lambda_{7,9}`, `b_{9}`, `R_{7,\mathrm{in}}`, `R_{7}`, `\mathcal{L}`.
/// @param quantity any of the 44
/// @return its name, to be set in mathematics
std::string latex_name(Quantity quantity);

/// Name of the derivative ∂of/∂by in Unicode: `∂ℒ/∂λ7,9`.
/// @param of what changes
/// @param by what it changes with
/// @return the name in UTF-8, on one line
std::string unicode_derivative(Quantity of, Quantity by);

} // namespace autoencoder
