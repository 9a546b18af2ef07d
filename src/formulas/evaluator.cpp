#include "formulas/evaluator.hpp"

#include "data/random_stream.hpp"
#include "data/regression.hpp"
#include "data/samples.hpp"
#include "formulas/reader.hpp"
#include "network/chain_rule.hpp"
#include "network/descent.hpp"
#include "network/initialization.hpp"
#include "network/training.hpp"
#include "verification/digits50.hpp"
#include "verification/point.hpp"

#include <boost/algorithm/string/classification.hpp>
#include <boost/algorithm/string/split.hpp>
#include <boost/algorithm/string/trim.hpp>
#include <boost/multiprecision/cpp_complex.hpp>
#include <boost/numeric/interval.hpp>
#include <boost/property_tree/json_parser.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <utility>

namespace autoencoder::formulas {

namespace {

using verification::Digits50;
using verification::Dual;
using verification::Dual50;

namespace interval = boost::numeric::interval_lib;
/// Bounds in 50 digits: what they round lies far below what is compared.
using Interval =
    boost::numeric::interval<Digits50,
                             interval::policies<interval::save_state_nothing<interval::rounded_transc_exact<Digits50>>,
                                                interval::checking_base<Digits50>>>;

/// Why an equation cannot be evaluated.
struct Objection : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Why an equation that was evaluated does not hold.
struct Falsehood : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// ---- numbers --------------------------------------------------------------------------------------------------------

/// A complex number: only the complex step has an imaginary part.
struct Scalar {
    Interval re;
    Interval im = Interval(Digits50(0));

    friend Scalar operator+(const Scalar& a, const Scalar& b) { return {a.re + b.re, a.im + b.im}; }
    friend Scalar operator-(const Scalar& a) { return {-a.re, -a.im}; }
    friend Scalar operator*(const Scalar& a, const Scalar& b)
    {
        return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
    }
    friend Scalar operator/(const Scalar& a, const Scalar& b)
    {
        const Interval square = b.re * b.re + b.im * b.im;
        if (zero_in(square)) {
            throw Objection("divides by zero");
        }
        return {(a.re * b.re + a.im * b.im) / square, (a.im * b.re - a.re * b.im) / square};
    }
};

Scalar exactly(const Digits50& value)
{
    return {Interval(value)};
}

/// A number that was computed in doubles: good to a few of its last digits.
Scalar computed(double value)
{
    const Digits50 v(value);
    const Digits50 slack = abs(v) * Digits50(1e-12);
    return {Interval(Digits50(v - slack), Digits50(v + slack))};
}

/// A scalar, or several in parentheses.
struct Value {
    std::vector<Scalar> items;
    bool tuple = false;
};

Value one(Scalar scalar)
{
    return {{std::move(scalar)}, false};
}

const Scalar& scalar(const Value& value)
{
    if (value.tuple) {
        throw Objection("a list stands where a number should");
    }
    return value.items.front();
}

/// Item by item; a number goes with every item of a list.
template <class Operation>
Value each(const Value& a, const Value& b, Operation operation)
{
    if (a.tuple && b.tuple && a.items.size() != b.items.size()) {
        throw Objection("lists of different length");
    }
    Value result{{}, a.tuple || b.tuple};
    const std::size_t count = std::max(a.items.size(), b.items.size());
    for (std::size_t i = 0; i < count; ++i) {
        result.items.push_back(operation(a.items[a.tuple ? i : 0], b.items[b.tuple ? i : 0]));
    }
    return result;
}

Value plus(const Value& a, const Value& b)
{
    return each(a, b, std::plus<>());
}

Value negated(Value a)
{
    for (Scalar& item : a.items) {
        item = -item;
    }
    return a;
}

/// The product; of two lists their scalar product.
Value product(const Value& a, const Value& b)
{
    Value result = each(a, b, std::multiplies<>());
    if (!(a.tuple && b.tuple)) {
        return result;
    }
    Scalar total = exactly(0);
    for (const Scalar& item : result.items) {
        total = total + item;
    }
    return one(total);
}

// ---- where an equation is evaluated ---------------------------------------------------------------------------------

/// A network with its samples, and what else the book has names for.
struct World {
    std::string name;
    Parameters<double> parameters;
    Dataset data;
    Dataset test;
    std::size_t sample = 0; ///< which of them is looked at
    LossFunction function = LossFunction::mean_of_squares;
    Digits50 learning_rate = Digits50(1) / 10;
    double sigma = 0.1;
    std::uint32_t seed = 13;
    std::uint32_t data_seed = 14;
    bool testing = false; ///< whether the samples are the test samples
    Initialization initialization = Initialization::normalized_xavier;
    std::optional<std::string> into = std::nullopt;         ///< node whose inputs p and outputs k are meant
    std::map<std::string, Digits50, std::less<>> free = {}; ///< letters that may be anything
};

/// The seeds of the document, and as many random networks as an equation without numbers is evaluated at.
constexpr std::uint32_t seed_of_network = 13;
constexpr std::uint32_t seed_of_samples = 14;
constexpr std::uint32_t seed_of_test = 20;
constexpr std::size_t random_networks = 3;

/// Letters that may be anything, each with a number that no other has.
void set_free_letters(World& world, double shift)
{
    double value = 0.3 + shift;
    for (const char* const letter : {"t", "u", "v", "u'", "v'"}) {
        world.free[letter] = Digits50(value);
        value = -1.37 * value + 0.11;
    }
}

World document(const Parameters<double>& parameters, const std::string& name)
{
    World world{name, parameters, make_dataset(seed_of_samples), make_dataset(seed_of_test)};
    set_free_letters(world, 0);
    return world;
}

Parameters<double> fresh_parameters()
{
    RandomStream stream(seed_of_network);
    return initialize([&stream](double low, double high) { return stream.uniform(low, high); });
}

/// The document's network after some epochs; trained once.
const Parameters<double>& trained_parameters(long epochs)
{
    static std::map<long, Parameters<double>> known;
    const auto found = known.find(epochs);
    if (found != known.end()) {
        return found->second;
    }
    TrainingOptions options;
    options.epochs = epochs;
    options.recording = Recording::last_epoch;
    const Dataset data = make_dataset(seed_of_samples);
    return known.emplace(epochs, train(fresh_parameters(), data.samples, options).parameters).first->second;
}

std::vector<World> random_worlds()
{
    std::vector<World> worlds;
    for (const verification::Point& point : verification::random_points(random_networks, 7)) {
        World world = document(point.parameters, point.name);
        const double shift = 0.01 * static_cast<double>(worlds.size() + 1);
        world.seed = world.data_seed = static_cast<std::uint32_t>(worlds.size() + 101);
        world.sigma = 0.25;
        world.data = make_dataset(world.data_seed, 5, world.sigma);
        world.sample = worlds.size() + 1;
        world.learning_rate = Digits50(0.07 + shift);
        world.test = make_dataset(world.data_seed + 50, 4, world.sigma);
        set_free_letters(world, shift);
        worlds.push_back(std::move(world));
    }
    return worlds;
}

// ---- looking at trees -----------------------------------------------------------------------------------------------

bool any_of(const Expression& e, const std::function<bool(const Expression&)>& condition)
{
    return condition(e)
           || std::ranges::any_of(e.parts, [&](const Expression& part) { return any_of(part, condition); });
}

bool is_name(const Expression& e, std::string_view letter)
{
    return e.kind == Kind::name && e.text == letter;
}

/// A letter without subscripts: any one of its kind.
bool is_bare(const Expression& e, std::string_view letter)
{
    return is_name(e, letter) && e.parts.empty();
}

bool is_words(const Expression& e, std::string_view text)
{
    return e.kind == Kind::words && e.text == text;
}

/// Digits that were rounded or set, so that they belong to one network.
bool has_numbers(const Expression& e)
{
    return any_of(e, [](const Expression& part) {
        return part.kind == Kind::run || (part.kind == Kind::number && part.text.find('.') != std::string::npos);
    });
}

bool only_numbers(const Expression& e)
{
    return !any_of(e, [](const Expression& part) {
        return part.kind == Kind::name || part.kind == Kind::derivative || part.kind == Kind::words;
    });
}

bool is_any(const Expression& e, std::initializer_list<std::string_view> letters)
{
    return std::ranges::any_of(letters, [&](std::string_view letter) { return is_bare(e, letter); });
}

// ---- the calculator -------------------------------------------------------------------------------------------------

using Names = std::map<std::string, Expression, std::less<>>;
using Numbers = std::map<std::string, double, std::less<>>;

/// Where one equation is evaluated once: a world, and what its indices and its letters without subscripts stand for.
class Calculator {
public:
    Calculator(const World& world, const Names& names, const Numbers& numbers)
        : world_(world), names_(names), numbers_(numbers), sample_(world.sample)
    {
    }

