/*
# 20 · Ten thousand epochs

Now the network learns, and it takes nothing new: the forward pass, the gradient and the step of the last chapters,
repeated ten thousand times.

## The question

One step of \ref 18_update "chapter 18" lowered the loss a little. Where do we end if we go on,

$$
\lambda \leftarrow \lambda - \eta\,\overline{\frac{\partial \mathcal{L}}{\partial \lambda}}, \qquad
b \leftarrow b - \eta\,\overline{\frac{\partial \mathcal{L}}{\partial b}}, \qquad \eta = 0.1 ,
$$

with the bar for the mean over all twelve samples, and when do we stop?

One pass over the batch with one step is called an *epoch*. The loss, the latent values and the outputs of an epoch are
recorded **before** its step. So the last record belongs to the parameters before the last step, and the parameters we
keep are one step ahead of it. The difference is small here, and it matters when you compare numbers:
\ref 25_errata "the errata" come back to it.

## The program

The training is in the library, since the next four chapters need it too. One pass sends every sample forward and back
and averages.

\library network/training.cpp forward_and_back

The loop records what a pass has found and takes a step, until the epochs are done. With a tolerance it ends early, when
the loss falls by less than that. A loss that is no longer a finite number ends it as well.

\library network/training.cpp train

Here we let it run and look at the record. A handful of epochs tell the story, so we pick the powers of ten and then
every thousandth.
*/
#include "network/baseline.hpp"
#include "network/descent.hpp"
#include "plots/latent.hpp"
#include "plots/loss_curve.hpp"
#include "workbook/chapter.hpp"

#include <algorithm>
#include <cmath>
#include <ostream>
#include <vector>

using namespace autoencoder;
using workbook::fixed;

std::vector<std::size_t> milestones(std::size_t last)
{
    std::vector<std::size_t> epochs{0, 1, 10, 100};
    for (std::size_t epoch = 1000; epoch < last;
         epoch += std::max<std::size_t>(1000, last / 10000 * 1000)) {
        epochs.push_back(epoch);
    }
    std::erase_if(epochs, [last](std::size_t epoch) { return epoch >= last; });
    epochs.push_back(last);
    return epochs;
}

void print_losses(workbook::Page& page, const std::vector<double>& loss)
{
    workbook::Table table({"epoch", "loss", "fall since the epoch before"});
    for (const std::size_t epoch : milestones(loss.size() - 1)) {
        const std::string fall =
            epoch == 0 ? "" : workbook::scientific(loss[epoch - 1] - loss[epoch], 1);
        table.row({std::to_string(epoch), fixed(loss[epoch]), fall});
    }
    page.table("epoch", table);
    page.report() << "\n";
}
/*
Four facts describe the curve: what the best answer is that ignores the input (the mean of the samples, for every
sample alike), how often the loss rose, when it first fell by less than a millionth, and when it fell fastest once the
first hundred epochs were over.
*/
void describe(workbook::Page& page, const std::vector<double>& loss)
{
    const auto fall = [&loss](std::size_t epoch) { return loss[epoch - 1] - loss[epoch]; };
    std::size_t rises = 0;
    std::size_t first_small = 0;
    for (std::size_t epoch = 1; epoch < loss.size(); ++epoch) {
        rises += fall(epoch) < 0 ? 1 : 0;
        first_small = first_small == 0 && fall(epoch) < 1e-6 ? epoch : first_small;
    }
    page.report() << "  epochs in which the loss rose            " << page.count("rises", rises)
                  << "\n";
    if (first_small > 0) {
        page.report() << "  first fall of less than 1e-06            epoch "
                      << page.count("first_small_fall", first_small) << ", loss "
                      << fixed(page.value("loss_at_first_small_fall", loss[first_small]))
                      << "\n";
    }
    if (const std::size_t fastest = fastest_fall(loss, 100); fastest > 100) {
        page.report() << "  fastest fall after the first 100 epochs  epoch "
                      << page.count("fastest_fall", fastest) << ", loss "
                      << fixed(loss[fastest]) << "\n";
    }
}

void print_parameters(workbook::Page& page, const Parameters<double>& start,
                      const Parameters<double>& end)
{
    workbook::Table table({"parameter", "start", "end", "moved by"});
    Csv csv{{"parameter", "value"}};
    for (const Quantity parameter : all_parameters()) {
        table.row({unicode_name(parameter), fixed(start[parameter]), fixed(end[parameter]),
                   fixed(end[parameter] - start[parameter])});
        csv.rows.push_back({std::string(plain_name(parameter)), end[parameter]});
    }
    page.heading("The parameters");
    page.table("parameter", table);
    page.data("20_parameters", csv);
}

