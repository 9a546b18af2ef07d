/*
# 18 · One step downhill

We know the slope in 24 directions. One step uses them all: does the loss fall by as much as the derivatives predict?

## The question

Every parameter moves against its derivative,

$$
\lambda \leftarrow \lambda - \eta\,\frac{\partial \overline{\mathcal{L}}}{\partial \lambda}, \qquad
b \leftarrow b - \eta\,\frac{\partial \overline{\mathcal{L}}}{\partial b},
$$

all 24 at once. The number $\eta$ is the *learning rate*; the document uses 0.1. Does the loss fall, and by how much?

A derivative answers for small steps. A parameter that moves by $-\eta\,g$ changes the loss by about
$g \cdot (-\eta\,g) = -\eta\,g^2$. The changes of the 24 add up:

$$
\overline{\mathcal{L}}(\text{after}) \approx \overline{\mathcal{L}}(\text{before}) - \eta \sum g^2
= \overline{\mathcal{L}}(\text{before}) - \eta\,\lVert g \rVert^2 .
$$

Every term is a square, so for a small enough $\eta$ the loss must fall. How small is small enough? That depends on how
quickly the slope changes along the way, and we measure it.

## By hand

The bias $b_9$ starts at 0 and its mean derivative is $\run{parameter_b9_derivative}$. The step takes it to
$0 - 0.1\cdot(\run{parameter_b9_derivative}) = \run{parameter_b9_after}$. The same for $\lambda_{7,9}$: from
$\run{parameter_lambda_7_9_before}$ with derivative $\run{parameter_lambda_7_9_derivative}$ to
$\run{parameter_lambda_7_9_after}$.

All 24 squares add up to $\lVert g \rVert^2 = \run{squared_length}$. For $\eta = 0.1$ the first-order prediction is a
fall of $\run{predicted}$. The loss really falls from $\run{loss_before}$ to $\run{loss_after}$, which is $\run{fall}$:
close to the prediction, and a little less, because the slope became gentler on the way down.

## The program

The step is one function of the library. `combined()` goes through the 24 parameters of both and joins each pair.

\library network/descent.hpp descend

We take it with learning rates from a thousandth to ten and compare prediction and result.
*/
#include "data/random_stream.hpp"
#include "network/descent.hpp"
#include "plots/gradient.hpp"
#include "workbook/chapter.hpp"

#include <cmath>
#include <ostream>
#include <vector>

using namespace autoencoder;
using workbook::fixed;

struct Step {
    double learning_rate;
    double predicted; // η·‖g‖²
    double fall;      // loss before − loss after
};

Step take(const Parameters<double>& start, const std::vector<Sample<double>>& batch,
          double learning_rate)
{
    const Parameters<double> gradient = mean_gradient<double>(start, batch);
    const Parameters<double> next = descend(start, gradient, learning_rate);
    return {learning_rate, learning_rate * squared_length(gradient),
            mean_loss<double>(start, batch) - mean_loss<double>(next, batch)};
}
/*
As the step shrinks, the fall comes closer to the prediction. That says less about the gradient than it seems to: step
and prediction use the same $g$. Set one of its 24 numbers to zero, and that parameter is neither moved nor expected to
contribute, so prediction and fall still agree.

To test $g$, the step has to go where $g$ did not choose. We draw a random direction $v$, a normal number for each
parameter, and compare the change of the loss with its first-order prediction:

$$
\place{not evaluable: a direction that is drawn} r(h) = \overline{\mathcal{L}}(\theta + h\,v) - \overline{\mathcal{L}}(\theta) - h \sum g\,v .
$$

With the right gradient the remainder $r(h)$ is of order $h^2$: a tenth of the step leaves a hundredth of it. A wrong
derivative adds a term of order $h$, which wins for small $h$, and the ratio goes to 10.
*/
double remainder(const Parameters<double>& start, const std::vector<Sample<double>>& batch,
                 const Parameters<double>& gradient, const Parameters<double>& direction,
                 double h)
{
    double slope = 0; // along the direction
    for (const Quantity parameter : all_parameters()) {
        slope += gradient[parameter] * direction[parameter];
    }
    return mean_loss<double>(descend(start, direction, -h), batch)
           - mean_loss<double>(start, batch) - h * slope;
}

double remainder_ratio(const Parameters<double>& start,
                       const std::vector<Sample<double>>& batch,
                       const Parameters<double>& gradient)
{
    RandomStream stream(18);
    Parameters<double> direction;
    for (const Quantity parameter : all_parameters()) {
        direction[parameter] = stream.normal(0, 1);
    }
    return remainder(start, batch, gradient, direction, 1e-4)
           / remainder(start, batch, gradient, direction, 1e-5);
}

