/*
# 6 · The bias b9

The first step of backpropagation is the shortest, one bias at one node, and it shows how a derivative is put together
from factors. Each factor can be held against the network by itself.

## The question

Output node $O_9$ is too low, as \ref 04_loss "chapter 4" found. Its bias $b_9$ could help. How does the loss answer
when we turn $b_9$ a little?

$$
\frac{\partial \mathcal{L}}{\partial b_9} =
\frac{\partial O_{9,\mathrm{in}}}{\partial b_9} \cdot
\frac{\partial O_9}{\partial O_{9,\mathrm{in}}} \cdot
\frac{\partial \mathcal{L}}{\partial O_9}
$$

Read it from left to right, in the direction of the signal. The bias moves the node's input, the input moves the node's
output, the output moves the loss. Each fraction is one rate of exchange, and rates of exchange multiply. This is the
*chain rule*. Backpropagation reads the same line from right to left, because the last rate is the one it knows first.

## The chain on paper

**From the bias to the input.** The input of the node is a sum,

$$
O_{9,\mathrm{in}} = \lambda_{7,9} R_7 + \lambda_{8,9} R_8 + b_9 .
$$

Raise $b_9$ by some amount and $O_{9,\mathrm{in}}$ rises by the same amount, whatever the other terms are. The rate is
1.

**From the input to the output.** Output nodes have no sigmoid: $O_9 = O_{9,\mathrm{in}}$. The rate is 1 again.

**From the output to the loss.** Of the three squares in the loss only the first contains $O_9$, so

$$
\frac{\partial \mathcal{L}}{\partial O_9} = \tfrac{2}{3}\,(O_9 - I_1) = \tfrac{2}{3}\,(\run{O9} - (\run{I1}))
= \run{dL_dO9} .
$$

The product is $1 \cdot 1 \cdot (\run{dL_dO9}) = \run{dL_db_9}$.

Two factors of 1 look like a waste of ink. Keep them. In the next chapters the same places hold $R_7$ and
$R_7(1-R_7)$, and most wrong gradients have a 1 where something else belongs.

## The program

The three factors are computed one by one, from the numbers of the forward pass, in the order in which backpropagation
meets them. Then `prove()` makes a table of them. Each line `{of, by, number}` claims that the derivative of the first
quantity with respect to the second is this number, and each witness of \ref 05_numerical_derivative "chapter 5"
measures that derivative in the running network. The last line is the product, and is also compared with the library's
backpropagation.
*/
#include "network/loss.hpp"
#include "plots/chain.hpp"
#include "workbook/derivation.hpp"

#include <cmath>
#include <ostream>

using namespace autoencoder;
using workbook::fixed;
/*
What does $\run{dL_db_9}$ predict? Raise $b_9$ by a small $s$ and the loss changes by about $\run{dL_db_9}\,s$: that is
the *linear approximation*. The second table turns $b_9$ by ever smaller $s$ and sets the change that happens beside the
change that was predicted.
*/
void compare_with_prediction(workbook::Page& page, const Evaluation<double>& x, double slope)
{
    workbook::Table table({"s", "change of ℒ", "predicted", "difference", "s²/3"});
    bool kept = true;
    for (const double s : {0.5, 0.1, 0.02}) {
        Parameters<double> turned = x.parameters;
        turned.b_9 += s;
        const double change = evaluate(turned, x.sample).loss - x.loss;
        table.row({fixed(s, 2), fixed(change), fixed(slope * s), fixed(change - slope * s),
                   fixed(s * s / 3)});
        // A dozen roundings of numbers of the size of the loss.
        kept = kept && std::abs(change - slope * s - s * s / 3) <= 12 * 2.3e-16 * (1 + x.loss);
    }
    page.heading("Turning b9 by s");
    page.table("turned", table);
    page.report() << "\n";
    page.check("the loss is a parabola in b9: the linear approximation is off by s²/3", kept);
}

