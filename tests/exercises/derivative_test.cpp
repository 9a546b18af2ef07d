// Wrong answers that a class would give to the exercises of chapters 6 to 17, each with the words that must name it.
#include "exercises/exercise.hpp"
#include "network/forward.hpp"
#include "network/loss.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace autoencoder;
using exercise::Known;
using exercise::Numbers;
using exercise::Verdict;
using enum Quantity;

namespace {

double dO9(const Numbers& x)
{
    return 2.0 / 3 * (x.O9 - x.I1);
}

double dO10(const Numbers& x)
{
    return 2.0 / 3 * (x.O10 - x.I2);
}

double dO11(const Numbers& x)
{
    return 2.0 / 3 * (x.O11 - x.I3);
}

double dR8(const Numbers& x)
{
    return x.lambda_8_9 * dO9(x) + x.lambda_8_10 * dO10(x) + x.lambda_8_11 * dO11(x);
}

/// The slope of a sigmoid at its output.
double s(double output)
{
    return output * (1 - output);
}

/// A wrong answer, and what the diagnosis has to say.
template <class... Arguments>
struct Wrong {
    double (*answer)(Arguments...);
    std::string words;
};

using WrongFormula = Wrong<const Numbers&>;
using WrongWithKnown = Wrong<const Numbers&, const Known&>;

/// Every answer must fail, and for the reason given.
template <class AnyWrong>
void check_diagnoses(Quantity of, Quantity by, const std::vector<AnyWrong>& answers)
{
    BOOST_TEST(answers.size() >= 5U);
    for (const AnyWrong& wrong : answers) {
        const Verdict verdict = exercise::derivative(of, by, wrong.answer);
        BOOST_TEST(!verdict.passed(), wrong.words);
        BOOST_TEST(verdict.diagnosis.find(wrong.words) != std::string::npos,
                   "for `" << wrong.words << "` it says `" << verdict.diagnosis << "`");
    }
}

} // namespace

BOOST_AUTO_TEST_CASE(answers_to_exercise_6_are_diagnosed)
{
    check_diagnoses<WrongFormula>(
        L, b_10,
        {{[](const Numbers& x) { return x.O10 - x.I2; }, "2/3 is left out"},
         {[](const Numbers& x) { return 2.0 / 3 * (x.I2 - x.O10); }, "the sign is wrong"},
         {[](const Numbers& x) { return dO9(x); }, "this is ∂ℒ/∂b9, not ∂ℒ/∂b10"},
         {[](const Numbers& x) { return dO11(x); }, "this is ∂ℒ/∂b11, not ∂ℒ/∂b10"},
         {[](const Numbers& x) { return 2.0 / 3 * (x.O10 - x.I1); }, "a difference from I1 stands where"},
         {[](const Numbers& x) { return 2.0 / 3 * (x.O10 - x.I3); }, "a difference from I3 stands where"},
         {[](const Numbers& x) { return 2.0 * (x.O10 - x.I2); }, "three times the right value"},
         {[](const Numbers& x) { return (x.O10 - x.I2) / 3; }, "half of the right value"},
         {[](const Numbers& x) { return s(x.O10) * dO10(x); }, "O10(1 − O10)"},
         {[](const Numbers& x) { return x.R8 * dO10(x); }, "this is ∂ℒ/∂λ8,10"},
         {[](const Numbers& x) { return dO9(x) + dO10(x) + dO11(x); }, "∂ℒ/∂b9 and ∂ℒ/∂b11 are added to it"},
         {[](const Numbers& x) { return x.L; }, "this is the loss itself"},
         {[](const Numbers& x) { return 0.6667 * (x.O10 - x.I2); }, "right to a few digits only"},
         // NOLINTNEXTLINE(bugprone-integer-division): the mistake that is to be told
         {[](const Numbers& x) { return 2 / 3 * (x.O10 - x.I2); }, "it is 0 everywhere"},
         {[](const Numbers&) { return -0.0739186; }, "the same number everywhere"},
         {[](const Numbers& x) { return 2.0 / 3 * x.O10 - x.I2; }, "the brackets around O10 − I2 are missing"},
         {[](const Numbers& x) { return 2.0 / 3 * x.O10; }, "from which I2 is not subtracted"},
         {[](const Numbers& x) { return 2.0 / 3 * (x.O10 + x.I2); }, "⅔(O10 + I2), a sum"},
         {[](const Numbers& x) { return 2.0 / 3 * (x.O10 - x.O9); }, "a difference from O9"},
         {[](const Numbers& x) { return (x.O10 - x.I2) * (x.O10 - x.I2) / 3; }, "the term of the loss itself"},
         {[](const Numbers& x) { return 2.0 / 3 * (x.O10 - x.I2) * (x.O10 - x.I2); }, "⅔(O10 − I2)², with its square"},
         {[](const Numbers& x) { return 1.5 * (x.O10 - x.I2); }, "3/2 stands where 2/3 belongs"},
         {[](const Numbers& x) { return x.b_10 * dO10(x); },
          "b10 stands where 1 belongs (the step from b10 to O10in)"}});
}

