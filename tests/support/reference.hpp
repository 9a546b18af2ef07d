/// @file
/// The reference numbers of tests/reference/, as the tests read them. They come from NumPy: see reference.py there.
#pragma once

#include "data/csv.hpp"
#include "network/quantity.hpp"
#include "network/values.hpp"

#include <cmath>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace autoencoder::reference {

/// The configurations that are checked in: the document's own and three others.
inline const std::vector<std::string> folders{"document", "thirty_samples", "seven_samples", "until_convergence"};

/// The content of a file.
/// @throws std::runtime_error when it cannot be read: tests run from the top of the checkout
inline std::string content_of(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw std::runtime_error("cannot read " + path
                                 + ": tests run from the top of the checkout, as `make test` does");
    }
    return {std::istreambuf_iterator<char>(file), {}};
}

/// A reference table as CSV text.
inline std::string table(const std::string& folder, const std::string& name)
{
    return content_of("tests/reference/" + folder + "/" + name + ".csv");
}

/// A column of numbers of a reference table.
inline std::vector<double> column(const std::string& folder, const std::string& name, const std::string& of)
{
    return csv_column(table(folder, name), of);
}

/// The words of the command line that a configuration was computed with.
inline std::vector<std::string> options(const std::string& folder)
{
    std::istringstream words(content_of("tests/reference/" + folder + "/options.txt"));
    return {std::istream_iterator<std::string>(words), {}};
}

/// Parameters, or their derivatives, from a table with one row a parameter.
inline Parameters<double> parameters(const std::string& folder, const std::string& name,
                                     const std::string& of = "value")
{
    const std::string text = table(folder, name);
    const std::vector<double> values = csv_column(text, of);
    Parameters<double> result;
    std::istringstream lines(text);
    std::string line;
    std::getline(lines, line); // the header
    for (const double value : values) {
        std::getline(lines, line);
        result[quantity_named(line.substr(0, line.find(',')))] = value;
    }
    if (values.size() != parameter_count) {
        throw std::runtime_error(name + ".csv of " + folder + " has " + std::to_string(values.size()) + " rows");
    }
    return result;
}

/// Samples from a table with the columns I1, I2 and I3.
inline std::vector<Sample<double>> samples(const std::string& folder, const std::string& name)
{
    const auto I1 = column(folder, name, "I1");
    const auto I2 = column(folder, name, "I2");
    const auto I3 = column(folder, name, "I3");
    std::vector<Sample<double>> result;
    for (std::size_t i = 0; i < I1.size(); ++i) {
        result.push_back({I1[i], I2[i], I3[i]});
    }
    return result;
}

/// How far a value is from the expected one, relative to the expected one. NaN when either is not a number.
inline double relative_error(double value, double expected)
{
    return value == expected ? 0.0 : std::abs(value - expected) / std::abs(expected);
}

} // namespace autoencoder::reference
