// Prints the notation of the book for its notation page, from the library's own names: one line for each quantity, with
// LaTeX, Unicode and plain name, the member that holds it, and what it is, separated by tabs.

#include "network/quantity.hpp"
#include "workbook/meaning.hpp"

#include <iostream>
#include <string>

using namespace autoencoder;

namespace {

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
                  << member(quantity) << '\t' << workbook::meaning(quantity) << '\n';
    }
    return std::cout.flush() ? 0 : 1;
}
