#pragma once
// Registers of several numbers, as wide as the instructions a file is compiled for. Only for the bodies of kernels (*.inl), which are compiled
// once a variant: all here is internal to the file, or code for AVX2 could be linked into the baseline.

#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include "sim/elementary.hpp"

namespace comity::sim {
namespace {

#if defined(__AVX512F__)
constexpr std::size_t width = 8;
#elif defined(__AVX2__)
constexpr std::size_t width = 4;
#else
constexpr std::size_t width = 2;
#endif
using Reals [[gnu::vector_size(width * 8)]] = double;
using Words [[gnu::vector_size(width * 8)]] = std::uint64_t;
using Marks [[gnu::vector_size(width * 8)]] = std::int64_t;  ///< what a comparison gives: -1 where it holds, else 0
// As many lanes of single precision.
using Floats [[gnu::vector_size(width * 4)]] = float;
using Ints [[gnu::vector_size(width * 4)]] = std::int32_t;

template <class Vector, class Element>
COMITY_INLINE Vector load(const Element* from)
{
    Vector made;
    __builtin_memcpy(&made, from, sizeof made);
    return made;
}

template <class Vector, class Element>
COMITY_INLINE void store(Element* to, Vector value)
{
    __builtin_memcpy(to, &value, sizeof value);
}

/// The low byte of each lane.
COMITY_INLINE void store_bytes(std::int8_t* to, Ints value)
{
#if defined(__AVX512F__)
    _mm_storel_epi64(reinterpret_cast<__m128i*>(to), _mm256_cvtepi32_epi8(reinterpret_cast<__m256i>(value)));
#elif defined(__AVX2__)
    const int four = _mm_cvtsi128_si32(_mm_shuffle_epi8(reinterpret_cast<__m128i>(value), _mm_set1_epi32(0x0c080400)));
    __builtin_memcpy(to, &four, sizeof four);
#else
    for (std::size_t l = 0; l < width; ++l) to[l] = static_cast<std::int8_t>(value[l]);
#endif
}

/// The low half of each lane.
COMITY_INLINE Ints low_halves(Words a)
{
#if defined(__AVX512F__)
    return reinterpret_cast<Ints>(_mm512_cvtepi64_epi32(reinterpret_cast<__m512i>(a)));
#elif defined(__AVX2__)
    const __m256i even = _mm256_permutevar8x32_epi32(reinterpret_cast<__m256i>(a), _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6));
    return reinterpret_cast<Ints>(_mm256_castsi256_si128(even));
#else
    return Ints{static_cast<std::int32_t>(a[0]), static_cast<std::int32_t>(a[1])};
#endif
}

COMITY_INLINE Floats as_floats(Ints a) { return __builtin_convertvector(a, Floats); }
COMITY_INLINE Floats as_floats(Reals a) { return __builtin_convertvector(a, Floats); }
COMITY_INLINE Floats bits_as_floats(Ints a) { return reinterpret_cast<Floats>(a); }
COMITY_INLINE Ints bits_of(Floats a) { return reinterpret_cast<Ints>(a); }

/// Products of the low halves of words.
COMITY_INLINE Words product_of_halves(Words a, std::uint64_t b)
{
#if defined(__AVX512F__)
    return reinterpret_cast<Words>(_mm512_mul_epu32(reinterpret_cast<__m512i>(a), _mm512_set1_epi64(static_cast<long long>(b))));
#elif defined(__AVX2__)
    return reinterpret_cast<Words>(_mm256_mul_epu32(reinterpret_cast<__m256i>(a), _mm256_set1_epi64x(static_cast<long long>(b))));
#elif defined(__SSE2__)
    return reinterpret_cast<Words>(_mm_mul_epu32(reinterpret_cast<__m128i>(a), _mm_set1_epi64x(static_cast<long long>(b))));
#else
    return (a & 0xffffffffULL) * b;
#endif
}

/// low < x ? x : low, and so on up: the order of operands decides what becomes of NaN, so it is the same everywhere.
COMITY_INLINE Reals clipped(Reals x, double low, double high)
{
#if defined(__AVX512F__)
    return _mm512_min_pd(_mm512_set1_pd(high), _mm512_max_pd(_mm512_set1_pd(low), x));
#elif defined(__AVX2__)
    return _mm256_min_pd(_mm256_set1_pd(high), _mm256_max_pd(_mm256_set1_pd(low), x));
#elif defined(__SSE2__)
    return _mm_min_pd(_mm_set1_pd(high), _mm_max_pd(_mm_set1_pd(low), x));
#else
    x = x < low ? Reals{} + low : x;
    return x > high ? Reals{} + high : x;
#endif
}

/// sim::exp of each, bit for bit.
COMITY_INLINE Reals exp_each(Reals x)
{
    x = clipped(x, -exp_limit, exp_limit);
    const Reals shifted = x * inverse_ln2 + exp_shift;
    const Reals k = shifted - exp_shift;
    const Reals r = (x - k * ln2_high) - k * ln2_low;
    return reinterpret_cast<Reals>(reinterpret_cast<Words>(exp_reduced(r)) + (reinterpret_cast<Words>(shifted) << 52));
}

/// sim::log of each, bit for bit.
COMITY_INLINE Reals log_each(Reals x)
{
    const Words bits = reinterpret_cast<Words>(x);
    const Words offset = bits - sqrt_half_bits;
    // An integer k in the low bits of 1.5 x 2^52 makes that number plus k.
    const Words k = reinterpret_cast<Words>(reinterpret_cast<Marks>(offset) >> 52) + 0x4338000000000000ULL;
    return log_of_parts(reinterpret_cast<Reals>(bits - (offset & exponent_bits)), reinterpret_cast<Reals>(k) - exp_shift);
}

COMITY_INLINE Reals sqrt_each(Reals x)
{
#if defined(__AVX512F__)
    return _mm512_sqrt_pd(x);
#elif defined(__AVX2__)
    return _mm256_sqrt_pd(x);
#elif defined(__SSE2__)
    return _mm_sqrt_pd(x);
#else
    for (std::size_t l = 0; l < width; ++l) x[l] = __builtin_sqrt(x[l]);
    return x;
#endif
}

/// The natural logarithm of positive normal numbers in single precision: relative error below 2e-7. As sim::log, to degree 9.
COMITY_INLINE Floats log_each(Floats x)
{
    constexpr std::int32_t sqrt_half = 0x3f3504f3, exponent = static_cast<std::int32_t>(0xff800000);
    const Ints offset = bits_of(x) - sqrt_half;
    const Floats m = bits_as_floats(bits_of(x) - (offset & exponent));
    const Floats s = (m - 1.0F) / (m + 1.0F), z = s * s;
    const Floats tail = (((z * (1.0F / 9) + 1.0F / 7) * z + 1.0F / 5) * z + 1.0F / 3) * z;
    return as_floats(offset >> 23) * 0x1.62e43p-1F + (2.0F * s + 2.0F * s * tail);
}

/// The uniforms in (0, 1] that words of 32 bits stand for, u = (floor(w / 2) + 1/2) 2^-31, rounded.
COMITY_INLINE Floats uniforms_of_words(Ints words) { return (as_floats((words >> 1) & 0x7fffffff) + 0.5F) * 0x1p-31F; }

/// Standard logistics of such uniforms, ln((1 - u) / u), as precise in both tails: absolute error below 2e-6, times u (1 - u) below
/// 1e-7.
///
/// Of the two parts in proportion, ma 2^ka and mb 2^kb with ma, mb in [1, 2): ln(mb / ma) = 2 artanh((mb - ma) / (mb + ma)), to degree 11.
COMITY_INLINE Floats logistics_of_words(Ints words)
{
    constexpr std::int32_t fraction = 0x007fffff, one = 0x3f800000;
    const Ints half = (words >> 1) & 0x7fffffff;
    const Ints a = bits_of(as_floats(half) + 0.5F), b = bits_of(as_floats(0x7fffffff - half) + 0.5F);
    const Floats ma = bits_as_floats((a & fraction) | one), mb = bits_as_floats((b & fraction) | one);
    const Floats s = (mb - ma) / (mb + ma), z = s * s;
    const Floats series = ((((z * (1.0F / 11) + 1.0F / 9) * z + 1.0F / 7) * z + 1.0F / 5) * z + 1.0F / 3) * z + 1.0F;
    return as_floats((b >> 23) - (a >> 23)) * 0x1.62e43p-1F + 2.0F * s * series;
}

COMITY_INLINE Floats sqrt_each(Floats x)
{
#if defined(__AVX512F__)
    return _mm256_sqrt_ps(x);
#elif defined(__AVX2__)
    return _mm_sqrt_ps(x);
#else
    for (std::size_t l = 0; l < width; ++l) x[l] = __builtin_sqrtf(x[l]);
    return x;
#endif
}

/// A polynomial, highest power first, by Horner's rule.
template <std::size_t n>
COMITY_INLINE Floats polynomial(const float (&c)[n], Floats x)
{
    Floats p = Floats{} + c[0];
    for (std::size_t k = 1; k < n; ++k) p = c[k] + p * x;
    return p;
}

/// Standard normals of such uniforms, Phi^-1(1 - u), as precise in both tails: error of the chance below 1e-7, and below 1e-5 of the smaller
/// of u and 1 - u where that is above 3e-8.
///
/// Source: Giles (2012), GPU Computing Gems, Jade Edition, 109-116: sqrt 2 times the inverse error function at x = 1 - 2 u.
COMITY_INLINE Floats normals_of_words(Ints words)
{
    constexpr float middle[] = {2.81022636e-08F,  3.43273939e-07F,   -3.5233877e-06F,   -4.39150654e-06F, 0.00021858087F,
                                -0.00125372503F, -0.00417768164F, 0.246640727F, 1.50140941F};
    constexpr float tails[] = {-0.000200214257F, 0.000100950558F, 0.00134934322F, -0.00367342844F, 0.00573950773F,
                               -0.0076224613F,  0.00943887047F,  1.00167406F,    2.83297682F};
    const Ints half = (words >> 1) & 0x7fffffff;
    const Floats x = as_floats((words & ~1) ^ 0x7fffffff) * 0x1p-31F;
    const Floats a = (as_floats(half) + 0.5F) * 0x1p-30F, b = (as_floats(0x7fffffff - half) + 0.5F) * 0x1p-30F;
    const Floats w = -log_each(a * b);  // -ln(1 - x^2)
    const Floats p = w < 5.0F ? polynomial(middle, w - 2.5F) : polynomial(tails, sqrt_each(w) - 3.0F);
    return 0x1.6a09e6p0F * p * x;
}

/// P(Z <= z) of a standard normal Z: absolute error below 1e-14.
COMITY_INLINE Reals normal_cdf_each(Reals z)
{
    const Reals s = clipped(z < 0.0 ? -z : z, 0, 37);
    const Reals tail = normal_tail(s, exp_each(-s * s / 2.0));
    return z > 0.0 ? 1.0 - tail : tail;
}

/// Sine and cosine in single precision: absolute error below 2e-7.
struct Circle {
    Floats sine, cosine;
};
/// At the turn w 2^-32 - 1/8 that words stand for: the first two bits tell the quarter, Taylor polynomials do the rest within an eighth of a
/// turn either way.
COMITY_INLINE Circle circle(Ints words)
{
    constexpr float quarter_turn = 0x1.921fb6p0F;
    constexpr std::int32_t sign = static_cast<std::int32_t>(0x80000000);
    const Floats x = (as_floats(words & 0x3fffffff) * 0x1p-30F - 0.5F) * quarter_turn, s = x * x;
    const Floats sine = x + x * s * (((s * (1.0F / 362880) - 1.0F / 5040) * s + 1.0F / 120) * s - 1.0F / 6);
    const Floats cosine = 1.0F + s * (((s * (1.0F / 40320) - 1.0F / 720) * s + 1.0F / 24) * s - 0.5F);
    const Ints odd = (words << 1) >> 31;  // -1 in the second and fourth quarter
    const Ints swapped_cosine = (bits_of(sine) & odd) | (bits_of(cosine) & ~odd), swapped_sine = (bits_of(cosine) & odd) | (bits_of(sine) & ~odd);
    return {bits_as_floats(swapped_sine ^ (words & sign)), bits_as_floats(swapped_cosine ^ ((words ^ (words << 1)) & sign))};
}

/// A number below 2^52 as a double, exactly: its bits become the fraction of a number in [2^52, 2^53).
COMITY_INLINE Reals as_reals(Words a) { return reinterpret_cast<Reals>(a | 0x4330000000000000ULL) - 0x1p52; }

}  // namespace
}  // namespace comity::sim
