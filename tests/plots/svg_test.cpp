// The pictures themselves: what they say, where their lines run, how large they are.
#include "tests/plots/all_figures.hpp"
#include "tests/plots/svg.hpp"
#include "tests/support/reference.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <map>
#include <set>

using namespace autoencoder;
using namespace autoencoder::plots;
using figures::Svg;
namespace data = boost::unit_test::data;

namespace {

/// The svg of every figure of the document's run, by name.
const std::map<std::string, std::string>& pictures()
{
    static const std::map<std::string, std::string> all = [] {
        std::map<std::string, std::string> result;
        for (const Figure& figure : figures::all(figures::document_run())) {
            result[figure.name] = render(figure, Format::svg);
        }
        return result;
    }();
    return all;
}

Svg svg_of(const std::string& name)
{
    return figures::read_svg(pictures().at(name));
}

std::ptrdiff_t count_of(const Svg& svg, const std::string& words)
{
    return std::ranges::count(svg.texts, words, &figures::SvgText::words);
}

void check_once(const std::string& name, const std::vector<std::string>& expected)
{
    const Svg svg = svg_of(name);
    for (const std::string& words : expected) {
        BOOST_TEST(count_of(svg, words) == 1,
                   name << ": '" << words << "' is there " << count_of(svg, words) << " times");
    }
}

constexpr double resolution = 0.016; // svg coordinates have two decimals, cut off on the way through gnuplot

bool close(Point a, Point b, double distance)
{
    return std::hypot(a.x - b.x, a.y - b.y) <= distance;
}

/// What the heavy strokes of a chain join: nodes by name, `loss` for the stub at an output, `bias` for the tick.
std::multiset<std::string> heavy_strokes(const Svg& svg)
{
    const std::set<std::string> names{"I1", "I2", "I3", "L4", "L5", "M6", "R7", "R8", "O9", "O10", "O11"};
    const auto name_at = [&](Point point) -> std::string {
        for (const auto& [words, at] : svg.texts) {
            if (names.contains(words) && close(at, point, 1.0)) {
                return words;
            }
        }
        return "";
    };
    std::multiset<std::string> result;
    for (const auto& [colour, width, points] : svg.strokes) {
        if (width < 5.0 || colour == "#e2e2e2") { // pale bars are no strokes
            continue;
        }
        BOOST_REQUIRE(points.size() == 2U);
        const std::string from = name_at(points.front());
        const std::string to = name_at(points.back());
        const bool upward = points.front().x == points.back().x;
        // What leads out of the picture has to be seen beside its node, whose radius is 27.
        BOOST_TEST((!to.empty() || !close(points.front(), points.back(), 45.0)));
        result.insert(from + "-" + (to.empty() ? (upward ? "bias" : "loss") : to));
    }
    return result;
}

struct ExpectedPath {
    std::string name;
    std::multiset<std::string> strokes;
};

std::ostream& operator<<(std::ostream& out, const ExpectedPath& path)
{
    return out << path.name;
}

const std::multiset<std::string> to_outputs{"R7-O9",  "R7-O10",  "R7-O11",   "R8-O9",   "R8-O10",
                                            "R8-O11", "O9-loss", "O10-loss", "O11-loss"};

std::multiset<std::string> with(std::multiset<std::string> strokes, std::initializer_list<std::string> more)
{
    strokes.insert(more);
    return strokes;
}

const std::vector<ExpectedPath> expected_paths{
    {"06_bias_b9", {"O9-bias", "O9-loss"}},
    {"07_weight_7_9", {"R7-O9", "O9-loss"}},
    {"08_output_R7", {"R7-O9", "R7-O10", "R7-O11", "O9-loss", "O10-loss", "O11-loss"}},
    {"09_bias_b7", {"R7-bias", "R7-O9", "R7-O10", "R7-O11", "O9-loss", "O10-loss", "O11-loss"}},
    {"10_weight_6_7", {"M6-R7", "R7-O9", "R7-O10", "R7-O11", "O9-loss", "O10-loss", "O11-loss"}},
    {"11_output_M6", with(to_outputs, {"M6-R7", "M6-R8"})},
    {"12_bias_b6", with(to_outputs, {"M6-bias", "M6-R7", "M6-R8"})},
    {"13_weight_4_6", with(to_outputs, {"L4-M6", "M6-R7", "M6-R8"})},
    {"14_output_L4", with(to_outputs, {"L4-M6", "M6-R7", "M6-R8"})},
    {"15_bias_b4", with(to_outputs, {"L4-bias", "L4-M6", "M6-R7", "M6-R8"})},
    {"16_weight_1_4", with(to_outputs, {"I1-L4", "L4-M6", "M6-R7", "M6-R8"})}};

} // namespace

