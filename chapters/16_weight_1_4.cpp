/*
# 16 · The weight λ1,4

The last step reaches the sample. With it the chain runs through the whole network, and we can write out one derivative
from end to end, and count what it costs to have all of them.

## The question

$\lambda_{1,4}$ carries the first number of the sample to $L_4$:

$$
\frac{\partial \mathcal{L}}{\partial \lambda_{1,4}} =
\frac{\partial L_{4,\mathrm{in}}}{\partial \lambda_{1,4}} \cdot
\frac{\partial L_4}{\partial L_{4,\mathrm{in}}} \cdot
\frac{\partial \mathcal{L}}{\partial L_4}
$$

## The chain on paper

The weight multiplies $I_1$, so the first factor is $I_1 = \run{I1}$. The other two were multiplied in
\ref 15_bias_b4 "chapter 15" and are $\delta_{L_4}$:

$$
\frac{\partial \mathcal{L}}{\partial \lambda_{1,4}} = I_1\,\delta_{L_4}
= \run{I1}\cdot\run{dL_dL4_in} = \run{dL_dlambda_1_4:.4e} .
$$

Two things are new. All outputs of sigmoids were positive, so a weight's derivative had the sign of its upstream
gradient $\delta$. An input may be negative, as here, and reverses the sign. And an input may be zero: the weight then
learns nothing from this sample. In the document's data the middle input $I_2$ is noise around zero, and what its
weights learn, they learn from noise.

## From end to end

Write out $\delta_{L_4}$ as well, and nothing is hidden in a name any more. Each of the six paths is a product of eight
factors that are not 1, and the derivative is their sum:

$$
\frac{\partial \mathcal{L}}{\partial \lambda_{1,4}} = \sum_{j=7}^{8} \sum_{k=9}^{11}
I_1 \cdot L_4(1-L_4) \cdot \lambda_{4,6} \cdot M_6(1-M_6) \cdot \lambda_{6,j} \cdot R_j(1-R_j) \cdot \lambda_{j,k}
\cdot \tfrac23(O_k - I_{k-8}) .
$$

Three slopes, three weights, the sample at one end and the loss at the other. The first four factors are the same on all
six paths: the report takes them out and writes “…” for them.

## What it costs

There are two orders in which to compute all 24 derivatives. The *forward mode* follows one parameter at a time: raise
it, send the sample through, look at the loss. That is how a difference quotient works, and a dual number as well, and
it takes at least one pass for each parameter. The *reverse mode* is that of these eleven chapters: one pass forward,
one pass back, and the backward pass leaves every derivative behind it. The report counts the multiplications of the
backward pass.

The number of passes in the forward mode grows with the number of parameters; in the reverse mode it stays at two. That
is why networks with a billion parameters can be trained.

## The program
*/
#include "plots/chain.hpp"
#include "workbook/derivation.hpp"

#include <algorithm>
#include <ostream>

using namespace autoencoder;

struct Cost {
    long paths = 0;     // multiplications when every path is multiplied out by itself
    long backwards = 0; // multiplications when every ∂ℒ/∂X is used again
};

Cost count_multiplications()
{
    const auto not_one = [](Factor factor) { return kind_of(factor) != FactorKind::one; };
    Cost cost;
    for (const Quantity parameter : all_parameters()) {
        for (const Path& path : paths_from(parameter)) {
            cost.paths += std::max<long>(0, std::ranges::count_if(path, not_one) - 1);
        }
    }
    // Backwards, each factor is used once: it multiplies the upstream gradient.
    for (const Factor factor : all_factors()) {
        cost.backwards += factor.of != Quantity::L && not_one(factor) ? 1 : 0;
    }
    return cost;
}

void weight_1_4(workbook::Page& page)
{
    const Evaluation<double> evaluation = workbook::evaluation(page.settings());
    page.values(evaluation);
    const Nodes<double>& x = evaluation.nodes;
    const Sample<double>& z = evaluation.sample;
    const double dL_dL4 = workbook::derivatives_so_far(evaluation).nodes.L4; // chapter 14

    const double dL4_dL4_in = x.L4 * (1 - x.L4);
    const double dL4_in_dlambda_1_4 = z.I1;
    const double dL_dlambda_1_4 = dL4_in_dlambda_1_4 * dL4_dL4_in * dL_dL4;

    page.report() << "∂ℒ/∂λ1,4 of sample " << page.settings().sample << "\n\n";
    using enum Quantity;
    prove(page, evaluation,
          {{L4_in, lambda_1_4, dL4_in_dlambda_1_4},
           {L4, L4_in, dL4_dL4_in},
           {L, L4, dL_dL4, "chapter 14"},
           {L, L4_in, dL4_dL4_in * dL_dL4, "δ of L4"},
           {L, lambda_1_4, dL_dlambda_1_4, "product"}});

    page.heading("The six paths from end to end");
    page.report() << workbook::paths_to_the_loss(evaluation, lambda_1_4);

    const Cost cost = count_multiplications();
    page.heading("Multiplications for all 24 derivatives of one sample");
    page.table("cost", workbook::Table({"way", "multiplications"})
                           .row({"every path by itself", std::to_string(cost.paths)})
                           .row({"backpropagation", std::to_string(cost.backwards)}));
    page.figure(plots::chain("16_weight_1_4", lambda_1_4, evaluation));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run({"16_weight_1_4",
                          "Derives the derivative of the loss with respect to λ1,4, from the "
                          "sample to the loss.",
                          {seed, data, data_seed, samples, sigma, sample}},
                         argc, argv, weight_1_4);
}
/*
## What it prints

\output

\figure 16_weight_1_4 The whole chain, from the first number of the sample to the loss. Every sigmoid and every weight
on a path is a factor.

## How we know

The first table holds every factor against the witnesses, and there is more to it than before: the sum of the six paths
has to come out as the product of the first table, $\run{dL_dlambda_1_4:.4e}$. One of them was built up link by link
over eleven chapters. The other knows nothing but which node is connected to which.

A value of this size also shows why errors are measured in units of a bound. An absolute tolerance of 0.0001 would
accept zero. Our bound for this derivative is about $10^{-19}$, and the error is below it.

The last table counts $\run{cost_every_path_by_itself_multiplications}$ multiplications when every path of every
parameter is multiplied out by itself, and $\run{cost_backpropagation_multiplications}$ when each
$\partial \mathcal{L}/\partial X$ is computed once and used wherever it is needed: 16 for the weights, 10 for the
connections, 5 for the sigmoids.

## Classic mistakes

- **$O_9$ or $\hat{z}$ for $I_1$.** The input enters twice, once on the left as what the weight multiplies and once on
  the right as the target. They are the same number in an autoencoder, and in most other networks they are not. A
  program that mixes up the two places works here and fails there. So the taps of the library move the input that
  enters, and leave the target where it is.
- **$L_4$ for $I_1$.** A weight multiplies the output at its *start*. The diagnosis says “L4 stands where I1 belongs”.
- **A slope lost in a long chain.** Leave out $M_6(1-M_6)$, in the middle, and every path is too large by the same
  factor. The diagnosis names the node whose slope is missing.

## Exercise

The last step is the longest: $\lambda_{2,5}$, from the second input.

\exercise

## What this settled

You have derived eleven derivatives, one after the other, and built the later ones from the earlier. Eight of them
belong to parameters. The other sixteen parameters follow the same pattern with other indices.
\ref 17_gradient "Chapter 17" collects all 24, for all samples.
*/
