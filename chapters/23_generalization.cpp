/*
# 23 · Samples it has never seen

A network that only remembers its training samples is of no use, so this chapter shows it twelve others.

## The question

We draw test samples by the same rule with another seed, 20 instead of 14, and send them through the trained network.
Nothing is learned any more; the parameters stay as they are after the last step. What is the mean loss

$$
\place{test} \overline{\mathcal{L}}_{\text{test}} = \frac{1}{n}\sum_{s=1}^{n} \mathcal{L}_s ,
$$

and how does it compare with the loss on the training samples? If the two are close, the network has learned the rule.
If the test loss is much larger, it has learned the samples. To learn the rule is called *to generalise*.

## By hand

Test samples are numbered from 13. Sample 14 is $(\run{1.2495}, \run{0.0939}, \run{-1.3224})$, a steep fall. The encoder
turns it into $\place{trained, test, sample 14} M_6 = \run{0.7507}$, the decoder turns that into $(\run{1.1239}, \run{0.0186}, \run{-1.0921})$, and the loss
is $\run{0.024837}$.

Over all twelve the mean is $\run{0.017047715568}$. On the training samples the same parameters have
$\run{0.008353}$. The squared error on new samples is $\run{2.04}$ times as large.

## The program

Is a factor of two much? Some of it is luck: twelve other samples have other slopes and other noise. The fair comparison
is with a network that ignores its input and gives the mean of what it was trained on. What the trained network removes
of that loss is the share of the variation it explains.
*/
#include "network/baseline.hpp"
#include "network/descent.hpp"
#include "plots/samples.hpp"
#include "workbook/chapter.hpp"

#include <array>
#include <ostream>
#include <vector>

using namespace autoencoder;
using workbook::fixed;

void new_samples(workbook::Page& page)
{
    const std::vector<Sample<double>> known = workbook::training_data(page.settings()).samples;
    const Dataset test = workbook::test_data(page.settings());
    const Parameters<double> trained = workbook::run_training(page).parameters;

    std::vector<double> M6;
    std::vector<std::array<double, 3>> outputs;
    for (const Sample<double>& sample : test.samples) {
        const Nodes<double> x = forward(trained, sample);
        M6.push_back(x.M6);
        outputs.push_back({x.O9, x.O10, x.O11});
    }
    page.report() << "Test samples of seed " << page.settings().test_seed << "\n\n"
                  << workbook::reconstruction_table(test.samples, M6, outputs, known.size() + 1)
                  << "\n";

    const double test_loss = mean_loss<double>(trained, test.samples);
    const double training_loss = mean_loss<double>(trained, known);
    const double ignorant = mean_loss_of(constant_answer(known), test.samples);
    page.report() << "  training loss, same parameters         " << fixed(training_loss) << "\n"
                  << "  test loss                              " << fixed(test_loss, 12) << "\n"
                  << "  test loss / training loss              "
                  << fixed(test_loss / training_loss, 2) << "\n"
                  << "  test loss of the training mean         " << fixed(ignorant) << "\n"
                  << "  share of it that the network removes   "
                  << fixed(1 - test_loss / ignorant, 3) << "\n";
    page.figure(plots::samples("23_test_data", test, known.size() + 1));
    page.figure(plots::reconstruction("23_test_reconstruction", test.samples, outputs,
                                      known.size() + 1));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run(
        {"23_generalization",
         "Shows the trained network samples it has never seen.",
         {seed, data_seed, test_seed, samples, sigma, epochs, learning_rate, tolerance}},
        argc, argv, new_samples);
}
/*
## What it prints

\output

\figure 23_test_data The twelve test samples, numbered 13 to 24, on the same axes as the training samples.

\figure 23_test_reconstruction Twelve panels, one for each test sample: the sample as a line, the reconstruction dashed.

## How we know

The test samples are compared with the published ones to the last bit, their reconstructions and the test loss to one
part in $10^{10}$.

## Classic mistakes

- **Testing on samples of the training stream.** Seed 14 again gives the training samples again, and a test loss that is
  too good. The tests assert that the two sets have no sample in common.
- **Choosing the seed by the test loss.** Whoever tries ten seeds and keeps the best on the test samples has trained on
  them.
- **Labels from the test set.** They are not used here at all. A network that needs no labels cannot leak them.

## Exercise

How far off is an output, in the units of the samples? Turn the test loss into an answer.

\exercise

## What this settled

The error on new samples is about twice that on known ones, and the network still removes $\run{0.962}$ of what ignorance
would cost. It has learned the rule, and a little of the samples. When did it start to learn the samples?
\ref 24_overfitting "Chapter 24" watches both losses over time.
*/
