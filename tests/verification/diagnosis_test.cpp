// Each mistake by its name. The wrong values are made from the forward pass by hand, at three random networks.
#include "network/backpropagation.hpp"
#include "verification/diagnosis.hpp"
#include "verification/fifty_digits.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>
#include <limits>
#include <vector>

using namespace autoencoder;
using namespace autoencoder::verification;
using enum Quantity;

namespace {

/// A value at one point, from the parameters, the nodes and the right derivatives of the loss.
using Recipe = std::function<double(const Parameters<double>&, const Nodes<double>&, const LossDerivatives<double>&)>;

Diagnosis diagnosis_of(Derivative derivative, const Recipe& recipe, std::size_t count, LossFunction function)
{
    std::vector<Attempt> attempts;
    for (Point& point : random_points(count, 5)) {
        point.function = function;
        const auto x = evaluate(point.parameters, point.batch[0], function);
        const auto dL = backpropagate(point.parameters, point.batch[0], x.nodes, function);
        attempts.push_back({point, recipe(point.parameters, x.nodes, dL)});
    }
    return diagnose(derivative, attempts);
}

void expect(Derivative derivative, Mistake mistake, const std::string& words, const Recipe& recipe,
            LossFunction function = LossFunction::mean_of_squares)
{
    for (const std::size_t count : {1U, 3U}) {
        const Diagnosis diagnosis = diagnosis_of(derivative, recipe, count, function);
        BOOST_TEST((diagnosis.mistake == mistake), name_of(derivative) << ": " << diagnosis.sentence);
        BOOST_TEST(diagnosis.sentence.find(words) != std::string::npos, words << " in: " << diagnosis.sentence);
    }
}

} // namespace

BOOST_AUTO_TEST_CASE(what_is_right_is_called_right)
{
    expect({L, lambda_7_9}, Mistake::none, "right", [](auto&, auto&, auto& d) { return d.parameters.lambda_7_9; });
    expect({O9, M6}, Mistake::none, "right", [](auto& p, auto& x, auto&) {
        return p.lambda_6_7 * x.R7 * (1 - x.R7) * p.lambda_7_9 + p.lambda_6_8 * x.R8 * (1 - x.R8) * p.lambda_8_9;
    });
}

BOOST_AUTO_TEST_CASE(a_missing_slope_of_a_sigmoid)
{
    expect({L, b_7}, Mistake::factor_missing, "R7(1 − R7): the step across the node R7, ∂R7/∂R7in, is missing",
           [](auto&, auto&, auto& d) { return d.nodes.R7; });
    expect({L, b_7}, Mistake::factor_missing, "this is ∂ℒ/∂R7", [](auto&, auto&, auto& d) { return d.nodes.R7; });
    expect({L, lambda_1_4}, Mistake::factor_missing, "a factor M6(1 − M6)",
           [](auto&, auto& x, auto& d) { return d.parameters.lambda_1_4 / (x.M6 * (1 - x.M6)); });
    expect({R7, R7_in}, Mistake::factor_missing, "1 stands where R7(1 − R7) belongs: 1 is the slope of a linear node",
           [](auto&, auto&, auto&) { return 1.0; });
    expect({O9, O9_in}, Mistake::factor_replaced, "O9(1 − O9), the slope of a sigmoid, stands where 1 belongs",
           [](auto&, auto& x, auto&) { return x.O9 * (1 - x.O9); });
    expect({L, b_7}, Mistake::factor_twice, "R7(1 − R7) is there twice",
           [](auto&, auto& x, auto& d) { return d.parameters.b_7 * x.R7 * (1 - x.R7); });
}