    std::optional<Node> node;          ///< X
    std::optional<Quantity> weight;    ///< λ
    std::optional<Quantity> bias;      ///< b
    std::optional<Node> output;        ///< O, and I beside it
    std::optional<Quantity> parameter; ///< g
    Digits50 step{Digits50(1) / 1024}; ///< h

    Value value(const Expression& e);

    /// The quantity that a name stands for, if it is one.
    std::optional<Quantity> quantity(const Expression& e);

    /// A relation ~: whether what is drawn fills the interval, or has the mean and the variance.
    bool drawn_from(const Expression& what, const Expression& distribution);

    /// That the differences of two sides over the samples have the mean 0, and none of the slope of Y in them.
    void require_fit(const Expression& a, const Expression& b);

    /// The product of two pairs as dual numbers, by Boost.Math.
    static Value dual_product(const Value& a, const Value& b);

    /// The tree of a series with its index set, one for each of its terms.
    void for_each_term(const Expression& series, const std::function<void(const Expression&)>& action);

private:
    int integer(const Expression& e);
    std::size_t sample_index(const Expression& e);
    Value name(const Expression& e);
    std::optional<Value> name_of_the_data(const Expression& e);
    Value derivative(const Expression& e);
    Value call(const Expression& e);
    Value run(const std::string& text) const;
    Value series(const Expression& e);
    Scalar loss_with(const Expression& argument);
    Scalar slope_of_sigmoid(const Interval& t) const;
    Value mean(const Expression& e);
    Digits50 derivative_of_loss(Quantity by, int order);
    std::vector<Sample<Digits50>> batch() const;
    Value regression(std::string_view what);
    double largest_eigenvalue() const;
    double best_linear_loss() const;
    double covariance(std::size_t row, std::size_t column) const;

    std::size_t sample_count() const { return world_.data.samples.size(); }
    Sample<Digits50> sample_values() const { return converted<Digits50>(world_.data.samples.at(sample_)); }
    const Evaluation<Digits50>& evaluation();
    const Evaluation<Dual50>& dual(Quantity by);
    Fan fan() const;

