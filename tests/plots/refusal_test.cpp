// What a figure cannot be drawn from is refused with a reason.
#include "plots/figures.hpp"

#include "plots/text.hpp"
#include "tests/support/refusal.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

using namespace autoencoder;
using namespace autoencoder::plots;

namespace {

const double infinity = std::numeric_limits<double>::infinity();
const double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// One epoch of two samples.
Training small_training()
{
    Training training;
    training.loss = {0.5};
    training.M6 = History<double>(2);
    training.M6.push_back(std::vector{0.4, 0.6});
    return training;
}

} // namespace

BOOST_AUTO_TEST_CASE(a_training_without_records_has_no_figure)
{
    const Training empty;
    const std::string reason = "the training recorded no epoch";
    BOOST_TEST(refusal([&] { loss_curve(empty); }) == reason);
    BOOST_TEST(refusal([&] { latent_history(empty); }) == reason);
    BOOST_TEST(refusal([] { loss_curve(small_training()); }) == "accepted");
    BOOST_TEST(refusal([] { latent_history(small_training()); }) == "accepted");
}

BOOST_AUTO_TEST_CASE(both_losses_need_a_test_loss_for_every_epoch)
{
    const std::string reason = "the training recorded no test loss";
    Training training = small_training();
    BOOST_TEST(refusal([&] { train_test_loss(training); }) == reason);
    training.test_loss = {0.5, 0.25};
    BOOST_TEST(refusal([&] { train_test_loss(training); }) == reason);
    training.test_loss = {0.5};
    BOOST_TEST(refusal([&] { train_test_loss(training); }) == "accepted");
}

BOOST_AUTO_TEST_CASE(labels_and_latent_values_belong_together)
{
    const Training training = small_training();
    for (const auto& labels : {std::vector{1.0}, std::vector{1.0, 2.0, 3.0}}) {
        BOOST_TEST(refusal([&] { latent_history(training, labels); }) == "there must be one label for each sample");
    }
    BOOST_TEST(refusal([&] { latent_history(training, std::vector{1.0, 2.0}); }) == "accepted");

    const std::vector<double> none;
    const std::vector<double> two{0.1, 0.2};
    const Regression line{1.0, 0.0, 1.0};
    const std::string reason = "there must be one latent value for each label";
    BOOST_TEST(refusal([&] { latent(two, std::vector{0.1}, line); }) == reason);
    BOOST_TEST(refusal([&] { latent(none, two, line); }) == reason);
    BOOST_TEST(refusal([&] { latent(none, none, line); }) == reason);
    BOOST_TEST(refusal([&] { latent(two, two, line); }) == "accepted");
}

BOOST_AUTO_TEST_CASE(samples_and_reconstructions_belong_together)
{
    const std::vector<Sample<double>> samples{{0.1, 0.2, 0.3}, {0.3, 0.2, 0.1}};
    const std::vector<std::array<double, 3>> outputs{{0.1, 0.2, 0.3}, {0.3, 0.2, 0.1}, {0.0, 0.0, 0.0}};
    const auto draw = [&](std::size_t sample_count, std::size_t output_count) {
        return refusal([&] {
            reconstruction("x", std::span(samples).first(sample_count), std::span(outputs).first(output_count), 1);
        });
    };
    const std::string reason = "there must be one reconstruction for each sample";
    BOOST_TEST(draw(2, 1) == reason);
    BOOST_TEST(draw(2, 3) == reason);
    BOOST_TEST(draw(0, 0) == reason);
    BOOST_TEST(draw(2, 2) == "accepted");
}

BOOST_AUTO_TEST_CASE(a_step_downhill_needs_a_learning_rate)
{
    const std::vector<Sample<double>> batch{{0.1, 0.2, 0.3}};
    for (const double rate : {0.0, -0.1, not_a_number, infinity}) {
        BOOST_TEST(refusal([&] { update({}, batch, rate); })
                       == "the learning rate must be a finite number greater than 0",
                   rate);
    }
    BOOST_TEST(refusal([&] { update({}, batch, 0.1); }) == "accepted");
}

