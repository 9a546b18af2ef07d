/*
# 23 · Samples it has never seen

A network that only remembers its training samples is of no use. How does this one do on samples it was not trained on,
and for which of them does it fail?

## The question

We draw test samples by the same rule with another seed, 20 instead of 14, and send them through the trained network.
Nothing is learned any more; the parameters stay as they are after the last step. What is the mean loss

$$
\place{test} \overline{\mathcal{L}}_{\text{test}} = \frac{1}{n}\sum_{s=1}^{n} \mathcal{L}_s ,
$$

and how does it compare with the loss on the training samples? A network whose loss on new samples is close to its loss
on the old ones *generalises*. Twelve test samples are few, though, and they may happen to be easy. So we ask twice
more: with other seeds, and with twenty thousand samples sorted by their slope.

## By hand

Test samples are numbered from 13. Sample 14 is
$(\run{sample_14_I1:.4f}, \run{sample_14_I2:.4f}, \run{sample_14_I3:.4f})$, a steep fall. The encoder turns it into
$\place{trained, test, sample 14} M_6 = \run{sample_14_M6:.4f}$, the decoder turns that into
$(\run{sample_14_O9:.4f}, \run{sample_14_O10:.4f}, \run{sample_14_O11:.4f})$, and the loss is $\run{sample_14_loss}$.

Over all twelve the mean is $\run{test_loss:.12f}$. On the training samples the same parameters have
$\run{training_loss}$. The squared error on new samples is $\run{ratio:.2f}$ times as large.

## The program

Is a factor of two much? A useful comparison is with a network that ignores its input and always gives the mean of the
training samples. The share of that loss that the trained network removes is the share of the variation it explains.
*/
#include "network/baseline.hpp"
#include "network/descent.hpp"
#include "plots/samples.hpp"
#include "workbook/chapter.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <ostream>
#include <vector>

using namespace autoencoder;
using workbook::fixed;

void print_other_seeds(workbook::Page& page, const Parameters<double>& trained,
                       double this_loss)
{
    const workbook::Settings& settings = page.settings();
    std::vector<double> losses;
    for (std::uint32_t seed = 0; seed < 200; ++seed) {
        if (seed != settings.data_seed && seed != settings.test_seed) {
            losses.push_back(mean_loss<double>(
                trained, make_dataset(seed, settings.samples, settings.sigma).samples));
        }
    }
    std::ranges::sort(losses);
    page.heading("The test loss with other test seeds, 0 to 199");
    const auto below =
        static_cast<std::size_t>(std::ranges::lower_bound(losses, this_loss) - losses.begin());
    page.report() << "  seeds           " << page.count("other_seeds", losses.size())
                  << "\n  smallest loss   " << fixed(losses.front()) << "\n  median          "
                  << fixed(page.value("median_loss", losses[losses.size() / 2]))
                  << "\n  largest loss    " << fixed(page.value("largest_loss", losses.back()))
                  << "\n  below seed " << settings.test_seed << "   "
                  << page.count("seeds_below", below) << "\n";
}

std::vector<Sample<double>> with_slopes_between(const Dataset& data, double low, double high)
{
    std::vector<Sample<double>> chosen;
    for (std::size_t i = 0; i < data.slopes.size(); ++i) {
        if (low <= data.slopes[i] && data.slopes[i] < high) {
            chosen.push_back(data.samples[i]);
        }
    }
    return chosen;
}

