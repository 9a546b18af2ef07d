#include "plots/latent.hpp"

#include "plots/chart.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>
#include <utility>

namespace autoencoder::plots {

namespace {

constexpr std::size_t most_curves = 60;   // lines by epoch
constexpr std::size_t few_marks = 1000;   // all drawn
constexpr std::size_t most_labelled = 24; // numbers beside points or lines

Colour colour_of_label(std::span<const double> labels, std::size_t i)
{
    return labels.empty() || labels[i] < 0 ? Colour::blue : Colour::vermilion;
}

/// The part of the regression line that is inside the panel.
std::vector<Point> line_inside(const Regression& regression, const Panel& panel)
{
    double from = panel.x.low;
    double to = panel.x.high;
    if (regression.slope != 0.0) {
        const double a = (panel.y.low - regression.intercept) / regression.slope;
        const double b = (panel.y.high - regression.intercept) / regression.slope;
        from = std::max(from, std::min(a, b));
        to = std::min(to, std::max(a, b));
    }
    const auto at = [&](double x) { return Point{x, regression.slope * x + regression.intercept}; };
    return {at(from), at(to)};
}

} // namespace

Figure latent_history(const Training& training, std::span<const double> labels)
{
    if (training.M6.empty()) {
        throw std::invalid_argument("the training recorded no epoch");
    }
    const std::size_t count = training.M6.front().size();
    if (!labels.empty() && labels.size() != count) {
        throw std::invalid_argument("there must be one label for each sample");
    }
    Figure figure{"20_latent_history", "The latent value of every sample by epoch", "", {{"epoch"}}, {}};
    for (std::size_t i = 0; i < count; ++i) {
        figure.data.columns.push_back("M6_" + std::to_string(i + 1));
    }
    // With fewer records than losses only the last epochs were kept.
    const std::size_t first_epoch = training.loss.size() - training.M6.size();
    std::vector<std::vector<Point>> histories(count);
    for (std::size_t record = 0; record < training.M6.size(); ++record) {
        const std::size_t epoch = first_epoch + record;
        std::vector<CsvCell> row{static_cast<long>(epoch)};
        for (std::size_t i = 0; i < count; ++i) {
            row.emplace_back(training.M6[record][i]);
            histories[i].push_back({static_cast<double>(epoch), training.M6[record][i]});
        }
        figure.data.rows.push_back(std::move(row));
    }
    const auto width_at = [&](std::span<const double> values) {
        return number(std::ranges::max(values) - std::ranges::min(values), 3);
    };
    figure.description = "The latent value M6 of " + std::to_string(count) + " samples by epoch. In epoch "
                         + std::to_string(first_epoch) + " they lie within " + width_at(training.M6.front())
                         + " of each other; in the last one they are spread over " + width_at(training.M6.back())
                         + ", from " + number(std::ranges::min(training.M6.back()), 3) + " to "
                         + number(std::ranges::max(training.M6.back()), 3) + ".";

    Picture& picture = figure.picture;
    Panel panel{{{80, 66}, {picture.width - 84, picture.height - 84}},
                epoch_axis(training.loss.size()),
                linear_axis(0.0, 1.0),
                {},
                false};
    const std::size_t shown = std::min(count, most_curves);
    for (std::size_t i = 0; i < shown; ++i) {
        panel.curves.push_back({histories[i], {colour_of_label(labels, i), 1.8}});
    }
    add_title(picture, "The latent value through the training");
    add_axis_titles(picture, panel, "Epoch", Text("Output of the latent node ") + symbol(Quantity::M6));
    if (count <= most_labelled) {
        std::vector<double> wanted;
        wanted.reserve(count);
        for (const auto& history : histories) {
            wanted.push_back(to_drawing(panel, history.back()).y);
        }
        const std::vector<double> places = spread(wanted, 15.0, panel.area.low.y + 6, panel.area.high.y - 6);
        for (std::size_t i = 0; i < count; ++i) {
            const Point end{to_drawing(panel, histories[i].back()).x + 3, wanted[i]};
            const double x = panel.area.high.x + 30;
            picture.scene.emplace_back(Line{{end, {x, places[i]}}, {Colour::faint, 1.0}});
            picture.scene.emplace_back(Label{{x + 4, places[i]},
                                             std::to_string(i + 1),
                                             Align::left,
                                             text_colour(colour_of_label(labels, i)),
                                             small_size});
        }
        picture.scene.emplace_back(Label{
            {panel.area.high.x + 34, panel.area.high.y + 20}, "sample", Align::centre, Colour::muted, small_size});
    }
    if (!labels.empty()) {
        const double y = panel.area.high.y + 20;
        picture.scene.emplace_back(Label{{panel.area.high.x - 170, y},
                                         Text("label ") + italic("Y") + " < 0",
                                         Align::right,
                                         Colour::blue,
                                         small_size});
        picture.scene.emplace_back(Label{{panel.area.high.x - 60, y},
                                         Text("label ") + italic("Y") + " > 0",
                                         Align::right,
                                         Colour::vermilion_text,
                                         small_size});
    }
    picture.panels.push_back(std::move(panel));
    return figure;
}

Figure latent(std::span<const double> labels, std::span<const double> M6, const Regression& regression)
{
    if (labels.size() != M6.size() || labels.empty()) {
        throw std::invalid_argument("there must be one latent value for each label");
    }
    Figure figure{"21_latent", "The latent value against the label", "", {{"index", "label", "M6"}}, {}};
    for (std::size_t i = 0; i < labels.size(); ++i) {
        figure.data.rows.push_back({static_cast<long>(i + 1), labels[i], M6[i]});
    }
    const std::string sign = regression.intercept < 0 ? " − " : " + ";
    const std::string intercept = number(std::abs(regression.intercept), 4);
    figure.description =
        "The latent value M6 of " + std::to_string(labels.size())
        + " samples against their label Y, with the regression line M6 = " + number(regression.slope, 4) + "·Y" + sign
        + intercept + "; r² = " + number(regression.r_squared, 4) + ".";

    Picture& picture = figure.picture;
    Panel panel{{{80, 66}, {picture.width - 40, picture.height - 84}},
                linear_axis_for(labels, -0.4, 0.4),
                linear_axis_for(M6, 0.1, 0.8),
                {},
                true};
    panel.curves.push_back({line_inside(regression, panel), {Colour::muted, normal_line}});
    FreePlaces places(panel.area);
    places.occupy(drawn(panel, panel.curves.front()));
    const double grain = labels.size() > few_marks ? 4.0 : 0.01;
    std::set<std::pair<long, long>> taken;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const Point data{labels[i], M6[i]};
        const Point at = to_drawing(panel, data);
        // Of thousands of marks most lie under others, and gnuplot would draw for minutes.
        if (!taken.emplace(std::lround(at.x / grain), std::lround(at.y / grain)).second) {
            continue;
        }
        places.occupy(Extent{at + Point{-6, -6}, at + Point{6, 6}});
        panel.curves.push_back({{data}, {colour_of_label(labels, i), normal_line}, Marker::filled, false, 6.0});
    }
    add_title(picture, "Latent value and label");
    add_axis_titles(picture, panel, Text("Label ") + italic("Y"),
                    Text("Output of the latent node ") + symbol(Quantity::M6));
    if (labels.size() <= most_labelled) {
        for (std::size_t i = 0; i < labels.size(); ++i) {
            picture.scene.emplace_back(places.place(
                {{}, std::to_string(i + 1), Align::centre, text_colour(colour_of_label(labels, i)), small_size},
                to_drawing(panel, {labels[i], M6[i]}), 11.0));
        }
    }
    const Text equation = symbol(Quantity::M6) + " = " + number(regression.slope, 2) + " " + italic("Y") + sign
                          + number(std::abs(regression.intercept), 2);
    const Text fit = italic("r") + "² = " + number(regression.r_squared, 3);
    const double corner = regression.slope < 0 ? 0.72 : 0.28;
    picture.scene.emplace_back(places.place(
        {{}, stacked(equation, fit), Align::centre, Colour::ink, heading_size},
        {panel.area.low.x + corner * (panel.area.high.x - panel.area.low.x), panel.area.high.y - 60}, 0.0));
    picture.panels.push_back(std::move(panel));
    return figure;
}

} // namespace autoencoder::plots
