#include "browser/hands.hpp"

#include "network/descent.hpp"
#include "network/loss.hpp"
#include "plots/chain.hpp"
#include "plots/forward_pass.hpp"
#include "plots/loss_curve.hpp"
#include "plots/tangent.hpp"
#include "workbook/chapter.hpp"
#include "workbook/derivation.hpp"

#include <algorithm>
#include <array>
#include <ostream>
#include <string>

namespace autoencoder::browser {

namespace {

using workbook::fixed;
using workbook::GivenOptions;
using workbook::Page;
using enum Quantity;

constexpr double farthest = 10.0; // a sigmoid that far out is flat

/// What a derivative of the loss is shown for: parameters, and the outputs that a chapter derives.
std::vector<Quantity> choices()
{
    std::vector<Quantity> all(all_parameters().begin(), all_parameters().end());
    for (const Quantity output : {L4, L5, M6, R7, R8}) {
        all.push_back(output);
    }
    return all;
}

std::string joined_names(const std::vector<Quantity>& quantities)
{
    std::string names;
    for (const Quantity quantity : quantities) {
        names += (names.empty() ? "" : ", ") + std::string(plain_name(quantity));
    }
    return names;
}

workbook::OptionDescription slider(Quantity quantity, double initial)
{
    return {std::string(plain_name(quantity)), "SLIDER " + unicode_name(quantity), "value of " + unicode_name(quantity),
            "a number from -10 to 10", fixed(initial, 4)};
}

const workbook::OptionDescription& description_of(const std::string& name)
{
    return *std::ranges::find(hands_options(), name, &workbook::OptionDescription::name);
}

/// What was given for an option; its default when nothing was.
std::string text_of(const GivenOptions& given, const std::string& name)
{
    const auto found = given.find(name);
    return found == given.end() ? description_of(name).initial : found->second;
}

workbook::UsageError refusal(const GivenOptions& given, const std::string& name)
{
    return workbook::wrong_value(name, text_of(given, name), description_of(name).allowed);
}

double number_of(const GivenOptions& given, const std::string& name, double lowest, double highest)
{
    return workbook::number_within(name, text_of(given, name), description_of(name).allowed, lowest, highest);
}

long count_of(const GivenOptions& given, const std::string& name)
{
    const double count = number_of(given, name, 0, 10000);
    if (count != static_cast<double>(static_cast<long>(count))) {
        throw refusal(given, name);
    }
    return static_cast<long>(count);
}

Quantity quantity_of(const GivenOptions& given)
{
    const std::vector<Quantity> all = choices();
    const std::string name = text_of(given, "quantity");
    const auto found = std::ranges::find_if(all, [&name](Quantity quantity) { return plain_name(quantity) == name; });
    if (found == all.end()) {
        throw refusal(given, "quantity");
    }
    return *found;
}

/// A training that may have no epoch at all.
Training trained(Page& page, const Parameters<double>& start, const Dataset& data, long epochs)
{
    if (epochs == 0) {
        Training none;
        none.parameters = start;
        return none;
    }
    TrainingOptions options = workbook::training_options(page.settings());
    options.epochs = epochs;
    Training training = train(start, data.samples, options);
    workbook::check_end(page, training);
    return training;
}

void report_parameters(Page& page, const Evaluation<double>& x, const LossDerivatives<double>& derivatives)
{
    page.heading("Every parameter");
    workbook::Table table({"parameter", "value", "∂ℒ/∂parameter"});
    for (const Quantity parameter : all_parameters()) {
        table.row({unicode_name(parameter), fixed(x[parameter]), fixed(derivatives[parameter])});
    }
    page.report() << table;
}

void report_nodes(Page& page, const Evaluation<double>& x, const LossDerivatives<double>& derivatives)
{
    page.heading("Every node");
    workbook::Table table({"node", "X_in", "X", "∂ℒ/∂X_in", "∂ℒ/∂X"});
    for (const Node node : all_nodes()) {
        const Quantity output = output_of(node);
        if (kind_of(output) == QuantityKind::node_output) {
            const Quantity input = input_of(node);
            table.row({unicode_name(output), fixed(x[input]), fixed(x[output]), fixed(derivatives[input]),
                       fixed(derivatives[output])});
        }
    }
    page.report() << table;
}

void report_samples(Page& page, const Parameters<double>& parameters, const Dataset& data)
{
    std::vector<double> latent;
    std::vector<std::array<double, 3>> outputs;
    for (const Sample<double>& sample : data.samples) {
        const Nodes<double> nodes = forward(parameters, sample);
        latent.push_back(nodes.M6);
        outputs.push_back({nodes.O9, nodes.O10, nodes.O11});
    }
    page.heading("The samples beside their reconstructions");
    page.report() << workbook::reconstruction_table(data.samples, latent, outputs, 1);
}

std::vector<workbook::OptionDescription> described_options()
{
    const workbook::Settings book;
    const Parameters<double> parameters = workbook::initial_parameters(book);
    const Sample<double> sample = workbook::training_data(book).samples.front();
    std::vector<workbook::OptionDescription> options{
        {"epoch", "COUNT", "epochs of training before you take over", "a whole number from 0 to 10000", "0"},
        {"steps", "COUNT", "steps of gradient descent from where you have put the parameters",
         "a whole number from 0 to 10000", "0"},
        {"quantity", "NAME", "whose derivative is looked at", "one of " + joined_names(choices()), "lambda_6_7"},
        {"h", "NUMBER", "step of the finite difference", "a number from 0.001 to 1", "0.5"}};
    for (const Quantity parameter : all_parameters()) {
        options.push_back(slider(parameter, parameters[parameter]));
    }
    for (const auto& [input, value] : {std::pair{I1, sample.I1}, {I2, sample.I2}, {I3, sample.I3}}) {
        options.push_back(slider(input, value));
    }
    return options;
}

} // namespace

workbook::Chapter hands_chapter()
{
    using enum workbook::Option;
    return {"network",
            "Shows a network whose every parameter and input can be moved.",
            {seed, data_seed, samples, sigma, learning_rate, sample}};
}

const std::vector<workbook::OptionDescription>& hands_options()
{
    static const std::vector<workbook::OptionDescription> all = described_options();
    return all;
}

GivenOptions take_in_hand(Page& page, const GivenOptions& given)
{
    const workbook::Settings& settings = page.settings();
    const Quantity looked_at = quantity_of(given);
    const double h = number_of(given, "h", 1e-3, 1.0);
    const Dataset data = workbook::training_data(settings);
    const Training before = trained(page, workbook::initial_parameters(settings), data, count_of(given, "epoch"));
    Parameters<double> parameters = before.parameters;
    Sample<double> sample = data.samples[settings.sample - 1];
    GivenOptions shown;
    const auto take = [&](Quantity quantity, double& value) {
        const std::string name(plain_name(quantity));
        if (given.contains(name)) {
            value = number_of(given, name, -farthest, farthest);
        }
        shown[name] = fixed(value, 4);
    };
    for (const Quantity parameter : all_parameters()) {
        take(parameter, parameters[parameter]);
    }
    take(I1, sample.I1);
    take(I2, sample.I2);
    take(I3, sample.I3);
    const Training after = trained(page, parameters, data, count_of(given, "steps"));
    const Evaluation<double> x = evaluate(after.parameters, sample);
    const LossDerivatives<double> derivatives = workbook::derivatives_so_far(x);
    page.values(x);
    page.report() << "Loss of the sample " << fixed(x.loss) << ", mean loss of all " << data.samples.size()
                  << " samples " << fixed(mean_loss<double>(after.parameters, data.samples)) << "\n";
    page.heading("The paths from " + unicode_name(looked_at) + " to the loss");
    page.report() << workbook::paths_to_the_loss(x, looked_at);
    page.heading("Before the witnesses");
    prove(page, x, {{L, looked_at, derivatives[looked_at], "backpropagation"}});
    report_parameters(page, x, derivatives);
    report_nodes(page, x, derivatives);
    report_samples(page, after.parameters, data);
    page.figure(plots::forward_pass(x));
    page.figure(plots::chain("network_chain", looked_at, x));
    page.figure(plots::tangent("network_tangent", looked_at, x, derivatives[looked_at], h));
    const Training& last = after.loss.size() > 1 ? after : before;
    if (last.loss.size() > 1) {
        page.figure(plots::loss_curve(last));
    }
    return shown;
}

} // namespace autoencoder::browser
