// Training: the whole course against NumPy's, and how it ends.
#include "data/random_stream.hpp"
#include "data/regression.hpp"
#include "data/samples.hpp"
#include "network/initialization.hpp"
#include "network/training.hpp"
#include "tests/support/reference.hpp"
#include "tests/support/refusal.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <span>

using namespace autoencoder;

namespace {

// An error of 1e-16 in one epoch grows about 700 times along 10,000 of them: 1e-13, with room for another `exp`.
constexpr double loss_tolerance = 1e-12;
// A loss is flat where it is small: its parameters and outputs are known less well than it is itself.
constexpr double value_tolerance = 1e-10;

/// An option that a reference folder was computed with; the document's own value where the folder names none.
double option(const std::string& folder, const std::string& name, double documents)
{
    const std::vector<std::string> words = reference::options(folder);
    const auto found = std::ranges::find(words, name);
    return found == words.end() ? documents : std::stod(found[1]);
}

Dataset dataset(const std::string& folder, const std::string& seed, double documents)
{
    return make_dataset(static_cast<std::uint32_t>(option(folder, seed, documents)),
                        static_cast<std::size_t>(option(folder, "--samples", 12)), option(folder, "--sigma", 0.1));
}

Parameters<double> start(const std::string& folder)
{
    RandomStream stream(static_cast<std::uint32_t>(option(folder, "--seed", 13)));
    return initialize([&stream](double low, double high) { return stream.uniform(low, high); });
}

TrainingOptions training_options(const std::string& folder)
{
    TrainingOptions options;
    options.epochs = static_cast<long>(option(folder, "--epochs", 10000));
    options.learning_rate = option(folder, "--learning-rate", 0.1);
    if (const double tolerance = option(folder, "--tolerance", 0); tolerance > 0) {
        options.tolerance = tolerance;
    }
    return options;
}

/// A training as a reference folder describes it.
struct Run {
    explicit Run(const std::string& folder)
        : options(training_options(folder)),
          data(dataset(folder, "--data-seed", 14)),
          test(dataset(folder, "--test-seed", 20)),
          training(train(start(folder), data.samples, options, test.samples))
    {
    }
    TrainingOptions options;
    Dataset data;
    Dataset test;
    Training training;
};

void check_close(double value, double expected, double tolerance)
{
    BOOST_TEST(std::abs(value - expected) <= tolerance, value << " is not " << expected);
}

void check_outputs(std::span<const std::array<double, 3>> value, const std::string& folder, const std::string& name)
{
    const std::vector<std::string> nodes{"O9", "O10", "O11"};
    for (std::size_t k = 0; k < nodes.size(); ++k) {
        const std::vector<double> expected = reference::column(folder, name, nodes[k]);
        BOOST_REQUIRE(value.size() == expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            check_close(value[i][k], expected[i], value_tolerance);
        }
    }
}

Training document_training(const TrainingOptions& options)
{
    return train(reference::parameters("document", "initial_parameters"),
                 reference::samples("document", "training_samples"), options);
}

/// Trains twice: the records of the last epoch alone are those that end the records of all epochs.
void check_that_the_last_epoch_is_kept(TrainingOptions options, TrainingEnd end)
{
    const Training all = document_training(options);
    options.recording = Recording::last_epoch;
    const Training last = document_training(options);
    BOOST_CHECK(last.end == end);
    BOOST_TEST(last.loss == all.loss, boost::test_tools::per_element());
    BOOST_REQUIRE(last.M6.size() == 1u);
    BOOST_REQUIRE(last.outputs.size() == 1u);
    BOOST_CHECK(std::ranges::equal(last.M6.front(), all.M6.back()));
    BOOST_CHECK(std::ranges::equal(last.outputs.front(), all.outputs.back()));
}

} // namespace

BOOST_DATA_TEST_CASE(the_loss_of_every_epoch_agrees_with_numpy, boost::unit_test::data::make(reference::folders),
                     folder)
{
    const Run run(folder);
    const std::vector<double> expected = reference::column(folder, "loss", "loss");
    BOOST_REQUIRE(run.training.loss.size() == expected.size());
    for (std::size_t epoch = 0; epoch < expected.size(); ++epoch) {
        BOOST_TEST(reference::relative_error(run.training.loss[epoch], expected[epoch]) <= loss_tolerance,
                   "epoch " << epoch << ": " << run.training.loss[epoch] << " is not " << expected[epoch]);
    }
}

