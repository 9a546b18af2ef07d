// The exercises that are not about one derivative: right answers in several forms, and wrong ones by their names.
#include "exercises/exercise.hpp"
#include "network/descent.hpp"
#include "network/forward.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

using namespace autoencoder;
using exercise::Numbers;
using exercise::Verdict;

namespace {

using Numbers_ = std::vector<Numbers>;
using Values = std::vector<double>;
using Batch = std::vector<Sample<double>>;

void passes(const Verdict& verdict)
{
    BOOST_TEST(verdict.passed(), verdict.question << ": " << verdict.diagnosis);
}

void fails(const Verdict& verdict, const std::string& words)
{
    BOOST_TEST(!verdict.passed(), verdict.question << ", " << words);
    BOOST_TEST(verdict.diagnosis.find(words) != std::string::npos,
               "for `" << words << "` it says `" << verdict.diagnosis << "`");
}

double mean(const Values& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

} // namespace

BOOST_AUTO_TEST_CASE(exercise_1)
{
    const auto check = exercise::parameter_count_of_layers;
    passes(check([](const std::vector<int>& n) {
        int sum = 0;
        for (std::size_t i = 0; i + 1 < n.size(); ++i) {
            sum += (n[i] + 1) * n[i + 1];
        }
        return sum;
    }));
    fails(check([](const std::vector<int>& n) { return std::inner_product(n.begin() + 1, n.end(), n.begin(), 0); }),
          "the biases are missing");
    fails(check([](const std::vector<int>& n) { return std::accumulate(n.begin() + 1, n.end(), 0); }),
          "the weights are missing");
    fails(check([](const std::vector<int>& n) {
              return std::inner_product(n.begin() + 1, n.end(), n.begin(), std::accumulate(n.begin(), n.end(), 0));
          }),
          "the input nodes have no bias");
    fails(check([](const std::vector<int>& n) { return std::accumulate(n.begin(), n.end(), 0); }),
          "this is the number of nodes");
    fails(check([](const std::vector<int>&) { return 24; }), "the same number everywhere");
    const auto with_biases = [](const std::vector<int>& n, auto biases) {
        return std::inner_product(n.begin() + 1, n.end(), n.begin(), biases);
    };
    static const auto weights_and = with_biases;
    fails(
        check([](const std::vector<int>& n) { return weights_and(n, std::accumulate(n.begin() + 1, n.end() - 1, 0)); }),
        "the output nodes have biases too");
    fails(check([](const std::vector<int>& n) { return weights_and(n, std::accumulate(n.begin(), n.end() - 1, 0)); }),
          "the layer on the left");
    fails(check([](const std::vector<int>& n) { return weights_and(n, static_cast<int>(n.size()) - 1); }),
          "one bias for each layer");
    fails(check([](const std::vector<int>& n) { return (n[0] + 1) * n[1]; }), "a return inside the loop");
    fails(check([](const std::vector<int>& n) { return (n[n.size() - 2] + 1) * n.back(); }), "overwritten, not added");
}

BOOST_AUTO_TEST_CASE(exercise_2)
{
    const auto check = exercise::xavier_weight;
    passes(check([](double u, int p) { return (2 * u - 1) / std::sqrt(static_cast<double>(p)); }));
    fails(check([](double u, int p) { return u / std::sqrt(p); }), "the interval starts at 0");
    fails(check([](double u, int p) { return -1 / std::sqrt(p) + u / std::sqrt(p); }), "it ends at 0");
    fails(check([](double u, int p) { return (2 * u - 1) / p; }), "1/p stands where 1/√p belongs");
    fails(check([](double u, int p) { return (2 * u - 1) * std::sqrt(p); }), "√p stands where 1/√p belongs");
    fails(check([](double u, int p) { return (1 - 2 * u) / std::sqrt(p); }), "it runs backwards");
    fails(check([](double u, int p) { return (u - 0.5) / std::sqrt(p); }), "half as wide");
    fails(check([](double u, int p) { return (2 * u - 1) * std::sqrt(6.0 / p); }), "√(6/p)");
    fails(check([](double u, int p) { return (2 * u - 1) * std::sqrt(6.0 / (p + 2)); }), "k = 2");
    // NOLINTNEXTLINE(bugprone-integer-division): the mistake that is to be told
    fails(check([](double u, int p) { return (2 * u - 1) * (1 / p); }), "1 / p of whole numbers is 0");
    fails(check([](double u, int p) { return (1 + 2 * u) / std::sqrt(p); }), "starts at the upper end");
    // NOLINTNEXTLINE(bugprone-integer-division): the mistake that is to be told
    fails(check([](double u, int p) { return (2 * u - 1) * std::sqrt(1 / p); }), "write 1.0 / p");
    fails(check([](double u, int p) -> double { return static_cast<float>((2 * u - 1) / std::sqrt(p)); }),
          "right to the seven digits of a float");
}

BOOST_AUTO_TEST_CASE(exercise_3)
{
    using P = Parameters<double>;
    using Z = Sample<double>;
    const auto check = exercise::output_of_L5;
    passes(check([](const P& p, const Z& z) {
        return (1 + std::tanh((z.I1 * p.lambda_1_5 + z.I2 * p.lambda_2_5 + z.I3 * p.lambda_3_5 + p.b_5) / 2)) / 2;
    }));
    fails(check([](const P& p, const Z& z) { return forward(p, z).L5_in; }), "the sigmoid is missing");
    fails(check([](const P& p, const Z& z) { return forward(p, z).L4; }), "this is L4");
    fails(check([](const P& p, const Z& z) { return sigmoid(forward(p, z).L5_in - p.b_5); }), "the bias b5 is missing");
    fails(check([](const P& p, const Z& z) { return sigmoid(forward(p, z).L5_in - p.b_5 + p.b_4); }), "b4");
    fails(check([](const P& p, const Z& z) { return sigmoid(forward(p, z).L5_in - p.b_5) + p.b_5; }), "outside");
    fails(check([](const P& p, const Z& z) { return 1 / (1 + std::exp(forward(p, z).L5_in)); }),
          "sign in the exponent");
    fails(check([](const P& p, const Z& z) { return 1 + std::exp(-forward(p, z).L5_in); }), "divided by it");
    fails(check([](const P& p, const Z& z) {
              return sigmoid(p.lambda_1_4 * z.I1 + p.lambda_2_4 * z.I2 + p.lambda_3_4 * z.I3 + p.b_5);
          }),
          "lead to L4");
    static const auto without = [](const P& p, const Z& z, double term) { return sigmoid(forward(p, z).L5_in - term); };
    fails(check([](const P& p, const Z& z) { return without(p, z, p.lambda_1_5 * z.I1); }), "the term of I1");
    fails(check([](const P& p, const Z& z) { return without(p, z, p.lambda_2_5 * z.I2); }), "the term of I2");
    fails(check([](const P& p, const Z& z) { return without(p, z, p.lambda_3_5 * z.I3); }), "the term of I3");
    fails(check([](const P& p, const Z& z) { return without(p, z, (p.lambda_2_5 - p.lambda_2_4) * z.I2); }),
          "λ2,4 stands where λ2,5 belongs");
    fails(check([](const P& p, const Z& z) { return without(p, z, (p.lambda_1_5 - p.lambda_2_5) * (z.I1 - z.I2)); }),
          "I1 and I2 are exchanged");
    fails(check([](const P& p, const Z& z) {
              const double rest = p.lambda_2_5 * z.I2 + p.lambda_3_5 * z.I3 + p.b_5;
              return 1 / (1 + std::exp(-p.lambda_1_5 * z.I1 + rest));
          }),
          "reaches the first term only");
    fails(check([](const P& p, const Z& z) { return std::tanh(forward(p, z).L5_in); }), "hyperbolic tangent");
    fails(check([](const P& p, const Z& z) { return sigmoid(forward(p, z).L5); }), "taken twice");
    fails(check([](const P& p, const Z& z) { return forward(p, z).L5 * (1 - forward(p, z).L5); }), "this is the slope");
}

BOOST_AUTO_TEST_CASE(exercise_4)
{
    const auto check = exercise::fourth_power_derivative;
    passes(check([](double O, double I) { return std::pow(O - I, 3); }));
    fails(check([](double O, double I) { return std::pow(I - O, 3); }), "output minus input");
    fails(check([](double O, double I) { return 4 * std::pow(O - I, 3); }), "¼ from the loss is missing");
    fails(check([](double O, double I) { return std::pow(O - I, 3) / 4; }), "the 4 from the power is missing");
    fails(check([](double O, double I) { return std::pow(O - I, 4) / 4; }), "the loss, not its derivative");
    fails(check([](double O, double I) { return O - I; }), "half sum of squares");
    fails(check([](double O, double I) { return 3 * (O - I) * (O - I); }), "second derivative");
    fails(check([](double O, double I) { return std::abs(std::pow(O - I, 3)); }), "absolute value");
    fails(check([](double O, double) { return O * O * O; }), "I3 is missing");
    fails(check([](double O, double I) { return O * O * O - I * I * I; }), "subtract first");
    fails(check([](double O, double I) { return std::pow(O + I, 3); }), "a difference is asked for");
    fails(check([](double O, double I) { return O - I * O - I * O - I; }), "the brackets around O11 − I3");
}

BOOST_AUTO_TEST_CASE(exercise_5)
{
    using F = std::function<double(double)>;
    static const auto central = [](const F& f, double x, double h) { return (f(x + h) - f(x - h)) / (2 * h); };
    const auto check = exercise::fourth_order_difference;
    passes(check([](const F& f, double x, double h) { // all four points in one line
        return (f(x - h) - 8 * f(x - h / 2) + 8 * f(x + h / 2) - f(x + h)) / (6 * h);
    }));
    fails(check([](const F& f, double x, double h) { return (f(x + h) - f(x)) / h; }),
          "this is the forward difference");
    fails(check([](const F& f, double x, double h) { return central(f, x, h); }), "the central difference with step h");
    fails(check([](const F& f, double x, double h) { return central(f, x, h / 2); }), "with step h/2");
    fails(check([](const F& f, double x, double h) { return (central(f, x, h) + central(f, x, h / 2)) / 2; }),
          "this is the mean of the two");
    fails(check([](const F& f, double x, double h) { return (4 * central(f, x, h) - central(f, x, h / 2)) / 3; }),
          "have changed places");
    fails(check([](const F& f, double x, double h) { return 4 * central(f, x, h / 2) - central(f, x, h); }),
          "three times too large");
    fails(check([](const F& f, double x, double) { return central(f, x, 1e-5); }), "a step of its own");
    fails(check([](const F& f, double x, double h) { return (4 * central(f, x, h) - central(f, x, 2 * h)) / 3; }),
          "the steps 2h and h");
    fails(check([](const F& f, double x, double h) { return (4 * central(f, x, h / 2) + central(f, x, h)) / 5; }),
          "the same sign: subtract");
    fails(check([](const F& f, double x, double h) { return (central(f, x, h) - 4 * central(f, x, h / 2)) / 3; }),
          "not the other way round");
    fails(check([](const F& f, double x, double h) {
              return 2 * (f(x + h / 2) - f(x)) / (h / 2) - (f(x + h) - f(x)) / h;
          }),
          "a central one steps to both sides");
    fails(check([](const F& f, double x, double h) {
              return (4 * (f(x + h / 2) - f(x - h / 2)) / (h / 2) - central(f, x, h)) / 3;
          }),
          "this divides by h/2");
    fails(check([](const F& f, double x, double h) { return 2 * central(f, x, h / 2) - central(f, x, h); }),
          "quartered, not halved");
}

BOOST_AUTO_TEST_CASE(exercise_25)
{
    const auto check = exercise::printed_step_10;
    const auto slope = [](double output) { return output * (1 - output); };
    static const auto s = slope;
    passes(check([](const Numbers& x) { return 1 / x.lambda_4_6 / (x.L4 - x.L4 * x.L4); }));
    fails(check([](const Numbers& x) { return x.lambda_4_6 * s(x.L4); }), "upside down");
    fails(check([](const Numbers& x) { return 1 / s(x.L4); }), "λ4,6 is missing");
    fails(check([](const Numbers& x) { return 1 / x.lambda_4_6; }), "L4(1 − L4) is missing");
    fails(check([](const Numbers& x) { return s(x.M6) / s(x.L4) / x.lambda_4_6; }), "M6(1 − M6) is in both");
    fails(check([](const Numbers& x) { return s(x.M6) / s(x.L4); }), "M6(1 − M6) is in both");
    fails(check([](const Numbers& x) { return 1 / x.lambda_5_6 / s(x.L5); }), "L5");
    fails(check([](const Numbers& x) { return -1 / x.lambda_4_6 / s(x.L4); }), "right up to the sign");
    fails(check([](const Numbers& x) { return 1 / x.lambda_4_6 * x.L4 * (1 - x.L4); }), "brackets are missing");
    fails(check([](const Numbers& x) { return 1 / (x.lambda_4_6 * x.L4); }), "L4 stands where L4(1 − L4)");
    fails(check([](const Numbers& x) { return 1 / (x.lambda_4_6 * s(x.L5)); }), "L5(1 − L5) stands where");
    fails(check([](const Numbers& x) { return 1 / (x.lambda_4_6 * s(x.M6)); }), "M6(1 − M6) stands where");
    fails(check([](const Numbers& x) { return x.lambda_4_6 / s(x.L4); }), "λ4,6 divides");
    fails(check([](const Numbers& x) { return 4 / x.lambda_4_6; }), "¼ at most");
    fails(check([](const Numbers& x) { return 1 / (x.lambda_4_6 + s(x.L4)); }), "along a way they are multiplied");
}

namespace {

double steps(double parameter, const Values& g, double own, double pull, double keep)
{
    double velocity = 0;
    for (const double slope : g) {
        velocity = keep * velocity + pull * slope;
        parameter += own * velocity;
    }
    return parameter;
}

} // namespace

BOOST_AUTO_TEST_CASE(exercise_18)
{
    const auto check = exercise::momentum;
    passes(
        check([](double start, const Values& g, double eta, double beta) { return steps(start, g, eta, -1, beta); }));
    fails(check([](double start, const Values& g, double eta, double) { return steps(start, g, 1, -eta, 0); }),
          "this is plain descent");
    fails(check([](double start, const Values& g, double eta, double) { return steps(start, g, 1, -eta, 1); }),
          "β is missing");
    fails(check([](double start, const Values& g, double eta, double beta) { return steps(start, g, 1, eta, beta); }),
          "it climbs");
    fails(check([](double start, const Values& g, double, double beta) { return steps(start, g, 1, -1, beta); }),
          "η is missing");
    fails(
        check([](double start, const Values& g, double eta, double beta) { return steps(start, g, eta, -eta, beta); }),
        "η is there twice");
    fails(check([](double, const Values& g, double eta, double beta) { return steps(0, g, 1, -eta, beta); }),
          "the start is missing");
    fails(check([](double start, const Values& g, double eta, double beta) {
              double velocity = 0;
              for (const double slope : g) {
                  start += velocity;
                  velocity = beta * velocity - eta * slope;
              }
              return start;
          }),
          "the velocity of the step before");
    fails(check([](double start, const Values&, double, double) { return start; }), "the parameter does not move");
    fails(check([](double start, const Values& g, double eta, double beta) {
              return steps(start, g, 1, -eta, beta) - steps(start, {g.begin(), g.end() - 1}, 1, -eta, beta);
          }),
          "the last velocity, not the parameter");
    fails(check([](double start, const Values& g, double eta, double beta) {
              return steps(start, g, 1, -beta * eta, beta);
          }),
          "β multiplies the new derivative too");
    fails(check([](double start, const Values& g, double eta, double beta) { return steps(start, g, 1, -beta, eta); }),
          "η and β have changed places");
    fails(check([](double start, const Values& g, double eta, double) { return start - eta * g[0]; }),
          "only the first step");
    fails(check([](double start, const Values& g, double eta, double beta) {
              return steps(start, {g.begin() + 1, g.end()}, 1, -eta, beta);
          }),
          "the first derivative is left out");
    fails(check([](double start, const Values& g, double eta, double beta) {
              double velocity = start;
              for (const double slope : g) {
                  velocity = beta * velocity - eta * slope;
                  start += velocity;
              }
              return start;
          }),
          "it starts at 0");
}

BOOST_AUTO_TEST_CASE(exercise_19)
{
    const auto check = exercise::centred_slope;
    passes(check([](const Values& z) { // the values are centred, the positions count from 0
        double top = 0;
        double bottom = 0;
        const double middle = (static_cast<double>(z.size()) - 1) / 2;
        for (std::size_t i = 0; i < z.size(); ++i) {
            const double x = static_cast<double>(i);
            top += x * (z[i] - mean(z));
            bottom += x * (x - middle);
        }
        return top / bottom;
    }));
    fails(check([](const Values& z) { return (z[2 % z.size()] - z[0]) / 2; }), "right in 1 of 4 calls");
    fails(check([](const Values& z) { return (z.back() - z.front()) / 2; }), "the slope of three values only");
    static const auto line = [](const Values& z, double middle, double place_of_first) {
        double top = 0;
        double bottom = 0;
        for (std::size_t i = 0; i < z.size(); ++i) {
            const double x = static_cast<double>(i) + place_of_first - middle;
            top += x * z[i];
            bottom += x * x;
        }
        return top / bottom;
    };
    static const auto size_of = [](const Values& z) { return static_cast<double>(z.size()); };
    fails(check([](const Values& z) { return line(z, size_of(z) / 2, 1); }), "not n/2");
    fails(check([](const Values& z) { return line(z, std::floor((size_of(z) + 1) / 2), 1); }), "its half is lost");
    fails(check([](const Values& z) { return line(z, (size_of(z) + 1) / 2, 0); }),
          "count from 0 and their mean from 1");
    fails(check([](const Values& z) { return line(z, mean(z), 1); }), "the mean of the values stands");
    fails(check([](const Values& z) { return (z.back() - z.front()) / static_cast<double>(z.size() - 1); }),
          "only the first and the last value");
    fails(check([](const Values& z) {
              double top = 0;
              double bottom = 0;
              for (std::size_t i = 0; i < z.size(); ++i) {
                  const double x = static_cast<double>(i) + 1;
                  top += x * z[i];
                  bottom += x * x;
              }
              return top / bottom;
          }),
          "not centred");
    fails(check([](const Values& z) {
              double top = 0;
              double bottom = 0;
              for (std::size_t i = 0; i < z.size(); ++i) {
                  const double x = static_cast<double>(i) + 1 - 2;
                  top += x * z[i];
                  bottom += x * x;
              }
              return top / bottom;
          }),
          "the middle is 2 for three values only");
    fails(check([](const Values& z) {
              const double middle = (static_cast<double>(z.size()) + 1) / 2;
              double top = 0;
              for (std::size_t i = 0; i < z.size(); ++i) {
                  top += (static_cast<double>(i) + 1 - middle) * z[i];
              }
              return top / 2;
          }),
          "by 2");
}

BOOST_AUTO_TEST_CASE(exercise_19_in_a_loop)
{
    const auto check = exercise::centred_slope;
    static const auto off = [](const Values& z, std::size_t i) {
        return static_cast<double>(i) + 1 - (static_cast<double>(z.size()) + 1) / 2;
    };
    static const auto squares = [](const Values& z) {
        double sum = 0;
        for (std::size_t i = 0; i < z.size(); ++i) {
            sum += off(z, i) * off(z, i);
        }
        return sum;
    };
    fails(check([](const Values& z) { return off(z, 0) * z[0] / (off(z, 0) * off(z, 0)); }),
          "a return inside the loop");
    fails(check([](const Values& z) { return off(z, z.size() - 1) * z.back() / squares(z); }),
          "overwritten, not added");
    fails(check([](const Values& z) {
              int top = 0;
              for (std::size_t i = 0; i < z.size(); ++i) {
                  top = static_cast<int>(top + off(z, i) * z[i]);
              }
              return top / squares(z);
          }),
          "kept in a whole number");
}

BOOST_AUTO_TEST_CASE(exercise_20)
{
    using P = Parameters<double>;
    const auto check = exercise::losses_of_training;
    passes(check([](P p, const Batch& batch, long epochs, double eta) {
        Values losses(static_cast<std::size_t>(epochs));
        for (double& entry : losses) {
            entry = mean_loss<double>(p, batch);
            const P g = mean_gradient<double>(p, batch);
            for (const Quantity parameter : all_parameters()) {
                p[parameter] -= eta * g[parameter];
            }
        }
        return losses;
    }));
    const auto after_step = [](P p, const Batch& batch, long epochs, double eta) {
        Values losses;
        for (long epoch = 0; epoch < epochs; ++epoch) {
            p = descend(p, mean_gradient<double>(p, batch), eta);
            losses.push_back(mean_loss<double>(p, batch));
        }
        return losses;
    };
    fails(check(after_step), "after the step of their epoch");
    fails(check([](P p, const Batch& batch, long epochs, double eta) {
              Values losses;
              for (long epoch = 0; epoch < epochs; ++epoch) {
                  losses.push_back(mean_loss<double>(p, batch));
                  descend(p, mean_gradient<double>(p, batch), eta);
              }
              return losses;
          }),
          "no step is taken");
    fails(check([](P p, const Batch& batch, long epochs, double eta) {
              Values losses;
              for (long epoch = 0; epoch < epochs; ++epoch) {
                  losses.push_back(mean_loss<double>(p, batch));
                  p = descend(p, mean_gradient<double>(p, batch), -eta);
              }
              return losses;
          }),
          "the steps go uphill");
    fails(check([](P p, const Batch& batch, long epochs, double) {
              Values losses;
              for (long epoch = 0; epoch < epochs; ++epoch) {
                  losses.push_back(mean_loss<double>(p, batch));
                  p = descend(p, mean_gradient<double>(p, batch), 1.0);
              }
              return losses;
          }),
          "the learning rate is missing");
    fails(check([](P p, const Batch& batch, long, double) { return Values{mean_loss<double>(p, batch)}; }),
          "the list has 1 entry for 2 epochs");
    fails(check([](P p, const Batch& batch, long epochs, double eta) {
              Values losses;
              const P g = mean_gradient<double>(p, batch);
              for (long epoch = 0; epoch < epochs; ++epoch) {
                  losses.push_back(mean_loss<double>(p, batch));
                  p = descend(p, g, eta);
              }
              return losses;
          }),
          "the gradient of the start");
    fails(check([](P p, const Batch& batch, long epochs, double eta) {
              Values losses;
              for (long epoch = 0; epoch < epochs; ++epoch) {
                  losses.push_back(mean_loss<double>(p, batch));
                  for (const Sample<double>& sample : batch) {
                      p = descend(p, mean_gradient<double>(p, Batch{sample}), eta);
                  }
              }
              return losses;
          }),
          "each sample takes a step of its own");
}

BOOST_AUTO_TEST_CASE(exercise_21)
{
    const auto check = exercise::slope_of_label;
    const auto products = [](const Values& a, const Values& b) {
        double sum = 0;
        for (std::size_t i = 0; i < a.size(); ++i) {
            sum += (a[i] - mean(a)) * (b[i] - mean(b));
        }
        return sum;
    };
    static const auto sum_of = products;
    passes(check([](const Values& M6, const Values& Y) { return sum_of(Y, M6) / sum_of(M6, M6); }));
    fails(check([](const Values& M6, const Values& Y) { return sum_of(M6, Y) / sum_of(Y, Y); }), "the other line");
    fails(check([](const Values& M6, const Values& Y) { return sum_of(Y, Y) / sum_of(M6, Y); }), "1/β");
    fails(check([](const Values& M6, const Values& Y) {
              return std::pow(sum_of(M6, Y), 2) / sum_of(Y, Y) / sum_of(M6, M6);
          }),
          "this is r²");
    fails(check([](const Values& M6, const Values& Y) {
              return std::inner_product(M6.begin(), M6.end(), Y.begin(), 0.0)
                     / std::inner_product(M6.begin(), M6.end(), M6.begin(), 0.0);
          }),
          "the means are not subtracted");
    fails(check([](const Values& M6, const Values& Y) { return sum_of(M6, Y); }), "the division by the variation");
    fails(check([](const Values& M6, const Values& Y) {
              return std::inner_product(M6.begin(), M6.end(), Y.begin(), 0.0) / sum_of(M6, M6);
          }),
          "below the line and not above");
    fails(check([](const Values& M6, const Values& Y) {
              return sum_of(M6, Y) / std::sqrt(sum_of(M6, M6) * sum_of(Y, Y));
          }),
          "this is r:");
    fails(check([](const Values& M6, const Values& Y) { return mean(Y) - sum_of(M6, Y) / sum_of(M6, M6) * mean(M6); }),
          "the intercept α′");
    fails(check([](const Values& M6, const Values& Y) { return sum_of(M6, M6) / sum_of(M6, Y); }), "upside down");
    fails(check([](const Values& M6, const Values& Y) { return std::abs(sum_of(M6, Y) / sum_of(M6, M6)); }),
          "the sign is lost");
}

BOOST_AUTO_TEST_CASE(exercise_22)
{
    const auto check = exercise::worst_sample;
    const auto place = [](const Numbers_& b, double (*of)(const Numbers& x)) {
        return static_cast<std::size_t>(std::ranges::max_element(b, {}, of) - b.begin());
    };
    static const auto largest = place;
    static constexpr auto loss_of = [](const Numbers& x) { return x.L; };
    passes(check([](const Numbers_& b) {
        return 1 + largest(b, [](const Numbers& x) { return std::hypot(x.O9 - x.I1, x.O10 - x.I2, x.O11 - x.I3); });
    }));
    fails(check([](const Numbers_& b) { return largest(b, loss_of); }), "counted from 0");
    fails(check([](const Numbers_& b) { return 1 + largest(b, [](const Numbers& x) { return -x.L; }); }),
          "this is the best sample");
    fails(check([](const Numbers_& b) {
              return 1 + largest(b, [](const Numbers& x) { return x.O9 - x.I1 + x.O10 - x.I2 + x.O11 - x.I3; });
          }),
          "without their squares");
    fails(
        check([](const Numbers_& b) { return 1 + largest(b, [](const Numbers& x) { return std::abs(x.O9 - x.I1); }); }),
        "only O9 and I1");
    fails(check([](const Numbers_& b) { return b.size(); }), "how many samples");
    fails(check([](const Numbers_& b) {
              return 1 + largest(b, [](const Numbers& x) {
                         return std::abs(x.O9 - x.I1) + std::abs(x.O10 - x.I2) + std::abs(x.O11 - x.I3);
                     });
          }),
          "as absolute values, not as squares");
    fails(check([](const Numbers_& b) {
              return 1 + largest(b, [](const Numbers& x) {
                         return std::max({std::abs(x.O9 - x.I1), std::abs(x.O10 - x.I2), std::abs(x.O11 - x.I3)});
                     });
          }),
          "only the largest of the three");
    fails(check([](const Numbers_& b) {
              return 1 + largest({b.begin(), b.end() - 1}, loss_of);
          }),
          "the last sample is left out");
    fails(check([](const Numbers_& b) {
              return 2 + largest({b.begin() + 1, b.end()}, loss_of);
          }),
          "the first sample is left out");
    fails(check([](const Numbers_& b) {
              std::size_t worst = 0;
              for (std::size_t i = 1; i < b.size(); ++i) {
                  worst = b[i].L > b[0].L ? i : worst;
              }
              return worst + 1;
          }),
          "that of the first sample");
    fails(check([](const Numbers_& b) {
              int worst = 0;
              std::size_t found = 0;
              for (std::size_t i = 0; i < b.size(); ++i) {
                  if (b[i].L > worst) {
                      worst = static_cast<int>(b[i].L);
                      found = i;
                  }
              }
              return found + 1;
          }),
          "kept in a whole number");
    const Verdict below = check([](const Numbers_&) { return std::size_t{0} - 1; });
    BOOST_TEST(below.rows.front().given == -1);
}

BOOST_AUTO_TEST_CASE(exercise_23)
{
    using P = Parameters<double>;
    const auto check = exercise::typical_error;
    passes(check([](const P& p, const Batch& test) { return std::sqrt(mean_loss<double>(p, test)); }));
    fails(check([](const P& p, const Batch& test) { return mean_loss<double>(p, test); }), "the root is missing");
    fails(check([](const P& p, const Batch& test) { return std::sqrt(3 * mean_loss<double>(p, test)); }),
          "over the three outputs is missing");
    fails(check([](const P& p, const Batch& test) {
              return std::sqrt(static_cast<double>(test.size()) * mean_loss<double>(p, test));
          }),
          "over the samples is missing");
    fails(check([](const P& p, const Batch& test) {
              double sum = 0;
              for (const Sample<double>& z : test) {
                  sum += std::sqrt(loss(forward(p, z), z));
              }
              return sum / static_cast<double>(test.size());
          }),
          "sample by sample");
    fails(check([](const P& p, const Batch& test) { return std::sqrt(mean_loss<double>(p, Batch{test.back()})); }),
          "only the last sample");
    fails(check([](const P& p, const Batch& test) { return std::sqrt(mean_loss<double>(p, Batch{test.front()})); }),
          "only the first sample");
    static const auto count = [](const Batch& test) { return static_cast<double>(test.size()); };
    fails(check([](const P& p, const Batch& test) {
              return std::sqrt(3 * count(test) * mean_loss<double>(p, test)) / (3 * count(test));
          }),
          "the root is taken before the division");
    fails(check([](const P& p, const Batch& test) {
              return std::sqrt(mean_loss<double>(p, test) * count(test) / (count(test) - 1));
          }),
          "one sample less");
    fails(check([](const P& p, const Batch& test) {
              double sum = 0;
              for (const Sample<double>& z : test) {
                  const Nodes<double> x = forward(p, z);
                  sum += std::abs(x.O9 - z.I1) + std::abs(x.O10 - z.I2) + std::abs(x.O11 - z.I3);
              }
              return sum / (3 * count(test));
          }),
          "the mean of the absolute values");
    fails(check([](const P& p, const Batch& test) {
              double sum = 0;
              for (const Sample<double>& z : test) {
                  sum += std::pow(forward(p, z).O9 - z.I1, 2);
              }
              return std::sqrt(sum / count(test));
          }),
          "only O9 is in it");
    fails(check([](const P& p, const Batch& test) { return std::sqrt(count(test) / 12 * mean_loss<double>(p, test)); }),
          "by 12 samples");
    fails(check([](const P& p, const Batch& test) {
              return std::sqrt(mean_loss<double>(p, Batch{test.front()}) / count(test));
          }),
          "a return inside the loop");
}

BOOST_AUTO_TEST_CASE(exercise_24)
{
    const auto check = exercise::epoch_kept;
    passes(check([](const Values& losses, std::size_t patience) {
        std::size_t best = 0;
        std::size_t waited = 0;
        for (std::size_t epoch = 1; epoch < losses.size() && waited < patience; ++epoch) {
            waited = losses[epoch] < losses[best] ? 0 : waited + 1;
            best = waited == 0 ? epoch : best;
        }
        return best;
    }));
    fails(check([](const Values& losses, std::size_t) {
              return static_cast<std::size_t>(std::ranges::min_element(losses) - losses.begin());
          }),
          "who stops early never sees");
    fails(check([](const Values& losses, std::size_t patience) {
              std::size_t best = 0;
              for (std::size_t epoch = 0; epoch < losses.size(); ++epoch) {
                  best = losses[epoch] < losses[best] ? epoch : best;
                  if (epoch - best >= patience) {
                      return epoch;
                  }
              }
              return losses.size() - 1;
          }),
          "the epoch in which it stops");
    fails(check([](const Values& losses, std::size_t patience) {
              std::size_t best = 0;
              for (std::size_t epoch = 0; epoch < losses.size() && epoch - best <= patience + 1; ++epoch) {
                  best = losses[epoch] < losses[best] ? epoch : best;
              }
              return best;
          }),
          "one epoch too late");
    fails(check([](const Values& losses, std::size_t patience) {
              std::size_t best = 0;
              for (std::size_t epoch = 0; epoch < losses.size() && epoch - best < patience; ++epoch) {
                  best = losses[epoch] < losses[best] ? epoch : best;
              }
              return best;
          }),
          "one epoch too early");
    fails(check([](const Values& losses, std::size_t) { return losses.size() - 1; }), "it never stops");
    fails(check([](const Values& losses, std::size_t patience) {
              std::size_t best = 0;
              for (std::size_t epoch = 0; epoch < losses.size(); ++epoch) {
                  best = losses[epoch] <= losses[best] ? epoch : best;
                  if (epoch - best >= patience) {
                      break;
                  }
              }
              return best;
          }),
          "equals the smallest one");
    fails(check([](const Values& losses, std::size_t patience) {
              std::size_t best = 0;
              for (std::size_t epoch = 0; epoch < losses.size(); ++epoch) {
                  best = losses[epoch] < losses[best] ? epoch : best;
                  if (epoch - best >= patience) {
                      return best;
                  }
              }
              return losses.size() - 1;
          }),
          "when patience never runs out, the last epoch");
    fails(check([](const Values& losses, std::size_t patience) {
              std::size_t best = 0;
              std::size_t waited = 0;
              for (std::size_t epoch = 1; epoch < losses.size() && waited < patience; ++epoch) {
                  waited += losses[epoch] < losses[best] ? 0U : 1U;
                  best = losses[epoch] < losses[best] ? epoch : best;
              }
              return best;
          }),
          "starts the count anew");
    fails(check([](const Values& losses, std::size_t patience) {
              std::size_t best = 0;
              std::size_t waited = 0;
              for (std::size_t epoch = 1; epoch < losses.size() && waited < patience; ++epoch) {
                  waited = losses[epoch] < losses[epoch - 1] ? 0 : waited + 1;
                  best = waited == 0 ? epoch : best;
              }
              return best;
          }),
          "compared with the one before");
}

BOOST_AUTO_TEST_CASE(exercise_24_is_told_from_the_rules_beside_it)
{
    const auto check = exercise::epoch_kept;
    static const auto smallest = [](const Values& losses, std::size_t end) {
        const auto last = losses.begin() + static_cast<std::ptrdiff_t>(end);
        return static_cast<std::size_t>(std::min_element(losses.begin(), last) - losses.begin());
    };
    fails(check([](const Values& losses, std::size_t patience) {
              for (std::size_t e = patience; e < losses.size(); ++e) {
                  if (losses[e] >= losses[e - patience]) {
                      return smallest(losses, e + 1);
                  }
              }
              return smallest(losses, losses.size());
          }),
          "as many epochs before it as patience says");
    fails(check([](const Values& losses, std::size_t) {
              for (std::size_t e = 1; e < losses.size(); ++e) {
                  if (losses[e] > losses[e - 1]) {
                      return smallest(losses, e + 1);
                  }
              }
              return smallest(losses, losses.size());
          }),
          "stops at the first rise");
    fails(check([](const Values& losses, std::size_t patience) {
              std::size_t rises = 0;
              for (std::size_t e = 1; e < losses.size(); ++e) {
                  rises = losses[e] > losses[e - 1] ? rises + 1 : 0;
                  if (rises == patience) {
                      return smallest(losses, e + 1);
                  }
              }
              return smallest(losses, losses.size());
          }),
          "rises in a row are counted");
    fails(check([](const Values&, std::size_t) { return std::size_t{0}; }), "no loss is below 0");
}

BOOST_AUTO_TEST_CASE(exercise_26)
{
    const auto check = exercise::median_of_losses;
    passes(check([](Values losses) {
        const auto upper = losses.begin() + static_cast<std::ptrdiff_t>(losses.size() / 2);
        const auto lower = losses.begin() + static_cast<std::ptrdiff_t>((losses.size() - 1) / 2);
        std::nth_element(losses.begin(), upper, losses.end());
        const double above = *upper;
        std::nth_element(losses.begin(), lower, losses.end());
        return (*lower + above) / 2;
    }));
    // NOLINTNEXTLINE(performance-unnecessary-value-param): the signature of the exercise
    fails(check([](Values losses) { return mean(losses); }), "this is the mean");
    fails(check([](Values losses) { return losses[losses.size() / 2]; }), "not sorted");
    fails(check([](Values losses) {
              std::ranges::sort(losses);
              return losses[losses.size() / 2];
          }),
          "this is the upper one");
    fails(check([](Values losses) {
              std::ranges::sort(losses);
              return losses[(losses.size() - 1) / 2];
          }),
          "this is the lower one");
    fails(check([](Values losses) { return std::ranges::min(losses); }), "the smallest");
    fails(check([](Values losses) { return (losses[(losses.size() - 1) / 2] + losses[losses.size() / 2]) / 2; }),
          "the losses are not sorted");
    static const auto sorted = [](Values losses) {
        std::ranges::sort(losses);
        return losses;
    };
    fails(check([](Values losses) {
              losses = sorted(losses);
              const std::size_t half = losses.size() / 2;
              return losses.size() % 2 == 1 ? losses[half] : losses[half - 1] + losses[half] / 2;
          }),
          "the sum needs brackets");
    fails(check([](Values losses) {
              losses = sorted(losses);
              const std::size_t half = losses.size() / 2;
              return losses.size() % 2 == 1 ? losses[half] : losses[half - 1] + losses[half];
          }),
          "half of their sum");
    fails(check([](Values losses) { return (std::ranges::min(losses) + std::ranges::max(losses)) / 2; }), "halfway");
}

BOOST_AUTO_TEST_CASE(exercise_28)
{
    using W_ = std::vector<Values>;
    const auto check = exercise::delta_by_matrix;
    static const auto sum = [](std::size_t count, const std::function<double(std::size_t)>& term) {
        double total = 0;
        for (std::size_t i = 0; i < count; ++i) {
            total += term(i);
        }
        return total;
    };
    static const auto product = [](const W_& W, const Values& d, std::size_t j) {
        return sum(d.size(), [&](std::size_t i) { return W[i][j] * d[i]; });
    };
    static const auto untransposed = [](const W_& W, const Values& d, std::size_t j) {
        return sum(d.size(), [&](std::size_t i) { return W[j][i] * d[i]; });
    };
    static const auto slope = [](double x) { return x * (1 - x); };
    using X = const Values&;
    passes(check([](const W_& W, X d, X x, std::size_t j) { // term by term
        return sum(d.size(), [&](std::size_t i) { return (x[j] - x[j] * x[j]) * d[i] * W[i][j]; });
    }));
    fails(check([](const W_& W, X d, X x, std::size_t j) { return untransposed(W, d, j) * slope(x[j]); }),
          "this is W, not its transpose");
    fails(check([](const W_& W, X d, X, std::size_t j) { return product(W, d, j); }), "of node j is missing");
    fails(check([](const W_& W, X d, X, std::size_t j) { return untransposed(W, d, j); }), "and the slope");
    fails(check([](const W_& W, X d, X x, std::size_t j) { return product(W, d, j) * slope(x[j]) * slope(x[j]); }),
          "taken twice");
    fails(check([](const W_& W, X d, X x, std::size_t j) { return product(W, d, j) * x[j]; }), "x stands where");
    fails(check([](const W_&, X d, X x, std::size_t j) {
              return sum(d.size(), [&](std::size_t i) { return d[i]; }) * slope(x[j]);
          }),
          "the weights are missing");
    fails(check([](const W_& W, X d, X x, std::size_t j) {
              return sum(d.size(), [&](std::size_t i) { return W[i][j]; }) * slope(x[j]);
          }),
          "δ of the layer on the right is missing");
    fails(check([](const W_& W, X d, X x, std::size_t j) {
              return sum(d.size(), [&](std::size_t i) { return W[i][j] * d[j]; }) * slope(x[j]);
          }),
          "the δ that it leads to");
    fails(check([](const W_& W, X d, X x, std::size_t j) { return W[0][j] * d[0] * slope(x[j]); }),
          "a return inside the loop");
    fails(check([](const W_& W, X d, X x, std::size_t j) { return W.back()[j] * d.back() * slope(x[j]); }),
          "overwritten, not added");
    fails(check([](const W_& W, X d, X x, std::size_t j) {
              return sum(d.size(), [&](std::size_t i) { return i == 0 ? 0 : W[i][j] * d[i]; }) * slope(x[j]);
          }),
          "counted from 0");
    fails(check([](const W_& W, X d, X x, std::size_t j) {
              return sum(d.size(), [&](std::size_t i) { return W[i][j] * d[i] * slope(x[i]); });
          }),
          "the slope of the node on the right");
    fails(check([](const W_&, X, X x, std::size_t j) { return slope(x[j]); }), "x(1 − x) alone");
}

BOOST_AUTO_TEST_CASE(exercise_29)
{
    using Tape = std::vector<exercise::TapeLine>;
    static const auto place = [](const exercise::TapeOperand& operand) {
        return static_cast<std::size_t>(operand.place);
    };
    const auto check = exercise::sweep_of_tape;
    passes(check([](const Tape& tape) { // each line asks those that use it
        Values result(tape.size(), 0);
        result.back() = 1;
        for (std::size_t line = tape.size() - 1; line-- > 0;) {
            for (std::size_t user = line + 1; user < tape.size(); ++user) {
                for (const auto& operand : tape[user].operands) {
                    result[line] += operand.place >= 0 && place(operand) == line ? operand.slope * result[user] : 0;
                }
            }
        }
        return result;
    }));
    fails(check([](const Tape& tape) {
              Values result(tape.size(), 0);
              result.back() = 1;
              for (std::size_t line = tape.size(); line-- > 0;) {
                  for (const auto& operand : tape[line].operands) {
                      if (operand.place >= 0) {
                          result[place(operand)] = operand.slope * result[line];
                      }
                  }
              }
              return result;
          }),
          "+= and not =");
    static const auto with = [](const Tape& tape, double start, double others, bool backward, bool slopes, bool own,
                                std::size_t operands) {
        Values result(tape.size(), others);
        result.back() = start;
        for (std::size_t i = 0; i < tape.size(); ++i) {
            const std::size_t line = backward ? tape.size() - 1 - i : i;
            for (std::size_t k = 0; k < operands; ++k) {
                if (const auto& operand = tape[line].operands.at(k); operand.place >= 0) {
                    result[place(operand)] += (slopes ? operand.slope : 1) * (own ? result[line] : 1);
                }
            }
        }
        return result;
    };
    passes(check([](const Tape& tape) { return with(tape, 1, 0, true, true, true, 2); }));
    fails(check([](const Tape& tape) { return with(tape, 1, 0, false, true, true, 2); }), "must wait");
    fails(check([](const Tape& tape) { return with(tape, 1, 0, true, false, true, 2); }), "the slopes are missing");
    fails(check([](const Tape& tape) { return with(tape, 1, 0, true, true, false, 2); }), "is not a factor");
    fails(check([](const Tape& tape) { return with(tape, 1, 0, true, true, true, 1); }), "only the first operand");
    fails(check([](const Tape& tape) { return with(tape, 0, 0, true, true, true, 2); }), "starts with 0");
    fails(check([](const Tape& tape) { return with(tape, 1, 1, true, true, true, 2); }), "all lines begin with 1");
    fails(check([](const Tape&) { return Values{}; }), "0 entries for 4 lines");
}

BOOST_AUTO_TEST_CASE(exercise_27)
{
    const auto check = exercise::angle_of_gradients;
    static const auto dot = [](const Values& a, const Values& b) {
        return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
    };
    static const auto cosine = [](const Values& a, const Values& b) {
        return dot(a, b) / std::sqrt(dot(a, a)) / std::sqrt(dot(b, b));
    };
    static const double degrees = 180 / std::acos(-1.0);
    passes(check([](const Values& a, const Values& b) { // from half of the difference of unit vectors
        return 2 * std::asin(std::min(1.0, std::sqrt((1 - cosine(a, b)) / 2))) * degrees;
    }));
    fails(check([](const Values& a, const Values& b) { return std::acos(cosine(a, b)); }), "in radians");
    fails(check([](const Values& a, const Values& b) { return cosine(a, b); }), "this is the cosine");
    fails(check([](const Values& a, const Values& b) { return dot(a, b); }), "divided by both lengths");
    fails(check([](const Values& a, const Values& b) { return std::asin(cosine(a, b)) * degrees; }), "the sine's");
    fails(check([](const Values& a, const Values& b) { return std::acos(std::abs(cosine(a, b))) * degrees; }),
          "the sign is lost");
    fails(check([](const Values& a, const Values& b) { return std::acos(-cosine(a, b)) * degrees; }), "turned around");
}
