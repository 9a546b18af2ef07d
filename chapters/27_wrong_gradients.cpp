/*
# 27 · Wrong gradients

This book checks every derivative, and every check costs effort. What would happen without? We put the classic mistakes
in, one at a time, and train.

## The question

Take the step of \ref 20_training "chapter 20",

$$
\lambda \leftarrow \lambda - \eta\,\overline{\frac{\partial \mathcal{L}}{\partial \lambda}} ,
$$

and spoil the derivative in one place, in every epoch in the same way, with seed 13 and ten thousand epochs. Does the loss curve show that something is wrong? Does the test of
\ref 18_update "chapter 18", one step and the fall of the loss beside it? And which witness of
\ref 05_numerical_derivative "chapter 5"?

## One mistake by hand

The document's own slip, number 2 of \ref 25_errata "the errata", puts 1 where $R_7(1-R_7) = \run{dR7_dR7_in}$ belongs.
In the derivative of $\lambda_{6,7}$ alone it gives $M_6$ times
$\partial \mathcal{L}/\partial R_7 = \run{dL_dR7}$ for sample 1, $\run{slope_1_only_there}$ instead of
$\run{dL_dlambda_6_7}$. The value is too large, by a factor of four or so, and its sign is right. So the step still goes
downhill. It merely goes too far in one of its 24 directions.

## The program

As the forward pass has a tap, the backward pass has a *slip*: a function that it calls on its way, with what it has
computed so far. Most slips put another number where a derivative belongs, and all that is computed after it feels that.
This is the place of the document's slip, everywhere at $R_7$, and of its neighbours:

\library network/wrong_gradient.hpp Slip

One mistake is not in a formula but in the order of the lines. A program that moves a layer as soon as its gradient is
there passes the error back through weights that have moved already. The forward pass has used the old ones. Below,
`moved` are the parameters that such a program finds: the layers behind have moved, and the more passes, the more of
them. With four layers the fourth pass has its gradient.

\library network/wrong_gradient.hpp wrong_gradient
*/
#include "network/baseline.hpp"
#include "network/descent.hpp"
#include "network/wrong_gradient.hpp"
#include "plots/wrong_gradients.hpp"
#include "verification/ledger.hpp"
#include "workbook/derivation.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <ostream>
#include <string>
#include <vector>

using namespace autoencoder;
using workbook::fixed;

std::vector<double> train_with(WrongGradient mistake, Parameters<double> parameters,
                               const std::vector<Sample<double>>& batch,
                               const TrainingOptions& options)
{
    std::vector<double> losses;
    losses.reserve(static_cast<std::size_t>(options.epochs));
    for (long epoch = 0; epoch < options.epochs; ++epoch) {
        const double loss = mean_loss<double>(parameters, batch);
        if (!std::isfinite(loss)) {
            break;
        }
        losses.push_back(loss);
        parameters = descend(parameters,
                             wrong_gradient(mistake, parameters, batch, options.learning_rate),
                             options.learning_rate);
    }
    return losses;
}
/*
What can be seen at the start? We compare the spoiled gradient with the right one: how many of its 24 entries
are wrong, the angle between the two, and what chapter 18 would measure, the fall of the loss in a tiny step against the
fall that the gradient promises. And we put its worst entry before the witnesses.
*/
double dot(const Parameters<double>& a, const Parameters<double>& b)
{
    double sum = 0;
    for (const Quantity parameter : all_parameters()) {
        sum += a[parameter] * b[parameter];
    }
    return sum;
}

workbook::Cell angle_between(const Parameters<double>& a, const Parameters<double>& b)
{
    const double cosine = dot(a, b) / std::sqrt(dot(a, a) * dot(b, b));
    if (!std::isfinite(cosine)) {
        return "–";
    }
    return fixed(std::acos(std::clamp(cosine, -1.0, 1.0)) * 180 / std::numbers::pi, 1);
}

workbook::Cell fall_against_promise(const Parameters<double>& start,
                                    const Parameters<double>& wrong,
                                    const std::vector<Sample<double>>& batch)
{
    const double before = mean_loss<double>(start, batch);
    const double rate = 1e-6 / std::sqrt(std::max(dot(wrong, wrong), 1e-12));
    const double fall = before - mean_loss<double>(descend(start, wrong, rate), batch);
    const double promised = rate * dot(wrong, wrong);
    return promised > 0 ? fixed(fall / promised, 2) : workbook::Cell("–");
}

std::size_t rejecting_witnesses(const verification::Checker& checker,
                                const Parameters<double>& wrong)
{
    std::size_t most = 0;
    for (const Quantity parameter : all_parameters()) {
        const verification::Check check =
            checker.check({Quantity::L, parameter}, wrong[parameter]);
        std::size_t rejecting = 0;
        for (const verification::Witness witness : verification::all_witnesses) {
            rejecting += check[witness].holds() ? 0 : 1;
        }
        most = std::max(most, rejecting);
    }
    return most;
}

