// The equations of the book: what is read, what is found true, and what has to be found false.
#include "formulas/book.hpp"
#include "formulas/evaluator.hpp"
#include "formulas/reader.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>

#include "tests/support/temporary_directory.hpp"

using namespace autoencoder;
using formulas::Evaluator;
using formulas::Outcome;

namespace {

Outcome outcome_of(const std::string& formula)
{
    return Evaluator().examine(formula).outcome;
}

bool holds(const std::string& formula)
{
    return outcome_of(formula) == Outcome::holds;
}

bool is_false(const std::string& formula)
{
    const formulas::Verdict verdict = Evaluator().examine(formula);
    return verdict.outcome == Outcome::fails && !verdict.reason.empty();
}

} // namespace

BOOST_AUTO_TEST_SUITE(equations)

// ---- the reader -----------------------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(operators_bind_as_in_mathematics)
{
    BOOST_TEST(holds("2 + 3 \\cdot 4 = 14"));
    BOOST_TEST(holds("2 \\cdot 3^2 = 18"));
    BOOST_TEST(holds("10 - 3 - 2 = 5"));
    BOOST_TEST(holds("12/3/2 = 2"));
    BOOST_TEST(holds("-2^2 = -4"));
    BOOST_TEST(holds("(2 + 3) \\cdot 4 = 20"));
    BOOST_TEST(is_false("2 + 3 \\cdot 4 = 20"));
    BOOST_TEST(holds("\\tfrac23 + \\frac{1}{3} = 1"));
    BOOST_TEST(holds("\\sum_{i=1}^{3} i^2 + 1 = 15"));
}

BOOST_AUTO_TEST_CASE(both_spellings_give_the_same_tree)
{
    const auto same = [](const char* latex, const char* unicode) {
        const auto a = formulas::read(latex);
        const auto b = formulas::read(unicode);
        return a.front().sides == b.front().sides;
    };
    BOOST_TEST(same("R_{7,\\mathrm{in}} = \\lambda_{6,7} M_6 + b_7", "R7in = λ6,7·M6 + b7"));
    BOOST_TEST(same("\\partial \\mathcal{L}/\\partial O_9 = \\tfrac{2}{3}(O_9 - I_1)", "∂ℒ/∂O9 = ⅔ (O9 − I1)"));
    BOOST_TEST(same("X = \\sigma(X_{\\mathrm{in}})", "X = σ(X_in)"));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_refused)
{
    BOOST_CHECK_THROW(formulas::read("R_7 = = 1"), std::invalid_argument);
    BOOST_CHECK_THROW(formulas::read("\\frac{1}{2 = x"), std::invalid_argument);
    BOOST_TEST(is_false("\\unknown{1} = 1"));
}

// ---- what is true ---------------------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(an_equation_without_numbers_is_evaluated_at_several_networks)
{
    const formulas::Verdict verdict = Evaluator().examine("R_{7,\\mathrm{in}} = \\lambda_{6,7} M_6 + b_7");
    BOOST_TEST((verdict.outcome == Outcome::holds));
    BOOST_TEST(verdict.points == 4); // three random networks and the document's
    BOOST_TEST(verdict.worst < 1e-40);
}

BOOST_AUTO_TEST_CASE(a_letter_without_index_stands_for_each_of_its_kind)
{
    BOOST_TEST(Evaluator().examine("\\delta_X = \\frac{\\partial \\mathcal{L}}{\\partial X_{\\mathrm{in}}}").points
               == 4 * 8);
    BOOST_TEST(is_false("X = X_{\\mathrm{in}}"));
    BOOST_TEST(holds("\\place{outputs} X = X_{\\mathrm{in}}"));
}

BOOST_AUTO_TEST_CASE(typed_digits_are_all_that_round_to_them_and_no_more)
{
    BOOST_TEST(holds("R_7 = \\run{0.563136}"));
    BOOST_TEST(is_false("R_7 = \\run{0.563137}"));
    BOOST_TEST(is_false("R_7 = \\run{0.563135}"));
    BOOST_TEST(is_false("R_7 = \\run{0.}")); // too few digits to say anything
}

BOOST_AUTO_TEST_CASE(a_number_of_the_run_is_known_by_its_name_with_all_its_digits)
{
    const TemporaryDirectory directory;
    const std::filesystem::path values = directory.path() / "values.json";
    std::ofstream(values) << R"({"R7": 0.5631358406898528, "near": 0.563135841, "turned": -0.5631358406898528})";
    const auto outcome = [&](const std::string& right) { return Evaluator(values).examine("R_7 = " + right).outcome; };
    BOOST_TEST((outcome("\\run{R7}") == Outcome::holds));
    BOOST_TEST((outcome("\\run{R7:.2f}") == Outcome::holds)); // two digits are seen, all are compared
    BOOST_TEST((outcome("\\run{|turned|:.1e}") == Outcome::holds));
    BOOST_TEST((outcome("\\run{near}") == Outcome::fails));
    BOOST_TEST((outcome("\\run{turned}") == Outcome::fails));
    BOOST_TEST((outcome("\\run{none}") == Outcome::fails));
}

