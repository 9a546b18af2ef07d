#include "workbook/chapter.hpp"

#include "data/random_stream.hpp"
#include "network/initialization.hpp"
#include "workbook/command_line.hpp"
#include "workbook/held_signals.hpp"
#include "workbook/output_file.hpp"

#include <csignal>
#include <exception>
#include <filesystem>
#include <iostream>
#include <map>
#include <new>
#include <stdexcept>
#include <utility>

namespace autoencoder::workbook {

namespace {

/// What the name of a picture ends with. A picture of characters has no file.
std::string ending_of(Format format)
{
    static const std::map<Format, std::string> endings{
        {Format::svg, ".svg"}, {Format::png, ".png"}, {Format::pdf, ".pdf"}};
    return endings.at(format);
}

std::string stem_of(const std::string& name)
{
    return std::filesystem::path(name).stem();
}

int fail(const Chapter& chapter, ExitCode code, const std::string& why)
{
    std::cerr << one_line(chapter.name + ": " + why) << "\n";
    return static_cast<int>(code);
}

/// A report that cannot reach its reader is an output that could not be written.
void flush(std::ostream& report)
{
    if (!report.flush()) {
        throw OutputError("cannot write the report to standard output: is it closed, or its disk full?");
    }
}

} // namespace

Page::Page(Settings settings, std::ostream& report) : settings_(std::move(settings)), report_(report) {}

void Page::heading(const std::string& text)
{
    report_ << "\n" << text << "\n\n";
}

void Page::check(const std::string& what, bool holds)
{
    report_ << "  " << (holds ? "✓ " : "✗ ") << what << "\n";
    if (!holds) {
        failures_.push_back(what);
    }
}

void Page::data(const std::string& name, Csv table)
{
    data_.emplace_back(name, std::move(table));
}

void Page::publish()
{
    // Everything is made before anything is written, so that a figure that fails leaves no half of a set behind.
    std::vector<std::pair<std::string, std::string>> files;
    std::string printed;
    for (const KeptFigure& figure : figures_) {
        if (settings_.figures) {
            std::string picture = figure.draw(*settings_.figures);
            if (*settings_.figures == Format::text) {
                printed += "\n" + picture;
            } else {
                files.emplace_back(figure.name + ending_of(*settings_.figures), std::move(picture));
            }
        }
        files.emplace_back(figure.name + ".csv", to_text(figure.data));
    }
    for (const auto& [name, table] : data_) {
        files.emplace_back(name + ".csv", to_text(table));
    }
    {
        const HeldSignals signals; // an interrupted chapter leaves all of its files or none
        for (const auto& [name, content] : files) {
            write_file(settings_.output / name, content);
        }
    }
    report_ << printed;
    if (!files.empty()) {
        report_ << "\nWritten to " << settings_.output.string() << ":\n";
    }
    for (auto file = files.begin(); file != files.end(); ++file) { // a line for each figure and its data
        const bool more = file + 1 != files.end() && stem_of(file->first) == stem_of((file + 1)->first);
        report_ << "  " << file->first << (more ? "" : "\n");
    }
}

Parameters<double> initial_parameters(const Settings& settings)
{
    RandomStream stream(settings.seed);
    return initialize([&stream](double low, double high) { return stream.uniform(low, high); });
}

Dataset training_data(const Settings& settings)
{
    return make_dataset(settings.data_seed, settings.samples, settings.sigma);
}

Dataset test_data(const Settings& settings)
{
    return make_dataset(settings.test_seed, settings.samples, settings.sigma);
}

TrainingOptions training_options(const Settings& settings)
{
    TrainingOptions options;
    options.epochs = settings.epochs;
    options.learning_rate = settings.learning_rate;
    options.tolerance = settings.tolerance;
    return options;
}

Training run_training(Page& page, std::span<const Sample<double>> test)
{
    const Settings& settings = page.settings();
    Training training =
        train(initial_parameters(settings), training_data(settings).samples, training_options(settings), test);
    if (training.end == TrainingEnd::diverged) {
        page.check("the training diverged: the loss of epoch " + std::to_string(training.loss.size())
                       + " is not a finite number; try a learning rate below " + shortest(settings.learning_rate),
                   false);
    }
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

int run(const Chapter& chapter, int argc, const char* const* argv, const std::function<void(Page&)>& body)
{
    std::signal(SIGPIPE, SIG_IGN); // a reader that has gone is a failed write, which is reported below
    std::signal(SIGXFSZ, SIG_IGN); // and so is a file beyond the largest size allowed
    try {
        const auto settings = parse_command_line(chapter, {argv + 1, argv + argc}, std::cout);
        if (!settings) {
            flush(std::cout);
            return static_cast<int>(ExitCode::success);
        }
        Page page(*settings, std::cout);
        body(page);
        flush(std::cout);
        page.publish();
        flush(std::cout);
        if (!page.failures().empty()) {
            return fail(chapter, ExitCode::check_failed, page.failures().front());
        }
        return static_cast<int>(ExitCode::success);
    } catch (const UsageError& error) {
        return fail(chapter, ExitCode::usage, error.what());
    } catch (const OutputError& error) {
        return fail(chapter, ExitCode::output, error.what());
    } catch (const std::bad_alloc&) {
        return fail(chapter, ExitCode::usage, "not enough memory for this many epochs and samples: ask for fewer");
    } catch (const std::invalid_argument& error) { // such as a regression through one sample
        return fail(chapter, ExitCode::usage, error.what() + std::string(": other values of the options are needed"));
    } catch (const std::exception& error) { // such as a TMPDIR that does not exist
        return fail(chapter, ExitCode::output, error.what());
    }
}

} // namespace autoencoder::workbook
