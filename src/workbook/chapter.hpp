/// @file
/// What the main functions of the chapters share: settings in, report out, figures and data to files, exit code.
#pragma once

#include "data/csv.hpp"
#include "data/samples.hpp"
#include "network/training.hpp"
#include "network/values.hpp"
#include "workbook/introduction.hpp"
#include "workbook/settings.hpp"
#include "workbook/table.hpp"

#include <array>
#include <functional>
#include <iosfwd>
#include <span>
#include <string>
#include <vector>

namespace autoencoder::workbook {

/// How a chapter program ends.
enum class ExitCode {
    success = 0,      ///< all is well
    check_failed = 1, ///< a check failed, or the training diverged
    usage = 2,        ///< the command line is wrong
    output = 3        ///< an output could not be written, or gnuplot failed or is missing
};

/// The page a chapter writes on: its settings, its report, and the files it leaves. Files are written when the report
/// is complete, so that a failure there never cuts the report short.
class Page {
public:
    /// A page with settings, whose report goes to a stream.
    /// @param settings what the command line asked for
    /// @param report   where the report is printed
    Page(Settings settings, std::ostream& report);

    /// What the command line asked for.
    /// @return the values of all options
    const Settings& settings() const { return settings_; }

    /// Where the report is printed.
    /// @return the stream given to the constructor
    std::ostream& report() { return report_; }

    /// Prints a heading, with an empty line before it.
    /// @param text one line
    void heading(const std::string& text);

    /// Prints one line that says whether something holds. The first one that does not decides the exit code, and its
    /// words are repeated on stderr.
    /// @param what  what should hold, in words
    /// @param holds whether it does
    void check(const std::string& what, bool holds);

    /// Keeps a figure, to be drawn and written with its data when the report is complete.
    /// @param figure has a `name`, its numbers as `data`, and a function `render(figure, format)` in its own namespace
    template <class Figure>
    void figure(Figure figure)
    {
        const std::string name = figure.name;
        const Csv data = figure.data;
        figures_.push_back({name, data, [drawn = std::move(figure)](Format format) { return render(drawn, format); }});
    }

    /// Keeps a table of numbers, to be written as `name.csv` when the report is complete.
    /// @param name  file name without its ending, such as `02_parameters`
    /// @param table the numbers
    void data(const std::string& name, Csv table);

    /// Draws and writes what was kept; with `--figures text` prints the figures. Says what was written.
    /// @throws OutputError when that fails; then no file of this page is left under its name
    ///         unless it was complete
    void publish();

    /// The checks that did not hold, in the order in which they were made.
    /// @return their words; empty when all is well
    const std::vector<std::string>& failures() const { return failures_; }

private:
    struct KeptFigure {
        std::string name;
        Csv data;
        std::function<std::string(Format)> draw;
    };

    Settings settings_;
    std::ostream& report_;
    std::vector<KeptFigure> figures_;
    std::vector<std::pair<std::string, Csv>> data_;
    std::vector<std::string> failures_;
};

/// The initial parameters that the settings ask for: normalised Xavier with `seed`.
/// @param settings what the command line asked for
/// @return 16 drawn weights, 8 biases of 0
Parameters<double> initial_parameters(const Settings& settings);

/// The training samples that the settings ask for: `data_seed`, `samples`, `sigma`.
/// @param settings what the command line asked for
/// @return the samples with slopes and labels
Dataset training_data(const Settings& settings);

/// The test samples that the settings ask for: `test_seed`, `samples`, `sigma`.
/// @param settings what the command line asked for
/// @return the samples with slopes and labels
Dataset test_data(const Settings& settings);

/// The training that the settings ask for.
/// @param settings what the command line asked for
/// @return epochs, learning rate and tolerance
TrainingOptions training_options(const Settings& settings);

/// Trains as the settings ask, from `initial_parameters(settings)` on `training_data(settings)`. When the training
/// diverges, the report says so and a failed check is recorded.
/// @param page whose settings are followed, and whose report tells of a divergence
/// @param test samples whose loss is recorded beside; may be empty
/// @return the training, up to a divergence if there is one
Training run_training(Page& page, std::span<const Sample<double>> test = {});

/// The loss of one sample whose outputs were recorded.
/// @param outputs O9, O10 and O11
/// @param sample  the sample they should reconstruct
/// @return ⅓ Σ (O − I)²
double loss_of(const std::array<double, 3>& outputs, const Sample<double>& sample);

/// A table of samples beside their reconstructions: latent value, each input beside its output, loss.
/// @param samples     one for each row
/// @param M6          latent value of each sample
/// @param outputs     O9, O10 and O11 of each sample
/// @param first_index index of the first sample
/// @return the table, with four decimals, six for the loss
Table reconstruction_table(std::span<const Sample<double>> samples, std::span<const double> M6,
                           std::span<const std::array<double, 3>> outputs, std::size_t first_index);

/// Runs a chapter: reads the command line, prints the report, writes the files, and turns whatever goes wrong into one
/// line on stderr and an exit code.
/// @param chapter what the program is
/// @param argc    as `main` gets it
/// @param argv    as `main` gets it
/// @param body    prints the report and keeps the figures
/// @return the exit code for `main`
int run(const Chapter& chapter, int argc, const char* const* argv, const std::function<void(Page&)>& body);

} // namespace autoencoder::workbook
