#include "plots/loss_curve.hpp"

namespace autoencoder::plots {

Figure loss_curve(const Training& training)
{
    Figure figure{"20_loss", "Loss by epoch", "", {{"epoch", "loss"}}, ""};
    std::string script = "$data << EOD\n";
    for (std::size_t epoch = 0; epoch < training.loss.size(); ++epoch) {
        figure.data.rows.push_back({static_cast<long>(epoch), training.loss[epoch]});
        script += std::to_string(epoch) + " " + shortest(training.loss[epoch]) + "\n";
    }
    figure.description = "The loss starts at " + shortest(training.loss.front()) + " and ends at "
                         + shortest(training.loss.back()) + ".";
    figure.script = script
                    + "EOD\nset xlabel 'Epoch'\nset ylabel 'Mean squared error'\nset yrange [0:1]\nset key off\n"
                      "plot $data using 1:2 with lines linewidth 2\n";
    return figure;
}

} // namespace autoencoder::plots
