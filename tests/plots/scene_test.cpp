// What stands where: labels do not cover each other, nothing is cut, and charts write where nothing else is.
#include "tests/plots/all_figures.hpp"

#include "plots/chart.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <cmath>

using namespace autoencoder;
using namespace autoencoder::plots;
namespace data = boost::unit_test::data;

namespace {

struct Seeds {
    std::uint32_t initial;
    std::uint32_t training;
    std::uint32_t test;
    long epochs;
};

std::ostream& operator<<(std::ostream& out, const Seeds& seeds)
{
    return out << seeds.initial << " " << seeds.training << " " << seeds.test << " " << seeds.epochs;
}

// The document's seeds and seven others, some with trainings that have not got far.
const std::vector<Seeds> seeds{{13, 14, 20, 10000}, {1, 2, 3, 3000},   {7, 11, 5, 6000},  {42, 43, 44, 2000},
                               {99, 98, 97, 9000},  {123, 4, 56, 500}, {2024, 8, 15, 50}, {5, 31, 77, 10000}};

/// The drawing area of a label, a little smaller, since letters do not fill their line to its edges.
Extent letters_of(const Label& label)
{
    const Extent extent = extent_of(label);
    return {extent.low + Point{0.0, 0.1 * label.size}, extent.high + Point{0.0, -0.05 * label.size}};
}

void check_labels(const Figure& figure)
{
    std::vector<const Label*> labels;
    for (const Shape& shape : figure.picture.scene) {
        if (const auto* label = std::get_if<Label>(&shape)) {
            labels.push_back(label);
        }
    }
    const Extent paper{{0.0, 0.0}, {figure.picture.width, figure.picture.height}};
    for (std::size_t i = 0; i < labels.size(); ++i) {
        BOOST_TEST(paper.contains(extent_of(*labels[i])), figure.name << ": '" << plain(labels[i]->text) << "' is cut");
        for (std::size_t j = 0; j < i; ++j) {
            BOOST_TEST(!letters_of(*labels[i]).overlaps(letters_of(*labels[j])),
                       figure.name << ": '" << plain(labels[i]->text) << "' covers '" << plain(labels[j]->text) << "'");
        }
    }
}

/// The box around a text may not cover another text.
void check_boxes(const Figure& figure)
{
    const Scene& scene = figure.picture.scene;
    for (std::size_t i = 0; i + 1 < scene.size(); ++i) {
        const auto* box = std::get_if<Box>(&scene[i]);
        const auto* own = std::get_if<Label>(&scene[i + 1]);
        const bool around = box != nullptr && own != nullptr && box->extent.contains(extent_of(*own))
                            && box->extent.high.y - box->extent.low.y < 4.0 * own->size;
        if (!around || box->outline.width == 0.0) {
            continue;
        }
        for (const Shape& shape : scene) {
            if (const auto* label = std::get_if<Label>(&shape); label != nullptr && label != own) {
                BOOST_TEST(!box->extent.overlaps(letters_of(*label)), figure.name << ": the box of '"
                                                                                  << plain(own->text) << "' covers '"
                                                                                  << plain(label->text) << "'");
            }
        }
    }
}

} // namespace

BOOST_DATA_TEST_CASE(labels_do_not_overlap_and_none_is_cut, data::make(seeds))
{
    const figures::Run run = figures::make_run(sample.initial, sample.training, sample.test, sample.epochs);
    const auto all = figures::all(run);
    BOOST_TEST(all.size() == 30U);
    for (const Figure& figure : all) {
        check_labels(figure);
        check_boxes(figure);
    }
}

// A trained network has biases, and other numbers in the same places.
BOOST_AUTO_TEST_CASE(labels_do_not_overlap_in_the_trained_network)
{
    const figures::Run& run = figures::document_run();
    for (const Sample<double>& sample : run.data.samples) {
        const Evaluation<double> evaluation = evaluate(run.training.parameters, sample);
        check_labels(forward_pass(evaluation));
        check_labels(plots::loss(evaluation));
        for (const auto& [name, quantity] : figures::chains) {
            const Figure figure = chain(name, quantity, evaluation);
            check_labels(figure);
            check_boxes(figure);
        }
    }
}

BOOST_AUTO_TEST_CASE(every_point_left_out_lies_on_the_line_that_remains)
{
    const Figure figure = loss_curve(figures::document_run().training);
    const Panel& panel = figure.picture.panels.front();
    const std::vector<Point>& points = panel.curves.front().points;
    const std::vector<Point> kept = thinned(panel, points);
    BOOST_TEST(points.size() == 10000U);
    BOOST_TEST(kept.size() < 200U);
    BOOST_TEST((kept.front() == points.front() && kept.back() == points.back()));
    std::size_t next = 0;
    for (const Point& point : points) {
        if (point == kept[next]) {
            ++next;
            continue;
        }
        const Point a = to_drawing(panel, kept[next - 1]);
        const Point b = to_drawing(panel, kept.at(next));
        const Point p = to_drawing(panel, point);
        const double cross = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
        // 0.2 drawing units are promised; a tenth of that is left for rounding.
        BOOST_REQUIRE(std::abs(cross) / std::hypot(b.x - a.x, b.y - a.y) <= 0.22);
    }
    BOOST_TEST(next == kept.size());
}

