#include "plots/loss_curve.hpp"
#include "workbook/chapter.hpp"
#include <ostream>

using namespace autoencoder;

void training_chapter(workbook::Page& page)
{
    const Training training = workbook::run_training(page);
    page.report() << "first loss " << workbook::fixed(training.loss.front(), 10) << "\nlast loss "
                  << workbook::fixed(training.loss.back(), 10) << "\n";
    page.figure(plots::loss_curve(training));
}

int main(int argc, char** argv)
{
    using enum workbook::Option;
    return workbook::run({"20_training",
                          "Trains the network on the document's twelve samples.",
                          {seed, data_seed, samples, sigma, epochs, learning_rate, tolerance}},
                         argc, argv, training_chapter);
}
