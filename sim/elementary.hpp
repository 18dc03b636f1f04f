#pragma once
// exp, log, the logistic function and the normal tail in plain arithmetic: the same bits on every processor and in every loop.
//
// The C library picks its variants by processor, and vectorised libraries differ between the body and the tail of a loop; either would let
// a replicate depend on the machine. These use + - * / and bit shifts only, so a compiler may vectorise a loop over them without changing a bit.
// All are internal to the file that includes them: a kernel compiled for one instruction set cannot leak into another.

#include <bit>
#include <cstdint>

#if defined(__GNUC__)
#define COMITY_INLINE [[gnu::always_inline]] static inline
#else
#define COMITY_INLINE static inline
#endif

namespace comity::sim {

/// e^r for |r| <= ln 2 / 2, of a number or of a register of numbers: Taylor polynomial of degree 13, its even and odd terms by Horner's rule
/// side by side.
template <class Real>
COMITY_INLINE Real exp_reduced(Real r)
{
    const Real s = r * r;
    Real even = s * (1.0 / 479001600) + 1.0 / 3628800;
    Real odd = s * (1.0 / 6227020800) + 1.0 / 39916800;
    even = even * s + 1.0 / 40320;
    odd = odd * s + 1.0 / 362880;
    even = even * s + 1.0 / 720;
    odd = odd * s + 1.0 / 5040;
    even = even * s + 1.0 / 24;
    odd = odd * s + 1.0 / 120;
    even = even * s + 0.5;
    odd = odd * s + 1.0 / 6;
    return (even + r * odd) * s + r + 1.0;
}

constexpr double exp_limit = 708;
constexpr double exp_shift = 0x1.8p52;  ///< adding it rounds to an integer, which then stands in the low bits
constexpr double inverse_ln2 = 0x1.71547652b82fep0;
constexpr double ln2_high = 0x1.62e42fee00000p-1, ln2_low = 0x1.a39ef35793c76p-33;

/// e^x, x in [-708, 708] (clipped outside); relative error below 2e-16.
///
/// x = k ln 2 + r, |r| <= ln 2 / 2; the exponent is added as an integer.
COMITY_INLINE double exp(double x)
{
    x = x < -exp_limit ? -exp_limit : x;
    x = x > exp_limit ? exp_limit : x;
    const double shifted = x * inverse_ln2 + exp_shift;
    const double k = shifted - exp_shift;
    const double r = (x - k * ln2_high) - k * ln2_low;
    return std::bit_cast<double>(std::bit_cast<std::uint64_t>(exp_reduced(r)) + (std::bit_cast<std::uint64_t>(shifted) << 52));
}

/// L(z) = 1 / (1 + e^-z), in (0, 1).
COMITY_INLINE double logistic(double z) { return 1 / (1 + exp(-z)); }

/// P(Z > s) of a standard normal Z for s >= 0, given e^(-s^2/2), of a number or of a register of numbers: absolute error below 1e-14,
/// relative error below 4e-6 as far as the exponential goes.
///
/// Source: Hart (1968), Computer Approximations, function 5666, in the form of West (2005), Wilmott Magazine, May, 70-76.
template <class Real>
COMITY_INLINE Real normal_tail(Real s, Real exponential)
{
    Real above = s * 3.52624965998911e-02 + 0.700383064443688;
    above = above * s + 6.37396220353165;
    above = above * s + 33.912866078383;
    above = above * s + 112.079291497871;
    above = above * s + 221.213596169931;
    above = above * s + 220.206867912376;
    Real below = s * 8.83883476483184e-02 + 1.75566716318264;
    below = below * s + 16.064177579207;
    below = below * s + 86.7807322029461;
    below = below * s + 296.564248779674;
    below = below * s + 637.333633378831;
    below = below * s + 793.826512519948;
    below = below * s + 440.413735824752;
    return exponential * above / below;
}

/// ln m + k ln 2 for m in [sqrt(1/2), sqrt 2), of numbers or of registers of numbers: ln m = 2 artanh((m-1)/(m+1)) by its odd series.
template <class Real>
COMITY_INLINE Real log_of_parts(Real m, Real k)
{
    const Real s = (m - 1.0) / (m + 1.0);
    const Real z = s * s;
    Real p = z * (1.0 / 21) + 1.0 / 19;
    p = p * z + 1.0 / 17;
    p = p * z + 1.0 / 15;
    p = p * z + 1.0 / 13;
    p = p * z + 1.0 / 11;
    p = p * z + 1.0 / 9;
    p = p * z + 1.0 / 7;
    p = p * z + 1.0 / 5;
    p = p * z + 1.0 / 3;
    return k * ln2_high + (2.0 * s + (2.0 * s * z * p + k * ln2_low));
}

constexpr std::uint64_t sqrt_half_bits = 0x3fe6a09e667f3bcdULL, exponent_bits = 0xfff0000000000000ULL;

/// The natural logarithm of a positive normal number; relative error below 1e-15.
COMITY_INLINE double log(double x)
{
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
    const std::uint64_t offset = bits - sqrt_half_bits;
    const auto k = static_cast<double>(static_cast<std::int64_t>(offset) >> 52);
    return log_of_parts(std::bit_cast<double>(bits - (offset & exponent_bits)), k);
}

/// x^y for positive x.
COMITY_INLINE double power(double x, double y) { return exp(y * log(x)); }

}  // namespace comity::sim
