// The fast training against the readable one: never how long it takes, always what it gives.
#include "data/random_stream.hpp"
#include "data/samples.hpp"
#include "lanes/kernels.hpp"
#include "lanes/training.hpp"
#include "network/initialization.hpp"
#include "tests/support/reference.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <ostream>

using namespace autoencoder;
using lanes::InstructionSet;

namespace autoencoder::lanes {

std::ostream& operator<<(std::ostream& out, InstructionSet set)
{
    return out << name_of(set);
}

} // namespace autoencoder::lanes

namespace {

// One epoch differs in the order of its sums and in `exp`, a few 1e-16; 10,000 epochs let that grow up to about 700
// times. The bound is the one that the scalar training keeps against NumPy.
constexpr double tolerance = 1e-12;

const std::vector<InstructionSet> sets = lanes::available();

Parameters<double> start_of(std::uint32_t seed)
{
    RandomStream stream(seed);
    return initialize([&stream](double low, double high) { return stream.uniform(low, high); });
}

/// Values of size 1 and below: relative to the larger of the value and 1.
bool close(double a, double b)
{
    return std::abs(a - b) <= tolerance * std::max(1.0, std::abs(b)) * 10;
}

} // namespace

namespace {

const lanes::Kernels& kernels_of(InstructionSet set)
{
    return set == InstructionSet::avx512 ? lanes::avx512_kernels
           : set == InstructionSet::avx2 ? lanes::avx2_kernels
                                         : lanes::any_kernels;
}

/// eˣ in every lane; all lanes must agree.
double exponential(double x, InstructionSet set)
{
    const lanes::Kernels& kernels = kernels_of(set);
    const std::vector<double> many(kernels.networks_at_once, x);
    std::vector<double> result(many.size());
    kernels.exponential(many.data(), result.data());
    for (const double value : result) {
        BOOST_REQUIRE((value == result.front() || std::isnan(x)));
    }
    return result.front();
}

} // namespace

BOOST_DATA_TEST_CASE(the_exponential_has_a_relative_error_below_7e_16, boost::unit_test::data::make(sets), set)
{
    std::size_t wrong = 0;
    for (int i = -70000; i <= 70000; ++i) {
        const double x = i * 0.0101;
        if (std::abs(x) > 707.9) {
            continue;
        }
        const long double exact = std::exp(static_cast<long double>(x)); // 64 bits of mantissa
        const long double error = std::abs(static_cast<long double>(exponential(x, set)) - exact);
        // 2.1e-16 is the polynomial's, the rest rounding: about four operations on numbers near the result.
        wrong += error <= 7e-16L * exact ? 0 : 1;
    }
    BOOST_TEST(wrong == 0u);
    BOOST_TEST(exponential(0.0, set) == 1.0);
}

BOOST_DATA_TEST_CASE(the_exponential_at_its_ends, boost::unit_test::data::make(sets), set)
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    for (const double large : {709.0, 1e6, infinity}) {
        BOOST_TEST(exponential(large, set) == exponential(708.0, set));
        BOOST_TEST(exponential(-large, set) == exponential(-708.0, set));
    }
    BOOST_TEST(exponential(708.0, set) > 3e307);
    BOOST_TEST(exponential(-708.0, set) < 4e-308);
    BOOST_TEST(std::isnan(exponential(std::nan(""), set)));
}

namespace {

struct Result {
    Parameters<double> parameters;
    std::vector<double> loss;
    bool operator==(const Result& other) const
    {
        return loss == other.loss && std::ranges::all_of(all_parameters(), [&](Quantity q) {
                   return parameters[q] == other.parameters[q];
               });
    }
};

std::vector<Result> train_all(std::uint32_t first, std::size_t count, const lanes::ManyOptions& options)
{
    std::vector<Parameters<double>> starts;
    for (std::size_t i = 0; i < count; ++i) {
        starts.push_back(start_of(first + static_cast<std::uint32_t>(i)));
    }
    std::vector<Result> results(count);
    std::atomic<std::size_t> calls = 0;
    const std::size_t done =
        lanes::train_many(starts, make_dataset(14).samples, options,
                          [&](std::size_t i, const Parameters<double>& parameters, std::span<const double> loss) {
                              results[i] = {parameters, {loss.begin(), loss.end()}};
                              ++calls;
                          });
    BOOST_TEST(done == count);
    BOOST_TEST(calls == count);
    return results;
}

} // namespace

BOOST_DATA_TEST_CASE(networks_in_lanes_agree_with_the_readable_training, boost::unit_test::data::make(sets), set)
{
    lanes::ManyOptions options;
    options.set = set;
    const std::vector<Result> results = train_all(0, 19, options); // no whole number of registers
    const auto batch = make_dataset(14).samples;
    TrainingOptions plain;
    plain.recording = Recording::last_epoch;
    for (const std::size_t seed : {std::size_t{0}, std::size_t{13}, std::size_t{18}}) {
        const Training expected = train(start_of(static_cast<std::uint32_t>(seed)), batch, plain);
        const Result& result = results[seed];
        BOOST_REQUIRE(result.loss.size() == expected.loss.size());
        std::size_t wrong = 0;
        for (std::size_t e = 0; e < expected.loss.size(); ++e) {
            wrong += reference::relative_error(result.loss[e], expected.loss[e]) <= tolerance ? 0 : 1;
        }
        for (const Quantity parameter : all_parameters()) {
            wrong += close(result.parameters[parameter], expected.parameters[parameter]) ? 0 : 1;
        }
        BOOST_TEST(wrong == 0u, "seed " << seed << ": " << wrong << " numbers differ");
    }
}

