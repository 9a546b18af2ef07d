// Samples of the reader's own: what is taken, what is refused and how, and that the numbers are right for another shape.
#include "tests/support/program.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>

using namespace autoencoder;
using programs::Result;
namespace data = boost::unit_test::data;

namespace {

void write(const std::filesystem::path& file, const std::string& content)
{
    std::ofstream(file, std::ios::binary) << content;
}

/// A file that is no table of samples, and what is said of it.
struct Bad {
    std::string content;
    std::string said;
};

std::ostream& operator<<(std::ostream& out, const Bad& bad)
{
    return out << bad.said;
}

const std::string header = "I1,I2,I3\n";
const std::string good = header + "1,2,3\n";

const std::vector<Bad> bad_files{
    {"", "CSV line 1 is missing: there is nothing to read"},
    {"\n\n\n", "CSV line 1 is missing: there is nothing to read"},
    {"\xEF\xBB\xBF", "CSV line 1 is missing: there is nothing to read"},
    {"I1,I2,I3", "CSV line 2 is missing: there is no sample below the header"},
    {header + "\n \n", "CSV line 2 is missing: there is no sample below the header"},
    {"1,2,3\n4,5,6\n", "CSV line 1 has no column I1, it has '1', '2', '3'"},
    {"I1,I2\n1,2\n", "CSV line 1 has no column I3, it has 'I1', 'I2'"},
    {"I1,I3,label\n1,2,3\n", "CSV line 1 has no column I2, it has 'I1', 'I3', 'label'"},
    {"i1,i2,i3\n1,2,3\n", "CSV line 1 has no column I1, it has 'i1', 'i2', 'i3'"},
    {"I1;I2;I3\n1;2;3\n", "CSV line 1 has no column I1, it has 'I1;I2;I3'"},
    {"I1\tI2\tI3\n1\t2\t3\n", "CSV line 1 has no column I1, it has 'I1?I2?I3'"},
    {"\"I1\",\"I2\",\"I3\"\n1,2,3\n", R"(CSV line 1 has no column I1, it has '"I1"', '"I2"', '"I3"')"},
    {"\n" + good, "CSV line 1 has no column I1, it has ''"},
    {"# my samples\n" + good, "CSV line 1 has no column I1, it has '# my samples'"},
    {"I1,I2,I3,I2\n1,2,3,4\n", "CSV line 1 has the column I2 2 times"},
    {"I1,I2,I3,label,label\n1,2,3,4,5\n", "CSV line 1 has the column label 2 times"},
    {good + "1,2\n", "CSV line 3 has 2 cells, the header 3"},
    {good + "1,2,3,4\n", "CSV line 3 has 4 cells, the header 3"},
    {good + "1,2,3,\n", "CSV line 3 has 4 cells, the header 3"},
    {good + "\n1,2,3\n", "CSV line 3 has 1 cells, the header 3"},
    {good + "0,5,0,5,0,5\n", "CSV line 3 has 6 cells, the header 3"}, // a decimal comma
    {good + "1;2;3\n", "CSV line 3 has 1 cells, the header 3"},
    {good + "1,2,3\n4,five,6\n", "CSV line 4 has the cell 'five', which is not a number"},
    {good + "1,,3\n", "CSV line 3 has the cell '', which is not a number"},
    {good + "1,2,\"3\"\n", R"(CSV line 3 has the cell '"3"', which is not a number)"},
    {good + "1,2,3 m\n", "CSV line 3 has the cell '3 m', which is not a number"},
    {good + "1,0x1p3,3\n", "CSV line 3 has the cell '0x1p3', which is not a number"},
    {good + "1,2,1e999\n", "CSV line 3 has the cell '1e999', which is not a number"},
    {good + std::string("1,2,3\0\n", 7), "CSV line 3 has the cell '3?', which is not a number"},
    {good + "1,2,3\r4,5,6\n", "CSV line 3 has 5 cells, the header 3"}, // a carriage return alone ends no line
    {good + "1,2,+3\n", "CSV line 3 has the cell '+3', which is not a number"},
    {good + "nan,2,3\n", "CSV line 3 has I1 = nan, which is not a number from -10 to 10"},
    {good + "1,inf,3\n", "CSV line 3 has I2 = inf, which is not a number from -10 to 10"},
    {good + "1,2,-inf\n", "CSV line 3 has I3 = -inf, which is not a number from -10 to 10"},
    {good + "1,2,3\n4,5,10.1\n", "CSV line 4 has I3 = 10.1, which is not a number from -10 to 10"},
    {"I1,I2,I3,label\n1,2,3,4\n1,2,3,x\n", "CSV line 3 has the cell 'x', which is not a number"},
    {"I1,I2,I3,label\n1,2,3,nan\n", "CSV line 2 has label = nan, which is not a number from -1e+06 to 1e+06"},
};

/// The reference configuration whose samples are no lines and of another size, as far as a chapter can be told.
std::vector<std::string> decays(const std::string& chapter)
{
    const auto folder = std::filesystem::absolute("tests/reference/decays");
    const std::vector<std::string> words = reference::options("decays");
    std::vector<std::string> result{"--data", folder / "training_samples.csv"};
    const auto has = programs::options_of(chapter);
    if (std::ranges::find(has, "--test-data") != has.end()) {
        result.insert(result.end(), {"--test-data", folder / "test_samples.csv"});
    }
    for (const std::string option : {"--seed", "--epochs", "--learning-rate"}) {
        const auto word = std::ranges::find(words, option);
        result.insert(result.end(), {*word, *(word + 1)});
    }
    result.insert(result.end(), {"--figures", "none", "--output", "o"});
    return result;
}

void check_columns(const std::string& chapter, const std::string& table, const std::string& column,
                   const std::string& expected, const std::string& expected_column, double tolerance)
{
    const TemporaryDirectory here;
    const Result result = programs::run(chapter, decays(chapter), here.path());
    BOOST_REQUIRE_MESSAGE(result.exit_code == 0, result.err);
    const auto computed = csv_column(reference::content_of(here.path() / "o" / (table + ".csv")), column);
    const auto right = reference::column("decays", expected, expected_column);
    BOOST_REQUIRE(computed.size() == right.size());
    for (std::size_t i = 0; i < right.size(); ++i) {
        BOOST_TEST(std::abs(computed[i] - right[i]) <= tolerance * std::max(1.0, std::abs(right[i])),
                   table << " " << column << ", row " << i);
    }
}

} // namespace