    const World& world_;
    const Names& names_;
    const Numbers& numbers_;
    std::size_t sample_;
    std::map<std::string, Value, std::less<>> bound_;
    std::map<std::size_t, Evaluation<Digits50>> evaluations_;
    std::map<std::pair<std::size_t, Quantity>, Evaluation<Dual50>> duals_;
};

const Evaluation<Digits50>& Calculator::evaluation()
{
    const auto found = evaluations_.find(sample_);
    return found != evaluations_.end() ? found->second
                                       : evaluations_
                                             .emplace(sample_, evaluate(converted<Digits50>(world_.parameters),
                                                                        sample_values(), world_.function))
                                             .first->second;
}

const Evaluation<Dual50>& Calculator::dual(Quantity by)
{
    const auto key = std::pair(sample_, by);
    const auto found = duals_.find(key);
    if (found != duals_.end()) {
        return found->second;
    }
    const Tap<Dual50> tap{by, boost::math::differentiation::make_fvar<Digits50, 1>(Digits50(0))};
    return duals_
        .emplace(key, evaluate(converted<Dual50>(world_.parameters), converted<Dual50>(world_.data.samples.at(sample_)),
                               world_.function, tap))
        .first->second;
}

std::vector<Sample<Digits50>> Calculator::batch() const
{
    std::vector<Sample<Digits50>> result;
    for (const Sample<double>& sample : world_.data.samples) {
        result.push_back(converted<Digits50>(sample));
    }
    return result;
}

/// p and k belong to the weight that is drawn, or else to the node that the text speaks of.
Fan Calculator::fan() const
{
    if (weight) {
        return fan_of(*weight);
    }
    const Quantity into = quantity_named(world_.into.value_or("L4"));
    for (const Quantity connection : all_parameters().first(weight_count)) {
        if (output_of(connection_of(connection).to) == into) {
            return fan_of(connection);
        }
    }
    throw Objection("no weight leads into " + *world_.into);
}

int Calculator::integer(const Expression& e)
{
    return static_cast<int>(median(scalar(value(e)).re));
}

/// Which sample ℒ_s means: the one that is looked at, when no sum counts s.
std::size_t Calculator::sample_index(const Expression& e)
{
    if (is_bare(e, "s") && !bound_.contains("s")) {
        return sample_;
    }
    const auto number = static_cast<std::size_t>(integer(e));
    if (number < 1 || number > sample_count()) {
        throw Objection("there is no sample " + std::to_string(number));
    }
    return number - 1;
}

std::optional<Quantity> Calculator::quantity(const Expression& e)
{
    if (e.kind != Kind::name || e.bar || e.primes > 0) {
        return std::nullopt;
    }
    const auto given = names_.find(e.text);
    if (given != names_.end() && e.parts.empty() && given->second.kind == Kind::name && given->second != e) {
        return quantity(given->second);
    }
    const bool in = !e.parts.empty() && is_words(e.parts.back(), "in");
    const std::size_t indices = e.parts.size() - (in ? 1 : 0);
    if (e.text == "X" && indices == 0 && node) {
        return in ? input_of(*node) : output_of(*node);
    }
    if (e.text == "λ" && indices == 0) {
        return weight;
    }
    if (e.text == "b" && indices == 0) {
        return bias;
    }
    if (e.text == "O" && indices == 0 && output) {
        return in ? input_of(*output) : output_of(*output);
    }
    if (e.text == "I" && indices == 0 && output) {
        return target_of(*output);
    }
    if (e.text == "ℒ") {
        return e.parts.empty() ? std::optional(Quantity::L) : std::nullopt;
    }
    const bool weight_name = e.text == "λ" && indices == 2;
    const bool node_name = std::string_view("ILMROb").find(e.text) != std::string_view::npos && indices == 1;
    if (!weight_name && !node_name) {
        return std::nullopt;
    }
    if (std::any_of(e.parts.begin(), e.parts.end() - (in ? 1 : 0),
                    [](const Expression& p) { return p.kind == Kind::words; })) {
        return std::nullopt;
    }
    std::string plain =
        weight_name     ? "lambda_" + std::to_string(integer(e.parts[0])) + "_" + std::to_string(integer(e.parts[1]))
        : e.text == "b" ? "b_" + std::to_string(integer(e.parts[0]))
                        : e.text + std::to_string(integer(e.parts[0]));
    if (in) {
        plain += "_in";
    }
    try {
        return quantity_named(plain);
    } catch (const std::invalid_argument&) {
        throw Objection("the network has no " + plain);
    }
}

Value Calculator::run(const std::string& text) const
{
    // A reader sees it rounded, as a format after a colon says; between bars, without its sign.
    const std::string shown = text.substr(0, text.find(':'));
    const bool size = shown.starts_with('|') && shown.ends_with('|') && shown.size() > 2;
    const auto named = numbers_.find(size ? shown.substr(1, shown.size() - 2) : shown);
    if (named != numbers_.end()) {
        return one(computed(size ? std::abs(named->second) : named->second));
    }
    const std::size_t mantissa = std::min(text.find_first_of("eE"), text.size());
    const std::size_t point = text.find('.');
    Digits50 middle;
    try {
        middle = Digits50(text);
    } catch (const std::runtime_error&) {
        throw Objection("\\run{" + text + "} names no number of this run");
    }
    if (point == std::string::npos) {
        return one(exactly(middle));
    }
    const int exponent = mantissa < text.size() ? std::stoi(text.substr(mantissa + 1)) : 0;
    const int places = static_cast<int>(mantissa - point) - 1;
    const Digits50 half = pow(Digits50(10), exponent - places) / 2;
    return one({Interval(Digits50(middle - half), Digits50(middle + half))});
}

double Calculator::covariance(std::size_t row, std::size_t column) const
{
    const auto entry = [](const Sample<double>& s, std::size_t i) { return i == 0 ? s.I1 : i == 1 ? s.I2 : s.I3; };
    const auto& samples = world_.data.samples;
    double product = 0;
    double a = 0;
    double b = 0;
    for (const Sample<double>& s : samples) {
        product += entry(s, row) * entry(s, column);
        a += entry(s, row);
        b += entry(s, column);
    }
    const auto n = static_cast<double>(samples.size());
    return product / n - a / n * b / n;
}

Value Calculator::regression(std::string_view what)
{
    std::vector<double> M6;
    for (const Sample<double>& sample : world_.data.samples) {
        M6.push_back(forward(world_.parameters, sample).M6);
    }
    const Regression line = linear_regression(world_.data.labels, M6);
    const double value = what == "β" ? line.slope : what == "α" ? line.intercept : std::sqrt(line.r_squared);
    return one(computed(value));
}

/// Names that come from the samples and the settings.
std::optional<Value> Calculator::name_of_the_data(const Expression& e)
{
    if (e.text == "m" && e.parts.empty()) {
        return one(computed(world_.data.slopes.at(sample_)));
    }
    if (e.text == "Y" && e.parts.empty()) {
        return one(computed(world_.data.labels.at(sample_)));
    }
    if (e.text == "z" && e.parts.empty()) {
        const Sample<Digits50> z = sample_values();
        return Value{{exactly(z.I1), exactly(z.I2), exactly(z.I3)}, true};
    }
    if (is_any(e, {"β", "α", "r"})) {
        return regression(e.text);
    }
    if (is_bare(e, "η")) {
        return one(exactly(world_.learning_rate));
    }
    if (is_bare(e, "σ") && e.primes == 1 && node) { // the slope of the node X: 1 where it is linear
        return one(layer_of(*node) == Layer::output ? exactly(1)
                                                    : slope_of_sigmoid(Interval(evaluation()[input_of(*node)])));
    }
    if (is_bare(e, "x")) {
        return Value{{exactly(1), exactly(2), exactly(3)}, true};
    }
    if (is_bare(e, "σ") && e.primes == 0) {
        return one(computed(world_.sigma));
    }
    if (is_bare(e, "n")) {
        return one(exactly(Digits50(sample_count())));
    }
    if (is_bare(e, "p")) {
        return one(exactly(fan().in));
    }
    if (is_bare(e, "k")) {
        return one(exactly(fan().out));
    }
    if (is_bare(e, "s")) {
        return one(exactly(world_.seed));
    }
    if (is_bare(e, "u") && e.primes == 0 && !world_.free.contains("free u")) {
        return one(computed(RandomStream(world_.seed).uniform(0, 1)));
    }
    if (is_bare(e, "ε")) { // the noise of a sample: drawn again, after the slopes and the noise of those before it
        RandomStream stream(world_.data_seed);
        Value noise{{}, true};
        for (std::size_t i = 0; i <= sample_; ++i) {
            stream.uniform(-2, 2);
            noise.items.clear();
            for (int x = 0; x < 3; ++x) {
                const double deviation = stream.normal(0, world_.sigma);
                const Digits50 slack(1e-15);
                noise.items.push_back({Interval(Digits50(deviation - slack), Digits50(deviation + slack))});
            }
        }
        return noise;
    }
    return std::nullopt;
}

Value Calculator::name(const Expression& e)
{
    if (e.bar) {
        return mean(e);
    }
    if (e.parts.empty()) {
        const auto bound = bound_.find(e.text);
        if (bound != bound_.end()) {
            return bound->second;
        }
        if (!quantity(e)) {
            const auto given = names_.find(e.text);
            if (given != names_.end()) {
                return value(given->second);
            }
        }
    }
    if (e.text == "ℒ" && e.primes > 0 && weight) {
        return one(exactly(derivative_of_loss(*weight, e.primes)));
    }
    if (const std::optional<Quantity> q = quantity(e)) {
        return one(exactly(evaluation()[*q]));
    }
    if (e.text == "ℒ" && e.parts.size() == 1 && e.parts.front().kind != Kind::words) {
        const std::size_t other = sample_index(e.parts.front());
        const std::size_t here = std::exchange(sample_, other);
        const Digits50 loss_there = evaluation().loss;
        sample_ = here;
        return one(exactly(loss_there));
    }
    if (e.text == "δ" && e.parts.size() == 1) {
        Expression input = e.parts.front();
        input.parts.push_back({Kind::words, "in", {}, 0, false});
        const std::optional<Quantity> by = quantity(input);
        if (!by) {
            throw Objection("δ of what is no node");
        }
        return one(exactly(dual(*by).loss.derivative(1)));
    }
    if (e.text == "λ" && e.parts.size() == 1 && is_words(e.parts.front(), "max")) {
        return one(computed(largest_eigenvalue()));
    }
    if (is_bare(e, "g") && parameter && !names_.contains("g")) {
        return one(exactly(
            mean_gradient<Digits50>(converted<Digits50>(world_.parameters), batch(), world_.function)[*parameter]));
    }
    if (is_bare(e, "h")) {
        return one(exactly(step));
    }
    if (is_bare(e, "i")) {
        return one({Interval(Digits50(0)), Interval(Digits50(1))});
    }
    if (e.text == "ẑ") {
        const auto& x = evaluation().nodes;
        return Value{{exactly(x.O9), exactly(x.O10), exactly(x.O11)}, true};
    }
    if (const std::optional<Value> known = name_of_the_data(e)) {
        return *known;
    }
    const auto anything = world_.free.find(e.text + std::string(static_cast<std::size_t>(e.primes), '\''));
    if (anything != world_.free.end() && e.parts.empty()) {
        return one(exactly(anything->second));
    }
    throw Objection("what " + e.text + " stands for is not known here");
}

/// A mean over the samples: ℒ with a bar, of the training or the test samples; Y with a bar; M, which is that of M6.
Value Calculator::mean(const Expression& e)
{
    Expression body = e;
    if (e.kind == Kind::mean) {
        body = e.parts.front();
    } else {
        body.bar = false;
        if (e.text == "ℒ" && !e.parts.empty() && is_words(e.parts.front(), "test")) {
            std::vector<Sample<Digits50>> test;
            for (const Sample<double>& sample : (world_.testing ? world_.data : world_.test).samples) {
                test.push_back(converted<Digits50>(sample));
            }
            return one(exactly(mean_loss<Digits50>(converted<Digits50>(world_.parameters), test, world_.function)));
        }
        if (e.text == "ℒ" && e.parts.empty()) {
            return one(exactly(mean_loss<Digits50>(converted<Digits50>(world_.parameters), batch(), world_.function)));
        }
        if (e.text == "ℒ" && is_words(e.parts.front(), "linear")) {
            return one(computed(best_linear_loss()));
        }
        if (e.text == "M") {
            body.parts = {{Kind::number, "6", {}, 0, false}};
        } else if (!e.parts.empty()) {
            throw Objection("what the mean of " + e.text + " with this subscript is, is not known here");
        }
    }
    const std::size_t here = sample_;
    Value total = one(exactly(0));
    for (sample_ = 0; sample_ < sample_count(); ++sample_) {
        total = plus(total, value(body));
    }
    sample_ = here;
    return one(scalar(total) / exactly(Digits50(sample_count())));
}

Value Calculator::derivative(const Expression& e)
{
    const std::optional<Quantity> by = quantity(e.parts[1]);
    if (!by) {
        throw Objection("a derivative with respect to what is no quantity of the network");
    }
    const Expression& of = e.parts[0];
    if (of.text == "ℒ" && of.bar) {
        Expression inner = e;
        inner.parts[0].bar = false;
        return mean({Kind::mean, "", {inner}, 0, false});
    }
    if (of.text == "ℒ" && of.parts.size() == 1) {
        const std::size_t other = sample_index(of.parts.front());
        const std::size_t here = std::exchange(sample_, other);
        const Digits50 there = dual(*by).loss.derivative(1);
        sample_ = here;
        return one(exactly(there));
    }
    const std::optional<Quantity> what = quantity(of);
    if (!what) {
        throw Objection("the derivative of what is no quantity of the network");
    }
    return one(exactly(dual(*by)[*what].derivative(1)));
}

Digits50 Calculator::derivative_of_loss(Quantity by, int order)
{
    constexpr std::size_t highest = 4;
    const Tap<Dual<highest>> tap{by, boost::math::differentiation::make_fvar<Digits50, highest>(Digits50(0))};
    const auto x = evaluate(converted<Dual<highest>>(world_.parameters),
                            converted<Dual<highest>>(world_.data.samples.at(sample_)), world_.function, tap);
    return x.loss.derivative(static_cast<std::size_t>(order));
}

/// ℒ(λ + h): the loss where one quantity is moved, by a real or by an imaginary step.
Scalar Calculator::loss_with(const Expression& argument)
{
    std::optional<Quantity> moved;
    any_of(argument, [&](const Expression& part) {
        if (!moved && part.kind == Kind::name) {
            moved = quantity(part);
        }
        return false;
    });
    if (!moved) {
        throw Objection("the loss as a function of what is no quantity of the network");
    }
    const Scalar to = scalar(value(argument));
    using Complex =
        boost::multiprecision::number<boost::multiprecision::complex_adaptor<boost::multiprecision::cpp_bin_float<50>>,
                                      boost::multiprecision::et_off>;
    const Complex amount(Digits50(median(to.re) - evaluation()[*moved]), Digits50(median(to.im)));
    const Complex result = evaluate(converted<Complex>(converted<Digits50>(world_.parameters)),
                                    converted<Complex>(sample_values()), world_.function, Tap<Complex>{*moved, amount})
                               .loss;
    return {Interval(Digits50(result.real())), Interval(Digits50(result.imag()))};
}

Scalar Calculator::slope_of_sigmoid(const Interval& t) const
{
    if (width(t) == 0) {
        return exactly(sigmoid(boost::math::differentiation::make_fvar<Digits50, 1>(median(t))).derivative(1));
    }
    const Interval out = Digits50(1) / (Digits50(1) + exp(-t));
    return {out * (Digits50(1) - out)};
}

Value Calculator::call(const Expression& e)
{
    const Expression& function = e.parts.front();
    const Expression& argument = e.parts.at(1);
    if (function.text == "σ") {
        const Interval t = scalar(value(argument)).re;
        return one(function.primes > 0 ? slope_of_sigmoid(t) : Scalar{Digits50(1) / (Digits50(1) + exp(-t))});
    }
    if (is_words(function, "Im")) {
        return one({scalar(value(argument)).im});
    }
    if (is_words(function, "tr") && is_name(argument, "C")) {
        return one(computed(covariance(0, 0) + covariance(1, 1) + covariance(2, 2)));
    }
    if (is_bare(function, "ℒ") && !function.bar) {
        return one(loss_with(argument));
    }
    if (is_bare(function, "ℒ") && argument.kind == Kind::words) {
        const auto before = converted<Digits50>(world_.parameters);
        const auto samples = batch();
        const auto after =
            descend<Digits50>(before, mean_gradient<Digits50>(before, samples, world_.function), world_.learning_rate);
        return one(exactly(mean_loss<Digits50>(argument.text == "after" ? after : before, samples, world_.function)));
    }
    if (is_bare(function, "z")) {
        return name(function);
    }
    if (function.text == "f" && is_bare(argument, "z")) {
        return one(exactly(evaluation().nodes.M6));
    }
    if (function.text == "g") {
        const Digits50 amount = median(scalar(value(argument)).re) - evaluation().nodes.M6;
        const auto x =
            forward(converted<Digits50>(world_.parameters), sample_values(), Tap<Digits50>{Quantity::M6, amount});
        return Value{{exactly(x.O9), exactly(x.O10), exactly(x.O11)}, true};
    }
    throw Objection("the function " + function.text + " is not known here");
}

void Calculator::for_each_term(const Expression& e, const std::function<void(const Expression&)>& action)
{
    const Expression& body = e.parts.front();
    const auto contains = [&body](std::initializer_list<std::string_view> letters) {
        return any_of(body, [&](const Expression& part) { return is_any(part, letters); });
    };
    if (e.parts.size() == 4) {
        const std::string index = e.parts[1].text;
        const int last = integer(e.parts[3]);
        for (int i = integer(e.parts[2]); i <= last; ++i) {
            bound_[index] = one(exactly(i));
            action(body);
        }
        bound_.erase(index);
    } else if (contains({"λ"})) { // the connections into X
        if (!node) {
            throw Objection("a sum over the layer before, but of no node");
        }
        const std::optional<Quantity> outer = weight;
        for (const Quantity connection : all_parameters().first(weight_count)) {
            if (connection_of(connection).to == *node) {
                weight = connection;
                bound_["output"] = one(exactly(evaluation()[output_of(connection_of(connection).from)]));
                action(body);
            }
        }
        weight = outer;
    } else if (contains({"O", "I"})) {
        const std::optional<Node> outer = output;
        for (const Node o : nodes_of(Layer::output)) {
            output = o;
            action(body);
        }
        output = outer;
    } else if (contains({"g"})) {
        const std::optional<Quantity> outer = parameter;
        for (const Quantity p : all_parameters()) {
            parameter = p;
            action(body);
        }
        parameter = outer;
    } else {
        const std::size_t here = sample_;
        for (sample_ = 0; sample_ < sample_count(); ++sample_) {
            action(body);
        }
        sample_ = here;
    }
}

void Calculator::require_fit(const Expression& a, const Expression& b)
{
    Digits50 total = 0;
    Digits50 with_label = 0;
    const std::size_t here = sample_;
    for (sample_ = 0; sample_ < sample_count(); ++sample_) {
        const Digits50 difference = median(scalar(value(a)).re) - median(scalar(value(b)).re);
        total += difference;
        with_label += difference * Digits50(world_.data.labels[sample_]);
    }
    sample_ = here;
    if (abs(total) > 1e-9 || abs(with_label) > 1e-9) { // slope and intercept are doubles
        throw Falsehood("the right side is not the least-squares fit to the left");
    }
}

Value Calculator::dual_product(const Value& a, const Value& b)
{
    if (a.items.size() != 2 || b.items.size() != 2) {
        throw Objection("a dual number is a pair");
    }
    const auto x = boost::math::differentiation::make_fvar<Digits50, 1>(Digits50(0));
    const auto line = [&x](const Value& pair) {
        return Dual50(median(pair.items[0].re) + median(pair.items[1].re) * x);
    };
    const Dual50 result = line(a) * line(b);
    return {{exactly(result.derivative(0)), exactly(result.derivative(1))}, true};
}

Value Calculator::series(const Expression& e)
{
    Value total = one(exactly(0));
    for_each_term(e, [&](const Expression& body) { total = plus(total, value(body)); });
    return total;
}

Value Calculator::value(const Expression& e)
{
    switch (e.kind) {
    case Kind::number:
        return one(exactly(Digits50(e.text)));
    case Kind::run:
        return run(e.text);
    case Kind::name:
        return name(e);
    case Kind::sum: {
        Value total = value(e.parts.front());
        for (std::size_t i = 1; i < e.parts.size(); ++i) {
            total = plus(total, value(e.parts[i]));
        }
        return total;
    }
    case Kind::negative:
        return negated(value(e.parts.front()));
    case Kind::product: {
        Value total = value(e.parts.front());
        for (std::size_t i = 1; i < e.parts.size(); ++i) {
            total = product(total, value(e.parts[i]));
        }
        return total;
    }
    case Kind::quotient:
        return each(value(e.parts[0]), value(e.parts[1]), std::divides<>());
    case Kind::power: {
        const Value base = value(e.parts[0]);
        const int exponent = integer(e.parts[1]);
        Value result = one(exactly(1));
        for (int i = 0; i < std::abs(exponent); ++i) {
            result = product(result, base);
        }
        return exponent < 0 ? one(exactly(1) / scalar(result)) : result;
    }
    case Kind::root:
        return one({sqrt(scalar(value(e.parts.front())).re)});
    case Kind::exponential:
        return one({exp(scalar(value(e.parts.front())).re)});
    case Kind::derivative:
        return derivative(e);
    case Kind::series:
        return series(e);
    case Kind::call:
        return call(e);
    case Kind::tuple: {
        Value result{{}, true};
        for (const Expression& part : e.parts) {
            result.items.push_back(scalar(value(part)));
        }
        return result;
    }
    case Kind::absolute:
        return one({abs(scalar(value(e.parts.front())).re)});
    case Kind::length:
        if (is_bare(e.parts.front(), "g")) {
            return one({sqrt(Interval(squared_length(
                mean_gradient<Digits50>(converted<Digits50>(world_.parameters), batch(), world_.function))))});
        }
        throw Objection("the length of what is no gradient");
    case Kind::mean:
        return mean(e);
    case Kind::limit:
        return value(e.parts.front()); // at the step, which the caller lets go to 0
    case Kind::ellipsis:
        return one(exactly(0)); // the caller looks at the order of what is left out
    case Kind::words:
        break;
    }
    if (e.text.starts_with("output")) {
        const auto bound = bound_.find("output");
        if (bound != bound_.end()) {
            return bound->second;
        }
    }
    throw Objection("the words \"" + e.text + "\" have no value");
}

double Calculator::largest_eigenvalue() const
{
    // Trigonometric solution of the characteristic equation of a symmetric matrix of three rows.
    const double q = (covariance(0, 0) + covariance(1, 1) + covariance(2, 2)) / 3;
    double p2 = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) {
            const double entry = covariance(i, j) - (i == j ? q : 0);
            p2 += entry * entry;
        }
    }
    const double p = std::sqrt(p2 / 6);
    const auto b = [&](std::size_t i, std::size_t j) { return (covariance(i, j) - (i == j ? q : 0)) / p; };
    const double determinant = b(0, 0) * (b(1, 1) * b(2, 2) - b(1, 2) * b(2, 1))
                               - b(0, 1) * (b(1, 0) * b(2, 2) - b(1, 2) * b(2, 0))
                               + b(0, 2) * (b(1, 0) * b(2, 1) - b(1, 1) * b(2, 0));
    return q + 2 * p * std::cos(std::acos(std::clamp(determinant / 2, -1.0, 1.0)) / 3);
}

