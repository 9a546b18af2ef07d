/// @file
/// What the command line of a chapter can set, at first as the document has it.
#pragma once

#include "data/samples.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace autoencoder::workbook {

/// The kinds of picture a figure can become.
enum class Format {
    svg, ///< for the pages of the book
    png, ///< for slides and chat
    pdf, ///< for print
    text ///< for an 80-column terminal
};

/// One part of a study that is spread over several machines.
struct Shard {
    std::size_t number = 1; ///< which part, counted from 1
    std::size_t of = 1;     ///< how many parts there are
};

/// The values of all options, at first the document's own.
struct Settings {
    std::uint32_t seed = 13;                 ///< of the initialisation
    std::uint32_t data_seed = 14;            ///< of the training samples
    std::uint32_t test_seed = 20;            ///< of the test samples
    std::size_t samples = 12;                ///< number of training samples, and of test samples
    double sigma = 0.1;                      ///< standard deviation of the noise in the samples
    long epochs = 10000;                     ///< most epochs of a training
    double learning_rate = 0.1;              ///< η
    std::optional<double> tolerance;         ///< smallest fall of the loss in an epoch that keeps the training going
    std::size_t sample = 1;                  ///< which sample a one-sample chapter looks at, counted from 1
    std::size_t seeds = 1000;                ///< how many initialisations a study trains: the seeds from 0 on
    Shard shard;                             ///< which part of them
    std::optional<Dataset> data;             ///< the reader's own training samples; nothing to draw them
    std::optional<Dataset> test_data;        ///< the reader's own test samples
    std::vector<std::filesystem::path> join; ///< tables of finished parts; empty to train
    std::optional<Format> figures = Format::svg;    ///< kind of picture; nothing for none
    std::filesystem::path output = "build/figures"; ///< directory of figures and their data
};

} // namespace autoencoder::workbook