BOOST_DATA_TEST_CASE(a_file_that_holds_no_samples_is_refused_in_one_line, data::make(bad_files), bad)
{
    const TemporaryDirectory here;
    write(here.path() / "mine.csv", bad.content);
    const Result result = programs::run("20_training", {"--data", "mine.csv", "--output", "o"}, here.path());
    BOOST_TEST(result.exit_code == 2);
    BOOST_TEST(result.out == "");
    BOOST_TEST(
        result.err
        == "20_training: --data 'mine.csv': allowed is a CSV file with the columns I1, I2, I3 and perhaps label, "
           "each sample a line; "
               + bad.said + "\n");
    BOOST_TEST(here.count() == 1); // the file itself
}

BOOST_AUTO_TEST_CASE(more_samples_than_are_read_are_refused)
{
    const TemporaryDirectory here;
    std::string content = header;
    for (int i = 0; i < 100'001; ++i) {
        content += "1,2,3\n";
    }
    write(here.path() / "mine.csv", content);
    const Result result = programs::run("19_dataset", {"--data", "mine.csv"}, here.path());
    BOOST_TEST(result.exit_code == 2);
    BOOST_TEST(result.err.ends_with("; CSV line 100002 is one too many: there may be 100000 samples\n"), result.err);
}

BOOST_AUTO_TEST_CASE(samples_are_drawn_or_brought_along)
{
    const TemporaryDirectory here;
    write(here.path() / "mine.csv", good + "4,5,6\n");
    const auto said = [&](const std::string& chapter, std::vector<std::string> more) {
        more.insert(more.begin(), {"--data", "mine.csv"});
        return programs::run(chapter, more, here.path()).err;
    };
    for (const std::string option : {"--data-seed", "--samples", "--sigma"}) {
        BOOST_TEST(said("20_training", {option, "1"})
                   == "20_training: " + option
                          + " '1': allowed is to draw samples or to bring them with --data, one of both\n");
    }
    BOOST_TEST(
        said("24_overfitting", {"--test-seed", "1", "--test-data", "mine.csv"})
        == "24_overfitting: --test-seed '1': allowed is to draw samples or to bring them with --data, one of both\n");
    BOOST_TEST(said("24_overfitting", {})
               == "24_overfitting: --data 'mine.csv': allowed is a file together with --test-data\n");
    BOOST_TEST(programs::run("24_overfitting", {"--test-data", "mine.csv"}, here.path()).err
               == "24_overfitting: --test-data 'mine.csv': allowed is a file together with --data\n");
    BOOST_TEST(said("03_forward_pass", {"--sample", "3"})
               == "03_forward_pass: --sample '3': allowed is a whole number from 1 to the number of samples, here 2\n");
    BOOST_TEST(said("20_training", {"--epochs", "1000000", "--output", "o"}).find("for 2 samples")
               == std::string::npos);
}

