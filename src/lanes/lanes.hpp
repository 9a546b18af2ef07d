/// @file
/// The number type that holds several numbers: one in each lane of a few processor registers. The formulas of `network`
/// run on it unchanged and then compute that many samples, or that many networks, at once.
///
/// Included only by the files that are compiled once for each instruction set. Everything here is in an unnamed
/// namespace, and so is then every template made from it: code for one instruction set stays in its own file, and the
/// linker never puts it in the place of another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace autoencoder::lanes {

// What is unnamed in a header here is meant so: see above.
// NOLINTBEGIN(misc-definitions-in-headers)
namespace {

#if defined(__AVX512F__)
constexpr int register_width = 8; // doubles in a register of this instruction set
#elif defined(__AVX__)
constexpr int register_width = 4;
#else
constexpr int register_width = 2;
#endif

template <int width, int parts>
struct Fraction;

/// `parts` registers of `width` doubles each. Arithmetic goes lane by lane and rounds each lane as a double; a product
/// and a sum are never fused, so every instruction set gives the same bits.
template <int width, int parts>
struct Lanes {
    // NOLINTBEGIN(modernize-use-using): g++ takes this attribute with a dependent size in this form only
    typedef double Register __attribute__((vector_size(width * sizeof(double))));
    typedef std::int64_t Bits __attribute__((vector_size(width * sizeof(double))));
    // NOLINTEND(modernize-use-using)

    static constexpr int size = width * parts;

    Register part[parts]; // NOLINT(modernize-avoid-c-arrays): std::array's functions would be shared between files

    Lanes() : Lanes(0.0) {}
    Lanes(double everywhere) // NOLINT(google-explicit-constructor): the formulas write T(2) / T(3) and mean lanes
    {
        for (Register& r : part) {
            r = everywhere - Register{};
        }
    }
    explicit Lanes(const Register& in_every_part)
    {
        for (Register& r : part) {
            r = in_every_part;
        }
    }

    /// Takes numbers that lie side by side within a part; parts begin `stride` numbers apart.
    static Lanes load(const double* numbers, std::size_t stride = width)
    {
        Lanes lanes;
        for (Register& r : lanes.part) {
            std::memcpy(&r, numbers, sizeof r);
            numbers += stride;
        }
        return lanes;
    }

    /// Puts the numbers where `load` would take them.
    void store(double* numbers, std::size_t stride = width) const
    {
        for (const Register& r : part) {
            std::memcpy(numbers, &r, sizeof r);
            numbers += stride;
        }
    }

    /// Every lane by itself through `operation`, which takes and gives registers.
    template <class Operation>
    [[gnu::always_inline]] static Lanes by_part(Operation operation)
    {
        Lanes result;
#pragma GCC unroll 8
        for (int i = 0; i < parts; ++i) {
            result.part[i] = operation(i);
        }
        return result;
    }

    [[gnu::always_inline]] friend Lanes operator+(const Lanes& a, const Lanes& b)
    {
        return by_part([&](int i) { return a.part[i] + b.part[i]; });
    }
    [[gnu::always_inline]] friend Lanes operator-(const Lanes& a, const Lanes& b)
    {
        return by_part([&](int i) { return a.part[i] - b.part[i]; });
    }
    [[gnu::always_inline]] friend Lanes operator*(const Lanes& a, const Lanes& b)
    {
        return by_part([&](int i) { return a.part[i] * b.part[i]; });
    }
    [[gnu::always_inline]] friend Lanes operator/(const Lanes& a, const Lanes& b)
    {
        return by_part([&](int i) { return a.part[i] / b.part[i]; });
    }
    [[gnu::always_inline]] friend Lanes operator-(const Lanes& a)
    {
        return by_part([&](int i) { return -a.part[i]; });
    }

    /// eˣ in every lane, to a relative error of 7e-16. x = n·ln 2 + r with a whole n and |r| ≤ ½ ln 2 gives
    /// eˣ = 2ⁿ·eʳ, and eʳ = (1 + t) / (1 − t) with t = tanh(r/2). For t stands the fraction rQ/P, with polynomials P and
    /// Q of degree 2 in r² that make it equal at the 5 Chebyshev nodes of that interval: eʳ is off by at most 4e-18, the
    /// rest is rounding. Beyond ±708 the answer stays that of ±708, about 10^±307; NaN stays NaN. There is no branch, and
    /// no library's `exp`, so all machines agree to the last bit.
    ///
    /// Each step is taken for all parts before the next: a part's steps wait for one another, its neighbours' do not.
    [[gnu::always_inline]] friend Fraction<width, parts> exp(const Lanes& unlimited)
    {
        constexpr double shifter = 6755399441055744.0; // 1.5·2^52: adding it rounds to whole numbers
        constexpr double log2_e = 1.4426950408889634;
        constexpr double ln2_high = 6.93147180369123816490e-01; // ends in 32 zero bits: times n it is exact
        constexpr double ln2_low = 1.90821492927058770002e-10;
        const Lanes x = by_part([&](int i) { return limited(unlimited.part[i]); });
        const Lanes shifted = x * log2_e + shifter;
        const Lanes n = shifted - shifter;
        const Lanes r = (x - n * ln2_high) - n * ln2_low;

        const Lanes r2 = r * r;
        const Lanes P = (r2 * 0x1.03fc0e5c4e025p-10 + 0x1.c71949c2ee7d0p-4) * r2 + 1.0;
        const Lanes rQ = ((r2 * 0x1.1530d7f47010fp-15 + 0x1.c70fd1b664c31p-7) * r2 + 0.5) * r;
        const Lanes sum = P + rQ;
        return {by_part([&](int i) { return times_power_of_two(sum.part[i], shifted.part[i]); }), P - rQ};
    }

private:
    [[gnu::always_inline]] static Register limited(Register x)
    {
        constexpr double largest = 708.0;
        x = x > largest ? largest - Register{} : x;
        return x < -largest ? -largest - Register{} : x;
    }

    /// number·2ⁿ: the lowest bits of the shifted n are n itself, and the exponent of a double is its bits from the 53rd
    /// on.
    [[gnu::always_inline]] static Register times_power_of_two(Register number, Register shifted)
    {
        Bits bits;
        Bits exponent;
        std::memcpy(&bits, &number, sizeof bits);
        std::memcpy(&exponent, &shifted, sizeof exponent);
        bits += exponent << 52;
        std::memcpy(&number, &bits, sizeof bits);
        return number;
    }
};

/// A quotient that is not divided yet. `exp` gives one, and the sigmoid divides by it: 1 / (1 + n/d) = d / (d + n) takes
/// one division for both.
template <int width, int parts>
struct Fraction {
    using L = Lanes<width, parts>;
    L numerator;
    L denominator;

    [[gnu::always_inline]] operator L() const // NOLINT(google-explicit-constructor): a number like any other
    {
        return numerator / denominator;
    }
    [[gnu::always_inline]] friend Fraction operator+(const L& a, const Fraction& f)
    {
        return {a * f.denominator + f.numerator, f.denominator};
    }
    [[gnu::always_inline]] friend L operator/(const L& a, const Fraction& f) { return a * f.denominator / f.numerator; }
};

} // namespace
// NOLINTEND(misc-definitions-in-headers)

} // namespace autoencoder::lanes
