// Any text as a CSV table. `csv_column` gives the numbers that stand in it, or says why it cannot; `read_samples` gives
// samples that a chapter can use, or names the line.
#include "data/csv.hpp"
#include "data/samples.hpp"
#include "tests/fuzz/property.hpp"

#include <cmath>
#include <stdexcept>

using namespace autoencoder;

namespace {

using Table = std::vector<std::vector<std::string>>;

void check_values(const Table& table, std::size_t place, const std::vector<double>& values)
{
    fuzz::require(values.size() == table.size() - 1, "one number a row");
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::vector<std::string>& cells = table[i + 1];
        fuzz::require(cells.size() == table.front().size(), "every row is as long as the header");
        fuzz::require(fuzz::is_number(cells[place], values[i]), "the number is the one in the cell");
    }
}

/// Of the same text, samples or a refusal that names a line.
void check_samples(std::string_view text)
{
    try {
        const Dataset dataset = read_samples(text);
        fuzz::require(!dataset.samples.empty(), "there is a sample");
        fuzz::require(dataset.slopes.empty(), "nobody has drawn them");
        fuzz::require(dataset.labels.empty() || dataset.labels.size() == dataset.samples.size(),
                      "each sample has a label, or none has");
        for (const auto& [I1, I2, I3] : dataset.samples) {
            fuzz::require(std::abs(I1) <= largest_value && std::abs(I2) <= largest_value
                              && std::abs(I3) <= largest_value,
                          "every value is a number of the size allowed");
        }
    } catch (const std::invalid_argument& error) {
        fuzz::require(std::string_view(error.what()).starts_with("CSV line "), "a refusal names the line");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzz::text_of(data, size);
    check_samples(text);
    const Table table = fuzz::table_of(text);
    const auto header = table.empty() ? std::vector<std::string>{""} : table.front();
    for (std::size_t place = 0; place < header.size(); ++place) {
        const bool first_of_its_name =
            std::ranges::find(header, header[place]) - header.begin() == std::ptrdiff_t(place);
        try {
            const std::vector<double> values = csv_column(text, header[place]);
            fuzz::require(!table.empty(), "an empty text has no column");
            if (first_of_its_name) {
                check_values(table, place, values);
            }
        } catch (const std::invalid_argument& error) {
            fuzz::require(error.what()[0] != '\0', "a refusal has a reason");
        }
    }
    return 0;
}
