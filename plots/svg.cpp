#include "plots/svg.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace autoencoder::plots {

namespace {

// How gnuplot's svg terminal sets text and axes, in drawing units, measured on what it writes.
constexpr double middle_to_baseline = 0.325; // of the font size
constexpr double script_size = 0.8;          // of the font size, as in plots/text.cpp
constexpr double subscript_shift = 0.3;      // of the font size, downward
constexpr double superscript_shift = 0.5;    // of the font size, upward
constexpr double tick_length = 6.3;
constexpr double left_of_axis = 10.22; // where the labels of a vertical axis end
constexpr double below_axis = 24.9;    // the baseline of those of a horizontal one

/// A coordinate with two decimals, as gnuplot writes it.
std::string coordinate(double value)
{
    std::array<char, 64> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, 2);
    return {text.data(), end};
}

std::string variable(Colour colour)
{
    return "var(--figure-" + std::string(hex(colour).substr(1)) + ")";
}

std::string escaped(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        result += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
    }
    return result;
}

/// Writes shapes whose y grows upward into an element whose y grows downward.
class Canvas {
public:
    explicit Canvas(const Picture& picture) : height_(picture.height) {}

    const std::string& elements() const { return elements_; }

    void polyline(const std::vector<Point>& points, const Stroke& stroke, std::string_view css_class = "")
    {
        if (points.empty() || stroke.width <= 0) {
            return;
        }
        elements_ += "<path" + (css_class.empty() ? "" : " class=\"" + std::string(css_class) + "\"") + " d=\""
                     + path_through(points) + "\" fill=\"none\" stroke=\"" + variable(stroke.colour)
                     + "\" stroke-width=\"" + coordinate(stroke.width) + "\""
                     + (stroke.dashed ? dashes(stroke.width) : "") + "/>\n";
    }

    void operator()(const Line& line)
    {
        if (!line.arrow) {
            polyline(line.points, line.stroke);
            return;
        }
        const auto [shaft, head] = arrow_of(line);
        polyline(shaft, line.stroke);
        elements_ += "<path d=\"" + path_through(head) + "Z\" fill=\"" + variable(line.stroke.colour) + "\"/>\n";
    }

    void operator()(const Disc& disc) { this->disc(disc.centre, disc.radius, disc.fill, disc.outline); }

    void disc(Point centre, double radius, Colour fill, const Stroke& outline = {Colour::ink, 0.0})
    {
        elements_ += "<circle cx=\"" + coordinate(centre.x) + "\" cy=\"" + down(centre.y) + "\" r=\""
                     + coordinate(radius) + "\" fill=\"" + variable(fill) + "\"" + outline_of(outline) + "/>\n";
    }

    void operator()(const Box& box)
    {
        const auto [low, high] = box.extent;
        elements_ += "<rect x=\"" + coordinate(low.x) + "\" y=\"" + down(high.y) + "\" width=\""
                     + coordinate(high.x - low.x) + "\" height=\"" + coordinate(high.y - low.y) + "\" rx=\""
                     + coordinate(std::min({box.corner, (high.x - low.x) / 2, (high.y - low.y) / 2})) + "\" fill=\""
                     + variable(box.fill) + "\"" + outline_of(box.outline) + "/>\n";
    }

    void operator()(const Label& label)
    {
        const Layout measures = layout(label.text);
        if (measures.pieces.size() == 1) {
            words(label.at, label.align, *measures.pieces.front().runs, label.colour, label.size);
            return;
        }
        const double left = extent_of(label).low.x;
        for (const PlacedRuns& piece : measures.pieces) {
            words({left + piece.x * label.size, label.at.y + piece.y * label.size},
                  piece.centred ? Align::centre : Align::left, *piece.runs, label.colour, label.size);
        }
        for (const auto& [from, to] : measures.bars) {
            polyline({{left + from * label.size, label.at.y}, {left + to * label.size, label.at.y}},
                     {label.colour, 1.0});
        }
    }

    void words(Point at, Align align, const Runs& runs, Colour colour, double size)
    {
        const std::string_view anchor = align == Align::left ? "start" : align == Align::right ? "end" : "middle";
        elements_ += "<text xml:space=\"preserve\" x=\"" + coordinate(at.x) + "\" y=\""
                     + down(at.y - middle_to_baseline * size) + "\" text-anchor=\"" + std::string(anchor)
                     + "\" font-size=\"" + coordinate(size) + "\" fill=\"" + variable(colour) + "\">";
        double shifted = 0.0; // how far the letters written last stand below the line
        for (const Run& run : runs) {
            const double wanted = run.level == Level::subscript     ? subscript_shift * size
                                  : run.level == Level::superscript ? -superscript_shift * size
                                                                    : 0.0;
            elements_ += "<tspan";
            if (wanted != shifted) {
                elements_ += " dy=\"" + coordinate(wanted - shifted) + "\"";
                shifted = wanted;
            }
            if (run.level != Level::base) {
                elements_ += " font-size=\"" + coordinate(script_size * size) + "\"";
            }
            elements_ += run.face == Face::italic ? " font-style=\"italic\""
                         : run.face == Face::bold ? " font-weight=\"bold\""
                                                  : "";
            elements_ += ">" + escaped(run.text) + "</tspan>";
        }
        elements_ += "</text>\n";
    }

private:
    std::string down(double y) const { return coordinate(height_ - y); }

