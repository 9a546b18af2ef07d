/*
# 25 · Errata

Every printed text has slips, and a derivation of this length has room for a few. Here are thirteen, each stated as a
claim that a program can test, and each with its verdict computed by this network.

## The question

The workbook follows the document's notation, its network, its data and its numbers. Where the document contradicts
itself, we had to choose. How can you be sure that we chose right?

$$
\text{a claim} \quad\longrightarrow\quad \text{a number} \quad\longrightarrow\quad \text{a verdict}
$$

An opinion about a formula is worth little; a number that anybody can compute is worth more. So each erratum below has
three parts: what is printed, in our words; what the network gives; and, where a derivative is at stake, what the
diagnosis of the verification library says when it is shown the printed value. The diagnosis has not been told which
mistake to expect.

## The program

An erratum is a small record. The last field decides the exit code of the program, as every check in this book does.
*/
#include "network/descent.hpp"
#include "network/initialization.hpp"
#include "verification/diagnosis.hpp"
#include "verification/fifty_digits.hpp"
#include "verification/witness.hpp"
#include "workbook/derivation.hpp"

#include <algorithm>
#include <cmath>
#include <ostream>

using namespace autoencoder;
using enum Quantity;
using verification::Derivative;
using workbook::fixed;

struct Erratum {
    std::string where;
    std::string printed; // the claim, in our words
    std::string network; // what the numbers say
    std::string verdict;
    bool shown; // whether the numbers bear the verdict out
};

/// One sample at the initial parameters, and what is known about it.
struct Case {
    Evaluation<double> x;
    LossDerivatives<double> dL;
    verification::Point point;
};

/// The name of a mistake. It stands in a line of its own, below the numbers.
std::string diagnosis(const Case& c, Derivative derivative, double printed)
{
    const std::vector<verification::Attempt> attempt{{c.point, printed}};
    return "\n           " + diagnose(derivative, attempt).sentence;
}

bool close(double a, double b)
{
    return std::abs(a - b) <= 1e-12 * std::max(std::abs(a), std::abs(b));
}

/// Two zeros tell nothing: then the sample is of no use for this erratum, and no witness against it.
bool differ(double a, double b)
{
    return !close(a, b) || (a == 0 && b == 0);
}
/*
## The loss and the chain

Errata 1 to 7 are about the derivation. Where a printed formula can be evaluated, we evaluate it with the numbers of the
sample and hand the result to the diagnosis.
*/
Erratum mixed_losses(const Case& c)
{
    const double text = c.x.nodes.O9 - c.x.sample.I1;
    return {"the loss", "text: half a sum of squares, derivative O9 − I1; code: their mean",
            fixed(text) + " against " + fixed(c.dL.nodes.O9) + diagnosis(c, {L, O9}, text),
            "both pairs are right; mixed, they are off by exactly 2/3",
            close(c.dL.nodes.O9 / text, 2.0 / 3.0)};
}

Erratum slope_of_one(workbook::Page& page, const Case& c)
{
    const double printed = page.value("with_slope_1", c.x.nodes.M6 * 1.0 * c.dL.nodes.R7);
    return {"step 5", "∂R7/∂R7in = 1.0",
            "∂ℒ/∂λ6,7 would be " + fixed(printed) + " and is "
                + fixed(c.dL.parameters.lambda_6_7) + diagnosis(c, {R7, R7_in}, 1.0),
            "the slope is R7(1 − R7) = " + fixed(c.x.nodes.R7 * (1 - c.x.nodes.R7)),
            differ(printed, c.dL.parameters.lambda_6_7)};
}

Erratum bias_of_another_node(workbook::Page& page, const Parameters<double>& trained,
                             const Sample<double>& z)
{
    const Nodes<double> x = forward(trained, z);
    const double printed = page.value("with_b6", trained.lambda_6_7 * x.M6 + trained.b_6);
    page.value("with_b7", x.R7_in);
    return {"step 5", "R7in = λ6,7·M6 + b6",
            "trained network: " + fixed(printed) + " with b6, " + fixed(x.R7_in)
                + " in the forward pass",
            "the bias is b7; while all biases are 0 nobody can tell",
            close(trained.lambda_6_7 * x.M6 + trained.b_7, x.R7_in)
                && differ(printed, x.R7_in)};
}