BOOST_AUTO_TEST_CASE(an_index_slip)
{
    expect({L, lambda_7_9}, Mistake::other_derivative, "this is ∂ℒ/∂λ8,9, not ∂ℒ/∂λ7,9: the first index",
           [](auto&, auto&, auto& d) { return d.parameters.lambda_8_9; });
    expect({L, lambda_7_9}, Mistake::other_derivative, "this is ∂ℒ/∂λ7,10, not ∂ℒ/∂λ7,9: the second index",
           [](auto&, auto&, auto& d) { return d.parameters.lambda_7_10; });
    expect({L, lambda_7_9}, Mistake::other_derivative, "this is ∂ℒ/∂λ8,10, not ∂ℒ/∂λ7,9: both indices of the weight",
           [](auto&, auto&, auto& d) { return d.parameters.lambda_8_10; });
    expect({L, lambda_4_6}, Mistake::other_derivative, "λ5,6",
           [](auto&, auto&, auto& d) { return d.parameters.lambda_5_6; });
    expect({L, b_4}, Mistake::other_derivative, "this is ∂ℒ/∂b6, not ∂ℒ/∂b4: the index of the node",
           [](auto&, auto&, auto& d) { return d.parameters.b_6; });
    expect({L, R7}, Mistake::factor_replaced, "λ8,9 stands where λ7,9 belongs", [](auto& p, auto&, auto& d) {
        return p.lambda_8_9 * d.nodes.O9 + p.lambda_7_10 * d.nodes.O10 + p.lambda_7_11 * d.nodes.O11;
    });
    expect({L, lambda_6_7}, Mistake::factor_replaced, "∂ℒ/∂M6in stands where ∂ℒ/∂R7in belongs",
           [](auto&, auto& x, auto& d) { return x.M6 * d.nodes.M6_in; });
    expect({L, lambda_6_7}, Mistake::factor_replaced, "∂ℒ/∂M6 stands where ∂ℒ/∂R7in belongs",
           [](auto&, auto& x, auto& d) { return x.M6 * d.nodes.M6; });
    expect({L, lambda_7_9}, Mistake::factor_replaced, "λ7,9 stands where R7 belongs",
           [](auto& p, auto&, auto& d) { return p.lambda_7_9 * d.nodes.O9; });
    expect({L, lambda_1_4}, Mistake::factor_replaced, "L4 stands where I1 belongs",
           [](auto&, auto& x, auto& d) { return x.L4 * d.nodes.L4_in; });
    expect({L, M6}, Mistake::factor_replaced, "λ6,8 stands where λ6,7 belongs",
           [](auto& p, auto&, auto& d) { return p.lambda_6_8 * d.nodes.R7_in + p.lambda_6_8 * d.nodes.R8_in; });
    expect({M6_in, lambda_4_6}, Mistake::other_derivative, "∂M6in/∂λ5,6", [](auto&, auto& x, auto&) { return x.L5; });
    expect({L, b_7}, Mistake::factor_replaced, "R7in(1 − R7in) stands where R7(1 − R7) belongs",
           [](auto&, auto& x, auto& d) { return x.R7_in * (1 - x.R7_in) * d.nodes.R7; });
}

BOOST_AUTO_TEST_CASE(a_missing_weight_or_output)
{
    expect({L, L4}, Mistake::factor_missing, "λ4,6: the step along the connection L4 → M6",
           [](auto&, auto&, auto& d) { return d.nodes.M6_in; });
    expect({L, lambda_7_9}, Mistake::factor_missing, "a factor R7: what λ7,9 multiplies",
           [](auto&, auto&, auto& d) { return d.nodes.O9; });
}

BOOST_AUTO_TEST_CASE(a_dropped_path_and_a_turned_one)
{
    expect({L, R7}, Mistake::path_missing, "two of the three paths are there; the one through O11 is missing",
           [](auto& p, auto&, auto& d) { return p.lambda_7_9 * d.nodes.O9 + p.lambda_7_10 * d.nodes.O10; });
    expect({L, R7}, Mistake::path_missing, "one of the three paths is there; those through O10, O11 are missing",
           [](auto& p, auto&, auto& d) { return p.lambda_7_9 * d.nodes.O9; });
    expect({L, M6}, Mistake::path_missing, "three of the six paths are there; those through R8 are missing",
           [](auto& p, auto&, auto& d) { return p.lambda_6_7 * d.nodes.R7_in; });
    expect({L, R7}, Mistake::path_sign, "the one through O10 has the wrong sign", [](auto& p, auto&, auto& d) {
        return p.lambda_7_9 * d.nodes.O9 - p.lambda_7_10 * d.nodes.O10 + p.lambda_7_11 * d.nodes.O11;
    });
}

