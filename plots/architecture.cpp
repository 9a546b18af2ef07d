#include "plots/architecture.hpp"

#include "plots/network_drawing.hpp"

#include <vector>

namespace autoencoder::plots {

namespace {

std::string plain_name_of(Node node)
{
    return std::string(plain_name(output_of(node)));
}

constexpr NetworkLayout wide{{70, 280, 490, 700, 910}, 250, 170, 27};

/// A node that stands alone, with its name.
void add_disc(Scene& scene, Point at, double radius, const Text& name, Colour fill)
{
    scene.emplace_back(Disc{at, radius, fill});
    scene.emplace_back(Label{at, name, Align::centre, Colour::ink, heading_size});
}

} // namespace

Figure network()
{
    Figure figure{"01_network", "The network", "", {{"parameter", "from", "to"}}, {}};
    for (const Quantity parameter : all_parameters()) {
        const bool weight = kind_of(parameter) == QuantityKind::weight;
        figure.data.rows.push_back({std::string(plain_name(parameter)),
                                    weight ? plain_name_of(connection_of(parameter).from) : std::string(),
                                    plain_name_of(weight ? connection_of(parameter).to : node_of(parameter))});
    }
    figure.description = "A network of eleven nodes in five layers, from left to right: inputs I1, I2, I3; encoder L4, "
                         "L5; latent node M6; decoder R7, R8; outputs O9, O10, O11. "
                         + std::to_string(weight_count)
                         + " connections join each node to all nodes of the next layer, each labelled with its weight, "
                           "from λ1,4 to λ8,11. Each of the "
                         + std::to_string(bias_count) + " nodes from L4 to O11 has a bias, b4 to b11.";
    add_network(figure.picture.scene, wide);
    fit(figure.picture, 20);
    figure.picture.text_rows = 32;
    return figure;
}

Figure parts()
{
    Figure figure{"01_parts", "The five parts of the network", "", {{"node", "part"}}, {}};
    struct Part {
        Layer layer;
        std::string name;
        Colour fill;
    };
    const std::vector<Part> all{{Layer::input, "Input", Colour::pale_green},
                                {Layer::encoder, "Encoder", Colour::pale_blue},
                                {Layer::latent, "Latent space", Colour::pale_yellow},
                                {Layer::decoder, "Decoder", Colour::pale_blue},
                                {Layer::output, "Reconstruction", Colour::pale_vermilion}};
    Scene& scene = figure.picture.scene;
    figure.description = "The network in five boxes, from left to right:";
    for (const auto& [layer, name, fill] : all) {
        const double x = wide.columns.at(static_cast<std::size_t>(layer));
        scene.emplace_back(Box{{{x - 66, 20}, {x + 66, 500}}, fill, {Colour::muted, thin_line}, 12.0});
        scene.emplace_back(Label{{x, 522}, bold(name), Align::centre, Colour::ink, text_size});
        std::string separator = " " + name + " ";
        for (const Node node : nodes_of(layer)) {
            figure.data.rows.push_back({plain_name_of(node), name});
            figure.description += separator + unicode_name(output_of(node));
            separator = ", ";
        }
        figure.description += layer == Layer::output ? "." : ";";
    }
    figure.description +=
        " Input to latent space is the encoder function f, which makes the latent value x of the sample "
        "z; latent space to reconstruction is the decoder function g.";
    for (const Quantity weight : all_parameters().first(weight_count)) {
        add_connection(scene, wide, weight, {Colour::muted, thin_line});
    }
    for (const Node node : all_nodes()) {
        add_node(scene, wide, node, Colour::paper);
        if (layer_of(node) != Layer::input) {
            add_bias(scene, wide, node, symbol(bias_of(node)), Colour::muted);
        }
    }
    const auto function = [&](Layer from, Layer to, const Text& text) {
        const double left = wide.columns.at(static_cast<std::size_t>(from));
        const double right = wide.columns.at(static_cast<std::size_t>(to));
        scene.emplace_back(Line{{{left + 6, -2}, {right - 6, -2}}, {Colour::ink, normal_line}, true});
        scene.emplace_back(Label{{(left + right) / 2, -20}, text});
    };
    const auto index = [](const std::string& letter) { return Text(Runs{{letter, Face::italic, Level::subscript}}); };
    function(Layer::input, Layer::latent, italic("x") + " = " + italic("f") + index("θ") + "(" + italic("z") + ")");
    function(Layer::latent, Layer::output, italic("ẑ") + " = " + italic("g") + index("φ") + "(" + italic("x") + ")");
    fit(figure.picture, 20);
    figure.picture.text_rows = 34;
    return figure;
}

Figure training_cycle()
{
    struct Step {
        Point at;
        std::string name;
        std::string words;
    };
    const std::vector<Step> steps{{{150, 330}, "Forward pass", "through every node"},
                                  {{480, 330}, "Error derivative", "at each output"},
                                  {{810, 330}, "Backpropagate", "to all 24 parameters"},
                                  {{810, 90}, "Update", "one step downhill"},
                                  {{150, 90}, "Repeat", "until the loss is low"}};
    Figure figure{"01_training_cycle", "The training cycle", "", {{"step", "name"}}, {}};
    Scene& scene = figure.picture.scene;
    constexpr Point half{132, 62};
    figure.description = "A closed loop of five steps:";
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Step& step = steps[i];
        const std::string count = std::to_string(i + 1);
        scene.emplace_back(Box{{{step.at.x - half.x, step.at.y - half.y}, step.at + half},
                               i == 2 ? Colour::pale_vermilion : Colour::pale_blue,
                               {i == 2 ? Colour::vermilion : Colour::blue, normal_line},
                               10.0});
        scene.emplace_back(
            Label{step.at + Point{0, 42}, bold(count + "  " + step.name), Align::centre, Colour::ink, heading_size});
        scene.emplace_back(Label{step.at + Point{0, -45}, step.words, Align::centre, Colour::ink, small_size});
        figure.data.rows.push_back({static_cast<long>(i + 1), step.name});
        figure.description += " " + count + " " + step.name + ", " + step.words + (i + 1 < steps.size() ? ";" : "");
    }
    figure.description += "; then the forward pass again.";
    const auto write = [&](std::size_t i, const Text& formula) {
        scene.emplace_back(Label{steps[i].at + Point{0, -2}, formula, Align::centre, Colour::ink, heading_size});
    };
    write(0, symbol(Quantity::I1) + ", " + symbol(Quantity::I2) + ", " + symbol(Quantity::I3) + "  →  "
                 + symbol(Quantity::O9) + ", " + symbol(Quantity::O10) + ", " + symbol(Quantity::O11));
    write(1, fraction(italic("∂ℒ"), italic("∂O")) + " = ⅔ (" + italic("O") + " − " + italic("I") + ")");
    write(2, fraction(italic("∂ℒ"), italic("∂λ")) + ",   " + fraction(italic("∂ℒ"), italic("∂b")));
    write(3, italic("λ") + " ← " + italic("λ") + " − " + italic("η") + " · " + fraction(italic("∂ℒ"), italic("∂λ")));
    write(4, "10 000 epochs");
    const auto arrow = [&](Point from, Point to) { scene.emplace_back(Line{{from, to}, {Colour::ink, 2.6}, true}); };
    arrow(steps[0].at + Point{half.x + 4, 0}, steps[1].at + Point{-half.x - 4, 0});
    arrow(steps[1].at + Point{half.x + 4, 0}, steps[2].at + Point{-half.x - 4, 0});
    arrow(steps[2].at + Point{0, -half.y - 4}, steps[3].at + Point{0, half.y + 4});
    arrow(steps[3].at + Point{-half.x - 4, 0}, steps[4].at + Point{half.x + 4, 0});
    arrow(steps[4].at + Point{0, half.y + 4}, steps[0].at + Point{0, -half.y - 4});
    fit(figure.picture, 20);
    figure.picture.text_rows = 30;
    return figure;
}