BOOST_DATA_TEST_CASE(the_test_loss_by_epoch_agrees_with_numpy, boost::unit_test::data::make(reference::folders), folder)
{
    const Run run(folder);
    const std::vector<double> epochs = reference::column(folder, "test_loss", "epoch");
    const std::vector<double> expected = reference::column(folder, "test_loss", "loss");
    BOOST_REQUIRE(run.training.test_loss.size() == run.training.loss.size());
    for (std::size_t i = 0; i < epochs.size(); ++i) {
        const double value = run.training.test_loss.at(static_cast<std::size_t>(epochs[i]));
        BOOST_TEST(reference::relative_error(value, expected[i]) <= loss_tolerance,
                   "epoch " << epochs[i] << ": " << value);
    }
}

BOOST_DATA_TEST_CASE(final_parameters_agree_with_numpy, boost::unit_test::data::make(reference::folders), folder)
{
    const Run run(folder);
    const Parameters<double> expected = reference::parameters(folder, "final_parameters");
    for (const Quantity parameter : all_parameters()) {
        check_close(run.training.parameters[parameter], expected[parameter], value_tolerance);
    }
}

BOOST_DATA_TEST_CASE(latent_values_and_their_regression_agree_with_numpy,
                     boost::unit_test::data::make(reference::folders), folder)
{
    const Run run(folder);
    const std::vector<double> expected = reference::column(folder, "latent", "M6");
    const std::span<const double> M6 = run.training.M6.back();
    BOOST_REQUIRE(M6.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        check_close(M6[i], expected[i], value_tolerance);
    }
    const Regression line = linear_regression(run.data.labels, M6);
    const double regression_tolerance = 1e-12; // sums of a few terms of size 1 to 10, and latent values good to 1e-14
    check_close(line.slope, reference::column(folder, "latent_regression", "slope").at(0), regression_tolerance);
    check_close(line.intercept, reference::column(folder, "latent_regression", "intercept").at(0),
                regression_tolerance);
    check_close(line.r_squared, reference::column(folder, "latent_regression", "r_squared").at(0),
                regression_tolerance);
}

BOOST_DATA_TEST_CASE(the_latent_values_along_the_way_agree_with_numpy, boost::unit_test::data::make(reference::folders),
                     folder)
{
    const Run run(folder);
    const std::vector<double> epochs = reference::column(folder, "latent_history", "epoch");
    BOOST_REQUIRE(run.training.M6.size() == run.training.loss.size());
    for (std::size_t sample = 0; sample < run.data.samples.size(); ++sample) {
        const auto expected = reference::column(folder, "latent_history", "M6_" + std::to_string(sample + 1));
        for (std::size_t i = 0; i < epochs.size(); ++i) {
            check_close(run.training.M6.at(static_cast<std::size_t>(epochs[i]))[sample], expected[i], value_tolerance);
        }
    }
}

BOOST_DATA_TEST_CASE(reconstructions_agree_with_numpy, boost::unit_test::data::make(reference::folders), folder)
{
    const Run run(folder);
    check_outputs(run.training.outputs.back(), folder, "training_reconstruction");
    std::vector<std::array<double, 3>> tested;
    for (const Sample<double>& sample : run.test.samples) {
        const Nodes<double> x = forward(run.training.parameters, sample);
        tested.push_back({x.O9, x.O10, x.O11});
    }
    check_outputs(tested, folder, "test_reconstruction");
}

BOOST_DATA_TEST_CASE(the_summary_agrees_with_numpy, boost::unit_test::data::make(reference::folders), folder)
{
    const Run run(folder);
    const std::vector<double> summary = reference::column(folder, "summary", "value");
    BOOST_REQUIRE(summary.size() == 3u);
    BOOST_TEST(reference::relative_error(run.training.loss.front(), summary[0]) <= loss_tolerance);
    BOOST_TEST(reference::relative_error(run.training.loss.back(), summary[1]) <= loss_tolerance);
    const double test_error = mean_loss(run.training.parameters, std::span<const Sample<double>>(run.test.samples));
    BOOST_TEST(reference::relative_error(test_error, summary[2]) <= loss_tolerance);
}

BOOST_AUTO_TEST_CASE(the_headline_numbers_of_the_document)
{
    const Run run("document");
    BOOST_TEST(reference::relative_error(run.training.loss.front(), 0.6568881290292761) <= loss_tolerance);
    BOOST_TEST(reference::relative_error(run.training.loss.back(), 0.008354495195544898) <= loss_tolerance);
    BOOST_CHECK(run.training.end == TrainingEnd::epochs_done);
}

