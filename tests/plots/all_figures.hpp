/// @file
/// Every figure of the book for any seeds.
#pragma once

#include "data/random_stream.hpp"
#include "network/backpropagation.hpp"
#include "network/descent.hpp"
#include "plots/figures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace autoencoder::figures {

/// Everything that the chapters hand to the figures.
struct Run {
    Parameters<double> parameters;
    Dataset data;
    Dataset test;
    Training training;
    Evaluation<double> evaluation;
};

/// @param sample the one that goes through the network, from 0
inline Run make_run(std::uint32_t seed, std::uint32_t data_seed, std::uint32_t test_seed, long epochs,
                    double sigma = 0.1, std::size_t sample = 0)
{
    Run run;
    RandomStream stream(seed);
    run.parameters = initialize([&stream](double low, double high) { return stream.uniform(low, high); });
    run.data = make_dataset(data_seed, 12, sigma);
    run.test = make_dataset(test_seed, 12, sigma);
    TrainingOptions options;
    options.epochs = epochs;
    run.training = train(run.parameters, run.data.samples, options, run.test.samples);
    run.evaluation = evaluate(run.parameters, run.data.samples.at(sample));
    return run;
}

/// The document's own run.
inline const Run& document_run()
{
    static const Run run = make_run(13, 14, 20, 10000);
    return run;
}

/// The eleven chains: name of the chapter, quantity.
inline const std::vector<std::pair<std::string, Quantity>> chains{
    {"06_bias_b9", Quantity::b_9}, {"07_weight_7_9", Quantity::lambda_7_9}, {"08_output_R7", Quantity::R7},
    {"09_bias_b7", Quantity::b_7}, {"10_weight_6_7", Quantity::lambda_6_7}, {"11_output_M6", Quantity::M6},
    {"12_bias_b6", Quantity::b_6}, {"13_weight_4_6", Quantity::lambda_4_6}, {"14_output_L4", Quantity::L4},
    {"15_bias_b4", Quantity::b_4}, {"16_weight_1_4", Quantity::lambda_1_4}};

/// Errors that look like those of a real derivative, written down rather than measured.
inline std::vector<plots::StepSizeRow> step_size_rows()
{
    std::vector<plots::StepSizeRow> rows;
    for (int i = -80; i <= 0; ++i) {
        const double h = std::pow(10.0, 0.25 * i);
        const double rounding = std::min(1.0, 1e-16 / h * (1.0 + 0.9 * std::sin(7.0 * i)));
        rows.push_back({h, rounding + 0.5 * h, rounding + 0.2 * h * h, i % 3 == 0 ? 0.0 : 1e-16 + 0.2 * h * h});
    }
    return rows;
}

inline std::vector<std::array<double, 3>> outputs_of(const Parameters<double>& parameters, const Dataset& data)
{
    std::vector<std::array<double, 3>> outputs;
    for (const Sample<double>& sample : data.samples) {
        const Nodes<double> x = forward(parameters, sample);
        outputs.push_back({x.O9, x.O10, x.O11});
    }
    return outputs;
}

/// Every figure of the book.
inline std::vector<plots::Figure> all(const Run& run)
{
    const std::span<const double> M6 = run.training.M6.back();
    std::vector<plots::Figure> result{
        plots::network(),
        plots::parts(),
        plots::training_cycle(),
        plots::node(),
        plots::initialization(run.parameters),
        plots::forward_pass(run.evaluation),
        plots::loss(run.evaluation),
        plots::step_size(step_size_rows(), Quantity::L, Quantity::lambda_1_4),
        plots::gradient(mean_gradient<double>(run.parameters, run.data.samples)),
        plots::update(run.parameters, run.data.samples, 0.1),
        plots::samples("19_training_data", run.data),
        plots::loss_curve(run.training),
        plots::latent_history(run.training, run.data.labels),
        plots::latent(run.data.labels, M6, linear_regression(run.data.labels, M6)),
        plots::reconstruction("22_training_reconstruction", run.data.samples, run.training.outputs.back()),
        plots::samples("23_test_data", run.test, 13),
        plots::reconstruction("23_test_reconstruction", run.test.samples, outputs_of(run.training.parameters, run.test),
                              13),
        plots::train_test_loss(run.training),
        plots::matrices(mean_gradient<double>(run.parameters, run.data.samples))};
    for (const auto& [name, quantity] : chains) {
        result.push_back(plots::chain(name, quantity, run.evaluation));
    }
    return result;
}

} // namespace autoencoder::figures