BOOST_AUTO_TEST_CASE(answers_to_exercise_7_are_diagnosed)
{
    check_diagnoses<WrongFormula>(
        L, lambda_8_11,
        {{[](const Numbers& x) { return x.R7 * dO11(x); }, "this is ∂ℒ/∂λ7,11"},
         {[](const Numbers& x) { return x.R8 * dO9(x); }, "this is ∂ℒ/∂λ8,9"},
         {[](const Numbers& x) { return x.R8 * dO10(x); }, "this is ∂ℒ/∂λ8,10"},
         {[](const Numbers& x) { return x.R7 * dO9(x); }, "this is ∂ℒ/∂λ7,9"},
         {[](const Numbers& x) { return dO11(x); }, "right up to a factor R8"},
         {[](const Numbers& x) { return x.lambda_8_11 * dO11(x); }, "λ8,11 stands where R8 belongs"},
         {[](const Numbers& x) { return x.R8_in * dO11(x); }, "R8in stands where R8 belongs"},
         {[](const Numbers& x) { return s(x.R8) * dO11(x); }, "R8(1 − R8) stands where R8 belongs"},
         {[](const Numbers& x) { return x.R8 * (x.O11 - x.I3); }, "2/3 is left out"},
         {[](const Numbers& x) { return -x.R8 * dO11(x); }, "the sign is wrong"},
         {[](const Numbers& x) { return x.R8 * s(x.O11) * dO11(x); }, "O11(1 − O11)"},
         {[](const Numbers& x) { return x.R8 * x.O11; }, "O11 stands where ⅔(O11 − I3) belongs"},
         {[](const Numbers& x) { return x.R8 * (2.0 / 3) * (x.O11 - x.I1); }, "a difference from I1"},
         {[](const Numbers& x) { return x.R8; }, "∂ℒ/∂O11, is missing"},
         {[](const Numbers& x) { return x.R8 * 2.0 / 3 * x.O11 - x.I3; }, "the brackets around O11 − I3 are missing"},
         {[](const Numbers& x) { return x.R8 * x.lambda_8_11 * dO11(x); }, "a factor λ8,11 too many"},
         {[](const Numbers& x) { return x.R8 + dO11(x); }, "are added: along a way they are multiplied"},
         {[](const Numbers& x) { return dO11(x) / x.R8; }, "R8 divides"}});
}

BOOST_AUTO_TEST_CASE(answers_to_exercise_8_are_diagnosed)
{
    check_diagnoses<WrongFormula>(
        L, R8,
        {{[](const Numbers& x) { return x.lambda_8_9 * dO9(x) + x.lambda_8_10 * dO10(x); },
          "two of the three paths are there; the one through O11 is missing"},
         {[](const Numbers& x) { return x.lambda_8_9 * dO9(x) + x.lambda_8_11 * dO11(x); },
          "the one through O10 is missing"},
         {[](const Numbers& x) { return x.lambda_8_9 * dO9(x); },
          "one of the three paths is there; those through O10, O11 are missing"},
         {[](const Numbers& x) { return x.lambda_7_9 * dO9(x) + x.lambda_7_10 * dO10(x) + x.lambda_7_11 * dO11(x); },
          "this is ∂ℒ/∂R7, not ∂ℒ/∂R8"},
         {[](const Numbers& x) { return s(x.R8) * dR8(x); }, "this is ∂ℒ/∂R8in"},
         {[](const Numbers& x) { return dO9(x) + dO10(x) + dO11(x); }, "the weights are missing"},
         {[](const Numbers& x) { return 1.5 * dR8(x); }, "2/3 is left out"},
         {[](const Numbers& x) { return -dR8(x); }, "the sign is wrong"},
         {[](const Numbers& x) { return x.lambda_7_9 * dO9(x) + x.lambda_8_10 * dO10(x) + x.lambda_8_11 * dO11(x); },
          "λ7,9 stands where λ8,9 belongs"},
         {[](const Numbers& x) { return x.lambda_8_9 * dO9(x) + x.lambda_8_10 * dO10(x) - x.lambda_8_11 * dO11(x); },
          "the one through O11 has the wrong sign"},
         {[](const Numbers& x) { return dR8(x) / 3; }, "a third of the right value: the paths add up, no mean"},
         {[](const Numbers& x) { return x.lambda_8_9 * dO9(x) * x.lambda_8_10 * dO10(x) * x.lambda_8_11 * dO11(x); },
          "the paths are multiplied"},
         {[](const Numbers& x) {
              return (x.lambda_8_9 + x.lambda_8_10 + x.lambda_8_11) * (dO9(x) + dO10(x) + dO11(x));
          },
          "a sum of weights is multiplied"},
         {[](const Numbers& x) {
              return x.lambda_8_9 * dO9(x) + x.lambda_8_10 * dO10(x) + x.lambda_8_11 * (x.O11 - x.I3);
          },
          "the one through O11 lacks the 2/3"},
         {[](const Numbers& x) { return x.lambda_8_9 * dO9(x) * 2 + x.lambda_8_11 * dO11(x); },
          "through O9 is there twice, and the one through O10 is missing"},
         {[](const Numbers& x) { return x.lambda_8_9 * dO9(x) + dR8(x); }, "the path through O9 is there twice"},
         {[](const Numbers& x) { return x.lambda_8_11 * dO9(x) + x.lambda_8_10 * dO10(x) + x.lambda_8_9 * dO11(x); },
          "have changed places"}});
}

