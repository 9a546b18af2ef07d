#include "plots/tape.hpp"

#include "plots/network_drawing.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace autoencoder::plots {

namespace {

constexpr double column = 29;
constexpr double before_layer = 42;
constexpr double radius = 11;
constexpr double between_products = 58;

/// Height of the operations that compute a node.
double lane_of(Node node)
{
    constexpr double half = 122;
    const auto layer = nodes_of(layer_of(node));
    const double step = layer.size() == 3 ? 1.3 * half : 2 * half;
    const auto place = static_cast<double>(std::ranges::find(layer, node) - layer.begin());
    return step * ((static_cast<double>(layer.size()) - 1) / 2 - place);
}

/// Which node each line helps to compute: the next one whose output stands on the tape. Nothing for the loss.
std::vector<std::optional<Node>> nodes_of_lines(std::span<const TapeLine> lines)
{
    std::vector<std::optional<Node>> nodes(lines.size());
    std::optional<Node> next;
    for (std::size_t i = lines.size(); i-- > 0;) {
        const auto quantity = lines[i].quantity;
        next = quantity && kind_of(*quantity) == QuantityKind::node_output ? node_of(*quantity) : next;
        nodes[i] = next;
    }
    return nodes;
}

/// The longest way of operations to each line.
std::vector<double> depths_of(std::span<const TapeLine> lines)
{
    std::vector<double> depths(lines.size(), 0.0);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        for (const auto operand : lines[i].operands) {
            if (operand && !lines[i].sign.empty()) {
                depths[i] = std::max(depths[i], depths[static_cast<std::size_t>(*operand)] + 1);
            }
        }
    }
    return depths;
}

/// The parameter that an operation uses, if it uses one.
std::optional<Quantity> parameter_of(std::span<const TapeLine> lines, const TapeLine& line)
{
    for (const auto operand : line.operands) {
        if (operand && lines[static_cast<std::size_t>(*operand)].sign.empty()) {
            return lines[static_cast<std::size_t>(*operand)].quantity;
        }
    }
    return std::nullopt;
}

/// How far above the lane of its node a product with a weight stands: in the order of the nodes that it comes from.
double above_lane(Quantity weight)
{
    const auto from = nodes_of(layer_of(connection_of(weight).from));
    const auto place = static_cast<double>(std::ranges::find(from, connection_of(weight).from) - from.begin());
    return between_products * ((static_cast<double>(from.size()) - 1) / 2 - place);
}

/// Where the operations stand: products of a node below one another, all else in its lane; the loss in the middle. There
/// is more room in front of each layer, where lines cross.
std::vector<Point> centres_of(std::span<const TapeLine> lines)
{
    const auto nodes = nodes_of_lines(lines);
    const auto depths = depths_of(lines);
    std::vector<Point> centres(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const TapeLine& line = lines[i];
        const Layer layer = nodes[i] ? layer_of(*nodes[i]) : Layer::output;
        centres[i].x = column * depths[i] + before_layer * (static_cast<double>(layer) - 1);
        const auto parameter = parameter_of(lines, line);
        if (nodes[i]) {
            const bool product = parameter && kind_of(*parameter) == QuantityKind::weight;
            centres[i].y = lane_of(*nodes[i]) + (product ? above_lane(*parameter) : 0.0);
        } else if ((line.sign == "−" || line.sign == "×") && line.operands[0]) {
            centres[i].y = centres[static_cast<std::size_t>(*line.operands[0])].y;
        }
    }
    return centres;
}

/// Writes a parameter beside the operation that uses it, on the side where no line passes.
void add_parameter(Scene& scene, Point centre, Quantity parameter)
{
    const auto write = [&](Point offset, Align align) {
        scene.emplace_back(Label{centre + offset, symbol(parameter), align, Colour::blue, small_size});
    };
    if (kind_of(parameter) == QuantityKind::bias) {
        write({0, 21}, Align::centre);
        return;
    }
    const double above = above_lane(parameter);
    const Node to = connection_of(parameter).to;
    if (layer_of(to) == Layer::encoder) {
        write({-radius - 5, 0}, Align::right);
    } else if (above == 0.0) {
        write({0, lane_of(to) > 0 ? 21.0 : -21.0}, Align::centre);
    } else {
        write({radius - 1, above > 0 ? 16.0 : -16.0}, Align::left);
    }
}