BOOST_AUTO_TEST_CASE(a_bracket_closed_too_early_and_weights_left_out)
{
    const Recipe through_R7 = [](auto& p, auto& x, auto&) { return p.lambda_6_7 * x.R7 * (1 - x.R7) * p.lambda_7_11; };
    const Recipe through_R8 = [](auto& p, auto& x, auto&) { return p.lambda_6_8 * x.R8 * (1 - x.R8) * p.lambda_8_11; };
    expect({O11, b_6}, Mistake::factor_missing, "the factor M6(1 − M6) is missing on the path through R8",
           [&](auto& p, auto& x, auto& d) { return x.M6 * (1 - x.M6) * through_R7(p, x, d) + through_R8(p, x, d); });
    expect({L, R7}, Mistake::factor_missing, "the weights are missing: λ7,9, λ7,10, λ7,11",
           [](auto&, auto&, auto& d) { return d.nodes.O9 + d.nodes.O10 + d.nodes.O11; });
}

BOOST_AUTO_TEST_CASE(something_that_does_not_belong)
{
    expect({L, L4}, Mistake::term_added, "∂ℒ/∂L5 is added to it",
           [](auto&, auto&, auto& d) { return d.nodes.L4 + d.nodes.L5; });
    expect({L, b_9}, Mistake::term_added, "∂ℒ/∂b10 and ∂ℒ/∂b11 are added to it",
           [](auto&, auto&, auto& d) { return d.nodes.O9 + d.nodes.O10 + d.nodes.O11; });
    expect({O9, M6_in}, Mistake::factor_added, "∂ℒ/∂O9 is there, which is not asked for",
           [](auto& p, auto& x, auto& d) {
               return d.nodes.O9 * x.M6 * (1 - x.M6)
                      * (p.lambda_6_7 * x.R7 * (1 - x.R7) * p.lambda_7_9
                         + p.lambda_6_8 * x.R8 * (1 - x.R8) * p.lambda_8_9);
           });
    expect({L, R7}, Mistake::factor_added, "a factor b7 too many",
           [](auto& p, auto&, auto& d) { return p.b_7 * d.nodes.R7; });
}

BOOST_AUTO_TEST_CASE(another_way_and_another_end)
{
    expect({L, b_7}, Mistake::factor_replaced, "∂ℒ/∂R8 stands where ∂ℒ/∂R7 belongs",
           [](auto&, auto& x, auto& d) { return x.R7 * (1 - x.R7) * d.nodes.R8; });
    expect({L, b_7}, Mistake::other_derivative, "the rest of the way, ∂ℒ/∂R7, is missing",
           [](auto&, auto& x, auto&) { return x.R7 * (1 - x.R7); });
    expect({O10, M6}, Mistake::other_derivative, "this is ∂O9/∂M6, not ∂O10/∂M6", [](auto& p, auto& x, auto&) {
        return p.lambda_6_7 * x.R7 * (1 - x.R7) * p.lambda_7_9 + p.lambda_6_8 * x.R8 * (1 - x.R8) * p.lambda_8_9;
    });
    expect({L, b_7}, Mistake::factor_replaced, "1 − R7 stands where R7(1 − R7) belongs",
           [](auto&, auto& x, auto& d) { return (1 - x.R7) * d.nodes.R7; });
    expect({L, lambda_6_7}, Mistake::factor_replaced, "M6(1 − M6) stands where M6 belongs",
           [](auto&, auto& x, auto& d) { return x.M6 * (1 - x.M6) * d.nodes.R7_in; });
    expect({L, b_9}, Mistake::not_a_derivative, "this is the loss itself", [](auto&, auto&, auto& d) {
        // ℒ = ⅓ Σ (O − I)², with O − I = 3/2 ∂ℒ/∂O
        return 0.75 * (d.nodes.O9 * d.nodes.O9 + d.nodes.O10 * d.nodes.O10 + d.nodes.O11 * d.nodes.O11);
    });
}

BOOST_AUTO_TEST_CASE(the_loss_and_the_sign)
{
    expect({L, O9}, Mistake::loss_function, "2/3 is left out", [](auto&, auto&, auto& d) { return 1.5 * d.nodes.O9; });
    expect({L, lambda_1_4}, Mistake::loss_function, "2/3 is left out",
           [](auto&, auto&, auto& d) { return 1.5 * d.parameters.lambda_1_4; });
    expect({L, b_6}, Mistake::sign, "the sign is wrong", [](auto&, auto&, auto& d) { return -d.parameters.b_6; });
    expect({L, R7}, Mistake::constant_factor, "a third", [](auto&, auto&, auto& d) { return d.nodes.R7 / 3; });
    expect({L, b_6}, Mistake::constant_factor, "twice", [](auto&, auto&, auto& d) { return 2 * d.parameters.b_6; });
    expect({L, b_6}, Mistake::constant_factor, "it is 0", [](auto&, auto&, auto&) { return 0.0; });
}

