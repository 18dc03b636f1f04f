// Bodies of sim/kernels.hpp, compiled once a variant: COMITY_VARIANT is the namespace. Whatever is included here must be internal to the file
// (no inline function with a body of its own), or code for AVX2 could be linked into the baseline.

#include <cstddef>
#include <cstdint>

#include "sim/kernels.hpp"
#include "sim/lanes.hpp"

namespace comity::sim::COMITY_VARIANT {
namespace {

constexpr std::uint64_t low_half = 0xffffffff;

COMITY_INLINE Words word(const PhiloxState& state, int k, std::size_t i)
{
    const Words number = Words{} + state.number[k];
    return state.column[k] ? load<Words>(state.column[k] + i) ^ number : number;
}

// Philox in the low halves of 64-bit lanes; what gathers in the high halves is never multiplied, and is cut off at the end. Registers go
// two by two where two fill a step of the batch, since each product waits for the one before.
template <int rounds>
COMITY_INLINE void finish(std::size_t n, const PhiloxState& state, const BlockArrays& out)
{
    constexpr std::uint64_t multiplier0 = 0xD2511F53, multiplier1 = 0xCD9E8D57;
    constexpr std::uint32_t step0 = 0x9E3779B9, step1 = 0xBB67AE85;
    constexpr std::size_t together = width < batch_step ? 2 : 1;
    for (std::size_t i = 0; i < n; i += together * width) {
        Words c[together][4];
        for (std::size_t v = 0; v < together; ++v)
            for (int k = 0; k < 4; ++k) c[v][k] = word(state, k, i + v * width);
        std::uint32_t k0 = state.key[0], k1 = state.key[1];
#pragma GCC unroll 10
        for (int r = 0; r < rounds; ++r) {
            for (auto& w : c) {
                const Words p0 = product_of_halves(w[0], multiplier0), p1 = product_of_halves(w[2], multiplier1);
                w[0] = (p1 >> 32) ^ w[1] ^ std::uint64_t{k0};
                w[1] = p1;
                w[2] = (p0 >> 32) ^ w[3] ^ std::uint64_t{k1};
                w[3] = p0;
            }
            k0 += step0;
            k1 += step1;
        }
        for (std::size_t v = 0; v < together; ++v) {
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

void exp_of(std::size_t n, const double* x, double* result)
{
    for (std::size_t i = 0; i < n; i += width) store(result + i, exp_each(load<Reals>(x + i)));
}

}  // namespace

extern const Kernels table;
const Kernels table{finish_blocks, exp_of};

}  // namespace comity::sim::COMITY_VARIANT
