// The second program behind `make verify`: every equation of the texts given, evaluated. Prints a summary table and what
// fails, writes every equation with its verdict, and ends with 1 when one is neither true nor marked.
// usage: equations RESULT.json VALUES TEXT...
// VALUES is the folder with NAME.values.json of each chapter. Of a header its comments are read.
#include "formulas/book.hpp"
#include "formulas/evaluator.hpp"
#include "workbook/output_file.hpp"
#include "workbook/table.hpp"

#include <boost/algorithm/string/replace.hpp>
#include <boost/property_tree/json_parser.hpp>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <map>
#include <sstream>
#include <vector>

using namespace autoencoder;
using formulas::Outcome;

namespace {

// At most a tenth of the equations may be marked instead of evaluated.
constexpr std::size_t largest_share_marked = 10;

struct Row {
    std::string text;
    formulas::Formula formula;
    formulas::Verdict verdict;
};

std::vector<Row> rows_of(const std::filesystem::path& file, const std::filesystem::path& values)
{
    std::vector<Row> rows;
    formulas::Evaluator evaluator(values / (file.stem().string() + ".values.json"));
    const bool header = file.extension() == ".hpp";
    for (formulas::Formula& formula : header ? formulas::equations_in_comments(file) : formulas::formulas_of(file)) {
        rows.push_back({file.string(), formula, evaluator.examine(formula.text)});
    }
    for (const std::string& name : evaluator.unused()) {
        rows.push_back({file.string(),
                        {0, name, false},
                        {Outcome::fails, "names something that no other equation uses: mark it", 0, 0, 0}});
    }
    return rows;
}

/// What the table shows for a text, or for all.
struct Count {
    std::size_t equations = 0; ///< formulas with a relation
    std::size_t marked = 0;
    std::size_t naming = 0;
    std::size_t failed = 0;
    std::size_t points = 0;
    double worst = 0.0;
    double worst_rounded = 0.0;

    void add(const formulas::Verdict& verdict)
    {
        failed += verdict.outcome == Outcome::fails ? 1 : 0;
        if (verdict.outcome == Outcome::none) {
            return;
        }
        ++equations;
        marked += verdict.outcome == Outcome::marked ? 1 : 0;
        naming += verdict.outcome == Outcome::names ? 1 : 0;
        points += verdict.points;
        worst = std::max(worst, verdict.worst);
        worst_rounded = std::max(worst_rounded, verdict.worst_rounded);
    }
};

std::vector<workbook::Cell> cells(const std::string& name, const Count& count)
{
    return {name,
            std::to_string(count.equations),
            std::to_string(count.naming),
            std::to_string(count.marked),
            std::to_string(count.failed),
            std::to_string(count.points),
            workbook::scientific(count.worst, 0),
            workbook::fixed(count.worst_rounded, 2)};
}

std::string name_of(Outcome outcome)
{
    switch (outcome) {
    case Outcome::holds:
        return "holds";
    case Outcome::marked:
        return "marked";
    case Outcome::names:
        return "names";
    case Outcome::fails:
        return "fails";
    case Outcome::none:
        break;
    }
    return "none";
}

std::string to_json(const std::vector<Row>& rows)
{
    boost::property_tree::ptree all;
    for (const Row& row : rows) {
        if (row.verdict.outcome == Outcome::none) {
            continue;
        }
        boost::property_tree::ptree entry;
        entry.put("text", row.text);
        entry.put("line", row.formula.line);
        entry.put("display", row.formula.display);
        entry.put("equation", row.formula.text);
        entry.put("outcome", name_of(row.verdict.outcome));
        entry.put("reason", row.verdict.reason);
        entry.put("points", row.verdict.points);
        entry.put("worst", row.verdict.worst);
        entry.put("worst_rounded", row.verdict.worst_rounded);
        all.push_back({"", entry});
    }
    std::ostringstream out;
    boost::property_tree::write_json(out, all);
    return out.str();
}

int examine(const std::string& result, const std::filesystem::path& values, const std::vector<std::string>& texts)
{
    std::vector<Row> rows;
    workbook::Table table(
        {"text", "equations", "naming", "marked", "failed", "points", "worst error", "of the rounding"});
    Count all;
    for (const std::string& text : texts) {
        Count count;
        for (Row& row : rows_of(text, values)) {
            count.add(row.verdict);
            all.add(row.verdict);
            rows.push_back(std::move(row));
        }
        if (count.equations > 0 || count.failed > 0) {
            table.row(cells(text, count));
        }
    }
    table.row(cells("all", all));
    std::cout << table
              << "\n  worst error: relative, where both sides are exact; of the rounding: where typed digits are "
                 "compared, in\n"
                 "  units of what their rounding allows\n  every equation: "
              << result << "\n";
    workbook::write_file(result, to_json(rows));
    for (const Row& row : rows) {
        if (row.verdict.outcome == Outcome::fails) {
            std::cerr << row.text << ":" << row.formula.line << ": "
                      << boost::replace_all_copy(row.formula.text, "\n", " ") << ": " << row.verdict.reason << "\n";
        }
    }
    if (all.marked * 100 > all.equations * largest_share_marked) {
        std::cerr << "equations: " << all.marked << " of " << all.equations
                  << " are marked as not evaluable, more than " << largest_share_marked << " in a hundred\n";
        return 1;
    }
    if (all.failed > 0 || all.equations == 0) {
        return 1;
    }
    std::cout << "  every equation holds\n";
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 4) {
        std::cerr << "usage: equations RESULT.json VALUES TEXT...\n";
        return 2;
    }
    try {
        return examine(argv[1], argv[2], std::vector<std::string>(argv + 3, argv + argc));
    } catch (const workbook::OutputError& error) {
        std::cerr << "equations: " << error.what() << "\n";
        return 3;
    } catch (const std::exception& error) {
        std::cerr << "equations: " << error.what() << "\n";
        return 1;
    }
}
