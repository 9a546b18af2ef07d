/// @file
/// What the diagrams of the network share: where its nodes stand, and how its parts are drawn.
#pragma once

#include "network/quantity.hpp"
#include "plots/picture.hpp"

#include <array>

namespace autoencoder::plots {

/// Where the nodes stand: a column for each layer, its nodes around a common middle.
struct NetworkLayout {
    std::array<double, 5> columns; ///< x of the layers
    double middle;                 ///< y of the middle
    double row;                    ///< distance between nodes of one layer
    double radius;                 ///< of a node

    /// Centre of a node.
    /// @param node one of the eleven
    /// @return the centre of the node, in drawing units
    Point at(Node node) const;
};

/// Place of a node in its layer.
enum class Rank {
    first,  ///< at the top, or alone
    middle, ///< between others
    last    ///< at the bottom
};

/// Place of a node in its layer.
/// @param node one of the eleven
/// @return first for a node that is alone
Rank rank_of(Node node);

/// The colour of a connection in the diagrams: blue when it touches the first hidden node of its side (L4, R7),
/// vermilion when it touches the second one (L5, R8).
/// @param weight of the connection
/// @return one of two colours
/// @throws std::invalid_argument when it is not a weight
Colour colour_of(Quantity weight);

/// The pale colour of a node, by its layer.
/// @param node one of the eleven
/// @return one colour for each part of the network
Colour fill_of(Node node);

/// How far from its beginning a connection carries its label, as a part of its length. At these places the labels of a
/// layer stand at equal distances below one another.
/// @param weight of the connection
/// @return between 0 and 1
double label_place(Quantity weight);

/// Draws a connection from centre to centre; the nodes are drawn over its ends.
/// @param scene  gets it
/// @param layout where the nodes stand
/// @param weight of the connection
/// @param stroke how it is drawn
void add_connection(Scene& scene, const NetworkLayout& layout, Quantity weight, const Stroke& stroke);

/// Writes on a connection.
/// @param scene  gets it
/// @param layout where the nodes stand
/// @param weight of the connection
/// @param text   what is written
/// @param colour of the text
/// @param size   font size
void add_connection_label(Scene& scene, const NetworkLayout& layout, Quantity weight, const Text& text, Colour colour,
                          double size = text_size);

/// Draws a node with a text in it.
/// @param scene   gets it
/// @param layout  where the nodes stand
/// @param node    one of the eleven
/// @param fill    inside
/// @param outline around; its colour is also that of the text when it is faint
void add_node(Scene& scene, const NetworkLayout& layout, Node node, Colour fill, const Stroke& outline = {});

/// Draws the tick of a bias above its node, with a text.
/// @param scene  gets it
/// @param layout where the nodes stand
/// @param node   a node with a bias
/// @param text   what is written above the tick
/// @param colour of tick and text
void add_bias(Scene& scene, const NetworkLayout& layout, Node node, const Text& text, Colour colour = Colour::ink);

/// The whole network with its 16 connections, eleven nodes and eight biases, each with its name.
/// @param scene  gets it
/// @param layout where the nodes stand
void add_network(Scene& scene, const NetworkLayout& layout);

/// Moves a scene so that it lies inside a picture with a margin all around, and gives the picture its size.
/// @param picture its scene is moved
/// @param margin  in drawing units
/// @param narrowest least width; a narrower scene stands in the middle of it
void fit(Picture& picture, double margin, double narrowest = 0.0);

/// The rectangle around a scene.
/// @param scene at least one shape
/// @return the smallest one that holds every shape
Extent extent_of(const Scene& scene);

} // namespace autoencoder::plots