void ten_thousand_epochs(workbook::Page& page)
{
    const Training training = workbook::run_training(page);
    const std::vector<double>& loss = training.loss;
    const std::vector<Sample<double>> batch = workbook::training_data(page.settings()).samples;

    page.report() << "Training on " << batch.size() << " samples\n\n";
    print_losses(page, loss);
    page.report() << "  loss of the best constant answer         "
                  << fixed(page.value("loss_of_constant_answer",
                                      mean_loss_of(constant_answer(batch), batch)))
                  << "\n";
    describe(page, loss);
    page.report() << "  loss of the first epoch                  " << fixed(loss.front(), 12)
                  << "\n"
                  << "  loss of the last epoch                   "
                  << fixed(page.value("last_loss", loss.back()), 12) << "\n"
                  << "  loss after its step                      "
                  << fixed(mean_loss<double>(training.parameters, batch), 12) << "\n"
                  << "  why it ended                             "
                  << (training.end == TrainingEnd::epochs_done ? "the epochs asked for are done"
                      : training.end == TrainingEnd::converged
                          ? "the loss fell by less than the tolerance"
                          : "the loss is no longer a finite number")
                  << "\n";
    print_parameters(page, workbook::initial_parameters(page.settings()), training.parameters);
    page.figure(plots::loss_curve(training));
    page.figure(
        plots::latent_history(training, workbook::training_data(page.settings()).labels));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run(
        {"20_training",
         "Trains the network by full-batch gradient descent and records every epoch.",
         {seed, data, data_seed, samples, sigma, epochs, learning_rate, tolerance}},
        argc, argv, ten_thousand_epochs);
}
/*
## What it prints

\output

\figure 20_loss The loss of all ten thousand epochs, on the axes of the document's figure. The fall at the left edge
takes a few dozen epochs, the plateau thousands.

\figure 20_latent_history The latent value of every sample through the training. While the loss rests, the twelve lines
stay close together: the bottleneck says nearly the same for every sample. Then they fan out.

## Reading the curve

The curve has three parts, and each has its reason.

**The first hundred epochs.** The loss drops from $\run{epoch_0_loss}$ to $\run{epoch_100_loss}$. The best answer that
ignores its input has a loss of $\run{loss_of_constant_answer}$. So this is what is learned first: nearly the mean of
the samples, given for every sample alike. The network needs more than 2000 epochs to get below that line.

**The plateau.** At epoch 2000 an epoch gains $\run{epoch_2000_fall_since_the_epoch_before:.1e}$. The latent value
hardly differs from sample to sample, so the decoder has nothing to work with; and because the decoder does nothing with
it, the encoder gets hardly any gradient. Each waits for the other. The training does not stand still: the loss falls a
little in every epoch, and the count of rises above is $\run{rises}$.

**The escape.** The two sides reinforce each other, slowly at first. The loss falls fastest at epoch
$\run{fastest_fall}$ and ends at $\run{last_loss:.12f}$.

## Until convergence

“Until convergence” can also mean: until an epoch gains less than some tolerance. Try it with `--tolerance 1e-6`. The
training ends on the plateau at epoch $\run{first_small_fall}$, satisfied with a loss of
$\run{loss_at_first_small_fall}$. A small gain is a statement about the slope, not about the place. With a fixed count
of epochs you avoid this trap and meet another: you stop wherever the count ends, and at epoch 9999 the loss is still
falling by $\run{epoch_9999_fall_since_the_epoch_before:.1e}$ an epoch.

## How we know

The tests compare all 10,000 losses with those that NumPy computes for the document's workflow, to one part in
$10^{12}$, and the final parameters, latent values and outputs to one part in $10^{10}$. Why not to the last bit? The
exponential function of two mathematical libraries may differ in the last bit, and 10,000 epochs pass that on. Two more
configurations with other seeds, sizes and rates are compared in the same way.

## Classic mistakes

- **A step after every sample.** That is stochastic descent, a different algorithm with a different curve. The
  comparison with the reference curve finds it at epoch 1.
- **The sum of the gradients instead of their mean.** The step is then twelve times too long. Same test.
- **Updating a weight before the others have used it.** All 24 derivatives belong to the same point. If $\lambda_{7,9}$
  moves before $\partial \mathcal{L}/\partial R_7$ is computed, the gradient belongs to no network at all.
- **Recording after the step.** The first loss in the record would be $\run{epoch_1_loss}$ instead of
  $\run{epoch_0_loss}$.

## Exercise

The loop behind this chapter has two lines. Write them.

\exercise

## What this settled

The network has learned to give back three numbers through one, with a mean squared error of $\run{last_loss}$. What
does that one number say? \ref 21_latent_space "Chapter 21" asks the bottleneck.
*/
