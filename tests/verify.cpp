// The program behind `make verify`: every derivative at every point by every witness. Prints a summary table, writes
// the ledger, and ends with 1 when anything is wrong.
// usage: verify [LEDGER.csv [brief]]; with `brief` no mistake is given a name, which takes longer than the checks
#include "verification/ledger.hpp"
#include "workbook/output_file.hpp"
#include "workbook/table.hpp"

#include <iostream>
#include <string_view>

using namespace autoencoder;
using namespace autoencoder::verification;

namespace {

constexpr std::size_t random_networks = 20;
constexpr std::size_t derivatives_expected = 82;

/// The document's points with the loss of its code, and random ones, every second of them with the loss of its text.
std::vector<Point> all_points()
{
    std::vector<Point> points = document_points();
    std::vector<Point> random = random_points(random_networks);
    for (std::size_t i = 1; i < random.size(); i += 2) {
        random[i].function = LossFunction::half_sum_of_squares;
        random[i].name += ", ½ Σ (O − I)²";
    }
    points.insert(points.end(), random.begin(), random.end());
    return points;
}

void print_summary(const Ledger& ledger)
{
    workbook::Table table({"witness", "checks", "failed", "worst", "median", "where the worst is"});
    for (const Witness witness : all_witnesses) {
        const WitnessSummary s = ledger.summary(witness);
        table.row({std::string(name_of(witness)), std::to_string(s.cells), std::to_string(s.failed),
                   workbook::scientific(s.worst, 1), workbook::scientific(s.median, 1),
                   name_of(s.where.derivative) + " at " + ledger.points()[s.where.point].name});
    }
    std::cout << table << "\n  worst and median: error in units of what the witness tolerates; above 1 it fails\n";
}

void print_failures(const Ledger& ledger)
{
    for (const std::string& gap : ledger.gaps()) {
        std::cout << "  " << gap << "\n";
    }
    bool cause = true;
    for (const Failure& failure : ledger.failures()) {
        std::cout << "\n" << in_words(failure, ledger.points(), cause);
        cause = false;
    }
}

int verify(const std::string& file, bool brief)
{
    const Ledger ledger(all_points());
    std::cout << "  " << ledger.derivative_count() << " derivatives at " << ledger.points().size() << " points by "
              << witness_count << " witnesses: " << ledger.rows().size() * witness_count << " checks\n\n";
    print_summary(ledger);
    workbook::write_file(file, to_text(ledger.table()));
    std::cout << "  ledger: " << file << "\n";
    const bool complete = ledger.derivative_count() == derivatives_expected;
    if (ledger.holds() && complete) {
        std::cout << "  every derivative holds\n";
        return 0;
    }
    if (!complete) {
        std::cout << "  there should be " << derivatives_expected << " derivatives\n";
    }
    if (!brief) {
        print_failures(ledger);
    }
    return 1;
}

} // namespace

int main(int argc, char** argv)
{
    try {
        const int result =
            verify(argc > 1 ? argv[1] : "build/ledger.csv", argc > 2 && argv[2] == std::string_view("brief"));
        if (!std::cout.flush()) {
            throw workbook::OutputError("cannot write the summary: is standard output closed, or its disk full?");
        }
        return result;
    } catch (const workbook::OutputError& error) {
        std::cerr << "verify: " << error.what() << "\n";
        return 3;
    }
}