    std::string path_through(const std::vector<Point>& points) const
    {
        std::string path;
        for (const Point& point : points) {
            path += (path.empty() ? "M" : "L") + coordinate(point.x) + "," + down(point.y);
        }
        return path;
    }

    static std::string dashes(double width)
    {
        return " stroke-dasharray=\"" + coordinate(4 * width) + "," + coordinate(2.5 * width) + "\"";
    }

    static std::string outline_of(const Stroke& stroke)
    {
        return stroke.width > 0 ? " stroke=\"" + variable(stroke.colour) + "\" stroke-width=\""
                                      + coordinate(stroke.width) + "\"" + (stroke.dashed ? dashes(stroke.width) : "")
                                : "";
    }

    double height_;
    std::string elements_;
};

Runs line_of(const Text& text)
{
    Runs runs;
    for (const Atom& atom : text.atoms) {
        runs.insert(runs.end(), atom.upper.begin(), atom.upper.end());
    }
    return runs;
}

void draw_axes(Canvas& canvas, const Panel& panel)
{
    const auto [low, high] = panel.area;
    const Stroke grid{Colour::grid, 1.0};
    const Stroke ink{Colour::ink, thin_line};
    for (const Tick& tick : panel.y.ticks) {
        const double y = to_drawing(panel, {panel.x.low, tick.at}).y;
        canvas.polyline({{low.x, y}, {high.x, y}}, grid, "gridline");
        canvas.polyline({{low.x, y}, {low.x - tick_length, y}}, ink);
        canvas.words({low.x - left_of_axis, y}, Align::right, line_of(tick.label), Colour::ink, small_size);
    }
    for (const Tick& tick : panel.x.ticks) {
        const double x = to_drawing(panel, {tick.at, panel.y.low}).x;
        if (panel.vertical_grid) {
            canvas.polyline({{x, low.y}, {x, high.y}}, grid, "gridline");
        }
        canvas.polyline({{x, low.y}, {x, low.y - tick_length}}, ink);
        canvas.words({x, low.y - below_axis + middle_to_baseline * small_size}, Align::centre, line_of(tick.label),
                     Colour::ink, small_size);
    }
    if (!panel.y.ticks.empty()) {
        canvas.polyline({{low.x, high.y}, low}, ink);
    }
    canvas.polyline({low, {high.x, low.y}}, ink);
}

void draw_curve(Canvas& canvas, const Panel& panel, const Curve& curve)
{
    const auto drawn = [&panel](const std::vector<Point>& points) {
        std::vector<Point> places;
        places.reserve(points.size());
        std::ranges::transform(points, std::back_inserter(places),
                               [&panel](Point point) { return to_drawing(panel, point); });
        return places;
    };
    if (curve.joined) {
        canvas.polyline(drawn(thinned(panel, curve.points)), curve.stroke);
    }
    if (curve.marker != Marker::none) {
        for (const Point& place : drawn(curve.points)) {
            canvas.disc(place, curve.marker_radius, curve.stroke.colour);
        }
    }
    if (curve.marker == Marker::open) {
        for (const Point& place : drawn(curve.points)) {
            canvas.disc(place, curve.marker_radius - normal_line, Colour::paper);
        }
    }
}

} // namespace

std::string svg_element(const Figure& figure)
{
    const Picture& picture = figure.picture;
    Canvas canvas(picture);
    for (const Panel& panel : picture.panels) {
        draw_axes(canvas, panel);
        for (const Curve& curve : panel.curves) {
            draw_curve(canvas, panel, curve);
        }
    }
    for (const Shape& shape : picture.scene) {
        std::visit([&canvas](const auto& each) { canvas(each); }, shape);
    }
    const std::string id = "figure-" + figure.name;
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"" + id + "-title " + id
           + "-desc\" viewBox=\"0 0 " + shortest(picture.width) + " " + shortest(picture.height)
           + "\" style=\"max-width:" + shortest(picture.width) + "px\" font-family=\"" + std::string(font_family)
           + ", Verdana, sans-serif\">\n<title id=\"" + id + "-title\">" + escaped(figure.title)
           + "</title>\n<desc id=\"" + id + "-desc\">" + escaped(figure.description) + "</desc>\n" + canvas.elements()
           + "</svg>";
}

} // namespace autoencoder::plots