// Without labels, with other columns between, in another order, as editors write them.
BOOST_DATA_TEST_CASE(every_chapter_with_samples_takes_the_readers_own, data::make(programs::chapters()), chapter)
{
    const auto has = programs::options_of(chapter);
    if (std::ranges::find(has, "--data") == has.end()) {
        return;
    }
    const TemporaryDirectory here;
    write(here.path() / "plain.csv", "I1,I2,I3\n0.5,1.5,-2.5\n10,-10,0\n1e-3,0,7\n");
    write(here.path() / "edited.csv",
          "\xEF\xBB\xBFname, I3 ,label,I1,I2\r\nfirst,-2.5,0.1,0.5,1.5\r\n,0,-0.2,10,-10\r\nlast, 7,3,1e-3,0\r\n\r\n");
    std::vector<std::string> outputs;
    for (const std::string file : {"plain.csv", "edited.csv"}) {
        std::vector<std::string> arguments{"--data", file, "--output", "o"};
        if (std::ranges::find(has, "--test-data") != has.end()) {
            arguments.insert(arguments.end(), {"--test-data", file});
        }
        if (std::ranges::find(has, "--epochs") != has.end()) {
            arguments.insert(arguments.end(), {"--epochs", "50"});
        }
        const Result result = programs::run(chapter, arguments, here.path());
        BOOST_TEST(result.exit_code == 0, file << ": " << result.err);
        BOOST_TEST(result.err == "");
        outputs.push_back(result.out);
    }
    const bool shows_labels = chapter.starts_with("19") || chapter.starts_with("21");
    BOOST_TEST((outputs[0] == outputs[1]) != shows_labels);
}

BOOST_AUTO_TEST_CASE(what_needs_labels_is_left_out_without_them)
{
    const TemporaryDirectory here;
    write(here.path() / "mine.csv", good + "4,5,6\n");
    const auto out = [&](const std::string& chapter) {
        return programs::run(chapter, {"--data", "mine.csv", "--output", "o"}, here.path()).out;
    };
    BOOST_TEST(out("19_dataset").find("The file has no column label: what compares with labels is left out.")
               != std::string::npos);
    BOOST_TEST(out("21_latent_space").find("Latent values, without labels to compare them with") != std::string::npos);
    BOOST_TEST(!std::filesystem::exists(here.path() / "o/21_latent.svg"));
    BOOST_TEST(reference::content_of(here.path() / "o/19_training_data.csv")
               == "index,I1,I2,I3,label,slope\n1,1,2,3,,\n2,4,5,6,,\n");
}

BOOST_AUTO_TEST_CASE(the_documents_own_samples_brought_along_give_its_numbers)
{
    const TemporaryDirectory here;
    const auto file = std::filesystem::absolute("tests/reference/document/training_samples.csv");
    const Result drawn = programs::run("20_training", {"--output", "o"}, here.path());
    const Result brought = programs::run("20_training", {"--data", file, "--output", "o"}, here.path());
    BOOST_TEST(drawn.out == brought.out);
}

BOOST_AUTO_TEST_CASE(the_example_of_chapter_19_can_be_trained_on)
{
    const TemporaryDirectory here;
    BOOST_TEST(programs::run("19_dataset", {"--output", "o"}, here.path()).exit_code == 0);
    const Result result =
        programs::run("24_overfitting",
                      {"--data", "o/19_lake.csv", "--test-data", "o/19_lake_test.csv", "--output", "o"}, here.path());
    BOOST_TEST(result.exit_code == 0, result.err);
}

// NumPy has trained on them as well: tests/reference/reference.py --shape decays. Tolerances as in reference_test.cpp.
BOOST_AUTO_TEST_CASE(training_on_samples_of_another_shape_and_size_agrees_with_numpy)
{
    check_columns("20_training", "20_loss", "loss", "loss", "loss", 1e-12);
    check_columns("20_training", "20_parameters", "value", "final_parameters", "value", 1e-10);
    check_columns("21_latent_space", "21_latent", "M6", "latent", "M6", 1e-10);
    for (const std::string output : {"O9", "O10", "O11"}) {
        check_columns("22_training_reconstruction", "22_training_reconstruction", output, "training_reconstruction",
                      output, 1e-10);
        check_columns("23_generalization", "23_test_reconstruction", output, "test_reconstruction", output, 1e-10);
    }
    check_columns("24_overfitting", "24_train_test_loss", "training_loss", "loss", "loss", 1e-12);
}