void print_losses_by_slope(workbook::Page& page, const Parameters<double>& trained,
                           const Dataset& known)
{
    const workbook::Settings& settings = page.settings();
    const Dataset fresh = make_dataset(settings.test_seed, 20'000, settings.sigma);
    const auto [lowest, highest] = std::ranges::minmax(known.slopes);
    const auto [test_lowest, test_highest] =
        std::ranges::minmax(workbook::test_data(settings).slopes);
    workbook::Table table({"slope from", "to", "samples", "mean loss"});
    const auto add = [&](double low, double high, const std::string& name = "") {
        const std::vector<Sample<double>> band = with_slopes_between(fresh, low, high);
        if (!band.empty()) {
            const double loss = mean_loss<double>(trained, band);
            table.row(
                {fixed(low, 2), fixed(high, 2), std::to_string(band.size()), fixed(loss)});
            if (!name.empty()) {
                page.value("loss_" + name, loss);
            }
        }
    };
    for (double low = -2; low < 2; low += 0.5) {
        add(low, low + 0.5);
    }
    add(-2, lowest, "of_steeper_falls");
    add(lowest, highest, "in_trained_range");
    add(highest, 2, "of_steeper_rises");
    add(-2, 2, "of_all_slopes");
    page.heading("The loss of 20,000 new samples by their slope");
    page.report() << table << "\n  slopes of the training samples  "
                  << fixed(page.value("lowest_slope", lowest), 2) << " to "
                  << fixed(page.value("highest_slope", highest), 2)
                  << "\n  slopes of the test samples      "
                  << fixed(page.value("lowest_test_slope", test_lowest), 2) << " to "
                  << fixed(page.value("highest_test_slope", test_highest), 2) << "\n";
}

workbook::Cell quotient(double value, int decimals)
{
    return std::isfinite(value) ? fixed(value, decimals) : "not defined: a loss is 0";
}

void new_samples(workbook::Page& page)
{
    const Dataset training_set = workbook::training_data(page.settings());
    const std::vector<Sample<double>>& known = training_set.samples;
    const Dataset test = workbook::test_data(page.settings());
    const Training training = workbook::run_training(page);
    const Parameters<double>& trained = training.parameters;

    std::vector<double> M6;
    std::vector<std::array<double, 3>> outputs;
    for (const Sample<double>& sample : test.samples) {
        const Nodes<double> x = forward(trained, sample);
        M6.push_back(x.M6);
        outputs.push_back({x.O9, x.O10, x.O11});
    }
    const bool drawn = !page.settings().test_data;
    page.report() << "Test samples of "
                  << (drawn ? "seed " + std::to_string(page.settings().test_seed) : "your own")
                  << "\n\n";
    page.table("sample",
               workbook::reconstruction_table(test.samples, M6, outputs, known.size() + 1));
    page.report() << "\n";

    const double test_loss = mean_loss<double>(trained, test.samples);
    const double training_loss = mean_loss<double>(trained, known);
    const double ignorant = mean_loss_of(constant_answer(known), test.samples);
    page.report() << "  training loss, same parameters         "
                  << fixed(page.value("training_loss", training_loss)) << "\n"
                  << "  test loss                              "
                  << fixed(page.value("test_loss", test_loss), 12) << "\n"
                  << "  test loss / training loss              "
                  << quotient(page.value("ratio", test_loss / training_loss), 2) << "\n"
                  << "  test loss of the training mean         " << fixed(ignorant) << "\n"
                  << "  share of it that the network removes   "
                  << quotient(1 - test_loss / ignorant, 3) << "\n";
    if (drawn && training.end != TrainingEnd::diverged) {
        print_other_seeds(page, trained, test_loss);
        print_losses_by_slope(page, trained, training_set);
    }
    page.figure(plots::samples("23_test_data", test, known.size() + 1));
    page.figure(plots::reconstruction("23_test_reconstruction", test.samples, outputs,
                                      known.size() + 1));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run({"23_generalization",
                          "Shows the trained network samples it has never seen.",
                          {seed, data, data_seed, test_data, test_seed, samples, sigma, epochs,
                           learning_rate, tolerance}},
                         argc, argv, new_samples);
}
/*
## What it prints

\output

\figure 23_test_data The twelve test samples, numbered 13 to 24, on the same axes as the training samples.

\figure 23_test_reconstruction Twelve panels, one for each test sample: the sample as a line, the reconstruction dashed.

## Inside and outside

The twelve samples of seed 20 give a loss of $\run{test_loss:.12f}$, and that is a lucky draw: of $\run{other_seeds}$
other test seeds only $\run{seeds_below}$ give a smaller one. The median is $\run{median_loss}$, the largest loss
$\run{largest_loss}$. A test set of twelve tells you little; you could have drawn either.

The last table says where the differences come from. The slopes of the training samples lie between
$\run{lowest_slope:.2f}$ and $\run{highest_slope:.2f}$, while the rule draws slopes from −2 to 2. For new samples with
slopes in the trained range the mean loss is $\run{loss_in_trained_range}$, close to that of the training samples
themselves. For steeper ones it is about ten times as large: $\run{loss_of_steeper_falls}$ on the falling side,
$\run{loss_of_steeper_rises}$ on the rising side. The slopes of seed 20 happen to lie between
$\run{lowest_test_slope:.2f}$ and $\run{highest_test_slope:.2f}$: hardly one of them asks for more than the training has
shown.

So the network *interpolates* between the slopes it has seen and fails to *extrapolate* beyond them. Nothing in its loss
asked for more. Over the whole rule the mean loss is $\run{loss_of_all_slopes}$.

## How we know

The test samples are compared with the published ones to the last bit, their reconstructions and the test loss to one
part in $10^{10}$.

## Classic mistakes

- **Testing on samples of the training stream.** Seed 14 again gives the training samples again, and a test loss that is
  too good. The tests assert that the two sets have no sample in common.
- **Choosing the seed by the test loss.** Whoever tries ten seeds and keeps the best on the test samples has trained on
  them.
- **Trusting one small test set.** Twelve samples may all be easy. Draw others, or many more, and look at where the
  error sits as well as at its mean.
- **Labels from the test set.** They are not used here at all. A network that needs no labels cannot leak them.

## Exercise

How far off is an output, in the units of the samples? Turn the test loss into an answer.

\exercise

## What this settled

The network reconstructs new samples nearly as well as old ones as long as their slopes lie within the range it was
trained on, and poorly outside it. The published test set hardly leaves that range. \ref 24_overfitting "Chapter 24"
follows the loss on that test set through the training.
*/