Erratum name_of_the_result(const Case& c)
{
    const double value = c.dL.parameters.lambda_6_7;
    return {"step 5", "the result is called ∂ℒ/∂b7",
            "taken for ∂ℒ/∂b7: " + fixed(value) + diagnosis(c, {L, b_7}, value),
            "the value is ∂ℒ/∂λ6,7", differ(value, c.dL.parameters.b_7)};
}

Erratum step_seven_again(const Case& c)
{
    const double printed = c.x.nodes.M6 * (1 - c.x.nodes.M6) * c.dL.nodes.M6;
    return {"step 10", "for b4: the factors of b6 once more",
            fixed(printed) + " against " + fixed(c.dL.parameters.b_4)
                + diagnosis(c, {L, b_4}, printed),
            "L4(1 − L4), ∂L4in/∂b4 = 1, and ∂ℒ/∂b4", differ(printed, c.dL.parameters.b_4)};
}

Erratum missing_term(const Case& c)
{
    const Parameters<double>& p = c.x.parameters;
    const double printed = p.lambda_4_6 * c.x.nodes.L4 + p.b_6;
    const double rate = verification::FiftyDigits(c.point).value({M6_in, L4});
    return {"steps 7, 9", "M6in = λ4,6·L4 + b6",
            "M6in would be " + fixed(printed) + " and is " + fixed(c.x.nodes.M6_in)
                + "; ∂M6in/∂L4 = " + fixed(rate) + " in both",
            "λ5,6·L5 is missing; the derivative printed is right all the same",
            close(printed + p.lambda_5_6 * c.x.nodes.L5, c.x.nodes.M6_in)
                && rate == p.lambda_4_6};
}

Erratum across_the_outputs(const Case& c)
{
    const verification::FiftyDigits exact(c.point);
    const double printed = exact.value({O9, O10_in});
    const double meant = exact.value({O10, O10_in});
    return {"steps 4–6", "∂O9/∂O10in at the node O10",
            "∂O9/∂O10in = " + fixed(printed, 0) + ", ∂O10/∂O10in = " + fixed(meant, 0),
            "∂O10/∂O10in is meant", printed == 0 && meant == 1};
}
/*
## The start, the data and the words

Errata 8 to 13 need no chain rule. The bound of the initialisation is tested by the weights that were drawn. The slopes
are tested by drawing many. The label is tested on samples without noise. And the last one needs a whole training.
*/
Erratum initial_bound(workbook::Page& page, const Case& c)
{
    const double printed =
        page.value("printed_bound", 1 / (std::sqrt(3.0) + 1)); // p = 3, k = 1
    int outside = 0;
    double largest = 0;
    for (const Quantity weight : all_parameters().first(6)) { // I to L
        outside += std::abs(c.x[weight]) > printed ? 1 : 0;
        largest = std::max(largest, std::abs(c.x[weight]));
    }
    page.value("largest_weight", largest);
    const double code = initialization_bound(lambda_1_4); // √(6/(3+2))
    return {"initialisation",
            "a weight into the encoder lies within ±1/(√3 + 1) = " + fixed(printed),
            std::to_string(outside) + " of 6 lie outside, the largest is " + fixed(largest),
            "the code draws within ±√(6/(3 + 2)) = " + fixed(code)
                + ", Glorot and Bengio's bound",
            largest <= code};
}

Erratum uniform_slopes(std::uint32_t seed)
{
    constexpr std::size_t many = 20000;
    const std::vector<double> slopes = make_dataset(seed, many).slopes;
    const auto share = [&](auto holds) {
        return static_cast<double>(std::ranges::count_if(slopes, holds)) / many;
    };
    const double negative = share([](double m) { return m < 0; });
    const double inner = share([](double m) { return std::abs(m) < 1; });
    const bool inside = share([](double m) { return m >= -2 && m < 2; }) == 1;
    // Five standard deviations of a share of one half.
    const double allowed = 5 * 0.5 / std::sqrt(static_cast<double>(many));
    return {"data", "slope ~ N[−2, 2], read as a normal distribution",
            "of 20000 slopes " + fixed(100 * negative, 1) + " % are negative, "
                + fixed(100 * inner, 1) + " % within ±1, none outside [−2, 2)",
            "uniform: half and half; a normal one of mean −2 and variance 2 has 92 % and 22 %",
            inside && std::abs(negative - 0.5) <= allowed && std::abs(inner - 0.5) <= allowed};
}

