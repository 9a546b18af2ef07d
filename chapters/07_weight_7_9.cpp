/*
# 7 · The weight λ7,9

A weight differs from a bias in one factor. That factor explains why connections from silent nodes do not learn, and why
the weights into one node tend to move together.

## The question

The connection $\lambda_{7,9}$ carries the output of $R_7$ to the node $O_9$. How does the loss depend on it?

$$
\frac{\partial \mathcal{L}}{\partial \lambda_{7,9}} =
\frac{\partial O_{9,\mathrm{in}}}{\partial \lambda_{7,9}} \cdot
\frac{\partial O_9}{\partial O_{9,\mathrm{in}}} \cdot
\frac{\partial \mathcal{L}}{\partial O_9}
$$

The second and the third factor are those of \ref 06_bias_b9 "chapter 6". Only the beginning of the path is new: we
enter the node through a connection instead of its bias.

## The chain on paper

Look at the sum at node 9 again and ask which term contains $\lambda_{7,9}$:

$$
O_{9,\mathrm{in}} = \lambda_{7,9} R_7 + \lambda_{8,9} R_8 + b_9
\qquad\Longrightarrow\qquad
\frac{\partial O_{9,\mathrm{in}}}{\partial \lambda_{7,9}} = R_7 .
$$

One term contains it, and there it is multiplied by $R_7$. That is the rate: raise $\lambda_{7,9}$ by $h$ and the
input of the node rises by $R_7 h$. **The derivative of a weighted sum with respect to a weight is what the weight
multiplies.** This sentence holds for all sixteen weights.

Here $R_7 = \run{R7}$, and the derivative that arrives from the right is $\run{dL_dO9}$ as before:

$$
\frac{\partial \mathcal{L}}{\partial \lambda_{7,9}} = \run{R7} \cdot 1 \cdot (\run{dL_dO9}) = \run{dL_dlambda_7_9} .
$$

A bias can be seen as a weight as well: one that multiplies a constant 1. Put 1 in the place of $R_7$ and chapter 6
comes back.

## The program
*/
#include "plots/chain.hpp"
#include "workbook/derivation.hpp"

#include <ostream>

using namespace autoencoder;
using workbook::fixed;

/*
Three parameters feed node 9: $\lambda_{7,9}$, $\lambda_{8,9}$
and $b_9$. Their derivatives are the same factor, $\partial \mathcal{L}/\partial O_{9,\mathrm{in}}$, times $R_7$,
times $R_8$, and times 1. The outputs of sigmoids are positive. So for any one sample the three derivatives have the
same sign: all three parameters want up, or all three want down. We let the program count.
*/
void compare_signs(workbook::Page& page)
{
    const Parameters<double> parameters = workbook::initial_parameters(page.settings());
    const auto samples = workbook::training_data(page.settings()).samples;
    workbook::Table table({"sample", "∂ℒ/∂b9", "∂ℒ/∂λ7,9", "∂ℒ/∂λ8,9"});
    std::size_t alike = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const Nodes<double> x = forward(parameters, samples[i]);
        const Parameters<double> g = backpropagate(parameters, samples[i], x).parameters;
        if (i < 12) {
            table.row({std::to_string(i + 1), fixed(g.b_9), fixed(g.lambda_7_9),
                       fixed(g.lambda_8_9)});
        }
        alike += g.b_9 * g.lambda_7_9 >= 0 && g.b_9 * g.lambda_8_9 >= 0 ? 1 : 0;
    }
    page.heading("The three parameters of node 9, sample by sample");
    page.table("sample", table);
    page.report() << "\n";
    page.check("the three have the same sign in " + std::to_string(alike) + " of "
                   + std::to_string(samples.size()) + " samples",
               alike == samples.size());
}