/// The mean loss of the best code of one number that is linear, from what it leaves of each sample. Its direction is
/// found by multiplying again and again.
double Calculator::best_linear_loss() const
{
    std::array<double, 3> v{1.0, 0.1, -0.7};
    for (int repetition = 0; repetition < 500; ++repetition) {
        std::array<double, 3> next{};
        for (std::size_t i = 0; i < 3; ++i) {
            for (std::size_t j = 0; j < 3; ++j) {
                next[i] += covariance(i, j) * v[j];
            }
        }
        const double length = std::hypot(next[0], next[1], next[2]);
        for (std::size_t i = 0; i < 3; ++i) {
            v[i] = next[i] / length;
        }
    }
    const auto& samples = world_.data.samples;
    const auto n = static_cast<double>(samples.size());
    std::array<double, 3> centre{};
    for (const Sample<double>& s : samples) {
        centre = {centre[0] + s.I1 / n, centre[1] + s.I2 / n, centre[2] + s.I3 / n};
    }
    double total = 0;
    for (const Sample<double>& s : samples) {
        const std::array<double, 3> d{s.I1 - centre[0], s.I2 - centre[1], s.I3 - centre[2]};
        const double code = d[0] * v[0] + d[1] * v[1] + d[2] * v[2];
        for (std::size_t i = 0; i < 3; ++i) {
            total += (d[i] - code * v[i]) * (d[i] - code * v[i]);
        }
    }
    return total / 3 / n;
}