BOOST_AUTO_TEST_CASE(answers_to_exercise_9_are_diagnosed)
{
    check_diagnoses<WrongWithKnown>(
        L, b_8,
        {{[](const Numbers&, const Known& dL) { return dL.R8; },
          "right up to a factor R8(1 − R8): the step across the node R8"},
         {[](const Numbers& x, const Known& dL) { return s(x.R7) * dL.R7; }, "this is ∂ℒ/∂b7"},
         {[](const Numbers& x, const Known& dL) { return s(x.R7) * dL.R8; },
          "R7(1 − R7) stands where R8(1 − R8) belongs"},
         {[](const Numbers& x, const Known& dL) { return s(x.R8) * dL.R7; }, "∂ℒ/∂R7 stands where ∂ℒ/∂R8 belongs"},
         {[](const Numbers& x, const Known& dL) { return s(x.R8_in) * dL.R8; },
          "R8in(1 − R8in) stands where R8(1 − R8) belongs"},
         {[](const Numbers& x, const Known& dL) { return x.R8 * dL.R8; }, "R8 stands where R8(1 − R8) belongs"},
         {[](const Numbers& x, const Known& dL) { return (1 - x.R8) * dL.R8; },
          "1 − R8 stands where R8(1 − R8) belongs"},
         {[](const Numbers& x, const Known& dL) { return s(x.R8) * s(x.R8) * dL.R8; }, "R8(1 − R8) is there twice"},
         {[](const Numbers& x, const Known& dL) { return x.M6 * s(x.R8) * dL.R8; }, "this is ∂ℒ/∂λ6,8"},
         {[](const Numbers& x, const Known& dL) { return x.R8 * (x.R8 - 1) * dL.R8; }, "the sign is wrong"},
         {[](const Numbers& x, const Known& dL) { return x.R8 * (1 + x.R8) * dL.R8; },
          "R8(1 + R8) stands where R8(1 − R8) belongs"},
         {[](const Numbers& x, const Known&) { return s(x.R8); }, "the rest of the way, ∂ℒ/∂R8, is missing"},
         {[](const Numbers& x, const Known& dL) { return x.R8 * 1 - x.R8 * dL.R8; },
          "the brackets around 1 − R8 are missing"},
         {[](const Numbers& x, const Known& dL) { return s(sigmoid(x.R8)) * dL.R8; }, "with a sigmoid too many"},
         {[](const Numbers& x, const Known& dL) { return (1 - x.R8 * x.R8) * dL.R8; },
          "the slope of a hyperbolic tangent"},
         {[](const Numbers&, const Known& dL) { return 0.25 * dL.R8; }, "¼, which the slope is only where R8 = ½"},
         {[](const Numbers& x, const Known& dL) { return s(x.R8) + dL.R8; }, "are added: along a way"},
         {[](const Numbers& x, const Known& dL) {
              return s(x.R8) * (x.lambda_8_9 + x.lambda_8_10 + x.lambda_8_11) * dL.R8;
          },
          "has these weights already"}});
}

BOOST_AUTO_TEST_CASE(answers_to_exercise_10_are_diagnosed)
{
    check_diagnoses<WrongWithKnown>(
        L, lambda_6_8,
        {{[](const Numbers& x, const Known& dL) { return s(x.R8) * dL.R8; }, "right up to a factor M6"},
         {[](const Numbers& x, const Known& dL) { return x.M6 * dL.R8; },
          "right up to a factor R8(1 − R8): the step across the node R8"},
         {[](const Numbers& x, const Known& dL) { return x.M6 * s(x.R7) * dL.R7; }, "this is ∂ℒ/∂λ6,7"},
         {[](const Numbers& x, const Known& dL) { return x.M6 * s(x.R7) * dL.R8; },
          "R7(1 − R7) stands where R8(1 − R8) belongs"},
         {[](const Numbers& x, const Known& dL) { return x.M6 * s(x.R8) * dL.R7; },
          "∂ℒ/∂R7 stands where ∂ℒ/∂R8 belongs"},
         {[](const Numbers& x, const Known& dL) { return x.lambda_6_8 * s(x.R8) * dL.R8; },
          "λ6,8 stands where M6 belongs"},
         {[](const Numbers& x, const Known& dL) { return x.M6_in * s(x.R8) * dL.R8; }, "M6in stands where M6 belongs"},
         {[](const Numbers& x, const Known& dL) { return x.R8 * s(x.R8) * dL.R8; }, "R8 stands where M6 belongs"},
         {[](const Numbers& x, const Known& dL) { return s(x.M6) * s(x.R8) * dL.R8; },
          "M6(1 − M6) stands where M6 belongs"},
         {[](const Numbers& x, const Known& dL) { return x.M6 * s(x.R8) * -dL.R8; }, "the sign is wrong"},
         {[](const Numbers& x, const Known& dL) { return x.M6 * s(x.M6) * dL.R8; },
          "M6(1 − M6) stands where R8(1 − R8) belongs"},
         {[](const Numbers& x, const Known& dL) { return x.M6 * x.R8 * 1 - x.R8 * dL.R8; },
          "the brackets around 1 − R8 are missing"},
         {[](const Numbers& x, const Known& dL) { return s(x.M6) * dL.R8; }, "two mistakes: right up to a factor M6"},
         {[](const Numbers& x, const Known& dL) { return 2.0 / 3 * x.M6 * s(x.R8) * dL.R8; }, "2/3 is there twice"}});
}

