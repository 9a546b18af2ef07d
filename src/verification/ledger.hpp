/// @file
/// The ledger: every check of every derivative at every point by every witness, and what it adds up to.
#pragma once

#include "data/csv.hpp"
#include "verification/derivative.hpp"
#include "verification/fifty_digits.hpp"
#include "verification/point.hpp"

#include <array>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace autoencoder::verification {

/// Who testifies, from strict to friendly.
enum class Witness {
    formula,            ///< the formula in 50 digits against a dual number in 50 digits: relative error ≤ 1e-40
    rounding,           ///< the double against the dual number in 50 digits: within its running error bound
    tape,               ///< the double against the tape's sweep: within the sum of their running error bounds
    complex_step,       ///< the double against a complex step: within twice the bound
    central_difference, ///< the double against a central difference: within 10·h²·max(1, ℒ), see `by_central_difference`
    eighth_order        ///< the double against an eighth-order difference: within four times Boost's estimate
};

inline constexpr std::size_t witness_count = 6; ///< values of Witness

/// The six witnesses.
inline constexpr std::array<Witness, witness_count> all_witnesses{
    Witness::formula,      Witness::rounding,           Witness::tape,
    Witness::complex_step, Witness::central_difference, Witness::eighth_order};

/// Name of a witness for tables.
/// @param witness one of the six
/// @return the name
std::string_view name_of(Witness witness);

/// What one witness says of one derivative. A cell that nobody filled is not a number, and fails.
struct Cell {
    double value = std::numeric_limits<double>::quiet_NaN();     ///< the derivative, as the witness has it
    double error = std::numeric_limits<double>::quiet_NaN();     ///< how far the code is from it
    double tolerance = std::numeric_limits<double>::quiet_NaN(); ///< how far it may be

    /// Whether everything is finite and the error within the tolerance.
    /// @return true when it does
    bool holds() const;

    /// Error in units of the tolerance; 0 when both are 0.
    /// @return 0 to infinity; NaN for a cell that nobody filled
    double ratio() const;
};

/// One derivative at one point, with all its witnesses: a row of the ledger.
struct Check {
    Derivative derivative;                 ///< which
    std::size_t point = 0;                 ///< where: position in the list of points
    double code = 0.0;                     ///< the value to be checked
    double bound = 0.0;                    ///< its running error bound
    double reference = 0.0;                ///< the derivative in 50 digits, rounded to double
    std::array<Cell, witness_count> cells; ///< one for each witness

    /// What a witness says.
    /// @param witness one of the six
    /// @return its cell
    const Cell& operator[](Witness witness) const { return cells.at(static_cast<std::size_t>(witness)); }

    /// Whether the value is finite and every witness agrees.
    /// @return true when it does
    bool holds() const;
};

/// Checks derivatives at one point.
class Checker {
public:
    /// Evaluates the network at a point in every number type.
    /// @param point where
    /// @param index position of the point in the list, for the ledger
    explicit Checker(Point point, std::size_t index = 0);

    /// Checks the library's own value.
    /// @param derivative one of `derivatives_at(point)`
    /// @return the row of the ledger
    Check check(Derivative derivative) const;

    /// Checks a value that somebody else has computed in double, such as a chapter.
    /// @param derivative one of `derivatives_at(point)`
    /// @param value      what is said to be the derivative
    /// @return the row of the ledger
    Check check(Derivative derivative, double value) const;

    /// Where.
    /// @return the point given to the constructor
    const Point& point() const { return point_; }

    /// The derivatives in 50 digits.
    /// @return at this point
    const FiftyDigits& exact() const { return exact_; }

private:
    Point point_;
    std::size_t index_;
    FiftyDigits exact_;
    LibraryDerivatives<double> library_;
    std::vector<double> bounds_; ///< in the order of `all_derivatives()`, NaN where the point has none
};

/// What one witness found over a whole ledger.
struct WitnessSummary {
    std::size_t cells = 0;  ///< how many it filled
    std::size_t failed = 0; ///< how many of them do not hold
    double worst = 0.0;     ///< largest error in units of its tolerance; infinite when a cell is not finite
    Check where{};          ///< the row of `worst`
    double median = 0.0;    ///< middle of the error in units of its tolerance, over the rows whose bound is not 0
};

/// A derivative that is wrong somewhere.
struct Failure {
    Derivative derivative;     ///< which
    std::vector<Check> checks; ///< the rows that fail
    std::string diagnosis;     ///< the mistake in words
};

/// All checks of a run.
class Ledger {
public:
    /// Checks every derivative at every point.
    /// @param points at least one
    explicit Ledger(std::vector<Point> points);

    /// A ledger of given rows, which may be incomplete.
    /// @param points what the rows refer to
    /// @param rows   one for each derivative and point, if complete
    Ledger(std::vector<Point> points, std::vector<Check> rows);

    /// Where.
    /// @return in the order given
    std::span<const Point> points() const { return points_; }

    /// The rows.
    /// @return point by point
    std::span<const Check> rows() const { return rows_; }

    /// Number of different derivatives in the rows.
    /// @return 82 for a complete ledger
    std::size_t derivative_count() const;

    /// What is missing or there twice: one line for each derivative and point without exactly one row. Empty when the
    /// ledger is complete.
    /// @return the lines
    std::vector<std::string> gaps() const;

    /// What a witness found.
    /// @param witness one of the six
    /// @return counts, and the worst row
    WitnessSummary summary(Witness witness) const;

    /// The wrong derivatives in dependency order: the first one is the cause, the others may be its consequences. Each
    /// with a diagnosis.
    /// @return empty when the ledger holds
    std::vector<Failure> failures() const;

    /// Whether it is complete, covers all 82 derivatives, and every row holds.
    /// @return true when it does
    bool holds() const;

    /// One line for each row: `point,of,by,code,reference,bound`, for each witness its value and its error in units of
    /// its tolerance, and the verdict.
    /// @return header and rows
    Csv table() const;

private:
    std::vector<Point> points_;
    std::vector<Check> rows_;
};

/// A failure in words, several lines: the derivative, the worst place, code, reference, error in bounds, ratio, the
/// diagnosis.
/// @param failure what fails
/// @param points  the points of the ledger
/// @param cause   whether it is the first one
/// @return several lines
std::string in_words(const Failure& failure, std::span<const Point> points, bool cause);

} // namespace autoencoder::verification
