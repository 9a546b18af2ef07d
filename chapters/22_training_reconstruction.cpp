/*
# 22 · The reconstruction of the training samples

One number in, three numbers out: how close does the decoder come to each training sample?

## The question

The loss is an average over samples and outputs. An average can hide a bad sample behind eleven good ones. So we ask
sample by sample,

$$
\mathcal{L}_s = \frac{1}{3} \sum_{i=1}^{3} (O_{i+8} - I_i)^2 ,
$$

and compare with the best that any code of one number could do.

What is the best? The samples are $(-m, 0, m)$ plus noise in all three places. One number can follow the slope. It
cannot follow the noise of three independent places as well. The noise has variance $\sigma^2$ in each; a code that
follows one direction out of three takes a third of it along and leaves two thirds. For $\sigma = 0.1$ this rule of
thumb expects a loss of about

$$
\tfrac{2}{3}\,\sigma^2 = \run{expected_loss} .
$$

It is a guide and no bound: twelve samples can have less noise than they should.

## By hand

Sample 3 was $(\run{sample_3_I1:.4f}, \run{sample_3_I2:.4f}, \run{sample_3_I3:.4f})$. The decoder gives back
$(\run{sample_3_O9:.4f}, \run{sample_3_O10:.4f}, \run{sample_3_O11:.4f})$. The ends have the right sign and about the
right size. The right end falls short, and the middle is only half as deep. With the squares of all three differences,
$\place{last epoch} \mathcal{L}_3 = \run{sample_3_loss}$. Sample 1, nearly flat, comes back with
$\place{last epoch} \mathcal{L}_1 = \run{sample_1_loss}$.

The sum over all samples, divided by twelve, is the loss that the training recorded last: $\run{loss}$.

## The program

The latent values and the outputs are those recorded in the last epoch. Where is the error? We split the loss by output
node; the three shares add up to the loss.
*/
#include "network/loss.hpp"
#include "plots/samples.hpp"
#include "workbook/chapter.hpp"

#include <array>
#include <cmath>
#include <ostream>
#include <span>
#include <vector>

using namespace autoencoder;
using workbook::fixed;

void print_shares(std::ostream& out, const std::vector<Sample<double>>& samples,
                  std::span<const std::array<double, 3>> outputs)
{
    std::array<double, 3> shares{};
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const std::array<double, 3> inputs{samples[i].I1, samples[i].I2, samples[i].I3};
        for (std::size_t k = 0; k < 3; ++k) {
            shares[k] += std::pow(outputs[i][k] - inputs[k], 2) / 3
                         / static_cast<double>(samples.size());
        }
    }
    out << "  share of the loss from O9, O10, O11: " << fixed(shares[0]) << " + "
        << fixed(shares[1]) << " + " << fixed(shares[2]) << " = "
        << fixed(shares[0] + shares[1] + shares[2]) << "\n";
}

void training_reconstruction(workbook::Page& page)
{
    const std::vector<Sample<double>> samples =
        workbook::training_data(page.settings()).samples;
    const Training training = workbook::run_training(page);
    const std::span<const std::array<double, 3>> outputs = training.outputs.back();

    page.report() << "Training samples and their reconstruction, epoch "
                  << training.outputs.size() - 1 << "\n\n";
    page.table("sample",
               workbook::reconstruction_table(samples, training.M6.back(), outputs, 1));
    page.report() << "\n";
    print_shares(page.report(), samples, outputs);

    double sum = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        sum += workbook::loss_of(outputs[i], samples[i]);
    }
    const double mean = page.value("loss", sum / static_cast<double>(samples.size()));
    if (!page.settings().data) {
        const double sigma = page.settings().sigma;
        page.report() << "  expected of a code of one number:    2/3·σ² = "
                      << fixed(page.value("expected_loss", sigma * sigma * 2 / 3)) << "\n";
    }
    page.report() << "\n";
    page.check("the mean of the samples' losses is the last recorded loss, "
                   + fixed(training.loss.back()),
               std::abs(mean - training.loss.back())
                   <= 1e-14 * mean); // the same sum, rounded in the same way
    page.figure(plots::reconstruction("22_training_reconstruction", samples, outputs));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run(
        {"22_training_reconstruction",
         "Lays each training sample beside its reconstruction.",
         {seed, data, data_seed, samples, sigma, epochs, learning_rate, tolerance}},
        argc, argv, training_reconstruction);
}
/*
## What it prints

\output

\figure 22_training_reconstruction Twelve panels, one for each training sample: the sample as a line, the reconstruction
dashed.

## Reading the panels

The dashed lines all belong to one family. The decoder can only draw what one number can choose from, and it chose a fan
of nearly straight lines: the noise in the middle node is mostly gone. Here that is what we want. An autoencoder
with a narrow bottleneck *removes* what it cannot describe.

The steepest samples fit worst, 3 and 10 with $\run{sample_3_loss}$ and $\run{sample_10_loss}$. The output nodes are
linear in $R_7$ and $R_8$, and these are sigmoids of $M_6$, which is a sigmoid itself and stays between 0 and 1. The
curve that they draw bends: towards the ends of the range an equal step in the slope moves the outputs less. To draw a
steeper line still, the weights would have to grow further. Samples 11 and 12 fit badly for another reason: they are
nearly flat, and their middle node carries most of their noise, which no line can follow.

## How we know

The reconstructions of all twelve samples are compared with the published ones, to one part in $10^{10}$. The check
above ties them to the loss: the twelve losses average to the recorded one.

## Classic mistakes

- **Outputs after the last step.** The document's training reconstructions are those recorded before it, its test
  reconstructions use the parameters after it. The loss differs in the sixth decimal here (\ref 25_errata "errata").
- **Judging by the plot alone.** Panels with axes of their own make a flat sample look as bad as a steep one. Ours share
  one scale.

## Exercise

A mean of twelve losses says nothing about the worst of them. Find it.

\exercise

## What this settled

The network gives back the shape of what it was trained on, less well for the steepest samples, and leaves most of the
noise out. Whether it learned the pattern or only the twelve
samples is a question for samples it has never seen: \ref 23_generalization "chapter 23".
*/
