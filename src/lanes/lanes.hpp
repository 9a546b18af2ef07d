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

    /// Takes `size` numbers that lie side by side.
    static Lanes load(const double* numbers)
    {
        Lanes lanes;
        std::memcpy(&lanes.part, numbers, sizeof lanes.part);
        return lanes;
    }

    /// Puts all `size` numbers side by side.
    void store(double* numbers) const { std::memcpy(numbers, &part, sizeof part); }

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
    /// eˣ = 2ⁿ·eʳ. For eʳ stands the polynomial of degree 10 that equals it at the 11 Chebyshev nodes of that interval:
    /// it is off by at most 2.1e-16. Beyond ±708 the answer stays that of ±708, about 10^±307; NaN stays NaN. There is
    /// no branch, and no library's `exp`, so all machines agree to the last bit.
    [[gnu::always_inline]] friend Lanes exp(const Lanes& x)
    {
        return by_part([&](int i) { return exponential(x.part[i]); });
    }

private:
    [[gnu::always_inline]] static Register exponential(Register x)
    {
        constexpr double largest = 708.0;
        constexpr double shifter = 6755399441055744.0; // 1.5·2^52: adding it rounds to whole numbers
        constexpr double log2_e = 1.4426950408889634;
        constexpr double ln2_high = 6.93147180369123816490e-01; // ends in 32 zero bits: times n it is exact
        constexpr double ln2_low = 1.90821492927058770002e-10;
        x = x > largest ? largest - Register{} : x;
        x = x < -largest ? -largest - Register{} : x;
        const Register shifted = x * log2_e + shifter;
        const Register n = shifted - shifter;
        const Register r = (x - n * ln2_high) - n * ln2_low;

        const Register r2 = r * r;
        const Register r4 = r2 * r2;
        const Register low = (1.0 + r * 0x1.000000000001ep+0) + r2 * (0x1.0000000000005p-1 + r * 0x1.555555554b757p-3);
        const Register middle = (0x1.55555555520afp-5 + r * 0x1.1111112dd67c5p-7)
                                + r2 * (0x1.6c16c17f43a58p-10 + r * 0x1.a01978c6baf81p-13);
        const Register high = (0x1.a019a66a75dd4p-16 + r * 0x1.72faf024b693bp-19) + r2 * 0x1.28a2c0a7209fbp-22;
        return (low + r4 * (middle + r4 * high)) * power_of_two(shifted);
    }

    /// 2ⁿ: the lowest bits of the shifted n are n itself, and the exponent of a double is its bits from the 53rd on.
    [[gnu::always_inline]] static Register power_of_two(Register shifted)
    {
        constexpr std::int64_t bias = 1023;
        Bits bits;
        std::memcpy(&bits, &shifted, sizeof bits);
        bits = (bits + bias) << 52;
        Register power;
        std::memcpy(&power, &bits, sizeof power);
        return power;
    }
};

} // namespace
// NOLINTEND(misc-definitions-in-headers)

} // namespace autoencoder::lanes
