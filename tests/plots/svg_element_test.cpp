// What a page draws by itself lies where gnuplot draws it, to within a pixel.
#include "plots/seeds.hpp"
#include "plots/svg.hpp"
#include "plots/tangent.hpp"
#include "plots/tape.hpp"
#include "plots/wrong_gradients.hpp"
#include "tests/plots/all_figures.hpp"
#include "tests/plots/svg.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace autoencoder;
using figures::Svg;
using figures::SvgArea;
using figures::SvgStroke;
using figures::SvgText;
using plots::Point;

namespace {

/// The figures of the later chapters and of the page of the network; the tape is that of λ²+I.
std::vector<plots::Figure> later_figures(const figures::Run& run)
{
    const std::vector<plots::TapeLine> tape{{"", {}, run.parameters.lambda_1_4, 0.3, Quantity::lambda_1_4},
                                            {"", {}, 0.06, 0.2, {}},
                                            {"×", {0, 0}, 0.25, 1.0, {}},
                                            {"+", {2, 1}, 0.5, 1.0, Quantity::L}};
    const std::vector<plots::LossCourse> courses{
        {"right", run.training.loss, true}, {"wrong", {run.training.loss.begin(), run.training.loss.begin() + 40}}};
    const std::vector<plots::SeedRow> seeds{{13, 0.0083, 5401, 0.2, -1.6, 0.94, {0.65, 0.09, 0.01}},
                                            {7, 0.0102, 7302, -0.4, 1.4, 0.91, {0.72, 0.1, 0.02}},
                                            {8, 0.2, -1, -1.4, 0.1, 0.2, {0.52, 0.3, 0.2}}};
    return {plots::tape(tape),
            plots::wrong_gradients(courses),
            plots::final_losses(seeds, 0.008, 13),
            plots::plateau(seeds, {0, 100, 1000}, 13),
            plots::escape(seeds, 13),
            plots::tangent("network_tangent", Quantity::lambda_6_7, run.evaluation, -0.02, 0.5)};
}

/// Every figure, for runs that a reader may choose: the document's; another start, other samples and the fifth of them; samples that spread
/// twenty times as far, after a short training; samples without spread.
const std::vector<plots::Figure>& figures_of_all_runs()
{
    static const std::vector<plots::Figure> all = [] {
        std::vector<plots::Figure> result = figures::all(figures::document_run());
        for (const figures::Run& run :
             {figures::make_run(7, 3, 5, 1500, 0.1, 4), figures::make_run(99, 14, 20, 50, 2.0, 11),
              figures::make_run(0, 99, 123456, 6000, 0.0)}) {
            std::ranges::move(figures::all(run), std::back_inserter(result));
            std::ranges::move(later_figures(run), std::back_inserter(result));
        }
        return result;
    }();
    return all;
}

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

/// A filled disc, box or arrow head that a page draws.
void read_area(const std::string& tag, const boost::property_tree::ptree& child, double height, Svg& svg)
{
    const std::string fill = child.get("<xmlattr>.fill", "none");
    if (tag == "text" || fill == "none") {
        return;
    }
    const auto number = [&child](const std::string& name) { return child.get<double>("<xmlattr>." + name); };
    const std::string colour = "#" + fill.substr(13, 6);
    if (tag == "circle") {
        const Point at{number("cx"), height - number("cy")};
        const double r = number("r");
        svg.areas.push_back({colour, {at.x - r, at.y - r}, {at.x + r, at.y + r}});
    } else if (tag == "rect") {
        const Point corner{number("x"), height - number("y")};
        svg.areas.push_back({colour, {corner.x, corner.y - number("height")}, {corner.x + number("width"), corner.y}});
    } else {
        svg.areas.push_back(
            figures::area_around(colour, figures::detail::points_of(child.get<std::string>("<xmlattr>.d"), height)));
    }
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
        read_area(tag, child, height, svg);
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
            stroke.points = figures::detail::points_of(child.get<std::string>("<xmlattr>.d"), height);
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
    for (const plots::Figure& figure : figures_of_all_runs()) {
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
    for (const plots::Figure& figure : figures_of_all_runs()) {
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

BOOST_AUTO_TEST_CASE(each_point_and_each_filled_shape_of_gnuplot_is_in_the_page_and_no_other_is)
{
    for (const plots::Figure& figure : figures_of_all_runs()) {
        std::vector<SvgArea> here = read_element(figure).areas;
        for (const SvgArea& area : figures::read_svg(plots::render(figure, workbook::Format::svg)).areas) {
            const auto found = std::ranges::find_if(here, [&area](const SvgArea& other) {
                return other.colour == area.colour && close_to(other.low, area.low) && close_to(other.high, area.high);
            });
            BOOST_TEST_INFO(figure.name << ": " << area.colour << " at " << area.low.x << ", " << area.low.y << " to "
                                        << area.high.x << ", " << area.high.y);
            BOOST_CHECK(found != here.end());
            if (found != here.end()) {
                here.erase(found);
            }
        }
        BOOST_TEST(here.size() == 0U,
                   figure.name << " has " << here.size() << " filled shapes that gnuplot does not draw");
    }
}