// How many times smaller, in digits, the worst entry's mistake could be and still be rejected.
workbook::Cell digits_to_spare(const verification::Checker& checker,
                               const Parameters<double>& wrong, verification::Witness witness)
{
    double most = 0;
    for (const Quantity parameter : all_parameters()) {
        const verification::Check check =
            checker.check({Quantity::L, parameter}, wrong[parameter]);
        most = std::max(most, check[witness].ratio());
    }
    if (std::isinf(most)) {
        return "all";
    }
    return most > 1 ? fixed(std::floor(std::log10(most)), 0) : workbook::Cell("–");
}

void print_digits(workbook::Page& page, const verification::Checker& checker)
{
    using enum verification::Witness;
    workbook::Table table(
        {"mistake", "rounding", "tape", "complex step", "central difference"});
    for (const auto& [mistake, name] : wrong_gradients) {
        const Parameters<double> wrong =
            wrong_gradient(mistake, checker.point().parameters, checker.point().batch,
                           page.settings().learning_rate);
        std::vector<workbook::Cell> row{std::string(name)};
        for (const verification::Witness witness :
             {rounding, tape, complex_step, central_difference}) {
            row.push_back(digits_to_spare(checker, wrong, witness));
        }
        table.row(row);
    }
    page.heading("By how many digits each mistake could be smaller and still be rejected");
    page.table("digits", table);
}

workbook::Cell whole(std::size_t number)
{
    return {std::to_string(number), static_cast<double>(number)};
}

std::size_t wrong_entries(const Parameters<double>& right, const Parameters<double>& wrong)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(all_parameters(), [&](Quantity parameter) {
            return std::abs(wrong[parameter] - right[parameter])
                   > 1e-12 * std::abs(right[parameter]);
        }));
}

void print_start(workbook::Page& page, const Parameters<double>& start,
                 std::vector<Sample<double>> batch)
{
    const double rate = page.settings().learning_rate;
    constexpr std::size_t most = 100;
    batch.resize(std::min(batch.size(), most));
    const verification::Checker checker({"this batch", start, batch});
    const Parameters<double> right = wrong_gradient(WrongGradient::none, start, batch, rate);
    workbook::Table table({"mistake", "wrong of 24", "angle, degrees", "fall / promise",
                           "rejected by witnesses"});
    for (const auto& [mistake, name] : wrong_gradients) {
        const Parameters<double> wrong = wrong_gradient(mistake, start, batch, rate);
        table.row({std::string(name), whole(wrong_entries(right, wrong)),
                   angle_between(right, wrong), fall_against_promise(start, wrong, batch),
                   whole(rejecting_witnesses(checker, wrong))});
    }
    page.table("start", table);
    page.report() << "\n";
    page.check("without a mistake no witness rejects anything",
               rejecting_witnesses(checker, right) == 0);
    print_digits(page, checker);
}
/*
And what does the training show? As in \ref 26_seeds "chapter 26", it has escaped in the first epoch whose loss is below
half of that of the best constant answer.
*/
void print_training(workbook::Page& page, const std::vector<plots::LossCourse>& courses,
                    double escape_loss, long epochs)
{
    workbook::Table table({"mistake", "rises", "escaped in epoch", "last loss"});
    std::size_t rising = 0;
    std::size_t diverging = 0;
    for (const auto& [name, loss, marked] : courses) {
        std::size_t rises = 0;
        for (std::size_t epoch = 1; epoch < loss.size(); ++epoch) {
            rises += loss[epoch] > loss[epoch - 1] ? 1 : 0;
        }
        const auto escape =
            std::ranges::find_if(loss, [&](double l) { return l < escape_loss; });
        const bool ended = static_cast<long>(loss.size()) == epochs;
        rising += !marked && ended && rises > 0 ? 1 : 0;
        diverging += marked || ended ? 0 : 1;
        table.row({name, rises == 0 ? "none" : "some",
                   escape == loss.end()
                       ? workbook::Cell("never")
                       : whole(static_cast<std::size_t>(escape - loss.begin())),
                   ended ? fixed(loss.back(), 5) : workbook::Cell("diverged")});
    }
    page.heading(std::to_string(epochs) + " epochs with each mistake");
    page.table("mistake", table);
    page.count("rising", rising);
    page.count("diverging", diverging);
    page.count("falling", courses.size() - 1 - rising - diverging);
}