void bias_b9(workbook::Page& page)
{
    const Evaluation<double> evaluation = workbook::evaluation(page.settings());
    page.values(evaluation);
    const Nodes<double>& x = evaluation.nodes;
    const Sample<double>& z = evaluation.sample;

    const double dL_dO9 = 2.0 / 3.0 * (x.O9 - z.I1);
    const double dO9_dO9_in = 1;
    const double dO9_in_db_9 = 1;
    const double dL_db_9 = dO9_in_db_9 * dO9_dO9_in * dL_dO9;

    page.report() << "∂ℒ/∂b9 of sample " << page.settings().sample << "\n\n"
                  << "  O9 = " << fixed(x.O9) << ", I1 = " << fixed(z.I1) << "\n\n";
    using enum Quantity;
    prove(page, evaluation,
          {{O9_in, b_9, dO9_in_db_9},
           {O9, O9_in, dO9_dO9_in},
           {L, O9, dL_dO9},
           {L, b_9, dL_db_9, "product"}});
    compare_with_prediction(page, evaluation, dL_db_9);
    page.figure(plots::chain("06_bias_b9", b_9, evaluation));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run(
        {"06_bias_b9",
         "Derives the derivative of the loss with respect to the bias b9, factor by factor.",
         {seed, data, data_seed, samples, sigma, sample}},
        argc, argv, bias_b9);
}
/*
## What it prints

\output

\figure 06_bias_b9 The path from the bias to the loss in a heavy line, with its three factors where they arise.

## Reading the table

Every line is a derivative with a name of its own, and every line is checked by itself. The columns “complex”, “central”
and “8th order” are the witnesses of \ref 05_numerical_derivative "chapter 5". They move the lower quantity of the
fraction inside the running network and watch the upper one; the chain rule plays no part in it. “50 digits” is a dual
number with fifty decimal digits. “bound” is how far rounding may have pushed our value from the true one, and the last
column is the error in units of that bound. Below 1, the digits we print are as good as a double can make them.

Why check the two ones? Because two mistakes can hide in one product. A 2 in one factor and a ½ in the next leave
$\partial \mathcal{L}/\partial b_9$ as it is. A table that shows the product alone is content with it; this one is not.

## How we know

The table is the first answer, and `make verify` repeats it for all 82 derivatives of the network at many points. The
second answer is the linear approximation: for $\place{not evaluable: a step that is chosen} s = 0.02$ the loss changes by
$\run{turned_0_02_change_of_L}$ where $\run{turned_0_02_predicted}$ was predicted. Not exactly, and it should not be
exact. The loss is a parabola in $b_9$, so a straight line misses it by a multiple of $s^2$, here $s^2/3$. Five times
smaller steps, twenty-five times smaller misses.

## Classic mistakes

- **⅔ left out.** Then $\partial \mathcal{L}/\partial b_9$ is $O_9 - I_1$, the derivative of the document's other loss.
  The test `the_loss_and_the_sign` shows that the diagnosis says so.
- **$I_1 - O_9$.** The sign turns, and descent becomes ascent. The same test catches it.
- **A sigmoid slope at an output node.** $O_9(1 - O_9)$ stands where the 1 belongs, out of habit. The row
  $\partial O_9/\partial O_{9,\mathrm{in}}$ fails while the other factors hold. The test
  `every_derivative_holds_at_every_point_by_every_witness` covers that row at every point.

## Exercise

Chapters 6 to 16 derive one path through the network. Its neighbours are for you, one derivative a chapter, and you
begin beside $O_9$: with the bias of $O_{10}$.

\exercise

## What this settled

$\partial \mathcal{L}/\partial b_9 = \run{dL_db_9}$: raising $b_9$ lowers the loss of this sample. The product of
the last two factors, $\partial \mathcal{L}/\partial O_{9,\mathrm{in}}$, has nothing to do with the bias. It is called the
*upstream gradient* of the node and has a letter of its own,
$\delta_{O_9} = \partial \mathcal{L}/\partial O_{9,\mathrm{in}}$. It arrives at node 9 from the right, and whatever else
feeds that node can use it. \ref 07_weight_7_9 "Chapter 7" does.
*/
