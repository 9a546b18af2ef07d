/*
# 19 · The samples

What does the network learn from? Twelve lines with a little noise, made by a rule that you can rerun to the last bit.

## The question

An autoencoder squeezes three numbers into one. That can only work if the three are not free: they must follow a pattern
that one number describes. The document makes such a pattern. Each sample is a straight line through the middle node,

$$
z(x) = m\,(x - 2) + \varepsilon, \qquad x = 1, 2, 3, \qquad m \sim U[-2, 2), \qquad \varepsilon \sim N(0, \sigma^2),
\qquad \sigma = 0.1 ,
$$

so without noise $\place{noise-free} z = (-m, 0, m)$. One number, the slope $m$, says it all. Will the bottleneck find
it?

To compare later, each sample gets a *label*. It is never used for training:

$$
Y = \frac{x \cdot z}{x \cdot x} = \frac{1\cdot I_1 + 2\cdot I_2 + 3\cdot I_3}{14} .
$$

## By hand

Sample 3 was drawn with $\place{sample 3} m = \run{sample_3_slope_m}$ and came out as
$(\run{sample_3_I1}, \run{sample_3_I2}, \run{sample_3_I3})$: close to $(-m, 0, m)$, with deviations of about a tenth.
Its label is

$$
\place{sample 3} Y = \frac{\run{sample_3_I1} + 2\cdot(\run{sample_3_I2}) + 3\cdot\run{sample_3_I3}}{14} = \run{sample_3_label_Y} .
$$

That is not the slope. Put the noise-free sample into the formula and you see why:

$$
\place{noise-free} Y = \frac{-m + 0 + 3m}{14} = \frac{m}{7} .
$$

The document calls $Y$ the slope, and it would be if the positions $x$ were centred. With $x - 2 = -1, 0, 1$ the same
rule gives $(I_3 - I_1)/2$, which for sample 3 is $\run{sample_3_I3_minus_I1_2}$: there is the slope. Up to noise, $Y$
still puts the samples in the order of their slopes, and that is all it is used for. Where the slope is small, the noise
can win: sample 12 rises with $\place{sample 12} m = \run{sample_12_slope_m}$, and its label $\run{sample_12_label_Y}$
says that it falls. \ref 25_errata "The errata" keep the record straight.

## Where random numbers come from

“Random” here means: from a generator with a known start. Seed 14 gives the training samples, seed 20 the test samples.
The generator is the Mersenne Twister, and its 32-bit words are turned into uniform and normal numbers as NumPy does
it, so that this program and the document's draw the same samples. For each sample it draws the slope first, then
three deviations. Change `--data-seed` and you have twelve other lines of the same kind.

## The program

The stream turns two words of the generator into 53 random bits, and pairs of those into normally distributed numbers.

\library data/random_stream.cpp RandomStream::unit RandomStream::uniform RandomStream::standard_normal

From the stream come the samples, one after the other.

\library data/samples.cpp label_of make_dataset

Here we look at the result and check what can be checked.
*/
#include "data/csv.hpp"
#include "data/random_stream.hpp"
#include "data/samples.hpp"
#include "plots/samples.hpp"
#include "workbook/chapter.hpp"

#include <cmath>
#include <cstdint>
#include <ostream>
#include <string>

using namespace autoencoder;
using workbook::fixed;

double centred_slope(const Sample<double>& z)
{
    return (z.I3 - z.I1) / 2;
}

void print_samples(workbook::Page& page, const Dataset& data)
{
    workbook::Table table(
        {"sample", "slope m", "I1", "I2", "I3", "label Y", "7·Y", "(I3 − I1)/2"});
    for (std::size_t i = 0; i < data.samples.size(); ++i) {
        const Sample<double>& z = data.samples[i];
        table.row({std::to_string(i + 1), fixed(data.slopes[i]), fixed(z.I1), fixed(z.I2),
                   fixed(z.I3), fixed(data.labels[i]), fixed(7 * data.labels[i]),
                   fixed(centred_slope(z))});
    }
    page.table("sample", table);
    page.report() << "\n";
}
/*
The noise of a sample cannot be seen, but what it does to the slope can. The error of $(I_3 - I_1)/2$ is
$(\varepsilon_3 - \varepsilon_1)/2$, with standard deviation $\sigma/\sqrt{2}$. The error of $7Y$ is
$(\varepsilon_1 + 2\varepsilon_2 + 3\varepsilon_3)/2$, with standard deviation $\sigma\sqrt{14}/2$, more than two and a
half times as large.
*/
void compare_slopes(workbook::Page& page, const Dataset& data)
{
    double squares_label = 0;
    double squares_centred = 0;
    for (std::size_t i = 0; i < data.samples.size(); ++i) {
        squares_label += std::pow(7 * data.labels[i] - data.slopes[i], 2);
        squares_centred += std::pow(centred_slope(data.samples[i]) - data.slopes[i], 2);
    }
    const auto n = static_cast<double>(data.samples.size());
    const double sigma = page.settings().sigma;
    page.report() << workbook::Table({"estimate of m", "root mean square error", "expected"})
                         .row({"7·Y", fixed(std::sqrt(squares_label / n)),
                               fixed(sigma * std::sqrt(14.0) / 2)})
                         .row({"(I3 − I1)/2", fixed(std::sqrt(squares_centred / n)),
                               fixed(sigma / std::sqrt(2.0))})
                  << "\n";
}

