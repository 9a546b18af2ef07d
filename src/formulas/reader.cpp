#include "formulas/reader.hpp"

#include <boost/spirit/home/x3.hpp>

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace autoencoder::formulas {

namespace {

namespace x3 = boost::spirit::x3;
using Expressions = std::vector<Expression>;

// ---- building the tree ----------------------------------------------------------------------------------------------

Expression leaf(Kind kind, std::string text)
{
    Expression e;
    e.kind = kind;
    e.text = std::move(text);
    return e;
}

Expression node(Kind kind, Expressions parts, std::string text = "")
{
    Expression e = leaf(kind, std::move(text));
    e.parts = std::move(parts);
    return e;
}

Expression fraction(std::string above, std::string below)
{
    return node(Kind::quotient, {leaf(Kind::number, std::move(above)), leaf(Kind::number, std::move(below))});
}

/// A group of one is what stands in it.
Expression group(Expressions parts)
{
    return parts.size() == 1 ? std::move(parts.front()) : node(Kind::tuple, std::move(parts));
}

template <Kind kind>
constexpr auto make = [](auto& context) { x3::_val(context) = node(kind, {std::move(x3::_attr(context))}); };

constexpr auto pass = [](auto& context) { x3::_val(context) = std::move(x3::_attr(context)); };
constexpr auto append_subscripts = [](auto& context) {
    auto& parts = x3::_val(context).parts;
    auto& more = x3::_attr(context);
    parts.insert(parts.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
};
constexpr auto append_subscript = [](auto& context) { x3::_val(context).parts.push_back(x3::_attr(context)); };
constexpr auto set_bar = [](auto& context) {
    Expression& e = x3::_attr(context);
    if (e.kind == Kind::name) {
        e.bar = true;
        x3::_val(context) = std::move(e);
    } else {
        x3::_val(context) = node(Kind::mean, {std::move(e)});
    }
};

/// Adds the next part to a sum, a product, a power …; the first one alone is itself.
template <Kind kind>
constexpr auto add_part = [](auto& context) {
    Expression& whole = x3::_val(context);
    constexpr bool many = kind == Kind::sum || kind == Kind::product;
    if (many && whole.kind == kind && whole.text == "open") {
        whole.parts.push_back(std::move(x3::_attr(context)));
        return;
    }
    Expression first = std::move(whole);
    if (first.text == "open") {
        first.text.clear();
    }
    whole = node(kind, {std::move(first), std::move(x3::_attr(context))}, many ? "open" : "");
};
constexpr auto subtract = [](auto& context) {
    Expression negative = node(Kind::negative, {std::move(x3::_attr(context))});
    Expression& whole = x3::_val(context);
    if (whole.kind == Kind::sum && whole.text == "open") {
        whole.parts.push_back(std::move(negative));
    } else {
        Expression first = std::move(whole);
        whole = node(Kind::sum, {std::move(first), std::move(negative)}, "open");
    }
};
constexpr auto close = [](auto& context) {
    x3::_val(context) = std::move(x3::_attr(context));
    if (x3::_val(context).text == "open") {
        x3::_val(context).text.clear();
    }
};

// ---- the letters ----------------------------------------------------------------------------------------------------

struct Letters : x3::symbols<std::string> {
    Letters()
    {
        for (const char* const symbol : {"λ", "σ", "δ", "η", "α", "β", "θ", "φ", "ε", "ℒ"}) {
            add(symbol, symbol);
        }
        add("\\lambda", "λ")("\\sigma", "σ")("\\delta", "δ")("\\eta", "η")("\\alpha", "α")("\\beta", "β");
        add("\\theta", "θ")("\\phi", "φ")("\\varepsilon", "ε")("\\mathcal{L}", "ℒ");
    }
};

struct Fractions : x3::symbols<Expression> {
    Fractions()
    {
        add("½", fraction("1", "2"))("⅓", fraction("1", "3"))("⅔", fraction("2", "3"))("¼", fraction("1", "4"));
        add("⅙", fraction("1", "6"))("3⁄2", fraction("3", "2"));
    }
};

struct Raised : x3::symbols<std::string> {
    Raised() { add("²", "2")("³", "3"); }
};

struct Relations : x3::symbols<std::string> {
    Relations()
    {
        for (const char* const relation : {"=", "≈", "←", "<", ">", "≤", "≥", "≠", "↦"}) {
            add(relation, relation);
        }
        add("\\approx", "≈")("\\leftarrow", "←")("\\sim", "~")("\\le", "≤")("\\ge", "≥")("\\ne", "≠");
        add("\\mapsto", "↦")("\\lt", "<")("\\gt", ">");
    }
};

const Letters letters;
const Fractions fractions;
const Raised raised;
const Relations relations;

// ---- the grammar ----------------------------------------------------------------------------------------------------

template <class Attribute>
using Rule = x3::rule<struct Tag, Attribute>;

// Plain ASCII: X3's own classes refuse the bytes of UTF-8.
const auto letter = x3::char_("A-Za-z");
const auto decimal = x3::char_("0-9");
const auto blank = x3::char_(" \t\n");

/// A macro's name, where no letter follows.
const auto macro = [](const char* name) { return x3::lexeme[x3::lit(name) >> !letter]; };

// What only moves things about on paper.
const auto layout = blank | '&' | "\\," | "\\;" | "\\!" | "\\:" | "\\ " | (x3::lit("\\\\") >> *blank >> &x3::lit('&'))
                    | (x3::lit("\\left") >> !letter) | (x3::lit("\\right") >> !letter) | (x3::lit("\\bigl") >> !letter)
                    | (x3::lit("\\bigr") >> !letter) | (x3::lit("\\Bigl") >> !letter) | (x3::lit("\\Bigr") >> !letter)
                    | (x3::lit("\\quad") >> !letter) | "\\begin{aligned}" | "\\end{aligned}";

const x3::rule<class SumRule, Expression> sum = "sum";
const x3::rule<class OpenSumRule, Expression> open_sum = "sum";
const x3::rule<class TermRule, Expression> term = "term";
const x3::rule<class OpenTermRule, Expression> open_term = "term";
const x3::rule<class FactorRule, Expression> factor = "factor";
const x3::rule<class PrimaryRule, Expression> primary = "primary";
const x3::rule<class NumberRule, Expression> number = "number";
const x3::rule<class RunRule, Expression> run = "run";
const x3::rule<class NameRule, Expression> name = "name";
const x3::rule<class FunctionRule, Expression> function = "function";
const x3::rule<class CallRule, Expression> call = "call";
const x3::rule<class WordsRule, Expression> words = "words";
const x3::rule<class PlainWordsRule, Expression> plain_words = "words";
const x3::rule<class SubscriptRule, Expression> subscript = "subscript";
const x3::rule<class SubscriptsRule, Expressions> subscripts = "subscripts";
const x3::rule<class IndexRule, Expression> index_digits = "index";
const x3::rule<class DerivativeRule, Expression> derivative = "derivative";
const x3::rule<class DigitRule, Expression> digit = "digit";
const x3::rule<class SeriesRule, Expression> series = "series";
const x3::rule<class LimitRule, Expression> limit = "limit";
const x3::rule<class FractionRule, Expression> fraction_macro = "fraction";
const x3::rule<class ListRule, Expressions> list = "list";
const x3::rule<class ChainRule, Chain> chain = "chain";
const x3::rule<class ArgumentRule, Expression> argument = "argument";

const auto minus = x3::lit('-') | "−";
const auto times = macro("\\cdot") | macro("\\times") | x3::lit("·") | "×";
const auto partial = macro("\\partial") | x3::lit("∂");
const auto prime = x3::lit('\'') | "′";
const auto digits = x3::raw[+decimal >> -('.' >> +decimal)];

const auto text_of = [](auto kind) {
    return [kind](auto& context) {
        const auto& range = x3::_attr(context);
        x3::_val(context) = leaf(kind, std::string(range.begin(), range.end()));
    };
};

const auto number_def = x3::lexeme[digits][text_of(Kind::number)];
const auto digit_def = x3::lexeme[x3::raw[decimal]][text_of(Kind::number)];
const auto run_def = x3::lexeme["\\run{" >> x3::raw[+(x3::char_ - '}')][text_of(Kind::run)] >> '}'];
const auto words_def = x3::lexeme[(x3::lit("\\text{") | "\\mathrm{" | "\\operatorname{")
                                  >> x3::raw[+(x3::char_ - '}')][text_of(Kind::words)] >> '}']
                       | x3::lexeme['\\' >> x3::raw[x3::lit("max") | "min"][text_of(Kind::words)] >> !letter];
const auto plain_words_def = x3::lexeme[x3::raw[(+letter >> +(+blank >> +letter))][text_of(Kind::words)]];

// A name: its letter, then subscripts in LaTeX (R_{7,\mathrm{in}}) or in Unicode (R7in, X_in, λ6,7).
const auto subscript_def = words[pass] | sum[pass];
const auto subscripts_def = subscript % ',';
const auto index_digits_def = x3::lexeme[x3::raw[+decimal]][text_of(Kind::number)];
const auto input = x3::lexeme[-x3::lit('_') >> x3::raw[x3::lit("in")] >> !letter];
const auto in_word = [](auto& context) { x3::_val(context).parts.push_back(leaf(Kind::words, "in")); };
const auto one_letter = x3::raw[x3::char_("A-Za-z")];
const auto set_letter = [](auto& context) {
    const auto& range = x3::_attr(context);
    x3::_val(context) = leaf(Kind::name, std::string(range.begin(), range.end()));
};
const auto set_symbol = [](auto& context) { x3::_val(context) = leaf(Kind::name, x3::_attr(context)); };
const auto primed = [](auto& context) { ++x3::_val(context).primes; };
const auto single_name = x3::rule<class SingleNameRule, Expression>("letter") =
    letters[set_symbol] | one_letter[set_letter];
const auto lambda_pair = x3::lexeme[index_digits[append_subscript] >> -(',' >> index_digits[append_subscript])];

const auto name_def = ((x3::lit("\\overline{") >> name[set_bar] >> '}')
                       | (x3::lit("ẑ") | "\\hat{z}")[([](auto& context) { x3::_val(context) = leaf(Kind::name, "ẑ"); })]
                       | (x3::lit("δ")[([](auto& context) { x3::_val(context) = leaf(Kind::name, "δ"); })]
                          >> &x3::char_("LMROX") >> name[append_subscript])
                       | letters[set_symbol] | one_letter[set_letter])
                      >> *(x3::no_skip[prime][primed])
                      >> -(input[in_word]
                           | ('_' >> (('{' >> subscripts[append_subscripts] >> '}') | digit[append_subscript]
                                      | single_name[append_subscript]))
                           | (x3::no_skip[lambda_pair] >> -(x3::no_skip[input][in_word])))
                      >> *(x3::no_skip[prime][primed]);

// ∂L/∂λ6,7 in a line, or as a fraction.
const auto add = [](auto& context) { x3::_val(context).parts.push_back(std::move(x3::_attr(context))); };
template <Kind kind>
constexpr auto begin = [](auto& context) { x3::_val(context) = node(kind, {}); };

const auto derivative_def = x3::eps[begin<Kind::derivative>]
                            >> ((x3::lexeme[x3::lit("\\frac{") | "\\dfrac{" | "\\tfrac{"] >> partial >> name[add] >> '}'
                                 >> '{' >> partial >> name[add] >> '}')
                                | (partial >> name[add] >> '/' >> partial >> name[add]));

const auto argument_def = ('{' >> sum[pass] >> '}') | digit[pass];
const auto fraction_macro_def = x3::eps[begin<Kind::quotient>]
                                >> (macro("\\frac") | x3::lit("\\tfrac") | x3::lit("\\dfrac") | x3::lit("\\frac"))
                                >> argument[add] >> argument[add];

// Σ with or without its index; it reaches to the end of the product.
const auto bound_name = x3::rule<class BoundRule, Expression>("index") = single_name[pass];
const auto series_def = x3::eps[begin<Kind::series>] >> (macro("\\sum") | x3::lit("Σ"))
                        >> ((x3::lit("_{") >> bound_name[add] >> '=' >> sum[add] >> '}' >> '^'
                             >> (('{' >> sum[add] >> '}') | digit[add] | single_name[add]))
                            | (x3::lit("_{") >> words[add] >> '}') | x3::eps)
                        >> term[([](auto& context) {
                              auto& parts = x3::_val(context).parts;
                              parts.insert(parts.begin(), std::move(x3::_attr(context)));
                          })];

const auto limit_def = x3::eps[begin<Kind::limit>] >> macro("\\lim")
                       >> (x3::lit("_{")
                           >> bound_name[([](auto& context) { x3::_val(context).text = x3::_attr(context).text; })]
                           >> macro("\\to") >> '0' >> '}')
                       >> term[add];

const auto list_def = sum % ',';

// What may be followed by arguments in parentheses; after any other name a parenthesis is a factor.
const auto function_def = words[pass] | name[pass];
const auto is_function = [](auto& context) {
    const Expression& e = x3::_attr(context);
    x3::_pass(context) = e.kind == Kind::words
                             ? e.text == "Im" || e.text == "tr"
                             : e.text == "σ" || e.text == "z" || e.text == "r" || e.text == "f" || e.text == "g"
                                   || e.text == "U" || e.text == "N" || (e.text == "ℒ" && (e.parts.empty() || e.bar));
    if (x3::_pass(context)) {
        x3::_val(context) = node(Kind::call, {e});
    }
};
const auto call_def = function[is_function] >> ((x3::lit('(') >> list[append_subscripts] >> x3::lit(')'))
                                                | (x3::lit('[') >> list[append_subscripts] >> (x3::lit(']') | ')'))
                                                | call[append_subscript] | (&x3::lit("C") >> name[append_subscript]));

const auto primary_def =
    run[pass] | fractions[pass] | number[pass] | derivative[pass] | fraction_macro[pass] | series[pass] | limit[pass]
    | ((x3::lit("\\sqrt{") >> sum[make<Kind::root>]) >> '}') | (x3::lit("√") >> primary[make<Kind::root>])
    | (x3::lexeme[x3::lit("e^{") | "e^("] >> sum[make<Kind::exponential>] >> (x3::lit('}') | ')')) | call[pass]
    | words[pass] | name[pass] | (x3::lit("\\overline{") >> sum[set_bar] >> '}')
    | (x3::lit('|') >> sum[make<Kind::absolute>] >> '|')
    | ((macro("\\lVert") | x3::lit("‖")) >> sum[make<Kind::length>] >> (macro("\\rVert") | x3::lit("‖")))
    | ('(' >> plain_words[pass] >> ')')
    | ('(' >> list[([](auto& context) { x3::_val(context) = group(std::move(x3::_attr(context))); })] >> ')')
    | ((macro("\\pm") | x3::lit("±")) >> factor[([](auto& context) { // both
           x3::_val(context) = node(Kind::tuple, {node(Kind::negative, {x3::_attr(context)}), x3::_attr(context)});
       })])
    | (x3::lit("\\underbrace{")
       >> list[([](auto& context) { x3::_val(context) = group(std::move(x3::_attr(context))); })] >> "}_{"
       >> x3::omit[words] >> '}')
    | (macro("\\dots") | macro("\\ldots"))[begin<Kind::ellipsis>] | x3::lit("…")[begin<Kind::ellipsis>];

const auto exponent = x3::rule<class ExponentRule, Expression>("exponent") =
    ('{' >> sum[pass] >> '}') | digit[pass] | single_name[pass];
const auto factor_def =
    primary[pass]
    >> *(('^' >> exponent[add_part<Kind::power>]) | raised[([](auto& context) {
             Expression base = std::move(x3::_val(context));
             x3::_val(context) = node(Kind::power, {std::move(base), leaf(Kind::number, x3::_attr(context))});
         })]);
const auto open_term_def = factor[pass]
                           >> *((times >> factor[add_part<Kind::product>]) | ('/' >> factor[add_part<Kind::quotient>])
                                | factor[add_part<Kind::product>]);
const auto term_def = open_term[close];
const auto open_sum_def = ((minus >> term[make<Kind::negative>]) | (-x3::lit('+') >> term[pass]))
                          >> *((x3::lit('+') >> term[add_part<Kind::sum>]) | (minus >> term[subtract]));
const auto sum_def = open_sum[close];

const auto
    chain_def = sum[([](auto& context) { x3::_val(context).sides.push_back(std::move(x3::_attr(context))); })]
                >> *(relations[([](auto& context) { x3::_val(context).relations.push_back(x3::_attr(context)); })]
                     >> sum[([](auto& context) { x3::_val(context).sides.push_back(std::move(x3::_attr(context))); })]);

BOOST_SPIRIT_DEFINE(sum, open_sum, term, open_term, factor, primary, number, run, name, function, call, words,
                    plain_words, subscript, subscripts, index_digits, derivative, digit, series, limit, fraction_macro,
                    list, chain, argument)

const auto separator =
    x3::omit[+(x3::lit(',') | ';' | '.' | macro("\\qquad") | macro("\\Longrightarrow") | macro("\\longrightarrow")
               | x3::lit("\\\\") | "→" | x3::lexeme["\\text{" >> *(x3::char_ - '}') >> '}'])];

/// x = 1, 2, 3: what follows a chain and has no relation of its own belongs to its last side.
std::vector<Chain> with_lists(std::vector<Chain> chains)
{
    std::vector<Chain> result;
    for (Chain& chain_read : chains) {
        const bool number_alone =
            chain_read.relations.empty()
            && (chain_read.sides.front().kind == Kind::number || chain_read.sides.front().kind == Kind::ellipsis);
        if (number_alone && !result.empty() && !result.back().relations.empty()) {
            Expression& last = result.back().sides.back();
            if (last.kind != Kind::tuple) {
                last = node(Kind::tuple, {std::move(last)});
            }
            last.parts.push_back(std::move(chain_read.sides.front()));
        } else {
            result.push_back(std::move(chain_read));
        }
    }
    return result;
}

} // namespace

std::vector<Chain> read(std::string_view formula)
{
    std::vector<Chain> chains;
    auto at = formula.begin();
    const bool read_all = x3::phrase_parse(at, formula.end(), (chain % separator) >> -separator, layout, chains);
    if (!read_all || at != formula.end()) {
        const auto start = static_cast<std::size_t>(at - formula.begin());
        throw std::invalid_argument("cannot be read from here on: " + std::string(formula.substr(start, 40)));
    }
    return with_lists(std::move(chains));
}

} // namespace autoencoder::formulas