BOOST_AUTO_TEST_CASE(training_stops_at_the_first_epoch_that_falls_by_less_than_the_tolerance)
{
    const Run run("until_convergence");
    const std::vector<double>& loss = run.training.loss;
    BOOST_CHECK(run.training.end == TrainingEnd::converged);
    BOOST_REQUIRE(loss.size() == 1123u); // NumPy's count
    const double tolerance = run.options.tolerance.value();
    for (std::size_t epoch = 1; epoch < loss.size(); ++epoch) {
        BOOST_TEST((loss[epoch - 1] - loss[epoch] >= tolerance) == (epoch + 1 < loss.size()));
    }
    // The parameters are those of the last epoch recorded: its update is not made.
    const double again = mean_loss(run.training.parameters, std::span<const Sample<double>>(run.data.samples));
    BOOST_TEST(reference::relative_error(again, loss.back()) <= loss_tolerance);
}

BOOST_AUTO_TEST_CASE(training_stops_after_the_epochs_asked_for)
{
    const std::vector<double> expected = reference::column("document", "loss", "loss");
    for (const long epochs : {1L, 2L, 50L}) {
        TrainingOptions options;
        options.epochs = epochs;
        const Training training = document_training(options);
        BOOST_CHECK(training.end == TrainingEnd::epochs_done);
        const auto count = static_cast<std::size_t>(epochs);
        BOOST_TEST(training.loss.size() == count);
        BOOST_TEST(training.M6.size() == count);
        BOOST_TEST(training.outputs.size() == count);
        BOOST_TEST(training.test_loss.empty());
        // The update of the last epoch is made: the loss at the end is that of the epoch after.
        const auto samples = reference::samples("document", "training_samples");
        const double after = mean_loss(training.parameters, std::span<const Sample<double>>(samples));
        BOOST_TEST(reference::relative_error(after, expected[count]) <= loss_tolerance);
    }
}

BOOST_AUTO_TEST_CASE(a_training_that_diverges_says_so_and_keeps_its_history)
{
    TrainingOptions options;
    options.learning_rate = 1000.0;
    const Training training = document_training(options);
    BOOST_CHECK(training.end == TrainingEnd::diverged);
    BOOST_REQUIRE(training.loss.size() > 1u);
    BOOST_TEST(training.loss.size() < 10000u);
    BOOST_TEST(training.M6.size() == training.loss.size());
    BOOST_TEST(training.outputs.size() == training.loss.size());
    for (const double loss : training.loss) {
        BOOST_TEST(std::isfinite(loss));
    }
    BOOST_TEST(reference::relative_error(training.loss.front(), 0.6568881290292761) <= loss_tolerance);
    BOOST_TEST(training.loss.back() > 1e100);
}