BOOST_AUTO_TEST_CASE(answers_to_exercise_11_are_diagnosed)
{
    check_diagnoses<WrongFormula>(
        O10, M6,
        {{[](const Numbers& x) { return x.lambda_6_7 * s(x.R7) * x.lambda_7_10; },
          "one of the two paths is there; the one through R8 is missing"},
         {[](const Numbers& x) { return x.lambda_6_8 * s(x.R8) * x.lambda_8_10; }, "the one through R7 is missing"},
         {[](const Numbers& x) { return x.lambda_6_7 * x.lambda_7_10 + x.lambda_6_8 * s(x.R8) * x.lambda_8_10; },
          "∂R7/∂R7in, is missing"},
         {[](const Numbers& x) { return x.lambda_6_7 * x.lambda_7_10 + x.lambda_6_8 * x.lambda_8_10; }, "R7(1 − R7)"},
         {[](const Numbers& x) {
              return x.lambda_6_7 * s(x.R7) * x.lambda_7_9 + x.lambda_6_8 * s(x.R8) * x.lambda_8_9;
          },
          "this is ∂O9/∂M6, not ∂O10/∂M6"},
         {[](const Numbers& x) {
              return x.lambda_6_7 * s(x.R7) * x.lambda_7_11 + x.lambda_6_8 * s(x.R8) * x.lambda_8_11;
          },
          "this is ∂O11/∂M6, not ∂O10/∂M6"},
         {[](const Numbers& x) {
              return x.lambda_6_7 * s(x.R7) * x.lambda_7_10 - x.lambda_6_8 * s(x.R8) * x.lambda_8_10;
          },
          "the one through R8 has the wrong sign"},
         {[](const Numbers& x) {
              return x.lambda_6_7 * s(x.R7) * x.lambda_7_10 + x.lambda_6_8 * s(x.R7) * x.lambda_8_10;
          },
          "R7(1 − R7) stands where R8(1 − R8) belongs"},
         {[](const Numbers& x) {
              return s(x.M6) * (x.lambda_6_7 * s(x.R7) * x.lambda_7_10 + x.lambda_6_8 * s(x.R8) * x.lambda_8_10);
          },
          "this is ∂O10/∂M6in"},
         {[](const Numbers& x) {
              return (x.lambda_6_7 * s(x.R7) * x.lambda_7_10 + x.lambda_6_8 * s(x.R8) * x.lambda_8_10) * dO10(x);
          },
          "∂ℒ/∂O10 is there, which is not asked for"},
         {[](const Numbers& x) { return s(x.R7) * x.lambda_7_10 + s(x.R8) * x.lambda_8_10; }, "λ6,7"},
         {[](const Numbers& x) {
              return x.lambda_6_7 * s(x.R7) * x.lambda_7_10 + x.lambda_6_8 * s(x.R8) * x.lambda_8_9;
          },
          "λ8,9 stands where λ8,10 belongs"},
         {[](const Numbers& x) { return x.lambda_6_7 * x.lambda_7_10 + x.lambda_6_8 * x.lambda_8_10; },
          "the slopes are missing: R7(1 − R7), R8(1 − R8)"},
         {[](const Numbers& x) {
              return x.lambda_6_7 * s(x.R7) * x.lambda_8_10 + x.lambda_6_8 * s(x.R8) * x.lambda_7_10;
          },
          "λ7,10 and λ8,10 have changed places"},
         {[](const Numbers& x) {
              return x.lambda_6_7 * s(x.R8) * x.lambda_7_10 + x.lambda_6_8 * s(x.R7) * x.lambda_8_10;
          },
          "R7(1 − R7) and R8(1 − R8) have changed"},
         {[](const Numbers& x) { return x.lambda_6_7 * x.R7 * x.lambda_7_10 + x.lambda_6_8 * x.R8 * x.lambda_8_10; },
          "the outputs stand where the slopes"},
         {[](const Numbers& x) {
              return x.lambda_6_7 * (1 - x.R7) * x.lambda_7_10 + x.lambda_6_8 * (1 - x.R8) * x.lambda_8_10;
          },
          "1 − X stands where X(1 − X)"},
         {[](const Numbers& x) {
              return (x.lambda_6_7 * s(x.R7) * x.lambda_7_10 + x.lambda_6_8 * s(x.R8) * x.lambda_8_10) / 2;
          },
          "half of the right value: the paths add up"},
         {[](const Numbers& x) {
              return x.lambda_6_7 * s(x.R7) * x.lambda_7_10 * x.lambda_6_8 * s(x.R8) * x.lambda_8_10;
          },
          "the paths are multiplied"},
         {[](const Numbers& x) {
              return x.lambda_6_7 * s(x.R7) * (x.lambda_7_9 + x.lambda_7_10 + x.lambda_7_11)
                     + x.lambda_6_8 * s(x.R8) * (x.lambda_8_9 + x.lambda_8_10 + x.lambda_8_11);
          },
          "∂O9/∂M6 and ∂O11/∂M6 are added"}});
}