/*
## Your own samples

Nothing in the network knows about lines. Any three numbers will do, and with `--data FILE` you can bring your own: a
table with columns `I1`, `I2` and `I3`, one sample in each line. A column `label` may hold a number for each sample that
you would like to compare with the latent value; it is never trained on. Bring them to the size of about one, as every
network wants its inputs. Beyond 10 they are refused: the sigmoids behind them would be so close to 0 or 1 that nothing
could be learned.

As an example, this program writes samples of another shape: a lake in summer, warm above and cold below, and in between
a layer where the temperature drops. It lies at depth $D$, which differs from day to day. A sample is the temperature at
5, 10 and 15 metres, scaled to lie between −1 and 1. The label is $D$. Like our lines these samples have one number
behind them. But they do not lie on a straight line in space: they bend. After `make chapter-19`, train on them with
`build/chapters/20_training --data build/figures/19_lake.csv`, and ask chapter 21 in the same way what $M_6$ has
learned. Chapters 23 and 24 need test samples as well, here `--test-data build/figures/19_lake_test.csv`.
*/
Csv lake_samples(std::uint32_t seed, std::size_t count)
{
    RandomStream stream(seed);
    Csv table{{"I1", "I2", "I3", "label"}};
    for (std::size_t i = 0; i < count; ++i) {
        const double D = stream.uniform(2, 18);
        const auto temperature = [&](double depth) {
            return std::tanh((D - depth) / 3) + stream.normal(0, 0.05);
        };
        const double at_5 = temperature(5);
        const double at_10 = temperature(10);
        const double at_15 = temperature(15);
        table.rows.push_back({at_5, at_10, at_15, D});
    }
    return table;
}

void own_samples(workbook::Page& page, const Dataset& data)
{
    page.report() << "Training samples of your own\n\n";
    workbook::Table table({"sample", "I1", "I2", "I3", "label"});
    for (std::size_t i = 0; i < data.samples.size(); ++i) {
        const Sample<double>& z = data.samples[i];
        const std::string label = data.labels.empty() ? "" : fixed(data.labels[i]);
        table.row({std::to_string(i + 1), fixed(z.I1), fixed(z.I2), fixed(z.I3), label});
    }
    page.table("sample", table);
    if (data.labels.empty()) {
        page.report()
            << "\n  The file has no column label: what compares with labels is left out.\n";
    }
    page.figure(plots::samples("19_training_data", data));
}
/*
What follows is for the samples that are drawn.
*/
void the_samples(workbook::Page& page)
{
    if (page.settings().data) {
        own_samples(page, *page.settings().data);
        return;
    }
    const Dataset data = workbook::training_data(page.settings());
    const Dataset without_noise = make_dataset(page.settings().data_seed, 1, 0);

    page.report() << "Training samples of seed " << page.settings().data_seed << "\n\n";
    print_samples(page, data);
    compare_slopes(page, data);

    const double m = without_noise.slopes.front();
    const double label = without_noise.labels.front();
    page.report() << "  without noise, the first sample is ("
                  << fixed(without_noise.samples.front().I1) << ", "
                  << fixed(without_noise.samples.front().I2) << ", "
                  << fixed(without_noise.samples.front().I3) << ")\n\n";
    page.check("its slope m = " + fixed(m)
                   + " is the first number of the stream, with or without noise",
               m == data.slopes.front());
    // At most 1/14 of the rounding of 3m, and that of the division.
    page.check("its label is m/7 = " + fixed(m / 7), std::abs(label - m / 7) <= 1e-16);
    page.figure(plots::samples("19_training_data", data));
    page.data("19_lake", lake_samples(page.settings().data_seed, 24));
    page.data("19_lake_test", lake_samples(page.settings().data_seed + 1, 24));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run({"19_dataset",
                          "Draws the synthetic samples and shows what their labels mean.",
                          {data, data_seed, samples, sigma}},
                         argc, argv, the_samples);
}
/*
## What it prints

\output

\figure 19_training_data The twelve training samples, one broken line each, on the axes of the document's figure: the
value to the right, the three input nodes downward. The index of the sample is above its line, the label below.

## How we know

The tests compare every sample with the published ones, and not within a tolerance: all 60 numbers are the same doubles.
A second set of samples, with other seeds, counts and noise, is compared with NumPy in the same way. The stream itself
is tested on its own, including the detail that trips most copies of it: normal numbers are made in pairs, and the
second one waits for the next call.

## Classic mistakes

- **The standard library's distributions.** `std::normal_distribution` is free to use any method, and each library uses
  its own. The first sample would already differ.
- **All slopes first, then all noise.** The same generator in another order gives other samples. The comparison to the
  last bit finds it.
- **σ for σ².** `normal(0, 0.1)` means a standard deviation of 0.1, not a variance.

## Exercise

Three values make a short line. Find the slope of a line with any number of values.

\exercise

## What this settled

Twelve samples, each a slope and some noise. Once you know the slope of a sample, only its noise is left to guess.
\ref 20_training "Chapter 20" lets the network find out.
*/
