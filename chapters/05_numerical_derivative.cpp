/*
# 5 · How a derivative is checked

A derivative is easy to get wrong and easy to check; this chapter builds the witnesses that all later chapters call, and
shows three ways in which they can be fooled.

## The question

The derivative of the loss with respect to a weight is the limit of a quotient. Take the weight
$\lambda = \lambda_{6,7}$:

$$
\frac{\partial \mathcal{L}}{\partial \lambda} = \lim_{h\to 0} \frac{\mathcal{L}(\lambda + h) - \mathcal{L}(\lambda)}{h} .
$$

A computer cannot take the limit. It can take one $h$. Which one, and how far off is the result?

## Two errors

**The curve.** The quotient is the slope of a chord, not of the tangent. By Taylor's formula the chord is off by
$\tfrac12 \mathcal{L}''h$. If you step to both sides, the error of second order falls out:

$$
\frac{\mathcal{L}(\lambda + h) - \mathcal{L}(\lambda - h)}{2h} = \frac{\partial \mathcal{L}}{\partial\lambda} + \tfrac16 \mathcal{L}'''h^2 + \dots
$$

The first is a *forward difference* of order 1, the second a *central difference* of order 2. Halve the step and their
errors are halved and quartered. With more points on each side, order 4, 6 or 8 can be had.

**Rounding.** A double has about 16 digits. $\mathcal{L}(\lambda+h)$ and $\mathcal{L}(\lambda-h)$ agree in more and more
of them as $h$ shrinks, and the subtraction removes those that agree. What is left is noise of size $10^{-16}/h$.

One error falls with $h$, the other grows. Between them lies a best step, about $10^{-8}$ for the forward difference and
$10^{-5}$ for the central one, and neither reaches more than a part of the sixteen digits.

## A step sideways

There is a way around the subtraction. Let the step be imaginary. For a smooth function

$$
\mathcal{L}(\lambda + ih) = \mathcal{L}(\lambda) + ih\,\frac{\partial \mathcal{L}}{\partial\lambda} - \tfrac12 h^2 \mathcal{L}'' - \dots
\qquad\Longrightarrow\qquad
\frac{\partial \mathcal{L}}{\partial\lambda} \approx \frac{\operatorname{Im} \mathcal{L}(\lambda + ih)}{h} .
$$

The value stays in the real part, the derivative is alone in the imaginary part, and nothing is subtracted. So $h$ may
be $10^{-100}$. This *complex step* needs a network that computes with complex numbers. Ours does: its formulas are
templates, written once for any number type.

A *dual number* takes the idea to its end: a pair of a value and a derivative, with rules such as
$\place{dual numbers} (u, u')\cdot(v, v') = (uv,\; u'v + uv')$. It has no step at all. We run it with fifty digits, and
call the result the reference.

## The program

The three quotients are the library's. `moved()` runs the network with a small number added to one quantity, the one
below the fraction line, and returns the quantity above it.

\library verification/witness.cpp moved forward_difference central_difference complex_step

For the dual number nothing is divided: its derivative is carried along, and every quantity of the evaluation has it.

\library verification/fifty_digits.cpp dual_pass
*/
#include "plots/step_size.hpp"
#include "verification/bounded.hpp"
#include "verification/ledger.hpp"
#include "verification/witness.hpp"
#include "workbook/derivation.hpp"

#include <algorithm>
#include <cmath>
#include <ostream>

using namespace autoencoder;
using namespace autoencoder::verification;
using workbook::fixed;
using workbook::scientific;

constexpr Derivative asked{Quantity::L, Quantity::lambda_6_7};

plots::StepSizeRow errors_at(const Point& point, const FiftyDigits& exact, double h)
{
    const double right = exact.value(asked);
    const auto relative = [&](double value) {
        return exact.distance(asked, value) / std::abs(right);
    };
    return {h, relative(forward_difference(point, asked, h)),
            relative(central_difference(point, asked, h)),
            relative(complex_step(point, asked, h))};
}
/*
An error that is all noise is another number on another machine. So the table prints an error only where it stands clear
of the noise, and otherwise the power of ten below which it stays.
*/
std::string shown(double error, double noise)
{
    const double ceiling = std::pow(10.0, std::ceil(std::log10(20 * noise)));
    return error > 20 * noise ? scientific(error, 1) : "< " + scientific(ceiling, 0);
}

