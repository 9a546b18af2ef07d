/*
# 18 · One step downhill

We know the slope in 24 directions; this chapter takes one step and checks that it goes down by as much as the slope
promised.

## The question

Every parameter moves against its derivative,

$$
\lambda \leftarrow \lambda - \eta\,\frac{\partial \overline{\mathcal{L}}}{\partial \lambda}, \qquad
b \leftarrow b - \eta\,\frac{\partial \overline{\mathcal{L}}}{\partial b},
$$

all 24 at once. The number $\eta$ is the *learning rate*; the document uses 0.1. Does the loss fall, and by how much?

A derivative answers for small steps. A parameter that moves by $-\eta\,g$ changes the loss by about $g \cdot (-\eta\,g)
= -\eta\,g^2$. The changes of the 24 add up:

$$
\overline{\mathcal{L}}(\text{after}) \approx \overline{\mathcal{L}}(\text{before}) - \eta \sum g^2
= \overline{\mathcal{L}}(\text{before}) - \eta\,\lVert g \rVert^2 .
$$

Every term is a square, so for a small enough $\eta$ the loss must fall. How small is small enough? That depends on how
quickly the slope changes along the way, and we measure it.

## By hand

The bias $b_9$ starts at 0 and its mean derivative is $\run{-0.569860}$. The step takes it to
$0 - 0.1\cdot(\run{-0.569860}) = \run{0.056986}$. The same for $\lambda_{7,9}$: from $\run{-1.018684}$ with derivative
$\run{-0.322690}$ to $\run{-0.986415}$.

All 24 squares add up to $\lVert g \rVert^2 = \run{0.593198}$. The promise for $\eta = 0.1$ is a fall of
$\run{0.059320}$. The loss really falls from $\run{0.656888}$ to $\run{0.601215}$, which is $\run{0.055673}$: close to
the promise, and a little less, because the slope became gentler on the way down.

## The program

The step is one line of the library, `descend()`. We take it with learning rates from a thousandth to ten and compare
promise and result.
*/
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
    double promised; // η·‖g‖²
    double fall;     // loss before − loss after
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
If the derivatives are right, the ratio of result to promise must come closer to 1 as the step shrinks, and in
proportion: a step ten times shorter, a tenth of the deviation. That is a test of the whole gradient with a single
number, and it needs no tolerance for the derivative itself.
*/
void check_descent(workbook::Page& page, const Parameters<double>& start,
                   const std::vector<Sample<double>>& batch)
{
    const Step longer = take(start, batch, 1e-3);
    const Step shorter = take(start, batch, 1e-4);
    const double ratio =
        (1 - longer.fall / longer.promised) / (1 - shorter.fall / shorter.promised);
    page.check("a small step goes downhill", shorter.fall > 0);
    // Ten, but for the next term of the series, which is of the order of the step itself.
    page.check("a tenth of the step has a tenth of the deviation from the promise: ratio "
                   + fixed(ratio, 1),
               std::abs(ratio - 10) < 0.5);
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
    page.report() << parameters << "\n  loss before  " << fixed(mean_loss<double>(start, batch))
                  << "\n  loss after   " << fixed(mean_loss<double>(next, batch))
                  << "\n  fall         " << fixed(step.fall) << "\n  promised     "
                  << fixed(step.promised)
                  << "  = η·‖g‖², with ‖g‖² = " << fixed(squared_length(gradient)) << "\n";

    page.heading("Other learning rates");
    workbook::Table rates({"η", "promised fall", "fall", "fall / promised"});
    for (const double rate : {0.001, 0.01, 0.1, 0.3, 1.0, 3.0, 10.0}) {
        const Step other = take(start, batch, rate);
        rates.row({fixed(rate, 3), fixed(other.promised), fixed(other.fall),
                   fixed(other.fall / other.promised)});
    }
    page.report() << rates << "\n";
    check_descent(page, start, batch);
    page.figure(plots::update(start, batch, learning_rate));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run(
        {"18_update",
         "Takes one step of gradient descent and compares the fall of the loss with the slope.",
         {seed, data_seed, samples, sigma, learning_rate}},
        argc, argv, one_step);
}
/*
## What it prints

\output

\figure 18_update The loss along the direction of the step. The straight line is the promise of the slope at the start;
the curve is what really happens.

## How we know

The ratio above is a *Taylor test*: it asks only whether the deviation shrinks as a correct gradient demands, and a wrong
sign, a missing factor or a swapped index breaks it. It says that something is wrong, not what. For that we have the
eleven chapters before.

## Classic mistakes

- **Plus instead of minus.** The loss climbs. The first check fails, and the report shows a negative fall.
- **Moving some parameters before all derivatives are known.** The fall then misses the promise even for tiny steps.
- **A learning rate that is too large.** The table shows where the promise breaks: with $\place{not evaluable: a learning rate that is tried} \eta = 1$ the loss
  still falls, by less than half of what was promised; with $\place{not evaluable: a learning rate that is tried} \eta = 3$ the step overshoots, and the loss is higher than
  before.

## Exercise

Plain descent forgets every step it took. Write a rule that remembers.

\exercise

## What this settled

One step lowers the loss from $\run{0.656888}$ to $\run{0.601215}$. Before we take ten thousand of them,
\ref 19_dataset "chapter 19" looks at what the network is learning from.
*/
