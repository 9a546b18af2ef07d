#include "plots/tangent.hpp"

#include "network/loss.hpp"
#include "network/tap.hpp"
#include "plots/chart.hpp"

#include <algorithm>
#include <iterator>
#include <numbers>
#include <vector>

namespace autoencoder::plots {

namespace {

constexpr int steps = 40; // of the curve, to each side

double moved_loss(const Evaluation<double>& x, Quantity quantity, double amount)
{
    return evaluate(x.parameters, x.sample, LossFunction::mean_of_squares, Tap<double>{quantity, amount}).loss;
}

/// Axes that hold both curves.
Panel panel_of(const Picture& picture, const Curve& curve, const Curve& line)
{
    std::vector<double> losses;
    for (const Curve& each : {curve, line}) {
        std::ranges::transform(each.points, std::back_inserter(losses), &Point::y);
    }
    return {{{80, 66}, {picture.width - 40, picture.height - 84}},
            linear_axis(curve.points.front().x, curve.points.back().x),
            linear_axis_for(losses, std::ranges::min(losses), std::ranges::max(losses)),
            {},
            true};
}

} // namespace

Figure tangent(const std::string& name, Quantity quantity, const Evaluation<double>& evaluation, double slope, double h)
{
    const double here = evaluation[quantity];
    const double below = moved_loss(evaluation, quantity, -h);
    const double above = moved_loss(evaluation, quantity, h);
    const double quotient = (above - below) / (2 * h);
    Figure figure{name,
                  "The loss and its tangent",
                  "The loss as " + unicode_name(quantity) + " moves. At " + number(here)
                      + " the slope of its tangent is " + number(slope) + "; the central difference with a step of "
                      + number(h) + " gives " + number(quotient) + ".",
                  {{"value", "loss", "tangent"}},
                  {}};
    Curve curve{{}, {Colour::blue, normal_line}};
    Curve line{{}, {Colour::vermilion, normal_line}};
    for (int i = -steps; i <= steps; ++i) {
        const double amount = static_cast<double>(i) / steps;
        curve.points.push_back({here + amount, moved_loss(evaluation, quantity, amount)});
        line.points.push_back({here + amount, evaluation.loss + slope * amount});
        figure.data.rows.push_back({here + amount, curve.points.back().y, line.points.back().y});
    }
    Picture& picture = figure.picture;
    Panel panel = panel_of(picture, curve, line);
    const Curve secant{{{here - h, below}, {here + h, above}}, {Colour::green, normal_line, true}, Marker::open};
    panel.curves = {curve, line, secant};
    add_title(picture, Text("The loss as ") + symbol(quantity) + " moves");
    add_axis_titles(picture, panel, symbol(quantity), Text("Loss ") + symbol(Quantity::L));
    FreePlaces places(panel.area);
    for (const Curve& each : panel.curves) {
        places.occupy(drawn(panel, each));
    }
    add_note(picture, places, panel, {here, evaluation.loss}, Text("tangent: slope ") + number(slope),
             Colour::vermilion_text, std::numbers::pi / 2);
    add_note(picture, places, panel, {here + h, above}, Text("finite difference: ") + number(quotient),
             Colour::green_text, -std::numbers::pi / 2);
    picture.panels.push_back(std::move(panel));
    return figure;
}

} // namespace autoencoder::plots
