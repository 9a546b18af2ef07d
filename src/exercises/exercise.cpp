#include "exercises/exercise.hpp"

#include "exercises/examination.hpp"
#include "exercises/files.hpp"
#include "exercises/trail.hpp"
#include "network/backpropagation.hpp"
#include "verification/diagnosis.hpp"
#include "verification/point.hpp"
#include "verification/witness.hpp"
#include "workbook/chapter.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace autoencoder::exercise {

using verification::Attempt;
using verification::Derivative;
using verification::Point;

namespace {

/// A step in the imaginary direction: nothing is subtracted, so that it may be tiny.
constexpr double tiny_step = 1e-30;

// ---- where the derivatives are asked for ----------------------------------------------------------------------------

/// The book's network as it starts, so that a reader can compare with the chapters, and networks that nobody has seen.
std::vector<Point> points()
{
    const workbook::Settings settings;
    const std::vector<Sample<double>> samples = workbook::training_data(settings).samples;
    const Parameters<double> fresh = workbook::initial_parameters(settings);
    std::vector<Point> points{{"the book's network, sample 1", fresh, {samples[0]}},
                              {"the book's network, sample 3", fresh, {samples[2]}}};
    for (const Point& random : verification::random_points(3)) {
        points.push_back(random);
        points.back().name = "another network, " + std::to_string(points.size() - 2);
    }
    return points;
}

/// Two samples that can be followed on paper: R8 is ½ since nothing reaches it, and O10 is 2·½ + 1.
Point on_paper()
{
    Parameters<double> parameters = verification::random_points(1).front().parameters;
    parameters.lambda_6_8 = 0;
    parameters.b_8 = 0;
    parameters.lambda_7_10 = 0;
    parameters.lambda_8_10 = 2;
    parameters.b_10 = 1;
    return {"R8 0.5, 0.5; O10 2, 2; I2 1, -1", parameters, {{.I1 = 1, .I2 = 1, .I3 = 2}, {.I1 = 0, .I2 = -1, .I3 = 1}}};
}

/// A batch for each: on paper, of the book, and a shorter one at a network that nobody has seen.
std::vector<Point> batches()
{
    const workbook::Settings settings;
    const std::vector<Sample<double>> samples = workbook::training_data(settings).samples;
    const std::vector<Point> random = verification::random_points(2);
    return {on_paper(),
            {"the book's network, 12 samples", workbook::initial_parameters(settings), samples},
            {"another network, 12 samples", random[0].parameters, samples},
            {"another network, 5 samples", random[1].parameters, {samples.begin(), samples.begin() + 5}}};
}

Numbers numbers_at(const Parameters<double>& parameters, const Sample<double>& sample)
{
    const Evaluation<double> x = evaluate(parameters, sample);
    return {x.parameters, x.nodes, x.sample, x.loss};
}

/// The same at a point of one sample.
Numbers numbers_of(const Point& point)
{
    return numbers_at(point.parameters, point.batch.front());
}

Known known_at(const Numbers& x)
{
    const Nodes<double> dL = backpropagate<double>(x, x, x).nodes;
    return {dL.R7, dL.R8, dL.M6};
}

/// Whether the answers are difference quotients. Their errors are then, at all points, the same multiple of what a quotient
/// with another step has: h/2 of the second derivative for a forward one, h²/6 of the third for a central one.
/// @return the mistake in plain words, or nothing
std::optional<std::string> difference_quotient(Derivative derivative, const std::vector<Attempt>& attempts,
                                               const std::vector<Row>& rows)
{
    constexpr double h = 1e-3;
    constexpr double spread = 0.05; // the next terms of the errors, and the rounding of a small step
    struct Kind {
        double (*quotient)(const Point& point, Derivative derivative, double h);
        std::string sentence;
    };
    for (const auto& [quotient, sentence] :
         {Kind{verification::forward_difference,
               "this is a forward difference, which has an error of the size of its step"},
          Kind{verification::central_difference,
               "this is a central difference, which has an error of the size of its step squared"}}) {
        std::vector<double> ratios;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const double error = quotient(attempts[i].point, derivative, h) - rows[i].expected;
            ratios.push_back((rows[i].given - rows[i].expected) / error);
        }
        const auto alike = [&ratios](double ratio) { return std::abs(ratio / ratios.front() - 1) <= spread; };
        const auto small = [](const Row& row) {
            constexpr double few_digits = 1e-2;
            return std::abs(row.given - row.expected) <= few_digits * std::abs(row.expected);
        };
        if (std::ranges::all_of(ratios, alike) && std::ranges::all_of(rows, small)) {
            return sentence + ": what is asked for is the formula";
        }
    }
    return std::nullopt;
}

