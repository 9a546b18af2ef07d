/*
# 28 · The matrix form

Every derivative of this book, eleven chapters of them, fits into four lines of matrix algebra, and these four lines
train networks of any size.

## The question

Put the weights that lead into one layer into a table: a row for each node of the layer, a column for each node before
it. A weight then stands where its two indices meet. For the outputs,

$$
\place{not evaluable: a matrix} W_O = \begin{pmatrix}
\lambda_{7,9} & \lambda_{8,9} \\
\lambda_{7,10} & \lambda_{8,10} \\
\lambda_{7,11} & \lambda_{8,11}
\end{pmatrix}, \qquad
b_O = \begin{pmatrix} b_9 \\ b_{10} \\ b_{11} \end{pmatrix} .
$$

$W_L$, $W_M$ and $W_R$ are made in the same way; each matrix has the letter of the layer it leads to. Let $L$, $M$, $R$,
$O$ stand for the columns of outputs of the layers. Then the forward pass of \ref 03_forward_pass "chapter 3" is

$$
\place{not evaluable: matrices} \begin{aligned}
L &= \sigma(W_L\,z + b_L) & \qquad R &= \sigma(W_R\,M + b_R) \\
M &= \sigma(W_M\,L + b_M) & \qquad O &= W_O\,R + b_O
\end{aligned}
$$

with $\sigma$ taken entry by entry. What does backpropagation become?

## The same sums, gathered

Write down the $\delta$ of both nodes $R_7$ and $R_8$, as \ref 08_output_R7 "chapter 8" and \ref 09_bias_b7 "chapter 9"
have it:

$$
\begin{aligned}
\delta_{R_7} &= (\lambda_{7,9}\,\delta_{O_9} + \lambda_{7,10}\,\delta_{O_{10}} + \lambda_{7,11}\,\delta_{O_{11}})\,R_7(1-R_7) \\
\delta_{R_8} &= (\lambda_{8,9}\,\delta_{O_9} + \lambda_{8,10}\,\delta_{O_{10}} + \lambda_{8,11}\,\delta_{O_{11}})\,R_8(1-R_8)
\end{aligned}
$$

The first bracket uses the weights $\lambda_{7,9}$, $\lambda_{7,10}$, $\lambda_{7,11}$. In $W_O$ they stand below one
another: the first *column*. The forward pass reads a row, all that comes into a node. The way back reads a column, all
that goes out of it. A matrix product reads rows, so the matrix is turned first: its columns become the rows of the
*transpose*, which has a raised T. With ⊙ for a product entry by entry, both lines are one,

$$
\place{not evaluable: matrices} \delta_R = (W_O^{\mathsf T}\,\delta_O) \odot \sigma'(R_{\mathrm{in}}), \qquad
\sigma'(R_{\mathrm{in}}) = R \odot (1 - R) .
$$

For sample 1 the first entry of the matrix product is $\run{dL_dR7}$ and the slope $\run{dR7_dR7_in}$; multiplied they
give $\delta_{R_7} = \run{dL_dR7_in}$, the number of chapter 9.

A weight has the pattern of \ref 07_weight_7_9 "chapter 7": the output on its left times the $\delta$ on its right. All
weights of a layer take each output with each $\delta$, which is a column times a row:

$$
\place{not evaluable: matrices} \frac{\partial \mathcal{L}}{\partial W_O} = \delta_O\,R^{\mathsf T} =
\begin{pmatrix}
\delta_{O_9} R_7 & \delta_{O_9} R_8 \\
\delta_{O_{10}} R_7 & \delta_{O_{10}} R_8 \\
\delta_{O_{11}} R_7 & \delta_{O_{11}} R_8
\end{pmatrix}, \qquad
\frac{\partial \mathcal{L}}{\partial b_O} = \delta_O .
$$

Its shape is the shape of $W_O$, and each derivative stands where its weight stands.

## A batch, for nothing

Nobody said that $z$ has one column. Put the twelve samples side by side into a matrix $Z$ of 3 rows and 12 columns. All
lines stay as they are: each column goes its own way, and $b$ is added to every column. Only the last product does
something new. In it the rows of $\delta_O$ meet the rows of $R$, entry for entry along the samples, so the product
multiplies *and adds over the batch*. Begin at the outputs with $\tfrac{2}{3}\,(O - Z)/n$ for $\delta_O$, and the result
is the mean gradient of \ref 17_gradient "chapter 17".

## The program

Eigen is a library for matrices; with it products are written as on paper. To the program a layer is what leads into
it, and a network is a list of layers.
*/
#include "data/random_stream.hpp"
#include "network/descent.hpp"
#include "plots/matrices.hpp"
#include "verification/ledger.hpp"
#include "workbook/derivation.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <ostream>
#include <string>
#include <vector>

