#include "network/training.hpp"

#include <cmath>
#include <functional>
#include <stdexcept>

namespace autoencoder {

namespace {

void require_positive(double value, const char* what)
{
    if (!(value > 0.0) || !std::isfinite(value)) {
        throw std::invalid_argument(std::string(what) + " must be a finite number greater than 0, not "
                                    + std::to_string(value));
    }
}

/// What one epoch computes before its update.
struct Epoch {
    double loss = 0.0;
    Parameters<double> gradient;
    std::vector<double> M6;
    std::vector<std::array<double, 3>> outputs;
};

/// Runs every sample forward and back, and averages.
void run(Epoch& epoch, const Parameters<double>& parameters, std::span<const Sample<double>> batch,
         LossFunction function)
{
    const auto n = static_cast<double>(batch.size());
    double sum_of_losses = 0.0;
    Parameters<double> sum_of_gradients;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const Sample<double>& sample = batch[i];
        const Nodes<double> x = forward(parameters, sample);
        sum_of_losses += loss(x, sample, function);
        sum_of_gradients =
            combined(sum_of_gradients, backpropagate(parameters, sample, x, function).parameters, std::plus<>());
        epoch.M6[i] = x.M6;
        epoch.outputs[i] = {x.O9, x.O10, x.O11};
    }
    epoch.loss = sum_of_losses / n;
    epoch.gradient = converted<double>(sum_of_gradients, [n](double sum) { return sum / n; });
}

} // namespace

Training train(const Parameters<double>& start, std::span<const Sample<double>> batch, const TrainingOptions& options,
               std::span<const Sample<double>> test_batch)
{
    if (batch.empty()) {
        throw std::invalid_argument("training needs at least one sample");
    }
    if (options.epochs < 1) {
        throw std::invalid_argument("training needs at least one epoch, not " + std::to_string(options.epochs));
    }
    require_positive(options.learning_rate, "the learning rate");
    if (options.tolerance) {
        require_positive(*options.tolerance, "the tolerance");
    }

    Training training;
    training.parameters = start;
    Epoch epoch{0.0, {}, std::vector<double>(batch.size()), std::vector<std::array<double, 3>>(batch.size())};
    for (long e = 0; e < options.epochs; ++e) {
        run(epoch, training.parameters, batch, options.loss_function);
        if (!std::isfinite(epoch.loss)) {
            training.end = TrainingEnd::diverged;
            break;
        }
        const bool converged =
            options.tolerance && !training.loss.empty() && !(training.loss.back() - epoch.loss >= *options.tolerance);
        training.loss.push_back(epoch.loss);
        if (!test_batch.empty()) {
            training.test_loss.push_back(mean_loss(training.parameters, test_batch, options.loss_function));
        }
        if (options.recording == Recording::last_epoch) {
            training.M6.clear();
            training.outputs.clear();
        }
        training.M6.push_back(epoch.M6);
        training.outputs.push_back(epoch.outputs);
        if (converged) {
            training.end = TrainingEnd::converged;
            break;
        }
        training.parameters = descend(training.parameters, epoch.gradient, options.learning_rate);
    }
    return training;
}

std::size_t fastest_fall(std::span<const double> loss, std::size_t after)
{
    std::size_t fastest = after;
    double largest_fall = 0.0;
    for (std::size_t epoch = after + 1; epoch < loss.size(); ++epoch) {
        const double fall = loss[epoch - 1] - loss[epoch];
        if (epoch == after + 1 || fall > largest_fall) {
            fastest = epoch;
            largest_fall = fall;
        }
    }
    return fastest;
}

} // namespace autoencoder
