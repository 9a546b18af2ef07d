/*
# 26 · A thousand seeds

The document trains one network, from one seed. How lucky was seed 13? We train a thousand networks to find out.

## The question

A training is a function: initial weights in, final loss out. The initial weights come from a seed $s$. We have seen
one value of that function, at $s = 13$. What is

$$
\place{not evaluable: the training as a function of its seed} s \;\mapsto\; \overline{\mathcal{L}}_{\text{final}}(s), \qquad s = 0, 1, 2, \dots, 999,
$$

and what decides when a seed leaves the plateau of \ref 20_training "chapter 20"?

We say that a training has *escaped* in the first epoch whose loss is less than half of what the best constant answer
reaches. The best constant answer has a loss of $\run{loss_of_constant_answer}$; so the line is at $\run{escape_loss}$.

## What decides: a guess by hand

The samples are nearly lines through the middle: a sample of slope $m$ is about $(-m, 0, m)$. Follow $m$ through the
network, to first order. On its way to $M_6$ it is multiplied by a positive number and by

$$
e = \lambda_{4,6}\,(\lambda_{3,4} - \lambda_{1,4}) + \lambda_{5,6}\,(\lambda_{3,5} - \lambda_{1,5}) ,
$$

the gain of the encoder. On its way from $M_6$ to $O_{11} - O_9$ it is multiplied by a positive number and by

$$
d = \lambda_{6,7}\,(\lambda_{7,11} - \lambda_{7,9}) + \lambda_{6,8}\,(\lambda_{8,11} - \lambda_{8,9}) ,
$$

the gain of the decoder. A good network has large gains of the same sign. On the plateau both are small, and the
derivative of the loss with respect to one of them contains the other as a factor: each learns at a speed that the other
sets. Two numbers that drive each other like this, $\place{not evaluable: a model of the plateau} \dot e \propto d$ and
$\place{not evaluable: a model of the plateau} \dot d \propto e$, have a sum that grows exponentially and a difference
that dies away. So the guess is: the time on the plateau depends on how large $|e + d|$ is at the start, and the sign of
$e + d$ says whether $M_6$ will rise or fall with the slope.

For seed 13, $e + d = \run{agreement:.3f}$. That is small: for $\run{larger}$ of the $\run{seeds}$ seeds $|e + d|$ is
larger. The guess says that seed 13 has to wait, and that its $M_6$ will fall with the slope. It does, as
\ref 21_latent_space "chapter 21" has shown.

## The program

A thousand trainings of ten thousand epochs are many, and each is independent of the others. `lanes::train_many` runs
the same formulas as always on a number type that holds several doubles, one network in each of its *lanes*, and gives
every core its own group of networks. What a seed gives does not depend on its neighbours. That is why a large study can
be cut into parts, with `--shard 1/4` on one machine and `--shard 2/4` on another, and the parts be put together with
`--join`: the result is the same to the last bit.

From each training we keep a row of numbers.
*/
#include "data/random_stream.hpp"
#include "data/regression.hpp"
#include "lanes/training.hpp"
#include "network/baseline.hpp"
#include "network/initialization.hpp"
#include "plots/seeds.hpp"
#include "study/study.hpp"
#include "workbook/chapter.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <ostream>
#include <string>
#include <vector>

using namespace autoencoder;
using study::SeedRow;
using workbook::fixed;

double encoder_gain(const Parameters<double>& p)
{
    return p.lambda_4_6 * (p.lambda_3_4 - p.lambda_1_4)
           + p.lambda_5_6 * (p.lambda_3_5 - p.lambda_1_5);
}

double decoder_gain(const Parameters<double>& p)
{
    return p.lambda_6_7 * (p.lambda_7_11 - p.lambda_7_9)
           + p.lambda_6_8 * (p.lambda_8_11 - p.lambda_8_9);
}

Regression latent_line(const Parameters<double>& parameters, const Dataset& data)
{
    std::vector<double> M6;
    for (const Sample<double>& sample : data.samples) {
        M6.push_back(forward(parameters, sample).M6);
    }
    return M6.size() < 2 ? Regression{} : linear_regression(data.labels, M6);
}

double agreement(const Parameters<double>& start)
{
    return encoder_gain(start) + decoder_gain(start);
}

double escape_loss(const Dataset& data)
{
    return mean_loss_of(constant_answer(data.samples), data.samples) / 2;
}