BOOST_AUTO_TEST_CASE(numbers_are_compared_under_the_formula_they_stand_for)
{
    BOOST_TEST(holds("R_7(1-R_7) = \\run{0.563136}\\cdot\\run{0.436864}"));
    BOOST_TEST(is_false("R_7(1-R_7) = \\run{0.436864}\\cdot\\run{0.563136}"));
    BOOST_TEST(is_false("\\lambda_{6,7} M_6 + b_7 = \\run{0.400543}\\cdot\\run{0.633886}"
                        " + \\run{0.1} - \\run{0.1}"));
}

BOOST_AUTO_TEST_CASE(a_factor_that_is_one_cannot_be_left_out)
{
    BOOST_TEST(is_false(
        "\\frac{\\partial \\mathcal{L}}{\\partial b_9} = \\frac{\\partial O_{9,\\mathrm{in}}}{\\partial b_9} \\cdot"
        " \\frac{\\partial \\mathcal{L}}{\\partial O_9}"));
    const std::string path =
        "\\frac{\\partial \\mathcal{L}}{\\partial \\lambda_{7,9}} = \\frac{\\partial O_{9,\\mathrm{in}}}{\\partial"
        " \\lambda_{7,9}} \\cdot \\frac{\\partial O_9}{\\partial O_{9,\\mathrm{in}}} \\cdot"
        " \\frac{\\partial \\mathcal{L}}{\\partial O_9}";
    const std::string left = "\\frac{\\partial \\mathcal{L}}{\\partial \\lambda_{7,9}} = ";
    Evaluator text;
    BOOST_TEST((text.examine(path).outcome == Outcome::holds));
    BOOST_TEST((text.examine(left + "\\run{0.563136} \\cdot 1 \\cdot (\\run{-0.552245})").outcome == Outcome::holds));
    BOOST_TEST((text.examine(left + "\\run{0.563136} \\cdot (\\run{-0.552245})").outcome == Outcome::fails));
}

BOOST_AUTO_TEST_CASE(what_an_expansion_leaves_out_is_of_a_higher_order)
{
    const std::string left = "\\frac{\\mathcal{L}(\\lambda + h) - \\mathcal{L}(\\lambda - h)}{2h} = ";
    BOOST_TEST(
        holds(left + "\\frac{\\partial \\mathcal{L}}{\\partial\\lambda} + \\tfrac16 \\mathcal{L}'''h^2 + \\dots"));
    BOOST_TEST(
        is_false(left + "\\frac{\\partial \\mathcal{L}}{\\partial\\lambda} - \\tfrac16 \\mathcal{L}'''h^2 + \\dots"));
    BOOST_TEST(
        is_false(left + "\\frac{\\partial \\mathcal{L}}{\\partial\\lambda} + \\tfrac12 \\mathcal{L}'''h^2 + \\dots"));
}

BOOST_AUTO_TEST_CASE(one_step_of_descent_is_what_an_arrow_says)
{
    BOOST_TEST(holds("b \\leftarrow b - \\eta\\,\\overline{\\frac{\\partial \\mathcal{L}}{\\partial b}}"));
    BOOST_TEST(is_false("b \\leftarrow b + \\eta\\,\\overline{\\frac{\\partial \\mathcal{L}}{\\partial b}}"));
    BOOST_TEST(is_false("b \\leftarrow b - \\eta\\,\\frac{\\partial \\mathcal{L}}{\\partial b}"));
}

// ---- the place ------------------------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(the_place_decides)
{
    BOOST_TEST(is_false("M_6 = \\run{0.739970}"));
    BOOST_TEST(holds("\\place{last epoch, sample 10} M_6 = \\run{0.739970}"));
    BOOST_TEST(is_false("\\place{last epoch, sample 9} M_6 = \\run{0.739970}"));
    BOOST_TEST(is_false("\\place{trained, sample 3} M_6 = \\run{0.739970}"));
    BOOST_TEST(holds("\\place{other loss} \\frac{\\partial \\mathcal{L}}{\\partial O_9} = O_9 - I_1"));
    BOOST_TEST(is_false("\\frac{\\partial \\mathcal{L}}{\\partial O_9} = O_9 - I_1"));
    BOOST_TEST(is_false("\\place{nowhere} R_7 = \\run{0.563136}"));
}

BOOST_AUTO_TEST_CASE(what_is_wrong_on_purpose_has_to_be_wrong)
{
    BOOST_TEST(holds("\\place{wrong on purpose} M_{6,\\mathrm{in}} = \\lambda_{4,6}L_4 + b_6"));
    BOOST_TEST(is_false("\\place{wrong on purpose} M_{6,\\mathrm{in}} = \\lambda_{4,6}L_4 + \\lambda_{5,6}L_5 + b_6"));
    BOOST_TEST(is_false("\\place{wrong on purpose} M_{6,\\mathrm{in}} = what")); // not false, but no equation
}

BOOST_AUTO_TEST_CASE(a_mark_needs_a_reason)
{
    BOOST_TEST((outcome_of("\\place{not evaluable: a step that is chosen} h = 0.2") == Outcome::marked));
    BOOST_TEST(is_false("\\place{not evaluable:} h = 0.2"));
}

