// The checks of the chapters: they hold at every point that the command line can ask for, and a value that is wrong ends
// a chapter with exit code 1.
#include "data/samples.hpp"
#include "network/descent.hpp"
#include "tests/support/program.hpp"
#include "tests/support/refusal.hpp"
#include "verification/ledger.hpp"
#include "workbook/derivation.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstdlib>
#include <limits>
#include <string>
#include <vector>

using namespace autoencoder;
using namespace autoencoder::verification;
using enum Quantity;

namespace {

/// The settings of one combination, spread over all five options.
workbook::Settings combination(unsigned i)
{
    static constexpr std::array<double, 8> sigmas{0.1, 0.0, 0.5, 2.0, 0.01, 1.0, 1e-9, 1.5};
    workbook::Settings settings;
    settings.seed = 1 + 37 * i;
    settings.data_seed = 1000 + 11 * i;
    settings.samples = 1 + i % 15;
    settings.sample = 1 + (i / 3) % settings.samples;
    settings.sigma = sigmas.at(i / 12 % sigmas.size()); // every program below meets each of them
    return settings;
}

std::string options_of(const workbook::Settings& s)
{
    return " --seed " + std::to_string(s.seed) + " --data-seed " + std::to_string(s.data_seed) + " --samples "
           + std::to_string(s.samples) + " --sample " + std::to_string(s.sample) + " --sigma " + shortest(s.sigma);
}

/// What a chapter proves at one sample: ∂ℒ/∂b7 and its factors, with `dR7` for the slope.
void proof(workbook::Page& page, double slope_error)
{
    const auto x = workbook::evaluation(page.settings());
    const double dL_dR7 = workbook::derivatives_so_far(x).nodes.R7;
    const double slope = x.nodes.R7 * (1 - x.nodes.R7) * (1 + slope_error);
    prove(page, x,
          {{R7_in, b_7, 1.0}, {R7, R7_in, slope}, {L, R7, dL_dR7, "known"}, {L, b_7, slope * dL_dR7, "product"}});
}

} // namespace

