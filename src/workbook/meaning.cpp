#include "workbook/meaning.hpp"

namespace autoencoder::workbook {

namespace {

std::string symbol(Node node)
{
    return unicode_name(output_of(node));
}

} // namespace

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

std::string plain_name_of(verification::Derivative derivative)
{
    return "d" + std::string(plain_name(derivative.of)) + "_d" + std::string(plain_name(derivative.by));
}

} // namespace autoencoder::workbook
