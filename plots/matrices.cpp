#include "plots/matrices.hpp"

#include "plots/network_drawing.hpp"

#include <array>

namespace autoencoder::plots {

namespace {

constexpr Point cell{96, 58}; // width and height
constexpr double beside = 12; // between a matrix and its column of biases

/// A layer that computes something: where its matrix is drawn, and what it is called.
struct LayerPlace {
    Layer layer;
    Layer before;
    Point corner; // upper left of the matrix
    std::string words;
};

/// In two rows, as the signal goes.
const std::array<LayerPlace, 4>& places()
{
    static const std::array<LayerPlace, 4> all{
        {{Layer::encoder, Layer::input, {0, 0}, "encoder"},
         {Layer::latent, Layer::encoder, {4 * cell.x + 110, 0}, "latent node"},
         {Layer::decoder, Layer::latent, {0, -3.4 * cell.y}, "decoder"},
         {Layer::output, Layer::decoder, {4 * cell.x + 110, -3.4 * cell.y}, "outputs"}}};
    return all;
}

std::string letter_of(Layer layer)
{
    return symbol_of(output_of(nodes_of(layer).front())).letter;
}

Text with_index(const std::string& letter, Layer layer)
{
    return Text(Runs{{letter, Face::italic}, {letter_of(layer), Face::italic, Level::subscript}});
}

/// Writes a parameter into its cell, its derivative below it.
void add_cell(Scene& scene, Point corner, Quantity parameter, double derivative, Node to)
{
    scene.emplace_back(Box{
        {{corner.x, corner.y - cell.y}, {corner.x + cell.x, corner.y}}, fill_of(to), {Colour::muted, thin_line}, 0.0});
    const double middle = corner.x + cell.x / 2;
    scene.emplace_back(Label{{middle, corner.y - 42}, number(derivative), Align::centre, Colour::blue, small_size});
    scene.emplace_back(Label{{middle, corner.y - 19}, symbol(parameter), Align::centre, Colour::ink, heading_size});
}

} // namespace

Figure matrices(const Parameters<double>& gradient)
{
    Figure figure{
        "28_matrices",
        "Where each parameter stands",
        "The parameters as four matrices, each with a column of biases beside it, and the derivative of the mean "
        "loss with respect to each below its name. A row for each node that a weight leads to, a column for each node "
        "that "
        "it comes from.",
        {{"parameter", "matrix", "row", "column", "derivative"}},
        {}};
    Scene& scene = figure.picture.scene;
    const auto put = [&](Quantity parameter, const std::string& matrix, long row, long column, Point corner, Node to) {
        figure.data.rows.push_back(
            {std::string(plain_name(parameter)), matrix, row + 1, column + 1, gradient[parameter]});
        add_cell(scene, corner, parameter, gradient[parameter], to);
    };
    for (const auto& [layer, before, corner, words] : places()) {
        const auto from = nodes_of(before);
        const double biases = static_cast<double>(from.size()) * cell.x + beside;
        const std::string letter = letter_of(layer);
        scene.emplace_back(Label{corner + Point{biases / 2 - beside / 2, 46}, with_index("W", layer) + ", " + words,
                                 Align::centre, Colour::ink, heading_size});
        scene.emplace_back(Label{corner + Point{biases + cell.x / 2, 46}, with_index("b", layer), Align::centre,
                                 Colour::ink, heading_size});
        figure.description += " W_" + letter + ", " + words + ": " + std::to_string(nodes_of(layer).size()) + " by "
                              + std::to_string(from.size()) + ".";
        Point at = corner;
        long row = 0;
        for (const Node to : nodes_of(layer)) {
            scene.emplace_back(Label{at + Point{-10, -cell.y / 2}, symbol(output_of(to)), Align::right, Colour::muted});
            for (std::size_t column = 0; column < from.size(); ++column) {
                const Point place = at + Point{static_cast<double>(column) * cell.x, 0};
                put(weight_between(from[column], to), "W_" + letter, row, static_cast<long>(column), place, to);
                if (row == 0) {
                    scene.emplace_back(Label{place + Point{cell.x / 2, 16}, symbol(output_of(from[column])),
                                             Align::centre, Colour::muted});
                }
            }
            put(bias_of(to), "b_" + letter, row, 0, at + Point{biases, 0}, to);
            at.y -= cell.y;
            ++row;
        }
    }
    fit(figure.picture, 20);
    figure.picture.text_rows = 36;
    return figure;
}

} // namespace autoencoder::plots
