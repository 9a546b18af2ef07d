#include "study/study.hpp"

#include "data/csv.hpp"
#include "lanes/training.hpp"
#include "workbook/command_line.hpp"
#include "workbook/input_file.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <iterator>
#include <stdexcept>
#include <string>

#include <unistd.h>

namespace autoencoder::study {

using workbook::ending_signals;
using workbook::UsageError;

namespace {

// Written by the handler of a signal, read by the threads that train.
std::atomic<bool> interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free);

void remember(int signal)
{
    interrupted = true;
    std::signal(signal, SIG_DFL); // the second time ends the program
}

UsageError not_a_part(const std::filesystem::path& path, const std::string& allowed)
{
    return UsageError("--join '" + path.string() + "': allowed is " + allowed);
}

std::string content_of(const std::filesystem::path& path)
{
    // A study of the most seeds that a command line allows takes less.
    constexpr std::uintmax_t largest = 300'000'000;
    try {
        return workbook::content_of(path, largest);
    } catch (const std::invalid_argument& error) {
        throw not_a_part(path, error.what());
    }
}

/// A number of a row that must be whole, and within bounds.
long whole(double value, const std::string& column, long lowest, long highest)
{
    if (!(value >= static_cast<double>(lowest) && value <= static_cast<double>(highest))
        || value != std::floor(value)) {
        throw std::invalid_argument(column + " " + shortest(value) + " is not a whole number from "
                                    + std::to_string(lowest) + " to " + std::to_string(highest));
    }
    return static_cast<long>(value);
}

/// One row of a part, its numbers in the order of `study_columns`.
SeedRow row_of(const std::vector<double>& numbers, const StudyEpochs& epochs, std::size_t seeds)
{
    SeedRow row;
    row.seed = static_cast<std::uint32_t>(whole(numbers[0], "seed", 0, static_cast<long>(seeds) - 1));
    row.final_loss = numbers[1];
    row.escape_epoch = whole(numbers[2], "escape_epoch", -1, epochs.back());
    row.agreement = numbers[3];
    row.latent_slope = numbers[4];
    row.r_squared = numbers[5];
    row.loss.assign(numbers.end() - static_cast<std::ptrdiff_t>(epochs.size()), numbers.end());
    if (!std::ranges::all_of(numbers, [](double number) { return std::isfinite(number); })) {
        throw std::invalid_argument("seed " + std::to_string(row.seed) + " has a number that is not finite");
    }
    if (!std::ranges::all_of(row.loss, [](double loss) { return loss >= 0.0; }) || row.final_loss != row.loss.back()) {
        throw std::invalid_argument("seed " + std::to_string(row.seed)
                                    + " has a loss that is less than 0, or two final losses");
    }
    if (!(row.r_squared >= 0.0 && row.r_squared <= 1.0 + 1e-12)) { // what rounding may add
        throw std::invalid_argument("seed " + std::to_string(row.seed) + " has an r² outside 0 to 1");
    }
    return row;
}

std::vector<SeedRow> rows_of(const std::filesystem::path& path, const StudyEpochs& epochs, std::size_t seeds)
{
    const std::string text = content_of(path);
    try {
        std::vector<SeedRow> rows;
        for (const std::vector<double>& numbers : csv_rows(text, study_columns(epochs))) {
            rows.push_back(row_of(numbers, epochs, seeds));
        }
        if (rows.empty()) {
            throw std::invalid_argument("it has no seed");
        }
        return rows;
    } catch (const std::invalid_argument& error) {
        throw not_a_part(path, std::string("a 26_plateau.csv of the same options; ") + error.what());
    }
}

} // namespace

Interruption::Interruption()
{
    interrupted = false;
    for (std::size_t i = 0; i < before_.size(); ++i) {
        before_[i] = std::signal(ending_signals[i], SIG_IGN);
        if (before_[i] != SIG_IGN) {
            std::signal(ending_signals[i], remember);
        }
    }
}

