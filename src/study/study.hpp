/// @file
/// What a long study needs beside its numbers: a bar that shows how far it is, an interruption that loses nothing, and
/// tables of parts that were computed elsewhere.
#pragma once

#include "network/values.hpp"
#include "study/seed_row.hpp"
#include "workbook/held_signals.hpp"
#include "workbook/settings.hpp"

#include <array>
#include <atomic>
#include <filesystem>
#include <span>
#include <utility>
#include <vector>

namespace autoencoder::study {

/// While it lives, Ctrl-C does not end the program: it is remembered, and the program can ask. A second Ctrl-C ends it.
/// The other ending signals are treated in the same way; those that are ignored stay so.
class Interruption {
public:
    Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;
    ~Interruption();

    /// Whether Ctrl-C was pressed, or another ending signal came.
    /// @return true from then on
    static bool asked();

private:
    std::array<void (*)(int), workbook::ending_signals.size()> before_{};
};

/// A bar on stderr, when stderr is a terminal; nothing otherwise. It may be moved from several threads.
class ProgressBar {
public:
    /// An empty bar.
    /// @param steps how many there are, at least 1
    explicit ProgressBar(std::size_t steps);
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;
    /// Wipes the bar away.
    ~ProgressBar();

    /// One more step is done.
    void step();

private:
    std::size_t steps_;
    std::atomic<std::size_t> done_ = 0;
    bool terminal_;
};

/// The seeds of a shard: shard i of n takes an equal part, in order, and all shards together every seed once.
/// @param seeds how many there are: 0 to seeds − 1
/// @param shard which part
/// @return the first seed, and the one behind the last
std::pair<std::size_t, std::size_t> seeds_of(std::size_t seeds, workbook::Shard shard);

/// Reads the parts of a study, as figure `26_plateau` writes them, and puts them in the order of their seeds.
/// @param files  at least one
/// @param epochs the epochs whose losses each must hold
/// @param seeds  how many the study has: 0 to seeds − 1
/// @return one row for each seed that is there
/// @throws UsageError when a file cannot be read, is no part of such a study or is cut, or a seed occurs twice
std::vector<SeedRow> joined(std::span<const std::filesystem::path> files, const StudyEpochs& epochs, std::size_t seeds);

/// Repeats each training up to the second of the epochs that its row holds: on the same samples and with the same
/// learning rate it gives the same two losses, to the last bit.
/// @param rows          what the parts say, one row for each seed
/// @param epochs        the epochs whose losses a row holds
/// @param starts        the initial parameters of each row's seed
/// @param batch         training samples
/// @param learning_rate η
/// @throws UsageError that names the first seed whose losses are others
void require_same_training(std::span<const SeedRow> rows, const StudyEpochs& epochs,
                           std::span<const Parameters<double>> starts, std::span<const Sample<double>> batch,
                           double learning_rate);

/// Compares what a row says with what follows from its seed and its own losses.
/// @param rows          what the parts say, one row for each seed
/// @param epochs        the epochs whose losses a row holds
/// @param agreements    e + d of each row's seed, computed anew
/// @param escaped_below the loss below which a training has escaped
/// @throws UsageError that names the first seed with another e + d, or with an epoch of escape that its losses refute
void require_consistent(std::span<const SeedRow> rows, const StudyEpochs& epochs, std::span<const double> agreements,
                        double escaped_below);

} // namespace autoencoder::study
