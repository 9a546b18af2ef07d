#include "plots/samples.hpp"

#include "plots/chart.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace autoencoder::plots {

namespace {

constexpr std::size_t most_drawn = 60;    // lines of a data set; more would be a grey cloud
constexpr std::size_t most_labelled = 16; // labels that fit side by side
constexpr std::size_t most_panels = 12;   // as in the source: four rows of three

/// As in the source: the values to the right, the three inputs in rows downward.
std::vector<Point> over_rows(const std::array<double, 3>& values)
{
    return {{values[0], 1.0}, {values[1], 2.0}, {values[2], 3.0}};
}

std::array<double, 3> values_of(const Sample<double>& sample)
{
    return {sample.I1, sample.I2, sample.I3};
}

/// The axis of the rows, the first one at the top.
Axis row_axis(double margin)
{
    Axis axis{3.0 + margin, 1.0 - margin, {}, false};
    double row = 1.0;
    for (const Node node : nodes_of(Layer::input)) {
        axis.ticks.push_back({row++, symbol(output_of(node))});
    }
    return axis;
}

/// Numbers beside one of the rows, moved apart, each with a thin line to its point.
void add_row_labels(Picture& picture, const Panel& panel, const std::vector<Point>& points,
                    const std::vector<std::string>& texts, const std::vector<Colour>& colours, double y, double towards)
{
    std::vector<double> wanted;
    wanted.reserve(points.size());
    for (const Point& point : points) {
        wanted.push_back(point.x);
    }
    const double distance = 8.0 + extent_of(Label{{}, Text("−0.00"), Align::left, Colour::ink, small_size}).high.x;
    const double least = towards > 0 ? distance : 24.0;
    const std::vector<double> places = spread(wanted, least, panel.area.low.x + 16, panel.area.high.x - 16);
    for (std::size_t i = 0; i < points.size(); ++i) {
        picture.scene.emplace_back(
            Line{{points[i] + Point{0, -towards * 7}, {places[i], y + towards * 11}}, {Colour::faint, 1.0}});
        picture.scene.emplace_back(Label{{places[i], y}, texts[i], Align::centre, text_colour(colours[i]), small_size});
    }
}

double mean_square(const std::array<double, 3>& a, const std::array<double, 3>& b)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < 3; ++i) {
        sum += (a.at(i) - b.at(i)) * (a.at(i) - b.at(i));
    }
    return sum / 3.0;
}

/// What there is to say of the labels; nothing where there are none.
std::string labels_in_words(const std::vector<double>& labels, std::size_t first_index)
{
    if (labels.empty()) {
        return "";
    }
    const auto falling = std::ranges::count_if(labels, [](double label) { return label < 0; });
    const auto numbered = [&](auto place) {
        return number(*place, 2) + " of sample "
               + std::to_string(first_index + static_cast<std::size_t>(place - labels.begin()));
    };
    return " " + std::to_string(falling) + " have a negative label; labels reach from "
           + numbered(std::ranges::min_element(labels)) + " to " + numbered(std::ranges::max_element(labels)) + ".";
}

} // namespace

Figure samples(const std::string& name, const Dataset& dataset, std::size_t first_index)
{
    Figure figure{name, "The samples and their labels", "", {{"index", "I1", "I2", "I3", "label", "slope"}}, {}};
    const std::size_t count = dataset.samples.size();
    std::vector<double> values;
    for (std::size_t i = 0; i < count; ++i) {
        const auto [I1, I2, I3] = dataset.samples[i];
        const auto cell = [i](const std::vector<double>& numbers) {
            return numbers.empty() ? CsvCell(std::string()) : CsvCell(numbers[i]);
        };
        figure.data.rows.push_back(
            {static_cast<long>(first_index + i), I1, I2, I3, cell(dataset.labels), cell(dataset.slopes)});
        values.insert(values.end(), {I1, I2, I3});
    }
    figure.description = std::to_string(count) + " samples, each a broken line over I1, I2 and I3, numbered from "
                         + std::to_string(first_index) + "." + labels_in_words(dataset.labels, first_index)
                         + (count > most_drawn ? " Only the first 60 are drawn." : "");

    Picture& picture = figure.picture;
    const std::size_t shown = std::min(count, most_drawn);
    Panel panel{{{90, 70}, {picture.width - 40, picture.height - 64}},
                linear_axis_for(values, -1.5, 1.5),
                row_axis(0.42),
                {},
                true};
    std::vector<Colour> colours;
    for (std::size_t i = 0; i < shown; ++i) {
        colours.push_back(dataset.labels.empty() || dataset.labels[i] < 0 ? Colour::blue : Colour::vermilion);
        panel.curves.push_back(
            {over_rows(values_of(dataset.samples[i])), {colours.back(), normal_line}, Marker::filled, true, 4.5});
    }
    add_title(picture, name.find("test") == std::string::npos ? "Training data" : "Test data");
    picture.scene.emplace_back(
        Label{{(panel.area.low.x + panel.area.high.x) / 2, panel.area.low.y - 46}, Text("Value ") + italic("z")});
    if (shown == count && count <= most_labelled) {
        std::vector<Point> first;
        std::vector<Point> last;
        std::vector<std::string> indices;
        std::vector<std::string> labels;
        for (std::size_t i = 0; i < count; ++i) {
            first.push_back(to_drawing(panel, {dataset.samples[i].I1, 1.0}));
            last.push_back(to_drawing(panel, {dataset.samples[i].I3, 3.0}));
            indices.push_back(std::to_string(first_index + i));
            labels.push_back(dataset.labels.empty() ? "" : number(dataset.labels[i], 2));
        }
        const double above = panel.area.high.y - 10;
        const double below = panel.area.low.y + 14;
        add_row_labels(picture, panel, first, indices, colours, above, -1.0);
        picture.scene.emplace_back(
            Label{{panel.area.low.x - 14, above}, "sample", Align::right, Colour::muted, small_size});
        if (!dataset.labels.empty()) {
            add_row_labels(picture, panel, last, labels, colours, below, 1.0);
            picture.scene.emplace_back(Label{
                {panel.area.low.x - 14, below}, Text("label ") + italic("Y"), Align::right, Colour::muted, small_size});
        }
    }
    picture.panels.push_back(std::move(panel));
    return figure;
}