BOOST_AUTO_TEST_CASE(answers_to_exercise_12_are_diagnosed)
{
    check_diagnoses<WrongFormula>(
        O11, b_6,
        {{[](const Numbers& x) {
              return x.lambda_6_7 * s(x.R7) * x.lambda_7_11 + x.lambda_6_8 * s(x.R8) * x.lambda_8_11;
          },
          "right up to a factor M6(1 − M6)"},
         {[](const Numbers& x) { return s(x.M6) * x.lambda_6_7 * s(x.R7) * x.lambda_7_11; },
          "one of the two paths is there; the one through R8 is missing"},
         {[](const Numbers& x) {
              return s(x.M6) * x.lambda_6_7 * s(x.R7) * x.lambda_7_11 + x.lambda_6_8 * s(x.R8) * x.lambda_8_11;
          },
          "the factor M6(1 − M6) is missing on the path through R8"},
         {[](const Numbers& x) {
              return s(x.M6) * (x.lambda_6_7 * s(x.R7) * x.lambda_7_10 + x.lambda_6_8 * s(x.R8) * x.lambda_8_10);
          },
          "this is ∂O10/∂b6, not ∂O11/∂b6"},
         {[](const Numbers& x) { return s(x.M6) * (x.lambda_6_7 * x.lambda_7_11 + x.lambda_6_8 * x.lambda_8_11); },
          "R7(1 − R7)"},
         {[](const Numbers& x) {
              return x.M6 * (x.lambda_6_7 * s(x.R7) * x.lambda_7_11 + x.lambda_6_8 * s(x.R8) * x.lambda_8_11);
          },
          "M6 stands where M6(1 − M6) belongs"},
         {[](const Numbers& x) {
              return s(x.M6_in) * (x.lambda_6_7 * s(x.R7) * x.lambda_7_11 + x.lambda_6_8 * s(x.R8) * x.lambda_8_11);
          },
          "M6in(1 − M6in) stands where M6(1 − M6) belongs"},
         {[](const Numbers& x) {
              return x.L4 * s(x.M6) * (x.lambda_6_7 * s(x.R7) * x.lambda_7_11 + x.lambda_6_8 * s(x.R8) * x.lambda_8_11);
          },
          "this is ∂O11/∂λ4,6"},
         {[](const Numbers& x) {
              return -s(x.M6) * (x.lambda_6_7 * s(x.R7) * x.lambda_7_11 + x.lambda_6_8 * s(x.R8) * x.lambda_8_11);
          },
          "the sign is wrong"},
         {[](const Numbers& x) {
              return s(x.M6) * (x.lambda_6_8 * s(x.R7) * x.lambda_7_11 + x.lambda_6_8 * s(x.R8) * x.lambda_8_11);
          },
          "λ6,8 stands where λ6,7 belongs"},
         {[](const Numbers& x) {
              return x.lambda_6_7 * s(x.R7) * x.lambda_7_10 + x.lambda_6_8 * s(x.R8) * x.lambda_8_10;
          },
          "both ends of the way are others"}});
}

BOOST_AUTO_TEST_CASE(answers_to_exercise_13_are_diagnosed)
{
    check_diagnoses<WrongWithKnown>(
        L, lambda_5_6,
        {{[](const Numbers& x, const Known& dL) { return x.L4 * s(x.M6) * dL.M6; }, "this is ∂ℒ/∂λ4,6"},
         {[](const Numbers& x, const Known& dL) { return x.L5 * dL.M6; },
          "right up to a factor M6(1 − M6): the step across the node M6"},
         {[](const Numbers& x, const Known& dL) { return s(x.M6) * dL.M6; }, "right up to a factor L5"},
         {[](const Numbers& x, const Known& dL) { return x.lambda_5_6 * s(x.M6) * dL.M6; }, "this is ∂ℒ/∂L5"},
         {[](const Numbers& x, const Known& dL) { return x.L5 * s(x.L5) * dL.M6; },
          "L5(1 − L5) stands where M6(1 − M6) belongs"},
         {[](const Numbers& x, const Known& dL) { return x.L5_in * s(x.M6) * dL.M6; }, "L5in stands where L5 belongs"},
         {[](const Numbers& x, const Known& dL) { return s(x.L5) * s(x.M6) * dL.M6; },
          "L5(1 − L5) stands where L5 belongs"},
         {[](const Numbers& x, const Known& dL) { return -x.L5 * s(x.M6) * dL.M6; }, "the sign is wrong"},
         {[](const Numbers& x, const Known& dL) { return x.L5 * s(x.M6) * dL.R8; },
          "∂ℒ/∂R8 stands where ∂ℒ/∂M6 belongs"},
         {[](const Numbers& x, const Known& dL) { return (x.L4 + x.L5) * s(x.M6) * dL.M6; }, "∂ℒ/∂λ4,6 is added to it"},
         {[](const Numbers& x, const Known& dL) { return x.L5 * x.M6 * dL.M6; }, "M6 stands where M6(1 − M6) belongs"},
         {[](const Numbers& x, const Known& dL) { return s(x.L5) * dL.M6; }, "two mistakes: right up to a factor L5"},
         {[](const Numbers& x, const Known& dL) {
              return x.L5 * s(x.M6) * (x.lambda_6_7 * dL.R7 + x.lambda_6_8 * dL.R8);
          },
          "the slopes are missing: R7(1 − R7), R8(1 − R8)"}});
}

BOOST_AUTO_TEST_CASE(answers_to_exercise_14_are_diagnosed)
{
    check_diagnoses<WrongWithKnown>(
        L, L5,
        {{[](const Numbers& x, const Known& dL) { return x.lambda_4_6 * s(x.M6) * dL.M6; }, "this is ∂ℒ/∂L4"},
         {[](const Numbers& x, const Known& dL) { return x.lambda_5_6 * dL.M6; },
          "right up to a factor M6(1 − M6): the step across the node M6"},
         {[](const Numbers& x, const Known& dL) { return s(x.M6) * dL.M6; }, "right up to a factor λ5,6"},
         {[](const Numbers& x, const Known& dL) { return x.L5 * s(x.M6) * dL.M6; }, "this is ∂ℒ/∂λ5,6"},
         {[](const Numbers& x, const Known& dL) { return s(x.L5) * x.lambda_5_6 * s(x.M6) * dL.M6; },
          "this is ∂ℒ/∂L5in"},
         {[](const Numbers& x, const Known& dL) { return x.lambda_5_6 * s(x.L5) * dL.M6; },
          "L5(1 − L5) stands where M6(1 − M6) belongs"},
         {[](const Numbers& x, const Known& dL) { return (x.lambda_4_6 + x.lambda_5_6) * s(x.M6) * dL.M6; },
          "∂ℒ/∂L4 is added to it"},
         {[](const Numbers& x, const Known& dL) { return -x.lambda_5_6 * s(x.M6) * dL.M6; }, "the sign is wrong"},
         {[](const Numbers& x, const Known& dL) { return x.lambda_5_6 * s(x.M6) * s(x.M6) * dL.M6; },
          "M6(1 − M6) is there twice"},
         {[](const Numbers& x, const Known& dL) { return x.lambda_5_6 * s(x.M6_in) * dL.M6; },
          "M6in(1 − M6in) stands where M6(1 − M6) belongs"},
         {[](const Numbers& x, const Known& dL) { return s(x.M6) * dL.M6 / x.lambda_5_6; }, "λ5,6 divides"},
         {[](const Numbers& x, const Known& dL) {
              return x.lambda_5_6 * (x.lambda_6_7 + x.lambda_6_8) * s(x.M6) * dL.M6;
          },
          "the derivative by M6 has these weights already"}});
}

