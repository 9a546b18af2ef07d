#include "verification/point.hpp"

#include "data/random_stream.hpp"
#include "data/samples.hpp"
#include "network/descent.hpp"
#include "network/initialization.hpp"
#include "network/training.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace autoencoder::verification {

namespace {

/// The document's seeds: of the initialisation and of the training samples.
constexpr std::uint32_t initialization_seed = 13;
constexpr std::uint32_t data_seed = 14;

/// Each sample alone, then the batch.
void append_points(std::vector<Point>& points, const std::string& network, const Parameters<double>& parameters,
                   const std::vector<Sample<double>>& samples)
{
    for (std::size_t i = 0; i < samples.size(); ++i) {
        points.push_back({network + ", sample " + std::to_string(i + 1), parameters, {samples[i]}});
    }
    points.push_back({network + ", batch", parameters, samples});
}

} // namespace

double value_at(const Point& point, Quantity quantity)
{
    if (quantity == Quantity::L) {
        return mean_loss<double>(point.parameters, point.batch, point.function);
    }
    return evaluate(point.parameters, point.batch.front(), point.function)[quantity];
}

std::vector<Point> document_points()
{
    RandomStream stream(initialization_seed);
    const auto fresh = initialize([&stream](double low, double high) { return stream.uniform(low, high); });
    const std::vector<Sample<double>> samples = make_dataset(data_seed).samples;
    TrainingOptions options;
    options.recording = Recording::last_epoch;
    const Parameters<double> trained = train(fresh, samples, options).parameters;

    std::vector<Point> points;
    append_points(points, "fresh", fresh, samples);
    append_points(points, "trained", trained, samples);
    return points;
}

std::vector<Point> random_points(std::size_t count, std::uint32_t seed)
{
    RandomStream stream(seed);
    const std::vector<Sample<double>> samples = make_dataset(seed, count).samples;
    std::vector<Point> points;
    for (std::size_t i = 0; i < count; ++i) {
        Parameters<double> parameters;
        for (const Quantity parameter : all_parameters()) {
            parameters[parameter] = stream.uniform(-1.0, 1.0);
        }
        points.push_back({"random " + std::to_string(i + 1), parameters, {samples[i]}});
    }
    return points;
}

double smallest_gap(const Point& point)
{
    const Evaluation<double> x = evaluate(point.parameters, point.batch.front(), point.function);
    std::vector<double> values;
    for (const Quantity quantity : all_quantities()) {
        const bool copy =
            kind_of(quantity) == QuantityKind::node_output && layer_of(node_of(quantity)) == Layer::output;
        const bool unset = kind_of(quantity) == QuantityKind::bias && x[quantity] == 0.0;
        if (quantity != Quantity::L && !copy && !unset) { // a linear node's output is its input
            values.push_back(x[quantity]);
        }
    }
    std::ranges::sort(values);
    double gap = std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i < values.size(); ++i) {
        const double scale = std::max(std::abs(values[i - 1]), std::abs(values[i]));
        gap = std::min(gap, (values[i] - values[i - 1]) / scale);
    }
    return gap;
}

} // namespace autoencoder::verification