void print_steps(workbook::Page& page, const Point& point, const FiftyDigits& exact)
{
    const double right = std::abs(exact.value(asked));
    const double roundoff = 1.2e-16;
    workbook::Table table({"h", "forward", "central", "complex step"});
    std::vector<plots::StepSizeRow> rows;
    for (int quarter = -4; quarter >= -60; --quarter) { // four steps in each power of ten
        const double h = std::pow(10.0, quarter / 4.0);
        const plots::StepSizeRow row = errors_at(point, exact, h);
        rows.push_back(row);
        if (quarter % 4 == 0) {
            const double noise =
                4 * roundoff * std::max(1.0, value_at(point, Quantity::L)) / (h * right);
            table.row({scientific(h, 0), shown(row.forward, noise), shown(row.central, noise),
                       shown(row.complex_step, 20 * roundoff)});
        }
    }
    page.table("steps", table);
    page.figure(plots::step_size(rows, asked.of, asked.by));
}

void print_orders(workbook::Page& page, const Point& point)
{
    workbook::Table table({"points", "order claimed", "order observed"});
    bool kept = true;
    for (const int order : {2, 4, 6, 8}) {
        const double observed = observed_order(point, asked, order);
        table.row({std::to_string(order), std::to_string(order), fixed(observed, 2)});
        kept = kept && std::abs(observed - order) <= 0.01;
    }
    page.heading("The order of central differences, observed in 50 digits");
    page.table("orders", table);
    page.report() << "\n";
    page.check("every order is what it claims to be", kept);
}

void print_witnesses(workbook::Page& page, const Point& point)
{
    const Check check = Checker(point).check(asked);
    workbook::Table table({"witness", "tolerance", "error"});
    for (const Witness witness : all_witnesses) {
        table.row({std::string(name_of(witness)), scientific(check[witness].tolerance, 0),
                   check[witness].holds() ? "within" : "OUTSIDE"});
    }
    page.heading("Backpropagation says " + name_of(asked) + " = " + fixed(check.code));
    page.table("witnesses", table);
    page.report() << "\n";
    page.check("all six witnesses agree", check.holds());
}
/*
How far off may a *right* program be? The last bits of every operation are rounded, and it would be wrong to ask for
more than that leaves. `Bounded` is a number that keeps account: a value, and a bound on its error. Each operation adds
what it can spoil. Since the network's formulas are templates, we run the same backpropagation on this type and get a
bound for each derivative, made for it, at this very point. A tolerance then no longer is a matter of taste.

The first way to be misled is *cancellation*: the right value is a small difference of large terms. We look for the
derivative of this network and these samples that suffers most.
*/
void print_cancellation(workbook::Page& page, const Parameters<double>& parameters,
                        const std::vector<Sample<double>>& samples)
{
    double worst = 0;
    std::string where;
    for (std::size_t i = 0; i < std::min<std::size_t>(samples.size(), 12); ++i) {
        const LibraryDerivatives<Bounded> bounded({"", parameters, {samples[i]}});
        for (const Derivative derivative : all_derivatives()) {
            const Bounded value = bounded[derivative];
            const double relative =
                value.value() == 0 ? 0 : value.bound() / std::abs(value.value());
            if (relative > worst) {
                worst = relative;
                where = name_of(derivative) + " of sample " + std::to_string(i + 1) + " = "
                        + scientific(value.value(), 2);
            }
        }
    }
    page.heading("Misled by cancellation");
    page.report() << "  largest bound, relative to the value   "
                  << scientific(page.value("largest_bound", worst), 0) << "\n"
                  << "  at                                     " << where << "\n";
}
/*
The second is *saturation*. Set every parameter to ±20, and the output of a sigmoid comes within a hair of 0 or 1. We
ask how many of sixteen digits its slope keeps, in the form of the document, $a(1-a)$, and in a form that never
subtracts, $e/(1+e)^2$ with $\place{not evaluable: what e stands for} e = e^{-|t|}$. The bound answers.
*/
int digits_of(Bounded value)
{
    const double relative = value.bound() / std::abs(value.value());
    return relative < 1 ? static_cast<int>(-std::log10(relative)) : 0;
}

