#include "exercises/exercise.hpp"

#include "data/csv.hpp"
#include "data/random_stream.hpp"
#include "data/regression.hpp"
#include "exercises/examination.hpp"
#include "network/descent.hpp"
#include "network/initialization.hpp"
#include "network/training.hpp"
#include "workbook/chapter.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <functional>
#include <iterator>
#include <numeric>
#include <optional>
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

/// The same for a place in a list, which wraps around when it is below 0.
double place(std::size_t where)
{
    return static_cast<double>(static_cast<std::ptrdiff_t>(where));
}

/// What an `int` holds after each term is added to it: the fraction is lost every time.
double whole_sum(const std::vector<double>& terms)
{
    return std::accumulate(terms.begin(), terms.end(), 0.0,
                           [](double sum, double term) { return std::trunc(sum + term); });
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
    for (const Layers& layers : {Layers{{3, 2, 1, 2, 3}, 16, 8}, Layers{{2, 4, 1}, 12, 5},
                                 Layers{{5, 3, 2, 3, 5}, 42, 13}, Layers{{1, 7, 2}, 21, 9}}) {
        const std::vector<int>& sizes = layers.sizes;
        std::string name;
        for (const int size : sizes) {
            name += (name.empty() ? "" : "-") + std::to_string(size);
        }
        examination.ask("layers " + name, [answer, &sizes] { return answer(sizes); });
        const double weights = layers.weights;
        const double biases = layers.biases;
        const double inputs = sizes.front();
        const double outputs = sizes.back();
        const double into_last = sizes.back() * (sizes[sizes.size() - 2] + 1);
        const double into_second = sizes[1] * (sizes[0] + 1);
        double all_layers = 0;
        for (std::size_t to = 0; to < sizes.size(); ++to) {
            all_layers +=
                sizes[to] * std::accumulate(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(to), 0.0);
        }
        const double count = number(sizes.size());
        examination.expect(
            weights + biases,
            {{"the biases are missing: these are the weights alone", weights},
             {"the weights are missing: these are the biases alone", biases},
             {"the input nodes have no bias: they are counted as if they had", weights + biases + inputs},
             {"the biases are subtracted", weights - biases},
             {"the last layer is left out: its weights and biases count too", weights + biases - into_last},
             {"the second layer is left out: its weights and biases count too", weights + biases - into_second},
             {"only the first two layers are counted: is there a return inside the loop?", into_second},
             {"only the last two layers are counted: the others are overwritten, not added", into_last},
             {"every node is joined to those of all layers before: only neighbouring layers are joined",
              all_layers + biases},
             {"every weight is counted twice, once from each of its ends", 2 * weights + biases},
             {"all is counted twice", 2 * (weights + biases)},
             {"the inputs of a node are added to its layer, not multiplied by it", 2 * biases + inputs - outputs},
             {"this is the number of nodes", inputs + biases},
             {"the biases are those of the layer on the left: of two layers, the right one has them",
              weights + inputs + biases - outputs},
             {"the output nodes have biases too", weights + biases - outputs},
             {"there is one bias for each layer: every node has one of its own", weights + count - 1}});
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
        examination.ask("u = " + workbook::fixed(u, 3) + ", p = " + std::to_string(p),
                        [answer, u, p] { return answer(u, p); });
        const double bound = 1 / std::sqrt(p);
        const auto between = [u](double low, double high) { return low + u * (high - low); };
        examination.expect(
            between(-bound, bound),
            {{"the interval starts at 0: half of the weights should be negative", between(0, bound)},
             {"1/p stands where 1/√p belongs", between(-1.0 / p, 1.0 / p)},
             {"√p stands where 1/√p belongs", between(-std::sqrt(p), std::sqrt(p))},
             {"1 / p of whole numbers is 0 when p is more than 1: write 1.0 / p", p == 1 ? between(-1, 1) : 0},
             {"1 / 2 of whole numbers is 0: write 0.5", 2 * u * bound},
             {"this is the lower bound, whatever u is", -bound},
             {"this is the upper bound, whatever u is", bound},
             {"it starts at the upper end", between(bound, 3 * bound)},
             {"this is the normalised rule with k = 2: the number of outputs is not part of this one",
              between(-std::sqrt(6.0 / (p + 2)), std::sqrt(6.0 / (p + 2)))},
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
    for (std::uint32_t seed = 0; seed <= 4; ++seed) {
        Parameters<double> p = network(seed);
        Sample<double> z = samples_of(seed, 1).front();
        std::string name = "network " + std::to_string(seed);
        if (seed == 0) { // on paper: L5in = 0.5 − 0.5 − 0.5 + 0.25
            p.lambda_1_5 = 0.5;
            p.lambda_2_5 = -1;
            p.lambda_3_5 = 2;
            p.b_5 = 0.25;
            z = {.I1 = 1, .I2 = 0.5, .I3 = -0.25};
            name = "I 1, 0.5, -0.25; λ into L5 0.5, -1, 2; b5 0.25";
        }
        examination.ask(name, [&] { return answer(p, z); });
        const Nodes<double> x = forward(p, z);
        const double mixed = p.lambda_1_4 * z.I1 + p.lambda_2_4 * z.I2 + p.lambda_3_4 * z.I3 + p.b_5;
        const double turned = p.lambda_3_5 * z.I1 + p.lambda_2_5 * z.I2 + p.lambda_1_5 * z.I3 + p.b_5;
        const double crossed = p.lambda_2_5 * z.I1 + p.lambda_1_5 * z.I2 + p.lambda_3_5 * z.I3 + p.b_5;
        const double first = p.lambda_1_5 * z.I1;
        const double second = p.lambda_2_5 * z.I2;
        const double third = p.lambda_3_5 * z.I3;
        examination.expect(
            x.L5, {{"this is the input of L5: the sigmoid is missing", x.L5_in},
                   {"this is L4", x.L4},
                   {"this is the input of L4", x.L4_in},
                   {"the bias b5 is missing", sigmoid(x.L5_in - p.b_5)},
                   {"the sigmoid is taken twice", sigmoid(x.L5)},
                   {"the sum is kept in a whole number, which loses its fraction", sigmoid(std::trunc(x.L5_in))},
                   {"the sum is kept in a whole number, which loses its fraction",
                    sigmoid(whole_sum({first, second, third, p.b_5}))},
                   {"the bias is multiplied, not added", sigmoid((x.L5_in - p.b_5) * p.b_5)},
                   {"the e of the sigmoid is missing", 1 / (1 - x.L5_in)},
                   {"all of the pass is there but the bias and the sigmoid", x.L5_in - p.b_5},
                   {"the bias is the one of L4, b4", sigmoid(x.L5_in - p.b_5 + p.b_4)},
                   {"the bias stands outside of the sigmoid", sigmoid(x.L5_in - p.b_5) + p.b_5},
                   {"the bias is subtracted", sigmoid(x.L5_in - 2 * p.b_5)},
                   {"the weights are those that lead to L4", sigmoid(mixed)},
                   {"the weights of I1 and I3 are exchanged", sigmoid(turned)},
                   {"the sign in the exponent is wrong: σ(t) has e to the power of −t", sigmoid(-x.L5_in)},
                   {"this is the e^(−t) of the sigmoid alone", std::exp(-x.L5_in)},
                   {"this is 1 + e^(−t): the sigmoid is 1 divided by it", 1 + std::exp(-x.L5_in)},
                   {"the minus in the exponent reaches the first term only: the sum needs brackets",
                    sigmoid(2 * first - x.L5_in)},
                   {"the term of I1 is missing", sigmoid(x.L5_in - first)},
                   {"the term of I2 is missing", sigmoid(x.L5_in - second)},
                   {"the term of I3 is missing", sigmoid(x.L5_in - third)},
                   {"λ1,4 stands where λ1,5 belongs", sigmoid(x.L5_in - first + p.lambda_1_4 * z.I1)},
                   {"λ2,4 stands where λ2,5 belongs", sigmoid(x.L5_in - second + p.lambda_2_4 * z.I2)},
                   {"λ3,4 stands where λ3,5 belongs", sigmoid(x.L5_in - third + p.lambda_3_4 * z.I3)},
                   {"the weights of I1 and I2 are exchanged", sigmoid(crossed)},
                   {"this is the hyperbolic tangent: the network has another sigmoid", std::tanh(x.L5_in)},
                   {"this is the slope of the sigmoid, L5(1 − L5)", sigmoid_slope(x.L5)}});
    }
    return examination.verdict();
}

// ---- 4: another loss ------------------------------------------------------------------------------------------------

Verdict fourth_power_derivative(double (*answer)(double O11, double I3))
{
    Examination examination("∂ℒ/∂O11 for ℒ = ¼ Σ (O − I)⁴");
    const auto loss_at = [](std::complex<double> O, double I) { return std::pow(O - I, 4) / 4.0; };
    using Pair = std::array<double, 2>;
    for (const Pair& pair : {Pair{1.5, 0.25}, Pair{-0.75, 1.125}, Pair{0.375, -1.75}, Pair{-1.625, -0.5}}) {
        const double O = pair[0];
        const double I = pair[1];
        examination.ask("O11 = " + workbook::fixed(O, 3) + ", I3 = " + workbook::fixed(I, 3),
                        [answer, O, I] { return answer(O, I); });
        const double d = O - I;
        constexpr double h = 1e-30; // a complex step: nothing is subtracted, so that h may be tiny
        examination.expect(loss_at({O, h}, I).imag() / h,
                           {{"this is the loss, not its derivative", std::pow(d, 4) / 4},
                            {"the power is lowered, but 3 stands where its 4 belongs", d * d * d * 3 / 4},
                            {"3 is in front: the factor is the power itself, 4, and ¼ takes it away", 3 * d * d * d},
                            {"the power is lowered twice, and ¼ is left", d * d / 4},
                            {"the power is lowered twice, and ¾ is left", d * d * 3 / 4},
                            {"the 2 of a square stands where the 4 belongs", d * d * d / 2},
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
                            {"4/3 is in front: this loss has ¼ in front and no mean", d * d * d * 4 / 3},
                            {"this is O11³: I3 is missing", O * O * O},
                            {"the powers are subtracted: subtract first, then take the power", O * O * O - I * I * I},
                            {"the two are added: a difference is asked for", std::pow(O + I, 3)},
                            {"the brackets around O11 − I3 are missing", O - I * O - I * O - I}});
    }
    return examination.verdict();
}

// ---- 5: a difference of order 4 --------------------------------------------------------------------------------------

Verdict fourth_order_difference(double (*answer)(const std::function<double(double)>& f, double x, double h))
{
    Examination examination("the slope, exact for polynomials up to x⁴");
    // Up to x⁴, a quotient of order 4 has no error, so that the right answer is the derivative itself. For x⁵ at 0 one
    // finds on paper D(h) = h⁴ and D(h/2) = h⁴/16, so that −h⁴/4 is left of a slope of 0: a step of its own is seen.
    struct Case {
        std::string name;
        std::function<double(double)> f;
        double x;
        double h;
        double slope;
        double left = 0;
    };
    const auto cubic = [](double x) { return 2 * x * x * x - x; };
    const auto quartic = [](double x) { return x * x * x * x + x * x * x - 3 * x; };
    const auto quintic = [](double x) { return x * x * x * x * x; };
    for (const Case& at : {Case{"2x³ − x", cubic, 1, 0.5, 5}, Case{"2x³ − x", cubic, -0.5, 2, 0.5},
                           Case{"x⁴ + x³ − 3x", quartic, 1, 0.25, 4}, Case{"x⁴ + x³ − 3x", quartic, -1, 1, -4},
                           Case{"x⁵, where −h⁴/4 is left,", quintic, 0, 1, 0, -0.25}}) {
        examination.ask(at.name + " at x = " + shortest(at.x) + ", h = " + shortest(at.h),
                        [answer, &at] { return answer(at.f, at.x, at.h); });
        const auto difference = [&at](double h) { return (at.f(at.x + h) - at.f(at.x - h)) / (2 * h); };
        const auto forward = [&at](double h) { return (at.f(at.x + h) - at.f(at.x)) / h; };
        const double whole = difference(at.h);
        const double half = difference(at.h / 2);
        examination.expect(
            at.slope + at.left,
            {{"this is the forward difference", forward(at.h)},
             {"this is the slope of x⁵ too, so a step of its own is in it: use h and h/2 alone", at.slope},
             {"both are forward differences, whose error falls with h: take central ones",
              (4 * forward(at.h / 2) - forward(at.h)) / 3},
             {"both are forward differences: a central one steps to both sides", 2 * forward(at.h / 2) - forward(at.h)},
             {"these are the steps 2h and h: take h and h/2", (4 * whole - difference(2 * at.h)) / 3},
             {"the errors of the two have the same sign: subtract, and divide by 3", (4 * half + whole) / 5},
             {"three times too large: of four slopes less one, three are left", 4 * half - whole},
             {"the first difference is subtracted from the second one, not the other way round",
              (whole - 4 * half) / 3},
             {"the two points of a difference are 2h and h apart: this divides by h and h/2",
              2 * (4 * half - whole) / 3},
             {"the two points of the second difference are h apart: this divides by h/2", (8 * half - whole) / 3},
             {"this is the central difference with step h: its error is still in it", whole},
             {"this is the central difference with step h/2: its error is still in it", half},
             {"this is the mean of the two: their errors add up", (whole + half) / 2},
             {"the two are added, by 2/3 each: the errors have the same sign, so subtract", (whole + half) * 2 / 3},
             {"the errors are 1 and ¼, so the second one is 4/3 and the first one 1/3 of the result: this takes ¼",
              half * 4 / 3 - whole / 4},
             {"brackets are missing: without them, / 2 * h multiplies by h",
              (4 * half * at.h * at.h - whole * at.h * at.h * 4) / 3},
             {"brackets are missing: without them, / 2 * h multiplies by h",
              (4 * half * at.h * at.h / 4 - whole * at.h * at.h) / 3},
             {"1 / 3 of whole numbers is 0: write 1.0 / 3", half},
             {"brackets are missing: without them, / 2 * h multiplies by h", (4 * half - whole * at.h * at.h) / 3},
             {"the two are subtracted: that is an error, not a slope", half - whole},
             {"this takes off the whole difference of the two: a third of it is left in half a step", 2 * half - whole},
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
        examination.ask("derivatives " + list(g) + "; η = " + shortest(rate) + ", β = " + shortest(beta),
                        [answer, run] { return answer(run.start, run.derivatives, run.learning_rate, run.momentum); });
        const auto variant = [&run](const MomentumRule& rule) {
            return with_momentum(run.start, run.derivatives, run.learning_rate, run.momentum, rule);
        };
        const std::vector<double> last{g.back()};
        const double last_velocity = variant({}) - with_momentum(start, {g.begin(), g.end() - 1}, rate, beta, {});
        double shrinking = start;
        double whole_velocity = start;
        double velocity = 0;
        for (const double derivative : g) {
            shrinking = beta * shrinking - rate * derivative;
            velocity = std::trunc(beta * velocity - rate * derivative);
            whole_velocity += velocity;
        }
        const double carried = start * beta * (1 - std::pow(beta, number(g.size()))) / (1 - beta);
        examination.expect(
            momentum_by_powers(start, g, rate, beta),
            {{"this is plain descent: the velocity forgets what it was before each step", variant({.kept = 0})},
             {"β is missing: the velocity keeps everything", variant({.kept = 1 / beta})},
             {"it climbs: of the two lines exactly one has a minus, in front of η or in front of v",
              variant({.pull = 1})},
             {"η is missing: the velocity takes −η times the derivative", variant({.pull = -1 / rate})},
             {"η is there twice", variant({.pull = -rate})},
             {"the parameter moves by the velocity of the step before: the velocity has to change first",
              variant({.velocity_first = false})},
             {"the new derivative enters with 1 − β: that is an average, another rule", variant({.pull = beta - 1})},
             {"only the last derivative is used", start - rate * last.front()},
             {"this is how far the parameter moves: the start is missing", variant({}) - start},
             {"the parameter does not move", start},
             {"this is the last velocity, not the parameter", last_velocity},
             {"the steps are not added up: only the last velocity is added to the start", start + last_velocity},
             {"the velocity starts at the start of the parameter: it starts at 0", variant({}) + carried},
             {"β multiplies the new derivative too", variant({.pull = -beta})},
             {"η and β have changed places", with_momentum(start, g, beta, rate, {})},
             {"only the first step is taken", start - rate * g.front()},
             {"only the first step is taken, and η is missing", start - g.front()},
             {"the last derivative is left out", with_momentum(start, {g.begin(), g.end() - 1}, rate, beta, {})},
             {"the parameter shrinks by β with each step: it is the velocity that keeps a share of itself", shrinking},
             {"the velocity is kept in a whole number, which loses its fraction", whole_velocity},
             {"the derivatives are added up before a single step: momentum is lost",
              start - rate * std::accumulate(g.begin(), g.end(), 0.0)},
             {"the first derivative is left out", with_momentum(start, {g.begin() + 1, g.end()}, rate, beta, {})},
             {"the velocity keeps all of itself and β of itself besides", variant({.kept = (1 + beta) / beta})},
             {"this is Nesterov's momentum, which looks one step ahead: another rule",
              start + beta * (variant({}) - start) - rate * std::accumulate(g.begin(), g.end(), 0.0)}});
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
        examination.ask("values " + list(z), [answer, z] { return answer(z); });
        const double n = number(z.size());
        const double middle = (n + 1) / 2;
        std::vector<double> x(z.size());
        std::iota(x.begin(), x.end(), 1.0);
        const double top = weighted_sum(z, [middle](double at) { return at - middle; });
        const double bottom = weighted_sum(x, [middle](double at) { return at - middle; });
        const auto centred_on = [&](double centre) {
            return weighted_sum(z, [centre](double at) { return at - centre; })
                   / weighted_sum(x, [centre](double at) { return (at - centre) * (at - centre) / at; });
        };
        std::vector<double> terms;
        std::vector<double> squares;
        for (const double at : x) {
            terms.push_back((at - middle) * z[static_cast<std::size_t>(at) - 1]);
            squares.push_back((at - middle) * (at - middle));
        }
        const double whole_top = whole_sum(terms);
        const double whole_bottom = whole_sum(squares);
        // With places and their mean in std::size_t, the squares being taken there or as doubles.
        const auto wrapped = [&](bool squared_whole) {
            const std::size_t mean = (z.size() + 1) / 2;
            double above = 0;
            double below = 0;
            for (std::size_t i = 0; i < z.size(); ++i) {
                const std::size_t off = i + 1 - mean;
                above += number(off) * z[i];
                below += squared_whole ? number(off * off) : number(off) * number(off);
            }
            return above / below;
        };
        examination.expect(
            linear_regression(x, z).slope,
            {{"the positions are not centred: this is the document's label Y, x·z / x·x",
              weighted_sum(z, [](double at) { return at; }) / weighted_sum(x, [](double at) { return at; })},
             {"the positions are centred above the line and not below",
              top / weighted_sum(x, [](double at) { return at; })},
             {"only the first and the last value are used", (z.back() - z.front()) / (n - 1)},
             {"the division by Σ (x − x̄)² is missing", top},
             {"the division is by the number of values, not by Σ (x − x̄)²", top / n},
             {"the division is by 2, which is Σ (x − x̄)² for three values only", top / 2},
             {"the middle is 2 for three values only: it is the mean of the positions", centred_on(2)},
             {"it is upside down: Σ (x − x̄)² belongs below the line", bottom / top},
             {"the last value less the first one, by 2, is the slope of three values only", (z.back() - z.front()) / 2},
             {"the division is by the number of values: from the first to the last there is one step less",
              (z.back() - z.front()) / n},
             {"the positions are centred below the line and not above",
              weighted_sum(z, [](double at) { return at; }) / bottom},
             {"the mean of the positions is (n + 1)/2, not n/2", centred_on(n / 2)},
             {"the mean of the positions is (n + 1)/2: in whole numbers its half is lost",
              centred_on(std::floor(middle))},
             {"the positions count from 0 and their mean from 1", centred_on(middle + 1)},
             {"the mean of the values stands where the mean of the positions belongs",
              centred_on(weighted_sum(z, [](double) { return 1.0; }) / n)},
             {"the square root of Σ (x − x̄)² is taken: it stands below the line as it is", top / std::sqrt(bottom)},
             {"only the first term is there: is there a return inside the loop?", z.front() / (1 - middle)},
             {"only the first term of the sum above the line is there", (1 - middle) * z.front() / bottom},
             {"only the last term of the sum above the line is there: the others are overwritten, not added",
              (n - middle) * z.back() / bottom},
             {"only the last term of each sum is there: the others are overwritten, not added",
              z.back() / (n - middle)},
             {"only the last term of the sum below the line is there: the others are overwritten, not added",
              top / ((n - middle) * (n - middle))},
             {"the sums are kept in whole numbers, which lose their fractions", whole_top / whole_bottom},
             {"the sum above the line is kept in a whole number, which loses its fraction", whole_top / bottom},
             {"an x − x̄ below 0 wraps around: a std::size_t has no negative numbers", wrapped(true)},
             {"an x − x̄ below 0 wraps around: a std::size_t has no negative numbers", wrapped(false)},
             {"the division is by one value less", top / (n - 1)},
             {"the first value is left out", (top - (1 - middle) * z.front()) / (bottom - (1 - middle) * (1 - middle))},
             {"the last value is left out", (top - (n - middle) * z.back()) / (bottom - (n - middle) * (n - middle))},
             {"the absolute value of x − x̄ is taken: the sign says on which side",
              weighted_sum(z, [middle](double at) { return std::abs(at - middle); }) / bottom}});
    }
    return examination.verdict();
}

// ---- 20: a training -------------------------------------------------------------------------------------------------

namespace {

/// Losses of a training by another kind of step, each recorded before it.
std::vector<double> losses_with(Parameters<double> parameters, const std::vector<Sample<double>>& batch, long epochs,
                                const std::function<Parameters<double>(const Parameters<double>&)>& step)
{
    std::vector<double> losses;
    for (long epoch = 0; epoch < epochs; ++epoch) {
        losses.push_back(mean_loss<double>(parameters, batch));
        parameters = step(parameters);
    }
    return losses;
}

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
        std::string name;
        Parameters<double> start;
        std::vector<Sample<double>> batch;
        long epochs;
        double learning_rate;
    };
    // The first one on paper: all hidden outputs are ½, O9 is 0, and then 0.2·(1 + ¼ + ¼).
    for (const Run& run : {Run{"all parameters 0, samples (3, 0, 0) and (0, 0, 0)", {}, {{.I1 = 3}, {}}, 2, 0.2},
                           Run{"network 1", network(1), samples_of(1, 5), 2, 0.1},
                           Run{"network 2", network(2), samples_of(2, 5), 6, 0.3}}) {
        const Parameters<double>& start = run.start;
        const std::vector<Sample<double>>& batch = run.batch;
        TrainingOptions options;
        options.epochs = run.epochs;
        options.learning_rate = run.learning_rate;
        const auto epochs = static_cast<std::size_t>(run.epochs);
        for (std::size_t epoch = 0; epoch < epochs; ++epoch) {
            const std::string where =
                run.name + ", η = " + shortest(run.learning_rate) + ", epoch " + std::to_string(epoch);
            examination.ask(where, [&]() -> double {
                const std::vector<double> losses = answer(start, batch, run.epochs, run.learning_rate);
                if (losses.size() != epochs) {
                    throw NoAnswer("the list has " + std::to_string(losses.size())
                                   + (losses.size() == 1 ? " entry for " : " entries for ") + std::to_string(epochs)
                                   + " epochs");
                }
                return losses[epoch];
            });
            const std::vector<double> expected = train(start, batch, options).loss;
            const auto variant = [&](double rate, bool before) {
                return other_losses(start, batch, run.epochs, rate, before);
            };
            const auto after = variant(run.learning_rate, false);
            const auto uphill = variant(-run.learning_rate, true);
            const auto summed = variant(run.learning_rate * number(batch.size()), true);
            const auto unit = variant(1, true);
            const auto first_gradient = losses_with(start, batch, run.epochs, [&](const Parameters<double>& at) {
                return descend(at, mean_gradient<double>(start, batch), run.learning_rate);
            });
            const auto by_sample = losses_with(start, batch, run.epochs, [&](Parameters<double> at) {
                for (const Sample<double>& sample : batch) {
                    at = descend(at, mean_gradient<double>(at, std::vector{sample}), run.learning_rate);
                }
                return at;
            });
            const auto of_one = [&](const Sample<double>& sample) {
                std::vector<double> losses;
                Parameters<double> at = start;
                for (std::size_t i = 0; i < epochs; ++i) {
                    losses.push_back(loss(forward(at, sample), sample));
                    at = descend(at, mean_gradient<double>(at, batch), run.learning_rate);
                }
                return losses;
            };
            examination.expect(
                expected[epoch],
                {{"the losses are recorded after the step of their epoch, not before it", after[epoch]},
                 {"the steps go uphill: the learning rate times the gradient is subtracted", uphill[epoch]},
                 {"no step is taken: every epoch has the parameters of the start", expected[0]},
                 {"the gradients are added up: the step takes their mean", summed[epoch]},
                 {"the learning rate is missing from the step", unit[epoch]},
                 {"every step takes the gradient of the start: compute it anew in each epoch", first_gradient[epoch]},
                 {"each sample takes a step of its own: the step follows the mean over the batch", by_sample[epoch]},
                 {"only the first sample is trained on",
                  other_losses(start, {batch.front()}, run.epochs, run.learning_rate, true)[epoch]},
                 {"only the last sample is trained on",
                  other_losses(start, {batch.back()}, run.epochs, run.learning_rate, true)[epoch]},
                 {"the loss of the first sample is recorded, not the mean over the batch",
                  of_one(batch.front())[epoch]},
                 {"the loss of the last sample is recorded, not the mean over the batch", of_one(batch.back())[epoch]},
                 {"the losses are kept as whole numbers, which lose their fractions", std::trunc(expected[epoch])},
                 {"the losses are divided by the number of epochs", expected[epoch] / number(epochs)},
                 {"the list is in reverse order", expected[epochs - 1 - epoch]},
                 {"the first entry has the loss after the first step, and the last one is there twice",
                  after[std::min(epoch, epochs - 2)]},
                 {"this is the sum of the losses, not their mean", expected[epoch] * number(batch.size())}});
        }
    }
    return examination.verdict();
}

// ---- 21: the other line ---------------------------------------------------------------------------------------------

Verdict slope_of_label(double (*answer)(const std::vector<double>& M6, const std::vector<double>& Y))
{
    Examination examination("the slope of the line that predicts Y from M6");
    for (std::uint32_t seed = 13; seed <= 16; ++seed) {
        const Dataset data = make_dataset(seed, 12 - (seed - 13) * 2);
        std::vector<double> M6;
        for (const Sample<double>& sample : data.samples) {
            M6.push_back(forward(network(seed), sample).M6);
        }
        std::vector<double> Y = data.labels;
        std::string name = std::to_string(M6.size()) + " samples of seed " + std::to_string(seed);
        if (seed == 13) { // on paper: the means are 3 and 2
            M6 = {1, 2, 4, 5};
            Y = {2, 1, 1, 4};
            name = "M6 1, 2, 4, 5; Y 2, 1, 1, 4";
        }
        examination.ask(name, [&] { return answer(M6, Y); });
        const Regression there = linear_regression(Y, M6);
        const double slope = linear_regression(M6, Y).slope;
        const double products = std::inner_product(M6.begin(), M6.end(), Y.begin(), 0.0);
        const double squares = std::inner_product(M6.begin(), M6.end(), M6.begin(), 0.0);
        const auto n = number(M6.size());
        const double mean = std::accumulate(M6.begin(), M6.end(), 0.0) / n;
        const double variation = squares - n * mean * mean;
        const double mean_of_Y = std::accumulate(Y.begin(), Y.end(), 0.0) / n;
        const double variation_of_Y =
            std::inner_product(Y.begin(), Y.end(), Y.begin(), 0.0) - n * mean_of_Y * mean_of_Y;
        // Σ (M6 − mean of Y)·(Y − mean of M6) = Σ M6·Y − n·(mean² + mean_of_Y²) + n·mean·mean_of_Y
        const double sum_of_squared_means = n * (mean * mean + mean_of_Y * mean_of_Y - mean * mean_of_Y);
        const double exchanged_squares = squares - 2 * n * mean * mean_of_Y + n * mean_of_Y * mean_of_Y;
        examination.expect(
            slope,
            {{"this is the slope of chapter 21, which predicts M6 from Y: the other line", there.slope},
             {"this is 1/β, the line of chapter 21 read backwards; it predicts Y only if r² is 1", 1 / there.slope},
             {"this is r², which says how well and not how steep", there.r_squared},
             {"the means are not subtracted", products / squares},
             {"the division by the variation of M6 is missing", slope * variation},
             {"the division is by the number of samples, not by the variation of M6", slope * variation / n},
             {"the mean is subtracted above the line and not below", slope * variation / squares},
             {"the means are subtracted below the line and not above", products / variation},
             {"this is r: the line needs a slope", slope * std::sqrt(variation / variation_of_Y)},
             {"this is the intercept α′, not the slope", mean_of_Y - slope * mean},
             {"it is upside down: the squares belong below the line", 1 / slope},
             {"the division is by the root of the squares", slope * std::sqrt(variation)},
             {"the two means have changed places", (products - sum_of_squared_means) / exchanged_squares},
             {"the two means have changed places above the line", (products - sum_of_squared_means) / variation},
             {"the sum is divided by n − 1 and the squares by n, or the other way round", slope * n / (n - 1)},
             {"the sum is divided by n − 1 and the squares by n, or the other way round", slope * (n - 1) / n},
             {"only the first and the last sample are used", (Y.back() - Y.front()) / (M6.back() - M6.front())},
             {"only the first sample is in the sums: is there a return inside the loop?",
              (Y.front() - mean_of_Y) / (M6.front() - mean)},
             {"only the last sample is in the sums: the others are overwritten, not added",
              (Y.back() - mean_of_Y) / (M6.back() - mean)},
             {"only the last sample is in the sum above the line: the others are overwritten, not added",
              (Y.back() - mean_of_Y) * (M6.back() - mean) / variation},
             {"the first sample is left out of the sums",
              (slope * variation - (Y.front() - mean_of_Y) * (M6.front() - mean))
                  / (variation - std::pow(M6.front() - mean, 2))},
             {"the last sample is left out of the sums",
              (slope * variation - (Y.back() - mean_of_Y) * (M6.back() - mean))
                  / (variation - std::pow(M6.back() - mean, 2))},
             {"the sign is lost: a slope may be negative", std::abs(slope)},
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

/// The number of the last sample whose loss is above that of another one, such as the first or the one before.
double last_above(const std::vector<Numbers>& batch, const std::function<std::size_t(std::size_t)>& other)
{
    std::size_t place = 0;
    for (std::size_t i = 1; i < batch.size(); ++i) {
        place = batch[i].L > batch[other(i)].L ? i : place;
    }
    return number(place) + 1;
}

/// How often a loss is larger than all before it, the first one included.
double records(const std::vector<Numbers>& batch)
{
    double largest = -1;
    double count = 0;
    for (const Numbers& x : batch) {
        count += x.L > largest ? 1 : 0;
        largest = std::max(largest, x.L);
    }
    return count;
}

/// The number of the last sample whose loss is above the largest one so far, the latter without its fraction.
double in_whole_numbers(const std::vector<Numbers>& batch)
{
    double largest = 0;
    std::size_t found = 0;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        if (batch[i].L > largest) {
            largest = std::trunc(batch[i].L);
            found = i;
        }
    }
    return number(found) + 1;
}

/// Samples of which only the differences of outputs and inputs matter, all inputs 0.
std::vector<Numbers> batch_with(const std::vector<std::array<double, 3>>& differences)
{
    std::vector<Numbers> batch;
    for (const auto& [first, second, third] : differences) {
        Numbers x;
        x.O9 = first;
        x.O10 = second;
        x.O11 = third;
        x.L = (first * first + second * second + third * third) / 3;
        batch.push_back(x);
    }
    return batch;
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
    const auto ask = [&](const std::string& where, const std::vector<Numbers>& batch,
                         const std::function<double()>& found) {
        examination.ask(where, [answer, batch] { return place(answer(batch)); });
        const double right = found();
        const auto largest = [&batch](const std::function<double(const Numbers&)>& of) {
            return number_of_largest(batch, of);
        };
        const std::vector<Numbers> but_last(batch.begin(), batch.end() - 1);
        const std::vector<Numbers> but_first(batch.begin() + 1, batch.end());
        examination.expect(
            right,
            {{"it is counted from 0: the first sample has number 1", right - 1},
             {"it is one too high: counted from 1 already, one is added again", right + 1},
             {"this is the best sample: the smallest loss", largest([](const Numbers& x) { return -x.L; })},
             {"the differences are added without their squares, so that they cancel",
              largest([](const Numbers& x) { return x.O9 - x.I1 + x.O10 - x.I2 + x.O11 - x.I3; })},
             {"the differences are added as absolute values, not as squares", largest([](const Numbers& x) {
                  return std::abs(x.O9 - x.I1) + std::abs(x.O10 - x.I2) + std::abs(x.O11 - x.I3);
              })},
             {"only the largest of the three differences is compared", largest([](const Numbers& x) {
                  return std::max({std::abs(x.O9 - x.I1), std::abs(x.O10 - x.I2), std::abs(x.O11 - x.I3)});
              })},
             {"only O9 and I1 are compared", largest([](const Numbers& x) { return std::abs(x.O9 - x.I1); })},
             {"only O10 and I2 are compared", largest([](const Numbers& x) { return std::abs(x.O10 - x.I2); })},
             {"only O11 and I3 are compared", largest([](const Numbers& x) { return std::abs(x.O11 - x.I3); })},
             {"the last sample is left out", number_of_largest(but_last, &Numbers::L)},
             {"the first sample is left out", number_of_largest(but_first, &Numbers::L) + 1},
             {"each loss is compared with that of the first sample, not with the largest so far",
              last_above(batch, [](std::size_t) { return 0; })},
             {"each loss is compared with that of the sample before, not with the largest so far",
              last_above(batch, [](std::size_t i) { return i - 1; })},
             {"the largest output is looked for, not the largest loss", largest([](const Numbers& x) {
                  return std::max({x.O9, x.O10, x.O11});
              })},
             {"the largest O9 is looked for, not the largest loss", largest(&Numbers::O9)},
             {"the largest input is looked for, not the largest loss", largest([](const Numbers& x) {
                  return std::max({x.I1, x.I2, x.I3});
              })},
             {"this is how often a loss is larger than all before it, not its number", records(batch)},
             {"this is how often a loss is larger than all before it, not its number", records(batch) - 1},
             {"the largest loss so far is kept in a whole number, which loses its fraction", in_whole_numbers(batch)},
             {"this is the largest loss, not the number of its sample", std::ranges::max(batch, {}, &Numbers::L).L},
             {"this is always the first sample: is there a return inside the loop?", 1},
             {"this is how many samples there are", number(batch.size())}});
    };
    // Worked out by hand: three times the losses are 1, 0.75 and 0.09; then 0.75, 1 and 1.47; then 0.27, 0.75 and 1.
    ask("I 0; O (1, 0, 0), (-0.5, -0.5, 0.5), (0, 0.3, 0)", batch_with({{1, 0, 0}, {-0.5, -0.5, 0.5}, {0, 0.3, 0}}),
        [] { return 1; });
    ask("I 0; O (-0.5, 0.5, 0.5), (0, 0, -1), (0.7, -0.7, 0.7)",
        batch_with({{-0.5, 0.5, 0.5}, {0, 0, -1}, {0.7, -0.7, 0.7}}), [] { return 3; });
    ask("I 0; O (0.3, -0.3, 0.3), (0.5, 0.5, 0.5), (0, -1, 0)",
        batch_with({{0.3, -0.3, 0.3}, {0.5, 0.5, 0.5}, {0, -1, 0}}), [] { return 3; });
    // The losses are 0.33, 2.80, 1.33 and 2.08, of which 2 without their fractions.
    ask("I 0; O (0, 1, 0), (0, 0, 2.9), (2, 0, 0), (0, 2.5, 0)",
        batch_with({{0, 1, 0}, {0, 0, 2.9}, {2, 0, 0}, {0, 2.5, 0}}), [] { return 2; });
    for (std::uint32_t seed = 1; seed <= 4; ++seed) {
        const std::vector<Numbers> batch = batch_of(network(seed), samples_of(seed + 20, 6 + seed));
        ask(std::to_string(batch.size()) + " samples", batch,
            [&batch] { return number_of_largest(batch, &Numbers::L); });
    }
    return examination.verdict();
}

// ---- 23: the error on the test samples ------------------------------------------------------------------------------

Verdict typical_error(double (*answer)(const Parameters<double>& p, const std::vector<Sample<double>>& test))
{
    Examination examination("the root of the mean squared difference between outputs and inputs");
    for (std::uint32_t seed = 0; seed <= 3; ++seed) {
        Parameters<double> p = network(seed);
        std::vector<Sample<double>> test = samples_of(seed + 20, std::size_t{4} * seed + 1);
        std::string name = std::to_string(test.size()) + " test samples";
        if (seed == 0) { // on paper: no weight leads anywhere, so that the outputs are their biases
            p = {};
            p.b_9 = 1;
            p.b_11 = -1;
            test = {{.I1 = 0, .I2 = 2, .I3 = -1}, {.I1 = 1, .I2 = 1, .I3 = -3}};
            name = "O 1, 0, -1 for I (0, 2, -1) and (1, 1, -3)";
        }
        examination.ask(name, [&] { return answer(p, test); });
        const double mean = mean_loss<double>(p, test);
        const double n = number(test.size());
        double signed_sum = 0;
        double absolute = 0;
        double first_output = 0;
        double exchanged = 0;
        double roots = 0;
        double shifted = 0;
        double outputs = 0;
        double next_targets = 0;
        double whole = 0;
        double largest = 0;
        const std::vector<Numbers> batch = batch_of(p, test);
        for (std::size_t i = 0; i < batch.size(); ++i) {
            const Numbers& x = batch[i];
            const Sample<double>& next = batch[(i + 1) % batch.size()];
            const std::vector<double> squares{std::pow(x.O9 - x.I1, 2), std::pow(x.O10 - x.I2, 2),
                                              std::pow(x.O11 - x.I3, 2)};
            shifted += std::pow(x.O9 - x.I2, 2) + std::pow(x.O10 - x.I3, 2) + std::pow(x.O11 - x.I1, 2);
            outputs += x.O9 * x.O9 + x.O10 * x.O10 + x.O11 * x.O11;
            next_targets += std::pow(x.O9 - next.I1, 2) + std::pow(x.O10 - next.I2, 2) + std::pow(x.O11 - next.I3, 2);
            whole = std::trunc(whole + squares[0] + squares[1] + squares[2]);
            largest = std::max(largest, x.L);
            signed_sum += x.O9 - x.I1 + x.O10 - x.I2 + x.O11 - x.I3;
            absolute += std::abs(x.O9 - x.I1) + std::abs(x.O10 - x.I2) + std::abs(x.O11 - x.I3);
            first_output += std::pow(x.O9 - x.I1, 2);
            exchanged += std::pow(x.O9 - x.I1, 2) + std::pow(x.O10 - x.I3, 2) + std::pow(x.O11 - x.I2, 2);
            roots += std::sqrt(x.L);
        }
        const double last = mean_loss<double>(p, std::vector<Sample<double>>{test.back()});
        const double first = mean_loss<double>(p, std::vector<Sample<double>>{test.front()});
        examination.expect(
            std::sqrt(mean),
            {{"the root is missing: this is the mean loss", mean},
             {"the mean over the samples is missing: this is the root of a sum", std::sqrt(mean * n)},
             {"the mean over the three outputs is missing", std::sqrt(mean * 3)},
             {"neither mean is there: this is the root of the sum of all squares", std::sqrt(mean * 3 * n)},
             {"only the last sample is in it", std::sqrt(last)},
             {"only the last sample is in it: its squares have taken the place of the sum", std::sqrt(last / n)},
             {"only the first sample is in it, divided by their number: is there a return inside the loop?",
              std::sqrt(first / n)},
             {"the first sample is left out", std::sqrt((mean * n - first) / n)},
             {"the last sample is left out", std::sqrt((mean * n - last) / n)},
             {"the division is by 12 samples, however many there are", std::sqrt(mean * n / 12)},
             {"the inputs are not subtracted from the outputs", std::sqrt(outputs / (3 * n))},
             {"each output is compared with the next sample's inputs", std::sqrt(next_targets / (3 * n))},
             {"the sum is kept in a whole number, which loses its fraction", std::sqrt(whole / (3 * n))},
             {"this is the root of the largest loss, not of their mean", std::sqrt(largest)},
             {"the root is taken twice", std::sqrt(std::sqrt(mean))},
             {"only the first sample is in it", std::sqrt(mean_loss<double>(p, std::vector{test.front()}))},
             {"only O9 is in it", std::sqrt(first_output / n)},
             {"only O9 is in it", std::sqrt(first_output / (3 * n))},
             {"O9 is compared with I2, O10 with I3 and O11 with I1", std::sqrt(shifted / (3 * n))},
             {"O10 is compared with I3 and O11 with I2", std::sqrt(exchanged / (3 * n))},
             {"the root is taken before the division: the mean comes first", std::sqrt(mean * 3 * n) / (3 * n)},
             {"this is the mean of the absolute values: square, then take the mean, then the root", absolute / (3 * n)},
             {"the division is by one sample less", std::sqrt(mean * n / (n - 1))},
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

/// Early stopping with a count that is misunderstood: of losses above the one before, in a row; or of all those that are
/// no new smallest one, since the start.
std::size_t counted(const std::vector<double>& losses, std::size_t patience, bool with_the_one_before)
{
    std::size_t kept = 0;
    std::size_t count = 0;
    for (std::size_t epoch = 1; epoch < losses.size() && count < patience; ++epoch) {
        if (losses[epoch] < losses[with_the_one_before ? epoch - 1 : kept]) {
            kept = epoch;
            count = with_the_one_before ? 0 : count;
        } else {
            ++count;
        }
    }
    return kept;
}

} // namespace

namespace {

/// Where a training stands for somebody who stops it by another rule.
struct Standing {
    std::size_t epoch;
    std::size_t rises;        ///< in a row, up to here
    std::size_t never_falls;  ///< in a row, equal losses included
    std::size_t rises_in_all; ///< since the start
};

/// The best epoch when another rule stops the training, or the one `patience` epochs before the stop.
double kept_by(const std::vector<double>& losses, const std::function<bool(const Standing&)>& stops,
               std::optional<std::size_t> patience = std::nullopt)
{
    Standing at{0, 0, 0, 0};
    for (; at.epoch < losses.size(); ++at.epoch) {
        const bool later = at.epoch > 0;
        const bool rise = later && losses[at.epoch] > losses[at.epoch - 1];
        at.rises = rise ? at.rises + 1 : 0;
        at.rises_in_all += rise ? 1 : 0;
        at.never_falls = later && losses[at.epoch] >= losses[at.epoch - 1] ? at.never_falls + 1 : 0;
        if (stops(at)) {
            return patience ? place(at.epoch - *patience) : number(best_until(losses, at.epoch));
        }
    }
    return number(best_until(losses, losses.size() - 1));
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
          Run{{0.5, 0.6, 0.4, 0.3}, 1, 0}, Run{{0.5, 0.4, 0.45, 0.44, 0.3, 0.35, 0.36, 0.37, 0.1, 0.2}, 2, 1},
          Run{{0.5, 0.3, 0.4, 0.45}, 5, 1}, Run{{0.9, 0.7, 0.8, 0.6, 0.65, 0.5, 0.4}, 2, 6},
          Run{{0.5, 0.4, 0.4, 0.45, 0.3}, 2, 1}, Run{{0.5, 0.4, 0.6, 0.3}, 2, 3}, Run{{0.4, 0.3, 0.3, 0.5, 0.6}, 1, 1},
          Run{{0.5, 0.8, 0.5, 0.1, 0.4, 0.3}, 2, 0}, Run{{0.3, 0.9, 0.4, 0.6, 0.6}, 2, 0}}) {
        const auto& [losses, patience, expected] = run;
        examination.ask("patience " + std::to_string(patience) + ", losses " + list(losses),
                        [answer, &run] { return place(answer(run.losses, run.patience)); });
        const auto not_below = [&run](const Standing& at) {
            return at.epoch >= run.patience && run.losses[at.epoch] >= run.losses[at.epoch - run.patience];
        };
        const auto above = [&run](const Standing& at) {
            return at.epoch >= run.patience && run.losses[at.epoch] > run.losses[at.epoch - run.patience];
        };
        const std::string with_one_before = "each loss is compared with the one as many epochs before it as patience "
                                            "says, not with the smallest so far";
        const std::string in_a_row = "rises in a row are counted: what counts is how old the smallest loss is";
        const std::size_t stop = epoch_of_stop(losses, patience);
        const std::size_t soon = patience > 1 ? epoch_of_stop(losses, patience - 1) : 0;
        const bool runs_out = stop - best_until(losses, stop) >= patience;
        // With a hair less for each later epoch, equal losses fall.
        std::vector<double> falling = losses;
        for (std::size_t epoch = 0; epoch < falling.size(); ++epoch) {
            falling[epoch] -= 1e-9 * number(epoch);
        }
        const std::size_t with_ties = best_until(falling, epoch_of_stop(falling, patience));
        std::vector<double> negative = losses;
        std::ranges::transform(negative, negative.begin(), std::negate{});
        const std::size_t largest = best_until(negative, epoch_of_stop(negative, patience));
        examination.expect(
            number(expected),
            {{"this is the smallest loss of all epochs: who stops early never sees those after the stop",
              number(best_until(losses, losses.size() - 1))},
             {"this is the epoch in which it stops: what is kept is the best one before", number(stop)},
             {"this is the epoch in which it stops: what is kept is the best one before",
              number(runs_out ? stop : expected)},
             {"it stops one epoch too late", number(best_until(losses, epoch_of_stop(losses, patience + 1)))},
             {"it stops one epoch too early", number(best_until(losses, soon))},
             {"epochs are counted from 0 in this book", number(expected + 1)},
             {"this is the last epoch: it never stops", number(losses.size() - 1)},
             {"when patience never runs out, the last epoch is returned, not the one with the smallest loss",
              number(runs_out ? expected : losses.size() - 1)},
             {"when patience never runs out, epoch 0 is returned, not the one with the smallest loss",
              number(runs_out ? expected : 0)},
             {"a loss that equals the smallest one is taken for a new smallest one", number(with_ties)},
             {"the epochs without a new smallest loss are counted together: a new smallest one starts the count anew",
              number(counted(losses, patience, false))},
             {"each loss is compared with the one before, not with the smallest so far",
              number(counted(losses, patience, true))},
             {with_one_before, kept_by(losses, not_below)},
             {with_one_before, kept_by(losses, above)},
             {with_one_before, kept_by(losses, not_below, patience)},
             {with_one_before, kept_by(losses, above, patience)},
             {"it stops at the first rise: patience is not looked at",
              kept_by(losses, [](const Standing& at) { return at.rises == 1; })},
             {"it stops at the first rise: patience is not looked at",
              kept_by(
                  losses, [](const Standing& at) { return at.rises == 1; }, 1)},
             {"an epoch less the patience wraps around below 0: a std::size_t has no negative numbers",
              kept_by(losses,
                      [&run](const Standing& at) {
                          return at.epoch > 0 && at.epoch - run.patience > best_until(run.losses, at.epoch);
                      })},
             {"it stops when a loss does not fall for the first time: patience is not looked at",
              kept_by(losses, [](const Standing& at) { return at.never_falls == 1; })},
             {in_a_row, kept_by(losses, [n = patience](const Standing& at) { return at.rises == n; })},
             {in_a_row, kept_by(
                            losses, [n = patience](const Standing& at) { return at.rises == n; }, patience)},
             {in_a_row, kept_by(losses, [n = patience](const Standing& at) { return at.never_falls == n; })},
             {in_a_row, kept_by(
                            losses, [n = patience](const Standing& at) { return at.never_falls == n; }, patience)},
             {"all rises are counted together: what counts is how old the smallest loss is",
              kept_by(losses, [n = patience](const Standing& at) { return at.rises_in_all == n; })},
             {"only the first epochs are looked at, as many as patience allows",
              number(best_until(losses, std::min(patience, losses.size() - 1)))},
             {"the smallest loss starts at 0, and no loss is below 0", 0},
             {"this is the epoch with the largest loss", number(largest)}});
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
        examination.ask("losses " + list(values), [answer, &values] { return answer(values); });
        const std::size_t half = values.size() / 2;
        const std::size_t odd = values.size() % 2;
        std::vector<double> sorted = values;
        std::ranges::sort(sorted);
        const auto middle_of = [](const std::vector<double>& list, std::size_t a, std::size_t b) {
            return (list[a] + list[b]) / 2;
        };
        examination.expect(
            losses.median,
            {{"this is the mean", std::accumulate(values.begin(), values.end(), 0.0) / number(values.size())},
             {"the losses are not sorted: this is the one at the middle place", values[half]},
             {"with an even number of losses two are in the middle: this is the upper one", sorted[half]},
             {"with an even number of losses two are in the middle: this is the lower one",
              sorted[(values.size() - 1) / 2]},
             {"this is halfway between the smallest and the largest", (sorted.front() + sorted.back()) / 2},
             {"the losses are not sorted", middle_of(values, half - 1 + odd, half)},
             {"with an even number of losses the two in the middle are added: half of their sum is their mean",
              losses.median * (odd == 1 ? 1 : 2)},
             {"with an even number of losses only the second one is halved: the sum needs brackets",
              odd == 1 ? losses.median : sorted[half - 1] + sorted[half] / 2},
             {"with an even number of losses this is the root of the product of the two in the middle, not their mean",
              odd == 1 ? losses.median : std::sqrt(sorted[half - 1] * sorted[half])},
             {"with an odd number of losses a single one is in the middle: this averages it with the one below",
              middle_of(sorted, half == 0 ? 0 : half - 1, half)},
             {"the three in the middle are averaged", half == 0 || half + 1 >= sorted.size()
                                                          ? losses.median
                                                          : (sorted[half - 1] + sorted[half] + sorted[half + 1]) / 3},
             {"the losses are kept as whole numbers, which lose their fractions", 0},
             {"the losses are sorted, and the first one is returned: this is the smallest loss", sorted.front()},
             {"this is the largest loss", sorted.back()}});
    }
    return examination.verdict();
}

// ---- 27: an angle ---------------------------------------------------------------------------------------------------

Verdict angle_of_gradients(double (*answer)(const std::vector<double>& right, const std::vector<double>& wrong))
{
    Examination examination("the angle in degrees");
    struct Pair {
        std::vector<double> right;
        std::vector<double> wrong;
        double degrees; // found on paper
    };
    const double root = std::sqrt(3.0);
    for (const Pair& at :
         {Pair{{2, 0}, {3, 3}, 45}, Pair{{0, -2, 0}, {0, 0.5, 0}, 180}, Pair{{1, 2, 2}, {2, 1, -2}, 90},
          Pair{{0.5, 0}, {2, 2 * root}, 60}, Pair{{-4, 0, 0, 0}, {root, 1, 0, 0}, 150}}) {
        const auto& right = at.right;
        const auto& wrong = at.wrong;
        examination.ask("(" + list(right) + ") and (" + list(wrong) + ")",
                        [answer, &right, &wrong] { return answer(right, wrong); });
        const double products = std::inner_product(right.begin(), right.end(), wrong.begin(), 0.0);
        const double a = std::inner_product(right.begin(), right.end(), right.begin(), 0.0);
        const double b = std::inner_product(wrong.begin(), wrong.end(), wrong.begin(), 0.0);
        const double radians = at.degrees * std::acos(-1.0) / 180;
        const double cosine = std::cos(radians);
        const auto degrees_of = [](double c) { return std::acos(c) * 180 / std::acos(-1.0); };
        examination.expect(at.degrees,
                           {{"this is in radians: times 180 and by π gives degrees", radians},
                            {"this is the cosine: std::acos gives its angle", cosine},
                            {"this is the sum of the products: it has to be divided by both lengths", products},
                            {"the sine's inverse stands where the cosine's belongs: std::acos", 90 - at.degrees},
                            {"the sign is lost: the angle of opposite gradients is 180 degrees",
                             std::min(at.degrees, 180 - at.degrees)},
                            {"one of the two is turned around", 180 - at.degrees},
                            {"π is on the wrong side: the angle in radians is divided by 180 and multiplied by π",
                             radians * std::acos(-1.0) / 180},
                            {"the roots are missing: the cosine is divided by lengths, not by their squares",
                             degrees_of(products / (a * b))},
                            {"this is twice the angle", 2 * at.degrees},
                            {"this is half of the angle", at.degrees / 2}});
    }
    return examination.verdict();
}

// ---- 28: a transpose ------------------------------------------------------------------------------------------------

namespace {

using Rows = std::vector<std::vector<double>>;

/// Σ δ·(what comes in) over the nodes on the right changes with what goes into node j as the loss does; a complex step
/// takes this derivative without any transpose.
double delta_by_complex_step(const Rows& W, const std::vector<double>& delta, const std::vector<double>& x,
                             std::size_t j)
{
    constexpr double h = 1e-30;
    const std::complex<double> moved = sigmoid(std::complex<double>(std::log(x[j] / (1 - x[j])), h));
    std::complex<double> loss = 0;
    for (std::size_t i = 0; i < W.size(); ++i) {
        std::complex<double> into = 0;
        for (std::size_t k = 0; k < x.size(); ++k) {
            into += W[i][k] * (k == j ? moved : x[k]);
        }
        loss += delta[i] * into;
    }
    return loss.imag() / h;
}

} // namespace

Verdict delta_by_matrix(double (*answer)(const std::vector<std::vector<double>>& W, const std::vector<double>& delta,
                                         const std::vector<double>& x, std::size_t j))
{
    Examination examination("δ of node j of the layer on the left");
    struct Layers {
        std::string name;
        Rows W;
        std::vector<double> delta;
        std::vector<double> x;
    };
    // The first on paper: (2·1 + 1·3)·½·½.
    for (const Layers& at :
         {Layers{"W = (2, 4; 1, 8)", {{2, 4}, {1, 8}}, {1, 3}, {0.5, 0.25}},
          Layers{
              "3 nodes", {{0.4, -1.2, 0.6}, {0.7, 0.3, -0.8}, {-0.5, 1.1, 0.9}}, {0.2, -0.6, 0.9}, {0.3, 0.8, 0.6}}}) {
        const Rows& W = at.W;
        const std::vector<double>& delta = at.delta;
        const std::vector<double>& x = at.x;
        for (std::size_t j = 0; j < x.size(); ++j) {
            examination.ask(at.name + ", j = " + std::to_string(j), [&] { return answer(W, delta, x, j); });
            const auto sum = [&x](const std::function<double(std::size_t)>& term) {
                double total = 0;
                for (std::size_t i = 0; i < x.size(); ++i) {
                    total += term(i);
                }
                return total;
            };
            const auto product = [&W, &delta, j](std::size_t i) { return W[i][j] * delta[i]; };
            const auto slope_of = [&x](std::size_t i) { return x[i] * (1 - x[i]); };
            const double slope = slope_of(j);
            const double right = delta_by_complex_step(W, delta, x, j);
            const double whole = right / slope;
            const double first = product(0) * slope;
            const double last = product(x.size() - 1) * slope;
            std::vector<double> products;
            for (std::size_t i = 0; i < x.size(); ++i) {
                products.push_back(product(i));
            }
            examination.expect(
                right,
                {{"row j is read where column j belongs: this is W, not its transpose",
                  sum([&W, &delta, j](std::size_t i) { return W[j][i] * delta[i]; }) * slope},
                 {"the slope x(1 − x) of node j is missing", whole},
                 {"row j is read where column j belongs, and the slope of node j is missing",
                  sum([&W, &delta, j](std::size_t i) { return W[j][i] * delta[i]; })},
                 {"the slope is taken twice", right * slope},
                 {"x stands where the slope x(1 − x) belongs", whole * x[j]},
                 {"1 − x stands where the slope x(1 − x) belongs", whole * (1 - x[j])},
                 {"this is the slope x(1 − x) alone: the sum over the weights is missing", slope},
                 {"the weights are missing: this is the sum of δ times the slope",
                  sum([&delta](std::size_t i) { return delta[i]; }) * slope},
                 {"δ of the layer on the right is missing", sum([&W, j](std::size_t i) { return W[i][j]; }) * slope},
                 {"the δ of node j itself stands in every term: each weight has the δ that it leads to",
                  sum([&W, j](std::size_t i) { return W[i][j]; }) * delta[j] * slope},
                 {"only the first term of the sum is there: is there a return inside the loop?", first},
                 {"only the last term of the sum is there: the others are overwritten, not added", last},
                 {"the first term is left out: the nodes are counted from 0", right - first},
                 {"the last term is left out", right - last},
                 {"the sum is kept in a whole number, which loses its fraction", whole_sum(products) * slope},
                 {"each term has the slope of the node on the right: one slope, that of node j, stands after the sum",
                  sum([&](std::size_t i) { return product(i) * slope_of(i); })},
                 {"the sum is divided by the number of nodes: it is no mean", right / number(x.size())}});
        }
    }
    return examination.verdict();
}

// ---- 29: the sweep over a tape --------------------------------------------------------------------------------------

namespace {

/// How a sweep may go.
struct Sweep {
    bool adds = true;         ///< what an operand gets is added to what it has
    bool backward = true;     ///< from the last line to the first
    bool with_line = true;    ///< the line's own derivative is a factor
    bool with_slope = true;   ///< and so is the slope
    std::size_t operands = 2; ///< how many of a line's operands are served
    double start = 1.0;       ///< the derivative of the last line with respect to itself
    double elsewhere = 0.0;   ///< and of the others before the sweep
};

std::vector<double> swept(const std::vector<TapeLine>& tape, const Sweep& how)
{
    std::vector<double> result(tape.size(), how.elsewhere);
    result.back() = how.start;
    for (std::size_t step = 0; step < tape.size(); ++step) {
        const std::size_t line = how.backward ? tape.size() - 1 - step : step;
        for (std::size_t i = 0; i < how.operands; ++i) {
            const TapeOperand& operand = tape[line].operands.at(i);
            if (operand.place >= 0) {
                double& place = result[static_cast<std::size_t>(operand.place)];
                place = (how.adds ? place : 0.0)
                        + (how.with_line ? result[line] : 1.0) * (how.with_slope ? operand.slope : 1.0);
            }
        }
    }
    return result;
}

} // namespace

Verdict sweep_of_tape(std::vector<double> (*answer)(const std::vector<TapeLine>& tape))
{
    Examination examination("the derivative of the last line");
    struct Case {
        std::string name;
        std::vector<TapeLine> tape;
        std::vector<double> derivatives; // found on paper
    };
    // d = O − I with O = 3 and I constant 1, d·d, and a third of it: ⅔ d.
    const std::vector<TapeLine> square{{}, {{{{0, 1}, {}}}}, {{{{1, 2}, {1, 2}}}}, {{{{2, 1.0 / 3}, {}}}}};
    // a = 2, b = 5: c = a·b, e = c + a, f = c·e, so that f = ab(ab + a) and ∂f/∂a = 2ab² + 2ab, ∂f/∂b = 2a²b + a².
    const std::vector<TapeLine> shared{{}, {}, {{{{0, 5}, {1, 2}}}}, {{{{2, 1}, {0, 1}}}}, {{{{2, 12}, {3, 10}}}}};
    for (const Case& at : {Case{"(O − 1)²/3 at O = 3", square, {4.0 / 3, 4.0 / 3, 1.0 / 3, 1}},
                           Case{"ab(ab + a) at a = 2, b = 5", shared, {120, 44, 22, 10, 1}}}) {
        for (std::size_t line = 0; line < at.tape.size(); ++line) {
            examination.ask(at.name + ", by line " + std::to_string(line), [&]() -> double {
                const std::vector<double> given = answer(at.tape);
                if (given.size() != at.tape.size()) {
                    throw NoAnswer("the list has " + std::to_string(given.size())
                                   + (given.size() == 1 ? " entry for " : " entries for ")
                                   + std::to_string(at.tape.size()) + " lines");
                }
                return given[line];
            });
            const auto with = [&](const Sweep& how) { return swept(at.tape, how)[line]; };
            examination.expect(
                at.derivatives[line],
                {{"an operand gets the last of its shares, not their sum: += and not =", with({.adds = false})},
                 {"it goes from the first line to the last: a line must wait for all that use it",
                  with({.backward = false})},
                 {"the derivative of the line itself is not a factor of what it hands on", with({.with_line = false})},
                 {"the slopes are missing", with({.with_slope = false})},
                 {"only the first operand of each line gets its share", with({.operands = 1})},
                 {"the last line changes with itself at the rate 1: this starts with 0", with({.start = 0.0})},
                 {"all lines begin with 1: only the last one does, the others with 0", with({.elsewhere = 1.0})}});
        }
    }
    return examination.verdict();
}

} // namespace autoencoder::exercise