Erratum label_or_slope(std::uint32_t seed)
{
    const Dataset data = make_dataset(seed, 1, 0.0); // without noise
    const Sample<double> z = data.samples[0];
    const double slope = (z.I3 - z.I1) / 2; // Σ (x − 2) z / 2 at x = 1, 2, 3
    return {"data", "the label is called the slope of the sample",
            "slope drawn " + fixed(data.slopes[0]) + ", label " + fixed(data.labels[0])
                + ", label times seven " + fixed(7 * data.labels[0]),
            "x is not centred: without noise the label is a seventh of the slope",
            close(slope, data.slopes[0]) && close(7 * data.labels[0], slope)};
}

Erratum argument_of_the_slope(const Case& c)
{
    const double right = verification::FiftyDigits(c.point).value({R7, R7_in});
    const double a = sigmoid(c.x.nodes.R7); // σ at R7, taken at its word
    return {"σ′", "σ′(R7) = R7(1 − R7)",
            "σ′ at R7 is " + fixed(a * (1 - a)) + "; σ′ at R7in is " + fixed(right)
                + ", and so is R7(1 − R7)",
            "the derivative at R7in, written with the output R7",
            close(right, c.x.nodes.R7 * (1 - c.x.nodes.R7)) && differ(right, a * (1 - a))};
}

Erratum name_of_a_node(const Case& c)
{
    const bool output = layer_of(Node::O9) == Layer::output;
    return {"step 1", "O9 is called a hidden decoder node",
            "O9 = O9in = " + fixed(c.x.nodes.O9) + "; a sigmoid would make it "
                + fixed(sigmoid(c.x.nodes.O9_in)),
            "an output node", output && c.x.nodes.O9 == c.x.nodes.O9_in};
}

Erratum one_update_apart(workbook::Page& page, const Training& training,
                         const std::vector<Sample<double>>& batch)
{
    const workbook::Settings& settings = page.settings();
    TrainingOptions shorter = workbook::training_options(settings);
    shorter.epochs -= 1;
    const Parameters<double> start = workbook::initial_parameters(settings);
    const Parameters<double> before =
        shorter.epochs == 0 ? start : train(start, batch, shorter).parameters;
    const double last = page.value("last_loss", training.loss.back());
    const double after =
        page.value("loss_after", mean_loss<double>(training.parameters, batch));
    return {"evaluation", "training and test reconstructions come from the same network",
            "training: loss " + fixed(last, 7) + "; test: loss " + fixed(after, 7),
            "they are one update apart",
            close(mean_loss<double>(before, batch), last)
                && close(after,
                         mean_loss<double>(descend(before, mean_gradient<double>(before, batch),
                                                   settings.learning_rate),
                                           batch))};
}

void print(workbook::Page& page, std::size_t number, const Erratum& erratum)
{
    page.heading(std::to_string(number) + " · " + erratum.where);
    page.report() << "  printed  " << erratum.printed << "\n  network  " << erratum.network
                  << "\n";
    page.check(erratum.verdict, erratum.shown);
}