SeedRow row_of(std::uint32_t seed, const Parameters<double>& start,
               const Parameters<double>& end, std::span<const double> loss, const Dataset& data,
               const study::StudyEpochs& epochs)
{
    const auto escape =
        std::ranges::find_if(loss, [line = escape_loss(data)](double l) { return l < line; });
    const Regression line = latent_line(end, data);
    SeedRow row{seed,
                loss.back(),
                escape == loss.end() ? -1 : escape - loss.begin(),
                agreement(start),
                line.slope,
                line.r_squared};
    for (const long epoch : epochs) {
        row.loss.push_back(loss[static_cast<std::size_t>(epoch)]);
    }
    return row;
}
/*
The trainings run in parallel and may be interrupted with Ctrl-C. Those that are finished are kept.
*/
Parameters<double> start_of(std::uint32_t seed)
{
    RandomStream stream(seed);
    return initialize([&stream](double low, double high) { return stream.uniform(low, high); });
}

std::vector<SeedRow> train_seeds(workbook::Page& page, const Dataset& data,
                                 const study::StudyEpochs& epochs)
{
    const workbook::Settings& settings = page.settings();
    const auto range = study::seeds_of(settings.seeds, settings.shard);
    const std::size_t first = range.first;
    std::vector<Parameters<double>> starts;
    for (std::size_t seed = first; seed < range.second; ++seed) {
        starts.push_back(start_of(static_cast<std::uint32_t>(seed)));
    }
    std::vector<SeedRow> rows(starts.size());
    lanes::ManyOptions options;
    options.epochs = settings.epochs;
    options.learning_rate = settings.learning_rate;
    const study::Interruption interruption;
    options.stop = study::Interruption::asked;
    {
        study::ProgressBar bar(starts.size());
        lanes::train_many(starts, data.samples, options,
                          [&](std::size_t i, const Parameters<double>& parameters,
                              std::span<const double> loss) {
                              const auto seed = static_cast<std::uint32_t>(first + i);
                              rows[i] = row_of(seed, starts[i], parameters, loss, data, epochs);
                              bar.step();
                          });
    }
    std::erase_if(rows, [](const SeedRow& row) { return row.loss.empty(); });
    if (rows.size() < starts.size()) {
        page.check("interrupted: " + std::to_string(rows.size()) + " of "
                       + std::to_string(starts.size()) + " seeds are finished and kept",
                   false);
    }
    const std::size_t diverged =
        std::erase_if(rows, [](const SeedRow& row) { return !std::isfinite(row.final_loss); });
    if (diverged > 0) {
        page.check(std::to_string(diverged)
                       + " seeds diverged and are left out: try a smaller learning rate",
                   false);
    }
    return rows;
}
/*
Finished parts are read from their tables. A part that was trained on other samples, or with another learning rate, has
a table that looks the same. Therefore the first hundredth of each training is repeated. It must give the same two
losses to the last bit. $e + d$ is computed anew, and an epoch of escape must agree with the losses of its row.
*/
std::vector<SeedRow> join_parts(workbook::Page& page, const Dataset& data,
                                const study::StudyEpochs& epochs)
{
    const workbook::Settings& settings = page.settings();
    std::vector<SeedRow> rows = study::joined(settings.join, epochs, settings.seeds);
    std::vector<Parameters<double>> starts;
    std::ranges::transform(rows, std::back_inserter(starts),
                           [](const SeedRow& row) { return start_of(row.seed); });
    study::require_same_training(rows, epochs, starts, data.samples, settings.learning_rate);
    std::vector<double> agreements;
    std::ranges::transform(starts, std::back_inserter(agreements), agreement);
    study::require_consistent(rows, epochs, agreements, escape_loss(data));
    if (rows.size() < settings.seeds) {
        std::uint32_t first = 0;
        while (first < rows.size() && rows[first].seed == first) {
            ++first;
        }
        page.check(std::to_string(settings.seeds - rows.size()) + " of "
                       + std::to_string(settings.seeds)
                       + " seeds are in none of the parts, the first is seed "
                       + std::to_string(first),
                   false);
    }
    return rows;
}
/*
## How good can one number be?

Is a final loss of 0.008 good? A yardstick is the best *linear* code of one number: the mean of the samples, plus a
multiple of one direction, chosen so that the loss is smallest. It is the first *principal component*. What it leaves
over is the variance of the samples in all other directions, that is, the trace of their covariance matrix less its
largest eigenvalue $\lambda_{\max}$,

$$
\overline{\mathcal{L}}_{\text{linear}} = \tfrac{1}{3}\,\bigl(\operatorname{tr} C - \lambda_{\max}\bigr) .
$$

The largest eigenvalue of a matrix of three rows is found by multiplying a vector with it again and again.
*/
double best_linear_loss(std::span<const Sample<double>> samples)
{
    const Nodes<double> mean = constant_answer(samples);
    std::array<std::array<double, 3>, 3> C{};
    for (const Sample<double>& z : samples) {
        const std::array deviation{z.I1 - mean.O9, z.I2 - mean.O10, z.I3 - mean.O11};
        for (std::size_t i = 0; i < 3; ++i) {
            for (std::size_t j = 0; j < 3; ++j) {
                C[i][j] += deviation[i] * deviation[j] / static_cast<double>(samples.size());
            }
        }
    }
    // Near the direction of a line through the middle, and not exactly along it.
    std::array v{-0.6, 0.3, 0.7};
    double eigenvalue = 0.0;
    for (int turn = 0; turn < 1000; ++turn) {
        std::array<double, 3> Cv{};
        for (std::size_t i = 0; i < 3; ++i) {
            Cv[i] = C[i][0] * v[0] + C[i][1] * v[1] + C[i][2] * v[2];
        }
        eigenvalue = std::hypot(Cv[0], Cv[1], Cv[2]);
        for (std::size_t i = 0; i < 3 && eigenvalue > 0.0; ++i) {
            v[i] = Cv[i] / eigenvalue;
        }
    }
    return std::max(0.0, C[0][0] + C[1][1] + C[2][2] - eigenvalue) / 3.0;
}
/*
## The report

Sorted, the numbers of all seeds become a distribution: of a thousand losses, the fiftieth is the one that five seeds of
a hundred stay below. To see whether $|e + d|$ explains the time of escape we compare *ranks*: the seed with the largest
$|e + d|$, is it the first to leave? A correlation of ranks of $-1$ would mean: always.
*/
std::vector<double> ranks(const std::vector<double>& values)
{
    std::vector<double> sorted = values;
    std::ranges::sort(sorted);
    std::vector<double> result;
    result.reserve(values.size());
    for (const double value : values) {
        result.push_back(
            static_cast<double>(std::ranges::lower_bound(sorted, value) - sorted.begin()));
    }
    return result;
}