BOOST_AUTO_TEST_CASE(all_82_derivatives_hold_at_240_combinations_of_the_options)
{
    std::vector<Point> points;
    for (unsigned i = 0; i < 240; ++i) {
        const workbook::Settings settings = combination(i);
        const auto x = workbook::evaluation(settings);
        points.push_back({options_of(settings), x.parameters, {x.sample}});
    }
    const Ledger ledger(points);
    BOOST_TEST(ledger.rows().size() == 240U * 82U);
    for (const Check& row : ledger.rows()) {
        if (!row.holds()) {
            BOOST_ERROR(name_of(row.derivative) << " fails with" << ledger.points()[row.point].name);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_programs_of_the_derivation_end_well_at_many_combinations)
{
    // Every program at its share of the combinations; the library's checks behind them are in the test above.
    const std::vector<std::string> chapters{"05_numerical_derivative",
                                            "06_bias_b9",
                                            "07_weight_7_9",
                                            "08_output_R7",
                                            "09_bias_b7",
                                            "10_weight_6_7",
                                            "11_output_M6",
                                            "12_bias_b6",
                                            "13_weight_4_6",
                                            "14_output_L4",
                                            "15_bias_b4",
                                            "16_weight_1_4"};
    const std::string folder = (programs::build() / "chapters" / "").string();
    const TemporaryDirectory directory;
    for (unsigned i = 0; i < 216; ++i) { // 18 combinations for each of the 12
        const std::string command = folder + chapters[i % chapters.size()] + options_of(combination(i))
                                    + " --figures none --output " + directory.path().string() + " > /dev/null";
        BOOST_TEST(std::system(command.c_str()) == 0, command);
    }
}

BOOST_AUTO_TEST_CASE(a_step_that_is_wrong_ends_a_chapter_with_1_and_is_named)
{
    const TemporaryDirectory directory;
    const std::string output = directory.path().string();
    const std::array<const char*, 5> arguments{"proof", "--figures", "none", "--output", output.c_str()};
    const auto exit_code = [&](double slope_error) {
        return workbook::run({"proof", "a proof", {}}, static_cast<int>(arguments.size()), arguments.data(),
                             [&](workbook::Page& page) { proof(page, slope_error); });
    };
    BOOST_TEST(exit_code(0.0) == 0);
    BOOST_TEST(exit_code(1.0) == 1);
    BOOST_TEST(exit_code(1e-13) == 1);
    BOOST_TEST(exit_code(std::numeric_limits<double>::quiet_NaN()) == 1);

    workbook::Page page(workbook::Settings{});
    proof(page, 1.0);
    BOOST_REQUIRE(!page.failures().empty());
    BOOST_TEST(page.failures().front() == "∂R7/∂R7in: it is twice the right value"); // the cause, not the product
    BOOST_TEST(page.text().find("✗") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(two_mistakes_that_cancel_in_the_product_are_seen)
{
    workbook::Page page(workbook::Settings{});
    const auto x = workbook::evaluation(page.settings());
    const double slope = x.nodes.R7 * (1 - x.nodes.R7);
    const double dL_dR7 = workbook::derivatives_so_far(x).nodes.R7;
    prove(
        page, x,
        {{R7_in, b_7, 1.0}, {R7, R7_in, 2 * slope}, {L, R7, dL_dR7 / 2, "known"}, {L, b_7, slope * dL_dR7, "product"}});
    BOOST_TEST(page.failures().size() == 3U); // two lines, and "all lines hold"
    BOOST_TEST(refusal([&] { prove(page, x, {}); }) == "a derivation needs at least one step");
}

BOOST_AUTO_TEST_CASE(the_gradient_of_a_batch_is_proved_line_by_line)
{
    workbook::Page page(workbook::Settings{});
    const Parameters<double> parameters = workbook::initial_parameters(page.settings());
    const std::vector<Sample<double>> batch = workbook::training_data(page.settings()).samples;
    Parameters<double> gradient = mean_gradient<double>(parameters, batch);
    workbook::prove_gradient(page, parameters, batch, gradient);
    BOOST_TEST(page.failures().empty());
    const std::string text = page.text();
    BOOST_TEST(text.find("  derivative         at        value  50 digits ") == 0U, text);
    // λ1,4 of tests/reference/document/initial_parameters.csv, and its derivative of first_epoch_gradient.csv
    BOOST_TEST(text.find("\n  ∂ℒ/∂λ1,4     0.608415     0.001433   0.001433 ") != std::string::npos, text);
    BOOST_TEST(text.ends_with("\n\n  ✓ all 24 lines hold before every witness\n"), text);

    gradient.b_6 *= 12.0;
    workbook::prove_gradient(page, parameters, batch, gradient);
    BOOST_TEST(page.failures()
                   == (std::vector<std::string>{"∂ℒ/∂b6: this is the sum over the 12 samples, not their average",
                                                "all 24 lines hold before every witness"}),
               boost::test_tools::per_element());
}

// The derivatives and products of the next two tests were computed from tests/reference/document/initial_parameters.csv
// and first_sample_forward.csv by the formulas that stand beside them, in another language. The bounds are the program's
// own; tests/verification/bounded_test.cpp checks how they come about.
BOOST_AUTO_TEST_CASE(a_derivation_is_printed_with_its_witnesses)
{
    workbook::Page page(workbook::Settings{});
    proof(page, 0.0);
    BOOST_TEST(page.failures().empty());
    BOOST_TEST("\n" + page.text() == R"(
  derivative  factor         value  50 digits   complex   central  8th order  bound  in bounds
  ──────────  ──────────  ────────  ─────────  ────────  ────────  ─────────  ─────  ─────────
  ∂R7in/∂b7   1           1.000000   1.000000  1.000000  1.000000   1.000000      0  0 ✓
  ∂R7/∂R7in   R7(1 − R7)  0.246014   0.246014  0.246014  0.246014   0.246014  3e-16  < 1 ✓
  ∂ℒ/∂R7      known       0.630093   0.630093  0.630093  0.630093   0.630093  1e-15  < 1 ✓
  ∂ℒ/∂b7      product     0.155012   0.155012  0.155012  0.155012   0.155012  5e-16  < 1 ✓

  ✓ all 4 lines hold before every witness
  ✓ backpropagation gives the same ∂ℒ/∂b7 = 0.155012
)");
}

BOOST_AUTO_TEST_CASE(the_paths_of_the_reports_add_up)
{
    const auto x = workbook::evaluation(workbook::Settings{});
    BOOST_TEST("\n" + workbook::paths_to_the_loss(x, R7).text() == R"(
  path  factors                product
  ────  ───────────────────  ─────────
  O9    λ7,9 · ⅔(O9 − I1)     0.562564
  O10   λ7,10 · ⅔(O10 − I2)   0.071498
  O11   λ7,11 · ⅔(O11 − I3)  -0.003969
  sum                         0.630093
)");
    BOOST_TEST("\n" + workbook::paths_to_the_loss(x, lambda_1_4).text() == R"(
  path          factors                                          product
  ────────────  ───────────────────────────────────────────  ───────────
  L4 → M6       … = I1 · L4(1 − L4) · λ4,6 · M6(1 − M6)      -1.6906e-04
  … → R7 → O9   … · λ6,7 · R7(1 − R7) · λ7,9 · ⅔(O9 − I1)    -9.3719e-06
  … → R7 → O10  … · λ6,7 · R7(1 − R7) · λ7,10 · ⅔(O10 − I2)  -1.1911e-06
  … → R7 → O11  … · λ6,7 · R7(1 − R7) · λ7,11 · ⅔(O11 − I3)   6.6118e-08
  … → R8 → O9   … · λ6,8 · R8(1 − R8) · λ8,9 · ⅔(O9 − I1)    -6.2225e-06
  … → R8 → O10  … · λ6,8 · R8(1 − R8) · λ8,10 · ⅔(O10 − I2)   1.4755e-06
  … → R8 → O11  … · λ6,8 · R8(1 − R8) · λ8,11 · ⅔(O11 − I3)  -1.4325e-07
  sum                                                        -1.5387e-05
)");
}
