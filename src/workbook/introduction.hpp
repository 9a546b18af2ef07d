/// @file
/// What a chapter introduces itself with: its name, what it shows, and which options it has.
#pragma once

#include <string>
#include <vector>

namespace autoencoder::workbook {

/// The options that only some chapters have. Every chapter has --help, --version, --figures and --output besides.
enum class Option {
    seed,          ///< --seed
    data_seed,     ///< --data-seed
    test_seed,     ///< --test-seed
    samples,       ///< --samples
    sigma,         ///< --sigma
    epochs,        ///< --epochs
    learning_rate, ///< --learning-rate
    tolerance,     ///< --tolerance
    sample,        ///< --sample
    seeds,         ///< --seeds
    shard,         ///< --shard
    join,          ///< --join
    data,          ///< --data
    test_data      ///< --test-data
};

/// A chapter as its program introduces itself.
struct Chapter {
    std::string name;            ///< of the program, such as `20_training`
    std::string shows;           ///< one sentence for --help
    std::vector<Option> options; ///< those that change what it shows
    long lengths = 1;            ///< how many times --epochs it trains in all
};

} // namespace autoencoder::workbook
