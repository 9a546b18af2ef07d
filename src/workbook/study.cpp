#include "workbook/study.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include <unistd.h>

namespace autoencoder::workbook {

namespace {

volatile std::sig_atomic_t interrupted = 0;

void remember(int signal)
{
    interrupted = 1;
    std::signal(signal, SIG_DFL); // the second time ends the program
}

std::string content_of(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file || std::filesystem::is_directory(path)) {
        throw UsageError("--join '" + path.string() + "': allowed is a file that can be read");
    }
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<plots::SeedRow> rows_of(const std::filesystem::path& path, const plots::StudyEpochs& epochs)
{
    try {
        const std::string text = content_of(path);
        std::vector<plots::SeedRow> rows;
        for (const double seed : csv_column(text, "seed")) {
            rows.push_back({static_cast<std::uint32_t>(seed)});
        }
        const auto read = [&](const std::string& column, auto put) {
            const std::vector<double> values = csv_column(text, column);
            for (std::size_t i = 0; i < rows.size(); ++i) {
                put(rows[i], values[i]);
            }
        };
        read("final_loss", [](plots::SeedRow& row, double value) { row.final_loss = value; });
        read("escape_epoch", [](plots::SeedRow& row, double value) { row.escape_epoch = static_cast<long>(value); });
        read("agreement", [](plots::SeedRow& row, double value) { row.agreement = value; });
        read("latent_slope", [](plots::SeedRow& row, double value) { row.latent_slope = value; });
        read("r_squared", [](plots::SeedRow& row, double value) { row.r_squared = value; });
        for (const long epoch : epochs) {
            read("loss_" + std::to_string(epoch), [](plots::SeedRow& row, double value) { row.loss.push_back(value); });
        }
        return rows;
    } catch (const std::invalid_argument& error) {
        throw UsageError("--join '" + path.string() + "': allowed is a 26_plateau.csv of the same options; "
                         + error.what());
    }
}

} // namespace

Interruption::Interruption()
{
    interrupted = 0;
    before_ = std::signal(SIGINT, remember);
}

Interruption::~Interruption()
{
    std::signal(SIGINT, before_ == SIG_ERR ? SIG_DFL : before_);
}

bool Interruption::asked()
{
    return interrupted != 0;
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

std::pair<std::size_t, std::size_t> seeds_of(std::size_t seeds, Shard shard)
{
    return {(shard.number - 1) * seeds / shard.of, shard.number * seeds / shard.of};
}

std::vector<plots::SeedRow> joined(std::span<const std::filesystem::path> files, const plots::StudyEpochs& epochs)
{
    std::vector<plots::SeedRow> all;
    for (const std::filesystem::path& file : files) {
        std::ranges::move(rows_of(file, epochs), std::back_inserter(all));
    }
    std::ranges::sort(all, {}, &plots::SeedRow::seed);
    const auto twice = std::ranges::adjacent_find(all, {}, &plots::SeedRow::seed);
    if (twice != all.end()) {
        throw UsageError("--join: seed " + std::to_string(twice->seed) + " is there twice: allowed is each part once");
    }
    return all;
}

} // namespace autoencoder::workbook