void print_saturation(workbook::Page& page, const Evaluation<double>& x)
{
    const auto driven =
        converted<double>(x.parameters, [](double p) { return p < 0 ? -20.0 : 20.0; });
    const Nodes<double> nodes = forward(driven, x.sample);
    workbook::Table table(
        {"node", "input t", "a(1 − a)", "digits", "e/(1 + e)²", "digits of it"});
    bool as_told = true;
    for (const Quantity t : {Quantity::L4_in, Quantity::L5_in, Quantity::M6_in, Quantity::R7_in,
                             Quantity::R8_in}) {
        const Bounded from_output = sigmoid_slope(sigmoid(Bounded(nodes[t])));
        const Bounded e = exp(Bounded(-std::abs(nodes[t])));
        const Bounded from_input = e / ((Bounded(1) + e) * (Bounded(1) + e));
        const int kept = digits_of(from_output);
        table.row({unicode_name(t), fixed(nodes[t], 3),
                   kept == 0 ? "lost" : scientific(from_output.value(), 2),
                   std::to_string(kept), scientific(from_input.value(), 2),
                   std::to_string(digits_of(from_input))});
        // 1 − a loses a digit for each factor of ten in e^t.
        const bool lost_as_expected =
            nodes[t] < 5 || kept <= 16 - nodes[t] / std::log(10.0) + 1;
        as_told = as_told && digits_of(from_input) >= 14 && (lost_as_expected || kept == 0);
    }
    page.heading("Misled by saturation: all parameters ±20");
    page.table("saturation", table);
    page.report() << "\n";
    page.check("a(1 − a) loses the digits that 1 − a loses, e/(1 + e)² keeps at least 14",
               as_told);
}
/*
The third is *symmetry*. A test network with all weights ½ and all inputs 1 is tempting, because one can compute it in
the head. But how many index slips can it reveal? There are 276 pairs among the 24 parameters. A slip from one to the
other shows only if their derivatives differ.
*/
std::size_t pairs_alike(const Parameters<double>& parameters, const Sample<double>& sample)
{
    const LibraryDerivatives<double> derivatives({"", parameters, {sample}});
    std::size_t alike = 0;
    for (const Quantity a : all_parameters()) {
        for (const Quantity b : all_parameters()) {
            const double first = derivatives[{Quantity::L, a}];
            const double second = derivatives[{Quantity::L, b}];
            alike += a < b && std::abs(first - second) <= 1e-12 * std::abs(first) ? 1 : 0;
        }
    }
    return alike;
}

