/*
# 17 · The gradient

Eleven derivatives of one sample become 24 over all samples: the gradient, which is all that a training step needs.

## The question

The loss of the batch is the mean of the losses of its samples,

$$
\overline{\mathcal{L}} = \frac{1}{n} \sum_{s=1}^{n} \mathcal{L}_s .
$$

How does it change with each parameter? A derivative passes through a sum, and through a division by a constant. So the
derivative of the mean is the mean of the derivatives:

$$
\frac{\partial \overline{\mathcal{L}}}{\partial \lambda_{7,9}} = \frac{1}{n} \sum_{s=1}^{n} \frac{\partial \mathcal{L}_s}{\partial \lambda_{7,9}} .
$$

The 24 numbers of this kind, one for each parameter, are the *gradient*.

## By symmetry

You have derived eleven of the steps: $b_9$, $\lambda_{7,9}$, $R_7$, $b_7$, $\lambda_{6,7}$, $M_6$, $b_6$,
$\lambda_{4,6}$, $L_4$, $b_4$ and $\lambda_{1,4}$. The other parameters need no new idea. A weight always takes the
output on its left and the $\partial \mathcal{L}/\partial X_{\mathrm{in}}$ on its right, so you exchange indices:

$$
\frac{\partial \mathcal{L}}{\partial \lambda_{7,9}} = R_7 \, \frac{\partial \mathcal{L}}{\partial O_{9,\mathrm{in}}}
\quad\longrightarrow\quad
\frac{\partial \mathcal{L}}{\partial \lambda_{8,11}} = R_8 \, \frac{\partial \mathcal{L}}{\partial O_{11,\mathrm{in}}} .
$$

For $L_5$ the path is the one of $L_4$ with $\lambda_{5,6}$ in place of $\lambda_{4,6}$; for $R_8$ the sum over three
outputs uses $\lambda_{8,9}, \lambda_{8,10}, \lambda_{8,11}$. All 24 lines stand in `backpropagate()`, in this order,
and each is one line.

## The numbers

Take the bias of the first output. Each sample has its own opinion about where it should go, and the opinions differ in
sign: sample 1 says $\run{sample_1_dL_db9}$, sample 2 says $\run{sample_2_dL_db9}$, sample 3 says
$\run{sample_3_dL_db9}$. Their mean over the twelve is $\run{mean_dL_db_9}$. A negative derivative means that the loss
falls when $b_9$ rises, so the next step raises it.

## The program

The gradient of one sample is what chapters 6 to 16 have derived, for every node and in one function. It goes from right
to left, and computes each $\delta$ once.

\library network/backpropagation.hpp backpropagate

The average over the batch is one function more.

\library network/descent.hpp mean_gradient

Our program writes the average out as the formula says it, and compares.
*/
#include "network/descent.hpp"
#include "plots/gradient.hpp"
#include "workbook/derivation.hpp"

#include <algorithm>
#include <cmath>
#include <ostream>
#include <vector>

using namespace autoencoder;
using workbook::fixed;

std::vector<Parameters<double>> gradients_of(const Parameters<double>& parameters,
                                             const std::vector<Sample<double>>& batch)
{
    std::vector<Parameters<double>> gradients;
    for (const Sample<double>& sample : batch) {
        const Nodes<double> nodes = forward(parameters, sample);
        gradients.push_back(backpropagate(parameters, sample, nodes).parameters);
    }
    return gradients;
}

double mean_of(const std::vector<Parameters<double>>& gradients, Quantity parameter)
{
    double sum = 0;
    for (const Parameters<double>& gradient : gradients) {
        sum += gradient[parameter];
    }
    return sum / static_cast<double>(gradients.size());
}
/*
How long is the gradient? Its length $\lVert g \rVert$, the root of the sum of the 24 squares, says how steep the loss
is in the steepest direction. \ref 18_update "Chapter 18" uses it.
*/
void print_samples(workbook::Page& page, const std::vector<Parameters<double>>& gradients,
                   Quantity parameter)
{
    workbook::Table table({"sample", unicode_derivative(Quantity::L, parameter)});
    for (std::size_t i = 0; i < std::min<std::size_t>(gradients.size(), 12); ++i) {
        table.row({std::to_string(i + 1), fixed(gradients[i][parameter])});
    }
    page.table("sample", table);
    page.report() << "  mean of all " << gradients.size() << ": "
                  << fixed(mean_of(gradients, parameter)) << "\n";
}

