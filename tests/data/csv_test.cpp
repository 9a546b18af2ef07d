// Numbers as text that read back to the same double, and tables of them.
#include "data/csv.hpp"
#include "data/random_stream.hpp"
#include "tests/support/refusal.hpp"

#include <boost/test/unit_test.hpp>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

using namespace autoencoder;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

bool same_bits(double a, double b)
{
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

std::vector<double> round_trip(const std::vector<double>& values)
{
    Csv table{{"before", "value", "after"}, {}};
    for (const double value : values) {
        table.rows.push_back({1L, value, std::string("word")});
    }
    return csv_column(to_text(table), "value");
}

/// What a refused text is told, to be compared with what it should name.
std::string complaint(const std::string& text, const std::string& column)
{
    return refusal([&] { csv_column(text, column); });
}

} // namespace

BOOST_AUTO_TEST_CASE(the_shortest_text_of_a_number)
{
    BOOST_TEST(shortest(0.1) == "0.1");
    BOOST_TEST(shortest(1.0) == "1");
    BOOST_TEST(shortest(-0.0) == "-0");
    BOOST_TEST(shortest(1e-5) == "1e-05");
    BOOST_TEST(shortest(0.6568881290292761) == "0.6568881290292761");
    BOOST_TEST(shortest(infinity) == "inf");
    BOOST_TEST(shortest(-infinity) == "-inf");
    BOOST_TEST(shortest(std::nan("")) == "nan");
}

BOOST_AUTO_TEST_CASE(difficult_numbers_read_back_to_the_same_bits)
{
    const std::vector<double> values{0.0,
                                     -0.0,
                                     0.1,
                                     1.0 / 3.0,
                                     -2.0 / 3.0,
                                     9007199254740993.0,
                                     1e22,
                                     1e23,
                                     5e-324,                              // the smallest denormal
                                     2.2250738585072009e-308,             // the largest denormal
                                     std::numeric_limits<double>::min(),  // the smallest normal number
                                     std::numeric_limits<double>::max(),  //
                                     -std::numeric_limits<double>::max(), //
                                     std::nextafter(1.0, 2.0),            //
                                     std::nextafter(1.0, 0.0),            //
                                     infinity,
                                     -infinity};
    const std::vector<double> read = round_trip(values);
    BOOST_REQUIRE(read.size() == values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        BOOST_TEST(same_bits(read[i], values[i]), shortest(values[i]) << " reads back as " << shortest(read[i]));
    }
    BOOST_TEST(std::isnan(round_trip({std::nan("")}).at(0)));
}

BOOST_AUTO_TEST_CASE(ten_thousand_random_numbers_read_back_to_the_same_bits)
{
    RandomStream stream(1);
    std::vector<double> values;
    values.reserve(10000);
    for (int i = 0; i < 10000; ++i) {
        values.push_back(std::ldexp(stream.uniform(-1.0, 1.0), static_cast<int>(stream.uniform(-1070.0, 1023.0))));
    }
    const std::vector<double> read = round_trip(values);
    BOOST_REQUIRE(read.size() == values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        BOOST_TEST(same_bits(read[i], values[i]));
    }
}

BOOST_AUTO_TEST_CASE(a_table_as_text)
{
    const Csv table{{"parameter", "count", "value"},
                    {{std::string("b_4"), 3L, 0.25}, {std::string("λ1,4").substr(0, 3), -1L, 1e300}}};
    BOOST_TEST(to_text(table) == "parameter,count,value\nb_4,3,0.25\nλ1,-1,1e+300\n");
    BOOST_TEST(to_text(Csv{{"alone"}, {}}) == "alone\n");
}

BOOST_AUTO_TEST_CASE(a_table_that_would_not_read_back_is_refused)
{
    const auto why = [](const Csv& table) { return refusal([&] { to_text(table); }); };
    BOOST_TEST(why({{"a", "b"}, {{1.0}}}) == "a CSV row has 1 cells, the header 2");
    BOOST_TEST(why({{"a"}, {{1.0, 2.0}}}) == "a CSV row has 2 cells, the header 1");
    BOOST_TEST(why({{"a"}, {{std::string("one,two")}}}) == "the CSV cell 'one,two' would need quoting");
    BOOST_TEST(why({{"a"}, {{std::string("a \"word\"")}}}) == "the CSV cell 'a \"word\"' would need quoting");
    BOOST_TEST(why({{"a"}, {{std::string("two\nlines")}}}) == "the CSV cell 'two\nlines' would need quoting");
    BOOST_TEST(why({{"a,b"}, {}}) == "the CSV cell 'a,b' would need quoting");
    BOOST_TEST(why({{}, {}}) == "a CSV table needs at least one column");
    BOOST_TEST(why({{""}, {}}) == "the only column of a CSV table needs a name");
    BOOST_TEST(why({{"a"}, {{std::string(" word")}}}) == "the CSV cell ' word' would lose its ends when it is read");
    BOOST_TEST(why({{"a"}, {{std::string("word\t")}}}) == "the CSV cell 'word\t' would lose its ends when it is read");
    BOOST_TEST(why({{"\xEF\xBB\xBF"
                     "a"},
                    {}})
               == "the CSV cell '\xEF\xBB\xBF"
                  "a' would lose its ends when it is read");
}