BOOST_AUTO_TEST_CASE(every_figure_of_the_table_is_there_with_its_columns)
{
    const std::string path = "quantity,value";
    const std::string reconstruction = "index,O9,O10,O11";
    const std::map<std::string, std::string> expected{
        {"01_network", "parameter,from,to"},
        {"01_parts", "node,part"},
        {"01_training_cycle", "step,name"},
        {"02_node", "quantity,role"},
        {"02_initialization", "parameter,value,lower_bound,upper_bound"},
        {"03_forward_pass", "quantity,value"},
        {"04_loss", "output,input,O,I,difference,derivative"},
        {"05_step_size", "h,forward,central,complex_step"},
        {"06_bias_b9", path},
        {"07_weight_7_9", path},
        {"08_output_R7", path},
        {"09_bias_b7", path},
        {"10_weight_6_7", path},
        {"11_output_M6", path},
        {"12_bias_b6", path},
        {"13_weight_4_6", path},
        {"14_output_L4", path},
        {"15_bias_b4", path},
        {"16_weight_1_4", path},
        {"17_gradient", "parameter,derivative"},
        {"18_update", "step,loss,predicted"},
        {"19_training_data", "index,I1,I2,I3,label,slope"},
        {"20_loss", "epoch,loss"},
        {"20_latent_history", "epoch,M6_1,M6_2,M6_3,M6_4,M6_5,M6_6,M6_7,M6_8,M6_9,M6_10,M6_11,M6_12"},
        {"21_latent", "index,label,M6"},
        {"22_training_reconstruction", reconstruction},
        {"23_test_data", "index,I1,I2,I3,label,slope"},
        {"23_test_reconstruction", reconstruction},
        {"24_train_test_loss", "epoch,training_loss,test_loss"},
        {"28_matrices", "parameter,matrix,row,column,derivative"}};
    std::map<std::string, std::string> found;
    for (const Figure& figure : figures::all(figures::document_run())) {
        const std::string csv = to_text(figure.data);
        found[figure.name] = csv.substr(0, csv.find('\n'));
    }
    BOOST_TEST((found == expected));
    for (const auto& [name, columns] : expected) {
        BOOST_TEST(found[name] == columns, name);
    }
}

BOOST_AUTO_TEST_CASE(every_picture_says_what_it_is)
{
    std::set<std::string> ids;
    for (const auto& [name, bytes] : pictures()) {
        const Svg svg = figures::read_svg(bytes);
        BOOST_TEST(svg.role == "img", name);
        BOOST_TEST(svg.title.size() > 8U, name);
        BOOST_TEST(svg.description.size() > 60U, name);
        BOOST_TEST(svg.labelled_by == svg.title_id + " " + svg.description_id, name);
        BOOST_TEST(ids.insert(svg.title_id).second, name);
        BOOST_TEST(bytes.find("Gnuplot") == std::string::npos, name);
    }
    const std::string loss = svg_of("20_loss").description;
    for (const char* number : {"0.6569", "0.0084", "epoch 9999", "epoch 5401"}) {
        BOOST_TEST(loss.find(number) != std::string::npos, number);
    }
    BOOST_TEST(svg_of("21_latent").description.find("M6 = −1.6196·Y + 0.4746; r² = 0.9426") != std::string::npos);
    // Errata 7: our node O10 carries its own derivative, and the description says so.
    for (const auto& [name, strokes] : expected_paths) {
        const bool through_O10 = strokes.contains("O10-loss");
        const bool told = svg_of(name).description.find("∂O9/∂O10in") != std::string::npos;
        BOOST_TEST(told == through_O10, name);
    }
}

BOOST_AUTO_TEST_CASE(pictures_are_small)
{
    std::size_t sum = 0;
    for (const auto& [name, bytes] : pictures()) {
        BOOST_TEST(bytes.size() < 150000U, name << " has " << bytes.size() << " bytes");
        sum += bytes.size();
    }
    BOOST_TEST(sum < 2000000U);
}

