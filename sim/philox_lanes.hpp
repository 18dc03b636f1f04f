#pragma once
// Philox for a register of blocks at once, for the bodies of kernels alone: see sim/lanes.hpp.

#include <cstddef>
#include <cstdint>

#include "sim/kernels.hpp"
#include "sim/lanes.hpp"

namespace comity::sim {
namespace {

constexpr std::uint64_t low_half = 0xffffffff;
constexpr std::uint64_t multiplier0 = 0xD2511F53, multiplier1 = 0xCD9E8D57;

/// Which words of a state have a column, see PhiloxState.
constexpr bool has_column(int rounds, int k) { return rounds == 7 ? k < 3 : k == 1 || k == 2; }

/// The last rounds of Philox, in the low halves of 64-bit lanes; what gathers in the high halves is never multiplied, and is to be cut off.
///
/// Registers go two by two where two fill a step of the batch, since each product waits for the one before. The words go to
/// `out(place, words)`.
template <int rounds, class Out>
COMITY_INLINE void finish_rounds(std::size_t n, const PhiloxState& state, Out&& out)
{
    constexpr std::uint32_t step0 = 0x9E3779B9, step1 = 0xBB67AE85;
    constexpr std::size_t together = width < batch_step ? 2 : 1;
    // Spread over registers before the loop: what it writes could be the state, for all that the compiler knows.
    Words key[rounds][2], number[4];
    for (std::uint32_t r = 0; r < rounds; ++r) {
        key[r][0] = Words{} + (state.key[0] + r * step0);
        key[r][1] = Words{} + (state.key[1] + r * step1);
    }
    const std::uint64_t* column[4];
    for (int k = 0; k < 4; ++k) {
        number[k] = Words{} + state.number[k];
        column[k] = state.column[k];
    }
    for (std::size_t i = 0; i < n; i += together * width) {
        Words c[together][4];
        for (std::size_t v = 0; v < together; ++v)
            for (int k = 0; k < 4; ++k)
                c[v][k] = has_column(rounds, k) ? load<Words>(column[k] + i + v * width) ^ number[k] : number[k];
#pragma GCC unroll 10
        for (int r = 0; r < rounds; ++r)
            for (auto& w : c) {
                const Words p0 = product_of_halves(w[0], multiplier0), p1 = product_of_halves(w[2], multiplier1);
                w[0] = (p1 >> 32) ^ w[1] ^ key[r][0];
                w[1] = p1;
                w[2] = (p0 >> 32) ^ w[3] ^ key[r][1];
                w[3] = p0;
            }
        for (std::size_t v = 0; v < together; ++v) out(i + v * width, c[v]);
    }
}

template <class Out>
COMITY_INLINE void finish(std::size_t n, const PhiloxState& state, Out&& out)
{
    if (state.rounds == 7) return finish_rounds<7>(n, state, out);
    finish_rounds<10>(n, state, out);
}

/// uniform_of; both parts and their sum are exact: 32 and 21 bits of the 53.
COMITY_INLINE Reals uniforms_of(Words high, Words low)
{
    return as_reals(high & low_half) * 0x1p-32 + as_reals((low & low_half) >> 11) * 0x1p-53;
}

}  // namespace
}  // namespace comity::sim
