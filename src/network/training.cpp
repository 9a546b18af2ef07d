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
        throw std::invalid_argument(std::string(what) + " must be a finite number greater than 0, not "
                                    + std::to_string(value));
    }
}

/// Runs every sample forward and back, and averages.
void run(const Parameters<double>& parameters, std::span<const Sample<double>> batch, LossFunction function,
         Epoch& epoch)
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

/// Adds what an epoch computed for each sample to the record.
void record(const Pass& pass, Epoch& epoch, Training& training)
{
    pass.values(epoch);
    training.M6.push_back(epoch.M6);
    training.outputs.push_back(epoch.outputs);
}

/// An empty record with room for the epochs, as far as they are sure to come.
Training empty_record(const TrainingOptions& options, std::size_t samples)
{
    Training training{{}, {}, {}, History<double>(samples), History<std::array<double, 3>>(samples)};
    if (!options.tolerance && options.recording == Recording::every_epoch) {
        constexpr std::size_t most_entries = std::size_t{1} << 24; // a longer record grows on its way
        const std::size_t epochs = std::min(static_cast<std::size_t>(options.epochs), most_entries / samples + 1);
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
        throw std::invalid_argument("training needs at least one epoch, not " + std::to_string(options.epochs));
    }
    require_positive(options.learning_rate, "the learning rate");
    if (options.tolerance) {
        require_positive(*options.tolerance, "the tolerance");
    }
}

Training train_with(const Parameters<double>& start, std::size_t samples, const TrainingOptions& options,
                    const Pass& pass)
{
    require_sense(options, samples);
    Training training = empty_record(options, samples);
    training.parameters = start;
    Parameters<double> next = start;
    Epoch epoch{0.0, {}, std::vector<double>(samples), std::vector<std::array<double, 3>>(samples)};
    for (long e = 0; e < options.epochs; ++e) {
        pass.epoch(next, epoch);
        const double test_loss = pass.test_loss ? pass.test_loss(next) : 0.0;
        if (!std::isfinite(epoch.loss) || !std::isfinite(test_loss)) {
            training.end = TrainingEnd::diverged;
            break;
        }
        const bool converged =
            options.tolerance && !training.loss.empty() && !(training.loss.back() - epoch.loss >= *options.tolerance);
        training.parameters = next;
        training.loss.push_back(epoch.loss);
        if (options.recording == Recording::every_epoch) {
            record(pass, epoch, training);
        }
        if (pass.test_loss) {
            training.test_loss.push_back(test_loss);
        }
        if (converged) {
            training.end = TrainingEnd::converged;
            break;
        }
        next = descend(next, epoch.gradient, options.learning_rate);
    }
    if (options.recording == Recording::last_epoch && !training.loss.empty()) {
        if (training.end == TrainingEnd::diverged) {
            pass.epoch(training.parameters, epoch); // the epoch that diverged is in the place of the last that counts
        }
        record(pass, epoch, training);
    }
    if (training.end == TrainingEnd::epochs_done) { // the last step has no epoch after it that would notice
        pass.epoch(next, epoch);
        if (std::isfinite(epoch.loss) && (!pass.test_loss || std::isfinite(pass.test_loss(next)))) {
            training.parameters = next;
        } else {
            training.end = TrainingEnd::diverged;
        }
    }
    return training;
}

Training train(const Parameters<double>& start, std::span<const Sample<double>> batch, const TrainingOptions& options,
               std::span<const Sample<double>> test_batch)
{
    Pass pass;
    pass.epoch = [&](const Parameters<double>& parameters, Epoch& epoch) {
        run(parameters, batch, options.loss_function, epoch);
    };
    pass.values = [](Epoch&) {}; // they are in their place already
    if (!test_batch.empty()) {
        pass.test_loss = [&](const Parameters<double>& parameters) {
            return mean_loss(parameters, test_batch, options.loss_function);
        };
    }
    return train_with(start, batch.size(), options, pass);
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