bool Calculator::drawn_from(const Expression& what, const Expression& distribution)
{
    constexpr std::size_t draws = 2000;
    std::vector<double> drawn;
    if (is_bare(what, "λ") && weight) {
        for (std::uint32_t seed = 0; seed < draws; ++seed) {
            RandomStream stream(seed);
            drawn.push_back(initialize([&](double low, double high) { return stream.uniform(low, high); },
                                       world_.initialization)[*weight]);
        }
    } else if (is_bare(what, "m")) {
        drawn = make_dataset(world_.data_seed, draws, world_.sigma).slopes;
    } else if (is_bare(what, "ε")) {
        RandomStream stream(world_.data_seed);
        for (std::size_t i = 0; i < draws; ++i) {
            drawn.push_back(stream.normal(0, world_.sigma));
        }
    } else {
        throw Objection("how " + what.text + " is drawn is not known here");
    }
    if (distribution.kind != Kind::call || distribution.parts.size() != 3) {
        throw Objection("what stands behind ~ is no distribution");
    }
    const auto a = static_cast<double>(median(scalar(value(distribution.parts[1])).re));
    const auto b = static_cast<double>(median(scalar(value(distribution.parts[2])).re));
    if (distribution.parts[0].text == "U") { // 2000 draws come within half a hundredth of each end
        const auto [low, high] = std::ranges::minmax(drawn);
        const double room = 0.005 * (b - a);
        return a <= low && high <= b && low < a + room && high > b - room;
    }
    double sum = 0;
    double squares = 0;
    for (const double x : drawn) {
        sum += x;
        squares += x * x;
    }
    const double mean_drawn = sum / draws;
    const double variance = squares / draws - mean_drawn * mean_drawn;
    // Four standard errors of the mean and of the variance.
    return std::abs(mean_drawn - a) <= 4 * std::sqrt(b / draws)
           && std::abs(variance - b) <= 4 * b * std::sqrt(2.0 / draws);
}

// ---- comparing ------------------------------------------------------------------------------------------------------

/// How two sides differ.
struct Difference {
    bool holds = true;
    double relative = 0.0; ///< where both are exact
    double rounded = 0.0;  ///< in units of what rounding allows, where one is not
};

std::string shown(const Value& value)
{
    std::string text;
    for (const Scalar& item : value.items) {
        text += (text.empty() ? "" : ", ") + Digits50(median(item.re)).str(9);
    }
    return text;
}

/// Both sides are intervals. They agree when they overlap; 1e-40 is room for the rounding of the bounds.
Difference compare(const Interval& a, const Interval& b)
{
    const Digits50 size = std::max(Digits50(abs(median(a))), Digits50(abs(median(b))));
    const Digits50 allowed = (width(a) + width(b)) / 2;
    if (allowed > size / 10 && allowed > Digits50(1e-3)) {
        throw Objection("the digits are too few to say anything");
    }
    const Digits50 distance = abs(median(a) - median(b));
    Difference result;
    result.holds = distance <= allowed + Digits50(1e-40) * std::max(size, Digits50(1e-3));
    if (allowed > 0) {
        result.rounded = static_cast<double>(Digits50(distance / allowed));
    } else if (size > 0) {
        result.relative = static_cast<double>(Digits50(distance / size));
    }
    return result;
}

Difference compare(const Value& a, const Value& b)
{
    if (a.tuple != b.tuple || a.items.size() != b.items.size()) {
        throw Objection("a list of " + std::to_string(a.items.size()) + " is compared with one of "
                        + std::to_string(b.items.size()));
    }
    Difference worst;
    for (std::size_t i = 0; i < a.items.size(); ++i) {
        for (const auto part : {&Scalar::re, &Scalar::im}) {
            const Difference here = compare(a.items[i].*part, b.items[i].*part);
            worst.holds = worst.holds && here.holds;
            worst.relative = std::max(worst.relative, here.relative);
            worst.rounded = std::max(worst.rounded, here.rounded);
        }
    }
    return worst;
}