Interruption::~Interruption()
{
    for (std::size_t i = 0; i < before_.size(); ++i) {
        std::signal(ending_signals[i], before_[i] == SIG_ERR ? SIG_DFL : before_[i]);
    }
}

bool Interruption::asked()
{
    return interrupted;
}

ProgressBar::ProgressBar(std::size_t steps) : steps_(steps), terminal_(::isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar()
{
    if (terminal_) {
        std::fputs("\r\033[K", stderr);
    }
}

void ProgressBar::step()
{
    const std::size_t done = ++done_;
    constexpr std::size_t width = 40;
    if (!terminal_ || done * 100 / steps_ == (done - 1) * 100 / steps_) {
        return; // nothing new to see
    }
    const std::string bar(done * width / steps_, '#');
    std::fprintf(stderr, "\r  [%-40s] %3zu %%  %zu of %zu seeds", bar.c_str(), done * 100 / steps_, done, steps_);
}

std::pair<std::size_t, std::size_t> seeds_of(std::size_t seeds, workbook::Shard shard)
{
    return {(shard.number - 1) * seeds / shard.of, shard.number * seeds / shard.of};
}

std::vector<SeedRow> joined(std::span<const std::filesystem::path> files, const StudyEpochs& epochs, std::size_t seeds)
{
    std::vector<SeedRow> all;
    for (const std::filesystem::path& file : files) {
        std::ranges::move(rows_of(file, epochs, seeds), std::back_inserter(all));
    }
    std::ranges::sort(all, {}, &SeedRow::seed);
    const auto twice = std::ranges::adjacent_find(all, {}, &SeedRow::seed);
    if (twice != all.end()) {
        throw UsageError("--join: seed " + std::to_string(twice->seed) + " is there twice: allowed is each part once");
    }
    return all;
}

void require_same_training(std::span<const SeedRow> rows, const StudyEpochs& epochs,
                           std::span<const Parameters<double>> starts, std::span<const Sample<double>> batch,
                           double learning_rate)
{
    const std::size_t second = std::min<std::size_t>(1, epochs.size() - 1);
    lanes::ManyOptions options;
    options.epochs = epochs[second] + 1;
    options.learning_rate = learning_rate;
    std::vector<std::array<double, 2>> losses(rows.size());
    lanes::train_many(starts, batch, options,
                      [&](std::size_t i, const Parameters<double>&, std::span<const double> loss) {
                          losses[i] = {loss.front(), loss.back()};
                      });
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (losses[i] != std::array{rows[i].loss.front(), rows[i].loss[second]}) {
            throw UsageError("--join: seed " + std::to_string(rows[i].seed)
                             + " was trained on other samples or with another learning rate: allowed are parts of the "
                               "same options");
        }
    }
}

void require_consistent(std::span<const SeedRow> rows, const StudyEpochs& epochs, std::span<const double> agreements,
                        double escaped_below)
{
    const auto refuse = [](const SeedRow& row, const std::string& why) {
        throw UsageError("--join: seed " + std::to_string(row.seed) + " has " + why
                         + ": allowed are parts as 26_seeds has written them");
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const SeedRow& row = rows[i];
        if (row.agreement != agreements[i]) {
            refuse(row, "an e + d of " + shortest(row.agreement) + ", and its initial weights one of "
                            + shortest(agreements[i]));
        }
        for (std::size_t k = 0; k < epochs.size(); ++k) {
            const bool low = row.loss[k] < escaped_below;
            const bool escaped = row.escape_epoch >= 0 && row.escape_epoch <= epochs[k];
            // Above the line again later is possible; below it before the escape, or above it in that epoch, is not.
            if (low ? !escaped : row.escape_epoch == epochs[k]) {
                refuse(row, "an escape_epoch of " + std::to_string(row.escape_epoch) + ", and a loss of "
                                + shortest(row.loss[k]) + " in epoch " + std::to_string(epochs[k]));
            }
        }
    }
}

} // namespace autoencoder::study
