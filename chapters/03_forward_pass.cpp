/*
# 3 · The forward pass

By the end of this chapter you can send one sample through the network with a pocket calculator, and you will have met
every number that backpropagation needs later.

## The question

A sample $z = (I_1, I_2, I_3)$ enters on the left. What comes out on the right? Every node answers the same two
questions, one after the other. What reaches me?

$$
X_{\mathrm{in}} = \sum_{\text{layer before}} \lambda \cdot (\text{output}) + b
$$

And what do I make of it? The hidden nodes $L$ and $R$ and the latent node $M$ press it through the *sigmoid*,

$$
\place{hidden} X = \sigma(X_{\mathrm{in}}), \qquad \sigma(t) = \frac{1}{1 + e^{-t}} ,
$$

which turns any number into one between 0 and 1, and 0 into ½. The output nodes $O$ pass it on as it is,
$\place{outputs} X = X_{\mathrm{in}}$, because a reconstruction must be able to take any value.

## By hand

Sample 1 is $(\run{I1}, \run{I2}, \run{I3})$, and the weights are those drawn in
\ref 02_initialization "chapter 2". Node $L_4$ has three connections and a bias that is still zero:

$$
\begin{aligned}
L_{4,\mathrm{in}} &= \lambda_{1,4} I_1 + \lambda_{2,4} I_2 + \lambda_{3,4} I_3 + b_4 \\
&= \run{lambda_1_4}\cdot(\run{I1}) + (\run{lambda_2_4})\cdot\run{I2} \\
&\quad + \run{lambda_3_4}\cdot\run{I3} + 0 \\
&= \run{L4_in}
\end{aligned}
$$

$$
L_4 = \frac{1}{1 + e^{-\run{L4_in}}} = \run{L4}
$$

The input of $L_4$ is close to zero, so its output is close to ½. Its twin $L_5$ has $\run{L5}$. The latent node
adds the two, each with its own weight, and the whole sample is now one number:

$$
\begin{aligned}
M_{6,\mathrm{in}} &= \lambda_{4,6} L_4 + \lambda_{5,6} L_5 + b_6 \\
&= \run{lambda_4_6}\cdot\run{L4} + \run{lambda_5_6}\cdot\run{L5} + 0 \\
&= \run{M6_in} \\
M_6 &= \sigma(\run{M6_in}) = \run{M6}
\end{aligned}
$$

That number is all the decoder gets. $R_7$ sees it through $\lambda_{6,7}$,

$$
R_{7,\mathrm{in}} = \run{lambda_6_7}\cdot\run{M6} = \run{R7_in}, \qquad R_7 = \run{R7} ,
$$

and $O_9$ adds up both decoder nodes:

$$
O_9 = O_{9,\mathrm{in}} = \run{lambda_7_9}\cdot\run{R7} + (\run{lambda_8_9})\cdot\run{R8} = \run{O9}
$$

The reconstruction of $\run{I1}$ is $\run{O9}$. That is poor, and it should be: nothing has been learned
yet. How poor it is, as one number, is the subject of \ref 04_loss "chapter 4".

## The program

First the walk you have just made, from the sample to $O_9$, in the document's symbols. It needs two numbers from the
side roads, $L_5$ and $R_8$, which are computed in the same way.
*/
#include "network/loss.hpp"
#include "plots/forward_pass.hpp"
#include "workbook/chapter.hpp"

#include <cmath>
#include <ostream>

using namespace autoencoder;
using workbook::fixed;

double walk_to_O9(const Parameters<double>& p, const Sample<double>& z, double L5, double R8)
{
    const double L4_in =
        p.lambda_1_4 * z.I1 + p.lambda_2_4 * z.I2 + p.lambda_3_4 * z.I3 + p.b_4;
    const double L4 = 1 / (1 + std::exp(-L4_in));
    const double M6_in = p.lambda_4_6 * L4 + p.lambda_5_6 * L5 + p.b_6;
    const double M6 = 1 / (1 + std::exp(-M6_in));
    const double R7_in = p.lambda_6_7 * M6 + p.b_7;
    const double R7 = 1 / (1 + std::exp(-R7_in));
    const double O9_in = p.lambda_7_9 * R7 + p.lambda_8_9 * R8 + p.b_9;
    return O9_in; // linear: O9 = O9in
}
/*
The report writes out the sum of each node. It does not know the formulas: it asks the network which weights lead to a
node (`connection_of()`), what they are called and what they carry. That is why it can never print λ7,9 beside the value
of λ8,9.
*/
std::string term(double value, const std::string& factor, bool first)
{
    const std::string sign = value < 0 ? (first ? "-" : " - ") : (first ? "" : " + ");
    return sign + fixed(std::abs(value)) + factor;
}