Digits50 error_of(Calculator& calculator, const Expression& a, const Expression& b)
{
    const Value difference = plus(calculator.value(a), negated(calculator.value(b)));
    const Scalar& s = scalar(difference);
    return sqrt(median(s.re) * median(s.re) + median(s.im) * median(s.im));
}

// ---- factors --------------------------------------------------------------------------------------------------------

/// Numbers under the formula they were put into: factor under factor, term under term. Several factors may have been
/// multiplied into one number, but a factor 1 must be there, and so must every term.
void compare_forms(Calculator& calculator, const Expression& formula, const Expression& numbers)
{
    const auto differ = [&](const Expression& a, const Expression& b) {
        const Value x = calculator.value(a);
        const Value y = calculator.value(b);
        if (!compare(x, y).holds) {
            throw Falsehood(shown(y) + " stands where " + shown(x) + " belongs");
        }
    };
    const bool same_kind = formula.kind == numbers.kind;
    if (same_kind && formula.kind == Kind::sum) {
        if (formula.parts.size() != numbers.parts.size()) {
            throw Falsehood("a sum of " + std::to_string(formula.parts.size()) + " terms becomes one of "
                            + std::to_string(numbers.parts.size()));
        }
        for (std::size_t i = 0; i < formula.parts.size(); ++i) {
            compare_forms(calculator, formula.parts[i], numbers.parts[i]);
        }
    } else if (same_kind && formula.kind == Kind::product) {
        std::size_t next = 0;
        for (std::size_t i = 0; i < numbers.parts.size(); ++i) {
            if (next == formula.parts.size()) {
                throw Falsehood("there are more factors than the formula has");
            }
            // As many factors of the formula as it takes to make this number.
            std::size_t taken = 1;
            Value made = calculator.value(formula.parts[next]);
            const Value written = calculator.value(numbers.parts[i]);
            const bool first_is_one = compare(made, one(exactly(1))).holds;
            while (!compare(made, written).holds && next + taken < formula.parts.size() && !first_is_one) {
                made = product(made, calculator.value(formula.parts[next + taken]));
                ++taken;
            }
            if (!compare(made, written).holds) {
                throw Falsehood(shown(written) + " stands where the factor "
                                + shown(calculator.value(formula.parts[next])) + " belongs");
            }
            next += taken;
        }
        if (next != formula.parts.size()) {
            throw Falsehood("there are fewer factors than the formula has");
        }
    } else if (same_kind && !formula.parts.empty() && formula.parts.size() == numbers.parts.size()
               && (formula.kind == Kind::quotient || formula.kind == Kind::power || formula.kind == Kind::negative)) {
        for (std::size_t i = 0; i < formula.parts.size(); ++i) {
            compare_forms(calculator, formula.parts[i], numbers.parts[i]);
        }
    } else {
        differ(formula, numbers);
    }
}

/// Derivatives that are multiplied form a path: each begins where the one before it ended, all but the last are direct,
/// and the last one ends where the whole does. So a factor that is 1 cannot be left out.
void require_path(Calculator& calculator, const Expression& whole, const Expression& factors)
{
    if (factors.kind == Kind::series) {
        calculator.for_each_term(factors, [&](const Expression& body) { require_path(calculator, whole, body); });
        return;
    }
    if (factors.kind != Kind::product
        || !std::ranges::all_of(factors.parts, [](const Expression& f) { return f.kind == Kind::derivative; })) {
        return;
    }
    std::optional<Quantity> at = calculator.quantity(whole.parts[1]);
    for (std::size_t i = 0; i < factors.parts.size(); ++i) {
        const std::optional<Quantity> of = calculator.quantity(factors.parts[i].parts[0]);
        const std::optional<Quantity> by = calculator.quantity(factors.parts[i].parts[1]);
        if (!of || !by || !at) {
            return;
        }
        if (*by != *at) {
            throw Falsehood("the factor " + unicode_derivative(*of, *by) + " begins at " + unicode_name(*by)
                            + ", but the path is at " + unicode_name(*at));
        }
        const bool last = i + 1 == factors.parts.size();
        const auto direct = all_factors();
        if (!last && std::ranges::find(direct, Factor{*of, *by}) == direct.end()) {
            throw Falsehood("the path has no direct step " + unicode_derivative(*of, *by));
        }
        at = of;
    }
    if (at != calculator.quantity(whole.parts[0])) {
        throw Falsehood("the path does not end where the derivative does");
    }
}

// ---- the place ------------------------------------------------------------------------------------------------------

struct Place {
    bool wrong = false;
    bool fit = false;       ///< the right side is a least-squares fit to the left one
    bool remainder = false; ///< the right side is of second order in h
    bool dual = false;      ///< pairs are multiplied as dual numbers
    std::optional<std::string> reason;
    std::optional<Layer> layer;
    bool hidden = false;
    bool test = false;
    std::function<void(World&)> change = [](World&) {};
};

Place place_of(std::string words)
{
    Place place;
    std::vector<std::function<void(World&)>> changes;
    constexpr std::string_view marked = "not evaluable:";
    if (words.starts_with(marked)) {
        place.reason = boost::trim_copy(words.substr(marked.size()));
        if (place.reason->empty()) {
            throw Objection("a formula that is not evaluable needs a reason");
        }
        return place;
    }
    std::vector<std::string> parts;
    boost::split(parts, words, boost::is_any_of(","));
    long epochs = 0;
    for (std::string& part : parts) {
        boost::trim(part);
        if (part == "trained") {
            epochs = 10000;
        } else if (part == "last epoch") {
            epochs = 9999;
        } else if (part.starts_with("sample ")) {
            const auto number = static_cast<std::size_t>(std::stoul(part.substr(7)));
            // Test samples are numbered on from 13; the random networks have fewer samples.
            changes.emplace_back([number](World& world) {
                world.sample = (number - (world.testing ? 13 : 1)) % world.data.samples.size();
            });
        } else if (part == "test") {
            place.test = true;
        } else if (part == "other loss") {
            changes.emplace_back([](World& world) { world.function = LossFunction::half_sum_of_squares; });
        } else if (part == "Xavier") {
            changes.emplace_back([](World& world) { world.initialization = Initialization::xavier; });
        } else if (part == "noise-free") {
            changes.emplace_back([](World& world) {
                world.data = make_dataset(world.data_seed, world.data.samples.size(), 0.0);
                world.sigma = 0;
            });
        } else if (part.starts_with("into ")) {
            changes.emplace_back([into = part.substr(5)](World& world) { world.into = into; });
        } else if (part == "outputs") {
            place.layer = Layer::output;
        } else if (part == "hidden") {
            place.hidden = true;
        } else if (part == "least squares") {
            place.fit = true;
        } else if (part == "order 2") {
            place.remainder = true;
        } else if (part == "dual numbers") {
            place.dual = true;
        } else if (part == "points on a line") {
            changes.emplace_back([](World& world) {
                for (std::size_t i = 0; i < world.data.samples.size(); ++i) {
                    world.data.labels[i] = 1 - 2 * forward(world.parameters, world.data.samples[i]).M6;
                }
            });
        } else if (part == "wrong on purpose") {
            place.wrong = true;
        } else if (!part.empty()) {
            throw Objection("\\place{" + words + "}: \"" + part + "\" is no place");
        }
    }
    const bool test = place.test;
    place.change = [changes, epochs, test](World& world) {
        if (epochs > 0 && world.name == "document") {
            world.parameters = trained_parameters(epochs);
        }
        if (test) {
            std::swap(world.data, world.test);
            world.testing = true;
        }
        for (const auto& change : changes) {
            change(world);
        }
    };
    return place;
}

} // namespace

// ---- an equation ----------------------------------------------------------------------------------------------------

struct Evaluator::State {
    Numbers numbers;
    Names names;
    std::map<std::string, bool, std::less<>> used;
    std::vector<std::pair<Expression, Expression>> paths; ///< derivatives, and the products they are, in order

