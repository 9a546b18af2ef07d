/*
# 14 · The output of L4

At $L_4$ the sum over paths has a single term. That leaves room to make clear what “partial” means in partial
derivative.

## The question

How does the loss depend on the output of the encoder node $L_4$?

$$
\frac{\partial \mathcal{L}}{\partial L_4} =
\frac{\partial M_{6,\mathrm{in}}}{\partial L_4} \cdot
\frac{\partial M_6}{\partial M_{6,\mathrm{in}}} \cdot
\frac{\partial \mathcal{L}}{\partial M_6}
$$

$R_7$ fed three nodes and needed a sum over three paths; $M_6$ fed two. $L_4$ feeds the bottleneck and nothing else.
There is one connection to leave by, so the first step has one term. Behind the bottleneck the path divides into six,
but that is part of $\partial \mathcal{L}/\partial M_6$, which is known.

## The chain on paper

The first factor is the weight of the connection, $\partial M_{6,\mathrm{in}}/\partial L_4 = \lambda_{4,6}$. So

$$
\frac{\partial \mathcal{L}}{\partial L_4} = \run{lambda_4_6}\cdot\run{dM6_dM6_in}\cdot\run{dL_dM6} = \run{dL_dL4} .
$$

For its neighbour the weight is $\lambda_{5,6} = \run{lambda_5_6}$ and everything else is the same:
$\partial \mathcal{L}/\partial L_5 = \run{dL_dL5}$. The loss is more than twice as sensitive to $L_5$ as to $L_4$, for
no other reason than the weights that were drawn.

## Partial means: the others stand still

At this step the document prints the weighted sum as
$\place{wrong on purpose} M_{6,\mathrm{in}} = \lambda_{4,6}L_4 + b_6$, without $\lambda_{5,6}L_5$. Its derivative with
respect to $L_4$ is $\lambda_{4,6}$ all the same. Is the missing term harmless, then?

For this factor it is. A partial derivative moves one quantity and holds the others. The term $\lambda_{5,6}L_5$ does
not move with $L_4$, so it adds nothing to the rate, whether you write it or not.

For the program it is not. The next factor, the slope $M_6(1-M_6)$, needs the *value* of $M_6$, and the value needs
every term of the sum. Without $\lambda_{5,6}L_5$ the input of the bottleneck would be $\run{sum_without_M6in}$ instead
of $\run{M6_in}$, and the slope $\run{sum_without_slope}$ instead of $\run{dM6_dM6_in}$. A formula can be right as a
derivative and wrong as a sum. When you test factors one by one you learn which of the two it is.

## The program
*/
#include "plots/chain.hpp"
#include "workbook/derivation.hpp"

#include <cmath>
#include <ostream>

using namespace autoencoder;
using workbook::fixed;

double sigmoid_of(double t)
{
    return 1 / (1 + std::exp(-t));
}

void compare_sums(workbook::Page& page, const Evaluation<double>& evaluation)
{
    const Parameters<double>& p = evaluation.parameters;
    const Nodes<double>& x = evaluation.nodes;
    const double whole = p.lambda_4_6 * x.L4 + p.lambda_5_6 * x.L5 + p.b_6;
    const double printed = p.lambda_4_6 * x.L4 + p.b_6; // as the document has it

    workbook::Table table({"sum", "M6in", "M6", "slope", "∂M6in/∂L4"});
    for (const auto& [name, M6_in] :
         {std::pair{"with λ5,6·L5", whole}, std::pair{"without", printed}}) {
        const double M6 = sigmoid_of(M6_in);
        table.row({name, fixed(M6_in), fixed(M6), fixed(M6 * (1 - M6)), fixed(p.lambda_4_6)});
    }
    page.heading("The sum with and without the term that does not move");
    page.table("sum", table);
    page.report() << "\n";
    page.check("the sum with all terms is the one of the forward pass", whole == x.M6_in);
}

void output_L4(workbook::Page& page)
{
    const Evaluation<double> evaluation = workbook::evaluation(page.settings());
    page.values(evaluation);
    const Parameters<double>& p = evaluation.parameters;
    const Nodes<double>& x = evaluation.nodes;
    const double dL_dM6 = workbook::derivatives_so_far(evaluation).nodes.M6; // chapter 11

    const double dM6_dM6_in = x.M6 * (1 - x.M6);
    const double dM6_in_dL4 = p.lambda_4_6;
    const double dM6_in_dL5 = p.lambda_5_6;
    const double dL_dL5 = dM6_in_dL5 * dM6_dM6_in * dL_dM6;
    const double dL_dL4 = dM6_in_dL4 * dM6_dM6_in * dL_dM6;

    page.report() << "∂ℒ/∂L4 of sample " << page.settings().sample << "\n\n";
    using enum Quantity;
    prove(page, evaluation,
          {{M6_in, L4, dM6_in_dL4},
           {M6_in, L5, dM6_in_dL5},
           {M6, M6_in, dM6_dM6_in},
           {L, M6, dL_dM6, "chapter 11"},
           {L, L5, dL_dL5, "neighbour"},
           {L, L4, dL_dL4, "product"}});
    compare_sums(page, evaluation);
    page.figure(plots::chain("14_output_L4", L4, evaluation));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run(
        {"14_output_L4",
         "Derives the derivative of the loss with respect to L4, and what partial means.",
         {seed, data, data_seed, samples, sigma, sample}},
        argc, argv, output_L4);
}
/*
## What it prints

\output

\figure 14_output_L4 From $L_4$ a single edge leads on. The heavy path has one line as far as the bottleneck and then
takes up the whole decoder.

## How we know

The witnesses do to $L_4$ exactly what “partial” says. They add a small number to the output of this one node during the
forward pass, after it has been computed and before anyone has read it. What lies to the left of $L_4$ does not feel it,
and $L_5$ keeps its value; what lies to the right does feel it. The library calls such a number a *tap*. Without taps
one could only move parameters, and no parameter moves $L_4$ while its input stays where it is.

The second table checks a forward pass that you can see in full against the library, to the last bit. It must: the same
two products and the bias, added in the same order.

## Classic mistakes

- **The weight is missing.** What remains is $\delta_{M_6}$, the same for $L_4$ and $L_5$, although
  their weights differ.
- **$L_4$ for $\lambda_{4,6}$.** The output is the rate of the weight, the weight is the rate of the output. Exchanging
  the two gives the derivative of chapter 13, and the diagnosis calls it so.
- **A sum over the nodes of the wrong side.** The sum runs over the nodes that $L_4$ *feeds*. Summing over
  $I_1, I_2, I_3$, which feed it, belongs to the forward pass. The witnesses reject it.

## Exercise

Go back to $L_5$ in place of $L_4$, and count the paths before you write.

\exercise

## What this settled

$\partial \mathcal{L}/\partial L_4 = \run{dL_dL4}$. One sigmoid is left to cross, the third:
\ref 15_bias_b4 "chapter 15".
*/
