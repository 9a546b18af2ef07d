#include "verification/ledger.hpp"

#include "verification/bounded.hpp"
#include "verification/diagnosis.hpp"
#include "verification/witness.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace autoencoder::verification {

namespace {

std::size_t place_of(Derivative derivative)
{
    const auto all = all_derivatives();
    return static_cast<std::size_t>(std::ranges::find(all, derivative) - all.begin());
}

/// A right formula agrees to 1e-40 of the value. Where terms cancel so far that even 50 digits lose more, as in
/// 1 − a of a saturated node, the running bound says how much: scaled from the roundoff of double, 1e-16, to that of
/// 50 digits, 3e-51, with two digits to spare.
double formula_tolerance(double reference, double bound)
{
    constexpr double relative = 1e-40;
    constexpr double from_double_to_fifty_digits = 1e-33;
    return std::max(relative * std::abs(reference), from_double_to_fifty_digits * bound);
}

std::vector<double> bounds_at(const Point& point)
{
    const LibraryDerivatives<Bounded> bounded(point);
    std::vector<double> bounds(all_derivatives().size(), std::numeric_limits<double>::quiet_NaN());
    for (const Derivative derivative : derivatives_at(point)) {
        bounds[place_of(derivative)] = bounded[derivative].bound();
    }
    return bounds;
}

std::string formatted(double value, std::chars_format format, int digits)
{
    std::array<char, 64> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value, format, digits);
    return {text.data(), end};
}

double infinite_when_nan(double value)
{
    return std::isnan(value) ? std::numeric_limits<double>::infinity() : value;
}

/// The attempts that a diagnosis looks at: the last few, which are random networks where there are any.
std::vector<Attempt> attempts_of(const std::vector<Check>& checks, std::span<const Point> points)
{
    constexpr std::size_t most = 5;
    std::vector<Attempt> attempts;
    for (auto check = checks.rbegin(); check != checks.rend() && attempts.size() < most; ++check) {
        attempts.push_back({points[check->point], check->code});
    }
    return attempts;
}

/// When a product is right although one of its factors is wrong, a second mistake makes up for the first.
std::string compensation(Derivative wrong, const std::vector<Failure>& failures)
{
    if (wrong.of != Quantity::L) {
        return "";
    }
    for (const Derivative derivative : all_derivatives()) {
        const auto ingredients = ingredients_of(derivative);
        const bool uses = std::ranges::find(ingredients, wrong) != ingredients.end();
        const bool right = std::ranges::none_of(failures, [&](const Failure& f) { return f.derivative == derivative; });
        if (uses && right) {
            return "; " + name_of(derivative)
                   + ", which is made from it, is right: a second mistake cancels this one there";
        }
    }
    return "";
}

} // namespace

std::string_view name_of(Witness witness)
{
    switch (witness) {
    case Witness::formula:
        return "formula, 50 digits";
    case Witness::rounding:
        return "rounding bound";
    case Witness::tape:
        return "tape";
    case Witness::complex_step:
        return "complex step";
    case Witness::central_difference:
        return "central difference";
    case Witness::eighth_order:
        break;
    }
    return "eighth-order difference";
}

bool Cell::holds() const
{
    return std::isfinite(value) && std::isfinite(tolerance) && error <= tolerance; // false for an error that is NaN
}

double Cell::ratio() const
{
    return error == 0.0 && tolerance == 0.0 ? 0.0 : error / tolerance;
}

bool Check::holds() const
{
    return std::isfinite(code) && std::ranges::all_of(cells, &Cell::holds);
}

Checker::Checker(Point point, std::size_t index)
    : point_(std::move(point)), index_(index), exact_(point_), library_(point_), bounds_(bounds_at(point_))
{
}

Check Checker::check(Derivative derivative) const
{
    return check(derivative, library_[derivative]);
}

Check Checker::check(Derivative derivative, double value) const
{
    const double bound = bounds_.at(place_of(derivative));
    const double reference = exact_.value(derivative);
    const Testimony tape = by_tape(point_, derivative, bound);
    const Testimony complex = by_complex_step(point_, derivative, bound);
    const Testimony central = by_central_difference(point_, derivative);
    const Testimony eighth = by_eighth_order_difference(point_, derivative);
    const auto cell = [value](Testimony witness) {
        return Cell{witness.value, std::abs(value - witness.value), witness.tolerance};
    };
    return {derivative,
            index_,
            value,
            bound,
            reference,
            {Cell{reference, exact_.formula_error(derivative), formula_tolerance(reference, bound)},
             Cell{reference, exact_.distance(derivative, value), bound}, cell(tape), cell(complex), cell(central),
             cell(eighth)}};
}

Ledger::Ledger(std::vector<Point> points) : points_(std::move(points))
{
    for (std::size_t i = 0; i < points_.size(); ++i) {
        const Checker checker(points_[i], i);
        for (const Derivative derivative : derivatives_at(points_[i])) {
            rows_.push_back(checker.check(derivative));
        }
    }
}

