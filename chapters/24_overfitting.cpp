/*
# 24 · Both losses side by side

Should the training have stopped earlier? The document suggests watching training and test loss together and leaves it
to the reader. Here it is done.

## The question

Training lowers the training loss; that is all it does. The test loss falls with it as long as what is learned holds for
the test samples too. When the training loss falls and the test loss rises, the network is said to *overfit*. So:

$$
\text{at which epoch is } \overline{\mathcal{L}}_{\text{test}} \text{ smallest, and how much is lost by training on?}
$$

Stopping there is called *early stopping*.

## The numbers

At the start the test loss is $\run{epoch_0_test_loss}$, higher than the training loss of $\run{epoch_0_training_loss}$.
Both fall, rest on the plateau and fall again. From then on their ratio grows. At the end, the training loss is
$\run{epoch_9999_training_loss}$ and the test loss $\run{epoch_9999_test_loss}$.

The smallest test loss of the run is $\run{epoch_smallest_test_loss}$, in epoch $\run{epoch_best_epoch}$. Training on to
the end costs $\run{epoch_lost}$. For these twelve test samples, early stopping would have changed next to nothing.

## The program

The training records the test loss beside the training loss, epoch by epoch, without ever training on it. Then it goes
on from where it stopped, for three times as many epochs again, to see whether the turn is a turn.
*/
#include "plots/loss_curve.hpp"
#include "workbook/chapter.hpp"

#include <algorithm>
#include <ostream>
#include <vector>

using namespace autoencoder;
using workbook::fixed;

std::size_t place_of_smallest(const std::vector<double>& values)
{
    return static_cast<std::size_t>(std::ranges::min_element(values) - values.begin());
}

void print_losses(workbook::Page& page, const std::string& name, const Training& training,
                  std::size_t first_epoch)
{
    const std::size_t last = training.loss.size() - 1;
    workbook::Table table({"epoch", "training loss", "test loss", "test / training"});
    for (std::size_t tenth = 0; tenth <= 10; ++tenth) {
        const std::size_t epoch = last * tenth / 10;
        table.row({std::to_string(first_epoch + epoch), fixed(training.loss[epoch]),
                   fixed(training.test_loss[epoch]),
                   training.loss[epoch] > 0
                       ? fixed(training.test_loss[epoch] / training.loss[epoch], 2)
                       : "–"});
    }
    const std::size_t best = place_of_smallest(training.test_loss);
    page.table(name, table);
    page.report() << "\n  smallest test loss     "
                  << fixed(page.value(name + "_smallest_test_loss", training.test_loss[best]))
                  << " in epoch " << page.count(name + "_best_epoch", first_epoch + best)
                  << "\n  lost by training on    "
                  << fixed(page.value(name + "_lost",
                                      training.test_loss[last] - training.test_loss[best]))
                  << "\n";
}

void both_losses(workbook::Page& page)
{
    const std::vector<Sample<double>> batch = workbook::training_data(page.settings()).samples;
    const std::vector<Sample<double>> test = workbook::test_data(page.settings()).samples;
    const Training training = workbook::run_training(page, test);
    page.report() << "Training and test loss\n\n";
    print_losses(page, "epoch", training, 0);
    page.figure(plots::train_test_loss(training));
    if (training.end != TrainingEnd::epochs_done) {
        return; // converged or diverged: there is nothing to go on with
    }
    TrainingOptions options = workbook::training_options(page.settings());
    options.epochs *= 3;
    options.recording = Recording::last_epoch;
    const Training longer = train(training.parameters, batch, options, test);
    workbook::check_end(page, longer, training.loss.size());
    page.heading("Three times as long again");
    if (!longer.loss.empty()) {
        print_losses(page, "longer", longer, training.loss.size());
    }
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run(
        {"24_overfitting",
         "Follows training and test loss together, and looks for the best epoch to stop.",
         {seed, data, data_seed, test_data, test_seed, samples, sigma, epochs, learning_rate,
          tolerance},
         4},
        argc, argv, both_losses);
}
/*
## What it prints

\output

\figure 24_train_test_loss Training and test loss of all ten thousand epochs, with a logarithmic axis, so that equal
heights are equal factors.

## Reading the curves

After the escape from the plateau, the ratio of the two losses grows from $\run{epoch_5999_test_training:.2f}$ to
$\run{epoch_9999_test_training:.2f}$: the training loss falls faster than the test loss. Why it does, the ratio alone
cannot tell. The network may be fitting the noise of its twelve samples, or the test samples may simply need something
that the training samples do not ask for.

Just before the end of the ten thousand epochs the test loss turns upwards. The figure ends there; the second table goes
on. In epoch 12999 the test loss is $\run{longer_12999_test_loss}$, which seems to confirm whoever stopped early. Then
it falls again, below everything before, to $\run{longer_smallest_test_loss}$ at the end of the longer run.

Two things follow. A rising test loss means that the present steps do not help these test samples; it does not mean that
the best is behind you. And twelve test samples are few. They also hardly leave the range of slopes that the network was
trained on (\ref 23_generalization "chapter 23"), so neither curve says anything about steeper samples, where the loss
is about ten times as large. Try `--test-seed 21` or `--samples 100` and compare.

## How we know

The training loss is the one of \ref 20_training "chapter 20", compared with NumPy in all 10,000 epochs. The test loss
after the last step is the one of \ref 23_generalization "chapter 23". A test recomputes the recorded test losses from
the parameters of several epochs, with a training that was stopped there.

## Classic mistakes

- **Training on the test samples.** One call with the two sets exchanged gives two curves that look just as plausible,
  since nothing in a curve says which samples it was trained on.
- **Comparing different epochs.** Both losses of an epoch must be taken before its step, or both after.
- **Choosing the epoch by the test loss, then reporting that test loss.** The choice has used up the test set. An honest
  report needs a third set.

## Exercise

The smallest test loss is easy to find afterwards. Write the rule that has to decide on the way.

\exercise

## What this settled

On the published test samples, neither stopping a little earlier nor going on a little longer would have mattered much;
going on much longer lowers the test loss further. You have now followed the whole document, from eleven nodes to a
network that reconstructs new samples within the range it has seen. \ref 25_errata "Chapter 25" collects where it
contradicts itself, with a number for each.
*/