BOOST_AUTO_TEST_CASE(answers_to_exercise_15_are_diagnosed)
{
    check_diagnoses<WrongWithKnown>(
        L, b_5,
        {{[](const Numbers& x, const Known& dL) { return x.lambda_5_6 * s(x.M6) * dL.M6; },
          "right up to a factor L5(1 − L5): the step across the node L5"},
         {[](const Numbers& x, const Known& dL) { return s(x.L5) * x.lambda_5_6 * dL.M6; },
          "right up to a factor M6(1 − M6): the step across the node M6"},
         {[](const Numbers& x, const Known& dL) { return s(x.L4) * x.lambda_4_6 * s(x.M6) * dL.M6; }, "this is ∂ℒ/∂b4"},
         {[](const Numbers& x, const Known& dL) { return s(x.L4) * x.lambda_5_6 * s(x.M6) * dL.M6; },
          "L4(1 − L4) stands where L5(1 − L5) belongs"},
         {[](const Numbers& x, const Known& dL) { return s(x.L5) * x.lambda_4_6 * s(x.M6) * dL.M6; },
          "λ4,6 stands where λ5,6 belongs"},
         {[](const Numbers& x, const Known& dL) { return s(x.L5) * s(x.M6) * dL.M6; }, "right up to a factor λ5,6"},
         {[](const Numbers& x, const Known& dL) { return s(x.M6) * x.lambda_5_6 * s(x.M6) * dL.M6; },
          "M6(1 − M6) stands where L5(1 − L5) belongs"},
         {[](const Numbers& x, const Known& dL) { return s(x.M6) * dL.M6; }, "this is ∂ℒ/∂b6"},
         {[](const Numbers& x, const Known& dL) { return x.L5 * x.lambda_5_6 * s(x.M6) * dL.M6; },
          "L5 stands where L5(1 − L5) belongs"},
         {[](const Numbers& x, const Known& dL) { return -s(x.L5) * x.lambda_5_6 * s(x.M6) * dL.M6; },
          "the sign is wrong"},
         {[](const Numbers& x, const Known& dL) { return x.I1 * s(x.L5) * x.lambda_5_6 * s(x.M6) * dL.M6; },
          "this is ∂ℒ/∂λ1,5"},
         {[](const Numbers& x, const Known& dL) { return x.lambda_5_6 * dL.M6; }, "two mistakes"},
         {[](const Numbers& x, const Known& dL) { return s(x.L5) * x.lambda_5_6 * x.M6 * 1 - x.M6 * dL.M6; },
          "the brackets around 1 − M6 are missing"}});
}

BOOST_AUTO_TEST_CASE(answers_to_exercise_16_are_diagnosed)
{
    check_diagnoses<WrongWithKnown>(
        L, lambda_2_5,
        {{[](const Numbers& x, const Known& dL) { return x.I1 * s(x.L5) * x.lambda_5_6 * s(x.M6) * dL.M6; },
          "this is ∂ℒ/∂λ1,5"},
         {[](const Numbers& x, const Known& dL) { return x.I2 * s(x.L4) * x.lambda_4_6 * s(x.M6) * dL.M6; },
          "this is ∂ℒ/∂λ2,4"},
         {[](const Numbers& x, const Known& dL) { return s(x.L5) * x.lambda_5_6 * s(x.M6) * dL.M6; },
          "right up to a factor I2: what λ2,5 multiplies"},
         {[](const Numbers& x, const Known& dL) { return x.I2 * x.lambda_5_6 * s(x.M6) * dL.M6; },
          "right up to a factor L5(1 − L5): the step across the node L5"},
         {[](const Numbers& x, const Known& dL) { return x.I2 * s(x.L5) * x.lambda_5_6 * dL.M6; },
          "right up to a factor M6(1 − M6): the step across the node M6"},
         {[](const Numbers& x, const Known& dL) { return x.I2 * s(x.L5) * s(x.M6) * dL.M6; },
          "right up to a factor λ5,6"},
         {[](const Numbers& x, const Known& dL) { return x.lambda_2_5 * s(x.L5) * x.lambda_5_6 * s(x.M6) * dL.M6; },
          "λ2,5 stands where I2 belongs"},
         {[](const Numbers& x, const Known& dL) { return x.I2 * s(x.L5) * x.lambda_4_6 * s(x.M6) * dL.M6; },
          "λ4,6 stands where λ5,6 belongs"},
         {[](const Numbers& x, const Known& dL) { return -x.I2 * s(x.L5) * x.lambda_5_6 * s(x.M6) * dL.M6; },
          "the sign is wrong"},
         {[](const Numbers& x, const Known& dL) { return x.L5 * s(x.L5) * x.lambda_5_6 * s(x.M6) * dL.M6; },
          "L5 stands where I2 belongs"},
         {[](const Numbers& x, const Known& dL) { return x.I2 * s(x.L5_in) * x.lambda_5_6 * s(x.M6) * dL.M6; },
          "L5in(1 − L5in) stands where L5(1 − L5) belongs"},
         {[](const Numbers& x, const Known& dL) { return x.I2 * x.L5 * x.lambda_5_6 * s(x.M6) * dL.M6; },
          "L5 stands where L5(1 − L5) belongs"},
         {[](const Numbers& x, const Known& dL) { return s(x.I2) * s(x.L5) * x.lambda_5_6 * s(x.M6) * dL.M6; },
          "I2(1 − I2) stands where I2 belongs"},
         {[](const Numbers& x, const Known& dL) {
              return (x.I1 + x.I2 + x.I3) * s(x.L5) * x.lambda_5_6 * s(x.M6) * dL.M6;
          },
          "∂ℒ/∂λ1,5 and ∂ℒ/∂λ3,5 are added"},
         {[](const Numbers& x, const Known& dL) { return x.I2 * s(x.L5) * x.lambda_5_6 * s(x.M6) * dL.M6 * dO10(x); },
          "a factor ∂ℒ/∂O10 too many"}});
}

