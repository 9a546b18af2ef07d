#include "plots/seeds.hpp"

#include "plots/chart.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace autoencoder::plots {

namespace {

void require_rows(std::span<const SeedRow> rows)
{
    if (rows.empty()) {
        throw std::invalid_argument("a study needs at least one seed");
    }
}

Csv table_of(std::span<const SeedRow> rows)
{
    Csv table{study::study_columns({})};
    for (const SeedRow& row : rows) {
        table.rows.push_back({static_cast<long>(row.seed), row.final_loss, row.escape_epoch, row.agreement,
                              row.latent_slope, row.r_squared});
    }
    return table;
}

/// The value below which a share of all values lies.
double quantile(std::vector<double> values, double share)
{
    const auto place = static_cast<std::size_t>(std::lround(share * static_cast<double>(values.size() - 1)));
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(place));
    return values[place];
}

Panel panel_of(const Picture& picture, Axis x, Axis y)
{
    return {{{80, 66}, {picture.width - 40, picture.height - 84}}, std::move(x), std::move(y), {}, false};
}

std::string seeds_of(std::size_t count)
{
    return std::to_string(count) + (count == 1 ? " seed" : " seeds");
}

} // namespace

Figure final_losses(std::span<const SeedRow> rows, double linear_loss, std::uint32_t marked)
{
    require_rows(rows);
    std::vector<double> losses;
    for (const SeedRow& row : rows) {
        losses.push_back(std::max(least_drawn_loss, row.final_loss));
    }
    std::ranges::sort(losses);
    const auto share_at = [&losses](double loss) {
        return static_cast<double>(std::ranges::upper_bound(losses, loss) - losses.begin())
               / static_cast<double>(losses.size());
    };
    Figure figure{"26_final_loss",
                  "Final losses of many seeds",
                  "The share of " + seeds_of(rows.size()) + " that end at a loss or below. The lowest is "
                      + number(losses.front(), 5) + ", the middle one " + number(quantile(losses, 0.5), 5)
                      + ", the highest " + number(losses.back(), 5) + ". The best linear code of one number reaches "
                      + number(linear_loss, 5) + ".",
                  table_of(rows),
                  {}};
    Picture& picture = figure.picture;
    const double low = std::min(losses.front(), linear_loss > 0.0 ? linear_loss : losses.front()) / 1.4;
    // The few seeds that never learned are far to the right: with them on the axis, nothing is seen of the others.
    const auto one = std::ranges::find(rows, marked, &SeedRow::seed);
    const double last_shown = std::max(quantile(losses, 0.98), one == rows.end() ? 0.0 : one->final_loss);
    const auto beyond = losses.end() - std::ranges::upper_bound(losses, last_shown);
    Panel panel = panel_of(picture, logarithmic_axis(low, last_shown * 1.25), linear_axis(0.0, 1.0));
    Curve curve{{{low, 0.0}, {losses.front(), 0.0}}, {Colour::blue, 2.4}};
    for (std::size_t i = 0; i < losses.size() && losses[i] <= last_shown; ++i) {
        const double share = static_cast<double>(i + 1) / static_cast<double>(losses.size());
        curve.points.push_back({losses[i], share});
    }
    const Point curve_end{last_shown * 1.25, share_at(last_shown)};
    curve.points.push_back(curve_end);
    if (linear_loss > 0.0) {
        panel.curves.push_back({{{linear_loss, 0.0}, {linear_loss, 1.0}}, {Colour::muted, thin_line, true}});
    }
    panel.curves.push_back(std::move(curve));
    add_title(picture, "Where " + seeds_of(rows.size()) + " end");
    add_axis_titles(picture, panel, "Final loss, logarithmic scale", "Share of the seeds at this loss or below");
    FreePlaces places(panel.area);
    for (const Curve& each : panel.curves) {
        places.occupy(drawn(panel, each));
    }
    if (linear_loss > 0.0) {
        add_note(picture, places, panel, {linear_loss, 0.5}, "best linear code " + number(linear_loss, 5),
                 Colour::muted);
    }
    if (one != rows.end()) {
        add_note(picture, places, panel,
                 {std::max(least_drawn_loss, one->final_loss), share_at(std::max(least_drawn_loss, one->final_loss))},
                 "seed " + std::to_string(marked), Colour::vermilion_text);
    }
    if (beyond > 0) {
        picture.scene.emplace_back(places.place({{},
                                                 std::to_string(beyond) + " more, up to " + number(losses.back(), 5),
                                                 Align::centre,
                                                 Colour::blue,
                                                 text_size},
                                                to_drawing(panel, curve_end), 10.0, -std::numbers::pi / 2));
    }
    picture.panels.push_back(std::move(panel));
    return figure;
}