#include <eigen3/Eigen/Core>

using namespace autoencoder;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using workbook::fixed;

struct Into {
    MatrixXd W; // a row for each node of the layer, a column for each node before it
    VectorXd b; // an entry for each node of the layer
};

using Layers = std::vector<Into>; // from left to right

std::vector<MatrixXd> send_forward(const Layers& layers, const MatrixXd& Z)
{
    std::vector<MatrixXd> outputs{Z};
    for (const auto& [W, b] : layers) {
        const MatrixXd in = (W * outputs.back()).colwise() + b;
        const bool last = outputs.size() == layers.size();
        outputs.push_back(last ? in : MatrixXd(in.unaryExpr(&sigmoid<double>)));
    }
    return outputs;
}

Layers carry_back(const Layers& layers, const std::vector<MatrixXd>& outputs)
{
    const MatrixXd& Z = outputs.front();
    const auto n = static_cast<double>(Z.cols());
    Layers gradient(layers.size());
    MatrixXd delta = 2.0 / 3.0 * (outputs.back() - Z) / n;
    for (std::size_t i = layers.size(); i-- > 0;) {
        const MatrixXd& before = outputs[i];
        gradient[i] = {delta * before.transpose(), delta.rowwise().sum()};
        if (i > 0) {
            delta = (layers[i].W.transpose() * delta)
                        .cwiseProduct(before.unaryExpr(&sigmoid_slope<double>));
        }
    }
    return gradient;
}
/*
That is all of it: the difference at the outputs, a product for the weights, a sum for the biases, and a product that
carries $\delta$ to the layer before. No line names a node, and none knows how many there are.

The library keeps the parameters by name. Where does each stand? A weight in the row of the node it leads to and the
column of the node it comes from, both counted from the top of their layers.
*/
Layers layers_of_sizes(const std::vector<Eigen::Index>& sizes)
{
    Layers layers;
    for (std::size_t i = 1; i < sizes.size(); ++i) {
        layers.push_back({MatrixXd(sizes[i], sizes[i - 1]), VectorXd(sizes[i])});
    }
    return layers;
}

Eigen::Index place_in_layer(Node node)
{
    return index_of(node) - index_of(nodes_of(layer_of(node)).front());
}

template <class Matrices>
auto& entry(Matrices& layers, Quantity parameter)
{
    const bool weight = kind_of(parameter) == QuantityKind::weight;
    const Node to = weight ? connection_of(parameter).to : node_of(parameter);
    auto& [W, b] = layers[static_cast<std::size_t>(layer_of(to)) - 1];
    return weight ? W(place_in_layer(to), place_in_layer(connection_of(parameter).from))
                  : b(place_in_layer(to));
}

Layers layers_of(const Parameters<double>& parameters)
{
    Layers layers = layers_of_sizes({3, 2, 1, 2, 3});
    for (const Quantity parameter : all_parameters()) {
        entry(layers, parameter) = parameters[parameter];
    }
    return layers;
}

MatrixXd columns(const std::vector<Sample<double>>& samples)
{
    MatrixXd Z(3, static_cast<Eigen::Index>(samples.size()));
    Eigen::Index column = 0;
    for (const Sample<double>& z : samples) {
        Z.col(column++) << z.I1, z.I2, z.I3;
    }
    return Z;
}
/*
Each entry goes before the witnesses of \ref 05_numerical_derivative "chapter 5", beside the number that chapter 17 has
for it. As there, a very large batch is cut to its first hundred samples.
*/
std::string letter_of(std::size_t layer)
{
    return symbol_of(output_of(nodes_of(static_cast<Layer>(layer + 1)).front())).letter;
}

std::string entry_in_words(Quantity parameter)
{
    const bool weight = kind_of(parameter) == QuantityKind::weight;
    const Node to = weight ? connection_of(parameter).to : node_of(parameter);
    const std::string row = letter_of(static_cast<std::size_t>(layer_of(to)) - 1) + "["
                            + std::to_string(place_in_layer(to) + 1);
    return weight
               ? "W_" + row + ", "
                     + std::to_string(place_in_layer(connection_of(parameter).from) + 1) + "]"
               : "b_" + row + "]";
}

std::string shape_of(const auto& matrix)
{
    return std::to_string(matrix.rows()) + " × " + std::to_string(matrix.cols());
}

