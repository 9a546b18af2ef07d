#include "plots/gradient.hpp"

#include "network/descent.hpp"
#include "plots/chart.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace autoencoder::plots {

namespace {

struct LayerName {
    Layer layer;
    std::string name;
};

/// The layers that have parameters.
const std::array<LayerName, 4>& layers()
{
    static const std::array<LayerName, 4> all{{{Layer::encoder, "Encoder, into L4 and L5"},
                                               {Layer::latent, "Latent node, into M6"},
                                               {Layer::decoder, "Decoder, into R7 and R8"},
                                               {Layer::output, "Output, into O9, O10 and O11"}}};
    return all;
}

/// The layer whose nodes a parameter goes into.
Layer layer_into(Quantity parameter)
{
    return layer_of(kind_of(parameter) == QuantityKind::weight ? connection_of(parameter).to : node_of(parameter));
}

double squared_length(const Parameters<double>& gradient)
{
    double sum = 0.0;
    for (const Quantity parameter : all_parameters()) {
        sum += gradient[parameter] * gradient[parameter];
    }
    return sum;
}

} // namespace

Figure gradient(const Parameters<double>& gradient)
{
    Figure figure{"17_gradient", "The gradient, layer by layer", "", {{"parameter", "derivative"}}, {}};
    std::vector<double> values{0.0};
    Quantity largest = Quantity::lambda_1_4;
    for (const Quantity parameter : all_parameters()) {
        figure.data.rows.push_back({std::string(plain_name(parameter)), gradient[parameter]});
        values.push_back(gradient[parameter]);
        largest = std::abs(gradient[parameter]) > std::abs(gradient[largest]) ? parameter : largest;
    }
    std::vector<RowGroup> groups;
    figure.description = "The 24 mean derivatives of the loss.";
    for (const auto& [layer, name] : layers()) {
        RowGroup group{name, {}};
        double most = 0.0;
        for (const Quantity parameter : all_parameters()) {
            if (layer_into(parameter) == layer) {
                group.rows.push_back({symbol(parameter), gradient[parameter]});
                most = std::max(most, std::abs(gradient[parameter]));
            }
        }
        figure.description += " " + name + ": at most " + number(most) + " in size.";
        groups.push_back(std::move(group));
    }
    figure.description +=
        " The largest is " + unicode_derivative(Quantity::L, largest) + " = " + number(gradient[largest]) + ".";
    const bool flat = std::ranges::all_of(values, [](double value) { return value == 0.0; });
    const Axis axis = flat ? linear_axis(-1.0, 1.0) : linear_axis_for(values, 0.0, 0.0);
    figure.picture = row_chart("Mean derivatives of the loss", "Mean derivative", groups, axis);
    return figure;
}

Figure update(const Parameters<double>& start, std::span<const Sample<double>> batch, double learning_rate)
{
    if (!(learning_rate > 0.0) || !std::isfinite(learning_rate)) {
        throw std::invalid_argument("the learning rate must be a finite number greater than 0");
    }
    Figure figure{"18_update", "One step of gradient descent", "", {{"step", "loss", "predicted"}}, {}};
    const Parameters<double> slopes = mean_gradient(start, batch);
    const double slope = -squared_length(slopes);
    const double first = mean_loss(start, batch);
    constexpr int intervals = 120;
    constexpr double reach = 6.0; // learning rates to the right end
    std::vector<Point> losses;
    std::vector<Point> tangent;
    for (int i = 0; i <= intervals; ++i) {
        const double step = reach * learning_rate * i / intervals;
        const double loss = mean_loss(descend(start, slopes, step), batch);
        const double predicted = first + slope * step;
        figure.data.rows.push_back({step, loss, predicted});
        losses.push_back({step, loss});
        tangent.push_back({step, predicted});
    }
    const auto at_step = static_cast<std::size_t>(std::lround(intervals / reach));
    const double after = losses[at_step].y;
    const double predicted = tangent[at_step].y;
    const auto lowest = std::ranges::min_element(losses, [](const Point& a, const Point& b) { return a.y < b.y; });
    figure.description = "The mean loss along the direction of steepest descent. It starts at " + number(first, 4)
                         + " with the slope " + number(slope, 4) + ". The step with learning rate "
                         + shortest(learning_rate) + " leads to " + number(after, 4) + ", where the slope predicts "
                         + number(predicted, 4) + ". Of the range shown, the loss is lowest, " + number(lowest->y, 4)
                         + ", at the learning rate " + number(lowest->x, 4) + ".";

    Picture& picture = figure.picture;
    // A step that is far too long can lead to any loss, even an infinite one: the axis ends where that is plain to see.
    std::erase_if(losses, [&](const Point& point) { return !std::isfinite(point.y) || point.y > 1e6 * first; });
    const auto shown = [&](double value) { return std::clamp(value, -0.5 * first, 4.0 * first); };
    std::vector<double> values{shown(predicted)};
    for (const Point& point : losses) {
        values.push_back(shown(point.y));
    }
    const auto [least, most] = std::ranges::minmax(values);
    const double room = (most - least) * 0.08 + 1e-3 * first;
    Panel panel{{{80, 66}, {picture.width - 40, picture.height - 84}},
                linear_axis(0.0, reach * learning_rate, 6),
                linear_axis(least - room, most + room, 6),
                {},
                true};
    std::erase_if(tangent, [&](const Point& point) { return !(point.y >= panel.y.low); });
    panel.curves.push_back({tangent, {Colour::vermilion, normal_line, true}});
    panel.curves.push_back({losses, {Colour::blue, 2.6}});
    add_title(picture, "Loss along the descent direction");
    add_axis_titles(picture, panel, "Learning rate of the step", "Mean loss of the batch");
    FreePlaces places(panel.area);
    for (const Curve& curve : panel.curves) {
        places.occupy(drawn(panel, curve));
    }
    const auto note = [&](Point data, const std::string& words, Colour colour, double direction) {
        if (panel.y.low <= data.y && data.y <= panel.y.high) {
            add_note(picture, places, panel, data, words, colour, direction);
        }
    };
    note({0.0, first}, "start " + number(first, 4), Colour::ink, 0.0);
    note({learning_rate, after}, "step taken: " + number(after, 4), Colour::blue, 0.0);
    note({learning_rate, predicted}, "predicted: " + number(predicted, 4), Colour::vermilion_text,
         1.25 * std::numbers::pi);
    picture.panels.push_back(std::move(panel));
    return figure;
}

} // namespace autoencoder::plots