// ---- right answers --------------------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(another_algebraic_form_passes)
{
    // 2d/3 by another division; the slope of the sigmoid as X − X², and by its input; sums in another order.
    BOOST_TEST(exercise::derivative(L, b_10, [](const Numbers& x) { return (x.O10 - x.I2) / 1.5; }).passed());
    BOOST_TEST(exercise::derivative(L, lambda_8_11, [](const Numbers& x) {
                   return x.R8 * x.O11 / 3 * 2 - x.R8 * x.I3 * 2 / 3;
               }).passed());
    BOOST_TEST(
        exercise::derivative(L, R8, [](const Numbers& x) {
            return 2 * (x.lambda_8_11 * (x.O11 - x.I3) + x.lambda_8_10 * (x.O10 - x.I2) + x.lambda_8_9 * (x.O9 - x.I1))
                   / 3;
        }).passed());
    BOOST_TEST(exercise::derivative(L, b_8, [](const Numbers& x, const Known& dL) {
                   return dL.R8 * (x.R8 - x.R8 * x.R8);
               }).passed());
    BOOST_TEST(exercise::derivative(L, lambda_6_8, [](const Numbers& x, const Known& dL) {
                   const double e = std::exp(-x.R8_in);
                   return dL.R8 * e / ((1 + e) * (1 + e)) * x.M6;
               }).passed());
    BOOST_TEST(exercise::derivative(O11, b_6, [](const Numbers& x) {
                   return x.lambda_6_8 * (1 - x.R8) * x.R8 * x.lambda_8_11 * (x.M6 - x.M6 * x.M6)
                          + x.lambda_6_7 * (1 - x.R7) * x.R7 * x.lambda_7_11 * (x.M6 - x.M6 * x.M6);
               }).passed());
    BOOST_TEST(exercise::derivative(L, lambda_2_5,
                                    [](const Numbers& x, const Known&) { // from the outputs on
                                        const double dR7 =
                                            x.lambda_7_9 * dO9(x) + x.lambda_7_10 * dO10(x) + x.lambda_7_11 * dO11(x);
                                        const double dM6 =
                                            x.lambda_6_7 * s(x.R7) * dR7 + x.lambda_6_8 * s(x.R8) * dR8(x);
                                        return x.I2 * s(x.L5) * x.lambda_5_6 * s(x.M6) * dM6;
                                    })
                   .passed());
}

BOOST_AUTO_TEST_CASE(a_guess_contradicts_no_right_row)
{
    const Verdict verdict = exercise::derivative(L, b_10, [](const Numbers& x) { return std::max(dO10(x), 0.0); });
    const auto right = std::ranges::count_if(verdict.rows, &exercise::Row::right);
    BOOST_TEST(right > 0);
    BOOST_TEST(!verdict.passed());
    BOOST_TEST(
        verdict.diagnosis.starts_with("right in " + std::to_string(right) + " of 5 calls; the first wrong one is "));
}