double rank_correlation(const std::vector<double>& a, const std::vector<double>& b)
{
    const Regression line = linear_regression(ranks(a), ranks(b));
    return std::copysign(std::sqrt(line.r_squared), line.slope);
}

void print_distribution(workbook::Page& page, const std::vector<SeedRow>& rows,
                        const std::vector<SeedRow>& escaped)
{
    const auto sorted = [](const std::vector<SeedRow>& some, auto number_of) {
        std::vector<double> values;
        std::ranges::transform(some, std::back_inserter(values), number_of);
        std::ranges::sort(values);
        return values;
    };
    const std::vector<double> losses =
        sorted(rows, [](const SeedRow& row) { return row.final_loss; });
    const std::vector<double> epochs =
        sorted(escaped, [](const SeedRow& row) { return double(row.escape_epoch); });
    const auto at = [](const std::vector<double>& values, double share) {
        return values[static_cast<std::size_t>(
            std::lround(share * static_cast<double>(values.size() - 1)))];
    };
    workbook::Table table({"share of the seeds", "final loss up to", "escaped up to epoch"});
    for (const double share : {0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0}) {
        table.row({fixed(100 * share, 0) + " %", fixed(at(losses, share), 5),
                   epochs.empty() ? "" : fixed(at(epochs, share), 0)});
    }
    page.table("share", table);
    page.report() << "\n  The epochs are those of the " << page.count("escaped", escaped.size())
                  << " seeds that escape.\n";
}

void print_one_seed(workbook::Page& page, const std::vector<SeedRow>& rows, const SeedRow& one)
{
    const auto count = [&](const char* name, auto condition) {
        return page.count(name,
                          static_cast<std::size_t>(std::ranges::count_if(rows, condition)));
    };
    page.heading("Seed " + std::to_string(one.seed) + " among the "
                 + std::to_string(rows.size()));
    page.report() << "  final loss " << fixed(page.value("final_loss", one.final_loss), 5)
                  << ", lower for "
                  << count(
                         "lower",
                         [&one](const SeedRow& row) { return row.final_loss < one.final_loss; })
                  << " seeds\n";
    if (one.escape_epoch < 0) {
        page.report() << "  never escaped\n";
    } else {
        page.report() << "  escaped in epoch "
                      << page.count("escape_epoch", static_cast<std::size_t>(one.escape_epoch))
                      << ", earlier "
                      << count("earlier",
                               [&one](const SeedRow& row) {
                                   return row.escape_epoch >= 0
                                          && row.escape_epoch < one.escape_epoch;
                               })
                      << " seeds\n";
    }
    page.report() << "  e + d at the start " << fixed(page.value("agreement", one.agreement), 3)
                  << ", larger in size for "
                  << count("larger",
                           [&one](const SeedRow& row) {
                               return std::abs(row.agreement) > std::abs(one.agreement);
                           })
                  << " seeds\n";
}

