// The job with FANN in double precision: its own batch training, an epoch at a time.
#include "data/random_stream.hpp"
#include "data/samples.hpp"
#include "network/initialization.hpp"
#include "tests/benchmark/report.hpp"

#include <doublefann.h>

#include <array>
#include <map>
#include <utility>

using namespace autoencoder;

namespace {

/// FANN numbers its neurons layer by layer, with a bias neuron at the end of each layer but the last.
void set_weights(fann* network, const Parameters<double>& p)
{
    const std::array<double, 24> in_order{p.lambda_1_4, p.lambda_2_4,  p.lambda_3_4,  p.b_4,         p.lambda_1_5,
                                          p.lambda_2_5, p.lambda_3_5,  p.b_5,         p.lambda_4_6,  p.lambda_5_6,
                                          p.b_6,        p.lambda_6_7,  p.b_7,         p.lambda_6_8,  p.b_8,
                                          p.lambda_7_9, p.lambda_8_9,  p.b_9,         p.lambda_7_10, p.lambda_8_10,
                                          p.b_10,       p.lambda_7_11, p.lambda_8_11, p.b_11};
    std::array<fann_connection, 24> connections{};
    fann_get_connection_array(network, connections.data());
    for (std::size_t i = 0; i < connections.size(); ++i) {
        connections[i].weight = in_order[i];
    }
    fann_set_weight_array(network, connections.data(), 24);
}

std::vector<double> job()
{
    fann* const network = fann_create_standard(5, 3, 2, 1, 2, 3);
    fann_set_activation_function_hidden(network, FANN_SIGMOID);
    fann_set_activation_steepness_hidden(network, 0.5); // FANN's sigmoid is σ(2·steepness·t)
    fann_set_activation_function_output(network, FANN_LINEAR);
    fann_set_activation_steepness_output(network, 1.0);
    fann_set_training_algorithm(network, FANN_TRAIN_BATCH);
    fann_set_train_error_function(network, FANN_ERRORFUNC_LINEAR);
    // FANN goes down along O − I, the document's code along ⅔ (O − I).
    fann_set_learning_rate(network, static_cast<float>(0.1 * 2.0 / 3.0));
    RandomStream stream(13);
    set_weights(network, initialize([&stream](double low, double high) { return stream.uniform(low, high); }));

    const auto samples = make_dataset(14).samples;
    fann_train_data* const data = fann_create_train(static_cast<unsigned>(samples.size()), 3, 3);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const std::array<double, 3> z{samples[i].I1, samples[i].I2, samples[i].I3};
        std::ranges::copy(z, data->input[i]);
        std::ranges::copy(z, data->output[i]);
    }
    std::vector<double> loss;
    for (long e = 0; e < 10000; ++e) {
        loss.push_back(static_cast<double>(fann_train_epoch(network, data)));
    }
    fann_destroy_train(data);
    fann_destroy(network);
    return loss;
}

} // namespace

int main()
{
    benchmark::report(job);
}
