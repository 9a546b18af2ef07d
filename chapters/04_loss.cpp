/*
# 4 · The loss

This chapter turns “the reconstruction is poor” into one number, and that number into three directions: for each output,
which way to move it and how much it matters.

## The question

The network was asked to give back what it got. How far off is it, and how does that change when an output changes?

The document answers twice. Its text takes half the sum of the squared differences,

$$
\place{other loss} \mathcal{L} = \frac{1}{2} \sum_{i=1}^{3} (O_{i+8} - I_i)^2, \qquad \frac{\partial \mathcal{L}}{\partial O_9} = O_9 - I_1 ,
$$

and its code takes their mean,

$$
\mathcal{L} = \frac{1}{3} \sum_{i=1}^{3} (O_{i+8} - I_i)^2, \qquad \frac{\partial \mathcal{L}}{\partial O_9} = \frac{2}{3}\,(O_9 - I_1) .
$$

The ½ of the first is there so that the 2 of the derivative cancels. The second needs no trick and is a plain average,
which you can compare between networks of different width. Both pairs are right. A loss of one pair with the derivative
of the other is not, and nothing crashes when you mix them: every gradient is then wrong by the same factor ⅔ or 3⁄2,
and the training merely runs at another speed.

This book trains and plots the mean, because that is what produced the document's numbers. Everything behind the loss is
the same chain for both.

## By hand

For sample 1 the first output is $O_9 = \run{O9}$, and the input it should have reproduced is $I_1 = \run{I1}$. The
difference is $\run{pair_O9_I1_difference}$: too low. The other two differ by $\run{pair_O10_I2_difference}$ and
$\run{pair_O11_I3_difference}$. Squared, added and divided by three:

$$
\mathcal{L} = \frac{\run{pair_O9_I1_squared} + \run{pair_O10_I2_squared} + \run{pair_O11_I3_squared}}{3} = \run{L}
$$

Nearly all of it comes from $O_9$. The derivatives say the same:

$$
\frac{\partial \mathcal{L}}{\partial O_9} = \tfrac{2}{3}\cdot(\run{pair_O9_I1_difference}) = \run{dL_dO9}, \qquad
\frac{\partial \mathcal{L}}{\partial O_{11}} = \tfrac{2}{3}\cdot\run{pair_O11_I3_difference} = \run{dL_dO11} .
$$

Read a derivative as an exchange rate. Raise $O_9$ by a small $h$, and the loss changes by about
$\run{dL_dO9}\,h$: it falls, because $O_9$ is too low. The sign says which way is up, the size says how steep.

## The program

In the library the two formulas above are two functions, for either loss.

\library network/loss.hpp loss loss_derivative

We print both losses side by side, for one sample.
*/
#include "network/chain_rule.hpp"
#include "network/loss.hpp"
#include "plots/forward_pass.hpp"
#include "workbook/chapter.hpp"

#include <cmath>
#include <ostream>

using namespace autoencoder;
using enum LossFunction;
using workbook::fixed;

workbook::Table pairs(const Evaluation<double>& x)
{
    workbook::Table table(
        {"pair", "output", "input", "difference", "squared", "∂ℒ/∂O mean", "∂ℒ/∂O half"});
    for (const Node node : nodes_of(Layer::output)) {
        const double O = x[output_of(node)];
        const double I = x[target_of(node)];
        table.row({unicode_name(output_of(node)) + ", " + unicode_name(target_of(node)),
                   fixed(O), fixed(I), fixed(O - I), fixed((O - I) * (O - I)),
                   fixed(loss_derivative(O, I, mean_of_squares)),
                   fixed(loss_derivative(O, I, half_sum_of_squares))});
    }
    return table;
}
/*
A derivative is a claim about small changes, so it can be tested by making one. Move one output up by $h$, then down by
$h$, and divide the change of the loss by the distance $2h$. A *tap* does the moving: it adds a number to one quantity
during the forward pass. Because the loss is a parabola in each output, the quotient is exact for any $h$, up to
rounding. We take $\place{not evaluable: a step that is chosen} h = \tfrac{1}{2}$, a step nobody would call small.
*/
double quotient(const Evaluation<double>& x, Quantity output, LossFunction function)
{
    const double h = 0.5;
    const double above =
        evaluate(x.parameters, x.sample, function, Tap<double>{output, h}).loss;
    const double below =
        evaluate(x.parameters, x.sample, function, Tap<double>{output, -h}).loss;
    return (above - below) / (2 * h);
}

