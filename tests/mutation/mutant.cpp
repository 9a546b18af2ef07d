#include "tests/mutation/mutant.hpp"

#include <cstdlib>
#include <string>
#include <vector>

namespace autoencoder::mutation {

namespace {

struct Scale {
    int site;
    double factor;
};

struct Setting {
    int variant = 0;
    std::vector<Scale> scales;
};

/// `17`, `3*1+1e-9` or `3*2,5/2`; the gate writes it, so that anything else is a mistake there and ends the program.
Setting read()
{
    Setting setting;
    const char* given = std::getenv("MUTANT");
    std::string text = given == nullptr ? "" : given;
    while (!text.empty()) {
        std::size_t used = 0;
        const int number = std::stoi(text, &used);
        if (used == text.size()) {
            setting.variant = number;
            return setting;
        }
        const bool divide = text[used] == '/';
        text.erase(0, used + 1);
        double factor = std::stod(text, &used);
        text.erase(0, used);
        if (text.starts_with('+')) {
            factor += std::stod(text, &used);
            text.erase(0, used);
        }
        setting.scales.push_back({number, divide ? 1.0 / factor : factor});
        text.erase(0, text.starts_with(',') ? 1 : 0);
    }
    return setting;
}

const Setting& setting()
{
    static const Setting read_once = read();
    return read_once;
}

} // namespace

int variant()
{
    return setting().variant;
}

double factor_of(int site)
{
    for (const Scale& scale : setting().scales) {
        if (scale.site == site) {
            return scale.factor;
        }
    }
    return 1.0;
}

} // namespace autoencoder::mutation
