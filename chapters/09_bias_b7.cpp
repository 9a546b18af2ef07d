/*
# 9 · The bias b7

To get from the output of a node to its input you have to cross its sigmoid, and this chapter finds the price of the
crossing, $X(1-X)$, and why it is never more than a quarter.

## The question

The bias $b_7$ acts on the loss through the input of $R_7$, through its sigmoid, and through its output. What lies
behind the output is known from \ref 08_output_R7 "chapter 8", so the chain has three factors again:

$$
\frac{\partial \mathcal{L}}{\partial b_7} =
\frac{\partial R_{7,\mathrm{in}}}{\partial b_7} \cdot
\frac{\partial R_7}{\partial R_{7,\mathrm{in}}} \cdot
\frac{\partial \mathcal{L}}{\partial R_7}
$$

The last factor is a whole sum over three paths. We do not write it out again. It has a value, $\run{dL_dR7}$, and that
is all the next step needs. Using each result once it is known, and never computing it twice, is what makes
backpropagation fast.

## The chain on paper

The first factor is 1, as for every bias: $R_{7,\mathrm{in}} = \lambda_{6,7} M_6 + b_7$.

The second is the slope of the sigmoid $\sigma(t) = 1/(1+e^{-t})$. Differentiate the fraction:

$$
\sigma'(t) = \frac{e^{-t}}{(1+e^{-t})^2}
= \frac{1}{1+e^{-t}} \cdot \frac{e^{-t}}{1+e^{-t}}
= \sigma(t)\,\bigl(1-\sigma(t)\bigr) .
$$

The second fraction is $1 - \sigma(t)$, because the two add up to 1. So the slope *at the input* $R_{7,\mathrm{in}}$ can
be written with the *output* $R_7$, which the forward pass has computed already:

$$
\frac{\partial R_7}{\partial R_{7,\mathrm{in}}} = R_7\,(1-R_7) = \run{R7} \cdot \run{one_minus_R7} = \run{dR7_dR7_in} .
$$

No second exponential is needed. The product is

$$
\frac{\partial \mathcal{L}}{\partial b_7} = 1 \cdot \run{dR7_dR7_in} \cdot \run{dL_dR7} = \run{dL_db_7} .
$$

## How steep can a sigmoid be?

$a(1-a)$ is a parabola in $a$ with its top at $\place{not evaluable: a point that is chosen} a = \tfrac{1}{2}$, where it
is ¼. So a sigmoid passes on at most a quarter of the derivative that arrives at its output, and less when its output is
near 0 or 1. The
report lists the slopes of all five sigmoid nodes. At the start of a training the inputs are small and the outputs near
½, and the slopes are near their maximum: that is what a careful initialisation is for.

## The program
*/
#include "plots/chain.hpp"
#include "workbook/derivation.hpp"

#include <algorithm>
#include <cmath>
#include <ostream>

using namespace autoencoder;
using workbook::fixed;

double slope_from_input(double t)
{
    const double e = std::exp(-std::abs(t)); // the slope is the same at t and −t
    return e / ((1 + e) * (1 + e));
}

void print_slopes(workbook::Page& page, const Evaluation<double>& x)
{
    workbook::Table table({"node", "input t", "output a", "a(1 − a)", "e/(1 + e)²"});
    double steepest = 0;
    for (const Node node : all_nodes()) {
        if (layer_of(node) != Layer::input && layer_of(node) != Layer::output) {
            const double t = x[input_of(node)];
            const double a = x[output_of(node)];
            table.row({unicode_name(output_of(node)), fixed(t), fixed(a), fixed(a * (1 - a)),
                       fixed(slope_from_input(t))});
            steepest = std::max(steepest, a * (1 - a));
        }
    }
    page.heading("The slopes of the five sigmoids");
    page.table("slope", table);
    page.report() << "\n";
    page.check("no slope is larger than 1/4", steepest <= 0.25);
}