void check_descent(workbook::Page& page, const Parameters<double>& start,
                   const std::vector<Sample<double>>& batch)
{
    const Parameters<double> gradient = mean_gradient<double>(start, batch);
    Parameters<double> spoiled = gradient;
    spoiled.lambda_1_4 = 0;
    const double ratio = remainder_ratio(start, batch, gradient);
    page.report() << "  r(h) / r(h/10) along a random direction     "
                  << fixed(page.value("taylor_ratio", ratio), 1)
                  << "\n  the same, with 0 for ∂ℒ/∂λ1,4               "
                  << fixed(page.value("taylor_ratio_spoiled",
                                      remainder_ratio(start, batch, spoiled)),
                           1)
                  << "\n\n";
    page.check("a small step goes downhill", take(start, batch, 1e-4).fall > 0);
    // A hundred, but for the next term of the series, which is of the order of the step itself.
    page.check("a tenth of the step leaves a hundredth of the remainder",
               std::abs(ratio - 100) < 5);
}

void one_step(workbook::Page& page)
{
    const Parameters<double> start = workbook::initial_parameters(page.settings());
    const std::vector<Sample<double>> batch = workbook::training_data(page.settings()).samples;
    const double learning_rate = page.settings().learning_rate;
    const Parameters<double> gradient = mean_gradient<double>(start, batch);
    const Parameters<double> next = descend(start, gradient, learning_rate);

    page.report() << "One step with learning rate " << shortest(learning_rate) << "\n\n";
    workbook::Table parameters({"parameter", "before", "derivative", "after"});
    for (const Quantity parameter : all_parameters()) {
        parameters.row({unicode_name(parameter), fixed(start[parameter]),
                        fixed(gradient[parameter]), fixed(next[parameter])});
    }
    const Step step = take(start, batch, learning_rate);
    page.table("parameter", parameters);
    page.report() << "\n  loss before  "
                  << fixed(page.value("loss_before", mean_loss<double>(start, batch)))
                  << "\n  loss after   "
                  << fixed(page.value("loss_after", mean_loss<double>(next, batch)))
                  << "\n  fall         " << fixed(page.value("fall", step.fall))
                  << "\n  predicted    " << fixed(page.value("predicted", step.predicted))
                  << "  = η·‖g‖², with ‖g‖² = "
                  << fixed(page.value("squared_length", squared_length(gradient))) << "\n";

    page.heading("Other learning rates");
    workbook::Table rates({"η", "predicted fall", "fall", "fall / predicted"});
    for (const double rate : {0.001, 0.01, 0.1, 0.3, 1.0, 3.0, 10.0}) {
        const Step other = take(start, batch, rate);
        rates.row({fixed(rate, 3), fixed(other.predicted), fixed(other.fall),
                   fixed(other.fall / other.predicted)});
    }
    page.table("rate", rates);
    page.report() << "\n";
    check_descent(page, start, batch);
    page.figure(plots::update(start, batch, learning_rate));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run(
        {"18_update",
         "Takes one step of gradient descent and compares the fall of the loss with the slope.",
         {seed, data, data_seed, samples, sigma, learning_rate}},
        argc, argv, one_step);
}
/*
## What it prints

\output

\figure 18_update The loss along the direction of the step. The straight line is the prediction of the slope at the
start; the curve is what really happens.

## How we know

The step along a random direction is a *Taylor test*. The ratio is $\run{taylor_ratio:.1f}$ with our gradient and
$\run{taylor_ratio_spoiled:.1f}$ when a single derivative is replaced by 0. The test has limits. It sees the error of
$g$ only through its component along $v$, and one direction can miss an error that is perpendicular to it. An error much
smaller than $h$ times the curvature hides in the remainder. And it says that something is wrong, not what: for that we
have the eleven derivations before.

## Classic mistakes

- **Plus instead of minus.** The loss climbs. The first check fails, and the report shows a negative fall.
- **Testing the gradient along itself.** A gradient with a missing component predicts its own step correctly.
- **Moving some parameters before all derivatives are known.** The later derivatives then belong to another point. For
  small steps the fall hardly differs, so this test does not see it; a comparison of the parameters after the step does.
- **A learning rate that is too large.** The table shows where the prediction breaks down: with
  $\place{not evaluable: a learning rate that is tried} \eta = 1$ the loss still falls, by less than half of what was
  predicted; with $\place{not evaluable: a learning rate that is tried} \eta = 3$ the step overshoots, and the loss is
  higher than before.

## Exercise

Plain descent forgets every step it took. Write a rule that remembers.

\exercise

## What this settled

One step lowers the loss from $\run{loss_before}$ to $\run{loss_after}$. Before we take ten thousand of them,
\ref 19_dataset "chapter 19" looks at what the network is learning from.
*/
