/*
# 13 · The weight λ4,6

Two weights feed the bottleneck with nearly the same derivative, and this chapter uses the twins to find out what a test
must be able to see. For the document's first sample they differ by a fifth of a percent.

## The question

$\lambda_{4,6}$ carries the output of $L_4$ to the bottleneck:

$$
\frac{\partial \mathcal{L}}{\partial \lambda_{4,6}} =
\frac{\partial M_{6,\mathrm{in}}}{\partial \lambda_{4,6}} \cdot
\frac{\partial M_6}{\partial M_{6,\mathrm{in}}} \cdot
\frac{\partial \mathcal{L}}{\partial M_6}
$$

## The chain on paper

In $M_{6,\mathrm{in}} = \lambda_{4,6}L_4 + \lambda_{5,6}L_5 + b_6$ the weight multiplies $L_4$. The rest is
$\delta_{M_6}$ from \ref 12_bias_b6 "chapter 12". So

$$
\frac{\partial \mathcal{L}}{\partial \lambda_{4,6}} = L_4\,\delta_{M_6} = \run{L4}\cdot\run{dL_dM6_in} = \run{dL_dlambda_4_6} .
$$

Its twin is
$\partial \mathcal{L}/\partial\lambda_{5,6} = L_5\,\delta_{M_6} = \run{L5}\cdot\run{dL_dM6_in} = \run{dL_dlambda_5_6}$.
Divide one by the other, and everything they share falls out:

$$
\frac{\partial \mathcal{L}/\partial \lambda_{4,6}}{\partial \mathcal{L}/\partial \lambda_{5,6}} = \frac{L_4}{L_5} = \run{L4_over_L5} .
$$

## What must a test see?

Suppose a program has a slip here and writes $L_5$ for $L_4$. It then prints $\run{dL_dlambda_5_6}$ where
$\run{dL_dlambda_4_6}$ is right. The slip is $\run{sample_1_error_of_the_slip:.1e}$ in relative terms: a check that
accepts a relative error of 1 % passes it, for this sample at least.

Why are the twins so alike? Sample 1 is a small one: its inputs are near zero, so both encoder nodes are near
$\sigma(0) = \tfrac{1}{2}$. With inputs of exactly zero and biases of zero they *are* ½, both of them, and no test on earth can see
the slip. So two things decide what a check can see: how strict it is, and where it looks. The report does the
experiment on every sample. A gap below the tolerance of a witness means that this witness is blind for the slip, with
this sample.

## The program
*/
#include "plots/chain.hpp"
#include "verification/witness.hpp"
#include "workbook/derivation.hpp"

#include <cmath>
#include <ostream>

using namespace autoencoder;
using workbook::fixed;
using workbook::scientific;

/// The slip L5 for L4, as an error relative to the right value, sample by sample.
void print_slips(workbook::Page& page)
{
    const Parameters<double> parameters = workbook::initial_parameters(page.settings());
    const auto samples = workbook::training_data(page.settings()).samples;
    workbook::Table table(
        {"sample", "L4", "L5", "error of the slip", "passes 1e-01", "passes 1e-02"});
    std::size_t seen = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const verification::Point point{"", parameters, {samples[i]}};
        const Nodes<double> x = forward(parameters, samples[i]);
        const double delta = backpropagate(parameters, samples[i], x).nodes.M6_in;
        const double error = std::abs(x.L5 - x.L4) / std::abs(x.L4);
        const auto witness =
            verification::by_central_difference(point, {Quantity::L, Quantity::lambda_4_6});
        seen += std::abs(x.L5 * delta - witness.value) > witness.tolerance ? 1 : 0;
        if (i < 12) {
            table.row({std::to_string(i + 1), fixed(x.L4), fixed(x.L5), scientific(error, 1),
                       error <= 0.1 ? "yes" : "no", error <= 0.01 ? "yes" : "no"});
        }
    }
    page.heading("L5 for L4: would a fixed tolerance notice?");
    page.table("sample", table);
    page.report() << "\n  the central difference notices it in " << seen << " of "
                  << samples.size() << " samples\n";
}

void weight_4_6(workbook::Page& page)
{
    const Evaluation<double> evaluation = workbook::evaluation(page.settings());
    page.values(evaluation);
    const Nodes<double>& x = evaluation.nodes;
    const LossDerivatives<double> so_far = workbook::derivatives_so_far(evaluation);
    const double dL_dM6 = so_far.nodes.M6; // chapter 11

    const double dM6_dM6_in = x.M6 * (1 - x.M6);
    const double dM6_in_dlambda_4_6 = x.L4;
    const double dL_dlambda_4_6 = dM6_in_dlambda_4_6 * dM6_dM6_in * dL_dM6;

    page.report() << "∂ℒ/∂λ4,6 of sample " << page.settings().sample << "\n\n";
    using enum Quantity;
    prove(page, evaluation,
          {{M6_in, lambda_4_6, dM6_in_dlambda_4_6},
           {M6_in, lambda_5_6, x.L5},
           {M6, M6_in, dM6_dM6_in},
           {L, M6, dL_dM6, "chapter 11"},
           {L, M6_in, dM6_dM6_in * dL_dM6, "δ of M6"},
           {L, lambda_5_6, x.L5 * dM6_dM6_in * dL_dM6, "the twin"},
           {L, lambda_4_6, dL_dlambda_4_6, "product"}});
    page.report() << "\n  L4/L5 = " << fixed(page.value("L4_over_L5", x.L4 / x.L5)) << "\n";
    print_slips(page);
    page.figure(plots::chain("13_weight_4_6", lambda_4_6, evaluation));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run({"13_weight_4_6",
                          "Derives the derivative of the loss with respect to λ4,6, and asks "
                          "what a test can see.",
                          {seed, data, data_seed, samples, sigma, sample}},
                         argc, argv, weight_4_6);
}
/*
## What it prints

\output

\figure 13_weight_4_6 The path of $\lambda_{4,6}$. Exchange 4 for 5 in the first factor and you have the path of its
twin.

## Reading the table

The error of the slip is a property of the sample. For sample 1 it is hardly visible; for others it is large enough for
any test. The strict witnesses see it everywhere here, because their tolerance is not a percentage. They allow what
rounding can do, about $10^{-16}$, and $\run{sample_1_error_of_the_slip:.1e}$ is beyond that by thirteen powers of ten.

## How we know

The table proves both twins, and you can see that the line of one would not pass for the other: they differ in the
fifth decimal, and the bound is far below that. For the whole network, `make verify` adds points with random weights
*and* random biases, where no two outputs are alike. The test
`no_two_values_at_a_point_are_equal_so_that_an_index_slip_shows` guards those points. It also makes two weights equal
on purpose and demands to be told.

## Classic mistakes

- **$L_5$ for $L_4$.** The test `an_index_slip` takes one for the other and expects to read ∂ℒ/∂λ5,6.
- **Testing where everything is equal.** All weights ½, all inputs 1: a popular choice for a unit test, since one can
  compute it by hand. Many weights can then be exchanged and the result stays:
  \ref 05_numerical_derivative "chapter 5" counts the pairs.
- **A tolerance taken from another program.** The test `a_relative_error_of_1e_14_does_not_pass` shows what our own
  tolerance can resolve.

## Exercise

Two weights lead into the bottleneck. This chapter took the upper one; take $\lambda_{5,6}$.

\exercise

## What this settled

$\partial \mathcal{L}/\partial\lambda_{4,6} = \run{dL_dlambda_4_6}$. The factor $L_4$ came in as a number that a weight
multiplies. It is also the output of a node, and \ref 14_output_L4 "chapter 14" asks how the loss depends on it.
*/
