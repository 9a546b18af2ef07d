#include "plots/chain.hpp"

#include "network/backpropagation.hpp"
#include "network/chain_rule.hpp"
#include "plots/network_drawing.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <vector>

namespace autoencoder::plots {

namespace {

constexpr double factor_size = 13.0;
constexpr double node_radius = 27.0;
constexpr double last_gap = 276.0; // between decoder and output, where six labels have to stand
constexpr double gap = 192.0;      // between the other layers
constexpr Stroke heavy{Colour::vermilion, heavy_line};
constexpr Stroke faint{Colour::faint, thin_line};

/// One term of the chain rule for a quantity: the way into the next node, through it, and from there on.
struct Term {
    Factor into;    ///< ∂X_in/∂quantity
    Factor through; ///< ∂X/∂X_in
    Factor onward;  ///< ∂ℒ/∂X, which an earlier chapter worked out
};

/// Everything about one chain, computed once.
class Chain {
public:
    Chain(Quantity quantity, const Evaluation<double>& evaluation, LossFunction function)
        : quantity_(quantity),
          evaluation_(evaluation),
          function_(function),
          derivatives_(backpropagate(evaluation.parameters, evaluation.sample, evaluation.nodes, function)),
          paths_(paths_from(quantity))
    {
        for (const Path& path : paths_) {
            for (const Factor factor : path) {
                add(factors_, factor);
            }
            add_term({path.at(0), path.at(1), {Quantity::L, path.at(1).of}});
        }
    }

    const std::vector<Factor>& factors() const { return factors_; }
    const std::vector<Term>& terms() const { return terms_; }
    Quantity quantity() const { return quantity_; }
    double result() const { return derivatives_[quantity_]; }

    double value(Factor factor) const
    {
        // ∂ℒ/∂X of a hidden node is not a direct factor: it was worked out before.
        return factor.of == Quantity::L ? derivatives_[factor.by] : factor_value(factor, evaluation_, function_);
    }

    /// The fraction, its words where they say more than its value, and its value.
    Text label(Factor factor) const
    {
        const std::string written = number(value(factor));
        if (kind_of(factor) == FactorKind::one) {
            return derivative(factor.of, factor.by) + " = 1";
        }
        return derivative(factor.of, factor.by)
               + stacked(" = " + mathematics(factor_in_words(factor, function_)), " = " + written);
    }

    /// The same for a terminal, without the fraction where its place says what it is.
    std::string terminal_label(Factor factor) const
    {
        const FactorKind kind = kind_of(factor);
        const bool fraction = kind == FactorKind::slope_of_loss || kind == FactorKind::one;
        return (fraction ? unicode_derivative(factor.of, factor.by) + "=" : factor_in_words(factor, function_) + " = ")
               + number(value(factor));
    }

    bool passes(Quantity quantity) const
    {
        return std::ranges::any_of(factors_, [&](Factor factor) { return factor.of == quantity; });
    }

private:
    static void add(std::vector<Factor>& factors, Factor factor)
    {
        if (std::ranges::find(factors, factor) == factors.end()) {
            factors.push_back(factor);
        }
    }
    void add_term(const Term& term)
    {
        if (std::ranges::none_of(terms_, [&](const Term& other) { return other.through == term.through; })) {
            terms_.push_back(term);
        }
    }

    Quantity quantity_;
    const Evaluation<double>& evaluation_;
    LossFunction function_;
    LossDerivatives<double> derivatives_;
    std::vector<Path> paths_;
    std::vector<Factor> factors_;
    std::vector<Term> terms_;
};

/// The layer at the left edge of the picture: where the quantity is, but the decoder at the latest.
Layer first_layer(Quantity quantity)
{
    const Node node = kind_of(quantity) == QuantityKind::weight ? connection_of(quantity).from : node_of(quantity);
    return std::min(layer_of(node), Layer::decoder);
}

/// The connection that a factor ∂X_in/∂λ or ∂X_in/∂X belongs to.
Quantity connection_at(Factor factor)
{
    return kind_of(factor) == FactorKind::output_before ? factor.by
                                                        : weight_between(node_of(factor.by), node_of(factor.of));
}

/// Draws the picture of one chain.
class ChainDrawing {
public:
    ChainDrawing(Scene& scene, const Chain& chain)
        : scene_(scene),
          chain_(chain),
          first_(first_layer(chain.quantity())),
          layout_{{0, gap, 2 * gap, 3 * gap, 3 * gap + last_gap}, 0, 150, node_radius}
    {
    }

