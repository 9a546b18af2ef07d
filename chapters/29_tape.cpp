/*
# 29 · The tape

A program can differentiate by itself: it writes down every operation of the forward pass, and then reads its notes
backwards. What it finds is what you have derived in eleven chapters.

## The question

Look at the forward pass with a magnifying glass. It is made of additions, subtractions, products, quotients and the
exponential function, and of nothing else. The slope of each is known to everybody: a sum changes with its operands one
to one, a product changes with one operand as the other says. You have used it since \ref 07_weight_7_9 "chapter 7": the
product $\lambda_{7,9}\,R_7$ inside of $O_{9,\mathrm{in}}$ gives

$$
\frac{\partial O_{9,\mathrm{in}}}{\partial \lambda_{7,9}} = R_7, \qquad
\frac{\partial O_{9,\mathrm{in}}}{\partial R_7} = \lambda_{7,9} .
$$

Is that enough? Can a program that knows these few slopes, and nothing of networks, find all derivatives of the loss?

## A few lines by hand

Give each operation a line, in the order in which they are computed. A line holds the result, and where its operands
stand; the *tape* is the list of all lines. It ends with the loss of \ref 04_loss "chapter 4": the difference
$O_9 - I_1$, call it $d$, its square $d \cdot d$, two more differences and squares, two additions, and a division by 3.

Now go back. The loss changes with itself at the rate 1. The division passes on $\tfrac{1}{3}$ of it, so the sum of the
squares has $\tfrac{1}{3}$. The additions pass that on as it is. The square is a product, $d$ times $d$; it passes on
$\tfrac{1}{3}\,d$ to its first operand and $\tfrac{1}{3}\,d$ to its second one. Both are the same number. A number that is
used twice changes the loss in two ways, and these add up: $\tfrac{2}{3}\,d$. This is the derivative of
chapter 4, $\partial \mathcal{L}/\partial O_9 = \tfrac{2}{3}\,(O_9 - I_1) = \run{dL_dO9}$, and nobody has
told the program about the power rule.

So there is one rule for the way back. Each line hands to each of its operands its own derivative times its slope, and
whoever receives several such gifts adds them. When the sweep arrives at a line, everybody who uses it has been there
already, since they stand below it. It is the sum over paths of \ref 08_output_R7 "chapter 8", with the common factors
taken out as in \ref 11_output_M6 "chapter 11".

## The program

An operand is a place on the tape and a slope; an entry is a result with up to two of them.

\library verification/tape.hpp Operand Entry

The number that computes with it is called `Recorded`. It holds a value, a pointer to its tape, and its place there. A
constant, such as the 3 of the mean, has no tape: nobody asks for a derivative with respect to it. Each operation
computes its value as always, and then writes itself down.

\library verification/tape.hpp record operator* operator/ exp

Sums and differences look the same, with slopes 1 and −1. The sweep is the rule in a loop:

\library verification/tape.hpp derivatives

That is all. `forward()` and `loss()` are templates on the number type, so they run on `Recorded` as they are: the very
lines of chapters 3 and 4.
*/
#include "network/descent.hpp"
#include "plots/tape.hpp"
#include "verification/ledger.hpp"
#include "verification/tape.hpp"
#include "workbook/derivation.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <vector>

using namespace autoencoder;
using verification::Recorded;
using verification::Tape;
using workbook::fixed;

template <class T>
Evaluation<Recorded<T>> recorded(Tape<T>& tape, const Evaluation<double>& x)
{
    const auto parameters = converted<Recorded<T>>(
        x.parameters, [&tape](double value) { return tape.variable(T(value)); });
    return evaluate(parameters, converted<Recorded<T>>(x.sample));
}
/*
The eleven derivatives of chapters 6 to 16 come from one sweep. So do all others of the loss. The 42 factors between
other quantities begin elsewhere: one more sweep for each node input and each node output.
*/
void print_eleven(workbook::Page& page, const Tape<double>& tape,
                  const Evaluation<Recorded<double>>& x, const LossDerivatives<double>& by_hand)
{
    using enum Quantity;
    const std::vector<double> derivatives = tape.derivatives(x.loss);
    workbook::Table table({"derivative", "chapter", "by hand", "tape"});
    int chapter = 6;
    for (const Quantity by :
         {b_9, lambda_7_9, R7, b_7, lambda_6_7, M6, b_6, lambda_4_6, L4, b_4, lambda_1_4}) {
        table.row({unicode_derivative(L, by), std::to_string(chapter++), fixed(by_hand[by]),
                   fixed(derivatives[x[by].place])});
    }
    page.table("eleven", table);
    page.report() << "\n";
}

