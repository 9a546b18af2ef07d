#include "network/training.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <stdexcept>

namespace autoencoder {

namespace {

void require_positive(double value, const char* what)
{
    if (!(value > 0.0) || !std::isfinite(value)) {
        throw std::invalid_argument(std::string(what)
                                    + " must be a finite number greater than 0, not "
                                    + std::to_string(value));
    }
}

/// What one pass over the batch computes.
struct Pass {
    double loss = 0.0;                          ///< mean loss
    Parameters<double> gradient;                ///< mean gradient
    std::vector<double> M6;                     ///< latent value of each sample
    std::vector<std::array<double, 3>> outputs; ///< O9, O10, O11 of each sample
};

/// Every sample forward and back.
Pass forward_and_back(const Parameters<double>& parameters,
                      std::span<const Sample<double>> batch, LossFunction function)
{
    Pass pass;
    for (const Sample<double>& sample : batch) {
        const Nodes<double> x = forward(parameters, sample);
        pass.loss += loss(x, sample, function);
        pass.gradient =
            combined(pass.gradient, backpropagate(parameters, sample, x, function).parameters,
                     std::plus<>());
        pass.M6.push_back(x.M6);
        pass.outputs.push_back({x.O9, x.O10, x.O11});
    }
    const auto n = static_cast<double>(batch.size());
    pass.loss /= n;
    pass.gradient = converted<double>(pass.gradient, [n](double sum) { return sum / n; });
    return pass;
}

/// Adds an epoch to the record.
void record(const Pass& pass, Recording recording, Training& training)
{
    if (recording == Recording::last_epoch) {
        training.M6.clear();
        training.outputs.clear();
    }
    training.loss.push_back(pass.loss);
    training.M6.push_back(pass.M6);
    training.outputs.push_back(pass.outputs);
}

/// An empty record with room for the epochs, as far as they are sure to come.
Training empty_record(const TrainingOptions& options, std::size_t samples)
{
    Training training{
        {}, {}, {}, History<double>(samples), History<std::array<double, 3>>(samples)};
    if (!options.tolerance && options.recording == Recording::every_epoch) {
        constexpr std::size_t most_entries = std::size_t{1}
                                             << 24; // a longer record grows on its way
        const std::size_t epochs =
            std::min(static_cast<std::size_t>(options.epochs), most_entries / samples + 1);
        training.M6.reserve(epochs);
        training.outputs.reserve(epochs);
    }
    return training;
}

} // namespace

void require_sense(const TrainingOptions& options, std::size_t samples)
{
    if (samples == 0) {
        throw std::invalid_argument("training needs at least one sample");
    }
    if (options.epochs < 1) {
        throw std::invalid_argument("training needs at least one epoch, not "
                                    + std::to_string(options.epochs));
    }
    require_positive(options.learning_rate, "the learning rate");
    if (options.tolerance) {
        require_positive(*options.tolerance, "the tolerance");
    }
}

Training train(const Parameters<double>& start, std::span<const Sample<double>> batch,
               const TrainingOptions& options, std::span<const Sample<double>> test_batch)
{
    require_sense(options, batch.size());
    Training training = empty_record(options, batch.size());
    training.parameters = start;
    Parameters<double> parameters = start;
    // One pass more than there are epochs: it tells whether the last step led to a finite loss.
    for (long epoch = 0; epoch <= options.epochs; ++epoch) {
        const Pass pass = forward_and_back(parameters, batch, options.loss_function);
        const double test_loss =
            test_batch.empty() ? 0.0 : mean_loss(parameters, test_batch, options.loss_function);
        if (!std::isfinite(pass.loss) || !std::isfinite(test_loss)) {
            training.end = TrainingEnd::diverged;
            break;
        }
        training.parameters = parameters;
        if (epoch == options.epochs) {
            break;
        }
        const bool converged = options.tolerance && epoch > 0
                               && !(training.loss.back() - pass.loss >= *options.tolerance);
        record(pass, options.recording, training);
        if (!test_batch.empty()) {
            training.test_loss.push_back(test_loss);
        }
        if (converged) {
            training.end = TrainingEnd::converged;
            break;
        }
        parameters = descend(parameters, pass.gradient, options.learning_rate);
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
