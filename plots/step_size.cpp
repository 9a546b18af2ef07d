#include "plots/step_size.hpp"

#include "plots/chart.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace autoencoder::plots {

namespace {

constexpr double lowest = 1e-17; // where an error of 0 is drawn

/// One of the three methods.
struct Method {
    std::string name;
    double StepSizeRow::*error;
    Colour colour;
    Colour text;
    double note_at; ///< step near which its name is written
};

void check(std::span<const StepSizeRow> rows)
{
    if (rows.size() < 2) {
        throw std::invalid_argument("errors at two steps or more are needed");
    }
    for (const auto& [h, forward, central, complex_step] : rows) {
        for (const double value : {h, forward, central, complex_step}) {
            if (!(value >= 0.0) || !std::isfinite(value) || h == 0.0) {
                throw std::invalid_argument("steps must be finite and greater than 0, errors finite and not negative");
            }
        }
    }
}

/// The row whose step is closest to h.
const StepSizeRow& nearest(std::span<const StepSizeRow> rows, double h)
{
    return *std::ranges::min_element(rows, {}, [h](const StepSizeRow& row) { return std::abs(std::log(row.h / h)); });
}

/// A straight line of a given slope, some decades below the curve where it is straight.
Curve guide(std::span<const StepSizeRow> rows, double StepSizeRow::*error, double slope, double from, double to,
            double below)
{
    const StepSizeRow& row = nearest(rows, std::sqrt(from * to));
    const auto at = [&](double h) {
        return Point{h, std::max(row.*error, lowest) / below * std::pow(h / row.h, slope)};
    };
    return {{at(from), at(to)}, {Colour::muted, thin_line, true}};
}

} // namespace

Figure step_size(std::span<const StepSizeRow> rows, Quantity of, Quantity by)
{
    check(rows);
    Figure figure{"05_step_size",
                  "Error of numerical derivatives against their step",
                  "Relative error of three numerical derivatives of " + unicode_derivative(of, by)
                      + " against the step h, both axes logarithmic.",
                  {{"h", "forward", "central", "complex_step"}},
                  {}};
    for (const auto& [h, forward, central, complex_step] : rows) {
        figure.data.rows.push_back({h, forward, central, complex_step});
    }
    const std::vector<Method> methods{
        {"forward difference", &StepSizeRow::forward, Colour::vermilion, Colour::vermilion_text, 1e-4},
        {"central difference", &StepSizeRow::central, Colour::blue, Colour::blue, 1e-7},
        {"complex step", &StepSizeRow::complex_step, Colour::green, Colour::green_text, 1e-12}};
    double highest = 1.0;
    for (const Method& method : methods) {
        const StepSizeRow& best = *std::ranges::min_element(rows, {}, method.error);
        figure.description +=
            " The " + method.name + " is best, " + number(best.*method.error) + ", at h = " + number(best.h) + ".";
        highest = std::max(highest, std::ranges::max(rows, {}, method.error).*method.error);
    }
    const auto [least, most] = std::ranges::minmax(rows, {}, &StepSizeRow::h);

    Picture& picture = figure.picture;
    picture.height = 600;
    Panel panel{{{80, 66}, {picture.width - 40, picture.height - 84}},
                decade_axis(least.h, most.h, 4),
                decade_axis(lowest / 6, std::max(10.0, highest * 3), 4),
                {},
                true};
    const double epsilon = std::numeric_limits<double>::epsilon();
    panel.curves.push_back({{{least.h, epsilon}, {most.h, epsilon}}, {Colour::muted, thin_line, true}});
    panel.curves.push_back(guide(rows, &StepSizeRow::forward, 1.0, 1e-6, 1e-3, 0.1));
    panel.curves.push_back(guide(rows, &StepSizeRow::central, 2.0, 1e-4, 1e-2, 300.0));
    for (const Method& method : methods) {
        Curve curve{{}, {method.colour, normal_line}, Marker::filled, true, 2.6};
        for (const StepSizeRow& row : rows) {
            curve.points.push_back({row.h, std::max(row.*method.error, lowest)});
        }
        panel.curves.push_back(std::move(curve));
    }
    add_title(picture,
              Text("Error of the numerical derivative ") + italic("∂") + symbol(of) + "/" + italic("∂") + symbol(by));
    add_axis_titles(picture, panel, Text("Step ") + italic("h"), "Relative error");
    FreePlaces places(panel.area);
    for (const Curve& curve : panel.curves) {
        places.occupy(drawn(panel, curve));
    }
    const auto write = [&](Point data, const Text& text, Colour colour, double size) {
        picture.scene.emplace_back(places.place({{}, text, Align::centre, colour, size}, to_drawing(panel, data), 8.0));
    };
    for (const Method& method : methods) {
        const StepSizeRow& row = nearest(rows, method.note_at);
        // The complex step wanders about the machine epsilon: its name stands above all of that.
        const double error = method.error == &StepSizeRow::complex_step ? 50 * epsilon : row.*method.error;
        write({row.h, std::max(error, lowest)}, method.name, method.text, text_size);
    }
    write(panel.curves[1].points.back(), "slope 1", Colour::muted, small_size);
    write(panel.curves[2].points.back(), "slope 2", Colour::muted, small_size);
    write({most.h / 1e3, epsilon}, "machine epsilon", Colour::muted, small_size);
    const StepSizeRow& small_step = nearest(rows, 1e-11);
    write({small_step.h, 50 * std::max(small_step.forward, lowest)}, Text("rounding error, about ε/") + italic("h"),
          Colour::muted, small_size);
    picture.panels.push_back(std::move(panel));
    return figure;
}

} // namespace autoencoder::plots