Figure node()
{
    constexpr Node shown = Node::L4;
    Figure figure{"02_node", "One hidden node", "", {{"quantity", "role"}}, {}};
    const auto row = [&](Quantity quantity, const std::string& role) {
        figure.data.rows.push_back({std::string(plain_name(quantity)), role});
    };
    Scene& scene = figure.picture.scene;
    constexpr Point centre{420, 200};
    constexpr double radius = 62;
    const auto inputs = nodes_of(Layer::input);
    Text sum = symbol(input_of(shown)) + " = ";
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const Node from = inputs[i];
        const Quantity weight = weight_between(from, shown);
        const Point at{60, centre.y + 130 - 130 * static_cast<double>(i)};
        scene.emplace_back(Line{{at, centre}, {Colour::blue, normal_line}});
        const Point middle = between(at, centre, 0.48);
        add_boxed(scene, {middle, symbol(weight), Align::centre, Colour::blue, heading_size},
                  {{}, Colour::paper, {Colour::paper, 0.0}, 4.0});
        add_disc(scene, at, 27, symbol(output_of(from)), Colour::paper);
        sum += symbol(weight) + " " + symbol(output_of(from)) + " + ";
        row(output_of(from), "input");
        row(weight, "weight");
    }
    sum += symbol(bias_of(shown));
    scene.emplace_back(
        Line{{centre + Point{0, radius + 56}, centre + Point{0, radius + 4}}, {Colour::green, normal_line}, true});
    scene.emplace_back(
        Label{centre + Point{0, radius + 70}, symbol(bias_of(shown)), Align::centre, Colour::green_text, heading_size});
    const double out = centre.x + radius;
    scene.emplace_back(Line{{{out, centre.y}, {out + 170, centre.y}}, {Colour::ink, normal_line}, true});
    scene.emplace_back(Disc{centre, radius, Colour::pale_blue});
    scene.emplace_back(Line{{centre + Point{0, radius}, centre + Point{0, -radius}}, {Colour::ink, thin_line}});
    scene.emplace_back(Label{centre + Point{-30, 0}, "Σ", Align::centre, Colour::ink, 30});
    scene.emplace_back(Label{centre + Point{30, 0}, italic("σ"), Align::centre, Colour::ink, 30});
    scene.emplace_back(
        Label{{out + 84, centre.y + 20}, symbol(output_of(shown)), Align::centre, Colour::ink, heading_size});
    scene.emplace_back(Label{{out + 84, centre.y - 22}, "to the next layer", Align::centre, Colour::muted, small_size});
    // The two halves of the node in words, below it, each joined to its half by a thin line.
    const Point sum_at{300, 20};
    const Point activation_at{560, 20};
    scene.emplace_back(Line{{centre + Point{-30, -30}, {centre.x - 50, sum_at.y + 34}}, {Colour::muted, thin_line}});
    scene.emplace_back(
        Line{{centre + Point{30, -30}, {activation_at.x - 20, activation_at.y + 34}}, {Colour::muted, thin_line}});
    scene.emplace_back(Label{sum_at + Point{0, 20}, "the sum", Align::centre, Colour::muted, small_size});
    scene.emplace_back(Label{sum_at, sum, Align::centre, Colour::ink, text_size});
    scene.emplace_back(Label{activation_at + Point{0, 20}, "the activation", Align::centre, Colour::muted, small_size});
    scene.emplace_back(Label{activation_at,
                             symbol(output_of(shown)) + " = " + italic("σ") + "(" + symbol(input_of(shown)) + ")",
                             Align::centre, Colour::ink, text_size});
    row(bias_of(shown), "bias");
    row(input_of(shown), "sum");
    row(output_of(shown), "activation and output");
    figure.description =
        "The hidden node " + unicode_name(output_of(shown))
        + ". Three inputs I1, I2, I3 arrive over connections with the weights λ1,4, λ2,4, λ3,4; the bias "
          "b4 comes from above. The left half of the node adds: "
        + plain(sum) + ". Its right half applies the sigmoid: L4 = σ(L4in), which goes on to the right.";
    fit(figure.picture, 20);
    figure.picture.text_rows = 30;
    return figure;
}

} // namespace autoencoder::plots