void show_wrong_gradients(workbook::Page& page)
{
    const workbook::Settings& settings = page.settings();
    const Evaluation<double> first = workbook::evaluation(settings);
    page.values(first);
    page.value("slope_1_only_there",
               first.nodes.M6 * workbook::derivatives_so_far(first).nodes.R7);
    const Parameters<double> start = workbook::initial_parameters(settings);
    const std::vector<Sample<double>> batch = workbook::training_data(settings).samples;
    const TrainingOptions options = workbook::training_options(settings);
    std::vector<plots::LossCourse> courses;
    courses.reserve(wrong_gradients.size());
    for (const auto& [mistake, name] : wrong_gradients) {
        courses.push_back(
            {std::string(name), train_with(mistake, start, batch, options), courses.empty()});
    }
    page.report() << page.count("mistakes", wrong_gradients.size() - 1)
                  << " mistakes, before the first step\n\n";
    print_start(page, start, batch);
    print_training(page, courses, mean_loss_of(constant_answer(batch), batch) / 2,
                   settings.epochs);
    page.figure(plots::wrong_gradients(courses));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run(
        {"27_wrong_gradients",
         "Trains with classic mistakes in the gradient, and shows who notices.",
         {seed, data, data_seed, samples, sigma, epochs, learning_rate},
         15},
        argc, argv, show_wrong_gradients);
}
/*
## What it prints

\output

\figure 27_curves The loss by epoch with each mistake. The thick line is the training without one. At the right the names
stand in the order in which the trainings end.

## Who notices?

**The loss curve does not.** Of $\run{mistakes}$ mistakes $\run{diverging}$ diverges, $\run{rising}$ make the loss rise now and
then, and $\run{falling}$ give a curve that falls in every epoch as a good curve should. Nothing about them looks wrong. You would need the right
curve beside them to see a difference, and then you would not need the wrong one.

**It can even look better.** With slope 1 in $\lambda_{6,7}$ alone, the document's slip, seed 13 leaves the plateau in
epoch $\run{mistake_slope_1_in_lambda_6_7_escaped_in_epoch:.0f}$ instead of
$\run{mistake_no_mistake_escaped_in_epoch:.0f}$ and ends at $\run{mistake_slope_1_in_lambda_6_7_last_loss:.5f}$ instead
of $\run{mistake_no_mistake_last_loss:.5f}$. With slope 1 everywhere at $R_7$ it is quicker still. Does the mistake know
better than the chain rule? It takes longer steps in some directions, and on a plateau longer steps help. A larger
learning rate would do the same honestly: without the factor ⅔ every derivative is one and a half times as large, which
*is* a larger rate, and the training escapes in epoch $\run{mistake_2_3_left_out_escaped_in_epoch:.0f}$.

**One step down is no proof.** A step against a wrong gradient goes downhill whenever the angle to the right one is less
than 90 degrees, and of all mistakes only the turned sign has more than
$\run{start_slope_1_at_R7_angle_degrees:.0f}$. If you also compare the fall of the loss with what the gradient promises,
as chapter 18 does, you notice the large slips. The dropped path passes this test too, to two decimals: eleven wrong
derivatives, all of them small beside those at the outputs.

**A wrong order nearly hides.** Parameters that move too early are off by no more than a step, so that
$\run{start_moved_too_early_wrong_of_24:.0f}$ derivatives are wrong by little. The training escapes in epoch
$\run{mistake_moved_too_early_escaped_in_epoch:.0f}$ and ends at $\run{mistake_moved_too_early_last_loss:.5f}$. With a
larger learning rate the mistake grows. The right order is: all derivatives first, then the step.

**The witnesses do.** Each mistake is rejected by the same five: all that look at a value. And by a wide margin. The
dropped path could be $10^{\run{digits_path_R8_dropped_central_difference:.0f}}$ times smaller, and a central difference
would still notice; for the complex step it is $10^{\run{digits_path_R8_dropped_complex_step:.0f}}$. Even the parameters
that move too early have $\run{digits_moved_too_early_central_difference:.0f}$ digits to spare. None of them needs an epoch
of training or a curve to compare with. That is the whole case for checking derivatives one by one: the harm of a wrong
one shows late, or never, or as a success.

## How we know

An independent program in NumPy, `tests/reference/wrong_gradients.py`, trains with five of these mistakes, written into
its matrices and not into named derivatives. The losses of all epochs agree to one part in $10^{10}$. And the row
without a mistake is chapter 20: the same epoch of escape, the same last loss.

## Classic mistakes

- **“It learns, so it is right.”** $\run{falling}$ of the curves above say so.
- **Tuning around a mistake.** Whoever finds that a rate of 0.1 is too small for the right program may have found it for
  a wrong one. Check first, tune afterwards.
- **Keeping a lucky slip.** Seed 13 gains by the slip in $\lambda_{6,7}$. The gain belongs to the longer step, and is
  available without the slip.
- **Comparing lengths only.** A gradient of the right length that points elsewhere is as wrong. The angle tells, and the
  exercise computes it.

## Exercise

How far does a wrong gradient point away from the right one?

\exercise

## What this settled

A wrong gradient trains. It may train slowly, or to another place, or faster than the right one, and the curve will not
tell. \ref 28_matrix_form "Chapter 28" goes on with right ones, and writes all of them in four lines.
*/