    Verdict examine(std::string formula);
    void examine_chain(const Chain& chain, const Place& place, Verdict& verdict);
    void examine_pair(const Chain& chain, std::size_t left, const Place& place, Verdict& verdict);
    void require_names(const Expression& e) const;
    void examine_order(const Expression& a, const Expression& b, const std::string& relation, const World& world,
                       const Place& place, Verdict& verdict);
    void at_each_meaning(const World& world, const Chain& chain, const Place& place,
                         const std::function<void(Calculator&)>& action);
};

namespace {

/// Letters that belong to one run and are given by no network.
bool belongs_to_a_run(const Expression& e)
{
    return any_of(e, [](const Expression& part) {
        return is_any(part, {"p", "k", "s"}) || (is_bare(part, "u") && part.primes == 0);
    });
}

bool is_expansion(const Chain& chain, std::size_t left)
{
    const auto moves = [](const Expression& e) {
        return any_of(e, [](const Expression& part) {
            return is_bare(part, "h") || part.kind == Kind::limit || part.kind == Kind::ellipsis
                   || (part.kind == Kind::words && (part.text == "after" || part.text == "before"));
        });
    };
    const Expression& a = chain.sides[left];
    const Expression& b = chain.sides[left + 1];
    const auto leaves_out = [](const Expression& e) {
        return any_of(e,
                      [](const Expression& part) { return part.kind == Kind::limit || part.kind == Kind::ellipsis; });
    };
    return (chain.relations[left] == "≈" && (moves(a) || moves(b))) || leaves_out(a) || leaves_out(b);
}

/// A letter that no run gives, alone on the left: the equation names what stands on its right.
bool gives_a_name(const Chain& chain)
{
    const Expression& left = chain.sides.front();
    const bool positions =
        is_bare(left, "x") && chain.sides.back().kind == Kind::tuple; // those of the samples are known
    return !positions && chain.relations.size() == 1 && chain.relations.front() == "=" && left.kind == Kind::name
           && !left.bar
           && (is_any(left, {"h", "a", "e", "d", "x", "g"})
               || (is_bare(left, "λ") && is_name(chain.sides.back(), "λ")));
}

} // namespace

/// Letters without subscripts stand for each of their kind in turn.
void Evaluator::State::at_each_meaning(const World& world, const Chain& chain, const Place& place,
                                       const std::function<void(Calculator&)>& action)
{
    bool X = false;
    bool lambda = false;
    bool b = false;
    bool O = false;
    bool g = false;
    const std::function<void(const Expression&, bool)> look = [&](const Expression& e, bool inside) {
        const bool here = inside || (e.kind == Kind::series && e.parts.size() < 4);
        const bool bare = e.kind == Kind::name && (e.parts.empty() || is_words(e.parts.front(), "in"));
        X = X || (bare && e.text == "X");
        lambda = lambda || (bare && !here && (e.text == "λ" || (e.text == "ℒ" && e.primes > 0)));
        b = b || (bare && !here && e.text == "b");
        O = O || (bare && !here && (e.text == "O" || e.text == "I"));
        g = g || (bare && !here && e.text == "g");
        for (const Expression& part : e.parts) {
            look(part, here);
        }
    };
    for (const Expression& side : chain.sides) {
        look(side, false);
    }
    const auto given = names.find("λ");
    const auto each = [](const auto& all, bool wanted, const auto& set, const std::function<void()>& next) {
        if (!wanted) {
            next();
            return;
        }
        for (const auto& one_of_all : all) {
            set(one_of_all);
            next();
        }
    };
    Calculator calculator(world, names, numbers);
    std::vector<Node> nodes;
    for (const Node node : all_nodes()) {
        const Layer layer = layer_of(node);
        if (layer != Layer::input && (!place.layer || layer == *place.layer)
            && (!place.hidden || layer != Layer::output)) {
            nodes.push_back(node);
        }
    }
    std::vector<Quantity> weights(all_parameters().begin(), all_parameters().begin() + weight_count);
    if (lambda && given != names.end()) {
        weights = {calculator.quantity(given->second).value()};
        used["λ"] = true;
    }
    const auto biases = all_parameters().subspan(weight_count);
    each(
        nodes, X,
        [&](Node node) {
            calculator.node = node;
            calculator.bias = bias_of(node);
        },
        [&] {
            each(
                weights, lambda, [&](Quantity q) { calculator.weight = q; },
                [&] {
                    each(
                        biases, b && !X, [&](Quantity q) { calculator.bias = q; },
                        [&] {
                            each(
                                nodes_of(Layer::output), O, [&](Node node) { calculator.output = node; },
                                [&] {
                                    each(
                                        all_parameters(), g, [&](Quantity q) { calculator.parameter = q; },
                                        [&] { action(calculator); });
                                });
                        });
                });
        });
}

/// What is left out has to be of a higher order than what is written: halve the step and look.
void Evaluator::State::examine_order(const Expression& a, const Expression& b, const std::string& relation,
                                     const World& world, const Place& place, Verdict& verdict)
{
    const Chain chain{{a, b}, {relation}};
    std::vector<Digits50> errors;
    std::vector<Digits50> last_terms;
    for (const int halvings : {14, 15}) {
        World moved = world;
        const Digits50 step = pow(Digits50(2), -halvings);
        moved.learning_rate = step;
        std::size_t point = 0;
        at_each_meaning(moved, chain, place, [&](Calculator& calculator) {
            calculator.step = step;
            const Digits50 error = error_of(calculator, a, b);
            // A side without a sum promises a limit, a remainder the second order.
            Digits50 last = place.remainder ? step : Digits50(1);
            for (const Expression* side : {&a, &b}) {
                if (side->kind == Kind::sum && !place.remainder) {
                    for (const Expression& term : side->parts) {
                        const bool dots = any_of(term, [](const Expression& e) { return e.kind == Kind::ellipsis; });
                        if (!dots) {
                            const Scalar s = scalar(calculator.value(term));
                            last = sqrt(median(s.re) * median(s.re) + median(s.im) * median(s.im));
                        }
                    }
                }
            }
            if (errors.size() <= point || halvings == 14) {
                errors.push_back(error);
                last_terms.push_back(last);
            } else {
                const auto order = static_cast<double>(Digits50(log(errors[point] / error) / log(Digits50(2))));
                const auto order_of_last =
                    static_cast<double>(Digits50(log(last_terms[point] / last) / log(Digits50(2))));
                const bool nothing_left = error < Digits50(1e-40); // a parabola, whose expansion ends
                if (!nothing_left && !(order >= order_of_last + 0.9)) {
                    throw Falsehood("what is left out is of order " + std::to_string(order)
                                    + ", the last term that is written of order " + std::to_string(order_of_last));
                }
                ++verdict.points;
            }
            ++point;
        });
    }
}

