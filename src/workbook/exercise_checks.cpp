#include "workbook/exercise.hpp"

#include "data/csv.hpp"
#include "data/random_stream.hpp"
#include "data/regression.hpp"
#include "network/descent.hpp"
#include "network/initialization.hpp"
#include "network/training.hpp"
#include "workbook/chapter.hpp"
#include "workbook/examination.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <functional>
#include <iterator>
#include <numeric>
#include <stdexcept>

// What is expected comes from the library or from a definition, such as a difference quotient or a smallest sum of
// squares, never from a solution. The guesses are what the same task gives with one mistake in it.
namespace autoencoder::exercise {

namespace {

double number(std::size_t count)
{
    return static_cast<double>(count);
}

std::string list(const std::vector<double>& values)
{
    std::string text;
    for (const double value : values) {
        text += (text.empty() ? "" : ", ") + workbook::fixed(value, 2);
    }
    return text;
}

std::vector<Sample<double>> samples_of(std::uint32_t seed, std::size_t count)
{
    return make_dataset(seed, count).samples;
}

/// Parameters whose biases are not 0, so that a bias left out is seen.
Parameters<double> network(std::uint32_t seed)
{
    RandomStream stream(seed);
    Parameters<double> parameters;
    for (const Quantity parameter : all_parameters()) {
        parameters[parameter] = stream.uniform(-1, 1);
    }
    return parameters;
}

} // namespace

// ---- 1: parameters of layers ----------------------------------------------------------------------------------------

Verdict parameter_count_of_layers(int (*answer)(const std::vector<int>& sizes))
{
    Examination examination("the number of weights and biases");
    // Counted by hand: for 3-2-1-2-3, 16 weights and 8 biases.
    struct Layers {
        std::vector<int> sizes;
        int weights;
        int biases;
    };
    for (const Layers& layers : {Layers{{3, 2, 1, 2, 3}, 16, 8}, Layers{{4, 1}, 4, 1}, Layers{{5, 3, 2, 3, 5}, 42, 13},
                                 Layers{{1, 7, 2}, 21, 9}}) {
        const std::vector<int>& sizes = layers.sizes;
        const double weights = layers.weights;
        const double biases = layers.biases;
        const double inputs = sizes.front();
        const double into_last = sizes.back() * (sizes[sizes.size() - 2] + 1);
        std::string name;
        for (const int size : sizes) {
            name += (name.empty() ? "" : "-") + std::to_string(size);
        }
        examination.ask("layers " + name, [answer, &sizes] { return answer(sizes); }, weights + biases,
                        {{"the biases are missing: these are the weights alone", weights},
                         {"the weights are missing: these are the biases alone", biases},
                         {"the input nodes have no bias: they are counted as if they had", weights + biases + inputs},
                         {"the biases are subtracted", weights - biases},
                         {"the last layer is left out: its weights and biases count too", weights + biases - into_last},
                         {"this is the number of nodes", inputs + biases}});
    }
    return examination.verdict();
}

// ---- 2: Xavier ------------------------------------------------------------------------------------------------------

Verdict xavier_weight(double (*answer)(double u, int p))
{
    Examination examination("a weight in [−1/√p, 1/√p), where u in [0, 1) says how far along");
    RandomStream stream(13);
    for (const int p : {3, 2, 1, 16}) {
        const double u = stream.uniform(0, 1);
        const double bound = 1 / std::sqrt(p);
        const auto between = [u](double low, double high) { return low + u * (high - low); };
        examination.ask("u = " + workbook::fixed(u, 3) + ", p = " + std::to_string(p),
                        [answer, u, p] { return answer(u, p); }, between(-bound, bound),
                        {{"the interval starts at 0: half of the weights should be negative", between(0, bound)},
                         {"1/p stands where 1/√p belongs", between(-1.0 / p, 1.0 / p)},
                         {"√p stands where 1/√p belongs", between(-std::sqrt(p), std::sqrt(p))},
                         {"the interval is half as wide as it should be", between(-bound / 2, bound / 2)},
                         {"the interval is twice as wide as it should be", between(-2 * bound, 2 * bound)},
                         {"the width of the interval is 2/√p, not 1/√p: it ends at 0", between(-bound, 0)},
                         {"it runs backwards: u = 0 should give the lower end", between(bound, -bound)},
                         {"this is √(6/p): the number of outputs is not part of this rule",
                          between(-std::sqrt(6.0 / p), std::sqrt(6.0 / p))}});
    }
    return examination.verdict();
}

// ---- 3: a node by hand ----------------------------------------------------------------------------------------------

Verdict output_of_L5(double (*answer)(const Parameters<double>& p, const Sample<double>& z))
{
    Examination examination("the output of L5");
    for (std::uint32_t seed = 1; seed <= 4; ++seed) {
        const Parameters<double> p = network(seed);
        const Sample<double> z = samples_of(seed, 1).front();
        const Nodes<double> x = forward(p, z);
        const double mixed = p.lambda_1_4 * z.I1 + p.lambda_2_4 * z.I2 + p.lambda_3_4 * z.I3 + p.b_5;
        const double turned = p.lambda_3_5 * z.I1 + p.lambda_2_5 * z.I2 + p.lambda_1_5 * z.I3 + p.b_5;
        examination.ask("network " + std::to_string(seed), [&] { return answer(p, z); }, x.L5,
                        {{"this is the input of L5: the sigmoid is missing", x.L5_in},
                         {"this is L4", x.L4},
                         {"this is the input of L4", x.L4_in},
                         {"the bias b5 is missing", sigmoid(x.L5_in - p.b_5)},
                         {"the bias is the one of L4, b4", sigmoid(x.L5_in - p.b_5 + p.b_4)},
                         {"the bias stands outside of the sigmoid", sigmoid(x.L5_in - p.b_5) + p.b_5},
                         {"the bias is subtracted", sigmoid(x.L5_in - 2 * p.b_5)},
                         {"the weights are those that lead to L4", sigmoid(mixed)},
                         {"the weights of I1 and I3 are exchanged", sigmoid(turned)},
                         {"the sign in the exponent is wrong: σ(t) has e to the power of −t", sigmoid(-x.L5_in)},
                         {"this is the e^(−t) of the sigmoid alone", std::exp(-x.L5_in)},
                         {"this is 1 + e^(−t): the sigmoid is 1 divided by it", 1 + std::exp(-x.L5_in)}});
    }
    return examination.verdict();
}

// ---- 4: another loss ------------------------------------------------------------------------------------------------

Verdict fourth_power_derivative(double (*answer)(double O11, double I3))
{
    Examination examination("∂L/∂O11 for L = ¼ Σ (O − I)⁴");
    const auto loss_at = [](std::complex<double> O, double I) { return std::pow(O - I, 4) / 4.0; };
    using Pair = std::array<double, 2>;
    for (const auto& [O, I] : {Pair{1.5, 0.25}, Pair{-0.75, 1.125}, Pair{0.375, -1.75}, Pair{-1.625, -0.5}}) {
        const double d = O - I;
        constexpr double h = 1e-30; // a complex step: nothing is subtracted, so that h may be tiny
        examination.ask("O11 = " + workbook::fixed(O, 3) + ", I3 = " + workbook::fixed(I, 3),
                        [answer, O = O, I = I] { return answer(O, I); }, loss_at({O, h}, I).imag() / h,
                        {{"this is the loss, not its derivative", std::pow(d, 4) / 4},
                         {"the sign is wrong: the difference is output minus input", -d * d * d},
                         {"4 from the power is there, ¼ from the loss is missing", 4 * d * d * d},
                         {"¼ is there, the 4 from the power is missing", d * d * d / 4},
                         {"the power is not lowered: the derivative of t⁴ has t³", d * d * d * d},
                         {"the power is lowered twice", d * d},
                         {"the power is lowered twice: this is the second derivative", 3 * d * d},
                         {"this is the derivative of the half sum of squares", d},
                         {"this is the derivative of the mean of squares", d * 2 / 3},
                         {"the absolute value is taken: the sign says which way is up", std::abs(d * d * d)},
                         {"⅓ of the mean is there: this loss has ¼ in front and no mean", d * d * d / 3},
                         {"4/3 is in front: this loss has ¼ in front and no mean", d * d * d * 4 / 3}});
    }
    return examination.verdict();
}

// ---- 5: a difference of order 4 --------------------------------------------------------------------------------------

Verdict fourth_order_difference(double (*answer)(const std::function<double(double)>& f, double x, double h))
{
    Examination examination("the slope, exact for polynomials up to x⁴");
    // Up to x⁴, a quotient of order 4 has no error, so that the right answer is the derivative itself.
    struct Case {
        std::string name;
        std::function<double(double)> f;
        double x;
        double h;
        double slope;
    };
    const auto cubic = [](double x) { return 2 * x * x * x - x; };
    const auto quartic = [](double x) { return x * x * x * x + x * x * x - 3 * x; };
    for (const Case& at : {Case{"2x³ − x", cubic, 1, 0.5, 5}, Case{"2x³ − x", cubic, -0.5, 2, 0.5},
                           Case{"x⁴ + x³ − 3x", quartic, 1, 0.25, 4}, Case{"x⁴ + x³ − 3x", quartic, -1, 1, -4}}) {
        const auto difference = [&at](double h) { return (at.f(at.x + h) - at.f(at.x - h)) / (2 * h); };
        const double whole = difference(at.h);
        const double half = difference(at.h / 2);
        examination.ask(
            at.name + " at x = " + shortest(at.x) + ", h = " + shortest(at.h),
            [answer, &at] { return answer(at.f, at.x, at.h); }, at.slope,
            {{"this is the forward difference", (at.f(at.x + at.h) - at.f(at.x)) / at.h},
             {"this is the central difference with step h: its error is still in it", whole},
             {"this is the central difference with step h/2: its error is still in it", half},
             {"this is the mean of the two: their errors add up", (whole + half) / 2},
             {"the two differences have changed places: the one with the smaller error counts more",
              (4 * whole - half) / 3},
             {"the errors are quartered, not halved, with the step: this takes off too little", 2 * half - whole},
             {"the step of the second difference is h/2, so it is divided by h: this divides by 2h",
              (2 * half - whole) / 3},
             {"the step of the second difference is h/2: this takes 2h", (4 * difference(2 * at.h) - whole) / 3}});
    }
    return examination.verdict();
}

// ---- 18: momentum ---------------------------------------------------------------------------------------------------

namespace {

/// What differs between momentum and its misunderstandings.
struct MomentumRule {
    double kept = 1;            ///< share of β that is kept
    double pull = -1;           ///< sign and size of the derivative's part of the velocity
    double move = 1;            ///< sign and size of the move by the velocity
    bool velocity_first = true; ///< whether the velocity changes before the parameter moves
};

double with_momentum(double parameter, const std::vector<double>& derivatives, double learning_rate, double momentum,
                     const MomentumRule& rule)
{
    double velocity = 0;
    for (const double derivative : derivatives) {
        const double before = velocity;
        velocity = rule.kept * momentum * velocity + rule.pull * learning_rate * derivative;
        parameter += rule.move * (rule.velocity_first ? velocity : before);
    }
    return parameter;
}

/// The rule without a loop: the step s adds −η·g_s·(1 + β + … + β^(n−1−s)) to the parameter in the end.
double momentum_by_powers(double start, const std::vector<double>& derivatives, double learning_rate, double momentum)
{
    double parameter = start;
    const std::size_t n = derivatives.size();
    for (std::size_t s = 0; s < n; ++s) {
        parameter -= learning_rate * derivatives[s] * (1 - std::pow(momentum, number(n - s))) / (1 - momentum);
    }
    return parameter;
}

} // namespace

Verdict momentum(double (*answer)(double start, const std::vector<double>& derivatives, double learning_rate,
                                  double momentum))
{
    Examination examination("the parameter after the last step");
    struct Run {
        double start;
        std::vector<double> derivatives;
        double learning_rate;
        double momentum;
    };
    for (const Run& run :
         {Run{1.0, {0.5}, 0.1, 0.9}, Run{1.0, {0.5, 0.4}, 0.1, 0.9}, Run{-0.3, {0.7, -0.2, 0.9}, 0.2, 0.5},
          Run{0.8, {-1.0, -1.0, -1.0, -1.0, -1.0}, 0.05, 0.8}}) {
        const auto [start, g, rate, beta] = run;
        const auto variant = [&run](const MomentumRule& rule) {
            return with_momentum(run.start, run.derivatives, run.learning_rate, run.momentum, rule);
        };
        const std::vector<double> last{g.back()};
        examination.ask(
            "derivatives " + list(g) + "; η = " + shortest(rate) + ", β = " + shortest(beta),
            [answer, run] { return answer(run.start, run.derivatives, run.learning_rate, run.momentum); },
            momentum_by_powers(start, g, rate, beta),
            {{"this is plain descent: the velocity forgets what it was before each step", variant({.kept = 0})},
             {"β is missing: the velocity keeps everything", variant({.kept = 1 / beta})},
             {"it climbs: the derivative has to push the velocity the other way", variant({.pull = 1})},
             {"η is missing: the velocity takes −η times the derivative", variant({.pull = -1 / rate})},
             {"η is there twice", variant({.pull = -rate})},
             {"the parameter moves by the velocity of the step before: the velocity has to change first",
              variant({.velocity_first = false})},
             {"the new derivative enters with 1 − β: that is an average, another rule", variant({.pull = beta - 1})},
             {"only the last derivative is used", start - rate * last.front()},
             {"this is how far the parameter moves: the start is missing", variant({}) - start},
             {"the parameter does not move", start}});
    }
    return examination.verdict();
}

// ---- 19: a slope ----------------------------------------------------------------------------------------------------

namespace {

/// The sum of weights times values that a line through z needs, with a weight for each x = 1, 2, 3, …
double weighted_sum(const std::vector<double>& z, const std::function<double(double)>& weight)
{
    double sum = 0;
    for (std::size_t i = 0; i < z.size(); ++i) {
        sum += weight(number(i + 1)) * z[i];
    }
    return sum;
}

} // namespace

Verdict centred_slope(double (*answer)(const std::vector<double>& z))
{
    Examination examination("the slope of the line through the values at x = 1, 2, 3, …");
    const Sample<double> book = samples_of(14, 3).back();
    for (const std::vector<double>& z :
         {std::vector<double>{book.I1, book.I2, book.I3}, {0.5, 2.5}, {1, 2, 4, 3}, {3, 1, 0.5, -1, 0.2, -4}}) {
        const double n = number(z.size());
        const double middle = (n + 1) / 2;
        std::vector<double> x(z.size());
        std::iota(x.begin(), x.end(), 1.0);
        const double top = weighted_sum(z, [middle](double at) { return at - middle; });
        const double bottom = weighted_sum(x, [middle](double at) { return at - middle; });
        examination.ask(
            "values " + list(z), [answer, z] { return answer(z); }, linear_regression(x, z).slope,
            {{"the positions are not centred: this is the document's label Y, x·z / x·x",
              weighted_sum(z, [](double at) { return at; }) / weighted_sum(x, [](double at) { return at; })},
             {"the positions are centred above the line and not below",
              top / weighted_sum(x, [](double at) { return at; })},
             {"only the first and the last value are used", (z.back() - z.front()) / (n - 1)},
             {"the division by Σ (x − x̄)² is missing", top},
             {"the division is by the number of values, not by Σ (x − x̄)²", top / n},
             {"the division is by 2, which is Σ (x − x̄)² for three values only", top / 2},
             {"the middle is 2 for three values only: it is the mean of the positions",
              weighted_sum(z, [](double at) { return at - 2; })
                  / weighted_sum(x, [](double at) { return (at - 2) * (at - 2) / at; })},
             {"it is upside down: Σ (x − x̄)² belongs below the line", bottom / top}});
    }
    return examination.verdict();
}

// ---- 20: a training -------------------------------------------------------------------------------------------------

namespace {

/// Losses of a training by another order or rule.
std::vector<double> other_losses(Parameters<double> parameters, const std::vector<Sample<double>>& batch, long epochs,
                                 double learning_rate, bool record_before_step)
{
    std::vector<double> losses;
    for (long epoch = 0; epoch < epochs; ++epoch) {
        const Parameters<double> next = descend(parameters, mean_gradient<double>(parameters, batch), learning_rate);
        losses.push_back(mean_loss<double>(record_before_step ? parameters : next, batch));
        parameters = next;
    }
    return losses;
}

} // namespace

Verdict losses_of_training(std::vector<double> (*answer)(Parameters<double> parameters,
                                                         const std::vector<Sample<double>>& batch, long epochs,
                                                         double learning_rate))
{
    Examination examination("the mean loss of each epoch, before its step");
    struct Run {
        std::uint32_t seed;
        long epochs;
        double learning_rate;
    };
    for (const Run& run : {Run{1, 2, 0.1}, Run{2, 6, 0.3}}) {
        const Parameters<double> start = network(run.seed);
        const std::vector<Sample<double>> batch = samples_of(run.seed, 5);
        TrainingOptions options;
        options.epochs = run.epochs;
        options.learning_rate = run.learning_rate;
        const std::vector<double> expected = train(start, batch, options).loss;
        const auto variant = [&](double rate, bool before) {
            return other_losses(start, batch, run.epochs, rate, before);
        };
        const auto after = variant(run.learning_rate, false);
        const auto uphill = variant(-run.learning_rate, true);
        const auto summed = variant(run.learning_rate * number(batch.size()), true);
        const auto unit = variant(1, true);
        for (std::size_t epoch = 0; epoch < expected.size(); ++epoch) {
            const auto entry = [&]() -> double {
                const std::vector<double> losses = answer(start, batch, run.epochs, run.learning_rate);
                if (losses.size() != expected.size()) {
                    throw std::length_error("the list has " + std::to_string(losses.size()) + " entries for "
                                            + std::to_string(expected.size()) + " epochs");
                }
                return losses[epoch];
            };
            examination.ask(
                "η = " + shortest(run.learning_rate) + ", epoch " + std::to_string(epoch), entry, expected[epoch],
                {{"the losses are recorded after the step of their epoch, not before it", after[epoch]},
                 {"the steps go uphill: the learning rate times the gradient is subtracted", uphill[epoch]},
                 {"no step is taken: every epoch has the parameters of the start", expected[0]},
                 {"the gradients are added up: the step takes their mean", summed[epoch]},
                 {"the learning rate is missing from the step", unit[epoch]},
                 {"this is the sum of the losses, not their mean", expected[epoch] * number(batch.size())}});
        }
    }
    return examination.verdict();
}

// ---- 21: the other line ---------------------------------------------------------------------------------------------

Verdict slope_of_label(double (*answer)(const std::vector<double>& M6, const std::vector<double>& Y))
{
    Examination examination("the slope of the line that predicts Y from M6");
    const workbook::Settings settings;
    for (std::uint32_t seed = 14; seed <= 16; ++seed) {
        const Dataset data = make_dataset(seed, 12 - (seed - 14) * 3);
        std::vector<double> M6;
        for (const Sample<double>& sample : data.samples) {
            M6.push_back(forward(network(seed), sample).M6);
        }
        const std::vector<double>& Y = data.labels;
        const Regression there = linear_regression(Y, M6);
        const double slope = linear_regression(M6, Y).slope;
        const double products = std::inner_product(M6.begin(), M6.end(), Y.begin(), 0.0);
        const double squares = std::inner_product(M6.begin(), M6.end(), M6.begin(), 0.0);
        const auto n = number(M6.size());
        const double mean = std::accumulate(M6.begin(), M6.end(), 0.0) / n;
        const double variation = squares - n * mean * mean;
        examination.ask(
            std::to_string(M6.size()) + " samples of seed " + std::to_string(seed), [&] { return answer(M6, Y); },
            slope,
            {{"this is the slope of chapter 21, which predicts M6 from Y: the other line", there.slope},
             {"this is 1/β, the line of chapter 21 read backwards; it predicts Y only if r² is 1", 1 / there.slope},
             {"this is r², which says how well and not how steep", there.r_squared},
             {"the means are not subtracted", products / squares},
             {"the division by the variation of M6 is missing", slope * variation},
             {"the division is by the number of samples, not by the variation of M6", slope * variation / n},
             {"the mean is subtracted above the line and not below", slope * variation / squares},
             {"the sign is wrong", -slope},
             {"this is the intercept of chapter 21's line, not a slope", there.intercept}});
    }
    return examination.verdict();
}

// ---- 22: the worst sample -------------------------------------------------------------------------------------------

namespace {

/// The number, counted from 1, of the sample for which a quantity is largest.
double number_of_largest(const std::vector<Numbers>& batch, const std::function<double(const Numbers&)>& quantity)
{
    return number(static_cast<std::size_t>(std::ranges::max_element(batch, {}, quantity) - batch.begin())) + 1;
}

std::vector<Numbers> batch_of(const Parameters<double>& parameters, const std::vector<Sample<double>>& samples)
{
    std::vector<Numbers> batch;
    for (const Sample<double>& sample : samples) {
        const Evaluation<double> x = evaluate(parameters, sample);
        batch.push_back({x.parameters, x.nodes, x.sample, x.loss});
    }
    return batch;
}

} // namespace

Verdict worst_sample(std::size_t (*answer)(const std::vector<Numbers>& batch))
{
    Examination examination("the number of the sample with the largest loss");
    for (std::uint32_t seed = 1; seed <= 8; ++seed) {
        const std::vector<Numbers> batch = batch_of(network(seed), samples_of(seed + 20, 6 + seed));
        const auto largest = [&batch](const std::function<double(const Numbers&)>& of) {
            return number_of_largest(batch, of);
        };
        const double right = largest(&Numbers::L);
        examination.ask(
            std::to_string(batch.size()) + " samples", [&] { return number(answer(batch)); }, right,
            {{"it is counted from 0: the first sample has number 1", right - 1},
             {"it is one too high: counted from 1 already, one is added again", right + 1},
             {"this is the best sample: the smallest loss", largest([](const Numbers& x) { return -x.L; })},
             {"the differences are added without their squares, so that they cancel",
              largest([](const Numbers& x) { return x.O9 - x.I1 + x.O10 - x.I2 + x.O11 - x.I3; })},
             {"only O9 and I1 are compared", largest([](const Numbers& x) { return std::abs(x.O9 - x.I1); })},
             {"only O10 and I2 are compared", largest([](const Numbers& x) { return std::abs(x.O10 - x.I2); })},
             {"only O11 and I3 are compared", largest([](const Numbers& x) { return std::abs(x.O11 - x.I3); })},
             {"this is how many samples there are", number(batch.size())}});
    }
    return examination.verdict();
}

// ---- 23: the error on the test samples ------------------------------------------------------------------------------

Verdict typical_error(double (*answer)(const Parameters<double>& p, const std::vector<Sample<double>>& test))
{
    Examination examination("the root of the mean squared difference between outputs and inputs");
    for (std::uint32_t seed = 1; seed <= 3; ++seed) {
        const Parameters<double> p = network(seed);
        const std::vector<Sample<double>> test = samples_of(seed + 20, 4 * seed);
        const double mean = mean_loss<double>(p, test);
        const double n = number(test.size());
        double signed_sum = 0;
        double roots = 0;
        for (const Numbers& x : batch_of(p, test)) {
            signed_sum += x.O9 - x.I1 + x.O10 - x.I2 + x.O11 - x.I3;
            roots += std::sqrt(x.L);
        }
        const double last = mean_loss<double>(p, std::vector<Sample<double>>{test.back()});
        examination.ask(
            std::to_string(test.size()) + " test samples", [&] { return answer(p, test); }, std::sqrt(mean),
            {{"the root is missing: this is the mean loss", mean},
             {"the mean over the samples is missing: this is the root of a sum", std::sqrt(mean * n)},
             {"the mean over the three outputs is missing", std::sqrt(mean * 3)},
             {"neither mean is there: this is the root of the sum of all squares", std::sqrt(mean * 3 * n)},
             {"only the last sample is in it", std::sqrt(last)},
             {"the root is taken sample by sample: the mean comes first", roots / n},
             {"this uses the half sum of squares", std::sqrt(mean * 3 / 2)},
             {"the differences are added without their squares, so that they cancel", signed_sum / (3 * n)}});
    }
    return examination.verdict();
}

// ---- 24: early stopping ---------------------------------------------------------------------------------------------

namespace {

/// The epoch in which early stopping stops: the first one that is `patience` epochs behind the smallest loss so far.
std::size_t epoch_of_stop(const std::vector<double>& losses, std::size_t patience)
{
    for (std::size_t epoch = 0; epoch < losses.size(); ++epoch) {
        const auto so_far = losses.begin() + static_cast<std::ptrdiff_t>(epoch) + 1;
        const auto best = static_cast<std::size_t>(std::min_element(losses.begin(), so_far) - losses.begin());
        if (epoch - best >= patience) {
            return epoch;
        }
    }
    return losses.size() - 1;
}

std::size_t best_until(const std::vector<double>& losses, std::size_t epoch)
{
    const auto end = losses.begin() + static_cast<std::ptrdiff_t>(epoch) + 1;
    return static_cast<std::size_t>(std::min_element(losses.begin(), end) - losses.begin());
}

} // namespace

Verdict epoch_kept(std::size_t (*answer)(const std::vector<double>& test_loss, std::size_t patience))
{
    Examination examination("the epoch with the smallest test loss when patience runs out");
    struct Run {
        std::vector<double> losses;
        std::size_t patience;
        std::size_t expected; // found by hand
    };
    for (const Run& run :
         {Run{{0.9, 0.7, 0.6, 0.65, 0.64, 0.66, 0.5}, 3, 2}, Run{{0.9, 0.7, 0.6, 0.65, 0.64, 0.66, 0.5}, 4, 6},
          Run{{0.5, 0.4, 0.45, 0.3, 0.35, 0.34, 0.2, 0.1}, 2, 3}, Run{{0.8, 0.6, 0.5, 0.4}, 2, 3},
          Run{{0.5, 0.6, 0.4, 0.3}, 1, 0}, Run{{0.5, 0.4, 0.45, 0.44, 0.3, 0.35, 0.36, 0.37, 0.1, 0.2}, 2, 1}}) {
        const auto& [losses, patience, expected] = run;
        const std::size_t stop = epoch_of_stop(losses, patience);
        const std::size_t soon = patience > 1 ? epoch_of_stop(losses, patience - 1) : 0;
        examination.ask(
            "patience " + std::to_string(patience) + ", losses " + list(losses),
            [answer, &run] { return number(answer(run.losses, run.patience)); }, number(expected),
            {{"this is the smallest loss of all epochs: who stops early never sees those after the stop",
              number(best_until(losses, losses.size() - 1))},
             {"this is the epoch in which it stops: what is kept is the best one before", number(stop)},
             {"it stops one epoch too late", number(best_until(losses, epoch_of_stop(losses, patience + 1)))},
             {"it stops one epoch too early", number(best_until(losses, soon))},
             {"epochs are counted from 0 in this book", number(expected + 1)},
             {"this is the last epoch: it never stops", number(losses.size() - 1)}});
    }
    return examination.verdict();
}

// ---- 26: the median -------------------------------------------------------------------------------------------------

Verdict median_of_losses(double (*answer)(std::vector<double> losses))
{
    Examination examination("the median");
    struct Losses {
        std::vector<double> values;
        double median; // found by hand
    };
    for (const Losses& losses : {Losses{{0.3, 0.01, 0.02}, 0.02}, Losses{{0.4, 0.01, 0.03, 0.02}, 0.025},
                                 Losses{{0.05, 0.41, 0.01, 0.02, 0.4}, 0.05}, Losses{{0.2, 0.1}, 0.15},
                                 Losses{{0.07}, 0.07}, Losses{{0.06, 0.5, 0.08, 0.4, 0.02, 0.01}, 0.07}}) {
        const std::vector<double>& values = losses.values;
        const std::size_t half = values.size() / 2;
        std::vector<double> sorted = values;
        std::ranges::sort(sorted);
        examination.ask(
            "losses " + list(values), [answer, &values] { return answer(values); }, losses.median,
            {{"this is the mean", std::accumulate(values.begin(), values.end(), 0.0) / number(values.size())},
             {"the losses are not sorted: this is the one at the middle place", values[half]},
             {"with an even number of losses two are in the middle: this is the upper one", sorted[half]},
             {"with an even number of losses two are in the middle: this is the lower one",
              sorted[(values.size() - 1) / 2]},
             {"this is halfway between the smallest and the largest", (sorted.front() + sorted.back()) / 2},
             {"this is the smallest loss", sorted.front()},
             {"this is the largest loss", sorted.back()}});
    }
    return examination.verdict();
}

} // namespace autoencoder::exercise