void print_shapes(workbook::Page& page, const std::vector<MatrixXd>& outputs,
                  const Layers& gradient)
{
    workbook::Table table({"layer", "output of the layer", "∂ℒ/∂W", "∂ℒ/∂b"});
    table.row({"I", shape_of(outputs.front()), "", ""});
    for (std::size_t i = 0; i < gradient.size(); ++i) {
        table.row({letter_of(i), shape_of(outputs[i + 1]), shape_of(gradient[i].W),
                   shape_of(gradient[i].b)});
    }
    page.table("layer", table);
}

void prove_entries(workbook::Page& page, const verification::Point& batch, const Layers& layers)
{
    const Parameters<double> by_name = mean_gradient<double>(batch.parameters, batch.batch);
    const verification::Checker checker(batch);
    workbook::Table table(
        {"entry", "derivative", "chapter 17", "matrix form", "bound", "in bounds"});
    bool all = true;
    for (const Quantity parameter : all_parameters()) {
        const double value = entry(layers, parameter);
        const verification::Check check = checker.check({Quantity::L, parameter}, value);
        table.row({entry_in_words(parameter), unicode_derivative(Quantity::L, parameter),
                   fixed(by_name[parameter]), fixed(value),
                   workbook::scientific(check.bound, 0), check.holds() ? "< 1 ✓" : "✗"});
        all = all && check.holds();
    }
    page.table("entry", table);
    page.report() << "\n";
    page.check("all " + std::to_string(parameter_count) + " entries hold before every witness",
               all);
}
/*
## A hidden layer of a hundred

Nothing in `send_forward` and `carry_back` knows the sizes of the layers. So we give them a network with a
hundred nodes in each hidden layer in the place of two, and ask for every one of its derivatives. The library has no
names for these. The witness is the central difference of chapter 5, with its step and its tolerance: each parameter in
turn is moved up and down, and the whole batch goes through the network again.
*/
double mean_loss_of(const Layers& layers, const MatrixXd& Z)
{
    return (send_forward(layers, Z).back() - Z).squaredNorm() / static_cast<double>(Z.size());
}

std::size_t count_of_wrong(Layers layers, const MatrixXd& Z, const Layers& gradient)
{
    const double h = std::cbrt(std::numeric_limits<double>::epsilon());
    const double tolerance = 10 * h * h * std::max(1.0, mean_loss_of(layers, Z));
    std::size_t wrong = 0;
    const auto compare = [&](auto& parameters, const auto& derivatives) {
        for (Eigen::Index i = 0; i < parameters.size(); ++i) {
            const double middle = parameters(i);
            const auto loss_at = [&](double there) {
                parameters(i) = there;
                return mean_loss_of(layers, Z);
            };
            const double quotient = (loss_at(middle + h) - loss_at(middle - h)) / (2 * h);
            parameters(i) = middle;
            wrong += std::abs(derivatives(i) - quotient) <= tolerance ? 0 : 1;
        }
    };
    for (std::size_t i = 0; i < layers.size(); ++i) {
        for (Eigen::Index column = 0; column < layers[i].W.cols(); ++column) {
            auto weights = layers[i].W.col(column);
            compare(weights, gradient[i].W.col(column));
        }
        compare(layers[i].b, gradient[i].b);
    }
    return wrong;
}

Layers hundred_wide(std::uint32_t seed)
{
    RandomStream stream(seed);
    Layers layers = layers_of_sizes({3, 100, 1, 100, 3});
    for (auto& [W, b] : layers) {
        const double bound = std::sqrt(6.0 / static_cast<double>(W.rows() + W.cols()));
        W = W.unaryExpr([&](double) { return stream.uniform(-bound, bound); }).eval();
        b.setZero();
    }
    return layers;
}

void a_hundred_wide(workbook::Page& page, const MatrixXd& Z)
{
    const Layers layers = hundred_wide(page.settings().seed);
    const Layers gradient = carry_back(layers, send_forward(layers, Z));
    Eigen::Index weights = 0;
    Eigen::Index paths = 1;
    Eigen::Index parameters = 0;
    double largest = 0;
    for (const auto& [W, b] : gradient) {
        weights += W.size();
        paths *= W.rows();
        parameters += W.size() + b.size();
        largest = std::max({largest, W.cwiseAbs().maxCoeff(), b.cwiseAbs().maxCoeff()});
    }
    const auto count = [&page](const char* name, Eigen::Index number) {
        return page.count(name, static_cast<std::size_t>(number));
    };
    page.heading("Layers of 3, 100, 1, 100 and 3 nodes");
    page.report() << "  parameters                                      "
                  << count("wide_parameters", parameters)
                  << "\n  paths from one input to the loss                "
                  << count("wide_paths", paths)
                  << "\n  multiplications with a weight or for one, back  "
                  << count("wide_multiplications", 2 * weights - gradient.front().W.size())
                  << "\n  largest derivative in size                      "
                  << fixed(page.value("wide_largest", largest)) << "\n";
    page.check("all " + std::to_string(parameters)
                   + " derivatives agree with a central difference",
               count_of_wrong(layers, Z, gradient) == 0);
}