Ledger::Ledger(std::vector<Point> points, std::vector<Check> rows) : points_(std::move(points)), rows_(std::move(rows))
{
}

std::size_t Ledger::derivative_count() const
{
    return static_cast<std::size_t>(std::ranges::count_if(all_derivatives(), [this](Derivative derivative) {
        return std::ranges::any_of(rows_, [&](const Check& row) { return row.derivative == derivative; });
    }));
}

std::vector<std::string> Ledger::gaps() const
{
    std::vector<std::string> gaps;
    for (std::size_t i = 0; i < points_.size(); ++i) {
        for (const Derivative derivative : derivatives_at(points_[i])) {
            const auto found = std::ranges::count_if(
                rows_, [&](const Check& row) { return row.point == i && row.derivative == derivative; });
            if (found != 1) {
                gaps.push_back(name_of(derivative) + " at " + points_[i].name + " has " + std::to_string(found)
                               + " rows");
            }
        }
    }
    return gaps;
}

WitnessSummary Ledger::summary(Witness witness) const
{
    WitnessSummary summary;
    std::vector<double> ratios;
    summary.worst = -1.0;
    for (const Check& row : rows_) {
        const Cell& cell = row[witness];
        const double ratio = infinite_when_nan(cell.ratio());
        ++summary.cells;
        summary.failed += cell.holds() ? 0U : 1U;
        if (ratio > summary.worst) {
            summary.worst = ratio;
            summary.where = row;
        }
        if (row.bound != 0.0) {
            ratios.push_back(ratio);
        }
    }
    if (!ratios.empty()) {
        const auto middle = ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2);
        std::ranges::nth_element(ratios, middle);
        summary.median = *middle;
    }
    return summary;
}

std::vector<Failure> Ledger::failures() const
{
    std::vector<Failure> failures;
    for (const Derivative derivative : all_derivatives()) {
        Failure failure{derivative, {}, ""};
        std::ranges::copy_if(rows_, std::back_inserter(failure.checks),
                             [&](const Check& row) { return row.derivative == derivative && !row.holds(); });
        if (!failure.checks.empty()) {
            failures.push_back(std::move(failure));
        }
    }
    for (Failure& failure : failures) {
        failure.diagnosis = diagnose(failure.derivative, attempts_of(failure.checks, points_)).sentence
                            + compensation(failure.derivative, failures);
    }
    return failures;
}

bool Ledger::holds() const
{
    return derivative_count() == all_derivatives().size() && gaps().empty()
           && std::ranges::all_of(rows_, &Check::holds);
}

Csv Ledger::table() const
{
    Csv table{{"point", "of", "by", "code", "reference", "bound", "formula_in_tolerances", "rounding_in_bounds", "tape",
               "tape_in_tolerances", "complex_step", "complex_step_in_tolerances", "central_difference",
               "central_difference_in_tolerances", "eighth_order_difference", "eighth_order_difference_in_tolerances",
               "verdict"}};
    for (const Check& row : rows_) {
        std::string point = points_[row.point].name;
        std::erase(point, ',');
        const Cell& tape = row[Witness::tape];
        const Cell& complex = row[Witness::complex_step];
        const Cell& central = row[Witness::central_difference];
        const Cell& eighth = row[Witness::eighth_order];
        table.rows.push_back({point, std::string(plain_name(row.derivative.of)),
                              std::string(plain_name(row.derivative.by)), row.code, row.reference, row.bound,
                              row[Witness::formula].ratio(), row[Witness::rounding].ratio(), tape.value, tape.ratio(),
                              complex.value, complex.ratio(), central.value, central.ratio(), eighth.value,
                              eighth.ratio(), std::string(row.holds() ? "holds" : "fails")});
    }
    return table;
}

std::string in_words(const Failure& failure, std::span<const Point> points, bool cause)
{
    const auto in_bounds = [](const Check& row) { return infinite_when_nan(row[Witness::rounding].ratio()); };
    const Check& worst = *std::ranges::max_element(failure.checks, {}, in_bounds);
    std::string witnesses;
    for (const Witness witness : all_witnesses) {
        if (!worst[witness].holds()) {
            witnesses += (witnesses.empty() ? "" : ", ") + std::string(name_of(witness));
        }
    }
    std::string text = (cause ? "CAUSE  " : "       ") + name_of(failure.derivative) + " is wrong at "
                       + std::to_string(failure.checks.size()) + " of " + std::to_string(points.size()) + " points\n";
    text += "         worst at     " + points[worst.point].name + "\n";
    text += "         code         " + shortest(worst.code) + "\n";
    text += "         reference    " + shortest(worst.reference) + "\n";
    text += "         error        " + formatted(in_bounds(worst), std::chars_format::scientific, 1)
            + " bounds, ratio code/reference " + formatted(worst.code / worst.reference, std::chars_format::general, 13)
            + "\n";
    text += "         rejected by  " + witnesses + "\n";
    text += "         diagnosis    " + failure.diagnosis + "\n";
    return text;
}

} // namespace autoencoder::verification