std::string in_brackets(double value)
{
    return value < 0 ? "(" + fixed(value) + ")" : fixed(value);
}

void print_node(std::ostream& out, Node node, const Evaluation<double>& x)
{
    std::string symbols;
    std::string numbers;
    for (const Quantity weight : all_parameters().first(weight_count)) {
        const auto [from, to] = connection_of(weight);
        if (to == node) {
            symbols += unicode_name(weight) + "·" + unicode_name(output_of(from)) + " + ";
            numbers += term(x[weight], "·" + in_brackets(x[output_of(from)]), numbers.empty());
        }
    }
    const std::string input = unicode_name(input_of(node));
    const std::string equals = std::string(input.size() + 2, ' ') + " = ";
    const bool linear = layer_of(node) == Layer::output;
    out << "  " << input << " = " << symbols << unicode_name(bias_of(node)) << "\n"
        << equals << numbers << term(x[bias_of(node)], "", false) << "\n"
        << equals << fixed(x[input_of(node)]) << "\n"
        << "  " << unicode_name(output_of(node)) << (linear ? " = " : " = σ(")
        << fixed(x[input_of(node)]) << (linear ? "" : ") = " + fixed(x[output_of(node)]))
        << "\n\n";
}
/*
The pass itself is in the library, for all eight nodes. Its lines read like the formulas above. `T` is the type of the
numbers: `double` here, other kinds in later chapters. A line that begins with `tap` changes nothing now;
\ref 05_numerical_derivative "chapter 5" uses these lines to turn one quantity a little and to watch the rest.

\library network/forward.hpp sigmoid forward

We call it as `evaluate()`, which keeps the input and the output of every node, because backpropagation will
ask for them again.
*/
void forward_pass(workbook::Page& page)
{
    const Parameters<double> parameters = workbook::initial_parameters(page.settings());
    const std::size_t number = page.settings().sample;
    const Sample<double> sample = workbook::training_data(page.settings()).samples[number - 1];
    const Evaluation<double> x = evaluate(parameters, sample);
    page.values(x);

    page.report() << "Sample " << number << " goes through the network\n\n";
    for (const Node node : all_nodes().subspan(input_count)) {
        print_node(page.report(), node, x);
    }
    page.report() << workbook::Table({"", "1", "2", "3"})
                         .row(
                             {"sample I", fixed(sample.I1), fixed(sample.I2), fixed(sample.I3)})
                         .row({"latent M6", "", fixed(x.nodes.M6), ""})
                         .row({"reconstruction O", fixed(x.nodes.O9), fixed(x.nodes.O10),
                               fixed(x.nodes.O11)})
                  << "\n";

    const double O9 = walk_to_O9(parameters, sample, x.nodes.L5, x.nodes.R8);
    page.check("the walk by hand and the library agree on O9 = " + fixed(O9),
               std::abs(O9 - x.nodes.O9)
                   <= 1e-15 * (1 + std::abs(O9))); // a few roundings of numbers near 1
    page.figure(plots::forward_pass(x));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run(
        {"03_forward_pass",
         "Sends one sample through the network and shows every number on the way.",
         {seed, data, data_seed, samples, sigma, sample}},
        argc, argv, forward_pass);
}
/*
## What it prints

\output

\figure 03_forward_pass The network with the numbers of sample 1. Each node shows its output. Read it from left to
right: three numbers become two, then one, then two, then three again.

## How we know

Three witnesses, none of which is this chapter. The tests of the forward pass compare it with a network small enough to
work out on paper, whose expected values are written in the test. They compare it with the node outputs that the
published workflow computes in NumPy, for this very sample. And they run the same template in 50-digit arithmetic: the
double result must agree with it to the last digits a double has.

The shape of this report is a witness too. Give it `--sample 7` or `--seed 1` and every line must still add up.

## Classic mistakes

- **A bias at the wrong node.** With all biases at zero, as here, nothing shows. That is why the tests of the forward
  pass use biases that differ from zero and from each other.
- **λ7,10 where λ8,9 belongs.** The document's figures print “λ710”; with the comma it cannot be misread. A test moves
  one weight at a time and demands that exactly the nodes downstream of it move.
- **A sigmoid on the outputs.** Then no output can be negative, and the samples are. The check by hand above would fail.

## Exercise

The walk above passed through $L_4$ and took $L_5$ as given. Walk through $L_5$, with biases that are not zero.

\exercise

## What this settled

You have every $X_{\mathrm{in}}$ and every $X$ of one sample. The network squeezed three numbers into
$M_6 = \run{M6}$ and unfolded them again, badly. \ref 04_loss "Chapter 4" says how badly.
*/