    void draw()
    {
        draw_connections();
        draw_nodes();
        for (const Factor factor : chain_.factors()) {
            switch (kind_of(factor)) {
            case FactorKind::weight_of_connection:
            case FactorKind::output_before:
                draw_on_connection(factor);
                break;
            case FactorKind::slope_of_sigmoid:
                draw_at_node(factor);
                break;
            case FactorKind::slope_of_loss:
                draw_at_loss(factor);
                break;
            case FactorKind::one:
                if (kind_of(factor.by) == QuantityKind::bias) {
                    draw_at_bias(factor);
                } else {
                    draw_at_node(factor);
                }
                break;
            }
        }
        draw_equation();
    }

private:
    bool on_path(Node node) const { return chain_.passes(output_of(node)) || chain_.quantity() == output_of(node); }

    bool heavy_connection(Quantity weight) const
    {
        return std::ranges::any_of(chain_.factors(), [&](Factor factor) {
            const FactorKind kind = kind_of(factor);
            return (kind == FactorKind::weight_of_connection || kind == FactorKind::output_before)
                   && connection_at(factor) == weight;
        });
    }

    void draw_connections()
    {
        const auto weights = all_parameters().first(weight_count);
        for (const bool path : {false, true}) {
            for (const Quantity weight : weights) {
                if (layer_of(connection_of(weight).from) >= first_ && heavy_connection(weight) == path) {
                    add_connection(scene_, layout_, weight, path ? heavy : faint);
                }
            }
        }
        for (const Factor factor : chain_.factors()) {
            if (kind_of(factor) == FactorKind::slope_of_loss) {
                const Point at = layout_.at(node_of(factor.by));
                scene_.emplace_back(Line{{at, at + Point{node_radius + 34, 0}}, heavy});
            } else if (kind_of(factor.by) == QuantityKind::bias) {
                const Point at = layout_.at(node_of(factor.of));
                scene_.emplace_back(Line{{at, at + Point{0, node_radius + 34}}, heavy});
            }
        }
    }

    void draw_nodes()
    {
        for (const Node node : all_nodes()) {
            if (layer_of(node) >= first_) {
                const bool path = on_path(node);
                add_node(scene_, layout_, node, path ? Colour::pale_vermilion : Colour::paper,
                         path ? Stroke{Colour::vermilion, 2.4} : faint);
            }
        }
    }

    void draw_on_connection(Factor factor)
    {
        const auto [from, to] = connection_of(connection_at(factor));
        const double place = layer_of(to) == Layer::output ? 0.65 : 0.5;
        add_boxed(scene_,
                  {between(layout_.at(from), layout_.at(to), place), chain_.label(factor), Align::centre, Colour::ink,
                   factor_size, chain_.terminal_label(factor)},
                  {{}, Colour::paper, {Colour::vermilion, thin_line}, 5.0});
    }

    /// ∂X/∂X_in stands above its node, or below it where there is more room; an arrow leads back through the node.
    void draw_at_node(Factor factor)
    {
        const Node node = node_of(factor.of);
        const bool bias_above = kind_of(chain_.quantity()) == QuantityKind::bias && node_of(chain_.quantity()) == node;
        const double side = bias_above || rank_of(node) == Rank::last ? -1.0 : 1.0;
        const Point at = layout_.at(node);
        constexpr double reach = 55.0;
        const double shift = layer_of(node) == Layer::output ? 40.0 : 0.0;
        constexpr double half = 20.0;
        scene_.emplace_back(Line{{at + Point{half, side * 22}, at + Point{half, side * reach},
                                  at + Point{-half, side * reach}, at + Point{-half, side * 25}},
                                 {Colour::vermilion, thin_line},
                                 true});
        scene_.emplace_back(Label{at + Point{shift, side * (reach + 23)}, chain_.label(factor), Align::centre,
                                  Colour::ink, factor_size, chain_.terminal_label(factor)});
    }

    void draw_at_bias(Factor factor)
    {
        const Point top = layout_.at(node_of(factor.of)) + Point{0, node_radius + 34};
        scene_.emplace_back(
            Label{top + Point{0, 14}, symbol(factor.by), Align::centre, Colour::vermilion_text, heading_size});
        scene_.emplace_back(Label{top + Point{-16, -10}, chain_.label(factor), Align::right, Colour::ink, factor_size,
                                  chain_.terminal_label(factor)});
    }