void prove_all(workbook::Page& page, const Evaluation<double>& evaluation,
               const Tape<double>& tape, const Evaluation<Recorded<double>>& x)
{
    const verification::Checker checker(
        {"this sample", evaluation.parameters, {evaluation.sample}});
    std::set<Quantity> sweeps;
    std::size_t held = 0;
    for (const verification::Derivative derivative : verification::all_derivatives()) {
        sweeps.insert(derivative.of);
        const std::vector<double> derivatives = tape.derivatives(x[derivative.of]);
        const double value = derivatives[x[derivative.by].place];
        held += checker.check(derivative, value).holds() ? 1 : 0;
    }
    page.count("sweeps", sweeps.size());
    const std::size_t all = verification::all_derivatives().size();
    page.check("all " + std::to_string(all) + " derivatives, from "
                   + std::to_string(sweeps.size()) + " sweeps, hold before every witness",
               held == all);
}
/*
## What it costs

How much work is it? We let a number count: `Counted` is a double that adds one for each operation. As the formulas run
on any type, they run on it, and so does the tape. For comparison we bring a second kind of automatic differentiation,
the *dual number* of chapter 5, in the few lines that it takes: a value and one slope, which are computed side by side
on the way forward.
*/
struct Counted {
    double value = 0;
    static inline std::size_t operations = 0;

    Counted() = default;
    explicit Counted(double number) : value(number) {}

    static Counted result(double number)
    {
        ++operations;
        return Counted(number);
    }
    friend Counted operator+(Counted a, Counted b) { return result(a.value + b.value); }
    friend Counted operator-(Counted a, Counted b) { return result(a.value - b.value); }
    friend Counted operator*(Counted a, Counted b) { return result(a.value * b.value); }
    friend Counted operator/(Counted a, Counted b) { return result(a.value / b.value); }
    friend Counted operator-(Counted a) { return result(-a.value); }
    friend Counted exp(Counted a) { return result(std::exp(a.value)); }
};

struct Dual {
    Counted value;
    Counted slope; // by the one quantity that was chosen before

    Dual() = default;
    explicit Dual(double number, double slope_there = 0) : value(number), slope(slope_there) {}
    Dual(Counted v, Counted s) : value(v), slope(s) {}

    friend Dual operator+(Dual a, Dual b) { return {a.value + b.value, a.slope + b.slope}; }
    friend Dual operator-(Dual a, Dual b) { return {a.value - b.value, a.slope - b.slope}; }
    friend Dual operator*(Dual a, Dual b)
    {
        return {a.value * b.value, a.slope * b.value + a.value * b.slope};
    }
    friend Dual operator/(Dual a, Dual b)
    {
        const Counted quotient = a.value / b.value;
        return {quotient, (a.slope - quotient * b.slope) / b.value};
    }
    friend Dual operator-(Dual a) { return {-a.value, -a.slope}; }
    friend Dual exp(Dual a)
    {
        const Counted power = exp(a.value);
        return {power, power * a.slope};
    }
};

std::size_t operations_of(const std::function<void()>& work)
{
    Counted::operations = 0;
    work();
    return Counted::operations;
}