void print_common(workbook::Page& page, const std::vector<SeedRow>& escaped)
{
    std::vector<double> sizes;
    std::vector<double> epochs;
    std::vector<double> r_squared;
    std::size_t rising = 0;
    std::size_t foreseen = 0;
    for (const SeedRow& row : escaped) {
        sizes.push_back(std::abs(row.agreement));
        epochs.push_back(static_cast<double>(row.escape_epoch));
        r_squared.push_back(row.r_squared);
        rising += row.latent_slope > 0 ? 1 : 0;
        foreseen += (row.latent_slope > 0) == (row.agreement > 0) ? 1 : 0;
    }
    std::ranges::sort(r_squared);
    page.heading("What those that escape have in common");
    page.report() << "  r² of M6 on the label: lowest " << fixed(r_squared.front(), 3)
                  << ", middle "
                  << fixed(page.value("middle_r_squared", r_squared[r_squared.size() / 2]), 3)
                  << "\n  M6 rises with the label for " << page.count("rising", rising)
                  << " seeds and falls for " << page.count("falling", escaped.size() - rising)
                  << "\n  the sign of e + d predicted which for "
                  << page.count("foreseen", foreseen) << " of " << escaped.size() << "\n";
    if (std::ranges::adjacent_find(sizes, std::not_equal_to<>()) != sizes.end()) {
        page.report() << "  rank correlation of |e + d| and the epoch of escape: "
                      << fixed(page.value("rank_correlation", rank_correlation(sizes, epochs)),
                               2)
                      << "\n";
    }
}

study::StudyEpochs shown_epochs(long epochs)
{
    study::StudyEpochs shown;
    for (long epoch = 0; epoch < epochs - 1; epoch += std::max(1L, epochs / 100)) {
        shown.push_back(epoch);
    }
    shown.push_back(epochs - 1);
    return shown;
}

