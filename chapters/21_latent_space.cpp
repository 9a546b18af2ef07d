/*
# 21 · What the bottleneck has learned

Every sample is now described by one number, $M_6$. What does that number mean?

## The question

Nobody told the network about slopes. It was only asked to give back its input. If $M_6$ nevertheless follows the slope
of a sample, the network has found the pattern behind the data by itself. So we ask for the straight line

$$
\place{least squares} M_6 \approx \beta\,Y + \alpha
$$

that fits best, with $Y$ the label of \ref 19_dataset "chapter 19", and for the share of the variance it explains.

*Best* means: the sum of the squared distances is as small as possible. With means $\overline{Y}$ and $\overline{M}$ the
answer is a formula,

$$
\beta = \frac{\sum (Y - \overline{Y})(M_6 - \overline{M})}{\sum (Y - \overline{Y})^2}, \qquad
\alpha = \overline{M} - \beta\,\overline{Y}, \qquad
r^2 = \frac{\left(\sum (Y - \overline{Y})(M_6 - \overline{M})\right)^2}
{\sum (Y - \overline{Y})^2 \, \sum (M_6 - \overline{M})^2} ,
$$

and it is called *ordinary least squares*. $r^2$ is 1 when all points lie on the line and 0 when the line knows nothing.

## By hand

After training, sample 3, which rises most steeply, has $\place{last epoch, sample 3} M_6 = \run{sample_3_M6}$. Sample
10, which falls most steeply, has $\place{last epoch, sample 10} M_6 = \run{sample_10_M6}$. The line has slope
$\place{last epoch} \beta = \run{line_the_label_Y_slope_beta:.4f}$ and intercept
$\place{last epoch} \alpha = \run{line_the_label_Y_intercept_alpha:.4f}$, so for sample 10, with label
$\run{sample_10_label_Y}$, it predicts

$$
\run{line_the_label_Y_slope_beta:.4f}\cdot(\run{sample_10_label_Y}) + \run{line_the_label_Y_intercept_alpha:.4f} \approx \run{sample_10_on_the_line} ,
$$

and misses by $\run{sample_10_difference}$. Over all samples, $\place{last epoch} r^2 = \run{line_the_label_Y_r2:.4f}$:
that share of the variance of the latent value is explained by the label.

## The program

The latent values are those recorded in the last epoch. The regression is `linear_regression()`, the formulas above.
*/
#include "data/regression.hpp"
#include "plots/latent.hpp"
#include "workbook/chapter.hpp"

#include <algorithm>
#include <ostream>
#include <span>
#include <vector>

using namespace autoencoder;
using workbook::fixed;

void print_fit(workbook::Page& page, const Dataset& data, std::span<const double> M6,
               const Regression& line)
{
    workbook::Table table({"sample", "slope m", "label Y", "M6", "on the line", "difference"});
    const bool drawn = !data.slopes.empty();
    for (std::size_t i = 0; i < M6.size(); ++i) {
        const double predicted = line.slope * data.labels[i] + line.intercept;
        table.row({std::to_string(i + 1), drawn ? fixed(data.slopes[i]) : workbook::Cell(""),
                   fixed(data.labels[i]), fixed(M6[i]), fixed(predicted),
                   fixed(M6[i] - predicted)});
    }
    page.table("sample", table);
    page.report() << "\n";
}
/*
A straight line is a modest model. Is the latent value at least in the same *order* as the slope? We count the pairs of
samples that $M_6$ puts in the opposite order of the slope $m$ that was drawn, and in the same. If the code is a
monotonic function of the slope, one of the two counts is close to zero.
*/
std::size_t pairs_in_same_order(std::span<const double> a, std::span<const double> b)
{
    std::size_t same = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            same += (a[i] < a[j]) == (b[i] < b[j]) ? 1 : 0;
        }
    }
    return same;
}

/// For samples of your own that have no labels.
void print_latent_values(workbook::Page& page, std::span<const double> M6)
{
    workbook::Table table({"sample", "M6"});
    for (std::size_t i = 0; i < M6.size(); ++i) {
        table.row({std::to_string(i + 1), fixed(M6[i])});
    }
    page.report() << "Latent values, without labels to compare them with\n\n";
    page.table("sample", table);
}

