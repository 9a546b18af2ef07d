/*
# 11 · The output of M6

All derivatives from the decoder pass through one node, $M_6$; two paths arrive there, or six, depending on how you
count. The difference between the two ways of counting is the whole point of backpropagation.

## The question

$M_6$ feeds $R_7$ and $R_8$. How does the loss depend on this one number, the latent value?

$$
\frac{\partial \mathcal{L}}{\partial M_6} = \sum_{j=7}^{8}
\frac{\partial R_{j,\mathrm{in}}}{\partial M_6} \cdot
\frac{\partial R_j}{\partial R_{j,\mathrm{in}}} \cdot
\frac{\partial \mathcal{L}}{\partial R_j}
$$

## The chain on paper

You know all the pieces. A connection passes on its weight, $\lambda_{6,7}$ or $\lambda_{6,8}$
(\ref 08_output_R7 "chapter 8"). A sigmoid passes on its slope (\ref 09_bias_b7 "chapter 9"). New is that they occur
together, inside a sum:

$$
\frac{\partial \mathcal{L}}{\partial M_6}
= \lambda_{6,7}\,R_7(1-R_7)\,\frac{\partial \mathcal{L}}{\partial R_7}
+ \lambda_{6,8}\,R_8(1-R_8)\,\frac{\partial \mathcal{L}}{\partial R_8} .
$$

With the numbers of sample 1 the term through $R_7$ is
$\run{lambda_6_7}\cdot\run{dR7_dR7_in}\cdot\run{dL_dR7} = \run{through_R7_product}$. For the one through $R_8$ we need
$\partial \mathcal{L}/\partial R_8 = \run{dL_dR8}$, which is chapter 8 with an 8 in the place of the 7. It gives
$\run{lambda_6_8}\cdot\run{dR8_dR8_in}\cdot\run{dL_dR8} = \run{through_R8_product}$. Together:
$\partial \mathcal{L}/\partial M_6 = \run{dL_dM6}$.

## Two paths or six?

Follow the signal from $M_6$ to the loss without stopping. It goes through $R_7$ or $R_8$, and from each of them through
$O_9$, $O_{10}$ or $O_{11}$: six paths from end to end, each a product of factors. The sum of the six products is the
same derivative. Multiply out the two terms above and you have them.

The same, but not the same work. A path from end to end has four factors that are not 1, so six paths cost 18
multiplications. The nested form uses $\partial \mathcal{L}/\partial R_7$ and $\partial \mathcal{L}/\partial R_8$, which
cost three multiplications each; then two more for each term: 10 in all. Here the difference is small. With a hundred
nodes in each layer and ten layers, there are $100^{10}$ paths, and the nested form still costs one multiplication for
each connection. Backpropagation is the chain rule with the common factors taken out of the sum.

## The program

Both forms, side by side: the nested one written out, the six paths from the network's own table of connections.
*/
#include "plots/chain.hpp"
#include "workbook/derivation.hpp"

#include <ostream>

using namespace autoencoder;
using workbook::fixed;

