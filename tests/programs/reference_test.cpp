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

/// A column of a table that a chapter writes, and the column of a reference table that it should equal.
struct Written {
    std::string chapter;
    std::string table;
    std::string column;
    std::string reference;
    std::string reference_column;
    double tolerance;
    bool thinned = false; ///< the reference has only some of the rows
};

std::ostream& operator<<(std::ostream& out, const Written& written)
{
    return out << written.table << ".csv, " << written.column;
}

const std::vector<Written> tables{
    {"02_initialization", "02_parameters", "value", "initial_parameters", "value", exact},
    {"19_dataset", "19_training_data", "I1", "training_samples", "I1", exact},
    {"19_dataset", "19_training_data", "I2", "training_samples", "I2", exact},
    {"19_dataset", "19_training_data", "I3", "training_samples", "I3", exact},
    {"19_dataset", "19_training_data", "label", "training_samples", "label", exact},
    {"19_dataset", "19_training_data", "slope", "training_samples", "slope", exact},
    {"20_training", "20_loss", "loss", "loss", "loss", loss_tolerance},
    {"20_training", "20_parameters", "value", "final_parameters", "value", value_tolerance},
    {"20_training", "20_latent_history", "M6_1", "latent_history", "M6_1", value_tolerance, true},
    {"20_training", "20_latent_history", "M6_7", "latent_history", "M6_7", value_tolerance, true},
    {"21_latent_space", "21_latent", "label", "latent", "label", exact},
    {"21_latent_space", "21_latent", "M6", "latent", "M6", value_tolerance},
    {"22_training_reconstruction", "22_training_reconstruction", "O9", "training_reconstruction", "O9",
     value_tolerance},
    {"22_training_reconstruction", "22_training_reconstruction", "O10", "training_reconstruction", "O10",
     value_tolerance},
    {"22_training_reconstruction", "22_training_reconstruction", "O11", "training_reconstruction", "O11",
     value_tolerance},
    {"23_generalization", "23_test_data", "I1", "test_samples", "I1", exact},
    {"23_generalization", "23_test_data", "I2", "test_samples", "I2", exact},
    {"23_generalization", "23_test_data", "I3", "test_samples", "I3", exact},
    {"23_generalization", "23_test_data", "label", "test_samples", "label", exact},
    {"23_generalization", "23_test_data", "slope", "test_samples", "slope", exact},
    {"23_generalization", "23_test_reconstruction", "O9", "test_reconstruction", "O9", value_tolerance},
    {"23_generalization", "23_test_reconstruction", "O10", "test_reconstruction", "O10", value_tolerance},
    {"23_generalization", "23_test_reconstruction", "O11", "test_reconstruction", "O11", value_tolerance},
    {"24_overfitting", "24_train_test_loss", "training_loss", "loss", "loss", loss_tolerance},
    {"24_overfitting", "24_train_test_loss", "test_loss", "test_loss", "loss", loss_tolerance, true},
};

// The header lines are a contract with whoever reads the files.
const std::map<std::string, std::string> headers{
    {"02_parameters", "parameter,value"},
    {"19_training_data", "index,I1,I2,I3,label,slope"},
    {"20_loss", "epoch,loss"},
    {"20_parameters", "parameter,value"},
    {"21_latent", "index,label,M6"},
    {"22_training_reconstruction", "index,O9,O10,O11"},
    {"23_test_data", "index,I1,I2,I3,label,slope"},
    {"23_test_reconstruction", "index,O9,O10,O11"},
    {"24_train_test_loss", "epoch,training_loss,test_loss"},
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

/// What identifies each row: the first cell of its line, without the header.
std::vector<std::string> row_names(const std::string& text)
{
    std::istringstream lines(text);
    std::string line;
    std::getline(lines, line);
    std::vector<std::string> result;
    while (std::getline(lines, line)) {
        result.push_back(line.substr(0, line.find(',')));
    }
    return result;
}

/// A column by the names of its rows.
std::map<std::string, double> by_name(const std::string& text, const std::string& column)
{
    const std::vector<std::string> names = row_names(text);
    const std::vector<double> values = csv_column(text, column);
    std::map<std::string, double> result;
    for (std::size_t i = 0; i < values.size(); ++i) {
        result[names.at(i)] = values[i];
    }
    return result;
}

/// The table that a chapter writes with the options of a reference configuration.
std::string table_of(const Written& written, const std::string& folder)
{
    const TemporaryDirectory here;
    std::vector<std::string> arguments = options_for(written.chapter, folder);
    arguments.insert(arguments.end(), {"--figures", "none", "--output", "o"});
    const Result result = programs::run(written.chapter, arguments, here.path());
    BOOST_TEST(result.exit_code == 0);
    BOOST_TEST(result.err == "");
    return reference::content_of(here.path() / "o" / (written.table + ".csv"));
}

} // namespace

BOOST_DATA_TEST_CASE(tables_agree_with_numpy_for_every_configuration,
                     data::make(tables) * data::make(reference::folders), written, folder)
{
    const std::string text = table_of(written, folder);
    const std::string expected_text = reference::table(folder, written.reference);
    if (headers.contains(written.table)) {
        BOOST_TEST(text.substr(0, text.find('\n')) == headers.at(written.table));
    }
    if (!written.thinned) {
        BOOST_TEST(row_names(text) == row_names(expected_text), boost::test_tools::per_element());
    }
    const std::map<std::string, double> values = by_name(text, written.column);
    const std::map<std::string, double> expected = by_name(expected_text, written.reference_column);
    BOOST_TEST(!expected.empty());
    for (const auto& [row, number] : expected) {
        BOOST_REQUIRE_MESSAGE(values.contains(row), "row " << row << " is missing");
        const double value = values.at(row);
        const double error =
            written.tolerance == loss_tolerance ? reference::relative_error(value, number) : std::abs(value - number);
        BOOST_TEST(error <= written.tolerance, "row " << row << ": " << value << " is not " << number);
    }
}

// The table holds every hundredth epoch and the last; tests/reference/wrong_gradients.py computes them in NumPy.
BOOST_AUTO_TEST_CASE(trainings_with_a_mistake_agree_with_numpy)
{
    const std::string expected = reference::content_of("tests/reference/wrong_gradients.csv");
    const TemporaryDirectory here;
    const Result result = programs::run("27_wrong_gradients", {"--figures", "none", "--output", "o"}, here.path());
    BOOST_TEST(result.exit_code == 0);
    const std::string text = reference::content_of(here.path() / "o/27_curves.csv");
    const std::vector<double> epochs = csv_column(expected, "epoch");
    BOOST_TEST(epochs.size() == 101U);
    for (const std::string mistake :
         {"slope_1_in_lambda_6_7", "path_R8_dropped", "2_3_left_out", "no_slope_at_M6", "moved_too_early"}) {
        const std::vector<double> right = csv_column(expected, mistake);
        // The training that diverges ends early, so that its column has empty cells: each other one is read by itself.
        const std::vector<double> found = csv_column(text, mistake);
        for (std::size_t i = 0; i < right.size(); ++i) {
            const double loss = found.at(static_cast<std::size_t>(epochs[i]));
            BOOST_TEST(std::abs(loss - right[i]) <= 1e-10 * right[i], mistake << ", epoch " << epochs[i]);
        }
    }
}
