// NumPy's legacy random numbers, bit for bit. Expected values are NumPy's own, spelled out or from tests/reference/.
#include "data/random_stream.hpp"
#include "tests/support/reference.hpp"

#include <boost/test/unit_test.hpp>

#include <sstream>

using namespace autoencoder;

BOOST_AUTO_TEST_CASE(uniform_numbers_of_seed_13)
{
    // np.random.seed(13); [np.random.uniform(-2, 2) for _ in range(3)]
    RandomStream stream(13);
    BOOST_TEST(stream.uniform(-2.0, 2.0) == 1.1108096422952807);
    BOOST_TEST(stream.uniform(-2.0, 2.0) == -1.0498351198603508);
    BOOST_TEST(stream.uniform(-2.0, 2.0) == 1.297114130645474);
}

BOOST_AUTO_TEST_CASE(normal_numbers_of_seed_13)
{
    // np.random.seed(13); [np.random.normal(0, 1) for _ in range(3)]
    RandomStream stream(13);
    BOOST_TEST(stream.normal(0.0, 1.0) == -0.712390662050588);
    BOOST_TEST(stream.normal(0.0, 1.0) == 0.753766378659703);
    BOOST_TEST(stream.normal(0.0, 1.0) == -0.044503078338053455);
}

BOOST_AUTO_TEST_CASE(a_kept_normal_number_survives_a_uniform_one_and_is_scaled_when_it_is_used)
{
    RandomStream pairs(7);
    const double first = pairs.normal(0.0, 1.0);
    const double second = pairs.normal(0.0, 1.0);
    const double after = pairs.uniform(0.0, 1.0);
    RandomStream interrupted(7);
    BOOST_TEST(interrupted.normal(0.0, 1.0) == first);
    BOOST_TEST(interrupted.uniform(0.0, 1.0) == after); // the pair has used up the same words
    BOOST_TEST(interrupted.normal(0.0, 1.0) == second);
    RandomStream scaled(7);
    scaled.normal(0.0, 1.0);
    BOOST_TEST(scaled.normal(10.0, 4.0) == 10.0 + 4.0 * second);
}

BOOST_AUTO_TEST_CASE(a_new_stream_has_no_kept_number)
{
    RandomStream stream(7);
    const double first = stream.normal(0.0, 1.0);
    stream = RandomStream(7);
    BOOST_TEST(stream.normal(0.0, 1.0) == first);
}

BOOST_AUTO_TEST_CASE(a_mix_of_calls_agrees_with_numpy_for_several_seeds)
{
    const std::string table = reference::table("document", "random_stream");
    const std::vector<double> seeds = csv_column(table, "seed");
    const std::vector<double> values = csv_column(table, "value");
    BOOST_REQUIRE(values.size() == 56u); // four seeds with 14 calls each
    std::istringstream lines(table);
    std::string line;
    std::getline(lines, line);
    RandomStream stream(0);
    double seed = -1.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (seeds[i] != seed) {
            seed = seeds[i];
            stream = RandomStream(static_cast<std::uint32_t>(seed));
        }
        std::getline(lines, line);
        const bool uniform = line.find("uniform") != std::string::npos;
        const double value = uniform ? stream.uniform(-2.0, 3.0) : stream.normal(0.5, 2.0);
        BOOST_TEST(value == values[i], "call " << i << " gives " << value << ", NumPy " << values[i]);
    }
}

BOOST_AUTO_TEST_CASE(bounds_and_spread_are_kept)
{
    RandomStream stream(1);
    for (int i = 0; i < 1000; ++i) {
        const double value = stream.uniform(3.0, 5.0);
        BOOST_TEST((value >= 3.0 && value < 5.0));
    }
    BOOST_TEST(stream.normal(2.5, 0.0) == 2.5);
}