/// Writes a value's name and the derivative with respect to it beside the operation that gives it, on the side where no line passes.
void add_name(Scene& scene, Point centre, Quantity quantity, double derivative)
{
    const bool output = quantity == Quantity::L || layer_of(node_of(quantity)) == Layer::output;
    const bool up = !output && centre.y > 0;
    const auto write = [&](double offset, const Text& text, Colour colour, double size) {
        scene.emplace_back(Label{centre + Point{output ? -6.0 : 6.0, up ? offset + 17 : -offset}, text,
                                 output ? Align::left : Align::right, colour, size});
    };
    write(22, symbol(quantity), Colour::ink, text_size);
    write(up ? 5 : 39, number(derivative), Colour::vermilion_text, small_size);
}

Colour colour_of(const TapeLine& line, std::optional<Node> node)
{
    return line.quantity && *line.quantity == Quantity::L ? Colour::pale_vermilion
           : node                                         ? fill_of(*node)
                                                          : Colour::paper;
}

void add_lines(Scene& scene, std::span<const TapeLine> lines, const std::vector<Point>& centres)
{
    for (std::size_t i = 0; i < lines.size(); ++i) {
        for (const auto operand : lines[i].operands) {
            if (operand && !lines[static_cast<std::size_t>(*operand)].sign.empty()) {
                scene.emplace_back(
                    Line{{centres[static_cast<std::size_t>(*operand)], centres[i]}, {Colour::muted, thin_line}});
            }
        }
    }
}

void add_operations(Scene& scene, std::span<const TapeLine> lines, const std::vector<Point>& centres)
{
    const auto nodes = nodes_of_lines(lines);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const TapeLine& line = lines[i];
        if (line.sign.empty()) {
            continue;
        }
        scene.emplace_back(Disc{centres[i], radius, colour_of(line, nodes[i]), {Colour::ink, thin_line}});
        scene.emplace_back(Label{centres[i], line.sign});
        if (const auto parameter = parameter_of(lines, line)) {
            add_parameter(scene, centres[i], *parameter);
        }
        if (line.quantity) {
            add_name(scene, centres[i], *line.quantity, line.derivative);
        }
    }
}

} // namespace

Figure tape(std::span<const TapeLine> lines)
{
    if (lines.empty()) {
        throw std::invalid_argument("a tape without lines cannot be drawn");
    }
    Figure figure{"29_tape",
                  "One sample on the tape",
                  "",
                  {{"line", "sign", "first", "second", "value", "derivative", "quantity"}},
                  {}};
    const auto cell = [](std::optional<long> operand) { return operand ? CsvCell(*operand) : CsvCell(std::string()); };
    long operations = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const TapeLine& line = lines[i];
        operations += line.sign.empty() ? 0 : 1;
        figure.data.rows.push_back({static_cast<long>(i), line.sign, cell(line.operands[0]), cell(line.operands[1]),
                                    line.value, line.derivative,
                                    std::string(line.quantity ? plain_name(*line.quantity) : "")});
    }
    figure.description =
        "The graph of one forward pass, from the parameters at the left to the loss at the right: "
        + std::to_string(operations) + " operations in circles, and each of the "
        + std::to_string(lines.size() - static_cast<std::size_t>(operations))
        + " parameters above the one that uses it. Under each named value stands the derivative of the "
          "loss with respect to it.";
    const std::vector<Point> centres = centres_of(lines);
    add_lines(figure.picture.scene, lines, centres);
    add_operations(figure.picture.scene, lines, centres);
    fit(figure.picture, 20);
    figure.picture.text_rows = 40;
    return figure;
}

} // namespace autoencoder::plots