    void draw_at_loss(Factor factor)
    {
        const Point at = layout_.at(node_of(factor.by)) + Point{node_radius + 42, 0};
        scene_.emplace_back(
            Label{at, chain_.label(factor), Align::left, Colour::ink, factor_size, chain_.terminal_label(factor)});
    }

    /// The product below the picture: in fractions, then in numbers, then its value.
    void draw_equation()
    {
        const Extent drawn = extent_of(scene_);
        const Text result = derivative(Quantity::L, chain_.quantity());
        Text fractions;
        std::string numbers;
        std::string products;
        for (const Term& term : chain_.terms()) {
            const std::string plus = &term == &chain_.terms().front() ? "" : "  +  ";
            fractions += plus + derivative(term.into.of, term.into.by) + "· "
                         + derivative(term.through.of, term.through.by) + "· "
                         + derivative(term.onward.of, term.onward.by);
            numbers += plus + bracketed(term.into) + " · " + bracketed(term.through) + " · " + bracketed(term.onward);
            const double product = chain_.value(term.into) * chain_.value(term.through) * chain_.value(term.onward);
            const bool brackets = !plus.empty() && product < 0;
            products += plus + (brackets ? "(" : "") + number(product) + (brackets ? ")" : "");
        }
        constexpr double size = 15.0;
        const Point at{drawn.low.x, drawn.low.y - 42};
        const double indent = layout(result).width * size;
        const auto write = [&](Point where, const Text& text) {
            scene_.emplace_back(Label{where, text, Align::left, Colour::vermilion_text, size});
        };
        write(at, result + "= " + fractions);
        write(at + Point{indent, -38}, "= " + numbers);
        const std::string sum = chain_.terms().size() > 1 ? "= " + products + " = " : "= ";
        write(at + Point{indent, -64}, Text(sum) + bold(number(chain_.result())));
    }

    std::string bracketed(Factor factor) const
    {
        const double value = chain_.value(factor);
        return value < 0 ? "(" + number(value) + ")" : number(value);
    }

    Scene& scene_;
    const Chain& chain_;
    Layer first_;
    NetworkLayout layout_;
};

std::string cell(Quantity of, Quantity by)
{
    return "d" + std::string(plain_name(of)) + "/d" + std::string(plain_name(by));
}

std::string in_words(const Chain& chain)
{
    std::string words = "The way from " + unicode_name(chain.quantity()) + " to the loss, drawn heavy";
    words += chain.terms().size() > 1 ? ", over " + std::to_string(chain.terms().size()) + " nodes." : ".";
    words += " Its factors:";
    for (const Factor factor : chain.factors()) {
        words += " " + unicode_derivative(factor.of, factor.by) + " = " + number(chain.value(factor))
                 + (factor == chain.factors().back() ? "." : ",");
    }
    words += " The " + std::string(chain.terms().size() > 1 ? "sum of products" : "product") + " is "
             + unicode_derivative(Quantity::L, chain.quantity()) + " = " + number(chain.result()) + ".";
    if (chain.passes(Quantity::O10)) {
        words += " At node O10 stands ∂O10/∂O10in; where the source prints ∂O9/∂O10in at this node, it prints a "
                 "derivative that is 0.";
    }
    return words;
}

} // namespace

Figure chain(const std::string& name, Quantity quantity, const Evaluation<double>& evaluation, LossFunction function)
{
    const bool hidden = kind_of(quantity) == QuantityKind::node_output && layer_of(node_of(quantity)) != Layer::output;
    if (!is_parameter(quantity) && !hidden) {
        throw std::invalid_argument("no chain of factors to draw for " + std::string(plain_name(quantity)));
    }
    const Chain chain(quantity, evaluation, function);
    Figure figure{name,
                  "The chain rule for " + unicode_derivative(Quantity::L, quantity),
                  in_words(chain),
                  {{"quantity", "value"}},
                  {}};
    for (const Factor factor : chain.factors()) {
        figure.data.rows.push_back({cell(factor.of, factor.by), chain.value(factor)});
    }
    figure.data.rows.push_back({cell(Quantity::L, quantity), chain.result()});
    ChainDrawing(figure.picture.scene, chain).draw();
    fit(figure.picture, 20, 860);
    figure.picture.text_rows = 44;
    return figure;
}

} // namespace autoencoder::plots
