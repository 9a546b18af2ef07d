/*
# 12 · The bias b6

Two sigmoids lie between $b_6$ and the loss, and a comparison with the biases of the other layers shows the
derivatives shrink on the way back. You will learn which factors are to blame.

## The question

$b_6$ acts through the input of the bottleneck node:

$$
\frac{\partial \mathcal{L}}{\partial b_6} =
\frac{\partial M_{6,\mathrm{in}}}{\partial b_6} \cdot
\frac{\partial M_6}{\partial M_{6,\mathrm{in}}} \cdot
\frac{\partial \mathcal{L}}{\partial M_6}
$$

It is \ref 09_bias_b7 "chapter 9" one layer further to the left. The form is the same at every hidden node: a 1 for
the bias, a slope for the sigmoid, and the derivative at the output.

## The chain on paper

The sum at the bottleneck has a term for each encoder node,
$M_{6,\mathrm{in}} = \lambda_{4,6}L_4 + \lambda_{5,6}L_5 + b_6$, and its derivative with respect to $b_6$ is 1. The
slope is

$$
\frac{\partial M_6}{\partial M_{6,\mathrm{in}}} = M_6(1-M_6) = \run{M6}\cdot\run{one_minus_M6} = \run{dM6_dM6_in} ,
$$

and the derivative at the output is the sum of \ref 11_output_M6 "chapter 11", $\run{dL_dM6}$. So

$$
\frac{\partial \mathcal{L}}{\partial b_6} = 1 \cdot \run{dM6_dM6_in}\cdot\run{dL_dM6} = \run{dL_db_6} .
$$

## Where does the gradient vanish?

Put the biases side by side. A bias shows the bare derivative at its node, without the output that a weight would
multiply in, so biases can be compared across layers. From the outputs to the encoder the largest one of each layer is
$\run{layer_O_output_largest_dL_db}$, $\run{layer_R_decoder_largest_dL_db}$, $\run{layer_M_latent_largest_dL_db}$,
$\run{layer_L_encoder_largest_dL_db}$. Each layer back costs a factor between three and eight.

The chain rule tells who takes it. Between two layers of biases stand one weight and one slope. The slope is at most
¼. So unless the weight is larger than 4, a single path loses strength at every hidden layer. Only a sum over several
paths that agree can make up for it. After three hidden layers, the slopes alone allow at most
$\left(\tfrac14\right)^3 = \tfrac{1}{64}$ of the derivative to arrive.

This is why deep networks of sigmoids learn slowly at their front end, and why other activations, with a slope of 1 over
half of the line, took the place of the sigmoid in most of them. Our network has three hidden layers, and its front end
does learn, after a long wait: the plateau in \ref 20_training "chapter 20".

## The program
*/
#include "plots/chain.hpp"
#include "workbook/derivation.hpp"

#include <algorithm>
#include <cmath>
#include <ostream>

using namespace autoencoder;
using workbook::fixed;

struct LayerDerivatives {
    double largest_bias = 0; // of |∂ℒ/∂b| in the layer
    double largest_slope = 0;
};

LayerDerivatives derivatives_of(Layer layer, const Evaluation<double>& x,
                                const LossDerivatives<double>& dL)
{
    LayerDerivatives result;
    for (const Node node : nodes_of(layer)) {
        const double a = x[output_of(node)];
        const double slope = layer == Layer::output ? 1 : a * (1 - a);
        result.largest_bias = std::max(result.largest_bias, std::abs(dL[bias_of(node)]));
        result.largest_slope = std::max(result.largest_slope, slope);
    }
    return result;
}

