#include "plots/initialization.hpp"

#include "plots/chart.hpp"

#include <algorithm>
#include <cmath>

namespace autoencoder::plots {

namespace {

/// A heading for the weights between two layers, with their bound.
std::string heading_of(Quantity weight, double bound)
{
    const auto [from, to] = connection_of(weight);
    const auto letter = [](Node node) { return symbol_of(output_of(node)).letter; };
    return letter(from) + " → " + letter(to) + ", bound ±" + number(bound, 4);
}

} // namespace

Figure initialization(const Parameters<double>& parameters, Initialization rule)
{
    Figure figure{"02_initialization",
                  "Where the first weights fall",
                  "",
                  {{"parameter", "value", "lower_bound", "upper_bound"}},
                  {}};
    std::vector<RowGroup> groups;
    double widest = 0.0;
    double nearest = 0.0;
    Quantity nearest_weight = Quantity::lambda_1_4;
    for (const Quantity weight : all_parameters().first(weight_count)) {
        const double value = parameters[weight];
        const double bound = initialization_bound(weight, rule);
        const std::string heading = heading_of(weight, bound);
        if (groups.empty() || groups.back().heading != heading) {
            groups.push_back({heading, {}});
        }
        groups.back().rows.push_back({symbol(weight), value, bound});
        figure.data.rows.push_back({std::string(plain_name(weight)), value, -bound, bound});
        widest = std::max({widest, bound, std::abs(value)});
        if (std::abs(value) / bound > nearest) {
            nearest = std::abs(value) / bound;
            nearest_weight = weight;
        }
    }
    figure.description = "The 16 drawn weights, each as a stem from zero inside a grey bar from its lower to its upper "
                         "bound:";
    for (const RowGroup& group : groups) {
        figure.description += " " + group.heading + ";";
    }
    figure.description += " closest to its bound is " + unicode_name(nearest_weight) + " = "
                          + number(parameters[nearest_weight], 4) + ", at " + number(100 * nearest, 0)
                          + " percent of it.";
    const double end = std::ceil(widest * 2) / 2;
    figure.picture = row_chart("First weights between their bounds", "Weight", groups, linear_axis(-end, end, 6));
    return figure;
}

} // namespace autoencoder::plots
