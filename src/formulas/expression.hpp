/// @file
/// An equation of the book as a tree.
#pragma once

#include <string>
#include <vector>

namespace autoencoder::formulas {

/// What a node of the tree is.
enum class Kind {
    number,      ///< digits as they are written, exact: 3, 0.1, 1e-5
    run,         ///< `\run{…}`: a number of the run, by its name or by its rounded digits
    name,        ///< λ6,7, R7in, σ, η: a letter with subscripts (`parts`), primes, a bar
    sum,         ///< parts added up; a term that is taken away is a `negative`
    negative,    ///< −part
    product,     ///< parts multiplied
    quotient,    ///< first part divided by the second
    power,       ///< first part to the second
    root,        ///< square root of the part
    exponential, ///< e to the part
    derivative,  ///< ∂(first part)/∂(second part), both names
    series,      ///< Σ: the body; then, where they are written, index, first and last value
    call,        ///< a name with its arguments: σ(t), L(λ + h)
    tuple,       ///< parts in parentheses, separated by commas
    absolute,    ///< |part|
    length,      ///< ‖part‖
    mean,        ///< a bar over more than a name
    limit,       ///< lim of the first part, as the second goes to 0
    ellipsis,    ///< the terms that are not written
    words        ///< text inside a formula
};

/// A node of the tree.
struct Expression {
    Kind kind = Kind::number;      ///< what it is
    std::string text;              ///< digits; a letter in Unicode, ℒ for the loss; words
    std::vector<Expression> parts; ///< what it is made of; the subscripts of a name
    int primes = 0;                ///< σ′: 1
    bool bar = false;              ///< a mean over samples

    /// Whether two trees are the same.
    friend bool operator==(const Expression&, const Expression&) = default;
};

/// A chain such as a = b = c ≈ d.
struct Chain {
    std::vector<Expression> sides;      ///< at least one
    std::vector<std::string> relations; ///< between them: =, ≈, ←, ~, <, >, ≤, ≥, ≠, ↦; one fewer than sides
};

} // namespace autoencoder::formulas
