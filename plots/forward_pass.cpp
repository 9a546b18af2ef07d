#include "plots/forward_pass.hpp"

#include "network/chain_rule.hpp"
#include "plots/network_drawing.hpp"

namespace autoencoder::plots {

namespace {

/// The name of a quantity and its value: `M6 = 0.4693`.
std::string with_value(Quantity quantity, const Evaluation<double>& evaluation)
{
    return unicode_name(quantity) + " = " + number(evaluation[quantity], 4);
}

/// A node with its output in it.
void add_node_with_value(Scene& scene, const NetworkLayout& layout, Node node, double value)
{
    const Point at = layout.at(node);
    scene.emplace_back(Disc{at, layout.radius, fill_of(node)});
    scene.emplace_back(Label{at + Point{0, 11}, symbol(output_of(node)), Align::centre, Colour::ink, heading_size});
    scene.emplace_back(Label{at + Point{0, -11}, bold(number(value, 3)), Align::centre, Colour::ink, 12.5});
}

/// Input and bias of a node, where no connection passes: above it, below the last hidden node, beside an output.
void add_input(Scene& scene, const NetworkLayout& layout, Node node, const Evaluation<double>& evaluation)
{
    const bool beside = layer_of(node) == Layer::output;
    const double side = rank_of(node) == Rank::last ? -1.0 : 1.0;
    const Point first = beside ? Point{layout.radius + 16, evaluation[bias_of(node)] != 0.0 ? 10.0 : 0.0}
                               : Point{0, side * (layout.radius + 14)};
    const Point next = beside ? Point{0, -20} : Point{0, side * 19};
    const auto write = [&](Quantity quantity, Point at) {
        scene.emplace_back(Label{layout.at(node) + at, symbol(quantity) + " = " + number(evaluation[quantity], 3),
                                 beside ? Align::left : Align::centre, Colour::muted, small_size});
    };
    write(input_of(node), first);
    if (evaluation[bias_of(node)] != 0.0) {
        write(bias_of(node), first + next);
    }
}

std::string cell(Quantity quantity)
{
    return std::string(plain_name(quantity));
}

} // namespace

Figure forward_pass(const Evaluation<double>& evaluation)
{
    Figure figure{"03_forward_pass", "One sample on its way through the network", "", {{"quantity", "value"}}, {}};
    for (const Quantity quantity : all_quantities()) {
        figure.data.rows.push_back({cell(quantity), evaluation[quantity]});
    }
    const NetworkLayout layout{{70, 300, 530, 760, 990}, 250, 170, 33};
    Scene& scene = figure.picture.scene;
    const auto weights = all_parameters().first(weight_count);
    bool biases = false;
    for (const Quantity weight : weights) {
        add_connection(scene, layout, weight, {colour_of(weight), normal_line});
    }
    for (const Quantity weight : weights) {
        add_connection_label(scene, layout, weight, number(evaluation[weight], 3), text_colour(colour_of(weight)), 13);
    }
    figure.description = "The network with the numbers of one sample.";
    for (const Node node : all_nodes()) {
        add_node_with_value(scene, layout, node, evaluation[output_of(node)]);
        if (layer_of(node) != Layer::input) {
            add_input(scene, layout, node, evaluation);
            biases = biases || evaluation[bias_of(node)] != 0.0;
        }
        figure.description += (node == Node::I1 ? " " : ", ") + with_value(output_of(node), evaluation);
    }
    figure.description +=
        "; the loss of the sample is " + number(evaluation.loss, 4) + "." + (biases ? "" : " All biases are 0.");
    Text last = italic("ℒ") + " = " + number(evaluation.loss, 4);
    scene.emplace_back(Label{{530, 22}, last, Align::centre, Colour::ink, heading_size});
    if (!biases) {
        scene.emplace_back(Label{{530, -4}, "all biases are 0", Align::centre, Colour::muted, small_size});
    }
    fit(figure.picture, 20);
    figure.picture.text_rows = 34;
    return figure;
}

Figure loss(const Evaluation<double>& evaluation, LossFunction function)
{
    Figure figure{"04_loss",
                  "The loss, output by output",
                  "Each output beside the input it should reconstruct.",
                  {{"output", "input", "O", "I", "difference", "derivative"}},
                  {}};
    Scene& scene = figure.picture.scene;
    constexpr double pitch = 110;
    double y = 3 * pitch;
    const auto heading = [&](double x, const char* words, Align align) {
        scene.emplace_back(Label{{x, y + 66}, bold(words), align});
    };
    heading(60, "Reconstruction", Align::centre);
    heading(240, "Input", Align::centre);
    heading(370, "Difference", Align::left);
    heading(590, "Derivative of the loss", Align::left);
    Text sum;
    for (const Node node : nodes_of(Layer::output)) {
        const Quantity output = output_of(node);
        const Quantity input = target_of(node);
        const double difference = evaluation[output] - evaluation[input];
        const double slope = loss_derivative(evaluation[output], evaluation[input], function);
        const auto add_disc = [&](double x, Quantity quantity, Colour fill) {
            scene.emplace_back(Disc{{x, y}, 36, fill});
            scene.emplace_back(Label{{x, y + 11}, symbol(quantity), Align::centre, Colour::ink, heading_size});
            scene.emplace_back(
                Label{{x, y - 12}, bold(number(evaluation[quantity], 3)), Align::centre, Colour::ink, 12.5});
        };
        scene.emplace_back(Line{{{60, y}, {240, y}}, {Colour::vermilion, normal_line, true}});
        add_disc(60, output, Colour::pale_vermilion);
        add_disc(240, input, Colour::pale_green);
        scene.emplace_back(Label{{370, y},
                                 stacked(symbol(output) + " − " + symbol(input), "= " + number(difference, 4)),
                                 Align::left,
                                 Colour::ink,
                                 text_size,
                                 number(difference, 4)});
        scene.emplace_back(Label{{590, y},
                                 derivative(Quantity::L, output)
                                     + stacked(" = " + mathematics(factor_in_words({Quantity::L, output}, function)),
                                               " = " + number(slope, 4)),
                                 Align::left,
                                 Colour::vermilion_text,
                                 heading_size,
                                 unicode_derivative(Quantity::L, output) + " = " + number(slope, 4)});
        figure.data.rows.push_back(
            {cell(output), cell(input), evaluation[output], evaluation[input], difference, slope});
        figure.description += " " + with_value(output, evaluation) + ", " + with_value(input, evaluation)
                              + ", difference " + number(difference, 4) + ", " + unicode_derivative(Quantity::L, output)
                              + " = " + number(slope, 4) + ".";
        sum += (node == Node::O9 ? "(" : " + (") + symbol(output) + " − " + symbol(input) + ")²";
        y -= pitch;
    }
    figure.data.rows.push_back(
        {std::string("L"), std::string(), evaluation.loss, std::string(), std::string(), std::string()});
    const std::string factor = function == LossFunction::mean_of_squares ? "⅓" : "½";
    figure.description += " The loss is ℒ = " + number(evaluation.loss, 4) + ".";
    scene.emplace_back(Line{{{20, 38}, {770, 38}}, {Colour::grid, thin_line}});
    scene.emplace_back(Label{{390, 10},
                             italic("ℒ") + " = " + factor + " [" + sum + "] = " + number(evaluation.loss, 4),
                             Align::centre,
                             Colour::ink,
                             heading_size});
    fit(figure.picture, 24);
    figure.picture.text_rows = 26;
    return figure;
}

} // namespace autoencoder::plots
