/*
# 10 · The weight λ6,7

A hidden weight follows the same rule as an output weight. Here we use the rule for a whole layer at once, and see how
much of the work has been done before.

## The question

$\lambda_{6,7}$ carries the one number of the bottleneck to $R_7$. How does the loss depend on it?

$$
\frac{\partial \mathcal{L}}{\partial \lambda_{6,7}} =
\frac{\partial R_{7,\mathrm{in}}}{\partial \lambda_{6,7}} \cdot
\frac{\partial R_7}{\partial R_{7,\mathrm{in}}} \cdot
\frac{\partial \mathcal{L}}{\partial R_7}
$$

## The chain on paper

The weighted sum at $R_7$ is

$$
R_{7,\mathrm{in}} = \lambda_{6,7} M_6 + b_7
\qquad\Longrightarrow\qquad
\frac{\partial R_{7,\mathrm{in}}}{\partial \lambda_{6,7}} = M_6 = \run{M6} ,
$$

by the rule of \ref 07_weight_7_9 "chapter 7": what the weight multiplies. Look closely at the bias in this sum. It is
$b_7$, the bias of the node the sum belongs to. The document prints $b_6$ here; its derivative does not suffer, its
forward pass would.

The other two factors were multiplied in \ref 09_bias_b7 "chapter 9". Their product deserves a name of its own. For any
node $X$ we write

$$
\delta_X = \frac{\partial \mathcal{L}}{\partial X_{\mathrm{in}}}, \qquad\text{so}\qquad
\delta_{R_7} = R_7(1-R_7)\,\frac{\partial \mathcal{L}}{\partial R_7} = \run{dR7_dR7_in}\cdot\run{dL_dR7} = \run{dL_dR7_in} ,
$$

and the whole chapter fits in one line:

$$
\frac{\partial \mathcal{L}}{\partial \lambda_{6,7}} = M_6\,\delta_{R_7} = \run{M6}\cdot\run{dL_dR7_in} = \run{dL_dlambda_6_7} .
$$

## A layer in one stroke

Every weight is *output on its left* times *δ on its right*. For the six weights between decoder and outputs this is a
little table with the outputs $R_7, R_8$ at the side and the $\delta$ of $O_9, O_{10}, O_{11}$ on top. Each cell is the
product of its row and its column. Such a table is called an *outer product*. Six derivatives cost six multiplications
and nothing else.

## The program
*/
#include "plots/chain.hpp"
#include "workbook/derivation.hpp"

#include <ostream>

using namespace autoencoder;
using workbook::fixed;

bool print_outer_product(workbook::Page& page, const Evaluation<double>& x,
                         const LossDerivatives<double>& dL, Layer left, Layer right)
{
    std::vector<std::string> header{"output × δ"};
    for (const Node to : nodes_of(right)) {
        header.push_back(unicode_name(input_of(to)) + " " + fixed(dL[input_of(to)]));
    }
    workbook::Table table(header);
    bool same = true;
    for (const Node from : nodes_of(left)) {
        const double output = x[output_of(from)];
        std::vector<workbook::Cell> row{unicode_name(output_of(from)) + " " + fixed(output)};
        for (const Node to : nodes_of(right)) {
            const double cell = output * dL[input_of(to)];
            row.push_back(fixed(cell));
            same = same && cell == dL[weight_between(from, to)]; // the same product, to the bit
        }
        table.row(row);
    }
    page.report() << table << "\n";
    return same;
}

void weight_6_7(workbook::Page& page)
{
    const Evaluation<double> evaluation = workbook::evaluation(page.settings());
    page.values(evaluation);
    const Nodes<double>& x = evaluation.nodes;
    const LossDerivatives<double> so_far = workbook::derivatives_so_far(evaluation);
    const double dL_dR7 = so_far.nodes.R7; // chapter 8

    const double dR7_dR7_in = x.R7 * (1 - x.R7);
    const double delta_R7 = dR7_dR7_in * dL_dR7;
    const double dR7_in_dlambda_6_7 = x.M6;
    const double dL_dlambda_6_7 = dR7_in_dlambda_6_7 * delta_R7;

    page.report() << "∂ℒ/∂λ6,7 of sample " << page.settings().sample << "\n\n";
    using enum Quantity;
    prove(page, evaluation,
          {{R7_in, lambda_6_7, dR7_in_dlambda_6_7},
           {R7, R7_in, dR7_dR7_in},
           {L, R7, dL_dR7, "chapter 8"},
           {L, R7_in, delta_R7, "δ of R7"},
           {L, lambda_6_7, dL_dlambda_6_7, "product"}});

    page.heading("All weights behind the bottleneck, as outer products");
    bool same = print_outer_product(page, evaluation, so_far, Layer::latent, Layer::decoder);
    same = print_outer_product(page, evaluation, so_far, Layer::decoder, Layer::output) && same;
    page.check("each cell is the derivative of the weight between its two nodes", same);
    page.report() << "\n  with 1.0 for the slope: "
                  << fixed(page.value("with_slope_1", x.M6 * 1.0 * dL_dR7)) << "\n";
    page.figure(plots::chain("10_weight_6_7", lambda_6_7, evaluation));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run({"10_weight_6_7",
                          "Derives the derivative of the loss with respect to λ6,7, and the "
                          "weights of a layer at once.",
                          {seed, data, data_seed, samples, sigma, sample}},
                         argc, argv, weight_6_7);
}
/*
## What it prints

\output

\figure 10_weight_6_7 The path from $\lambda_{6,7}$ to the loss. All of it to the right of $R_{7,\mathrm{in}}$ was known
before this chapter began.

## What a missing slope does

At this step the document puts 1.0 in the place of $R_7(1-R_7)$. You can compute what follows:
$\place{wrong on purpose} \run{M6} \cdot 1.0 \cdot \run{dL_dR7} = \run{with_slope_1}$ instead of $\run{dL_dlambda_6_7}$.
The sign is right, so descent would still go down; the step is four times too long, for this parameter only. A gradient
with such a mistake trains. It trains in another direction than the steepest, and nothing in the report says so. This is
the reason why “the loss falls” is no test of a gradient.

## How we know

The five lines of the first table are checked as always. The outer products are compared cell by cell with
`backpropagate()`, which contains one line for each weight. They must agree to the last bit, because they are the same
single multiplication. And those lines in turn are held against all six witnesses by `make verify`.

## Classic mistakes

- **The slope is 1.** The test `a_missing_slope_of_a_sigmoid` contains the document's own mistake and expects the
  sentence “1 is the slope of a linear node”.
- **The δ of the wrong end.** $M_6\,\delta_{M_6}$ multiplies two numbers of the same node. A weight needs the output at
  its start and the δ at its *end*. The witnesses see it at once; the diagnosis names the factor that was replaced
  (`an_index_slip`).
- **The outer product is transposed.** $\lambda_{7,10}$ then gets the value of $\lambda_{8,9}$. Both indices of the
  weight are wrong, and `an_index_slip` has the two of them one at a time.
- **$b_6$ for $b_7$ in the forward pass.** With all biases at zero nothing shows. At the trained network it does, and
  \ref 25_errata "the errata" print by how much.

## Exercise

The other weight that leaves the bottleneck is $\lambda_{6,8}$. Derive it.

\exercise

## What this settled

$\partial \mathcal{L}/\partial\lambda_{6,7} = \run{dL_dlambda_6_7}$, at the price of one multiplication. Both
$\delta_{R_7}$ and $\delta_{R_8}$ are known now, and with them everything to the right of the bottleneck.
\ref 11_output_M6 "Chapter 11" lets them meet at $M_6$.
*/