void output_M6(workbook::Page& page)
{
    const Evaluation<double> evaluation = workbook::evaluation(page.settings());
    page.values(evaluation);
    const Parameters<double>& p = evaluation.parameters;
    const Nodes<double>& x = evaluation.nodes;
    const LossDerivatives<double> so_far = workbook::derivatives_so_far(evaluation);
    const double dL_dR7 = so_far.nodes.R7; // chapter 8
    const double dL_dR8 = so_far.nodes.R8; // the same with 8 for 7

    const double dR7_dR7_in = x.R7 * (1 - x.R7);
    const double dR8_dR8_in = x.R8 * (1 - x.R8);
    const double dR7_in_dM6 = p.lambda_6_7;
    const double dR8_in_dM6 = p.lambda_6_8;

    const double through_R7 = dR7_in_dM6 * dR7_dR7_in * dL_dR7;
    const double through_R8 = dR8_in_dM6 * dR8_dR8_in * dL_dR8;
    const double dL_dM6 = through_R7 + through_R8;

    page.report() << "∂ℒ/∂M6 of sample " << page.settings().sample << ", two terms\n\n";
    page.table("through", workbook::Table({"through", "λ", "slope", "∂ℒ/∂R", "product"})
                              .row({"R7", fixed(p.lambda_6_7), fixed(dR7_dR7_in), fixed(dL_dR7),
                                    fixed(through_R7)})
                              .row({"R8", fixed(p.lambda_6_8), fixed(dR8_dR8_in), fixed(dL_dR8),
                                    fixed(through_R8)})
                              .row({"sum", "", "", "", fixed(dL_dM6)}));

    page.heading("The same, six paths from end to end");
    page.report() << workbook::paths_to_the_loss(evaluation, Quantity::M6);

    page.heading("The factors and the sum");
    using enum Quantity;
    prove(page, evaluation,
          {{R7_in, M6, dR7_in_dM6},
           {R8_in, M6, dR8_in_dM6},
           {R7, R7_in, dR7_dR7_in},
           {R8, R8_in, dR8_dR8_in},
           {L, R7, dL_dR7, "chapter 8"},
           {L, R8, dL_dR8, "chapter 8"},
           {L, M6, dL_dM6, "sum"}});
    page.figure(plots::chain("11_output_M6", M6, evaluation));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run({"11_output_M6",
                          "Derives the derivative of the loss with respect to the latent value "
                          "M6, two paths or six.",
                          {seed, data, data_seed, samples, sigma, sample}},
                         argc, argv, output_M6);
}
/*
## What it prints

\output

\figure 11_output_M6 Everything to the right of the bottleneck takes part. Each edge carries its weight, each sigmoid
its slope.

## Reading the numbers

Look at the signs of the six products. Those through $R_7$ to $O_9$ and $O_{10}$ agree, and the third is small. Those
through $R_8$ do not agree: the path to $O_9$ brings $\run{path_M6_R8_O9}$, the one to $O_{10}$ takes away
$\run{|path_M6_R8_O10|}$. A sum whose terms cancel has fewer right digits than its terms have. Nothing is wrong with it;
it is what the running error bound is for. Had we demanded a fixed number of right digits, a sample whose terms cancel
nearly to zero would fail the demand with a correct program.

## How we know

Two roads, one sum: the nested terms in the chapter's own code, and the six products from `paths_from()`. The table then
checks every factor and both $\partial \mathcal{L}/\partial R_j$. That matters here more than before. If
$\partial \mathcal{L}/\partial R_8$ were twice its value and $\lambda_{6,8}$ half of it, the sum would be right.
`make verify` looks at each factor, so a pair of mistakes that cancel is two failed lines and not a success. When a
failed line feeds one that holds, the report says so: “a second mistake cancels this one there”.

## Classic mistakes

- **One of the two branches is forgotten.** All three paths through $R_8$ are then missing. The test
  `a_dropped_path_and_a_turned_one` leaves them out and expects “those through R8 are missing”.
- **The slope in front of the sum.** $R_7(1-R_7)$ belongs to one term, $R_8(1-R_8)$ to the other. In chapter 8 the
  slopes were 1, and nothing could go wrong. The test `an_index_slip` replaces one node's slope.
- **The weights exchanged.** $\lambda_{6,8}$ with the derivative that belongs to $R_7$.

## Exercise

Leave the loss aside for once: how does one output move when the latent value moves?

\exercise

## What this settled

$\partial \mathcal{L}/\partial M_6 = \run{dL_dM6}$ is everything the encoder will ever hear from the decoder: one number
for each sample. From here on to the left there is one path only, and the chain gets longer instead of wider.
\ref 12_bias_b6 "Chapter 12" crosses the second sigmoid.
*/
