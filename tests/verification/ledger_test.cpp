// The ledger: everything holds, nothing is missing, and nothing wrong gets in.
#include "verification/ledger.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace autoencoder;
using namespace autoencoder::verification;
using enum Quantity;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

const std::vector<Point>& points()
{
    static const std::vector<Point> all = [] {
        std::vector<Point> result = document_points();
        const auto random = random_points(20);
        result.insert(result.end(), random.begin(), random.end());
        return result;
    }();
    return all;
}

const Ledger& ledger()
{
    static const Ledger whole(points());
    return whole;
}

/// The ledger with one value replaced.
Ledger with(Derivative derivative, std::size_t point, double value)
{
    std::vector<Check> rows(ledger().rows().begin(), ledger().rows().end());
    const auto row =
        std::ranges::find_if(rows, [&](const Check& c) { return c.point == point && c.derivative == derivative; });
    *row = Checker(points()[point], point).check(derivative, value);
    return {points(), rows};
}

} // namespace

BOOST_AUTO_TEST_CASE(every_derivative_holds_at_every_point_by_every_witness)
{
    BOOST_TEST(ledger().holds());
    BOOST_TEST(ledger().derivative_count() == 82U);
    BOOST_TEST(ledger().rows().size() == 44U * 82U + 2U * 24U); // 44 single samples, 2 batches
    BOOST_TEST(ledger().gaps().empty());
    BOOST_TEST(ledger().failures().empty());
    for (const Witness witness : all_witnesses) {
        const WitnessSummary summary = ledger().summary(witness);
        BOOST_TEST(summary.cells == ledger().rows().size());
        BOOST_TEST(summary.failed == 0U);
        BOOST_TEST(summary.worst <= 1.0);
        BOOST_TEST(summary.worst > 0.0); // a witness that never differs compares the value with itself
    }
}

BOOST_AUTO_TEST_CASE(the_formulas_agree_to_forty_digits_and_the_bound_is_not_generous)
{
    for (const Check& row : ledger().rows()) {
        // Stricter than the cell itself, which allows for saturation: there is none at these points.
        BOOST_TEST(row[Witness::formula].error <= 1e-40 * std::abs(row.reference), name_of(row.derivative));
        BOOST_TEST(row[Witness::formula].tolerance <= 1e-40 * std::abs(row.reference) + 1e-33 * row.bound);
    }
    const WitnessSummary rounding = ledger().summary(Witness::rounding);
    BOOST_TEST(rounding.worst > 0.1); // a bound ten times too large would be a tolerance chosen by hand
    BOOST_TEST(rounding.median > 0.001);
}

BOOST_AUTO_TEST_CASE(a_value_that_is_not_finite_fails)
{
    for (const double value : {not_a_number, infinity, -infinity}) {
        BOOST_TEST(!with({L, b_7}, 30, value).holds());
        BOOST_TEST(with({L, b_7}, 30, value).failures().size() == 1U);
    }
    BOOST_TEST(!Cell{}.holds());
    BOOST_TEST((!Cell{1.0, not_a_number, 1.0}.holds()));
    BOOST_TEST((!Cell{1.0, 0.0, not_a_number}.holds()));
    BOOST_TEST((!Cell{1.0, 0.0, infinity}.holds()));
    BOOST_TEST((!Cell{not_a_number, 0.0, 1.0}.holds()));
    BOOST_TEST((Cell{1.0, 1.0, 1.0}.holds()));
    BOOST_TEST((!Cell{1.0, 1.0000001, 1.0}.holds()));
}

BOOST_AUTO_TEST_CASE(a_relative_error_of_1e_14_does_not_pass)
{
    // At 40 bounds and more; a tolerance a hundred times too large would let it through.
    for (const Derivative d : {Derivative{L, b_9}, Derivative{L, R7}, Derivative{R7, R7_in}, Derivative{O9_in, R7}}) {
        const Checker checker(points()[40], 40);
        const double value = checker.check(d).code;
        BOOST_TEST(checker.check(d, value).holds());
        BOOST_TEST(!checker.check(d, value * (1 + 1e-14)).holds(), name_of(d));
        BOOST_TEST(!checker.check(d, value * (1 - 1e-14)).holds(), name_of(d));
    }
}

