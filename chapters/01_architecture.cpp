/*
# 1 · The network

This chapter introduces eleven nodes, sixteen connections and the names that the rest of the book uses for them.

## The question

Can one number stand for three? If the three follow a pattern, it can. An *autoencoder* is a network that finds the
pattern for itself: it is asked to give back what it got, and somewhere in between everything has to pass through a
narrow place.

This book follows one published chapter, on the autoencoder, in *Applied Machine Learning in Python* by M. J. Pyrcz
(2024), and calls it *the document*. There the autoencoder is a method of *dimensionality reduction*: three numbers are
compressed to one, 3:1, and the map is *nonlinear*, since its nodes bend what passes through them. The document works
out its training by hand. The network, the notation and the numbers of this book are the document's; where it disagrees
with itself, \ref 25_errata "the errata" say so.

Our autoencoder is small enough to be worked by hand, and has all the parts:

$$
\underbrace{I_1, I_2, I_3}_{\text{input}} \;\longrightarrow\;
\underbrace{L_4, L_5}_{\text{encoder}} \;\longrightarrow\;
\underbrace{M_6}_{\text{latent}} \;\longrightarrow\;
\underbrace{R_7, R_8}_{\text{decoder}} \;\longrightarrow\;
\underbrace{O_9, O_{10}, O_{11}}_{\text{reconstruction}}
$$

The left half turns a sample $z$ into one number, $x = f_\theta(z)$: the *encoder*. The right half turns that number
into a reconstruction, $\hat{z} = g_\phi(x)$: the *decoder*. The one number is the *latent* value, and its node is the
*bottleneck*.

## Names

Every node has a number of its own, from 1 to 11. The letter in front says where it stands: **I** for input, **L** for
the left hidden layer, **M** for the middle, **R** for the right hidden layer, **O** for output. The letter is for the
eye; the number alone is enough.

A connection carries a *weight* $\lambda$. It is named by the two nodes it joins: $\lambda_{7,9}$ leads from node 7 to
node 9. The comma matters. Without it you could not tell $\lambda_{7,10}$ from a weight between nodes 71 and 0.

Each node that computes something also has a *bias* $b$ of its own, a number that it always adds: $b_4, \ldots, b_{11}$.

A node does two things, so it has two values. What it adds up is its *input*, written $R_{7,\mathrm{in}}$. What it
passes on is its *output*, written $R_7$. The step between them is the *activation*. For L, M and R it is the sigmoid of
\ref 03_forward_pass "chapter 3"; the output nodes pass on what they get.

## By hand

Count the weights. Between neighbouring layers every node is joined to every node:

$$
3\cdot 2 + 2\cdot 1 + 1\cdot 2 + 2\cdot 3 = \run{weights} .
$$

Eight nodes compute something, so there are $\run{biases}$ biases, and $\run{parameters}$ numbers to be learned. On how
many paths can a change at $I_1$ reach $O_9$? Two nodes to choose from on the left, one in the middle, two on the right:
$2 \cdot 1 \cdot 2 = \run{paths}$. All of them pass through $M_6$. That is the whole idea of the bottleneck.

## The program

Every chapter is a C++ program, and its page shows all of it, prose and code in the order of the file. The programs are
made alike. The `#include` lines name what a program takes from the library. One function, named after the chapter, does
the work. It is handed a `page`, which knows the options and takes the report (`page.report()`), the checks
(`page.check()`), the numbers that the prose repeats (`page.value()`) and the figures (`page.figure()`). At the end,
`main` says what the program is called and which options it has, and `workbook::run()` does the rest. In the code a
`Quantity` is the name of anything that has a value in the network: a weight, a bias, the input or output of a node, the
loss.

The library keeps one table, the connections. Everything else is derived from it: the names, the layers, the paths,
later the figures. This program asks for all of it and prints it. First the nodes.
*/
#include "network/chain_rule.hpp"
#include "network/quantity.hpp"
#include "plots/architecture.hpp"
#include "workbook/chapter.hpp"

#include <array>
#include <ostream>

using namespace autoencoder;

constexpr std::array layers{Layer::input, Layer::encoder, Layer::latent, Layer::decoder,
                            Layer::output};
constexpr std::array layer_names{"input", "encoder hidden", "latent", "decoder hidden",
                                 "output"};

