// Bodies of sim/kernels.hpp, compiled once a variant: COMITY_VARIANT is the namespace. Whatever is included here must be internal to the file
// (no inline function with a body of its own), or code for AVX2 could be linked into the baseline.

#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include "sim/elementary.hpp"
#include "sim/kernels.hpp"

namespace comity::sim::COMITY_VARIANT {
namespace {

#if defined(__AVX2__)
constexpr std::size_t width = 4;
#else
constexpr std::size_t width = 2;
#endif
using Words [[gnu::vector_size(width * 8)]] = std::uint64_t;
using Reals [[gnu::vector_size(width * 8)]] = double;
constexpr std::uint64_t low_half = 0xffffffff;

COMITY_INLINE Words load(const std::uint64_t* from)
{
    Words made;
    __builtin_memcpy(&made, from, sizeof made);
    return made;
}

template <class Vector, class Element>
COMITY_INLINE void store(Element* to, Vector value)
{
    __builtin_memcpy(to, &value, sizeof value);
}

/// Products of the low halves.
COMITY_INLINE Words product(Words a, std::uint64_t b)
{
#if defined(__AVX2__)
    return reinterpret_cast<Words>(_mm256_mul_epu32(reinterpret_cast<__m256i>(a), _mm256_set1_epi64x(static_cast<long long>(b))));
#elif defined(__SSE2__)
    return reinterpret_cast<Words>(_mm_mul_epu32(reinterpret_cast<__m128i>(a), _mm_set1_epi64x(static_cast<long long>(b))));
#else
    return (a & low_half) * b;
#endif
}

/// A number below 2^52 as a double, exactly: its bits become the fraction of a number in [2^52, 2^53).
COMITY_INLINE Reals as_reals(Words a) { return reinterpret_cast<Reals>(a | 0x4330000000000000ULL) - 0x1p52; }

COMITY_INLINE Words word(const PhiloxState& state, int k, std::size_t i)
{
    const Words number = Words{} + state.number[k];
    return state.column[k] ? load(state.column[k] + i) ^ number : number;
}

// Philox in the low halves of 64-bit lanes; what gathers in the high halves is never multiplied, and is cut off at the end. Two vectors go
// side by side, since each product waits for the one before.
template <int rounds>
COMITY_INLINE void finish(std::size_t n, const PhiloxState& state, const BlockArrays& out)
{
    constexpr std::uint64_t multiplier0 = 0xD2511F53, multiplier1 = 0xCD9E8D57;
    constexpr std::uint32_t step0 = 0x9E3779B9, step1 = 0xBB67AE85;
    for (std::size_t i = 0; i < n; i += 2 * width) {
        Words c[2][4];
        for (std::size_t v = 0; v < 2; ++v)
            for (int k = 0; k < 4; ++k) c[v][k] = word(state, k, i + v * width);
        std::uint32_t k0 = state.key[0], k1 = state.key[1];
#pragma GCC unroll 10
        for (int r = 0; r < rounds; ++r) {
            for (auto& w : c) {
                const Words p0 = product(w[0], multiplier0), p1 = product(w[2], multiplier1);
                w[0] = (p1 >> 32) ^ w[1] ^ std::uint64_t{k0};
                w[1] = p1;
                w[2] = (p0 >> 32) ^ w[3] ^ std::uint64_t{k1};
                w[3] = p0;
            }
            k0 += step0;
            k1 += step1;
        }
        for (std::size_t v = 0; v < 2; ++v) {
            const std::size_t at = i + v * width;
            // Both parts and their sum are exact: 32 and 21 bits of the 53.
            store(out.uniform + at, as_reals(c[v][0] & low_half) * 0x1p-32 + as_reals((c[v][1] & low_half) >> 11) * 0x1p-53);
            store(out.word2 + at, as_reals(c[v][2] & low_half));
            store(out.word3 + at, as_reals(c[v][3] & low_half));
        }
    }
}

void finish_blocks(std::size_t n, const PhiloxState& state, const BlockArrays& out)
{
    if (state.rounds == 7) return finish<7>(n, state, out);
    finish<10>(n, state, out);
}

void exp_each(std::size_t n, const double* __restrict x, double* __restrict result)
{
    for (std::size_t i = 0; i < n; ++i) result[i] = exp(x[i]);
}

}  // namespace

extern const Kernels table;
const Kernels table{finish_blocks, exp_each};

}  // namespace comity::sim::COMITY_VARIANT