BOOST_AUTO_TEST_CASE(a_name_that_no_equation_uses_is_told)
{
    Evaluator text;
    BOOST_TEST((text.examine("h = 0.2").outcome == Outcome::names));
    BOOST_TEST(text.unused() == std::vector<std::string>{"h"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_thing_is_not_compared_with_itself)
{
    BOOST_TEST(is_false("R_7 = R_7"));
}

BOOST_AUTO_TEST_CASE(a_quantity_that_does_not_exist_is_told_even_where_nothing_is_compared)
{
    BOOST_TEST(is_false("\\lambda_{6,9}"));
    BOOST_TEST(is_false("R_9"));
    BOOST_TEST(is_false("\\partial O_9/\\partial O_{10,\\mathrm{in}}"));
    BOOST_TEST((outcome_of("\\lambda_{6,7}") == Outcome::none));
}

// ---- the source's own equations -------------------------------------------------------------------------------------

// What the document prints where it disagrees with itself, in our notation (chapter 25), and what holds instead.
BOOST_AUTO_TEST_CASE(the_errata_that_are_equations_are_found)
{
    struct Erratum {
        const char* printed;
        const char* right;
    };
    for (const Erratum& erratum : {
             Erratum{"∂R7/∂R7in = 1.0", "∂R7/∂R7in = R7 (1 − R7)"},                         // 2
             Erratum{"R7in = λ6,7·M6 + b6", "R7in = λ6,7·M6 + b7"},                         // 3
             Erratum{"∂ℒ/∂b7 = M6·R7 (1 − R7)·∂ℒ/∂R7", "∂ℒ/∂λ6,7 = M6·R7 (1 − R7)·∂ℒ/∂R7"}, // 4
             Erratum{"∂ℒ/∂b4 = 1·M6 (1 − M6)·∂ℒ/∂M6", "∂ℒ/∂b4 = 1·L4 (1 − L4)·∂ℒ/∂L4"},     // 5
             Erratum{"∂L4/∂L4in = M6 (1 − M6)", "∂L4/∂L4in = L4 (1 − L4)"},                 // 5
             Erratum{"M6in = λ4,6·L4 + b6", "M6in = λ4,6·L4 + λ5,6·L5 + b6"},               // 6
             Erratum{"∂O9/∂O10in = 1", "∂O10/∂O10in = 1"},                                  // 7
             Erratum{"∂ℒ/∂O9 = O9 − I1", "∂ℒ/∂O9 = ⅔ (O9 − I1)"}, // 1: mixed with the code's loss
             Erratum{"m = Y", "\\place{noise-free} m = 7 Y"},     // 10
         }) {
        BOOST_TEST(is_false(erratum.printed), erratum.printed);
        BOOST_TEST(holds(erratum.right), erratum.right);
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(texts)

BOOST_AUTO_TEST_CASE(every_formula_of_the_prose_is_found_and_none_of_the_program)
{
    const TemporaryDirectory directory;
    const auto file = directory.path() / "chapter.cpp";
    std::ofstream(file)
        << "/*\nA $a = 1$ and $b$, `$c$`\n$$\nd = 2\n$$\nover $e +\nf$.\n*/\nint g; // $g$\n/*\n$h$\n*/\n";
    std::vector<std::string> found;
    for (const formulas::Formula& formula : formulas::formulas_of(file)) {
        found.push_back(std::to_string(formula.line) + (formula.display ? " $$" : " ") + formula.text);
    }
    const std::vector<std::string> expected{"2 a = 1", "2 b", "3 $$\nd = 2\n", "6 e +\nf", "11 h"};
    BOOST_TEST(found == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_dollar_without_a_partner_is_refused)
{
    const TemporaryDirectory directory;
    const auto file = directory.path() / "page.md";
    std::ofstream(file) << "one $a and nothing\n";
    BOOST_CHECK_THROW(formulas::formulas_of(file), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(equations_of_comments_end_where_the_prose_goes_on)
{
    const TemporaryDirectory directory;
    const auto file = directory.path() / "header.hpp";
    std::ofstream(file)
        << "/// Sends it on: X_in = Σ λ·(outputs of the layer before) + b, then X = σ(X_in) for L, M and R\n"
           "/// and X = X_in for O.\nint x = 3;\nint y; ///< with ℒ = ½ Σ (O − I)² <!-- place: other loss -->: text\n";
    std::vector<std::string> found;
    for (const formulas::Formula& formula : formulas::equations_in_comments(file)) {
        BOOST_TEST((Evaluator().examine(formula.text).outcome == Outcome::holds), formula.text);
        found.push_back(std::to_string(formula.line) + formula.text);
    }
    const std::vector<std::string> expected{"1 X_in = Σ λ·(outputs of the layer before) + b",
                                            "1\\place{hidden} X = σ(X_in) ", "2\\place{outputs} X = X_in ",
                                            "4\\place{other loss} ℒ = ½ Σ (O − I)² "};
    BOOST_TEST(found == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