void many_seeds(workbook::Page& page)
{
    const workbook::Settings& settings = page.settings();
    const Dataset data = workbook::training_data(settings);
    const study::StudyEpochs epochs = shown_epochs(settings.epochs);
    const std::vector<SeedRow> rows = settings.join.empty() ? train_seeds(page, data, epochs)
                                                            : join_parts(page, data, epochs);
    if (rows.empty()) {
        page.check("there is no finished seed to look at", false);
        return;
    }
    std::vector<SeedRow> escaped;
    std::ranges::copy_if(rows, std::back_inserter(escaped),
                         [](const SeedRow& row) { return row.escape_epoch >= 0; });
    const double half = escape_loss(data);
    const double linear = best_linear_loss(data.samples);

    page.report() << page.count("seeds", rows.size()) << " seeds, " << settings.epochs
                  << " epochs each\n\n";
    print_distribution(page, rows, escaped);
    page.report() << "\n  loss of the best constant answer  "
                  << fixed(page.value("loss_of_constant_answer", 2 * half)) << ", half of it "
                  << fixed(page.value("escape_loss", half))
                  << "\n  loss of the best linear code      "
                  << fixed(page.value("loss_of_linear_code", linear)) << ", undercut by "
                  << std::ranges::count_if(
                         rows, [linear](const SeedRow& row) { return row.final_loss < linear; })
                  << " seeds\n  never escaped                     "
                  << rows.size() - escaped.size() << " seeds";
    std::size_t listed = 0;
    for (const SeedRow& row : rows) {
        if (row.escape_epoch < 0 && rows.size() - escaped.size() <= 10) {
            ++listed;
            page.report() << (listed == 1 ? ": " : ", ")
                          << page.count("never_escaped_" + std::to_string(listed), row.seed);
        }
    }
    page.report() << "\n";
    const auto one = std::ranges::find(rows, settings.seed, &SeedRow::seed);
    if (one != rows.end()) {
        print_one_seed(page, rows, *one);
    }
    if (!escaped.empty()) {
        print_common(page, escaped);
    }
    page.figure(plots::final_losses(rows, linear, settings.seed));
    page.figure(plots::plateau(rows, epochs, settings.seed));
    page.figure(plots::escape(rows, settings.seed));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run(
        {"26_seeds",
         "Trains many initialisations and shows how lucky one of them is.",
         {seed, seeds, shard, join, data_seed, samples, sigma, epochs, learning_rate}},
        argc, argv, many_seeds);
}
/*
## What it prints

\output

\figure 26_final_loss The share of the seeds that end at a loss or below. The last few of a hundred are too far to the
right to be drawn. The dashed line is the best linear code of one number.

\figure 26_plateau The loss by epoch. Of a hundred seeds, 5, 25, 50, 75 and 95 lie below the five blue lines; the first,
the middle and the last have their names. The dashed line is seed 13, the one that the document trains.

\figure 26_escape Every circle is a seed: the epoch in which it leaves the plateau, against the size of $e + d$ at the
start.

## Reading the study

**Seed 13 is unlucky.** It escapes in epoch $\run{escape_epoch}$; the middle seed does so in epoch
$\run{share_50_escaped_up_to_epoch:.0f}$, and $\run{earlier}$ seeds are earlier. In the end this costs less than you
might expect: $\run{final_loss:.5f}$ against $\run{share_50_final_loss_up_to:.5f}$. The ten thousand epochs of the
document are not generous for its own seed and would be for most others.

**The plateau belongs to the network, not to the seed.** The five curves fall to nearly the same level first and rest
there; they differ in how long. For the quickest seed there is hardly a rest: it has escaped by epoch
$\run{share_0_escaped_up_to_epoch:.0f}$. A few never leave within ten thousand epochs: seeds
$\run{never_escaped_1}, \run{never_escaped_2}, \run{never_escaped_3}, \run{never_escaped_4}$.

**The guess holds, and it is not the whole truth.** The rank correlation of $|e + d|$ with the epoch of escape is
$\run{rank_correlation:.2f}$. A large $|e + d|$ goes with an early escape, as a rule: the cloud in the figure falls from
left to right and becomes narrower. A small one leaves the time open, because then the terms that the guess leaves out
decide. The sign of $e + d$ predicts the direction of $M_6$ in $\run{foreseen}$ of $\run{escaped}$ cases.

**One number says the same in all networks that escape.** $M_6$ rises with the label for $\run{rising}$ seeds and falls
for $\run{falling}$: nothing in the data prefers a sign. Either way it is close to a straight line of the label, with
$r^2$ of $\run{middle_r_squared:.3f}$ in the middle.

**No seed beats the straight line.** The best linear code reaches $\run{loss_of_linear_code}$, and the best of a
thousand networks $\run{share_0_final_loss_up_to:.5f}$. The samples lie near a line in space, so a linear code is the
right tool, and three sigmoids in a row have to be bent straight first. With `--epochs 100000 --seeds 100` you can watch
them come closer.

## How we know

The lanes are compared with the readable training of \ref 20_training "chapter 20" over a whole training, to one part in
$10^{12}$, for each instruction set of the processor. Another test demands that a seed gives the same bits in other
company, on other numbers of threads and on every instruction set. A third one runs this program in three shards, joins
them, and compares every file with that of a single run.

## Classic mistakes

- **Judging a method by one seed.** With seed 13 the plateau takes more than half of the training. From the middle seed
  you would have learned that it takes a seventh.
- **Reporting the best seed.** The lowest of a thousand losses says how often you tried. Report the distribution.
- **Leaving out the failures.** The seeds that never escape are few, and they are the ones to learn from. The count
  above includes them; the epochs of escape cannot, and the report says so.
- **Random numbers that depend on the order of the threads.** Then no run can be repeated. Here each seed starts its own
  stream, and the test with other numbers of threads would notice.

## Exercise

One number for a thousand seeds: which? Write the one that a few hopeless seeds cannot move.

\exercise

## Where to go from here

What you have learned on eleven nodes carries further.

- **Other activations.** The *ReLU*, max(0, t), has the slope 1 or 0 in the place of $\sigma'$. Then a long chain of
  layers need not shrink the derivative, and a node whose slope is 0 learns nothing.
- **Mini-batches.** A step may follow the mean over a few samples at a time. Each step is cheaper and points less exactly
  downhill.
- **More than one latent node.** Two numbers in the middle describe a plane instead of a curve. The chain rule gets one
  more path, and nothing else changes.
- **Denoising autoencoders** are shown a noisy sample and asked for the clean one.
- **Variational autoencoders** let the encoder give a distribution instead of a number, from which new samples can be
  drawn.

## What this settled

The plateau is a property of the network, the time spent on it depends on the initial weights, and much of it can be
read from them before the first epoch. The whole study is ten million epochs. It takes a second or two, because one
formula runs on many numbers at once. All of it rests on right derivatives. What if one is wrong?
\ref 27_wrong_gradients "Chapter 27" tries it.
*/
