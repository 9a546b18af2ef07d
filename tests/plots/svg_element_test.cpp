// What a page draws by itself lies where gnuplot draws it, to within a pixel.
#include "plots/svg.hpp"
#include "tests/plots/all_figures.hpp"
#include "tests/plots/svg.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace autoencoder;
using figures::Svg;
using figures::SvgStroke;
using figures::SvgText;
using plots::Point;

namespace {

/// A pixel at natural size.
constexpr double pixel = 1.0;

bool close_to(Point a, Point b)
{
    return std::abs(a.x - b.x) <= pixel && std::abs(a.y - b.y) <= pixel;
}

/// The outline of a box with round corners: `half` is half its size without them. A disc is such a box of no size.
std::vector<Point> round_box(Point centre, Point half, double radius)
{
    std::vector<Point> points;
    constexpr int corners = 96;
    for (int i = 0; i <= corners; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / corners;
        points.push_back({centre.x + std::copysign(half.x, std::cos(angle)) + radius * std::cos(angle),
                          centre.y + std::copysign(half.y, std::sin(angle)) + radius * std::sin(angle)});
    }
    return points;
}

/// What stands in an element that a page draws: its texts and strokes, as `read_svg` gives those of gnuplot.
Svg read_element(const plots::Figure& figure)
{
    boost::property_tree::ptree document;
    std::istringstream in(plots::svg_element(figure));
    boost::property_tree::read_xml(in, document);
    Svg svg;
    const double height = figure.picture.height;
    for (const auto& [tag, child] : document.get_child("svg")) {
        const auto number = [&of = child](const std::string& name) { return of.get<double>("<xmlattr>." + name); };
        if (tag == "text") {
            std::string words;
            for (const auto& [part, run] : child) {
                words += part == "tspan" ? run.data() : "";
            }
            svg.texts.push_back({words, {number("x"), height - number("y") + 0.325 * number("font-size")}});
        } else if (tag == "path" && child.get<std::string>("<xmlattr>.fill") == "none") {
            SvgStroke stroke{
                "#" + child.get<std::string>("<xmlattr>.stroke").substr(13, 6), number("stroke-width"), {}};
            std::string path = child.get<std::string>("<xmlattr>.d");
            std::ranges::replace_if(
                path, [](char c) { return c == 'M' || c == 'L' || c == ','; }, ' ');
            std::istringstream numbers(path);
            for (Point point; numbers >> point.x >> point.y;) {
                stroke.points.push_back({point.x, height - point.y});
            }
            svg.strokes.push_back(std::move(stroke));
        } else if (child.count("<xmlattr>") != 0 && child.get("<xmlattr>.stroke", "") != "") {
            svg.strokes.push_back(
                {"#" + child.get<std::string>("<xmlattr>.stroke").substr(13, 6), number("stroke-width"),
                 tag == "circle"
                     ? round_box({number("cx"), height - number("cy")}, {0.0, 0.0}, number("r"))
                     : round_box({number("x") + number("width") / 2, height - number("y") - number("height") / 2},
                                 {number("width") / 2 - number("rx"), number("height") / 2 - number("rx")},
                                 number("rx"))});
        }
    }
    return svg;
}

double distance(Point at, Point from, Point to)
{
    const Point along{to.x - from.x, to.y - from.y};
    const double square = along.x * along.x + along.y * along.y;
    const double part =
        square > 0 ? std::clamp(((at.x - from.x) * along.x + (at.y - from.y) * along.y) / square, 0.0, 1.0) : 0.0;
    return std::hypot(from.x + part * along.x - at.x, from.y + part * along.y - at.y);
}

/// Whether each corner of a line lies on some line of the same colour: where one draws a frame with a stroke, the other
/// takes four.
bool lies_on(const SvgStroke& stroke, const std::vector<SvgStroke>& others)
{
    return std::ranges::all_of(stroke.points, [&](Point at) {
        return std::ranges::any_of(others, [&](const SvgStroke& other) {
            bool near = false;
            for (std::size_t i = 0; i < other.points.size() && other.colour == stroke.colour; ++i) {
                near = near || distance(at, other.points[i == 0 ? 0 : i - 1], other.points[i]) <= pixel;
            }
            return near;
        });
    });
}

} // namespace

BOOST_AUTO_TEST_CASE(each_label_of_gnuplot_stands_in_the_page_at_the_same_place_and_no_other_does)
{
    for (const plots::Figure& figure : figures::all(figures::document_run())) {
        const Svg drawn = figures::read_svg(plots::render(figure, workbook::Format::svg));
        std::vector<SvgText> here = read_element(figure).texts;
        for (const SvgText& text : drawn.texts) {
            const auto found = std::ranges::find_if(here, [&text](const SvgText& other) {
                return other.words == text.words && close_to(other.at, text.at);
            });
            BOOST_TEST_INFO(figure.name << ": '" << text.words << "' at " << text.at.x << ", " << text.at.y);
            BOOST_REQUIRE(found != here.end());
            here.erase(found);
        }
        BOOST_TEST(here.size() == 0U, figure.name << " has a label that gnuplot does not draw");
    }
}

BOOST_AUTO_TEST_CASE(the_lines_of_gnuplot_and_those_of_the_page_lie_upon_each_other)
{
    for (const plots::Figure& figure : figures::all(figures::document_run())) {
        const std::vector<SvgStroke> drawn = figures::read_svg(plots::render(figure, workbook::Format::svg)).strokes;
        const std::vector<SvgStroke> here = read_element(figure).strokes;
        BOOST_REQUIRE(!here.empty());
        for (const SvgStroke& stroke : here) {
            BOOST_TEST(lies_on(stroke, drawn), figure.name << ": only the page draws a line of " << stroke.points.size()
                                                           << " points, " << stroke.colour);
        }
        for (const SvgStroke& stroke : drawn) {
            BOOST_TEST(lies_on(stroke, here), figure.name << ": only gnuplot draws a line of " << stroke.points.size()
                                                          << " points, " << stroke.colour);
        }
    }
}
