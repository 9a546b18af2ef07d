#include "plots/network_drawing.hpp"

#include <algorithm>
#include <cmath>

namespace autoencoder::plots {

Point NetworkLayout::at(Node node) const
{
    const auto layer = nodes_of(layer_of(node));
    const auto place = static_cast<double>(std::ranges::find(layer, node) - layer.begin());
    const double from_top = static_cast<double>(layer.size() - 1) / 2.0 - place;
    return {columns.at(static_cast<std::size_t>(layer_of(node))), middle + row * from_top};
}

Rank rank_of(Node node)
{
    const auto layer = nodes_of(layer_of(node));
    return node == layer.front() ? Rank::first : node == layer.back() ? Rank::last : Rank::middle;
}

Colour colour_of(Quantity weight)
{
    const auto [from, to] = connection_of(weight);
    const bool outward = layer_of(to) == Layer::encoder || layer_of(to) == Layer::decoder;
    return rank_of(outward ? to : from) == Rank::first ? Colour::blue : Colour::vermilion;
}

Colour fill_of(Node node)
{
    switch (layer_of(node)) {
    case Layer::encoder:
    case Layer::decoder:
        return Colour::pale_blue;
    case Layer::latent:
        return Colour::pale_yellow;
    case Layer::input:
    case Layer::output:
        break;
    }
    return Colour::paper;
}

double label_place(Quantity weight)
{
    const auto [from, to] = connection_of(weight);
    return layer_of(from) == Layer::input ? 1.0 / 3.0 : layer_of(to) == Layer::output ? 2.0 / 3.0 : 0.5;
}

void add_connection(Scene& scene, const NetworkLayout& layout, Quantity weight, const Stroke& stroke)
{
    const auto [from, to] = connection_of(weight);
    scene.emplace_back(Line{{layout.at(from), layout.at(to)}, stroke});
}

void add_connection_label(Scene& scene, const NetworkLayout& layout, Quantity weight, const Text& text, Colour colour,
                          double size)
{
    const auto [from, to] = connection_of(weight);
    const Point at = between(layout.at(from), layout.at(to), label_place(weight));
    add_boxed(scene, {at, text, Align::centre, colour, size}, {{}, Colour::paper, {Colour::paper, 0.0}, 4.0});
}

void add_node(Scene& scene, const NetworkLayout& layout, Node node, Colour fill, const Stroke& outline)
{
    const Colour letters = outline.colour == Colour::faint ? Colour::muted : Colour::ink;
    scene.emplace_back(Disc{layout.at(node), layout.radius, fill, outline});
    scene.emplace_back(Label{layout.at(node), symbol(output_of(node)), Align::centre, letters, heading_size});
}

void add_bias(Scene& scene, const NetworkLayout& layout, Node node, const Text& text, Colour colour)
{
    constexpr double length = 15.0;
    const Point top = layout.at(node) + Point{0.0, layout.radius};
    scene.emplace_back(Line{{top, top + Point{0.0, length}}, {colour, thin_line}});
    scene.emplace_back(Label{top + Point{0.0, length + 12.0}, text, Align::centre, colour});
}

void add_network(Scene& scene, const NetworkLayout& layout)
{
    const auto weights = all_parameters().first(weight_count);
    for (const Quantity weight : weights) {
        add_connection(scene, layout, weight, {colour_of(weight), normal_line});
    }
    for (const Quantity weight : weights) {
        add_connection_label(scene, layout, weight, symbol(weight), text_colour(colour_of(weight)));
    }
    for (const Node node : all_nodes()) {
        add_node(scene, layout, node, fill_of(node));
        if (layer_of(node) != Layer::input) {
            add_bias(scene, layout, node, symbol(bias_of(node)));
        }
    }
}

namespace {

/// The rectangle around one shape, and the way to move one.
struct ExtentOfShape {
    Extent operator()(const Line& line) const
    {
        Extent result{line.points.front(), line.points.front()};
        for (const Point& point : line.points) {
            result.low = {std::min(result.low.x, point.x), std::min(result.low.y, point.y)};
            result.high = {std::max(result.high.x, point.x), std::max(result.high.y, point.y)};
        }
        return result;
    }
    Extent operator()(const Disc& disc) const
    {
        return {disc.centre + Point{-disc.radius, -disc.radius}, disc.centre + Point{disc.radius, disc.radius}};
    }
    Extent operator()(const Box& box) const { return box.extent; }
    Extent operator()(const Label& label) const { return extent_of(label); }
};

struct Move {
    Point by;

    void operator()(Line& line) const
    {
        for (Point& point : line.points) {
            point = point + by;
        }
    }
    void operator()(Disc& disc) const { disc.centre = disc.centre + by; }
    void operator()(Box& box) const { box.extent = {box.extent.low + by, box.extent.high + by}; }
    void operator()(Label& label) const { label.at = label.at + by; }
};

} // namespace

Extent extent_of(const Scene& scene)
{
    Extent result = std::visit(ExtentOfShape{}, scene.front());
    for (const Shape& shape : scene) {
        const Extent extent = std::visit(ExtentOfShape{}, shape);
        result.low = {std::min(result.low.x, extent.low.x), std::min(result.low.y, extent.low.y)};
        result.high = {std::max(result.high.x, extent.high.x), std::max(result.high.y, extent.high.y)};
    }
    return result;
}

void fit(Picture& picture, double margin, double narrowest)
{
    const Extent extent = extent_of(picture.scene);
    const double width = extent.high.x - extent.low.x;
    picture.width = std::ceil(std::max(width + 2 * margin, narrowest));
    picture.height = std::ceil(extent.high.y - extent.low.y + 2 * margin);
    const Point by{(picture.width - width) / 2 - extent.low.x, margin - extent.low.y};
    for (Shape& shape : picture.scene) {
        std::visit(Move{by}, shape);
    }
}

} // namespace autoencoder::plots
