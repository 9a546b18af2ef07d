#include "workbook/values.hpp"

#include "data/csv.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <span>
#include <utility>

namespace autoencoder::workbook {

namespace {

/// Signs of the book that a name spells with letters.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> spellings{{{"λ", "lambda_"},
                                                                                   {"∂", "d"},
                                                                                   {"ℒ", "L"},
                                                                                   {"δ", "delta_"},
                                                                                   {"η", "eta"},
                                                                                   {"σ", "sigma"},
                                                                                   {"α", "alpha"},
                                                                                   {"β", "beta"},
                                                                                   {"²", "2"},
                                                                                   {"−", "minus"}}};

std::string text_of(double value)
{
    if (!std::isfinite(value)) {
        return "null";
    }
    const std::string text = shortest(value);
    return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

} // namespace

std::string as_name(std::string_view label)
{
    std::string name;
    while (!label.empty()) {
        const std::span all(spellings);
        const auto sign = std::ranges::find_if(all, [&](const auto& known) { return label.starts_with(known.first); });
        if (sign != all.end()) {
            name += sign->second;
            label.remove_prefix(sign->first.size());
            continue;
        }
        if (std::isalnum(static_cast<unsigned char>(label.front())) != 0) {
            name += label.front();
        } else if (!name.empty() && name.back() != '_') {
            name += '_';
        }
        label.remove_prefix(1);
    }
    name.erase(name.find_last_not_of('_') + 1);
    return name;
}

std::string to_json(const Values& values)
{
    std::string json = "{";
    for (const auto& [name, value] : values) {
        const long* const count = std::get_if<long>(&value);
        json += (json.size() > 1 ? ",\n\"" : "\n\"") + name
                + "\": " + (count != nullptr ? std::to_string(*count) : text_of(std::get<double>(value)));
    }
    return json + "\n}\n";
}

} // namespace autoencoder::workbook