Figure reconstruction(const std::string& name, std::span<const Sample<double>> samples,
                      std::span<const std::array<double, 3>> outputs, std::size_t first_index)
{
    if (samples.size() != outputs.size() || samples.empty()) {
        throw std::invalid_argument("there must be one reconstruction for each sample");
    }
    Figure figure{name, "Samples and their reconstructions", "", {{"index", "O9", "O10", "O11"}}, {}};
    std::vector<double> values;
    std::vector<double> errors;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto [O9, O10, O11] = outputs[i];
        figure.data.rows.push_back({static_cast<long>(first_index + i), O9, O10, O11});
        errors.push_back(mean_square(values_of(samples[i]), outputs[i]));
        if (i < most_panels) {
            const auto [I1, I2, I3] = samples[i];
            values.insert(values.end(), {O9, O10, O11, I1, I2, I3});
        }
    }
    const auto best = std::ranges::min_element(errors);
    const auto worst = std::ranges::max_element(errors);
    const auto numbered = [&](auto place) {
        return "sample " + std::to_string(first_index + static_cast<std::size_t>(place - errors.begin()))
               + " (mean squared error " + number(*place, 4) + ")";
    };
    figure.description = "A panel for each sample: the sample solid, its reconstruction dashed. Closest is "
                         + numbered(best) + ", furthest " + numbered(worst) + "."
                         + (samples.size() > most_panels ? " Only the first 12 samples are drawn." : "");

    Picture& picture = figure.picture;
    const std::size_t shown = std::min(samples.size(), most_panels);
    const std::size_t rows = (shown + 2) / 3;
    constexpr double row_height = 196.0;
    picture.height = 96.0 + row_height * static_cast<double>(rows);
    picture.text_rows = static_cast<int>(4 + 14 * rows);
    const Axis x = linear_axis_for(values, -1.5, 1.5);
    std::vector<Tick> x_ticks;
    for (const Tick& tick : x.ticks) {
        if (std::abs(tick.at - std::round(tick.at)) < 1e-9) {
            x_ticks.push_back({tick.at, number(tick.at)});
        }
    }
    for (std::size_t i = 0; i < shown; ++i) {
        const double left = 56.0 + 288.0 * static_cast<double>(i % 3);
        const std::size_t row = i / 3;
        const double top = picture.height - 104.0 - row_height * static_cast<double>(row);
        Panel panel{{{left, top - 134}, {left + 244, top}}, x, row_axis(0.3), {}, true};
        panel.x.ticks = x_ticks;
        panel.curves.push_back(
            {over_rows(values_of(samples[i])), {Colour::blue, normal_line}, Marker::filled, true, 5.0});
        panel.curves.push_back(
            {over_rows(outputs[i]), {Colour::vermilion, normal_line, true}, Marker::open, true, 4.5});
        picture.scene.emplace_back(Label{{left, top + 14},
                                         bold(std::to_string(first_index + i)) + "   MSE " + number(errors[i], 4),
                                         Align::left,
                                         Colour::ink,
                                         small_size});
        picture.panels.push_back(std::move(panel));
    }
    add_title(picture, name.find("test") == std::string::npos ? "Training samples and their reconstructions"
                                                              : "Test samples and their reconstructions");
    const double y = picture.height - 54;
    const auto key = [&](double at, const Stroke& stroke, double radius, Colour fill, const char* words) {
        picture.scene.emplace_back(Line{{{at, y}, {at + 44, y}}, stroke});
        picture.scene.emplace_back(Disc{{at + 22, y}, radius, fill, {stroke.colour, normal_line}});
        picture.scene.emplace_back(Label{{at + 54, y}, words, Align::left});
    };
    key(picture.width / 2 - 170, {Colour::blue, normal_line}, 4.0, Colour::blue, "sample");
    key(picture.width / 2 + 10, {Colour::vermilion, normal_line, true}, 4.0, Colour::paper, "reconstruction");
    return figure;
}

} // namespace autoencoder::plots