Figure plateau(std::span<const SeedRow> rows, const StudyEpochs& epochs, std::uint32_t marked)
{
    require_rows(rows);
    if (epochs.empty() || std::ranges::any_of(rows, [&](const SeedRow& r) { return r.loss.size() != epochs.size(); })) {
        throw std::invalid_argument("every seed needs a loss for every epoch shown");
    }
    Figure figure{"26_plateau", "Loss by epoch of many seeds", "", table_of(rows), {}};
    figure.data.columns = study::study_columns(epochs);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const double loss : rows[i].loss) {
            figure.data.rows[i].emplace_back(loss);
        }
    }
    struct Band {
        double share;
        std::string name;
        Stroke stroke;
        Curve curve{};
    };
    // The quarters lie too close to the middle for names of their own.
    std::vector<Band> bands{{0.05, "5 %", {Colour::blue, thin_line}},
                            {0.25, "", {Colour::blue, normal_line}},
                            {0.5, "50 %", {Colour::blue, 3.2}},
                            {0.75, "", {Colour::blue, normal_line}},
                            {0.95, "95 %", {Colour::blue, thin_line}}};
    double low = std::max(least_drawn_loss, rows.front().loss.front());
    double high = low;
    for (std::size_t k = 0; k < epochs.size(); ++k) {
        std::vector<double> losses;
        for (const SeedRow& row : rows) {
            losses.push_back(std::max(least_drawn_loss, row.loss[k]));
        }
        for (Band& band : bands) {
            const double value = quantile(losses, band.share);
            band.curve.points.push_back({static_cast<double>(epochs[k]), value});
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    const auto seed = std::ranges::find(rows, marked, &SeedRow::seed);
    Curve single{{}, {Colour::vermilion, normal_line, true}};
    if (seed != rows.end()) {
        for (std::size_t k = 0; k < epochs.size(); ++k) {
            const double loss = std::max(least_drawn_loss, seed->loss[k]);
            single.points.push_back({static_cast<double>(epochs[k]), loss});
            low = std::min(low, loss);
            high = std::max(high, loss);
        }
    }
    figure.description = "Loss of " + seeds_of(rows.size())
                         + " by epoch, logarithmic: the lines below which 5, 25, 50, "
                         + "75 and 95 of a hundred seeds lie. At the end half of them are below "
                         + number(bands[2].curve.points.back().y, 5) + ".";
    Picture& picture = figure.picture;
    Panel panel = panel_of(picture, epoch_axis(static_cast<std::size_t>(epochs.back()) + 1),
                           logarithmic_axis(low / 1.3, high * 1.3));
    for (Band& band : bands) {
        band.curve.stroke = band.stroke;
        panel.curves.push_back(band.curve);
    }
    if (!single.points.empty()) {
        panel.curves.push_back(single);
    }
    add_title(picture, "The plateau, for " + seeds_of(rows.size()));
    add_axis_titles(picture, panel, "Epoch", "Loss, logarithmic scale");
    FreePlaces places(panel.area);
    for (const Curve& curve : panel.curves) {
        places.occupy(drawn(panel, curve));
    }
    // Each name stands where its curve is on its way down.
    const auto note = [&](const Curve& curve, const std::string& name, Colour colour) {
        const auto at = std::ranges::find_if(
            curve.points, [&](Point p) { return p.y < std::sqrt(curve.points.front().y * curve.points.back().y); });
        add_note(picture, places, panel, at == curve.points.end() ? curve.points.back() : *at, name, colour);
    };
    for (const Band& band : bands) {
        if (!band.name.empty()) {
            note(band.curve, band.name, Colour::blue);
        }
    }
    if (!single.points.empty()) {
        note(single, "seed " + std::to_string(marked), Colour::vermilion_text);
    }
    picture.panels.push_back(std::move(panel));
    return figure;
}

Figure escape(std::span<const SeedRow> rows, std::uint32_t marked)
{
    require_rows(rows);
    Curve points{{}, {Colour::blue, thin_line}, Marker::open, false, 2.6};
    double low = 1.0;
    double high = 1e-3;
    double latest = 1.0;
    for (const SeedRow& row : rows) {
        if (row.escape_epoch >= 0 && row.agreement != 0.0) {
            const double agreement = std::abs(row.agreement);
            points.points.push_back({agreement, static_cast<double>(row.escape_epoch)});
            low = std::min(low, agreement);
            high = std::max(high, agreement);
            latest = std::max(latest, static_cast<double>(row.escape_epoch));
        }
    }
    Figure figure{"26_escape",
                  "Epoch of escape against the agreement at the start",
                  "Of " + seeds_of(rows.size()) + ", " + std::to_string(points.points.size())
                      + " leave the plateau. Each is a circle: the better encoder and decoder agree at the start, the "
                        "earlier it leaves.",
                  table_of(rows),
                  {}};
    Picture& picture = figure.picture;
    if (points.points.empty()) {
        add_title(picture, "What decides when a seed leaves the plateau");
        picture.scene.emplace_back(Label{{picture.width / 2, picture.height / 2},
                                         "None of " + seeds_of(rows.size()) + " has left the plateau.",
                                         Align::centre,
                                         Colour::ink,
                                         text_size});
        return figure;
    }
    Panel panel = panel_of(picture, logarithmic_axis(low / 1.2, high * 1.2), linear_axis(0.0, latest * 1.05));
    panel.curves.push_back(std::move(points));
    add_title(picture, "What decides when a seed leaves the plateau");
    add_axis_titles(picture, panel, "Agreement |e + d| of the initial weights, logarithmic scale", "Epoch of escape");
    FreePlaces places(panel.area);
    for (const SeedRow& row : rows) {
        if (row.seed == marked && row.escape_epoch >= 0 && row.agreement != 0.0) {
            add_note(picture, places, panel, {std::abs(row.agreement), static_cast<double>(row.escape_epoch)},
                     "seed " + std::to_string(marked), Colour::vermilion_text);
        }
    }
    picture.panels.push_back(std::move(panel));
    return figure;
}

} // namespace autoencoder::plots
