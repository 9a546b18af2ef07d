#include "workbook/derivation.hpp"

#include "verification/diagnosis.hpp"
#include "verification/ledger.hpp"

#include <algorithm>
#include <cmath>
#include <ostream>
#include <stdexcept>

namespace autoencoder::workbook {

namespace {

namespace vf = autoencoder::verification;

/// Below this, decimals after the point say too little.
constexpr double small = 1e-3;

std::string number(double value)
{
    return value == 0.0 || std::abs(value) >= small ? fixed(value) : scientific(value, 4);
}

/// With fewer digits, so that the noise of a difference quotient does not show: it is not the same on every machine.
std::string rough(double value)
{
    return value == 0.0 || std::abs(value) >= small ? fixed(value) : scientific(value, 2);
}

/// An error within its bound hangs on the last bit; how far outside it is, is worth a number.
std::string error_in_words(const vf::Check& check)
{
    const vf::Cell& rounding = check[vf::Witness::rounding];
    const std::string size = rounding.holds() ? (check.bound == 0.0 ? "0" : "< 1") : scientific(rounding.ratio(), 0);
    return size + (check.holds() ? " ✓" : " ✗");
}

std::string words_of(const Step& step)
{
    return step.words.empty() ? factor_in_words({step.of, step.by}) : step.words;
}

void add_row(Table& table, const Step& step, const vf::Check& check)
{
    table.row({unicode_derivative(step.of, step.by), words_of(step), number(step.value), rough(check.reference),
               rough(check[vf::Witness::complex_step].value), rough(check[vf::Witness::central_difference].value),
               rough(check[vf::Witness::eighth_order].value), check.bound == 0.0 ? "0" : scientific(check.bound, 0),
               error_in_words(check)});
}

/// Prints the table and makes the checks that do not depend on what the last step is.
/// @param second what the column of the words is called
std::vector<vf::Check> prove_at(Page& page, const vf::Checker& checker, const std::string& second,
                                const std::vector<Step>& steps)
{
    Table table({"derivative", second, "value", "50 digits", "complex", "central", "8th order", "bound", "in bounds"});
    std::vector<vf::Check> checks;
    for (const Step& step : steps) {
        checks.push_back(checker.check({step.of, step.by}, step.value));
        add_row(table, step, checks.back());
    }
    page.report() << table << "\n";
    for (const vf::Check& check : checks) {
        if (!check.holds()) {
            const std::vector<vf::Attempt> attempt{{checker.point(), check.code}};
            page.check(name_of(check.derivative) + ": " + diagnose(check.derivative, attempt).sentence, false);
        }
    }
    page.check("all " + std::to_string(steps.size()) + " lines hold before every witness",
               std::ranges::all_of(checks, &vf::Check::holds));
    return checks;
}

/// The nodes whose outputs a path reaches: `R7 → O9`.
std::string nodes_in_words(const Path& path)
{
    std::string words;
    for (const Factor factor : path) {
        if (kind_of(factor.of) == QuantityKind::node_output) {
            words += (words.empty() ? "" : " → ") + unicode_name(factor.of);
        }
    }
    return words;
}

/// The factors of a path that are not 1: `λ7,9 · ⅔(O9 − I1)`.
std::string factors_in_words(const Path& path)
{
    std::string words;
    for (const Factor factor : path) {
        if (kind_of(factor) != FactorKind::one) {
            words += (words.empty() ? "" : " · ") + factor_in_words(factor);
        }
    }
    return words;
}

/// With how many factors all paths begin, when there are several paths.
std::size_t shared_factors(const std::vector<Path>& paths)
{
    std::size_t count = 0;
    const auto same = [&](const Path& path) { return path[count] == paths.front()[count]; };
    while (paths.size() > 1 && std::ranges::all_of(paths, same)) {
        ++count;
    }
    return count;
}

} // namespace

Evaluation<double> evaluation(const Settings& settings)
{
    return evaluate(initial_parameters(settings), training_data(settings).samples.at(settings.sample - 1));
}

LossDerivatives<double> derivatives_so_far(const Evaluation<double>& x)
{
    return backpropagate(x.parameters, x.sample, x.nodes);
}

Table paths_to_the_loss(const Evaluation<double>& x, Quantity from)
{
    const std::vector<Path> paths = paths_from(from);
    const std::size_t common = shared_factors(paths);
    const Path beginning(paths.front().begin(), paths.front().begin() + static_cast<std::ptrdiff_t>(common));
    Table table({"path", "factors", "product"});
    if (common > 0) {
        table.row(
            {nodes_in_words(beginning), "… = " + factors_in_words(beginning), number(path_product(beginning, x))});
    }
    double sum = 0.0;
    for (const Path& path : paths) {
        const Path rest(path.begin() + static_cast<std::ptrdiff_t>(common), path.end());
        const double product = path_product(path, x);
        sum += product;
        table.row({(common > 0 ? "… → " : "") + nodes_in_words(rest),
                   (common > 0 ? "… · " : "") + factors_in_words(rest), number(product)});
    }
    table.row({"sum", "", number(sum)});
    return table;
}

void prove(Page& page, const Evaluation<double>& x, const std::vector<Step>& steps)
{
    if (steps.empty()) {
        throw std::invalid_argument("a derivation needs at least one step");
    }
    const vf::Checker checker({"this sample", x.parameters, {x.sample}});
    const vf::Check result = prove_at(page, checker, "factor", steps).back();
    const double library = checker.check(result.derivative).code;
    // Two orders of multiplication, each within one bound of the exact value.
    page.check("backpropagation gives the same " + name_of(result.derivative) + " = " + number(library),
               std::abs(result.code - library) <= 2.0 * result.bound);
}

void prove_gradient(Page& page, const Parameters<double>& parameters, const std::vector<Sample<double>>& batch,
                    const Parameters<double>& gradient)
{
    std::vector<Step> steps;
    for (const Quantity parameter : all_parameters()) {
        steps.push_back({Quantity::L, parameter, gradient[parameter], number(parameters[parameter])});
    }
    prove_at(page, vf::Checker({"this batch", parameters, batch}), "at", steps);
}

} // namespace autoencoder::workbook