/// Asks for a derivative at every point, and has the answers diagnosed.
/// @param given  called with a point; gives what the answer is called with
/// @param answer called with that
template <class Given, class Answer>
Verdict examine(Derivative derivative, const std::string& question, const std::vector<Point>& points, Given given,
                Answer answer)
{
    Examination examination(question);
    std::vector<Attempt> attempts;
    for (const Point& point : points) {
        const auto numbers = given(point);
        examination.ask(point.name, [&] { return answer(numbers); });
        examination.expect(verification::complex_step(point, derivative, tiny_step));
        attempts.push_back({point, examination.rows().back().given});
    }
    Verdict verdict = examination.verdict();
    if (verdict.passed() || examination.complaint() || examination.plain_mistake()) {
        return verdict;
    }
    if (const auto quotient = difference_quotient(derivative, attempts, examination.rows())) {
        return examination.verdict(*quotient);
    }
    constexpr double of_a_float = 1e-6;
    if (examination.almost_right(of_a_float)) {
        return examination.verdict(examination.last_digits());
    }
    const verification::Diagnosis diagnosis = verification::diagnose(derivative, attempts);
    return diagnosis.mistake == verification::Mistake::unknown ? verdict : examination.verdict(diagnosis.sentence);
}

// ---- telling --------------------------------------------------------------------------------------------------------

int decimals_for(const std::vector<Row>& rows)
{
    const auto whole = [](const Row& row) {
        return row.expected == std::round(row.expected)
               && (!row.complaint.empty() || row.given == std::round(row.given));
    };
    if (std::ranges::all_of(rows, whole)) {
        return 0;
    }
    const bool look_alike = std::ranges::any_of(rows, [](const Row& row) {
        return !row.right() && workbook::fixed(row.given) == workbook::fixed(row.expected);
    });
    return look_alike ? 12 : 6;
}

workbook::Table table_of(const std::vector<Row>& rows)
{
    workbook::Table table({"", "yours", "expected", "verdict"});
    const int decimals = decimals_for(rows);
    for (const Row& row : rows) {
        table.row({row.where, row.complaint.empty() ? workbook::fixed(row.given, decimals) : "",
                   workbook::fixed(row.expected, decimals), row.right() ? "✓" : "✗"});
    }
    return table;
}

/// Prints what the companion of an exercise says to somebody who has solved it.
void print_afterwards(const std::filesystem::path& companion)
{
    for (const std::string& line : afterwards(companion)) {
        std::cout << (line.empty() ? "" : "  ") << line << "\n";
    }
}

/// Whether the answer is that of a function as it was shipped: 0, or an empty list.
bool gives_nothing(const Row& row)
{
    return row.given == 0 || !row.complaint.empty();
}

/// Ends a report. A report that could not be written is none.
/// @return the exit code for `main`
int told(bool passed)
{
    if (std::cout.flush()) {
        end_report(passed);
    }
    return passed && std::cout ? 0 : 1;
}

} // namespace

Verdict derivative(Quantity of, Quantity by, double (*answer)(const Numbers& x))
{
    return examine({of, by}, unicode_derivative(of, by), points(), &numbers_of, answer);
}

Verdict derivative(Quantity of, Quantity by, double (*answer)(const Numbers& x, const Known& dL))
{
    const auto given = [](const Point& point) {
        const Numbers x = numbers_of(point);
        return std::pair{x, known_at(x)};
    };
    return examine({of, by}, unicode_derivative(of, by), points(), given,
                   [answer](const auto& numbers) { return answer(numbers.first, numbers.second); });
}

Verdict mean_derivative(Quantity by, double (*answer)(const std::vector<Numbers>& batch))
{
    const std::string question = "the mean of " + unicode_derivative(Quantity::L, by) + " over the batch";
    const auto given = [](const Point& point) {
        std::vector<Numbers> batch;
        for (const Sample<double>& sample : point.batch) {
            batch.push_back(numbers_at(point.parameters, sample));
        }
        return batch;
    };
    return examine({Quantity::L, by}, question, batches(), given, answer);
}