void print_costs(workbook::Page& page, const Evaluation<double>& x)
{
    const auto parameters = converted<Counted>(x.parameters);
    const auto sample = converted<Counted>(x.sample);
    const std::size_t forward_only = operations_of([&] { evaluate(parameters, sample); });
    const std::size_t by_hand =
        operations_of([&] { backpropagate(parameters, sample, forward(parameters, sample)); });
    const std::size_t by_tape = operations_of([&] {
        Tape<Counted> tape;
        tape.derivatives(recorded(tape, x).loss);
    });
    const std::size_t by_duals = operations_of([&] {
        for (const Quantity by : all_parameters()) {
            auto moved = converted<Dual>(x.parameters);
            moved[by].slope = Counted(1);
            evaluate(moved, converted<Dual>(x.sample));
        }
    });
    const std::size_t by_differences = operations_of([&] {
        const Counted h(1e-5);
        for (const Quantity by : all_parameters()) {
            auto up = parameters;
            auto down = parameters;
            up[by] = up[by] + h;
            down[by] = down[by] - h;
            (evaluate(up, sample).loss - evaluate(down, sample).loss) / (h + h);
        }
    });
    workbook::Table table(
        {"way to the gradient", "passes", "operations", "forward passes' worth"});
    const auto row = [&](const std::string& way, std::size_t passes, std::size_t operations) {
        table.row(
            {way, std::to_string(passes), std::to_string(operations),
             fixed(static_cast<double>(operations) / static_cast<double>(forward_only), 1)});
    };
    row("loss alone", 1, forward_only);
    row("backpropagation", 1, by_hand);
    row("tape", 1, by_tape);
    row("dual numbers", parameter_count, by_duals);
    row("central differences", 2 * parameter_count, by_differences);
    page.heading("What the gradient of one sample costs");
    page.table("cost", table);
    page.count("cost_forward", forward_only);
    page.count("cost_hand", by_hand);
    page.count("cost_tape", by_tape);
}
/*
What is left is the tape itself: all its lines for the figure, and those between $O_9$ and the loss for the eye.
*/
std::vector<plots::TapeLine> lines_of(const Tape<double>& tape,
                                      const Evaluation<Recorded<double>>& x)
{
    const std::vector<double> derivatives = tape.derivatives(x.loss);
    std::vector<plots::TapeLine> lines;
    for (const auto& [sign, value, operands] : tape.entries) {
        plots::TapeLine line{std::string(sign), {}, value, derivatives[lines.size()], {}};
        for (std::size_t i = 0; i < operands.size(); ++i) {
            if (operands[i].place != verification::no_place) {
                line.operands[i] = static_cast<long>(operands[i].place);
            }
        }
        for (const Quantity quantity : all_quantities()) {
            if (kind_of(quantity) != QuantityKind::node_input
                && x[quantity].place == lines.size()) {
                line.quantity = quantity;
            }
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

/// The way from an output to the loss, seen from the loss: every line on it is used once.
void print_way_back(workbook::Page& page, const std::vector<plots::TapeLine>& lines,
                    std::size_t output)
{
    std::vector<std::size_t> way{output};
    for (std::size_t i = output; i < lines.size(); ++i) {
        if (std::ranges::count(lines[i].operands, std::optional(static_cast<long>(way.back())))
            > 0) {
            way.push_back(i);
        }
    }
    workbook::Table table({"operation", "result", "∂ℒ/∂result"});
    for (auto line = way.rbegin(); line != way.rend(); ++line) {
        const bool first = line + 1 == way.rend();
        table.row({first ? unicode_name(Quantity::O9) : lines[*line].sign,
                   fixed(lines[*line].value), fixed(lines[*line].derivative)});
    }
    page.heading("The way back, from the loss to O9");
    page.table("way", table);
    page.report() << "\n  lines on the tape: " << page.count("lines", lines.size()) << ", "
                  << page.count("variables", parameter_count) << " of them parameters\n";
}

void by_tape(workbook::Page& page)
{
    const Evaluation<double> evaluation = workbook::evaluation(page.settings());
    page.values(evaluation);
    Tape<double> tape;
    const Evaluation<Recorded<double>> x = recorded(tape, evaluation);
    const std::vector<plots::TapeLine> lines = lines_of(tape, x);

    page.report() << "Eleven chapters, one sweep: sample " << page.settings().sample << "\n\n";
    print_eleven(page, tape, x, workbook::derivatives_so_far(evaluation));
    prove_all(page, evaluation, tape, x);
    print_way_back(page, lines, x.nodes.O9.place);
    print_costs(page, evaluation);
    page.figure(plots::tape(lines));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run({"29_tape",
                          "Differentiates the loss automatically, by a tape of all operations.",
                          {seed, data, data_seed, samples, sigma, sample}},
                         argc, argv, by_tape);
}
/*
## What it prints

\output

\figure 29_tape The tape of one sample. Each circle is an operation; ± changes the sign, e is the exponential function.
Each parameter stands beside the operation that uses it. Under the named values stands the derivative of the loss, as
the sweep from right to left has found it. Constants, the inputs among them, have no place on the tape.

## Reading the costs

The loss of one sample takes $\run{cost_forward}$ operations. A central difference needs two such passes for *each*
parameter, a dual number one pass of several times the work for each. The tape needs one pass forward and one sweep,
whatever the number of parameters: $\run{cost_tape}$ operations for all 24 derivatives, and the 16 with respect to the
nodes besides. Give the network a million parameters, and the differences need two million passes; the sweep is still
worth a few. Without this fact nobody would train large networks.

Backpropagation by hand is cheaper still, $\run{cost_hand}$ operations. It knows what a tape cannot know: that the slope
of a sigmoid is $X(1-X)$ and need not be pieced together from a quotient and an exponential function, that a slope of 1
need not be multiplied, and that nobody wants the derivatives of the lines in between. The tape has another price as
well. It must keep all values of the way forward until the way back has used them, $\run{lines}$ lines here, and
millions of times as many in a large network. Memory, not arithmetic, is often what limits a training.

## What a framework does

In PyTorch a number that is to be trained is marked with `requires_grad`; that is our `variable()`. Every operation on
it leaves a line behind, which the framework calls a node of the graph. `backward()` is the sweep. It *adds* what it
finds to what is there, exactly as ours does within one sweep; for this reason a training loop has to call
`zero_grad()` before each step, or the gradients of all steps pile up.

Two things differ. An entry of such a tape is a whole matrix, and its slopes are the products of
\ref 28_matrix_form "chapter 28", one with the transpose of $W$ and one with the transpose of the outputs. And a usual
sigmoid is one entry with the slope $X(1-X)$, written by somebody who has derived it by hand.

## How we know

The tape is the sixth witness of `make verify`. It examines all 82 derivatives at every point there, in its own way to
the same number: it shares `forward()` and `loss()` with backpropagation, and no line of the derivatives. It runs on
`Bounded`, the number of chapter 5 that knows its rounding, so the sweep brings its own error bound along; the value and
the witness may differ by the sum of their two bounds and by nothing else.

And the tape is examined too. Its slopes and its sweep are made wrong on purpose, one mistake at a time, and
`make verify` has to notice each of them. One kind it cannot see: the network takes nothing away but constants, so no
derivative hangs on the slope −1. The test `a_tape_gives_the_slopes_that_everybody_knows` looks at that one as well; it
compares each operation with its rule on paper.

## Classic mistakes

- **Writing over instead of adding.** Then a number that is used twice keeps the last gift only, and the square gives
  $\tfrac{1}{3}\,d$. The test `what_a_number_is_used_for_adds_up` uses numbers once, twice and three times.
- **Going forward.** A line that hands on its derivative before all who use it have been there hands on too little.
- **Forgetting to clear.** The derivatives of the last sweep must not be the start of the next one. Ours begins with
  zeros each time; a framework leaves it to you.
- **Changing a value that is on the tape.** The slope of a product is the value of its other operand *at that time*. Who
  overwrites a number in place and then sweeps gets the slope of another calculation. Our entries keep a copy.

## Exercise

The sweep is short. Write it.

\exercise

## What this settled

Nothing in a derivative is left that a machine could not do: record, turn around, multiply and add. You have done it by
hand so that you know what it does, and when its answer is wrong, where to look.
*/
