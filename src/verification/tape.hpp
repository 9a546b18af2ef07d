/// @file
/// Automatic differentiation in reverse: a number that writes down every operation it takes part in, and the way back
/// over what was written.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string_view>
#include <vector>

namespace autoencoder::verification {

/// The place of a number that stands on no tape: a constant, by which nobody differentiates.
inline constexpr std::size_t no_place = std::numeric_limits<std::size_t>::max();

/// An operand of a recorded operation.
template <class T>
struct Operand {
    std::size_t place = no_place; ///< where it stands on the tape
    T slope{};                    ///< the derivative of the operation's result with respect to it
};

/// A line of the tape.
template <class T>
struct Entry {
    std::string_view sign; ///< `+`, `−`, `×`, `÷`, `e` or, for a change of sign, `±`; empty for a variable
    T value;               ///< the result
    std::array<Operand<T>, 2> operands; ///< what it was made of
};

template <class T>
struct Recorded;

/// What was written down, in the order in which it was computed: an operand stands before its result.
template <class T>
struct Tape {
    std::vector<Entry<T>> entries; ///< line by line

    /// Writes down a number by which one may differentiate.
    /// @param value what it is
    /// @return the number, which remembers its place; the tape must outlive it
    Recorded<T> variable(const T& value);

    /// The derivatives of one number with respect to all that stands on the tape, in one sweep from it back to the beginning.
    /// @param of a number of this tape
    /// @return one for each line; 0 for what is not upstream
    std::vector<T> derivatives(const Recorded<T>& of) const;
};

/// A number that writes down what it is used for. The formulas of the network run on it unchanged. One that is made from a
/// double is a constant and stands on no tape.
template <class T>
struct Recorded {
    T value{};                    ///< the number itself
    Tape<T>* tape = nullptr;      ///< where it is written down; nothing for a constant
    std::size_t place = no_place; ///< in which line

    /// The constant 0.
    Recorded() = default;
    /// A constant.
    /// @param constant its value
    explicit Recorded(double constant) : value(T(constant)) {}
};

template <class T>
Recorded<T> Tape<T>::variable(const T& value)
{
    Recorded<T> number;
    number.value = value;
    number.tape = this;
    number.place = entries.size();
    entries.push_back({"", value, {}});
    return number;
}

/// Writes down an operation, unless all its operands are constants.
/// @param sign    of the operation
/// @param value   its result
/// @param a       first operand
/// @param slope_a derivative of the result with respect to the first operand
/// @param b       second operand; the constant 0 when there is only one
/// @param slope_b derivative of the result with respect to the second operand
/// @return the result, which remembers its place
template <class T>
Recorded<T> record(std::string_view sign, const T& value, const Recorded<T>& a, const T& slope_a,
                   const Recorded<T>& b = {}, const T& slope_b = {})
{
    Recorded<T> result;
    result.value = value;
    result.tape = a.tape != nullptr ? a.tape : b.tape;
    if (result.tape != nullptr) {
        result.place = result.tape->entries.size();
        result.tape->entries.push_back({sign, value, {{{a.place, slope_a}, {b.place, slope_b}}}});
    }
    return result;
}

/// Sum: it changes with each operand one to one.
/// @param a one operand
/// @param b the other
/// @return the result, which remembers its place
template <class T>
Recorded<T> operator+(const Recorded<T>& a, const Recorded<T>& b)
{
    return record("+", T(a.value + b.value), a, T(1), b, T(1));
}

/// Difference.
/// @param a first operand
/// @param b second operand
/// @return the result, which remembers its place
template <class T>
Recorded<T> operator-(const Recorded<T>& a, const Recorded<T>& b)
{
    return record("−", T(a.value - b.value), a, T(1), b, T(-1));
}

/// Change of sign.
/// @param a the operand
/// @return the result, which remembers its place
template <class T>
Recorded<T> operator-(const Recorded<T>& a)
{
    return record("±", T(-a.value), a, T(-1));
}

/// Product: each operand is the slope of the other.
/// @param a one operand
/// @param b the other
/// @return the result, which remembers its place
template <class T>
Recorded<T> operator*(const Recorded<T>& a, const Recorded<T>& b)
{
    return record("×", T(a.value * b.value), a, b.value, b, a.value);
}

/// Quotient.
/// @param a first operand
/// @param b second operand
/// @return the result, which remembers its place
template <class T>
Recorded<T> operator/(const Recorded<T>& a, const Recorded<T>& b)
{
    const T quotient = a.value / b.value;
    return record("÷", quotient, a, T(T(1) / b.value), b, T(-quotient / b.value));
}

/// Exponential function, which is its own slope.
/// @param a the operand
/// @return the result, which remembers its place
template <class T>
Recorded<T> exp(const Recorded<T>& a)
{
    using std::exp;
    const T value = exp(a.value);
    return record("e", value, a, value);
}

template <class T>
std::vector<T> Tape<T>::derivatives(const Recorded<T>& of) const
{
    std::vector<T> derivative(entries.size());
    derivative[of.place] = T(1);
    for (std::size_t line = of.place + 1; line-- > 0;) {
        for (const auto& [place, slope] : entries[line].operands) {
            if (place != no_place) {
                derivative[place] = derivative[place] + derivative[line] * slope;
            }
        }
    }
    return derivative;
}

} // namespace autoencoder::verification