BOOST_AUTO_TEST_CASE(a_curve_that_turns_at_every_point_keeps_its_highest_and_lowest_points)
{
    // Looked at once for each point, 200,000 of them would take a minute.
    const Panel panel{{{0, 0}, {700, 400}}, {0.0, 200'000.0, {}, false}, {0.0, 1.0, {}, false}, {}, false};
    std::vector<Point> points;
    for (int i = 0; i < 200'000; ++i) {
        points.push_back({double(i), i == 77'777 ? 1.0 : i == 99'999 ? 0.0 : i % 2 == 0 ? 0.4 : 0.6});
    }
    const std::vector<Point> kept = thinned(panel, points);
    BOOST_TEST(kept.size() < 4 * 1401U); // four in each half of a unit
    BOOST_TEST(kept.front().x == 0.0);
    BOOST_TEST(kept.back().x == 199'999.0);
    const auto [low, high] = std::ranges::minmax(kept, {}, &Point::y);
    BOOST_TEST(low.x == 99'999.0);
    BOOST_TEST(high.x == 77'777.0);
    BOOST_TEST(std::ranges::is_sorted(kept, {}, &Point::x));
}

BOOST_AUTO_TEST_CASE(spreading_keeps_order_and_distance_and_moves_nothing_that_is_free)
{
    const std::vector<double> places = spread({50.0, 10.0, 51.0, 52.0, 90.0}, 10.0, 0.0, 100.0);
    BOOST_TEST(places[1] == 10.0);
    BOOST_TEST(places[4] == 90.0);
    BOOST_TEST(places[0] == 41.0); // three around their middle, 51
    BOOST_TEST(places[2] == 51.0);
    BOOST_TEST(places[3] == 61.0);
    const std::vector<double> crowded = spread({1.0, 1.0, 1.0}, 10.0, 0.0, 10.0);
    BOOST_TEST(crowded[0] == 0.0);
    BOOST_TEST(crowded[1] == 5.0);
    BOOST_TEST(crowded[2] == 10.0);
}

BOOST_AUTO_TEST_CASE(numbers_have_a_true_minus_and_four_digits)
{
    BOOST_TEST(number(999'999'999.0, 0) == "999999999");
    BOOST_TEST(number(-1.5e307, 4) == "−1.500·10³⁰⁷");
    BOOST_TEST(number(-0.25, 2) == "−0.25");
    BOOST_TEST(number(-0.001, 2) == "0.00");
    BOOST_TEST(number(0.34214) == "0.3421");
    BOOST_TEST(number(-1.0624) == "−1.062");
    BOOST_TEST(number(0.000123449) == "0.0001234");
    BOOST_TEST(number(-1.53949e-5) == "−1.539·10⁻⁵");
    BOOST_TEST(number(6.02214e23) == "6.022·10²³");
    BOOST_TEST(number(1.0) == "1");
    BOOST_TEST(number(0.0) == "0");
}

BOOST_AUTO_TEST_CASE(names_are_set_in_italics_with_subscripts)
{
    const Text text = mathematics("λ7,10·R7in = ⅔(O9 − I1)");
    const Runs expected{{"λ", Face::italic, Level::base},          {"7,10", Face::upright, Level::subscript},
                        {"·", Face::upright, Level::base},         {"R", Face::italic, Level::base},
                        {"7,in", Face::upright, Level::subscript}, {" = ⅔(", Face::upright, Level::base},
                        {"O", Face::italic, Level::base},          {"9", Face::upright, Level::subscript},
                        {" − ", Face::upright, Level::base},       {"I", Face::italic, Level::base},
                        {"1", Face::upright, Level::subscript},    {")", Face::upright, Level::base}};
    BOOST_TEST((text.atoms.front().upper == expected));
    BOOST_TEST(plain(derivative(Quantity::R7, Quantity::R7_in)) == "∂R7/∂R7in");
}

BOOST_AUTO_TEST_CASE(a_chain_is_drawn_for_parameters_and_hidden_nodes_only)
{
    const Evaluation<double>& evaluation = figures::document_run().evaluation;
    for (const Quantity quantity : {Quantity::I1, Quantity::L, Quantity::O9, Quantity::R7_in}) {
        BOOST_CHECK_THROW(chain("x", quantity, evaluation), std::invalid_argument);
    }
    for (const Quantity quantity : all_parameters()) {
        BOOST_CHECK_NO_THROW(chain("x", quantity, evaluation));
    }
}
