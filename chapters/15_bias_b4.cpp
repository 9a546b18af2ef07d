/*
# 15 · The bias b4

Behind the third sigmoid the gradient has become small. How do you test a derivative without knowing what size of error
to tolerate? By watching an error shrink.

## The question

The bias of $L_4$ is as far from the loss as a bias can be:

$$
\frac{\partial \mathcal{L}}{\partial b_4} =
\frac{\partial L_{4,\mathrm{in}}}{\partial b_4} \cdot
\frac{\partial L_4}{\partial L_{4,\mathrm{in}}} \cdot
\frac{\partial \mathcal{L}}{\partial L_4}
$$

## The chain on paper

The sum $L_{4,\mathrm{in}} = \lambda_{1,4}I_1 + \lambda_{2,4}I_2 + \lambda_{3,4}I_3 + b_4$ gives the 1. The slope of the
third sigmoid is $L_4(1-L_4) = \run{L4}\cdot\run{one_minus_L4} = \run{dL4_dL4_in}$, as steep as a sigmoid gets. The last
factor is $\run{dL_dL4}$ from \ref 14_output_L4 "chapter 14". The product:

$$
\frac{\partial \mathcal{L}}{\partial b_4} = 1\cdot\run{dL4_dL4_in}\cdot\run{dL_dL4} = \run{dL_db_4} .
$$

The document repeats step 7 at this place: it prints $M_6(1-M_6)$ and $\partial \mathcal{L}/\partial b_6$ once more. Its
heading and its figure speak of $b_4$. Follow them, and exchange the names by the pattern you know: the bias, the slope
of *its* node, the upstream gradient at the output of *its* node.

## An error that shrinks as it should

Let $g = \partial \mathcal{L}/\partial b_4$, in our value. If you raise $b_4$ by $h$, the loss should change by about
$g\,h$. What is left over,

$$
\place{order 2} r(h) = \mathcal{L}(b_4 + h) - \mathcal{L}(b_4) - g\,h ,
$$

is called the *Taylor remainder*. If $g$ is right, $r(h)$ is about $\tfrac12 \mathcal{L}''h^2$: half the step, a quarter
of the remainder. If $g$ is off by a little, say by $\varepsilon$, then a term $\varepsilon\,h$ hides in $r(h)$, and for
small $h$ it wins: half the step, *half* the remainder.

So the ratio $r(h)/r(h/2)$ gives the verdict. It tends to 4 for a right derivative (where $\mathcal{L}''$ is not zero)
and to 2 for a wrong one. You need no tolerance for the derivative itself and no second way to compute it. We try it
with our $g$, and with a $g$ that is one percent too large.

## The program
*/
#include "network/loss.hpp"
#include "plots/chain.hpp"
#include "workbook/derivation.hpp"

#include <cmath>
#include <ostream>

using namespace autoencoder;
using workbook::fixed;
using workbook::scientific;

double remainder(const Evaluation<double>& x, double g, double h)
{
    Parameters<double> raised = x.parameters;
    raised.b_4 += h;
    return evaluate(raised, x.sample).loss - x.loss - g * h;
}

void print_remainders(workbook::Page& page, const Evaluation<double>& x, double g)
{
    workbook::Table table({"h", "r(h)", "r(h)/r(h/2)", "1 % too large", "its ratio"});
    const double wrong = 1.01 * g;
    for (const double h : {0.2, 0.1, 0.05, 0.025, 0.0125, 0.00625}) {
        const double right_ratio = remainder(x, g, h) / remainder(x, g, h / 2);
        const double wrong_ratio = remainder(x, wrong, h) / remainder(x, wrong, h / 2);
        table.row({fixed(h, 6), scientific(remainder(x, g, h), 2), fixed(right_ratio, 2),
                   scientific(remainder(x, wrong, h), 2), fixed(wrong_ratio, 2)});
    }
    page.heading("The Taylor remainder of b4");
    page.table("remainder", table);
}

