// Any text as a finished part of a study. Its seeds are taken over as they stand there, or it is refused in one line.
#include "study/study.hpp"
#include "tests/fuzz/memory_file.hpp"
#include "tests/fuzz/mutation.hpp"
#include "workbook/command_line.hpp"

#include <array>

using namespace autoencoder;

namespace {

const study::StudyEpochs epochs{0, 1};
constexpr std::size_t seeds = 20;

/// A seed and the line of the file that holds it.
void check_row(const study::SeedRow& row, const std::vector<std::string>& cells)
{
    const std::vector<double> values{double(row.seed), row.final_loss, double(row.escape_epoch), row.agreement,
                                     row.latent_slope, row.r_squared,  row.loss.at(0),           row.loss.at(1)};
    fuzz::require(row.loss.size() == epochs.size() && cells.size() == values.size(), "a row is complete");
    for (std::size_t i = 0; i < values.size(); ++i) {
        fuzz::require(std::isfinite(values[i]) && fuzz::is_number(cells[i], values[i]), "a number is the one given");
    }
    fuzz::require(row.seed < seeds, "the seed is one of the study");
    fuzz::require(row.escape_epoch >= -1 && row.escape_epoch <= epochs.back(), "the escape is within the training");
    fuzz::require(row.loss[0] >= 0 && row.loss[1] >= 0 && row.final_loss >= 0, "a loss is not less than 0");
    fuzz::require(row.r_squared >= 0 && row.r_squared <= 1.000001, "an r² is a share");
}

} // namespace

/// Every second change puts a cell below the header into the place of another.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed)
{
    static const std::array cells{"nan", "inf", "-inf", "",   "x",   "-1",         "0",
                                  "1",   "2",   "19",   "20", "0.5", "4294967296", "0.8095628721161183"};
    const std::size_t below = fuzz::text_of(data, size).find('\n') + 1; // 0 when there is no header
    return fuzz::changed(data, size, max_size, seed, below, ",\n",
                         [](fuzz::Random& random) { return fuzz::any_of(cells, random); });
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzz::text_of(data, size);
    const fuzz::MemoryFile file(text);
    const std::array files{file.path()};
    try {
        const std::vector<study::SeedRow> rows = study::joined(files, epochs, seeds);
        auto lines = fuzz::table_of(text);
        fuzz::require(rows.size() + 1 == lines.size(), "a seed for each line below the header");
        std::ranges::sort(lines.begin() + 1, lines.end(), {},
                          [](const auto& cells) { return std::strtod(cells.front().c_str(), nullptr); });
        for (std::size_t i = 0; i < rows.size(); ++i) {
            check_row(rows[i], lines[i + 1]);
            fuzz::require(i == 0 || rows[i - 1].seed < rows[i].seed, "every seed is there once, in order");
        }
    } catch (const workbook::UsageError& error) {
        fuzz::require(fuzz::is_one_line(error.what()), "a refusal is one line");
    }
    return 0;
}