/*
Then the witnesses. They move one of the 24 parameters and watch the mean loss, so every value costs them many passes
over the batch. From a very large batch they take the first hundred samples.
*/
void prove_first_samples(workbook::Page& page, const Parameters<double>& parameters,
                         std::vector<Sample<double>> batch)
{
    constexpr std::size_t most = 100;
    batch.resize(std::min(batch.size(), most));
    prove_gradient(page, parameters, batch, mean_gradient<double>(parameters, batch));
}

void gradient_of_the_batch(workbook::Page& page)
{
    const Parameters<double> parameters = workbook::initial_parameters(page.settings());
    const std::vector<Sample<double>> batch = workbook::training_data(page.settings()).samples;
    const std::vector<Parameters<double>> gradients = gradients_of(parameters, batch);
    const Parameters<double> gradient = mean_gradient<double>(parameters, batch);

    page.report() << "One derivative, sample by sample\n\n";
    print_samples(page, gradients, Quantity::b_9);

    page.heading("All 24, averaged over the batch");
    prove_first_samples(page, parameters, batch);
    for (const Quantity parameter : all_parameters()) {
        page.value("mean_dL_d" + std::string(plain_name(parameter)), gradient[parameter]);
    }
    // The same sums in the same order: not even a rounding apart.
    page.check("the mean written out and mean_gradient() agree",
               std::ranges::all_of(all_parameters(), [&](Quantity parameter) {
                   return mean_of(gradients, parameter) == gradient[parameter];
               }));
    page.report() << "\n  length of the gradient: "
                  << fixed(std::sqrt(squared_length(gradient))) << "\n";
    page.figure(plots::gradient(gradient));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run({"17_gradient",
                          "Computes the 24 derivatives of the batch's mean loss.",
                          {seed, data, data_seed, samples, sigma}},
                         argc, argv, gradient_of_the_batch);
}
/*
## What it prints

\output

\figure 17_gradient The 24 mean derivatives, layer by layer.

## Reading the table

On the whole the derivatives shrink from right to left: the largest at the outputs is $\run{mean_dL_db_9}$, the larger
one in front of the bottleneck $\run{mean_dL_dlambda_5_6}$, the largest of the first layer's weights
$\run{mean_dL_dlambda_1_5}$. Within a layer they differ widely; those of $\lambda_{2,4}$ and $\lambda_{2,5}$ are far
smaller still, since $I_2$ is noise around zero. Every sigmoid on a path multiplies by its slope $X(1-X)$, which is at
most ¼, and every weight below 1 in size shrinks the product further. A gradient that fades on its way back is called a
*vanishing gradient*; with three sigmoid layers you see it begin.

## How we know

Each line of the table stands before the \ref 05_numerical_derivative "witnesses of chapter 5", and this time they look
at the mean loss of the batch: a sum in the place of the mean would be twelve times what they see. The same is done at
the trained weights by `make verify`. And the mean gradient at the first epoch is compared with the one that the
published workflow computes, all 24 numbers.

## Classic mistakes

- **Not clearing the sum between batches.** The gradient then contains all batches before. The comparison of the loss
  curve finds it at epoch 2.
- **Dividing twice, or not at all.** The diagnosis recognises the ratio: a gradient that is right up to the factor $n$
  is a sum, one that is right up to $1/n$ was divided twice.
- **Averaging outputs instead of derivatives.** The mean of the outputs belongs to no sample, and the derivative at the
  mean is not the mean of the derivatives, since the sigmoid is curved.

## Exercise

One entry of the gradient, written out by you, for batches of any size.

\exercise

## What this settled

The slope of the loss in all 24 directions, from one pass forward and one pass back for each sample. A difference
quotient would have needed two passes for each parameter, 48 in all. \ref 18_update "Chapter 18" takes the step.
*/