void Evaluator::State::examine_pair(const Chain& chain, std::size_t left, const Place& place, Verdict& verdict)
{
    const Expression& a = chain.sides[left];
    const Expression& b = chain.sides[left + 1];
    const std::string& relation = chain.relations[left];
    const Chain pair{{a, b}, {relation}};
    if (a == b && relation == "=") {
        throw Objection("a thing is compared with itself");
    }
    const bool numbers_in_it = has_numbers(a) || has_numbers(b);
    std::vector<World> worlds;
    if (!numbers_in_it && !belongs_to_a_run(a) && !belongs_to_a_run(b)) {
        worlds = random_worlds();
    }
    worlds.push_back(document(fresh_parameters(), "document"));
    for (World& world : worlds) {
        place.change(world);
    }
    if (is_expansion(chain, left) || place.remainder) {
        for (const World& world : worlds) {
            const Expression nothing{Kind::number, "0", {}, 0, false};
            examine_order(place.remainder ? nothing : a, b, relation, world, place, verdict);
        }
        return;
    }
    for (const World& world : worlds) {
        at_each_meaning(world, pair, place, [&](Calculator& calculator) {
            ++verdict.points;
            if (relation == "~") {
                if (!calculator.drawn_from(a, b)) {
                    throw Falsehood("what is drawn has another distribution");
                }
                return;
            }
            if (relation == "←") {
                const std::optional<Quantity> moved = calculator.quantity(a);
                if (!moved || !is_parameter(*moved)) {
                    throw Objection("an arrow changes what is no parameter");
                }
                // One step of the library from here.
                const auto before = converted<Digits50>(world.parameters);
                std::vector<Sample<Digits50>> samples;
                for (const Sample<double>& sample : world.data.samples) {
                    samples.push_back(converted<Digits50>(sample));
                }
                const auto after = descend<Digits50>(before, mean_gradient<Digits50>(before, samples, world.function),
                                                     world.learning_rate);
                const Value y = calculator.value(b);
                const Difference difference = compare(one(exactly(after[*moved])), y);
                verdict.worst = std::max(verdict.worst, difference.relative);
                if (!difference.holds) {
                    throw Falsehood(shown(y) + " is not what a step makes of " + unicode_name(*moved));
                }
                return;
            }
            if (place.fit) {
                calculator.require_fit(a, b);
                return;
            }
            if (place.dual && a.parts.size() == 2) {
                const Value pairs =
                    Calculator::dual_product(calculator.value(a.parts[0]), calculator.value(a.parts[1]));
                if (!compare(pairs, calculator.value(b)).holds) {
                    throw Falsehood("dual numbers are not multiplied like that");
                }
                return;
            }
            const Value x = calculator.value(a);
            const Value y = calculator.value(b);
            if (relation == "<" || relation == "≤" || relation == ">" || relation == "≥") {
                const Digits50 difference = median(scalar(plus(x, negated(y))).re);
                const bool right = relation == "<"   ? difference < 0
                                   : relation == "≤" ? difference <= 0
                                   : relation == ">" ? difference > 0
                                                     : difference >= 0;
                if (!right) {
                    throw Falsehood(shown(x) + " " + relation + " " + shown(y) + " is false");
                }
                return;
            }
            if (relation != "=" && relation != "≈") {
                throw Objection("the relation " + relation + " is not evaluated: mark it");
            }
            const Difference difference = compare(x, y);
            verdict.worst = std::max(verdict.worst, difference.relative);
            verdict.worst_rounded = std::max(verdict.worst_rounded, difference.rounded);
            if (!difference.holds) {
                throw Falsehood(shown(x) + " is not " + shown(y) + " (" + world.name + ")");
            }
            if (a.kind == Kind::derivative) {
                require_path(calculator, a, b);
            }
            // Numbers stand under a formula: the one beside them, or the path that was written before.
            if (numbers_in_it && only_numbers(b)) {
                const auto of_this =
                    std::find_if(paths.rbegin(), paths.rend(), [&a](const auto& path) { return path.first == a; });
                if (a.kind == Kind::product || a.kind == Kind::sum || a.kind == Kind::quotient) {
                    compare_forms(calculator, a, b);
                } else if (b.kind == Kind::product && of_this != paths.rend()) {
                    compare_forms(calculator, of_this->second, b);
                }
            }
            // A product of numbers with a factor 1 and nothing on its left: the path of the chapter, in numbers.
            const auto is_one = [](const Expression& e) { return e.kind == Kind::number && Digits50(e.text) == 1; };
            const auto is_derivative = [](const Expression& e) { return e.kind == Kind::derivative; };
            const auto path = std::ranges::find_if(
                paths, [&](const auto& one_path) { return std::ranges::all_of(one_path.second.parts, is_derivative); });
            if (left == 0 && path != paths.end() && a.kind == Kind::product && only_numbers(a) && numbers_in_it
                && std::ranges::any_of(a.parts, is_one)) {
                compare_forms(calculator, path->second, a);
            }
        });
    }
}

void Evaluator::State::examine_chain(const Chain& chain, const Place& place, Verdict& verdict)
{
    for (const auto& [name, meaning] : names) {
        for (const Expression& side : chain.sides) {
            if (any_of(side, [&of = name](const Expression& e) { return is_bare(e, of); })) {
                used[name] = true;
            }
        }
    }
    for (std::size_t i = 0; i + 1 < chain.sides.size(); ++i) {
        examine_pair(chain, i, place, verdict);
        const Expression& factors = chain.sides[i + 1];
        if (chain.sides[0].kind == Kind::derivative && factors.kind == Kind::product && !has_numbers(factors)) {
            paths.emplace_back(chain.sides[0], factors);
        }
    }
}

/// A formula without a relation: every quantity and every derivative that it names has to exist.
void Evaluator::State::require_names(const Expression& e) const
{
    static const World world = document(fresh_parameters(), "document");
    const auto indexed = [](const Expression& name) {
        return !name.parts.empty() && std::ranges::all_of(name.parts, [](const Expression& index) {
            return index.kind == Kind::number || is_words(index, "in");
        });
    };
    Calculator calculator(world, names, numbers);
    if (e.kind == Kind::name && indexed(e) && e.text != "ℒ") {
        calculator.quantity(e);
    }
    if (e.kind == Kind::derivative && indexed(e.parts[1]) && (indexed(e.parts[0]) || is_bare(e.parts[0], "ℒ"))) {
        const auto of = calculator.quantity(e.parts[0]);
        const auto by = calculator.quantity(e.parts[1]);
        if (of && by && (*of == *by || !reaches(*by, *of))) {
            throw Falsehood(unicode_derivative(*of, *by) + " is no derivative along the network");
        }
    }
    for (const Expression& part : e.parts) {
        require_names(part);
    }
}

Verdict Evaluator::State::examine(std::string formula)
{
    Verdict verdict;
    constexpr std::string_view mark = "\\place{";
    std::string words;
    if (const std::size_t at = formula.find(mark); at != std::string::npos) {
        const std::size_t end = formula.find('}', at);
        words = formula.substr(at + mark.size(), end - at - mark.size());
        formula.erase(at, end + 1 - at);
    }
    bool wrong = false;
    try {
        const Place place = place_of(words);
        if (place.reason) {
            return {Outcome::marked, *place.reason};
        }
        wrong = place.wrong;
        const std::vector<Chain> chains = read(formula);
        const auto relations = [](const Chain& chain) { return !chain.relations.empty(); };
        if (std::ranges::none_of(chains, relations)) {
            for (const Chain& chain : chains) {
                require_names(chain.sides.front());
            }
            return {Outcome::none, "", 0, 0, 0};
        }
        bool compared = false;
        for (const Chain& chain : chains) {
            if (gives_a_name(chain) && words.empty()) {
                names[chain.sides.front().text] = chain.sides.back();
                used[chain.sides.front().text] = false;
            }
        }
        for (const Chain& chain : chains) {
            if (relations(chain) && !(gives_a_name(chain) && words.empty())) {
                compared = true;
                examine_chain(chain, place, verdict);
            }
        }
        if (!compared) {
            verdict.outcome = Outcome::names;
        }
    } catch (const Falsehood& falsehood) {
        return {wrong ? Outcome::holds : Outcome::fails, wrong ? "" : falsehood.what(), verdict.points, 0, 0};
    } catch (const std::exception& objection) {
        return {Outcome::fails, objection.what(), verdict.points, 0, 0};
    }
    if (wrong) {
        verdict.outcome = Outcome::fails;
        verdict.reason = "it is said to be wrong, but it holds";
    }
    return verdict;
}

Evaluator::Evaluator(const std::filesystem::path& values) : state_(std::make_unique<State>())
{
    if (values.empty() || !std::filesystem::exists(values)) {
        return;
    }
    boost::property_tree::ptree tree;
    boost::property_tree::read_json(values.string(), tree);
    for (const auto& [name, value] : tree) {
        if (const auto number = value.get_value_optional<double>()) {
            state_->numbers.emplace(name, *number);
        }
    }
}

Evaluator::~Evaluator() = default;

std::vector<std::string> Evaluator::unused() const
{
    std::vector<std::string> result;
    for (const auto& [name, is_used] : state_->used) {
        if (!is_used) {
            result.push_back(name);
        }
    }
    return result;
}

Verdict Evaluator::examine(const std::string& formula)
{
    return state_->examine(formula);
}

} // namespace autoencoder::formulas