void errata(workbook::Page& page)
{
    const workbook::Settings& settings = page.settings();
    const Evaluation<double> x = workbook::evaluation(settings);
    page.values(x);
    const Case c{x, workbook::derivatives_so_far(x), {"this sample", x.parameters, {x.sample}}};
    const std::vector<Sample<double>> batch = workbook::training_data(settings).samples;
    const Training training = workbook::run_training(page);

    page.report() << "Thirteen claims, tested\n";
    std::size_t number = 0;
    for (const Erratum& erratum :
         {mixed_losses(c), slope_of_one(page, c),
          bias_of_another_node(page, training.parameters, x.sample), name_of_the_result(c),
          step_seven_again(c), missing_term(c), across_the_outputs(c), initial_bound(page, c),
          uniform_slopes(settings.data_seed), label_or_slope(settings.data_seed),
          argument_of_the_slope(c), name_of_a_node(c),
          one_update_apart(page, training, batch)}) {
        print(page, ++number, erratum);
    }
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run(
        {"25_errata",
         "Shows thirteen places where the document contradicts itself, each by a number.",
         {seed, data_seed, samples, sigma, sample, epochs}},
        argc, argv, errata);
}
/*
## What it prints

\output

\figure 10_weight_6_7 The chain of the document's step 5 as it should read: the sum at $R_7$ has the bias $b_7$, the
factor at the node is $R_7(1-R_7)$, and the result is called $\partial \mathcal{L}/\partial\lambda_{6,7}$. Errata 2, 3
and 4 are three slips in this one picture.

## Which of them matter

Most of these slips do no harm to somebody who reads with the code beside the text. A name is exchanged (4, 5, 12), a
term is left out of a line whose derivative does not need it (6), a symbol stands on the wrong side of a fraction (7).
You notice, you smile, you go on.

Three are of another kind. They give a program that runs, trains, and is wrong.

**Number 1** mixes two losses. Each pair is right in itself. Take the loss from the text and the derivative from the
code, and every gradient is off by the same factor. Descent then takes steps of another length and goes to the same
place, so no curve looks suspicious. The diagnosis sees the factor at once.

**Number 2** puts 1.0 where $R_7(1-R_7) = \run{dR7_dR7_in}$ belongs. The derivative of $\lambda_{6,7}$ becomes
$\run{with_slope_1}$ in place of $\run{dL_dlambda_6_7}$. Put the slip into this one derivative, and its sign stays
right, since the slope left out is positive: the step still points downhill, though no longer in the steepest direction.
Put it into $\delta_{R_7}$, and it spreads to everything behind. There two paths are added, through $R_7$ and $R_8$, of
which only one is enlarged. Such a sum can even change its sign.

**Number 8** decides where the training begins. With the bound as printed, the weights into the encoder would lie within
$\pm\run{printed_bound}$. The largest that was drawn is $\run{largest_weight}$. So the printed bound cannot be the one
that made the document's numbers, and a program that follows the text cannot reproduce them.

Numbers 9 and 10 are about words for the data, and 13 about the last moment of the training: the losses
$\run{last_loss:.7f}$ and $\run{loss_after:.7f}$ belong to parameters that are one update apart. If you compare your own
program with the document's numbers, these three are what you will stumble over.

## How we know

Each verdict is a check, and a check that fails ends this program with exit code 1. The right values come from dual
numbers in 50 digits or from the forward pass, never from the formula under discussion. Number 9 draws 20,000 slopes and
allows five standard deviations. Number 7 asks for a derivative of $O_9$ with respect to a quantity that is not upstream
of it; the answer is exactly 0.

The diagnosis has tests of its own. They show it values made wrong on purpose at random networks, and expect the same
sentences that you read above.

## Classic mistakes

- **Testing a formula where it cannot fail.** Number 3 exchanges $b_6$ and $b_7$. At the start of the training all
  biases are zero, so the fresh network has nothing to say about it. At the trained network the input of $R_7$ would be
  $\run{with_b6}$ and is $\run{with_b7}$. The points of `make verify` include trained and random networks for this
  reason.
- **Correcting what is right.** The sum in number 6 is incomplete and its derivative is not. A reviewer who “repairs”
  the derivative as well makes it wrong. Test the factor before you touch it.
- **Believing the errata.** Errata have errata. Run this program.

## Exercise

The document's step 10 prints another derivative than the one it asks for. By which factor is it off?

\exercise

## What this settled

The document's derivation holds, with thirteen small repairs. You have followed it from three numbers to a gradient of
24, with every factor before six witnesses, and through ten thousand steps to a network that gives back what it was
given. What you know now carries over: a network with a billion weights multiplies along its paths and adds over them,
as this one does.
*/
