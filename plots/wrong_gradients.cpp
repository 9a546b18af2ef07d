#include "plots/wrong_gradients.hpp"

#include "plots/chart.hpp"
#include "workbook/values.hpp"

#include <algorithm>
#include <stdexcept>

namespace autoencoder::plots {

Figure wrong_gradients(std::span<const LossCourse> courses)
{
    if (courses.empty() || std::ranges::any_of(courses, [](const LossCourse& course) { return course.loss.empty(); })) {
        throw std::invalid_argument("there is no loss to draw");
    }
    Figure figure{"27_curves", "The loss by epoch with wrong gradients", "", {{"epoch"}}, {}};
    std::size_t epochs = 0;
    double low = most_drawn_loss;
    double high = least_drawn_loss;
    for (const auto& [name, loss, marked] : courses) {
        figure.data.columns.push_back(workbook::as_name(name));
        figure.description +=
            (figure.description.empty() ? "" : " ") + name + " ends at " + number(loss.back(), 5) + ".";
        epochs = std::max(epochs, loss.size());
        for (const double value : loss) {
            low = std::min(low, std::max(value, least_drawn_loss));
        }
        high = std::max(high, std::min(loss.front(), most_drawn_loss));
    }
    for (std::size_t epoch = 0; epoch < epochs; ++epoch) {
        std::vector<CsvCell> row{static_cast<long>(epoch)};
        for (const LossCourse& course : courses) {
            row.push_back(epoch < course.loss.size() ? CsvCell(course.loss[epoch]) : CsvCell(std::string()));
        }
        figure.data.rows.push_back(std::move(row));
    }
    Picture& picture = figure.picture;
    Panel panel{{{80, 66}, {picture.width - 210, picture.height - 84}},
                epoch_axis(epochs),
                logarithmic_axis(low / 1.3, high * 1.6),
                {},
                false};
    std::vector<double> ends;
    for (const auto& [name, loss, marked] : courses) {
        Curve curve{{}, {marked ? Colour::vermilion : Colour::blue, marked ? 3.0 : thin_line}};
        for (std::size_t epoch = 0; epoch < loss.size(); ++epoch) {
            curve.points.push_back({static_cast<double>(epoch), std::clamp(loss[epoch], panel.y.low, panel.y.high)});
        }
        ends.push_back(to_drawing(panel, curve.points.back()).y);
        panel.curves.push_back(std::move(curve));
    }
    const std::vector<double> places = spread(ends, 17.0, panel.area.low.y - 30, panel.area.high.y + 10);
    for (std::size_t i = 0; i < courses.size(); ++i) {
        const Point end{to_drawing(panel, panel.curves[i].points.back()).x + 3, ends[i]};
        const double x = panel.area.high.x + 26;
        picture.scene.emplace_back(Line{{end, {x, places[i]}}, {Colour::faint, 1.0}});
        picture.scene.emplace_back(Label{{x + 4, places[i]},
                                         courses[i].name,
                                         Align::left,
                                         courses[i].marked ? Colour::vermilion_text : Colour::blue,
                                         small_size});
    }
    add_title(picture, "Training with a mistake in the gradient");
    add_axis_titles(picture, panel, "Epoch", "Mean loss, logarithmic scale");
    picture.panels.push_back(std::move(panel));
    return figure;
}

} // namespace autoencoder::plots