void check_derivatives(workbook::Page& page, const Evaluation<double>& x, LossFunction function,
                       const std::string& name)
{
    for (const Node node : nodes_of(Layer::output)) {
        const double derivative =
            loss_derivative(x[output_of(node)], x[target_of(node)], function);
        const double error = std::abs(quotient(x, output_of(node), function) - derivative);
        // A dozen roundings of a loss of this size, divided by 2h = 1.
        page.check(name + ": " + unicode_derivative(Quantity::L, output_of(node)) + " = "
                       + fixed(derivative) + " is the quotient of differences",
                   error <= 12 * 2.3e-16 * (1 + x.loss));
    }
}

void loss_of_one_sample(workbook::Page& page)
{
    const Parameters<double> parameters = workbook::initial_parameters(page.settings());
    const std::size_t number = page.settings().sample;
    const Sample<double> sample = workbook::training_data(page.settings()).samples[number - 1];
    const Evaluation<double> x = evaluate(parameters, sample, mean_of_squares);
    page.values(x);
    const double half = evaluate(parameters, sample, half_sum_of_squares).loss;

    page.report() << "The loss of sample " << number << "\n\n";
    page.table("pair", pairs(x));
    page.report() << "\n";
    page.report() << "  mean of squares       ℒ = " << fixed(x.loss)
                  << "   (trained and plotted)\n"
                  << "  half sum of squares   ℒ = " << fixed(half) << "\n\n";
    check_derivatives(page, x, mean_of_squares, "mean");
    check_derivatives(page, x, half_sum_of_squares, "half");
    page.check("the two losses differ by the factor 2/3",
               std::abs(x.loss - half * 2 / 3) <= 4 * 2.3e-16 * half);
    page.figure(plots::loss(x));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run({"04_loss",
                          "Measures how far a reconstruction is from its sample, by both "
                          "losses of the document.",
                          {seed, data, data_seed, samples, sigma, sample}},
                         argc, argv, loss_of_one_sample);
}
/*
## What it prints

\output

\figure 04_loss The three output–input pairs of sample 1. The difference is squared for the loss; two thirds of it is
the derivative, where backpropagation starts.

## How we know

The report checks each derivative against a quotient of differences, and that check owes nothing to the formula of the
derivative. The tests of the loss work out both values for numbers chosen by hand, where the squares are whole: outputs
(1, 2, 3) against inputs (0, 0, 1) have squares 1, 4, 4, so the mean is 3 and the half sum is 4.5. And the loss of the
whole batch is compared with the 10,000 values of the published workflow.

## Classic mistakes

- **Mixing the pairs.** Half a sum in the loss, ⅔ in the derivative. The quotient above finds it at once, because it
  differentiates the loss that is really used. The diagnosis in \ref 25_errata "the errata" calls it by its name.
- **The sign.** $I - O$ gives the same loss and the opposite derivative. The network then climbs.
- **Averaging twice.** The mean here is over the three outputs of one sample. The mean over the samples of a batch is
  another division, and it comes in \ref 17_gradient "chapter 17".

## Exercise

Two losses are two choices among many. Here is a third one, and its derivative is yours to find.

\exercise

## What this settled

The loss of sample 1 is $\run{L}$, and we know its three derivatives. Every backpropagation chapter starts from
them and works its way to the left. But can we trust a quotient of differences where the function is no parabola?
\ref 05_numerical_derivative "Chapter 5" finds out what such a quotient is worth.
*/
