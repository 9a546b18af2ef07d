// Any table as CSV text. What `to_text` writes reads back to the same doubles; what would not, it refuses.
#include "data/csv.hpp"
#include "tests/fuzz/property.hpp"

#include <cstring>
#include <stdexcept>

using namespace autoencoder;

namespace {

/// Takes a table out of an input, as far as it reaches.
class Input {
public:
    explicit Input(std::string_view bytes) : bytes_(bytes) {}

    bool empty() const { return bytes_.empty(); }

    /// A number from 0 to `most`.
    std::size_t count(std::size_t most)
    {
        const std::string byte = word(1);
        return byte.empty() ? 0 : static_cast<unsigned char>(byte[0]) % (most + 1);
    }

    std::string word(std::size_t length)
    {
        std::string result(bytes_.substr(0, length));
        bytes_.remove_prefix(result.size());
        return result;
    }

    template <class Number>
    Number number()
    {
        const std::string bytes = word(sizeof(Number));
        Number result{};
        std::memcpy(&result, bytes.data(), bytes.size());
        return result;
    }

    CsvCell cell()
    {
        constexpr std::size_t longest = 5;
        switch (count(2)) {
        case 0:
            return number<double>();
        case 1:
            return number<long>();
        default:
            return word(count(longest));
        }
    }

private:
    std::string_view bytes_;
};

/// Whether a word would not read back as it is: what needs quotes, and what a reader drops at the ends.
bool changes(const std::string& word)
{
    const auto blank = [](char c) { return c == ' ' || c == '\t'; };
    return std::ranges::any_of(word, [](char c) { return c == ',' || c == '"' || c == '\n' || c == '\r'; })
           || word.starts_with("\xEF\xBB\xBF") || (!word.empty() && (blank(word.front()) || blank(word.back())));
}

/// Whether a table can be written, by the words of csv.hpp.
bool writable(const Csv& table)
{
    return !table.columns.empty() && table.columns != std::vector<std::string>{""}
           && std::ranges::none_of(table.columns, changes)
           && std::ranges::all_of(table.rows, [&table](const auto& row) {
                  return row.size() == table.columns.size() && std::ranges::none_of(row, [](const CsvCell& cell) {
                             const auto* word = std::get_if<std::string>(&cell);
                             return word != nullptr && changes(*word);
                         });
              });
}

Csv table_from(Input input)
{
    constexpr std::size_t most_columns = 3;
    constexpr std::size_t longest_name = 4;
    Csv table{std::vector<std::string>(input.count(most_columns)), {}};
    for (std::string& name : table.columns) {
        name = input.word(input.count(longest_name));
    }
    while (!input.empty()) {
        // One row in eight has another length than the header.
        constexpr std::size_t eighth = 7;
        std::vector<CsvCell> row(input.count(eighth) == eighth ? input.count(most_columns) : table.columns.size());
        std::ranges::generate(row, [&input] { return input.cell(); });
        table.rows.push_back(row);
    }
    return table;
}

/// A column of nothing but numbers is read back and compared.
void check_column(const Csv& table, std::size_t place, const std::string& text)
{
    std::vector<double> expected;
    for (const auto& row : table.rows) {
        if (const auto* whole = std::get_if<long>(&row[place])) {
            expected.push_back(static_cast<double>(*whole));
        } else if (const auto* number = std::get_if<double>(&row[place])) {
            expected.push_back(*number);
        } else {
            return;
        }
    }
    const std::vector<double> values = csv_column(text, table.columns[place]);
    fuzz::require(std::ranges::equal(values, expected, fuzz::same), "a column reads back to the same doubles");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const Csv table = table_from(Input(fuzz::text_of(data, size)));
    try {
        const std::string text = to_text(table);
        fuzz::require(writable(table), "a table that would not read back is refused");
        for (std::size_t place = 0; place < table.columns.size(); ++place) {
            if (std::ranges::count(table.columns, table.columns[place]) == 1) {
                check_column(table, place, text);
            }
        }
    } catch (const std::invalid_argument&) {
        fuzz::require(!writable(table), "a table that would read back is written");
    }
    return 0;
}