void bias_b4(workbook::Page& page)
{
    const Evaluation<double> evaluation = workbook::evaluation(page.settings());
    page.values(evaluation);
    const Nodes<double>& x = evaluation.nodes;
    const double dL_dL4 = workbook::derivatives_so_far(evaluation).nodes.L4; // chapter 14

    const double dL4_dL4_in = x.L4 * (1 - x.L4);
    const double dL4_in_db_4 = 1;
    const double dL_db_4 = dL4_in_db_4 * dL4_dL4_in * dL_dL4;

    page.report() << "∂ℒ/∂b4 of sample " << page.settings().sample << "\n\n";
    using enum Quantity;
    prove(page, evaluation,
          {{L4_in, b_4, dL4_in_db_4},
           {L4, L4_in, dL4_dL4_in},
           {L, L4, dL_dL4, "chapter 14"},
           {L, b_4, dL_db_4, "product"}});
    page.report() << "\n  L4 = " << fixed(x.L4)
                  << ", 1 − L4 = " << fixed(page.value("one_minus_L4", 1 - x.L4))
                  << "; the neighbour's slope is " << fixed(x.L5 * (1 - x.L5)) << "\n";
    print_remainders(page, evaluation, dL_db_4);
    page.figure(plots::chain("15_bias_b4", b_4, evaluation));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run({"15_bias_b4",
                          "Derives the derivative of the loss with respect to b4, and watches "
                          "its Taylor remainder.",
                          {seed, data, data_seed, samples, sigma, sample}},
                         argc, argv, bias_b4);
}
/*
## What it prints

\output

\figure 15_bias_b4 The bias at the far end. Its path crosses three sigmoids and branches twice.

## Reading the remainders

Look down the third column. It starts at $\run{remainder_0_200000_r_h_r_h_2:.2f}$, where
$\place{not evaluable: a step that is chosen} h = 0.2$ is not small yet and higher powers of $h$ join in, and settles
towards 4: $\run{remainder_0_025000_r_h_r_h_2:.2f}$, $\run{remainder_0_012500_r_h_r_h_2:.2f}$,
$\run{remainder_0_006250_r_h_r_h_2:.2f}$. In the last column it is $\run{remainder_0_025000_its_ratio:.2f}$,
$\run{remainder_0_012500_its_ratio:.2f}$, $\run{remainder_0_006250_its_ratio:.2f}$. One percent of error in a derivative
of $\run{dL_db_4}$ is a quantity of $10^{-5}$, and the ratio sees it.

How far could you go on? Each halving quarters $r(h)$, while rounding disturbs the loss by about as much as before.
After enough of them the remainder is lost in the rounding error, and the ratio means nothing any more.
\ref 05_numerical_derivative "Chapter 5" met the same wall.

## How we know

The table of witnesses is the strict test, and it holds. The remainders are a second one that you can carry to any
program that has a loss and a gradient, in any language, without a library like ours. The tests of the witnesses apply
it to the whole gradient at once: they step in a random direction of all 24 parameters, in 50-digit arithmetic, where
rounding cannot disturb the ratio, and demand a slope of 2 on logarithmic axes to within 0.01. The same test spoils the
gradient by a thousandth and demands to see a slope of 1.

## Classic mistakes

- **The step before, again.** Copying the line of $b_6$ and changing half of the names, as the document did. The
  diagnosis recognises $\partial \mathcal{L}/\partial b_6$ in the place of $\partial \mathcal{L}/\partial b_4$.
- **One slope for all nodes of a layer.** $L_5(1-L_5) = \run{dL5_dL5_in}$ is so close to $L_4(1-L_4)$ that only a strict
  witness objects at this point. At other points they differ more.
- **An absolute tolerance of 0.001.** Our derivative is $\run{dL_db_4}$. A check with that tolerance accepts half of it,
  and one and a half times as well.

## Exercise

Every path from $b_5$ to the loss crosses three sigmoids. Which ones?

\exercise

## What this settled

$\partial \mathcal{L}/\partial b_4 = \delta_{L_4} = \run{dL_db_4}$. One multiplication is left, and it brings in the
only number that the network did not compute itself: the sample. \ref 16_weight_1_4 "Chapter 16".
*/
