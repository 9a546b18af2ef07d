#include "workbook/page.hpp"

#include "verification/derivative.hpp"
#include "workbook/meaning.hpp"

#include <stdexcept>

namespace autoencoder::workbook {

namespace {

namespace vf = autoencoder::verification;

/// A path by the quantity where it begins and the nodes behind that: `path_lambda_6_7_R7_O9`.
std::string name_of(const Path& path)
{
    std::string name = "path_" + std::string(plain_name(path.front().by));
    for (const Factor factor : path) {
        if (kind_of(factor.of) == QuantityKind::node_output) {
            name += "_" + std::string(plain_name(factor.of));
        }
    }
    return name;
}

} // namespace

void Page::heading(const std::string& text)
{
    report_ << "\n" << text << "\n\n";
}

void Page::check(const std::string& what, bool holds)
{
    report_ << "  " << (holds ? "✓ " : "✗ ") << what << "\n";
    if (!holds) {
        failures_.push_back(what);
    }
}

void Page::name(std::string_view name, Value value)
{
    if (as_name(name) != name || name.empty()) {
        throw std::logic_error("'" + std::string(name) + "' is no name for a value");
    }
    const auto [place, is_new] = values_.try_emplace(std::string(name), value);
    const bool both_nan = !(place->second == place->second) && !(value == value);
    if (!is_new && place->second != value && !both_nan) {
        throw std::logic_error("two values are named '" + std::string(name) + "'");
    }
}

double Page::value(std::string_view name, double value)
{
    this->name(name, value);
    return value;
}

std::size_t Page::count(std::string_view name, std::size_t count)
{
    this->name(name, static_cast<long>(count));
    return count;
}

void Page::values(const Evaluation<double>& x)
{
    for (const Quantity quantity : all_quantities()) {
        value(plain_name(quantity), x[quantity]);
    }
    const vf::LibraryDerivatives<double> library({"", x.parameters, {x.sample}});
    for (const vf::Derivative derivative : vf::all_derivatives()) {
        value(plain_name_of(derivative), library[derivative]);
        if (derivative.of == Quantity::L) {
            for (const Path& path : paths_from(derivative.by)) {
                value(name_of(path), path_product(path, x));
            }
        }
    }
}

void Page::table(std::string_view name, const Table& table)
{
    report_ << table;
    for (const auto& [cell, value] : table.values()) {
        values_.try_emplace(std::string(name) + "_" + cell, value);
    }
}

void Page::data(const std::string& name, Csv content)
{
    tables_.push_back({name, std::move(content)});
}

} // namespace autoencoder::workbook