void bias_b7(workbook::Page& page)
{
    const Evaluation<double> evaluation = workbook::evaluation(page.settings());
    page.values(evaluation);
    const Nodes<double>& x = evaluation.nodes;
    const double dL_dR7 = workbook::derivatives_so_far(evaluation).nodes.R7; // chapter 8

    const double dR7_dR7_in = x.R7 * (1 - x.R7);
    const double dR7_in_db_7 = 1;
    const double dL_db_7 = dR7_in_db_7 * dR7_dR7_in * dL_dR7;

    page.report() << "∂ℒ/∂b7 of sample " << page.settings().sample << "\n\n";
    using enum Quantity;
    prove(page, evaluation,
          {{R7_in, b_7, dR7_in_db_7},
           {R7, R7_in, dR7_dR7_in},
           {L, R7, dL_dR7, "chapter 8"},
           {L, b_7, dL_db_7, "product"}});
    page.report() << "\n  1 − R7 = " << fixed(page.value("one_minus_R7", 1 - x.R7)) << "\n";
    print_slopes(page, evaluation);
    page.figure(plots::chain("09_bias_b7", b_7, evaluation));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run(
        {"09_bias_b7",
         "Derives the derivative of the loss with respect to the bias b7, across a sigmoid.",
         {seed, data, data_seed, samples, sigma, sample}},
        argc, argv, bias_b7);
}
/*
The last column of the second table computes the slope from the input, with
$\place{not evaluable: what e stands for} e = e^{-|t|}$. It is the same number by another road.

## What it prints

\output

\figure 09_bias_b7 The bias enters at the input of $R_7$. The factor at the node is the slope of its sigmoid; behind it
the three paths of chapter 8 fan out.

## How we know

The line $\partial R_7/\partial R_{7,\mathrm{in}}$ is tested alone: the witnesses add a small number to the *input* of
the node and look at its *output*. They need no loss for that and no other node. If somebody replaced $R_7(1-R_7)$ by 1,
this line would fail, and its diagnosis would read “1 stands where R7(1 − R7) belongs”.

Are $a(1-a)$ and $e/(1+e)^2$ equally good? Here yes: the two columns agree in every digit shown. Far out on the sigmoid
they part. At $\place{not evaluable: a point that is chosen} a = 0.9999999999$ the difference $1-a$ keeps six of its
sixteen digits. \ref 05_numerical_derivative "Chapter 5" drives a network there and counts.

## Classic mistakes

- **The slope is forgotten.** The value is then $\partial \mathcal{L}/\partial R_7$, about four times too large. The
  test `a_missing_slope_of_a_sigmoid` expects “right up to a factor R7(1 − R7): the step across the node R7 is missing”.
- **The slope of the wrong number.** A function called `sigmoid_slope` may want the input or the output of the node.
  Ours wants the output. Giving it $R_{7,\mathrm{in}}$ computes $R_{7,\mathrm{in}}(1-R_{7,\mathrm{in}})$; the test
  `an_index_slip` has this one.
- **The slope is taken twice**, once in the node and once in the bias. The test `a_missing_slope_of_a_sigmoid` covers
  this as well.
- **1 for the slope.** The document does this itself in its next step, where it writes
  $\place{wrong on purpose} \partial R_7/\partial R_{7,\mathrm{in}} = 1.0$. \ref 25_errata "The errata" show what
  becomes of the value.

## Exercise

Cross the other sigmoid of the decoder, and reach $b_8$.

\exercise

## What this settled

$\partial \mathcal{L}/\partial b_7 = \run{dL_db_7}$. As at the output, the bias shows the bare derivative at the input
of its node: $\partial \mathcal{L}/\partial b_7 = \partial \mathcal{L}/\partial R_{7,\mathrm{in}}$.
\ref 10_weight_6_7 "Chapter 10" multiplies it by what a weight carries, and finds that all weights of a layer can be had
in one stroke.
*/