BOOST_AUTO_TEST_CASE(why_digits_are_missing_is_told_apart)
{
    const auto diagnosis = [](double (*answer)(const Numbers& x)) {
        return exercise::derivative(L, lambda_6_8, answer).diagnosis;
    };
    static const auto loss_with = [](const Numbers& x, double weight) {
        Parameters<double> p = x;
        p.lambda_6_8 = weight;
        return loss(forward(p, x), x);
    };
    static const auto right = [](const Numbers& x) { return dR8(x) * s(x.R8) * x.M6; };
    BOOST_TEST(diagnosis([](const Numbers& x) {
                   constexpr double h = 1e-4;
                   return (loss_with(x, x.lambda_6_8 + h) - loss_with(x, x.lambda_6_8)) / h;
               }).starts_with("this is a forward difference"));
    BOOST_TEST(diagnosis([](const Numbers& x) {
                   constexpr double h = 1e-2;
                   return (loss_with(x, x.lambda_6_8 + h) - loss_with(x, x.lambda_6_8 - h)) / (2 * h);
               }).starts_with("this is a central difference"));
    BOOST_TEST(diagnosis([](const Numbers& x) -> double {
                   return static_cast<float>(right(x));
               }).starts_with("right to the seven digits of a float"));
    BOOST_TEST(diagnosis([](const Numbers& x) {
                   return 0.66666667 * 3 / 2 * right(x);
               }).find("by the same factor everywhere: a constant is rounded")
               != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_factor_has_a_cause_only_where_it_may_come_from)
{
    const Verdict half = exercise::derivative(
        L, lambda_5_6, [](const Numbers& x, const Known& dL) { return 0.5 * x.L5 * s(x.M6) * dL.M6; });
    BOOST_TEST(half.diagnosis == "it is half of the right value");
}

// ---- what is seen without the chain rule ----------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(a_hard_coded_number_is_told_so_even_when_it_is_right_once)
{
    static double once = 0;
    once = exercise::derivative(L, b_10, [](const Numbers& x) { return dO10(x); }).rows.front().expected;
    const Verdict verdict = exercise::derivative(L, b_10, [](const Numbers&) { return once; });
    BOOST_TEST(verdict.rows.front().right());
    BOOST_TEST(!verdict.passed());
    BOOST_TEST(verdict.diagnosis.starts_with("it is the same number everywhere"));
}

BOOST_AUTO_TEST_CASE(values_that_are_no_numbers_and_exceptions_are_told)
{
    const Verdict nan = exercise::derivative(L, b_10, [](const Numbers& x) { return std::sqrt(-1 - x.O10 * x.O10); });
    BOOST_TEST(!nan.passed());
    BOOST_TEST(nan.diagnosis.find("it is not a number") != std::string::npos);

    const Verdict infinite = exercise::derivative(L, b_10, [](const Numbers& x) { return 1 / (x.O10 - x.O10); });
    BOOST_TEST(!infinite.passed());

    const Verdict thrown =
        exercise::derivative(L, b_10, [](const Numbers&) -> double { return std::vector<double>{}.at(1); });
    BOOST_TEST(!thrown.passed());
    BOOST_TEST(!thrown.rows.front().complaint.empty());
}

// ---- the batch ------------------------------------------------------------------------------------------------------

namespace {

using Batch = std::vector<Numbers>;

double sum_over(const Batch& batch, double (*formula)(const Numbers& x))
{
    double sum = 0;
    for (const Numbers& x : batch) {
        sum += formula(x);
    }
    return sum;
}

double mean_over(const Batch& batch, double (*formula)(const Numbers& x))
{
    return sum_over(batch, formula) / static_cast<double>(batch.size());
}

double dlambda_8_10(const Numbers& x)
{
    return x.R8 * dO10(x);
}

} // namespace

BOOST_AUTO_TEST_CASE(answers_to_exercise_17_are_diagnosed)
{
    const auto right = [](const Batch& b) { return mean_over(b, dlambda_8_10); };
    BOOST_TEST(exercise::mean_derivative(lambda_8_10, right).passed());
    const std::vector<Wrong<const Batch&>> answers{
        {[](const Batch& b) { return sum_over(b, dlambda_8_10); }, "not their average"},
        {[](const Batch& b) { return mean_over(b, dlambda_8_10) / static_cast<double>(b.size()); }, "twice"},
        {[](const Batch& b) { return sum_over(b, dlambda_8_10) / 12; }, "the sum is divided by 12"},
        {[](const Batch& b) { return dlambda_8_10(b[0]); }, "only sample 1"},
        {[](const Batch& b) { return 1.5 * mean_over(b, dlambda_8_10); }, "2/3 is left out"},
        {[](const Batch& b) { return -mean_over(b, dlambda_8_10); }, "the sign is wrong"},
        {[](const Batch& b) { return mean_over(b, dO10); }, "right up to a factor R8"},
        {[](const Batch& b) { return mean_over(b, [](const Numbers& x) { return x.R7 * dO10(x); }); },
         "this is ∂ℒ/∂λ7,10"},
        {[](const Batch& b) { return mean_over(b, [](const Numbers& x) { return x.R8 * dO9(x); }); },
         "this is ∂ℒ/∂λ8,9"},
        {[](const Batch& b) { return dlambda_8_10(b.back()); }, "only the last sample is in it: the others"},
        {[](const Batch& b) { return dlambda_8_10(b.back()) / static_cast<double>(b.size()); },
         "only the last sample is in it, divided"},
        {[](const Batch& b) { return mean_over(b, dlambda_8_10) - dlambda_8_10(b[0]) / static_cast<double>(b.size()); },
         "the first sample is left out"},
        {[](const Batch& b) {
             return mean_over(b, dlambda_8_10) - dlambda_8_10(b.back()) / static_cast<double>(b.size());
         },
         "the last sample is left out"},
        {[](const Batch& b) { return sum_over(b, dlambda_8_10) / static_cast<double>(b.size() - 1); },
         "one sample less"},
        {[](const Batch& b) {
             double sum = 0;
             for (const Numbers& x : b) {
                 sum = (sum + dlambda_8_10(x)) / static_cast<double>(b.size());
             }
             return sum;
         },
         "the division stands in the loop"},
        {[](const Batch& b) { return mean_over(b, [](const Numbers& x) { return x.R8; }) * mean_over(b, dO10); },
         "the mean of each factor"},
        {[](const Batch& b) {
             int sum = 0;
             for (const Numbers& x : b) {
                 sum = static_cast<int>(sum + dlambda_8_10(x));
             }
             return sum / static_cast<double>(b.size());
         },
         "the sum is kept in a whole number"}};
    for (const auto& wrong : answers) {
        const Verdict verdict = exercise::mean_derivative(lambda_8_10, wrong.answer);
        BOOST_TEST(!verdict.passed());
        BOOST_TEST(verdict.diagnosis.find(wrong.words) != std::string::npos,
                   "for `" << wrong.words << "` it says `" << verdict.diagnosis << "`");
    }
}