workbook::Table nodes()
{
    workbook::Table table({"layer", "node", "input", "output", "activation", "bias"});
    for (std::size_t i = 0; i < layers.size(); ++i) {
        for (const Node node : nodes_of(layers[i])) {
            const std::string output = unicode_name(output_of(node));
            if (layers[i] == Layer::input) {
                table.row({layer_names[i], std::to_string(index_of(node)), "", output, "", ""});
            } else {
                table.row({layer_names[i], std::to_string(index_of(node)),
                           unicode_name(input_of(node)), output,
                           layers[i] == Layer::output ? "linear" : "sigmoid",
                           unicode_name(bias_of(node))});
            }
        }
    }
    return table;
}
/*
Then the connections, in the order in which their weights will be drawn in the next chapter.
*/
workbook::Table connections()
{
    workbook::Table table({"weight", "from", "to", "in the code"});
    for (const Quantity weight : all_parameters().first(weight_count)) {
        const auto [from, to] = connection_of(weight);
        table.row({unicode_name(weight), unicode_name(output_of(from)),
                   unicode_name(output_of(to)), std::string(plain_name(weight))});
    }
    return table;
}
/*
And the paths. A path goes from node to node along the connections; we count those between two nodes by asking each node
on the right of the first one.
*/
std::size_t count_paths(Node from, Node to)
{
    if (from == to) {
        return 1;
    }
    std::size_t count = 0;
    for (const Quantity weight : all_parameters().first(weight_count)) {
        if (connection_of(weight).from == from) {
            count += count_paths(connection_of(weight).to, to);
        }
    }
    return count;
}

void architecture(workbook::Page& page)
{
    page.report() << "The nodes\n\n" << nodes();
    page.heading("The connections");
    page.report() << connections();

    page.heading("Counts");
    const std::size_t paths = count_paths(Node::I1, Node::O9);
    const std::size_t through_the_middle =
        count_paths(Node::I1, Node::M6) * count_paths(Node::M6, Node::O9);
    page.report() << "  weights " << page.count("weights", weight_count) << ", biases "
                  << page.count("biases", bias_count) << ", parameters "
                  << page.count("parameters", parameter_count)
                  << "\n  paths from I1 to O9: " << page.count("paths", paths)
                  << ", through M6: " << through_the_middle << "\n\n";
    page.check("every path from the input to the output passes the bottleneck",
               paths == through_the_middle);
    page.check("3·2 + 2·1 + 1·2 + 2·3 = 16 weights",
               weight_count == 3 * 2 + 2 * 1 + 1 * 2 + 2 * 3);
    page.figure(plots::network());
    page.figure(plots::parts());
    page.figure(plots::training_cycle());
}

int main(int argc, char** argv)
{
    return workbook::run({"01_architecture",
                          "Lists the nodes and connections of the network by their names.",
                          {}},
                         argc, argv, architecture);
}
/*
## What it prints

\output

\figure 01_network The network. The sample enters on the left, the reconstruction leaves on the right. Each line is a
connection with its weight, each tick above a node its bias.

\figure 01_parts The same network in five parts.

## What is to come

The 24 parameters start as random numbers. To train the network means to repeat five steps, and each has its chapters:

1. Send a sample forward (\ref 03_forward_pass "chapter 3").
2. Compare output and input (\ref 04_loss "chapter 4").
3. Carry the error back, node by node (\ref 06_bias_b9 "chapters 6" to \ref 16_weight_1_4 "16").
4. Move all parameters a little (\ref 17_gradient "chapters 17" and \ref 18_update "18").
5. Repeat (\ref 20_training "chapter 20").

\figure 01_training_cycle The training cycle. The third step is the one that this book takes apart.

## How we know

The table of connections is spelled out a second time in the tests, by hand, and compared: 16 weights with both their
nodes, 44 names in three notations. A wrong line here would be wrong everywhere, and consistently so, which is why it is
not left to any later check.

## Classic mistakes

- **Indices that start anew in each layer.** With “weight 1,2 of layer 3” every formula needs a layer besides. One
  number for each node avoids it.
- **A bias on the inputs.** The input nodes only hold the sample. Asking the library for the bias of $I_1$ is an error,
  and a test says so.
- **Twenty-four or twenty-seven?** Counting eleven biases instead of eight is the usual slip.

## Exercise

How many parameters has a network with other layers? Write the count for any of them.

\exercise

## What this settled

You can name every number in the network. \ref 02_initialization "Chapter 2" gives the 24 parameters their first values.
*/
