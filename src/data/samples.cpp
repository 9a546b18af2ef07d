#include "data/samples.hpp"

#include "data/csv.hpp"
#include "data/random_stream.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace autoencoder {

namespace {

/// The header of samples: each of the columns once, which others may stand between.
void require_columns(const std::vector<std::string>& header)
{
    if (header.empty()) {
        throw std::invalid_argument("CSV line 1 is missing: there is nothing to read");
    }
    for (const std::string name : {"I1", "I2", "I3", "label"}) {
        const auto count = std::ranges::count(header, name);
        if (count > 1) {
            throw std::invalid_argument("CSV line 1 has the column " + name + " "
                                        + std::to_string(count) + " times");
        }
        if (count == 0 && name != "label") {
            std::string all;
            for (const std::string& other : header) {
                all += (all.empty() ? "'" : ", '") + other.substr(0, 20) + "'";
            }
            throw std::invalid_argument("CSV line 1 has no column " + name + ", it has "
                                        + all.substr(0, 100));
        }
    }
}

/// A column whose numbers can be used.
std::vector<double> usable_column(std::string_view text, const std::string& name,
                                  double largest)
{
    std::vector<double> values = csv_column(text, name);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!(std::abs(values[i]) <= largest)) {
            throw std::invalid_argument("CSV line " + std::to_string(i + 2) + " has " + name
                                        + " = " + shortest(values[i])
                                        + ", which is not a number from -" + shortest(largest)
                                        + " to " + shortest(largest));
        }
    }
    return values;
}

} // namespace

double label_of(const Sample<double>& sample)
{
    return (1.0 * sample.I1 + 2.0 * sample.I2 + 3.0 * sample.I3) / 14.0;
}

Dataset make_dataset(std::uint32_t seed, std::size_t count, double sigma)
{
    if (count == 0) {
        throw std::invalid_argument("a dataset needs at least one sample");
    }
    if (!(sigma >= 0.0) || !std::isfinite(sigma)) {
        throw std::invalid_argument("sigma must be a finite number that is 0 or greater, not "
                                    + std::to_string(sigma));
    }
    RandomStream stream(seed);
    Dataset dataset;
    for (std::size_t i = 0; i < count; ++i) {
        const double slope = stream.uniform(-2.0, 2.0);
        // NumPy draws the three deviations in one call, in the order of the nodes.
        const double e1 = stream.normal(0.0, sigma);
        const double e2 = stream.normal(0.0, sigma);
        const double e3 = stream.normal(0.0, sigma);
        const Sample<double> sample{-1.0 * slope + e1, 0.0 * slope + e2, 1.0 * slope + e3};
        dataset.samples.push_back(sample);
        dataset.slopes.push_back(slope);
        dataset.labels.push_back(label_of(sample));
    }
    return dataset;
}

Dataset read_samples(std::string_view text)
{
    const std::vector<std::string> header = csv_header(text);
    require_columns(header);
    const std::vector<double> I1 = usable_column(text, "I1", largest_value);
    const std::vector<double> I2 = usable_column(text, "I2", largest_value);
    const std::vector<double> I3 = usable_column(text, "I3", largest_value);
    if (I1.empty()) {
        throw std::invalid_argument(
            "CSV line 2 is missing: there is no sample below the header");
    }
    if (I1.size() > most_samples_read) {
        throw std::invalid_argument("CSV line " + std::to_string(most_samples_read + 2)
                                    + " is one too many: there may be "
                                    + std::to_string(most_samples_read) + " samples");
    }
    Dataset dataset;
    for (std::size_t i = 0; i < I1.size(); ++i) {
        dataset.samples.push_back({I1[i], I2[i], I3[i]});
    }
    if (std::ranges::find(header, "label") != header.end()) {
        dataset.labels = usable_column(text, "label", largest_label);
    }
    return dataset;
}

} // namespace autoencoder