BOOST_AUTO_TEST_CASE(pictures_hold_the_palette_and_no_other_colour)
{
    const std::set<std::string> palette{"#1a1a1a", "#595959", "#b3b3b3", "#e2e2e2", "#ffffff", "#0069a6", "#d55e00",
                                        "#a84300", "#009e73", "#00684c", "#e3f1fa", "#fdebd9", "#e0f3ec", "#fcf4cf"};
    for (const auto& [name, bytes] : pictures()) {
        BOOST_TEST(bytes.find("rgb(") == std::string::npos, name);
        BOOST_TEST(bytes.find("black") == std::string::npos, name);
        for (const std::string attribute : {"stroke='", "stroke=\"", "fill='", "fill=\"", "fill = '", "color=\""}) {
            for (std::size_t at = bytes.find(attribute); at != std::string::npos; at = bytes.find(attribute, at + 1)) {
                const std::size_t from = at + attribute.size();
                const std::string value = bytes.substr(from, bytes.find(attribute.back(), from) - from);
                BOOST_TEST((value == "none" || value == "currentColor" || palette.contains(value)),
                           name << ": " << value);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(the_same_figure_gives_the_same_bytes)
{
    for (const Figure& figure : figures::all(figures::document_run())) {
        BOOST_TEST((render(figure, Format::svg) == pictures().at(figure.name)), figure.name);
    }
}

BOOST_DATA_TEST_CASE(heavy_strokes_run_exactly_along_the_path, data::make(expected_paths))
{
    BOOST_TEST(heavy_strokes(svg_of(sample.name)) == sample.strokes, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(only_chains_have_heavy_strokes)
{
    for (const auto& picture : pictures()) {
        const bool chain =
            std::ranges::any_of(expected_paths, [&](const auto& path) { return path.name == picture.first; });
        BOOST_TEST((chain || heavy_strokes(figures::read_svg(picture.second)).empty()), picture.first);
    }
}

BOOST_AUTO_TEST_CASE(the_network_has_every_label_once)
{
    check_once("01_network",
               {"I1",   "I2",   "I3",   "L4",   "L5",   "M6",   "R7",   "R8",    "O9",    "O10",   "O11",  "b4",
                "b5",   "b6",   "b7",   "b8",   "b9",   "b10",  "b11",  "λ1,4",  "λ2,4",  "λ3,4",  "λ1,5", "λ2,5",
                "λ3,5", "λ4,6", "λ5,6", "λ6,7", "λ6,8", "λ7,9", "λ8,9", "λ7,10", "λ8,10", "λ7,11", "λ8,11"});
    BOOST_TEST(svg_of("01_network").texts.size() == 35U);
    check_once("01_parts", {"Input", "Encoder", "Latent space", "Decoder", "Reconstruction", "x = fθ(z)", "ẑ = gφ(x)"});
    check_once("01_training_cycle",
               {"1  Forward pass", "2  Error derivative", "3  Backpropagate", "4  Update", "5  Repeat"});
    check_once("02_node", {"I1", "I2", "I3", "λ1,4", "λ2,4", "λ3,4", "b4", "Σ", "σ", "L4",
                           "L4,in = λ1,4 I1 + λ2,4 I2 + λ3,4 I3 + b4", "L4 = σ(L4,in)"});
}

BOOST_AUTO_TEST_CASE(the_forward_pass_shows_the_numbers_of_the_sample)
{
    // tests/reference/document/first_sample_forward.csv and initial_parameters.csv, to three decimals.
    check_once("03_forward_pass",
               {"−0.009", "0.034",  "0.057", "0.504",         "0.505",      "0.634",           "0.563",  "0.598",
                "−0.838", "−0.077", "0.079", "0.608",         "−0.575",     "0.710",           "1.020",  "1.035",
                "−0.102", "0.308",  "0.779", "0.401",         "0.628",      "−1.019",          "−0.442", "−0.967",
                "0.782",  "−0.279", "0.394", "M6,in = 0.549", "ℒ = 0.2330", "all biases are 0"});
    check_once("04_loss", {"−0.838", "−0.077", "0.079", "= −0.8284", "= −0.1109", "= 0.0214", " = −0.5522",
                           " = −0.0739", " = 0.0142"});
}

BOOST_AUTO_TEST_CASE(a_chain_shows_fractions_words_and_values)
{
    const Svg svg = svg_of("11_output_M6");
    // Each node output stands once in a numerator; the equation below repeats those of R7 and R8.
    for (const auto& [words, times] : std::vector<std::pair<std::string, int>>{{"∂O9", 1 + 1},
                                                                               {"∂O10", 1 + 1},
                                                                               {"∂O11", 1 + 1},
                                                                               {"∂O9,in", 2 + 1},
                                                                               {"∂O10,in", 2 + 1},
                                                                               {"∂O11,in", 2 + 1},
                                                                               {"∂R7,in", 2 + 2},
                                                                               {"∂R8,in", 2 + 2},
                                                                               {"∂ℒ", 3 + 3},
                                                                               {"∂M6", 2 + 3}}) {
        BOOST_TEST(count_of(svg, words) == times, words << " is there " << count_of(svg, words) << " times");
    }
    check_once("11_output_M6", {" = λ6,7",
                                " = λ6,8",
                                " = λ7,9",
                                " = λ8,9",
                                " = λ7,10",
                                " = λ8,10",
                                " = λ7,11",
                                " = λ8,11",
                                " = R7(1 − R7)",
                                " = R8(1 − R8)",
                                " = ⅔(O9 − I1)",
                                " = ⅔(O10 − I2)",
                                " = ⅔(O11 − I3)",
                                " = 0.4005",
                                " = 0.6280",
                                " = −1.019",
                                " = −0.4416",
                                " = −0.9673",
                                " = 0.7823",
                                " = −0.2786",
                                " = 0.3940",
                                "= 0.4005 · 0.2460 · 0.6301  +  0.6280 · 0.2404 · 0.1916",
                                "= 0.06209  +  0.02893 = 0.09101"});
    check_once("06_bias_b9", {"= 1 · 1 · (−0.5522)", "= −0.5522"});
    check_once("16_weight_1_4", {" = I1", "= (−0.009449) · 0.2500 · 0.006514", "= −1.539·10⁻⁵"});
}

BOOST_AUTO_TEST_CASE(the_chains_multiply_to_the_reference_gradient)
{
    const std::string reference = reference::content_of("tests/reference/document/first_sample_gradient.csv");
    for (const auto& [name, quantity] : figures::chains) {
        const Figure figure = chain(name, quantity, figures::document_run().evaluation);
        const auto& last = figure.data.rows.back();
        const std::string row = std::get<std::string>(last.at(0));
        BOOST_TEST(row == "dL/d" + std::string(plain_name(quantity)));
        if (is_parameter(quantity)) {
            const std::size_t at = reference.find("\n" + std::string(plain_name(quantity)) + ",");
            BOOST_REQUIRE(at != std::string::npos);
            const double expected = std::stod(reference.substr(reference.find(',', at) + 1));
            // exp differs between libraries in its last bit; cancellation may raise that a little.
            BOOST_TEST(std::abs(std::get<double>(last.at(1)) - expected) <= 1e-13 * std::abs(expected) + 1e-17, name);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_loss_curve_runs_through_the_losses)
{
    const std::vector<double>& loss = figures::document_run().training.loss;
    const Svg svg = svg_of("20_loss");
    const auto curve = std::ranges::find(svg.strokes, 2.4, &figures::SvgStroke::width);
    BOOST_REQUIRE((curve != svg.strokes.end()));
    BOOST_REQUIRE(curve->points.size() > 20U);
    // The axes: epochs 0 to 10,000 over 80…860, losses 0 to 1 over 66…476 drawing units.
    for (const Point& point : curve->points) {
        const double epoch = (point.x - 80.0) / 780.0 * 10000.0;
        const double value = (point.y - 66.0) / 410.0;
        const auto nearest = static_cast<std::size_t>(std::clamp(std::lround(epoch), 0L, 9999L));
        BOOST_TEST(std::abs(epoch - static_cast<double>(nearest)) <= resolution / 780.0 * 10000.0);
        // Where the curve is steep, the rounding of x is a rounding of y.
        const double steep = std::abs(loss[nearest] - loss[std::min<std::size_t>(nearest + 1, 9999)]);
        BOOST_TEST(std::abs(value - loss[nearest]) <= resolution / 410.0 + steep);
    }
    BOOST_TEST(close(curve->points.front(), {80.0, 66.0 + 410.0 * loss.front()}, 0.02));
    BOOST_TEST(close(curve->points.back(), {80.0 + 780.0 * 0.9999, 66.0 + 410.0 * loss.back()}, 0.02));
}

BOOST_AUTO_TEST_CASE(every_sample_is_drawn_where_its_values_are)
{
    const Dataset& samples = figures::document_run().data;
    const Svg svg = svg_of("19_training_data");
    for (std::size_t i = 0; i < samples.samples.size(); ++i) {
        const auto [I1, I2, I3] = samples.samples[i];
        // The axes: −1.5 to 1.5 over 90…860, rows 0.58 to 3.42 from 496 down to 70.
        const auto at = [](double value, double row) {
            return Point{90.0 + 770.0 * (value + 1.5) / 3.0, 70.0 + 426.0 * (3.42 - row) / 2.84};
        };
        const std::array<Point, 3> expected{at(I1, 1), at(I2, 2), at(I3, 3)};
        const std::string colour = samples.labels[i] < 0 ? "#0069a6" : "#d55e00";
        const auto found = std::ranges::count_if(svg.strokes, [&](const auto& stroke) {
            return stroke.points.size() == 3 && stroke.colour == colour && close(stroke.points[0], expected[0], 0.02)
                   && close(stroke.points[1], expected[1], 0.02) && close(stroke.points[2], expected[2], 0.02);
        });
        BOOST_TEST(found == 1, "sample " << i + 1);
    }
    std::vector<std::string> labels{"I1", "I2", "I3", "sample", "label Y"};
    for (int index = 1; index <= 12; ++index) {
        labels.push_back(std::to_string(index));
    }
    check_once("19_training_data", labels);
}

BOOST_AUTO_TEST_CASE(every_sample_has_its_reconstruction_beside_it)
{
    for (const auto& [name, first] :
         std::vector<std::pair<std::string, int>>{{"22_training_reconstruction", 1}, {"23_test_reconstruction", 13}}) {
        const Svg svg = svg_of(name);
        for (const std::string colour : {"#0069a6", "#d55e00"}) {
            const auto lines = std::ranges::count_if(
                svg.strokes, [&](const auto& stroke) { return stroke.points.size() == 3 && stroke.colour == colour; });
            BOOST_TEST(lines == 12, name << " " << colour);
        }
        for (int index = first; index < first + 12; ++index) {
            const auto headings = std::ranges::count_if(svg.texts, [&](const figures::SvgText& text) {
                return text.words.starts_with(std::to_string(index) + "   MSE 0.0");
            });
            BOOST_TEST(headings == 1, name << " " << index);
        }
    }
    check_once("22_training_reconstruction", {"1   MSE 0.0032", "3   MSE 0.0230", "12   MSE 0.0116"});
}

BOOST_AUTO_TEST_CASE(charts_name_what_they_found)
{
    check_once("20_loss", {"starts at 0.6569", "falls fastest at epoch 5401", "ends at 0.0084", "Epoch", "1.0", "0.0"});
    check_once("21_latent", {"M6 = −1.62 Y + 0.47", "r² = 0.943", "0.8", "1", "2", "3", "4", "5", "6", "7", "8", "9",
                             "10", "11", "12"});
    check_once("24_train_test_loss", {"test 0.0170", "training 0.0084"});
    check_once("18_update", {"start 0.6569", "step taken: 0.6012", "predicted: 0.5976"});
    check_once("02_initialization", {"I → L, bound ±1.0954", "L → M, bound ±1.4142", "λ1,4", "0.6084", "−1.019"});
    check_once("17_gradient", {"Encoder, into L4 and L5", "b9", "−0.5699", "λ7,11", "0.04258"});
    check_once("05_step_size", {"forward difference", "central difference", "complex step", "slope 1", "slope 2"});
}

// The three pictures of README.md are those that the build draws.
BOOST_DATA_TEST_CASE(pictures_in_the_readme_are_current,
                     data::make(std::vector<std::string>{"20_loss", "11_output_M6", "21_latent"}))
{
    BOOST_TEST((reference::content_of("docs/images/" + sample + ".svg") == pictures().at(sample)),
               "make figures, then copy build/figures/" << sample << ".svg to docs/images/");
}
