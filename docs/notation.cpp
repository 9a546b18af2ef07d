// Prints the notation of the book for its notation page, from the library's own names: one line for each quantity, with
// LaTeX, Unicode and plain name, the member that holds it, and what it is, separated by tabs.

#include "network/quantity.hpp"

#include <iostream>
#include <string>

using namespace autoencoder;

namespace {

std::string symbol(Node node)
{
    return unicode_name(output_of(node));
}

std::string meaning(Quantity quantity)
{
    switch (kind_of(quantity)) {
    case QuantityKind::weight: {
        const auto [from, to] = connection_of(quantity);
        return "weight of the connection from " + symbol(from) + " to " + symbol(to);
    }
    case QuantityKind::bias:
        return "bias of " + symbol(node_of(quantity));
    case QuantityKind::sample:
        return "value of the sample at input node " + std::to_string(index_of(node_of(quantity)));
    case QuantityKind::node_input:
        return "input of " + symbol(node_of(quantity)) + ": weighted sum plus bias";
    case QuantityKind::node_output:
        return "output of " + symbol(node_of(quantity));
    case QuantityKind::loss:
        break;
    }
    return "loss of one sample";
}

std::string member(Quantity quantity)
{
    const std::string name(plain_name(quantity));
    switch (kind_of(quantity)) {
    case QuantityKind::weight:
    case QuantityKind::bias:
        return "Parameters::" + name;
    case QuantityKind::sample:
        return "Sample::" + name;
    case QuantityKind::node_input:
    case QuantityKind::node_output:
        return "Nodes::" + name;
    case QuantityKind::loss:
        break;
    }
    return "Evaluation::loss";
}

} // namespace

int main()
{
    for (const Quantity quantity : all_quantities()) {
        std::cout << latex_name(quantity) << '\t' << unicode_name(quantity) << '\t' << plain_name(quantity) << '\t'
                  << member(quantity) << '\t' << meaning(quantity) << '\n';
    }
    return std::cout.flush() ? 0 : 1;
}