void print_layers(workbook::Page& page, const Evaluation<double>& x,
                  const LossDerivatives<double>& dL)
{
    workbook::Table table({"layer", "largest |∂ℒ/∂b|", "largest slope", "slopes so far"});
    double slopes = 1;
    const std::vector<std::pair<Layer, std::string>> backwards{{Layer::output, "O, output"},
                                                               {Layer::decoder, "R, decoder"},
                                                               {Layer::latent, "M, latent"},
                                                               {Layer::encoder, "L, encoder"}};
    for (const auto& [layer, name] : backwards) {
        const LayerDerivatives result = derivatives_of(layer, x, dL);
        slopes *= result.largest_slope;
        table.row(
            {name, fixed(result.largest_bias), fixed(result.largest_slope), fixed(slopes)});
    }
    page.heading("The derivatives of the biases, layer by layer");
    page.table("layer", table);
    page.report() << "\n";
    page.check("three sigmoids pass on at most 1/64", slopes <= 1.0 / 64);
}

void bias_b6(workbook::Page& page)
{
    const Evaluation<double> evaluation = workbook::evaluation(page.settings());
    page.values(evaluation);
    const Nodes<double>& x = evaluation.nodes;
    const LossDerivatives<double> so_far = workbook::derivatives_so_far(evaluation);
    const double dL_dM6 = so_far.nodes.M6; // chapter 11

    const double dM6_dM6_in = x.M6 * (1 - x.M6);
    const double dM6_in_db_6 = 1;
    const double dL_db_6 = dM6_in_db_6 * dM6_dM6_in * dL_dM6;

    page.report() << "∂ℒ/∂b6 of sample " << page.settings().sample << "\n\n";
    using enum Quantity;
    prove(page, evaluation,
          {{M6_in, b_6, dM6_in_db_6},
           {M6, M6_in, dM6_dM6_in},
           {L, M6, dL_dM6, "chapter 11"},
           {L, b_6, dL_db_6, "product"}});
    page.report() << "\n  M6 = " << fixed(x.M6)
                  << ", 1 − M6 = " << fixed(page.value("one_minus_M6", 1 - x.M6)) << "\n";
    print_layers(page, evaluation, so_far);
    page.figure(plots::chain("12_bias_b6", b_6, evaluation));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run({"12_bias_b6",
                          "Derives the derivative of the loss with respect to b6, and compares "
                          "the biases of all layers.",
                          {seed, data, data_seed, samples, sigma, sample}},
                         argc, argv, bias_b6);
}
/*
## What it prints

\output

\figure 12_bias_b6 The bias of the bottleneck. Its path enters at $M_{6,\mathrm{in}}$ and from there spreads over the
whole decoder.

## How we know

The four lines of the first table are checked as before. But this chapter makes a statement about sizes, and sizes
have their own trap. The derivative $\partial \mathcal{L}/\partial b_6$ is $\run{dL_db_6}$, and at other samples and
seeds it is smaller. A test that says “equal to within 0.001” passes whatever is smaller than that. So our tolerances
are never fixed numbers. Each value carries its own bound, and the bound shrinks with the value: here it is about
$10^{-16}$.

The limit of 1/64 is checked at every run of this program, for any seed and any sample. It is a theorem about
$a(1-a)$, and a program that breaks it is wrong, whatever else it prints.

## Classic mistakes

- **One sigmoid forgotten.** The value is four times too large and still small, and nobody notices. The test
  `a_missing_slope_of_a_sigmoid` leaves out $M_6(1-M_6)$ and expects it to be named.
- **$b_6$ in the sums of other nodes.** The bias belongs to one node. In its fifth step the document has $b_6$ in the
  sum of $R_7$ (\ref 25_errata "errata"); then $\partial R_{7,\mathrm{in}}/\partial b_6$ would not be zero where it
  should be.
- **The sign.** The test `the_loss_and_the_sign` turns this very derivative around and expects “the sign is wrong”.

## Exercise

How far does the bias of the bottleneck reach? Follow it to the third output.

\exercise

## What this settled

$\partial \mathcal{L}/\partial b_6 = \delta_{M_6} = \run{dL_db_6}$. In \ref 13_weight_4_6 "chapter 13" it meets the two
weights of the encoder, which are so alike that a careless test cannot tell them apart.
*/