BOOST_AUTO_TEST_CASE(each_witness_rejects_by_itself)
{
    const Checker checker(points()[40], 40);
    const Derivative d{L, lambda_6_7};
    const double value = checker.check(d).code;
    const Check wrong = checker.check(d, value * 1.01);
    for (const Witness witness : {Witness::rounding, Witness::tape, Witness::complex_step, Witness::central_difference,
                                  Witness::eighth_order}) {
        BOOST_TEST(!wrong[witness].holds(), name_of(witness));
        // The witness says the same whatever it is asked about: it is never the value itself.
        BOOST_TEST(wrong[witness].value == checker.check(d)[witness].value);
    }
}

BOOST_AUTO_TEST_CASE(a_row_that_is_missing_or_there_twice_fails)
{
    std::vector<Check> rows(ledger().rows().begin(), ledger().rows().end());
    const Check row = rows[100];
    rows.erase(rows.begin() + 100);
    BOOST_TEST(!Ledger(points(), rows).holds());
    BOOST_TEST(Ledger(points(), rows).gaps().size() == 1U);
    rows.push_back(row);
    BOOST_TEST(Ledger(points(), rows).holds());
    rows.push_back(row);
    BOOST_TEST(!Ledger(points(), rows).holds());
    BOOST_TEST(!Ledger({}, std::vector<Check>{}).holds()); // nothing checked is nothing proved
    rows.back().cells.back() = Cell{};
    rows.erase(std::ranges::find_if(
        rows, [&](const Check& c) { return c.derivative == row.derivative && c.point == row.point; }));
    BOOST_TEST(!Ledger(points(), rows).holds()); // an empty cell
}

BOOST_AUTO_TEST_CASE(the_first_wrong_quantity_is_the_cause)
{
    std::vector<Check> rows;
    const std::vector<Point> some{points()[40]};
    const Checker checker(some[0], 0);
    for (const Derivative d : derivatives_at(some[0])) {
        // A wrong ∂ℒ/∂R7, and what is made from it.
        const bool wrong = d.of == L && (d.by == R7 || d.by == R7_in || d.by == b_7 || d.by == lambda_6_7);
        rows.push_back(wrong ? checker.check(d, 2.0 * checker.check(d).code) : checker.check(d));
    }
    const auto failures = Ledger(some, rows).failures();
    BOOST_REQUIRE(failures.size() == 4U);
    BOOST_TEST((failures.front().derivative == Derivative{L, R7}));
    const std::string words = in_words(failures.front(), some, true);
    for (const std::string part : {"CAUSE", "∂ℒ/∂R7 ", "random 15", "code", "reference", "bounds",
                                   "ratio code/reference 2", "twice the right value"}) {
        BOOST_TEST(words.find(part) != std::string::npos, part << " in " << words);
    }
    // ∂ℒ/∂M6 is made from the wrong ∂ℒ/∂R7in and right: somebody made up for it.
    BOOST_TEST(failures[1].diagnosis.find("∂ℒ/∂M6, which is made from it, is right") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_table_has_a_line_for_every_row_and_no_empty_cell)
{
    const Csv table = ledger().table();
    BOOST_TEST(table.rows.size() == ledger().rows().size());
    for (const auto& row : table.rows) {
        BOOST_REQUIRE(row.size() == table.columns.size());
        for (const CsvCell& cell : row) {
            const auto* number = std::get_if<double>(&cell);
            BOOST_TEST((number == nullptr || std::isfinite(*number)));
        }
        BOOST_TEST(std::get<std::string>(row.back()) == "holds");
    }
}

BOOST_AUTO_TEST_CASE(a_wrong_factor_is_not_said_to_be_made_up_for)
{
    // Only a wrong derivative of the loss can be made up for by the next one; ∂O9in/∂R7 is what it is.
    const auto failures = with({O9_in, R7}, 30, 5.0).failures();
    BOOST_REQUIRE(failures.size() == 1U);
    BOOST_TEST(failures[0].diagnosis.find("cancels") == std::string::npos, failures[0].diagnosis);
}

BOOST_AUTO_TEST_CASE(a_ledger_keeps_its_points_in_their_order)
{
    BOOST_REQUIRE(ledger().points().size() == points().size());
    for (std::size_t i = 0; i < points().size(); ++i) {
        BOOST_TEST(ledger().points()[i].name == points()[i].name);
    }
}
