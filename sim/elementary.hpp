#pragma once
// exp, log and the logistic function in plain arithmetic: the same bits on every processor and in every loop.
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

constexpr double normal_middle = 0.425;  ///< distance from 1/2 up to which the quantile is the middle's
COMITY_INLINE bool is_middle(double q) { return -normal_middle <= q && q <= normal_middle; }

/// The standard normal quantile at 1/2 + q, |q| <= normal_middle, of a number or of a register of numbers.
///
/// Source: Wichura (1988), Applied Statistics 37:477, algorithm AS 241 (PPND16)
template <class Real>
COMITY_INLINE Real normal_quantile_middle(Real q)
{
    const Real r = 0.180625 - q * q;
    Real a = r * 2.5090809287301226727e+3 + 3.3430575583588128105e+4;
    Real b = r * 5.2264952788528545610e+3 + 2.8729085735721942674e+4;
    a = a * r + 6.7265770927008700853e+4;
    b = b * r + 3.9307895800092710610e+4;
    a = a * r + 4.5921953931549871457e+4;
    b = b * r + 2.1213794301586595867e+4;
    a = a * r + 1.3731693765509461125e+4;
    b = b * r + 5.3941960214247511077e+3;
    a = a * r + 1.9715909503065514427e+3;
    b = b * r + 6.8718700749205790830e+2;
    a = a * r + 1.3314166789178437745e+2;
    b = b * r + 4.2313330701600911252e+1;
    a = a * r + 3.3871328727963666080e0;
    b = b * r + 1.0;
    return q * a / b;
}

constexpr double normal_far = 5;                ///< r from which another approximation holds, for tails below 1.4e-11
constexpr double least_normal_tail = 0x1p-54;  ///< what a tail of 0 is taken as

/// The size of the quantile at a tail with r = sqrt(-ln tail) up to normal_far.
///
/// Source: as above
template <class Real>
COMITY_INLINE Real normal_quantile_tail(Real r)
{
    const Real x = r - 1.6;
    Real c = x * 7.74545014278341407640e-4 + 2.27238449892691845833e-2;
    Real d = x * 1.05075007164441684324e-9 + 5.47593808499534494600e-4;
    c = c * x + 2.41780725177450611770e-1;
    d = d * x + 1.51986665636164571966e-2;
    c = c * x + 1.27045825245236838258e0;
    d = d * x + 1.48103976427480074590e-1;
    c = c * x + 3.64784832476320460504e0;
    d = d * x + 6.89767334985100004550e-1;
    c = c * x + 5.76949722146069140550e0;
    d = d * x + 1.67638483018380384940e0;
    c = c * x + 4.63033784615654529590e0;
    d = d * x + 2.05319162663775882187e0;
    c = c * x + 1.42343711074968357734e0;
    d = d * x + 1.0;
    return c / d;
}

/// x^y for positive x.
COMITY_INLINE double power(double x, double y) { return exp(y * log(x)); }

}  // namespace comity::sim