// Samples are taken four at a time, and what is left over one by one: every number of them, and both losses.
BOOST_DATA_TEST_CASE(networks_in_lanes_agree_at_every_number_of_samples_and_both_losses,
                     boost::unit_test::data::make(sets)
                         * boost::unit_test::data::xrange(std::size_t{1}, std::size_t{14}),
                     set, count)
{
    const auto batch = make_dataset(3, count, 0.3).samples;
    const std::vector starts{start_of(2), start_of(13), start_of(14)};
    for (const LossFunction function : {LossFunction::mean_of_squares, LossFunction::half_sum_of_squares}) {
        TrainingOptions plain;
        plain.epochs = 60;
        plain.loss_function = function;
        lanes::ManyOptions options;
        options.epochs = plain.epochs;
        options.loss_function = function;
        options.set = set;
        std::size_t wrong = 0;
        const std::size_t done =
            lanes::train_many(starts, batch, options,
                              [&](std::size_t i, const Parameters<double>& parameters, std::span<const double> loss) {
                                  const Training expected = train(starts[i], batch, plain);
                                  for (std::size_t e = 0; e < expected.loss.size(); ++e) {
                                      wrong += close(loss[e], expected.loss[e]) ? 0 : 1;
                                  }
                                  for (const Quantity parameter : all_parameters()) {
                                      wrong += close(parameters[parameter], expected.parameters[parameter]) ? 0 : 1;
                                  }
                              });
        BOOST_TEST(done == starts.size());
        BOOST_TEST(wrong == 0U);
    }
}

BOOST_AUTO_TEST_CASE(neighbours_threads_and_instruction_sets_change_no_bit_of_a_training)
{
    lanes::ManyOptions options;
    options.epochs = 700;
    options.threads = 1;
    const std::vector<Result> all = train_all(5, 40, options);
    for (const InstructionSet set : sets) {
        options.set = set;
        options.threads = 3;
        BOOST_CHECK(train_all(5, 40, options) == all);
        const std::vector<Result> part = train_all(12, 9, options);
        BOOST_CHECK(std::ranges::equal(part, std::span(all).subspan(7, 9)));
    }
}

// Thirteen samples leave one over; the rate is small, so that the longest steps do not magnify the last digit.
BOOST_AUTO_TEST_CASE(a_training_with_a_mistake_is_that_of_its_wrong_gradient)
{
    const std::vector<Sample<double>> batch = make_dataset(14, 13, 0.1).samples;
    lanes::ManyOptions options;
    options.epochs = 60;
    options.learning_rate = 0.02;
    const std::vector<Parameters<double>> starts{start_of(13), start_of(14), start_of(15)};
    options.threads = 1; // Boost.Test counts in one thread
    for (const InstructionSet set : sets) {
        options.set = set;
        for (const auto& [mistake, name] : wrong_gradients) {
            options.mistake = mistake;
            lanes::train_many(
                starts, batch, options,
                [&, wrong = mistake](std::size_t i, const Parameters<double>&, std::span<const double> loss) {
                    Parameters<double> parameters = starts[i];
                    for (const double found : loss) {
                        BOOST_TEST(close(found, mean_loss<double>(parameters, batch)));
                        parameters =
                            descend(parameters, wrong_gradient(wrong, parameters, batch, options.learning_rate),
                                    options.learning_rate);
                    }
                });
        }
    }
    options.loss_function = LossFunction::half_sum_of_squares;
    BOOST_CHECK_THROW(lanes::train_many(starts, batch, options, {}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(an_instruction_set_that_this_processor_has_not_is_refused)
{
    const std::vector<Parameters<double>> starts{start_of(1)};
    const auto batch = make_dataset(14).samples;
    lanes::ManyOptions options;
    options.epochs = 1;
    constexpr auto no_processor_has_it = static_cast<InstructionSet>(3);
    for (const InstructionSet set :
         {InstructionSet::any, InstructionSet::avx2, InstructionSet::avx512, no_processor_has_it}) {
        options.set = set;
        const auto trained = [&] {
            return lanes::train_many(starts, batch, options,
                                     [](std::size_t, const Parameters<double>&, std::span<const double>) {});
        };
        if (std::ranges::find(sets, set) == sets.end()) {
            BOOST_CHECK_THROW(trained(), std::invalid_argument);
        } else {
            BOOST_TEST(trained() == 1u);
        }
    }
}

BOOST_AUTO_TEST_CASE(many_trainings_can_be_stopped_and_need_sense)
{
    const std::vector<Parameters<double>> starts(40, start_of(1));
    const auto batch = make_dataset(14).samples;
    lanes::ManyOptions options;
    options.threads = 1;
    int questions = 0;
    std::size_t told = 0;
    const auto count = [&](std::size_t, const Parameters<double>&, std::span<const double>) { ++told; };
    options.stop = [&] { return ++questions > 41; }; // 40 questions a group of 10,000 epochs
    const std::size_t done = lanes::train_many(starts, batch, options, count);
    BOOST_TEST(done == told);
    BOOST_TEST(done > 0u);
    BOOST_TEST(done < starts.size());
    options.stop = nullptr;
    BOOST_TEST(lanes::train_many({}, batch, options, count) == 0u);
    BOOST_CHECK_THROW(lanes::train_many(starts, {}, options, count), std::invalid_argument);
    options.epochs = 0;
    BOOST_CHECK_THROW(lanes::train_many(starts, batch, options, count), std::invalid_argument);
    options.epochs = 1;
    options.learning_rate = std::nan("");
    BOOST_CHECK_THROW(lanes::train_many(starts, batch, options, count), std::invalid_argument);
}
