// Numbers and aligned tables of the reports.
#include "tests/support/refusal.hpp"
#include "workbook/table.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <sstream>
#include <stdexcept>

using namespace autoencoder::workbook;

BOOST_AUTO_TEST_CASE(numbers_with_a_fixed_count_of_decimals)
{
    BOOST_TEST(fixed(0.6568881290292761) == "0.656888");
    BOOST_TEST(fixed(-0.6568881290292761, 4) == "-0.6569");
    BOOST_TEST(fixed(1.0, 0) == "1");
    BOOST_TEST(fixed(1234.5, 1) == "1234.5");
    BOOST_TEST(fixed(0.125, 2) == "0.12"); // exactly between: to the even digit
    BOOST_TEST(fixed(999999999.0, 0) == "999999999");
    BOOST_TEST(fixed(1e9, 0) == "1e+09"); // wider ones would leave the page
    BOOST_TEST(fixed(-1e300, 2) == "-1.00e+300");
    BOOST_TEST(fixed(std::nan(""), 2) == "nan");
    BOOST_TEST(fixed(std::numeric_limits<double>::infinity(), 2) == "inf");
    BOOST_TEST(fixed(-std::numeric_limits<double>::infinity(), 2) == "-inf");
}

BOOST_AUTO_TEST_CASE(zero_has_no_minus_sign)
{
    BOOST_TEST(fixed(-0.0, 2) == "0.00");
    BOOST_TEST(fixed(-1e-9, 6) == "0.000000");
    BOOST_TEST(fixed(-6e-7, 6) == "-0.000001");
    BOOST_TEST(scientific(-0.0, 1) == "0.0e+00");
}

BOOST_AUTO_TEST_CASE(numbers_with_a_power_of_ten)
{
    BOOST_TEST(scientific(0.6568881290292761) == "6.57e-01");
    BOOST_TEST(scientific(-1.5387e-5, 3) == "-1.539e-05");
    BOOST_TEST(scientific(0.0, 2) == "0.00e+00");
    BOOST_TEST(scientific(5e-324, 0) == "5e-324");
}

BOOST_AUTO_TEST_CASE(more_decimals_than_a_report_has_room_for_are_refused)
{
    BOOST_TEST(autoencoder::refusal([] { fixed(1.0, 1000); }) == "too many decimals for a report: 1000");
}

BOOST_AUTO_TEST_CASE(width_counts_characters_not_bytes)
{
    BOOST_TEST(width_of("") == 0u);
    BOOST_TEST(width_of("lambda") == 6u);
    BOOST_TEST(width_of("λ7,10") == 5u);
    BOOST_TEST(width_of("∂ℒ/∂λ7,9") == 8u);
    BOOST_TEST(width_of("⅔(O9 − I1)") == 10u);
}

BOOST_AUTO_TEST_CASE(a_table_is_aligned_and_has_no_spaces_at_line_ends)
{
    Table table({"parameter", "value", "why"});
    table.row({"λ7,10", "-0.5", "drawn"}).row({"b4", "10.25", ""});
    BOOST_TEST(table.text()
               == "  parameter  value  why\n"
                  "  ─────────  ─────  ─────\n"
                  "  λ7,10       -0.5  drawn\n"
                  "  b4         10.25\n");
}

BOOST_AUTO_TEST_CASE(only_columns_of_numbers_go_to_the_right_and_never_the_first)
{
    Table table({"n", "number", "mixed", "blank"});
    table.row({"1", "2", "3", ""}).row({"10", "1e-05", "three", "7"});
    BOOST_TEST(table.text()
               == "  n   number  mixed  blank\n"
                  "  ──  ──────  ─────  ─────\n"
                  "  1        2  3\n"
                  "  10   1e-05  three      7\n");
}

BOOST_AUTO_TEST_CASE(a_table_without_rows_is_its_header)
{
    std::ostringstream out;
    out << Table({"epoch", "loss"});
    BOOST_TEST(out.str() == "  epoch  loss\n  ─────  ────\n");
}

BOOST_AUTO_TEST_CASE(a_row_of_another_length_is_refused)
{
    Table table({"a", "b"});
    BOOST_TEST(autoencoder::refusal([&] { table.row({"1"}); }) == "a table row has 1 cells, the header 2");
    BOOST_TEST(autoencoder::refusal([&] { table.row({"1", "2", "3"}); }) == "a table row has 3 cells, the header 2");
}