// At every number of epochs up to the one that notices, the last step included: the end tells it, and what is left is
// the state of the last epoch that is recorded.
BOOST_AUTO_TEST_CASE(a_step_after_the_last_epoch_that_diverges_is_a_divergence)
{
    TrainingOptions options;
    options.learning_rate = 1000.0;
    const long all = static_cast<long>(document_training(options).loss.size());
    const auto samples = reference::samples("document", "training_samples");
    for (const Recording recording : {Recording::every_epoch, Recording::last_epoch}) {
        options.recording = recording;
        for (options.epochs = 1; options.epochs <= all + 1; ++options.epochs) {
            const Training training = document_training(options);
            const bool diverged = options.epochs >= all;
            BOOST_CHECK((training.end == TrainingEnd::diverged) == diverged);
            BOOST_TEST(training.loss.size() == static_cast<std::size_t>(std::min(options.epochs, all)));
            const double after = mean_loss(training.parameters, std::span<const Sample<double>>(samples));
            BOOST_TEST(std::isfinite(after));
            BOOST_TEST((after == training.loss.back()) == diverged);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_test_loss_that_is_not_finite_is_a_divergence)
{
    const std::vector<Sample<double>> batch(1);
    const std::vector<Sample<double>> test{{1e200, 0.0, 0.0}}; // its square is beyond the largest double
    const Training training = train({}, batch, {}, test);
    BOOST_CHECK(training.end == TrainingEnd::diverged);
    BOOST_TEST(training.loss.empty());
}

BOOST_AUTO_TEST_CASE(training_may_keep_the_last_epoch_only)
{
    TrainingOptions options;
    options.epochs = 20;
    check_that_the_last_epoch_is_kept(options, TrainingEnd::epochs_done);
}

BOOST_AUTO_TEST_CASE(a_training_that_diverges_may_keep_the_last_epoch_that_counts)
{
    TrainingOptions options;
    options.learning_rate = 1000.0;
    check_that_the_last_epoch_is_kept(options, TrainingEnd::diverged);
}

BOOST_AUTO_TEST_CASE(a_training_that_diverges_at_once_keeps_nothing)
{
    Parameters<double> start;
    start.b_9 = 1e200; // its square is beyond the largest double
    TrainingOptions options;
    options.recording = Recording::last_epoch;
    const std::vector<Sample<double>> samples(1);
    const Training training = train(start, samples, options);
    BOOST_CHECK(training.end == TrainingEnd::diverged);
    BOOST_TEST(training.loss.empty());
    BOOST_TEST(training.M6.empty());
    BOOST_TEST(training.outputs.empty());
}

BOOST_AUTO_TEST_CASE(a_fall_by_just_the_tolerance_goes_on)
{
    TrainingOptions options;
    options.epochs = 5;
    const std::vector<double> loss = document_training(options).loss;
    options.tolerance = loss[1] - loss[2]; // and the falls become smaller
    BOOST_REQUIRE(loss[2] - loss[3] < *options.tolerance);
    const Training training = document_training(options);
    BOOST_CHECK(training.end == TrainingEnd::converged);
    BOOST_TEST(training.loss.size() == 4U);
}

BOOST_AUTO_TEST_CASE(the_other_loss_takes_the_same_way_with_two_thirds_of_the_learning_rate)
{
    TrainingOptions options;
    options.epochs = 200;
    const Training mean = document_training(options);
    options.loss_function = LossFunction::half_sum_of_squares;
    options.learning_rate = 0.1 * 2.0 / 3.0;
    const Training half = document_training(options);
    for (std::size_t epoch = 0; epoch < 200; ++epoch) {
        BOOST_TEST(reference::relative_error(half.loss[epoch], 1.5 * mean.loss[epoch]) <= loss_tolerance);
    }
}

BOOST_AUTO_TEST_CASE(a_training_that_makes_no_sense_is_refused)
{
    const std::vector<Sample<double>> samples(1);
    const auto refused = [&](const TrainingOptions& options, std::span<const Sample<double>> batch) {
        BOOST_CHECK_THROW(train({}, batch, options), std::invalid_argument);
    };
    refused({}, {});
    TrainingOptions options;
    for (const long epochs : {0L, -1L}) {
        options = {};
        options.epochs = epochs;
        refused(options, samples);
    }
    for (const double number : {0.0, -0.1, std::nan(""), HUGE_VAL}) {
        options = {};
        options.learning_rate = number;
        refused(options, samples);
        options = {};
        options.tolerance = number;
        refused(options, samples);
    }
}

BOOST_AUTO_TEST_CASE(the_fastest_fall_is_found_after_the_epochs_left_out)
{
    const std::vector<double> loss{9.0, 4.0, 3.0, 1.0, 0.5};
    BOOST_TEST(fastest_fall(loss) == 1U);
    BOOST_TEST(fastest_fall(loss, 1) == 3U);
    BOOST_TEST(fastest_fall(loss, 4) == 4U); // nothing follows
    const std::vector<double> rising{1.0, 3.0, 4.0};
    BOOST_TEST(fastest_fall(rising) == 2U);                                     // the smallest rise
    BOOST_TEST(fastest_fall(std::vector<double>{9.0, 2.0, 3.0, 5.0}, 1) == 2U); // also after the epochs left out
    const std::vector<double> fell_before{9.0, 1.0, 0.5, 0.3}; // the fall to epoch 1 itself is left out
    BOOST_TEST(fastest_fall(fell_before, 1) == 2U);
    BOOST_TEST(fastest_fall(std::vector<double>{3.0, 2.0, 1.0}) == 1U); // the first of equal ones
    BOOST_TEST(fastest_fall(std::vector<double>{3.0, 2.0, 1.0 - 1e-9}) == 2U);
}

BOOST_AUTO_TEST_CASE(a_record_takes_whole_epochs_and_gives_those_it_has)
{
    History<double> history(2);
    BOOST_TEST(refusal<std::out_of_range>([&] { history.front(); }) == "epoch 0 of 0");
    BOOST_TEST(refusal([&] { history.push_back(std::vector{1.0}); }) == "an epoch of 2 samples has 1 entries");
    BOOST_TEST(refusal([&] {
                   history.push_back(std::vector{1.0, 2.0, 3.0});
               })
               == "an epoch of 2 samples has 3 entries");
    BOOST_TEST(history.empty());
    history.push_back(std::vector{1.0, 2.0});
    history.push_back(std::vector{3.0, 4.0});
    BOOST_TEST(history.size() == 2U);
    BOOST_TEST(history.at(1)[0] == 3.0);
    BOOST_TEST(history.back()[1] == 4.0);
    BOOST_TEST(refusal<std::out_of_range>([&] { history.at(2); }) == "epoch 2 of 2");
}