Verdict printed_step_10(double (*answer)(const Numbers& x))
{
    Examination examination("∂ℒ/∂b6 as a multiple of ∂ℒ/∂b4");
    for (const Point& point : points()) {
        const Numbers x = numbers_of(point);
        examination.ask(point.name, [&] { return answer(x); });
        const auto slope_by = [&point](Quantity by) {
            return verification::complex_step(point, {Quantity::L, by}, tiny_step);
        };
        const double across_L4 = sigmoid_slope(x.L4);
        const double across_M6 = sigmoid_slope(x.M6);
        examination.expect(
            slope_by(Quantity::b_6) / slope_by(Quantity::b_4),
            {{"it is upside down: printed divided by right", x.lambda_4_6 * across_L4},
             {"λ4,6 is missing: the way from b4 to b6's node leads along that connection", 1 / across_L4},
             {"L4(1 − L4) is missing: the way from b4 crosses L4", 1 / x.lambda_4_6},
             {"M6(1 − M6) is in both derivatives, so it cancels", across_M6 / across_L4 / x.lambda_4_6},
             {"M6(1 − M6) is in both derivatives, so it cancels, and λ4,6 is missing", across_M6 / across_L4},
             {"this compares with ∂ℒ/∂b5: L5 for L4", 1 / sigmoid_slope(x.L5) / x.lambda_5_6},
             {"below the line brackets are missing: L4(1 − L4) multiplies instead of dividing",
              across_L4 / x.lambda_4_6},
             {"L4 stands where L4(1 − L4) belongs", 1 / x.lambda_4_6 / x.L4},
             {"1 − L4 stands where L4(1 − L4) belongs", 1 / x.lambda_4_6 / (1 - x.L4)},
             {"L5(1 − L5) stands where L4(1 − L4) belongs", 1 / x.lambda_4_6 / sigmoid_slope(x.L5)},
             {"M6(1 − M6) stands where L4(1 − L4) belongs", 1 / x.lambda_4_6 / across_M6},
             {"M6(1 − M6) is in both derivatives, so it cancels", 1 / across_M6 / across_L4 / x.lambda_4_6},
             {"λ4,6 divides, it does not multiply: it is a factor of ∂ℒ/∂b4 alone", x.lambda_4_6 / across_L4},
             {"L4in(1 − L4in) stands where L4(1 − L4) belongs", 1 / x.lambda_4_6 / sigmoid_slope(x.L4_in)},
             {"λ1,4 stands where λ4,6 belongs: the way from b4 leads to the right", 1 / x.lambda_1_4 / across_L4},
             {"L4(1 − L4) is ¼ at most, and less here: write it out", 4 / x.lambda_4_6},
             {"a factor I1 too many: b4 is no weight", 1 / x.I1 / x.lambda_4_6 / across_L4},
             {"the sign is lost: λ4,6 may be negative", std::abs(1 / x.lambda_4_6 / across_L4)},
             {"λ4,6 is there twice: it is a factor of ∂ℒ/∂b4 once", 1 / (x.lambda_4_6 * x.lambda_4_6) / across_L4},
             {"below the line brackets are missing: 1 − L4 multiplies instead of dividing",
              (1 - x.L4) / x.lambda_4_6 / x.L4},
             {"below the line brackets are missing: L4 is subtracted instead of 1 − L4 multiplied",
              1 / (x.lambda_4_6 * x.L4 - x.L4)},
             {"λ4,6 and L4(1 − L4) are added: along a way they are multiplied", 1 / (x.lambda_4_6 + across_L4)}});
    }
    return examination.verdict();
}

int report(const Verdict& verdict, const char* file_name)
{
    const std::filesystem::path file = file_name;
    const std::string number = file.stem().string().substr(0, 2);
    std::cout << heading_of(file) << "\n\n  " << verdict.question << "\n\n" << table_of(verdict.rows) << "\n";
    if (verdict.passed()) {
        std::cout << "  ✓ right every time\n";
        print_afterwards(file.parent_path().parent_path() / "exercises" / (file.stem().string() + ".md"));
        return told(true);
    }
    const std::vector<std::string> marks = to_do(file);
    const bool untouched = is_untouched(file) && std::ranges::all_of(verdict.rows, &gives_nothing);
    std::cout << "  ✗ " << (untouched ? "not answered yet" : verdict.diagnosis) << "\n\n";
    for (const std::string& mark : marks) {
        std::cout << "  Still to do: " << mark << "\n";
    }
    std::cout << "  A hint: make hint-" << number << "      Again: make exercise-" << number << "\n";
    return told(false);
}

} // namespace autoencoder::exercise
