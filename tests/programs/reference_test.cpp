// The numbers that the chapters write, through their command lines, against NumPy's.
#include "tests/support/program.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace autoencoder;
using programs::Result;
namespace data = boost::unit_test::data;

namespace {

// As in tests/network/training_test.cpp: errors of 1e-16 grow about 700 times along 10,000 epochs.
constexpr double exact = 0.0;
constexpr double loss_tolerance = 1e-12;
constexpr double value_tolerance = 1e-10;

/// A table that a chapter writes, and the reference table that it should equal in these columns.
struct Written {
    std::string chapter;
    std::string table;
    std::vector<std::string> columns;
    std::string reference;
    double tolerance;
};

std::ostream& operator<<(std::ostream& out, const Written& written)
{
    return out << written.table << ".csv";
}

const std::vector<Written> tables{
    {"02_initialization", "02_parameters", {"value"}, "initial_parameters", exact},
    {"20_training", "20_loss", {"epoch", "loss"}, "loss", loss_tolerance},
    {"20_training", "20_parameters", {"value"}, "final_parameters", value_tolerance},
};

/// The options of a reference configuration that a chapter has, with their values.
std::vector<std::string> options_for(const std::string& chapter, const std::string& folder)
{
    const std::vector<std::string> has = programs::options_of(chapter);
    const std::vector<std::string> words = reference::options(folder);
    std::vector<std::string> result;
    for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
        if (std::ranges::find(has, words[i]) != has.end()) {
            result.push_back(words[i]);
            result.push_back(words[i + 1]);
        }
    }
    return result;
}

std::string first_column(const std::string& text)
{
    std::istringstream lines(text);
    std::string result;
    for (std::string line; std::getline(lines, line);) {
        result += line.substr(0, line.find(',')) + "\n";
    }
    return result;
}

} // namespace

BOOST_DATA_TEST_CASE(tables_agree_with_numpy_for_every_configuration,
                     data::make(tables) * data::make(reference::folders), written, folder)
{
    const TemporaryDirectory here;
    std::vector<std::string> arguments = options_for(written.chapter, folder);
    arguments.insert(arguments.end(), {"--figures", "none", "--output", "o"});
    const Result result = programs::run(written.chapter, arguments, here.path());
    BOOST_TEST(result.exit_code == 0);
    BOOST_TEST(result.err == "");
    const std::string text = reference::content_of(here.path() / "o" / (written.table + ".csv"));
    const std::string expected_text = reference::table(folder, written.reference);
    BOOST_TEST(first_column(text) == first_column(expected_text));
    for (const std::string& column : written.columns) {
        const std::vector<double> values = csv_column(text, column);
        const std::vector<double> expected = csv_column(expected_text, column);
        BOOST_REQUIRE(values.size() == expected.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double error = written.tolerance == loss_tolerance ? reference::relative_error(values[i], expected[i])
                                                                     : std::abs(values[i] - expected[i]);
            BOOST_TEST(error <= written.tolerance,
                       column << ", row " << i + 1 << ": " << values[i] << " is not " << expected[i]);
        }
    }
}