BOOST_AUTO_TEST_CASE(errors_by_step_need_two_steps_and_finite_numbers)
{
    const auto draw = [](const std::vector<StepSizeRow>& rows) {
        return refusal([&] { step_size(rows, Quantity::L, Quantity::b_4); });
    };
    const StepSizeRow good{1e-3, 1e-3, 1e-6, 1e-16};
    BOOST_TEST(draw({}) == "errors at two steps or more are needed");
    BOOST_TEST(draw({good}) == "errors at two steps or more are needed");
    for (const double wrong : {-1e-3, not_a_number, infinity}) {
        for (double StepSizeRow::*const cell :
             {&StepSizeRow::h, &StepSizeRow::forward, &StepSizeRow::central, &StepSizeRow::complex_step}) {
            StepSizeRow row{1e-5, 1e-5, 1e-10, 0.0};
            row.*cell = wrong;
            BOOST_TEST(draw({good, row}) == "steps must be finite and greater than 0, errors finite and not negative",
                       wrong);
        }
    }
    BOOST_TEST(draw({good, {0.0, 1e-5, 1e-10, 0.0}})
               == "steps must be finite and greater than 0, errors finite and not negative");
    BOOST_TEST(draw({good, {1e-5, 1e-5, 1e-10, 0.0}}) == "accepted");
}

BOOST_AUTO_TEST_CASE(a_loss_of_nothing_and_one_on_its_way_to_infinity_have_their_place)
{
    Training training;
    training.loss = {1.0, 1e-30, 0.0};
    training.test_loss = {1.0, 1e200, 1.5e307};
    const Panel panel = train_test_loss(training).picture.panels.front();
    BOOST_TEST(panel.y.low > 0.0);
    BOOST_TEST(panel.y.high < 1e101);
    BOOST_TEST(panel.y.ticks.size() < 25U);
    for (const Curve& curve : panel.curves) {
        for (const Point& point : curve.points) {
            BOOST_TEST((point.y >= panel.y.low && point.y <= panel.y.high));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_study_in_which_no_seed_escapes_says_so_in_its_figure)
{
    study::SeedRow row;
    row.escape_epoch = -1;
    row.agreement = 0.5;
    const Figure figure = escape(std::vector{row, row}, 13);
    BOOST_TEST(figure.picture.panels.empty());
    const auto* const words = std::get_if<Label>(&figure.picture.scene.back());
    BOOST_REQUIRE(words != nullptr);
    BOOST_TEST(plain(words->text) == "None of 2 seeds has left the plateau.");
}

BOOST_AUTO_TEST_CASE(a_study_needs_seeds_and_all_their_losses)
{
    const std::vector<SeedRow> none;
    const std::string no_seed = "a study needs at least one seed";
    BOOST_TEST(refusal([&] { final_losses(none, 0.01, 13); }) == no_seed);
    BOOST_TEST(refusal([&] { plateau(none, {0, 10}, 13); }) == no_seed);
    BOOST_TEST(refusal([&] { escape(none, 13); }) == no_seed);
    BOOST_TEST(refusal([] { tape({}); }) == "a tape without lines cannot be drawn");

    const std::string no_loss = "every seed needs a loss for every epoch shown";
    const std::vector<SeedRow> rows{{1, 0.02, 5, 0.5, 1.0, 0.9, {0.5, 0.02}}, {2, 0.03, 7, 0.4, 1.0, 0.9, {0.5, 0.03}}};
    BOOST_TEST(refusal([&] { plateau(rows, {}, 13); }) == no_loss);
    BOOST_TEST(refusal([&] { plateau(rows, {0}, 13); }) == no_loss);
    std::vector<SeedRow> short_row = rows;
    short_row[1].loss.pop_back();
    BOOST_TEST(refusal([&] { plateau(short_row, {0, 10}, 13); }) == no_loss);
    BOOST_TEST(refusal([&] { plateau(rows, {0, 10}, 13); }) == "accepted");
}

BOOST_AUTO_TEST_CASE(what_stands_above_a_bar_is_one_line)
{
    BOOST_TEST(refusal([] { fraction(Text("a") + fraction("b", "c"), "d"); }) == "not one line: ab/c");
    BOOST_TEST(refusal([] { fraction(Text(), "c"); }) == "not one line: ");
    BOOST_TEST(refusal([] { stacked("a", fraction("b", "c")); }) == "not one line: b/c");
    BOOST_TEST(refusal([] { fraction("a", "b"); }) == "accepted");
}

BOOST_AUTO_TEST_CASE(what_gnuplot_would_read_as_markup_is_refused)
{
    for (const std::string mark : {"{", "}", "^", "_", "@", "&", "~", "\\", "\""}) {
        Figure figure = network();
        figure.picture.scene.push_back(Label{{10, 10}, "a" + mark + "b", Align::left, Colour::ink, small_size});
        BOOST_TEST(refusal([&] { render(figure, Format::svg); })
                   == "gnuplot would read markup in the label 'a" + mark + "b'");
    }
}
