/*
# 2 · The first weights

Training needs a place to start, and this chapter draws it: sixteen random weights inside bounds that are worth an
argument, and eight biases at zero.

## The question

How large should the first weights be? If they are too small, every sample looks alike to the nodes behind. If they are
too large, the sigmoids are driven into their flat ends, where nothing changes any more. The size has to fit the number
of connections: a node that adds up many terms needs smaller ones.

*Xavier* initialisation takes the inputs into account. With $p$ nodes in the layer before,

$$
\place{Xavier} \lambda \sim U\!\left[-\frac{1}{\sqrt{p}},\; \frac{1}{\sqrt{p}}\right] .
$$

*Normalised Xavier* also looks ahead, to the $k$ nodes of the layer itself, because gradients travel back through the
same connections:

$$
\lambda \sim U\!\left[-\sqrt{\frac{6}{p + k}},\; \sqrt{\frac{6}{p + k}}\right] .
$$

This is equation 16 of Glorot and Bengio (2010). The document prints another bound in its text, and this one in its
code. Its numbers come from the code, so ours do too; \ref 25_errata "the errata" compare the two.

## Why not all alike?

Suppose all weights start at ½. Then $L_4$ and $L_5$ get the same input, give the same output and have the same
derivatives, so they take the same step. They stay twins for ever, and so do $R_7$ and $R_8$: each hidden layer of two
does the work of one node. The program below tries it: after 1000 epochs from equal weights, $\lambda_{1,4}$ and
$\lambda_{1,5}$ both are $\run{twin_L4_from_I1}$. Random weights make the nodes different. The biases can all start at
zero, since the weights have already told the nodes apart.

## By hand

From the inputs to $L_4$: $p = 3$ nodes before, $k = 2$ in the layer. The bound is
$\sqrt{6/5} = \run{weight_lambda_1_4_normalised}$. The stream of seed 13 gives as its first number
$u = \run{weight_lambda_1_4_u}$, between 0 and 1. Stretched over the interval,

$$
\lambda_{1,4} = -\run{weight_lambda_1_4_normalised} + 2\cdot\run{weight_lambda_1_4_normalised}\cdot\run{weight_lambda_1_4_u} = \run{weight_lambda_1_4_value} .
$$

This is the inverse of the distribution function of $U(-x, x)$, taken at $u$: the way to draw from any distribution whose
inverse is known.

Between the hidden layers and the bottleneck, $\place{into M6} p + k = 3$ and the bound is
$\sqrt{2} = \run{weight_lambda_4_6_normalised}$.

## The program

The stream of random numbers is NumPy's (\ref 19_dataset "chapter 19" says more about it), so the same seed gives the
document's weights. One number is drawn for each weight, in the order of the table. In the library these are four lines;
`uniform` takes the next number of the stream and stretches it over the interval, as we did above.

\library network/initialization.hpp initialize
*/
#include "data/random_stream.hpp"
#include "network/initialization.hpp"
#include "network/training.hpp"
#include "plots/architecture.hpp"
#include "plots/initialization.hpp"
#include "workbook/chapter.hpp"

#include <cmath>
#include <ostream>

using namespace autoencoder;
using workbook::fixed;

workbook::Cell between(double bound)
{
    return {"±" + fixed(bound), bound};
}

void print_weights(workbook::Page& page, const Parameters<double>& parameters)
{
    RandomStream stream(page.settings().seed);
    workbook::Table table({"weight", "p", "k", "u", "Xavier", "normalised", "value"});
    for (const Quantity weight : all_parameters().first(weight_count)) {
        const auto [p, k] = fan_of(weight);
        table.row({unicode_name(weight), std::to_string(p), std::to_string(k),
                   fixed(stream.uniform(0, 1)),
                   between(initialization_bound(weight, Initialization::xavier)),
                   between(initialization_bound(weight)), fixed(parameters[weight])});
    }
    page.table("weight", table);
    page.report() << "\n";
}
/*
And the experiment with equal weights.
*/
Parameters<double> train_from_equal_weights(const std::vector<Sample<double>>& batch)
{
    Parameters<double> equal;
    for (const Quantity weight : all_parameters().first(weight_count)) {
        equal[weight] = 0.5;
    }
    TrainingOptions options;
    options.epochs = 1000;
    options.recording = Recording::last_epoch;
    return train(equal, batch, options).parameters;
}

void first_weights(workbook::Page& page)
{
    const Parameters<double> parameters = workbook::initial_parameters(page.settings());
    page.report() << "Weights of seed " << page.settings().seed << "\n\n";
    print_weights(page, parameters);

    bool inside = true;
    bool biases_are_zero = true;
    Csv csv{{"parameter", "value"}};
    for (const Quantity parameter : all_parameters()) {
        const double value = parameters[parameter];
        csv.rows.push_back({std::string(plain_name(parameter)), value});
        if (kind_of(parameter) == QuantityKind::weight) {
            inside = inside && std::abs(value) <= initialization_bound(parameter);
        } else {
            biases_are_zero = biases_are_zero && value == 0;
        }
    }
    page.check("every weight lies inside its normalised bound", inside);
    page.check("every bias is zero", biases_are_zero);
    page.data("02_parameters", csv);

    page.heading("A thousand epochs from weights that are all 0.5");
    const Parameters<double> twins =
        train_from_equal_weights(workbook::training_data(page.settings()).samples);
    page.table("twin", workbook::Table({"into", "from I1", "from I2", "from I3"})
                           .row({"L4", fixed(twins.lambda_1_4), fixed(twins.lambda_2_4),
                                 fixed(twins.lambda_3_4)})
                           .row({"L5", fixed(twins.lambda_1_5), fixed(twins.lambda_2_5),
                                 fixed(twins.lambda_3_5)}));
    page.report() << "\n";
    page.check("L4 and L5 are still twins", twins.lambda_1_4 == twins.lambda_1_5
                                                && twins.lambda_4_6 == twins.lambda_5_6
                                                && twins.b_4 == twins.b_5);
    page.figure(plots::node());
    page.figure(plots::initialization(parameters));
}

int main(int argc, char** argv)
{
    return workbook::run(
        {"02_initialization",
         "Draws the first weights and shows the bounds they are drawn between.",
         {workbook::Option::seed}},
        argc, argv, first_weights);
}
/*
## What it prints

\output

\figure 02_node One hidden node, L4: three inputs with their weights, a bias, the sum, the activation, the output. Its
$p$ is 3, and its layer has $k = 2$ nodes.

\figure 02_initialization Where each of the sixteen weights fell inside its two bounds.

## How we know

The sixteen weights are compared with the published ones, and they must be the same doubles. The bounds are compared
with square roots worked out in the test for each of the four kinds of connection. That L4 and L5 stay twins is asserted
to the last bit: equal numbers that go through equal operations stay equal.

## Classic mistakes

- **$k$ of the wrong layer.** $k$ is the size of the layer that receives the weight, not of the one after it. With the
  document's printed $\place{wrong on purpose} k = 1$ for a hidden encoder node, the first bound would be wrong, and the
  comparison with it.
- **Another order of drawing.** The document draws all weights into $L_4$ first, then those into $L_5$. Drawn the other
  way round, the numbers are the same and sit at the wrong weights.
- **Zero for everything.** Equal weights again, and the same twins. At first there is not even a gradient for the layers
  in front: every path to them is multiplied by a weight of zero.

## Exercise

Our weights follow the normalised rule. Draw one by the other rule, the one that looks at the inputs alone.

\exercise

## What this settled

All 24 parameters have a value. \ref 03_forward_pass "Chapter 3" sends the first sample through.
*/