BOOST_AUTO_TEST_CASE(the_other_loss_has_no_two_thirds)
{
    constexpr auto half = LossFunction::half_sum_of_squares;
    expect(
        {L, O9}, Mistake::loss_function, "2/3 is too much: this belongs to the mean of the squares",
        [](auto&, auto&, auto& d) { return d.nodes.O9 * 2 / 3; }, half);
    expect(
        {L, lambda_1_4}, Mistake::constant_factor, "2/3 is there twice, and this loss has none",
        [](auto&, auto&, auto& d) { return d.parameters.lambda_1_4 * 4 / 9; }, half);
    expect(
        {L, b_6}, Mistake::none, "right", [](auto&, auto&, auto& d) { return d.parameters.b_6; }, half);
}

BOOST_AUTO_TEST_CASE(two_mistakes_at_once)
{
    expect({L, b_7}, Mistake::two_mistakes, "the sign is wrong; and right up to a factor R7(1 − R7)",
           [](auto&, auto&, auto& d) { return -d.nodes.R7; });
    expect({L, lambda_7_9}, Mistake::two_mistakes, "this is ∂ℒ/∂λ8,9, not ∂ℒ/∂λ7,9",
           [](auto&, auto&, auto& d) { return 1.5 * d.parameters.lambda_8_9; });
    expect({L, R7}, Mistake::two_mistakes, "2/3 is left out",
           [](auto& p, auto&, auto& d) { return 1.5 * (p.lambda_7_9 * d.nodes.O9 + p.lambda_7_10 * d.nodes.O10); });
}

BOOST_AUTO_TEST_CASE(errors_in_the_last_digits)
{
    expect({L, b_9}, Mistake::last_digits, "right to about 12 digits",
           [](auto&, auto&, auto& d) { return d.parameters.b_9 * (1 + 1e-12); });
    expect({L, R7}, Mistake::last_digits, "right to about 8 digits",
           [](auto&, auto&, auto& d) { return d.nodes.R7 * (1 - 1e-8); });
}

BOOST_AUTO_TEST_CASE(what_is_not_finite_and_what_has_no_name)
{
    expect({L, b_9}, Mistake::not_a_number, "not a finite number",
           [](auto&, auto&, auto&) { return std::numeric_limits<double>::quiet_NaN(); });
    expect({L, b_9}, Mistake::unknown, "no mistake that we know", [](auto&, auto&, auto&) { return 0.123456789; });
}

BOOST_AUTO_TEST_CASE(batches)
{
    const Point batch = document_points()[12];
    const FiftyDigits exact(batch);
    const auto judge = [&](double value) {
        const std::vector<Attempt> attempt{{batch, value}};
        return diagnose({L, lambda_6_7}, attempt);
    };
    const double mean = exact.value({L, lambda_6_7});
    BOOST_TEST((judge(mean).mistake == Mistake::none));
    BOOST_TEST(judge(12 * mean).sentence == "this is the sum over the 12 samples, not their average");
    BOOST_TEST((judge(mean / 12).mistake == Mistake::sum_for_average));
    const auto x = evaluate(batch.parameters, batch.batch[3]);
    const auto fourth = backpropagate(batch.parameters, batch.batch[3], x.nodes).parameters.lambda_6_7;
    BOOST_TEST(judge(fourth).sentence == "only sample 4 of the batch is in it");
    BOOST_TEST(judge(fourth / 12).sentence == "only sample 4 of the batch is in it, divided by the batch size");
    BOOST_TEST(judge(1.5 * mean).sentence.find("2/3 is left out") == 0U);
    BOOST_TEST(judge(exact.value({L, lambda_6_8})).sentence.find("this is ∂ℒ/∂λ6,8") == 0U);
}

BOOST_AUTO_TEST_CASE(a_guess_contradicts_no_right_value)
{
    const auto points = random_points(2, 5);
    const auto right = FiftyDigits(points[0]).value({L, b_6});
    const std::vector<Attempt> attempts{{points[0], right}, {points[1], -FiftyDigits(points[1]).value({L, b_6})}};
    BOOST_TEST((diagnose({L, b_6}, attempts).mistake == Mistake::unknown));
    BOOST_CHECK_THROW(diagnose({L, b_6}, {}), std::invalid_argument);
    BOOST_CHECK_THROW(diagnose({M6, O9}, attempts), std::invalid_argument);
}
