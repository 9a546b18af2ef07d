#include "workbook/chapter.hpp"

#include "data/random_stream.hpp"
#include "network/initialization.hpp"

namespace autoencoder::workbook {

Parameters<double> initial_parameters(const Settings& settings)
{
    RandomStream stream(settings.seed);
    return initialize([&stream](double low, double high) { return stream.uniform(low, high); });
}

Dataset training_data(const Settings& settings)
{
    return settings.data ? *settings.data : make_dataset(settings.data_seed, settings.samples, settings.sigma);
}

Dataset test_data(const Settings& settings)
{
    return settings.test_data ? *settings.test_data
                              : make_dataset(settings.test_seed, settings.samples, settings.sigma);
}

TrainingOptions training_options(const Settings& settings)
{
    TrainingOptions options;
    options.epochs = settings.epochs;
    options.learning_rate = settings.learning_rate;
    options.tolerance = settings.tolerance;
    return options;
}

void check_end(Page& page, const Training& training, std::size_t first_epoch)
{
    if (training.end == TrainingEnd::diverged) {
        page.check("the training diverged: the loss of epoch " + std::to_string(first_epoch + training.loss.size())
                       + " is not a finite number; try a learning rate below "
                       + shortest(page.settings().learning_rate),
                   false);
    }
}

Training run_training(Page& page, std::span<const Sample<double>> test)
{
    const Settings& settings = page.settings();
    Training training =
        train(initial_parameters(settings), training_data(settings).samples, training_options(settings), test);
    check_end(page, training);
    return training;
}

double loss_of(const std::array<double, 3>& outputs, const Sample<double>& sample)
{
    Nodes<double> nodes;
    nodes.O9 = outputs[0];
    nodes.O10 = outputs[1];
    nodes.O11 = outputs[2];
    return loss(nodes, sample);
}

Table reconstruction_table(std::span<const Sample<double>> samples, std::span<const double> M6,
                           std::span<const std::array<double, 3>> outputs, std::size_t first_index)
{
    Table table({"sample", "M6", "I1", "O9", "I2", "O10", "I3", "O11", "loss"});
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto& [I1, I2, I3] = samples[i];
        const auto& [O9, O10, O11] = outputs[i];
        table.row({std::to_string(first_index + i), fixed(M6[i], 4), fixed(I1, 4), fixed(O9, 4), fixed(I2, 4),
                   fixed(O10, 4), fixed(I3, 4), fixed(O11, 4), fixed(loss_of(outputs[i], samples[i]))});
    }
    return table;
}

} // namespace autoencoder::workbook