BOOST_AUTO_TEST_CASE(a_column_is_found_by_its_name)
{
    const std::string text = "index,I1,I10\n1,0.5,7\n2,-0.5,8\n";
    BOOST_TEST(csv_column(text, "I1") == (std::vector{0.5, -0.5}), boost::test_tools::per_element());
    BOOST_TEST(csv_column(text, "I10") == (std::vector{7.0, 8.0}), boost::test_tools::per_element());
    BOOST_TEST(csv_column("a\n", "a").empty());
    BOOST_TEST(csv_column("a\n1\n2", "a").size() == 2u); // without a line feed at the end
}

BOOST_AUTO_TEST_CASE(text_that_is_no_table_is_refused_and_says_where)
{
    BOOST_TEST(complaint("", "a") == "the CSV text has no column 'a'");
    BOOST_TEST(complaint("b,c\n1,2\n", "a") == "the CSV text has no column 'a'");
    BOOST_TEST(complaint("a,b\n1,2\n3\n", "a") == "CSV line 3 has 1 cells, the header 2");
    BOOST_TEST(complaint("a,b\n1,2,3\n", "a") == "CSV line 2 has 3 cells, the header 2");
    BOOST_TEST(complaint("a\n1\n\n2\n", "a") == "CSV line 3 has the cell '', which is not a number");
    for (const std::string cell : {"", "word", "1.5x", "1 2", "+1", "0x10", "1e", "1e999", "--1"}) {
        BOOST_TEST(complaint("a\n" + cell + "\n1\n", "a")
                   == "CSV line 2 has the cell '" + cell + "', which is not a number");
    }
}

BOOST_AUTO_TEST_CASE(a_table_of_known_columns_is_read_row_by_row)
{
    BOOST_CHECK(csv_rows("a,b\n1,2\n3,-4.5\n", {"a", "b"})
                == (std::vector<std::vector<double>>{{1.0, 2.0}, {3.0, -4.5}}));
    BOOST_TEST(csv_rows("a\n", {"a"}).empty());
}

BOOST_AUTO_TEST_CASE(what_an_editor_adds_to_a_table_changes_nothing)
{
    const std::vector<std::vector<double>> rows{{1.0, 2.0}, {3.0, -4.5}};
    for (const std::string text :
         {"\xEF\xBB\xBF"
          "a,b\n1,2\n3,-4.5\n",
          "a,b\r\n1,2\r\n3,-4.5\r\n", "a , b\n1, 2 \n 3\t,-4.5\n", "a,b\n1,2\n3,-4.5\n\n \n", "a,b\n1,2\n3,-4.5\n  "}) {
        BOOST_CHECK(csv_rows(text, {"a", "b"}) == rows);
        BOOST_TEST(csv_column(text, "b") == (std::vector{2.0, -4.5}), boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(a_table_of_other_columns_or_a_cut_one_is_refused)
{
    const auto said = [](const std::string& text) { return refusal([&] { csv_rows(text, {"a", "b"}); }); };
    BOOST_TEST(said("a,b\n1,2\n") == "accepted");
    BOOST_TEST(said("") == "CSV column 1 is missing and should be 'a'");
    BOOST_TEST(said("a\n1\n") == "CSV column 2 is missing and should be 'b'");
    BOOST_TEST(said("b,a\n1,2\n") == "CSV column 1 is 'b' and should be 'a'");
    BOOST_TEST(said("a,b,c\n1,2,3\n") == "CSV column 3 is 'c' and should be none");
    BOOST_TEST(said("a,b\n1,2\n3\n") == "CSV line 3 has 1 cells, the header 2");
    BOOST_TEST(said("a,b\n1,2\n3,4") == "the last CSV line is cut");
    BOOST_TEST(said("a,b") == "the last CSV line is cut");
    // Of a cell that is no number a message shows the beginning.
    BOOST_TEST(said("a,b\n1," + std::string(1000, 'x') + "\n")
               == "CSV line 2 has the cell '" + std::string(60, 'x') + "…', which is not a number");
    BOOST_TEST(said("a,b\n1," + std::string(60, 'x') + "\n")
               == "CSV line 2 has the cell '" + std::string(60, 'x') + "', which is not a number");
}