void numerical_derivative(workbook::Page& page)
{
    const Evaluation<double> x = workbook::evaluation(page.settings());
    page.values(x);
    const Point point{"this sample", x.parameters, {x.sample}};
    const FiftyDigits exact(point);

    page.report() << "The relative error of " << name_of(asked) << " by three quotients\n\n";
    print_steps(page, point, exact);
    print_orders(page, point);
    print_witnesses(page, point);
    print_cancellation(page, x.parameters, workbook::training_data(page.settings()).samples);
    print_saturation(page, x);

    const auto half = converted<double>(x.parameters, [](double) { return 0.5; });
    page.heading("Misled by symmetry");
    page.report() << "  pairs that cannot be told apart, of 276\n"
                  << "  all parameters 1/2, all inputs 1   "
                  << page.count("pairs_alike_at_half", pairs_alike(half, {1, 1, 1})) << "\n"
                  << "  this network, this sample          "
                  << page.count("pairs_alike", pairs_alike(x.parameters, x.sample)) << "\n";
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run({"05_numerical_derivative",
                          "Shows how a derivative is checked, and how a check can mislead.",
                          {seed, data, data_seed, samples, sigma, sample}},
                         argc, argv, numerical_derivative);
}
/*
## What it prints

\output

\figure 05_step_size The error of three quotients against the step, both axes logarithmic. From right to left the lines
of the differences fall with slope 1 and 2, until rounding turns them up again. The complex step has no such turn.

## Reading the first table

Go down the column of the forward difference: every step that is ten times smaller gives one more digit. In the central
column it gives two, from $\run{steps_1e_01_central:.1e}$ to $\run{steps_1e_02_central:.1e}$ to
$\run{steps_1e_03_central:.1e}$. Then the sign “<” appears. From there on the error is noise, and all we can say is that
it stays below a bound that now *grows* with every line. The complex step follows the central difference at first, since
its error is also of order 2. But it never meets the noise, and ends at the last digits a double has.

That is why a central difference cannot be used to certify a program. It is a friendly witness: it finds slips of index
and missing factors, and it overlooks an error in the ninth digit. We keep it, because everybody can repeat it in five
lines.

## What a tolerance means

Each witness gets the tolerance that its own errors demand, and no more.

| witness | it may be off by | because |
|---|---|---|
| formula, 50 digits | $10^{-40}$ of the value | two formulas in 50 digits; rounding takes a few of the last |
| rounding bound | 1 bound | the bound is what the operations can spoil |
| tape | 1 bound of the program and 1 of its own | a second way to the same number, as long as the first |
| complex step | 2 bounds | the same, once for the program and once for the step |
| central difference | $10\,h^2\max(1, \mathcal{L})$, or rounding divided by $h$ | the curve, and the subtraction |
| eighth order | 4 times the estimate of Boost.Math, and rounding | the library estimates its own error |

None of the numbers was adjusted until a test passed. The first two are the strict ones. The formula is checked where
rounding is out of the way, so that a constant that is wrong in the thirteenth digit has nowhere to hide. Then the
double is checked against the formula, with the bound as the only excuse.

## Three ways to be misled

**Cancellation.** For the derivative named in the report the bound is $\run{largest_bound:.0e}$ of its value; for others
it is near $10^{-16}$. Both programs are correct. The terms of the first nearly cancel, and a sum that is much smaller
than its terms has lost some of their digits. A test with one relative tolerance for all would either reject correct
code or accept wrong code. The bound knows the difference.

**Saturation.** At $R_{7,\mathrm{in}}$ the document's form of the slope has lost every digit, since $1 - a$ is 0 in
double precision and the slope is not. Any test that takes its reference from the same form agrees with it happily, and
50 digits would only move the cliff further out. The stable form keeps them. We still use $a(1-a)$ throughout, because
that is the document's and because no node of this book comes near such inputs; the bound watches over that statement.

**Symmetry.** At equal weights and equal inputs $\run{pairs_alike_at_half}$ of 276 pairs of parameters have the same
derivative. Exchange two of them in your program, and no witness objects, not even with fifty digits. The cure is not a
stricter witness but a better place. At this network and sample the count is $\run{pairs_alike}$.

## How we know

Who checks the witnesses? Their orders are observed and not assumed: the second table halves the step in 50-digit
arithmetic and looks at the ratio of the errors, which needs no tolerance. The test
`central_differences_have_the_order_they_claim` does it for three derivatives at several networks. The type `Bounded`
must compute the very same doubles as plain arithmetic, and the true value must lie within its bound
(`it_computes_the_same_doubles_as_plain_arithmetic`). And every comparison is written so that a value which is not a
number fails (`a_value_that_is_not_finite_fails`).

## Classic mistakes

- **A smaller step must be better.** At $\place{not evaluable: a step that is chosen} h = 10^{-12}$ the differences
  have lost most of their digits. The table shows how many.
- **Comparing a thing with itself.** A reference that calls the code under test agrees with it always. The test
  `each_witness_rejects_by_itself` gives each witness a wrong value and demands that it keeps its own.
- **`if (error > tolerance) fail`.** With NaN the comparison is false and the test passes. Ask for `error <=
  tolerance` instead. The test `a_value_that_is_not_finite_fails` covers all three places where it could slip in.
- **Checking the result only.** Two mistakes in two factors can cancel in the product. The test
  `the_first_wrong_quantity_is_the_cause` shows how a pair is told from a single one.

## Exercise

The central difference has an error that falls with $h^2$. You know enough to take it out.

\exercise

## What this settled

You have six witnesses, from strict to friendly, and each knows its own error. From the next chapter on every factor of
every chain is put before all of them. We begin at the right end of the network, with the shortest chain there is:
\ref 06_bias_b9 "the bias b9".
*/
