/*
# 8 · The output of R7

Until now each path was alone, but from $R_7$ three paths lead to the loss, and this chapter adds them up. It is the one
idea of backpropagation that is more than a product.

## The question

$R_7$ is no parameter; nobody can turn it. But everything to its left acts on the loss through it, so its derivative
is a factor of all of theirs. Node $R_7$ feeds $O_9$, $O_{10}$ and $O_{11}$:

$$
\frac{\partial \mathcal{L}}{\partial R_7} = \sum_{j=9}^{11}
\frac{\partial O_{j,\mathrm{in}}}{\partial R_7} \cdot
\frac{\partial O_j}{\partial O_{j,\mathrm{in}}} \cdot
\frac{\partial \mathcal{L}}{\partial O_j}
$$

Why a sum? Raise $R_7$ by a small $h$. Then $O_9$ changes, and with it the loss. At the same time $O_{10}$ changes, and
the loss changes by that as well; and so does $O_{11}$. Three changes happen at once, and for a small $h$ they do not
disturb one another. What the loss does in all is the sum of what it does along each way. Factors along a path multiply,
paths add.

## The chain on paper

The first factor is new. In $O_{9,\mathrm{in}} = \lambda_{7,9}R_7 + \lambda_{8,9}R_8 + b_9$ the output $R_7$ is
multiplied by $\lambda_{7,9}$. So

$$
\frac{\partial O_{9,\mathrm{in}}}{\partial R_7} = \lambda_{7,9}, \qquad
\frac{\partial O_{10,\mathrm{in}}}{\partial R_7} = \lambda_{7,10}, \qquad
\frac{\partial O_{11,\mathrm{in}}}{\partial R_7} = \lambda_{7,11} .
$$

Compare with \ref 07_weight_7_9 "chapter 7": a product $\lambda R$ has the rate $R$ for the weight and the rate
$\lambda$ for the output. One product, two derivatives, each of them the *other* number.

The three paths, with the numbers of sample 1:

| through | $\lambda_{7,j}$ | $\partial \mathcal{L}/\partial O_j$ | product |
|---|---|---|---|
| $O_9$ | $\run{lambda_7_9}$ | $\run{dL_dO9}$ | $\run{path_R7_O9}$ |
| $O_{10}$ | $\run{lambda_7_10}$ | $\run{dL_dO10}$ | $\run{path_R7_O10}$ |
| $O_{11}$ | $\run{lambda_7_11}$ | $\run{dL_dO11}$ | $\run{path_R7_O11}$ |

Their sum is $\run{dL_dR7}$. The path through $O_9$ brings most of it, since $O_9$ is furthest from its target. The
path through $O_{11}$ pulls the other way: two outputs would like $R_7$ lower, the third would like it higher.

## The program
*/
#include "plots/chain.hpp"
#include "workbook/derivation.hpp"

#include <ostream>

using namespace autoencoder;

void output_R7(workbook::Page& page)
{
    const Evaluation<double> evaluation = workbook::evaluation(page.settings());
    page.values(evaluation);
    const Parameters<double>& p = evaluation.parameters;
    const Nodes<double>& x = evaluation.nodes;
    const Sample<double>& z = evaluation.sample;

    const double dL_dO9 = 2.0 / 3.0 * (x.O9 - z.I1);
    const double dL_dO10 = 2.0 / 3.0 * (x.O10 - z.I2);
    const double dL_dO11 = 2.0 / 3.0 * (x.O11 - z.I3);
    const double dO_dO_in = 1; // the same at all three outputs

    const double through_O9 = p.lambda_7_9 * dO_dO_in * dL_dO9;
    const double through_O10 = p.lambda_7_10 * dO_dO_in * dL_dO10;
    const double through_O11 = p.lambda_7_11 * dO_dO_in * dL_dO11;
    const double dL_dR7 = through_O9 + through_O10 + through_O11;

    page.report() << "∂ℒ/∂R7 of sample " << page.settings().sample << ", path by path\n\n";
    page.report() << workbook::paths_to_the_loss(evaluation, Quantity::R7);

    page.heading("The factors and the sum");
    using enum Quantity;
    prove(page, evaluation,
          {{O9_in, R7, p.lambda_7_9},
           {O10_in, R7, p.lambda_7_10},
           {O11_in, R7, p.lambda_7_11},
           {O9, O9_in, dO_dO_in},
           {O10, O10_in, dO_dO_in},
           {O11, O11_in, dO_dO_in},
           {L, O9, dL_dO9},
           {L, O10, dL_dO10},
           {L, O11, dL_dO11},
           {L, R7, dL_dR7, "sum"}});
    page.figure(plots::chain("08_output_R7", R7, evaluation));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run({"08_output_R7",
                          "Derives the derivative of the loss with respect to the output of "
                          "R7, a sum over three paths.",
                          {seed, data, data_seed, samples, sigma, sample}},
                         argc, argv, output_R7);
}
/*
The first table of the report is not made from the lines above. It asks the network which paths lead from $R_7$ to the
loss (`paths_from()`), multiplies the factors on each, and adds. So two programs that share no formula arrive at the
same sum: yours, written out, and one that only knows which node is connected to which.

## What it prints

\output

\figure 08_output_R7 Three paths leave $R_7$ and meet again in the loss. Each edge and each node carries its factor, and
the sum of the three products stands below.

## How we know

Suppose you forget the path through $O_{11}$. The sum is then $\run{path_R7_O9} + \run{path_R7_O10}$, and the error is
$\run{path_R7_O11}$, less than a hundredth of the result. A training with this gradient still goes downhill and looks
healthy. No plot of the loss would tell you. The witnesses do: against the bound in the table such an error is
enormous.

This is why a *sum over paths* must be tested for each of its terms. `make verify` moves every quantity of the
network, and a term that is missing makes the value wrong. The diagnosis then tries all subsets of paths and reports
the one that explains the value: “two of the three paths are there; the one through O11 is missing”.

## Classic mistakes

- **A path is missing.** The test `a_dropped_path_and_a_turned_one` leaves out one path and then two, and expects to
  read which.
- **$\lambda_{8,9}$ for $\lambda_{7,9}$ in one term.** The sum still has three terms of the right form. The test
  `an_index_slip` expects the sentence “λ8,9 stands where λ7,9 belongs”.
- **Overwriting instead of adding.** A loop that says `=` where `+=` belongs keeps the last path only. The first of the
  tests above makes this mistake too: one of the three paths is there.
- **The mean instead of the sum.** Paths are not samples; nothing is divided by three. The diagnosis knows the ratio,
  and the test `the_loss_and_the_sign` has it among its constants.

## Exercise

$R_8$ feeds the same three outputs through three other weights. Carry the derivative back to it.

\exercise

## What this settled

The derivative that arrives at $R_7$ is $\partial \mathcal{L}/\partial R_7 = \run{dL_dR7}$. It is a statement about
the output of the node. What stands to the left of the node reaches that output only through its sigmoid, and the
sigmoid takes its share: \ref 09_bias_b7 "chapter 9".
*/
