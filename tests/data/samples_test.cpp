// The synthetic samples: bit for bit as NumPy draws them.
#include "data/samples.hpp"
#include "tests/support/reference.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>

using namespace autoencoder;

namespace {

struct Configuration {
    std::string folder;
    std::uint32_t data_seed;
    std::uint32_t test_seed;
    std::size_t count;
    double sigma;
};

// As in the options.txt of each folder.
const std::vector<Configuration> configurations{{"document", 14, 20, 12, 0.1},
                                                {"thirty_samples", 2, 3, 30, 0.3},
                                                {"seven_samples", 0, 99, 7, 0.0},
                                                {"until_convergence", 8, 9, 12, 0.2}};

void check_bit_for_bit(const Dataset& data, const std::string& folder, const std::string& name)
{
    const auto samples = reference::samples(folder, name);
    const auto labels = reference::column(folder, name, "label");
    const auto slopes = reference::column(folder, name, "slope");
    BOOST_REQUIRE(data.samples.size() == samples.size());
    BOOST_REQUIRE(data.labels.size() == samples.size());
    BOOST_REQUIRE(data.slopes.size() == samples.size());
    for (std::size_t i = 0; i < samples.size(); ++i) {
        BOOST_TEST(data.samples[i].I1 == samples[i].I1);
        BOOST_TEST(data.samples[i].I2 == samples[i].I2);
        BOOST_TEST(data.samples[i].I3 == samples[i].I3);
        BOOST_TEST(data.labels[i] == labels[i]);
        BOOST_TEST(data.slopes[i] == slopes[i]);
    }
}

} // namespace

BOOST_AUTO_TEST_CASE(training_and_test_samples_equal_numpy_bit_for_bit)
{
    for (const Configuration& c : configurations) {
        BOOST_TEST_CONTEXT(c.folder)
        {
            check_bit_for_bit(make_dataset(c.data_seed, c.count, c.sigma), c.folder, "training_samples");
            check_bit_for_bit(make_dataset(c.test_seed, c.count, c.sigma), c.folder, "test_samples");
        }
    }
}

BOOST_AUTO_TEST_CASE(the_first_sample_of_the_document)
{
    const Dataset data = make_dataset(14);
    BOOST_REQUIRE(data.samples.size() == 12u);
    BOOST_TEST(data.samples[0].I1 == -0.00944856267732682);
    BOOST_TEST(data.samples[0].I2 == 0.0341613769249423);
    BOOST_TEST(data.samples[0].I3 == 0.05747516609402332);
    BOOST_TEST(data.labels[0] == 0.016521406389616265);
    BOOST_TEST(data.slopes[0] == 0.05577337509076097);
}

BOOST_AUTO_TEST_CASE(a_label_is_the_weighted_mean_with_weights_1_2_and_3_over_14)
{
    BOOST_TEST(label_of({1.0, 2.0, 3.0}) == 1.0);  // 1 + 4 + 9
    BOOST_TEST(label_of({14.0, 0.0, 0.0}) == 1.0); // 14 / 14
    BOOST_TEST(label_of({0.0, 14.0, 0.0}) == 2.0);
    BOOST_TEST(label_of({0.0, 0.0, -14.0}) == -3.0);
    BOOST_TEST(label_of({-7.0, 0.0, 7.0}) == 1.0); // a line of slope 7: the label is a seventh of it
}

BOOST_AUTO_TEST_CASE(without_noise_a_sample_is_a_line_through_the_middle)
{
    const Dataset data = make_dataset(5, 100, 0.0);
    for (std::size_t i = 0; i < data.samples.size(); ++i) {
        BOOST_TEST(data.samples[i].I1 == -data.slopes[i]);
        BOOST_TEST(data.samples[i].I2 == 0.0);
        BOOST_TEST(data.samples[i].I3 == data.slopes[i]);
        BOOST_TEST((data.slopes[i] >= -2.0 && data.slopes[i] < 2.0));
    }
}

BOOST_AUTO_TEST_CASE(a_longer_dataset_begins_with_the_shorter_one)
{
    const Dataset few = make_dataset(14, 3);
    const Dataset many = make_dataset(14, 12);
    BOOST_TEST(few.samples.size() == 3u);
    BOOST_TEST(few.samples[2].I3 == many.samples[2].I3);
}

BOOST_AUTO_TEST_CASE(a_dataset_that_makes_no_sense_is_refused)
{
    BOOST_CHECK_THROW(make_dataset(14, 0), std::invalid_argument);
    for (const double sigma : {-0.1, std::nan(""), std::numeric_limits<double>::infinity()}) {
        BOOST_CHECK_THROW(make_dataset(14, 12, sigma), std::invalid_argument);
    }
}
