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
COMITY_INLINE void store_bytes(std::int8_t* to, Marks value)
{
#if defined(__AVX512F__)
    _mm_storel_epi64(reinterpret_cast<__m128i*>(to), _mm512_cvtepi64_epi8(reinterpret_cast<__m512i>(value)));
#elif defined(__AVX2__)
    const __m256i low_words = _mm256_permutevar8x32_epi32(reinterpret_cast<__m256i>(value), _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6));
    const __m128i bytes = _mm_shuffle_epi8(_mm256_castsi256_si128(low_words), _mm_set1_epi32(0x0c080400));
    const int four = _mm_cvtsi128_si32(bytes);
    __builtin_memcpy(to, &four, sizeof four);
#else
    for (std::size_t l = 0; l < width; ++l) to[l] = static_cast<std::int8_t>(value[l]);
#endif
}

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

/// A number below 2^52 as a double, exactly: its bits become the fraction of a number in [2^52, 2^53).
COMITY_INLINE Reals as_reals(Words a) { return reinterpret_cast<Reals>(a | 0x4330000000000000ULL) - 0x1p52; }

}  // namespace
}  // namespace comity::sim