void weight_7_9(workbook::Page& page)
{
    const Evaluation<double> evaluation = workbook::evaluation(page.settings());
    page.values(evaluation);
    const Nodes<double>& x = evaluation.nodes;
    const Sample<double>& z = evaluation.sample;

    const double dL_dO9 = 2.0 / 3.0 * (x.O9 - z.I1);
    const double dO9_dO9_in = 1;
    const double dO9_in_dlambda_7_9 = x.R7; // what the weight multiplies
    const double dL_dlambda_7_9 = dO9_in_dlambda_7_9 * dO9_dO9_in * dL_dO9;

    page.report() << "∂ℒ/∂λ7,9 of sample " << page.settings().sample << "\n\n";
    using enum Quantity;
    prove(page, evaluation,
          {{O9_in, lambda_7_9, dO9_in_dlambda_7_9},
           {O9, O9_in, dO9_dO9_in},
           {L, O9, dL_dO9},
           {L, lambda_7_9, dL_dlambda_7_9, "product"}});
    compare_signs(page);
    page.figure(plots::chain("07_weight_7_9", lambda_7_9, evaluation));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run({"07_weight_7_9",
                          "Derives the derivative of the loss with respect to the weight λ7,9, "
                          "factor by factor.",
                          {seed, data, data_seed, samples, sigma, sample}},
                         argc, argv, weight_7_9);
}
/*
## What it prints

\output

\figure 07_weight_7_9 The path from the weight to the loss. It differs from the path of the bias only in where it enters
node 9.

## Reading the numbers

$\partial \mathcal{L}/\partial \lambda_{7,9}$ is $\partial \mathcal{L}/\partial b_9$ shrunk by $R_7$. Since $R_7$ lies
between 0 and 1, for any one sample a weight behind a sigmoid never has a derivative that is larger in size than that
of the bias of the node it feeds. And if $R_7$ were 0 for this sample, the weight would learn nothing from it: a
connection that carries nothing cannot be blamed.

The second table shows the other side of positive outputs. In every sample the three derivatives agree in sign. With
sample 1 alone, no step of descent could raise $\lambda_{7,9}$ and lower $\lambda_{8,9}$, however useful that might be.
It takes samples that disagree, such as 1 and 3, to let the two weights part. Networks whose hidden outputs can be
negative do not have this restriction.

## How we know

Each factor is checked by itself. $\partial O_{9,\mathrm{in}}/\partial\lambda_{7,9}$ is the one that is new, and it can
be confused with a neighbour. The two outputs $R_7 = \run{R7}$ and $R_8$ are close to each other here, but
witnesses that see 15 digits are not impressed by closeness. The points of `make verify` have been tested for this: the
test `no_two_values_at_a_point_are_equal_so_that_an_index_slip_shows` demands that no two weights, inputs or outputs at
a point coincide, since a slip between equal numbers leaves no trace.

## Classic mistakes

- **$R_8$ for $R_7$.** The value is then $\partial \mathcal{L}/\partial\lambda_{8,9}$, a perfectly good derivative of
  another weight. The test `an_index_slip` makes exactly this mistake and expects to hear that name.
- **$R_{7,\mathrm{in}}$ for $R_7$.** The weight multiplies what the node sends out, not what it took in. The test
  `an_index_slip` has a relative of this slip, with the input of a node in its slope.
- **The weight itself as the factor.** $\lambda_{7,9}$ is the rate for $R_7$, which is the next chapter. Confusing the
  two gives a value that no index explains; the diagnosis then names the number that stands in the wrong place.
- **Forgetting the factor.** What remains is $\partial \mathcal{L}/\partial b_9$. The test `a_missing_weight_or_output`
  expects the words “what λ7,9 multiplies”.

## Exercise

Sixteen weights, one pattern. Try it where both indices differ: $\lambda_{8,11}$.

\exercise

## What this settled

A weight's derivative is *what it multiplies* times *the derivative with respect to the input of the node it feeds*.
Three of the six weights into the outputs start at each $R$ node and end at three different outputs. So three
derivatives arrive at an $R$ node, and \ref 08_output_R7 "chapter 8" has to add them up.
*/
