/// @file
/// Text as figures set it: names in italics with subscripts, fractions with a bar, and how much room it takes.
#pragma once

#include "network/quantity.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace autoencoder::plots {

/// How letters stand.
enum class Face {
    upright, ///< words, numbers, indices
    italic,  ///< names of quantities
    bold     ///< headings
};

/// Where letters stand.
enum class Level {
    base,       ///< on the line
    subscript,  ///< smaller and lower
    superscript ///< smaller and higher
};

/// Letters of one kind.
struct Run {
    std::string text;          ///< UTF-8
    Face face = Face::upright; ///< how they stand
    Level level = Level::base; ///< where they stand

    /// Whether two runs are the same.
    /// @param a one
    /// @param b the other
    friend bool operator==(const Run& a, const Run& b) = default;
};

using Runs = std::vector<Run>; ///< one line

/// A part of a text that is set as a whole: one line, or two lines above one another, with a bar between or without.
struct Atom {
    Runs upper;       ///< the only line, or the upper one
    Runs lower{};     ///< the lower line; empty when there is only one
    bool bar = false; ///< a fraction, its lines centred on each other; otherwise they begin at the same place
};

/// A text: atoms from left to right.
struct Text {
    std::vector<Atom> atoms; ///< from left to right

    Text() = default;
    /// Upright words.
    /// @param words in UTF-8
    Text(const char* words) : Text(std::string(words)) {}
    /// Upright words.
    /// @param words in UTF-8
    Text(std::string words) : atoms{{{{std::move(words), Face::upright, Level::base}}}} {}
    /// One line.
    /// @param runs from left to right
    explicit Text(Runs runs) : atoms{{std::move(runs)}} {}

    /// Adds a text at the right.
    /// @param right what is added
    /// @return this text
    Text& operator+=(const Text& right);
    /// Two texts side by side.
    /// @param left  first
    /// @param right second
    friend Text operator+(Text left, const Text& right) { return left += right; }
};

/// Words in italics: a variable of the field, such as h or z.
/// @param name in UTF-8
/// @return the text
Text italic(const std::string& name);

/// Words in bold.
/// @param words in UTF-8
/// @return the text
Text bold(const std::string& words);

/// The name of a quantity: λ with subscript 7,9; R with subscript 7,in.
/// @param quantity any of the 44
/// @return the text
Text symbol(Quantity quantity);

/// ∂of/∂by as a fraction.
/// @param of what changes
/// @param by what it changes with
/// @return the text
Text derivative(Quantity of, Quantity by);

/// Two lines without a bar, which begin at the same place.
/// @param upper one line
/// @param lower one line
/// @return the text
/// @throws std::invalid_argument unless each is one line
Text stacked(const Text& upper, const Text& lower);

/// A fraction with a bar.
/// @param upper one line
/// @param lower one line
/// @return the text
/// @throws std::invalid_argument unless each is one line
Text fraction(const Text& upper, const Text& lower);

/// A formula in Unicode, as reports print it, set as mathematics: each name in it, such as λ7,9 or R7in, gets italics
/// and a subscript; all else stays upright.
/// @param unicode the formula
/// @return the text, with subscripts and italics
Text mathematics(std::string_view unicode);

/// A number with a fixed count of decimals and a true minus sign; from a thousand million on with a power of ten. What
/// rounds to zero has no sign.
/// @param value    any
/// @param decimals digits after the point
/// @return the number as text
std::string number(double value, int decimals);

/// A number with four significant digits and a true minus sign: 0.3421, −1.062, 0.0001234, 1.234·10⁻⁵, 1 or 0.
/// @param value any
/// @return the number as text
std::string number(double value);

/// The text in one line of Unicode, for terminals: a fraction as a/b.
/// @param text any
/// @return the words on one line
std::string plain(const Text& text);

/// Width of one line, in units of its font size.
/// @param runs the line
/// @return width for font size 1
double width_of(const Runs& runs);

/// A piece of a text in its place, relative to the middle of the left edge of the text, for font size 1.
struct PlacedRuns {
    double x;         ///< its left edge, or its centre
    double y;         ///< its middle, upward
    bool centred;     ///< whether x is its centre
    const Runs* runs; ///< belongs to the text that was laid out
};

/// A text laid out for font size 1.
struct Layout {
    std::vector<PlacedRuns> pieces; ///< the lines
    /// The bar of a fraction.
    struct Bar {
        double from; ///< left end
        double to;   ///< right end
    };
    std::vector<Bar> bars; ///< of the fractions, at height 0
    double width = 0.0;    ///< of the whole
    double above = 0.0;    ///< how far it reaches above its middle
    double below = 0.0;    ///< how far it reaches below its middle
};

/// Lays a text out.
/// @param text must outlive the result
/// @return its pieces in their places
Layout layout(const Text& text);

} // namespace autoencoder::plots