void latent_space(workbook::Page& page)
{
    const Dataset data = workbook::training_data(page.settings());
    const Training training = workbook::run_training(page);
    const std::span<const double> M6 = training.M6.back();
    if (M6.size() < 2) {
        page.report()
            << "A line through one sample is any line: ask for two samples or more.\n";
        return;
    }
    if (data.labels.empty()) {
        print_latent_values(page, M6);
        return;
    }
    const Regression of_label = linear_regression(data.labels, M6);

    page.report() << "Latent value and label of " << M6.size() << " samples, epoch "
                  << training.M6.size() - 1 << "\n\n";
    print_fit(page, data, M6, of_label);
    workbook::Table lines({"M6 as a line in", "slope β", "intercept α", "r²"});
    lines.row({"the label Y", fixed(of_label.slope, 4), fixed(of_label.intercept, 4),
               fixed(of_label.r_squared, 4)});
    if (!data.slopes.empty()) {
        const Regression of_slope = linear_regression(data.slopes, M6);
        lines.row({"the slope m", fixed(of_slope.slope, 4), fixed(of_slope.intercept, 4),
                   fixed(of_slope.r_squared, 4)});
    }
    page.table("line", lines);
    page.report() << "\n";

    const std::size_t pairs = M6.size() * (M6.size() - 1) / 2;
    const bool drawn = !data.slopes.empty();
    page.report() << "  pairs in the same order as the " << (drawn ? "slope m: " : "label: ")
                  << page.count("pairs_in_same_order",
                                pairs_in_same_order(drawn ? data.slopes : data.labels, M6))
                  << " of " << page.count("pairs", pairs) << "\n\n";
    const auto [lowest, highest] = std::ranges::minmax(M6);
    page.check("every latent value lies between 0 and 1", lowest >= 0 && highest <= 1);
    page.figure(plots::latent(data.labels, M6, of_label));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run(
        {"21_latent_space",
         "Compares the latent value of each training sample with its label.",
         {seed, data, data_seed, samples, sigma, epochs, learning_rate, tolerance}},
        argc, argv, latent_space);
}
/*
## What it prints

\output

\figure 21_latent The latent value against the label, on the axes of the document's figure. Points carry the index of
their sample.

## Reading the line

**The sign.** The line falls: the network codes rising samples with small numbers. With another seed it may rise. Both
are right. The decoder learns to read whatever the encoder writes, so the direction of the code is settled by chance, in
the first weights.

**The order.** Sort the samples by the slope $m$ that was drawn, and you have sorted them by $M_6$, backwards: of the
$\run{pairs}$ pairs of samples, $\run{pairs_in_same_order}$ are in the same order. On these twelve samples the latent
value falls as the slope rises. It is no function of the slope alone, though: $M_6$ has three inputs, and the noise in
each of them moves it too.

**Slope or label?** Against the slope $m$, the line explains $\run{line_the_slope_m_r2:.4f}$ of the variance, more than
against the label. So most of the scatter in the figure is not the network's. It is the label's, since $Y$ carries more
noise than the samples need to (\ref 19_dataset "chapter 19"). Sample 12 is the clearest case: its label has the wrong
sign, and it lies farthest from the line, at $\run{sample_12_difference}$.

## How we know

Slope, intercept and $r^2$ are compared with those of the published workflow, to one part in $10^{12}$ for the same
latent values. The regression itself is tested on points with a known answer: three points on a line give
$\place{points on a line} r^2 = 1$, and four points at the corners of a square give 0.

## Classic mistakes

- **Regressing $Y$ on $M_6$.** The two lines differ unless $\place{points on a line} r^2 = 1$; their slopes multiply to
  $r^2$.
- **Latent values from after the last step.** They are those of another network, if only by a little.
- **Reading $r^2$ as accuracy.** It says how well a line in $Y$ describes $M_6$. It says nothing about the
  reconstruction, which comes next.

## Exercise

The line above predicts $M_6$ from $Y$. What is the slope of the line that predicts $Y$ from $M_6$?

\exercise

## What this settled

The bottleneck found the slope. \ref 22_training_reconstruction "Chapter 22" looks at what the decoder makes of it.
*/