void matrix_form(workbook::Page& page)
{
    constexpr std::size_t most = 100;
    page.values(workbook::evaluation(page.settings()));
    verification::Point batch{"this batch", workbook::initial_parameters(page.settings()),
                              workbook::training_data(page.settings()).samples};
    batch.batch.resize(std::min(batch.batch.size(), most));
    const MatrixXd Z = columns(batch.batch);
    const Layers layers = layers_of(batch.parameters);
    const std::vector<MatrixXd> outputs = send_forward(layers, Z);
    const Layers gradient = carry_back(layers, outputs);

    page.report() << batch.batch.size() << " samples, the columns of one matrix\n\n";
    print_shapes(page, outputs, gradient);
    page.heading("All 24, entry by entry");
    prove_entries(page, batch, gradient);
    a_hundred_wide(page, Z.leftCols(std::min<Eigen::Index>(Z.cols(), 12)));

    Parameters<double> derivatives;
    for (const Quantity parameter : all_parameters()) {
        derivatives[parameter] = entry(gradient, parameter);
    }
    page.figure(plots::matrices(derivatives));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run(
        {"28_matrix_form",
         "Computes the 24 derivatives of the batch's mean loss by matrix algebra.",
         {seed, data, data_seed, samples, sigma, sample}},
        argc, argv, matrix_form);
}
/*
## What it prints

\output

\figure 28_matrices Where each of the 24 stands, with the mean derivative of the loss below its name. A row belongs to
the node that a weight leads to, a column to the node that it comes from.

## Reading the shapes

A product of matrices exists only when the inner sizes agree: an $a \times b$ matrix times a $b \times c$ one gives
$a \times c$. Often this leaves one way only to write a line. $\delta_O$ is 3 × 12 and $R$ is 2 × 12; of all products of
the two and their transposes, only $\delta_O$ times the transpose of $R$ has the shape of $W_O$. Many people find the
backward pass in this way, by trying until the sizes fit. It works until two layers have the same number of nodes. Then
$W$ fits where its transpose belongs, and the program runs, and is wrong.

## What a hundred nodes change

Nothing in the program: the same two functions, and a list of five sizes. The list of formulas in `backpropagate()`
would have a line for each of $\run{wide_parameters}$ parameters. From one input to the loss there are now
$\run{wide_paths}$ paths, and still the way back costs two multiplications for a weight, one that carries $\delta$ to
the left and one for the derivative itself; the first layer has no layer before it and needs the second kind only. That
makes $\run{wide_multiplications}$, not counting the slopes. \ref 11_output_M6 "Chapter 11" has promised it: one
multiplication for each connection, however many paths there are.

Large networks are fast for the same reason. A product of two matrices is the operation that processors, graphics cards
and their libraries are best at, and here it does nearly all of the work, the sum over the batch included.

## How we know

Each of the 24 entries stands beside the number that the formulas of chapters 6 to 16 give, and is examined like every
derivative of this book: by fifty digits within the rounding bound, by complex steps and by differences. The matrix
product adds in another order than `mean_gradient()`, so the two may differ in the last digit; the bound allows for
rounding and for nothing else. For the wide network the central difference looks at all $\run{wide_parameters}$
derivatives, one by one.

## Classic mistakes

- **$W$ where its transpose belongs.** Between layers of different sizes the product does not exist, and Eigen stops
  the program. Between layers of the same size nothing stops it. The exercise below has such a layer on purpose, and its
  check tells the mistake by name.
- **A matrix product for ⊙, or the other way round.** The slopes belong to one node each. They multiply entry by entry.
- **The biases in one go.** $\partial \mathcal{L}/\partial b$ is the sum of $\delta$ over the samples, not $\delta$
  itself. With a batch of one sample nobody notices.
- **The mean taken twice.** If $\delta_O$ is divided by $n$ and the result is divided again, every entry is too small
  by the same factor. The last column of the report would fail in all of its lines.

## Exercise

One entry of $\delta$, for layers of any size, from a matrix that lies the other way.

\exercise

## What this settled

The chain rule has not changed, only the bookkeeping has: a matrix for each layer in the place of a name for each
weight. What is left to do by hand is to derive the four lines, once. \ref 29_tape "Chapter 29" leaves even this to a program.
*/
