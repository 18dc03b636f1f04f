// Bodies of sim/kernels.hpp, compiled once a variant: COMITY_VARIANT is the namespace. Whatever is included here must be internal to the file
// (no inline function with a body of its own), or code for AVX2 could be linked into the baseline.

#include <cstddef>
#include <cstdint>

#include "sim/distributions.hpp"
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

constexpr std::uint64_t multiplier0 = 0xD2511F53, multiplier1 = 0xCD9E8D57;

void begin_blocks(std::size_t n, const std::uint32_t (&before)[2], std::uint64_t* const (&columns)[3])
{
    for (std::size_t i = 0; i < n; i += width) {
        const Words second = product_of_halves(load<Words>(columns[0] + i) ^ std::uint64_t{before[0]}, multiplier0);
        const Words third = product_of_halves((second >> 32) ^ std::uint64_t{before[1]}, multiplier1);
        store(columns[0] + i, third >> 32);
        store(columns[1] + i, third & low_half);
        store(columns[2] + i, second & low_half);
    }
}

// Philox in the low halves of 64-bit lanes; what gathers in the high halves is never multiplied, and is cut off at the end. Registers go
// two by two where two fill a step of the batch, since each product waits for the one before.
//
// The four words then go to `out(place, words)`.
template <int rounds, class Out>
COMITY_INLINE void finish(std::size_t n, const PhiloxState& state, Out&& out)
{
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
        for (std::size_t v = 0; v < together; ++v) out(i + v * width, c[v]);
    }
}

template <class Out>
COMITY_INLINE void finish(std::size_t n, const PhiloxState& state, Out&& out)
{
    if (state.rounds == 7) return finish<7>(n, state, out);
    finish<10>(n, state, out);
}

/// uniform_of; both parts and their sum are exact: 32 and 21 bits of the 53.
COMITY_INLINE Reals uniforms_of(Words high, Words low)
{
    return as_reals(high & low_half) * 0x1p-32 + as_reals((low & low_half) >> 11) * 0x1p-53;
}

void finish_blocks(std::size_t n, const PhiloxState& state, const BlockArrays& out)
{
    finish(n, state, [&](std::size_t at, const Words(&w)[4]) {
        store(out.uniform + at, uniforms_of(w[0], w[1]));
        store(out.word2 + at, as_reals(w[2] & low_half));
        store(out.word3 + at, as_reals(w[3] & low_half));
    });
}

void finish_pairs(std::size_t n, const PhiloxState& state, const UniformPairs& out)
{
    finish(n, state, [&](std::size_t at, const Words(&w)[4]) {
        store(out.first + at, uniforms_of(w[0], w[1]));
        store(out.second + at, uniforms_of(w[2], w[3]));
    });
}

void exp_of(std::size_t n, const double* x, double* result)
{
    for (std::size_t i = 0; i < n; i += width) store(result + i, exp_each(load<Reals>(x + i)));
}

void logistic_of(std::size_t n, const double* z, double* result)
{
    for (std::size_t i = 0; i < n; i += width) store(result + i, 1.0 / (1.0 + exp_each(-load<Reals>(z + i))));
}

void log_of(std::size_t n, const double* x, double* result)
{
    for (std::size_t i = 0; i < n; i += width) store(result + i, log_each(load<Reals>(x + i)));
}

/// The middle first; then the tails, 15 % of all, side by side in blocks of their own.
void normal_quantile_of(std::size_t n, const double* u, double* z)
{
    for (std::size_t i = 0; i < n; i += width) store(z + i, normal_quantile_middle(load<Reals>(u + i) - 0.5));
    constexpr std::size_t block = 64;
    std::size_t place[block + 1] = {}, found = 0;
    const auto flush = [&] {
        if (found == 0) return;
        double tail[block] = {}, size[block] = {};
        for (std::size_t k = 0; k < block; ++k) {
            const double at = u[place[k < found ? k : 0]];
            tail[k] = at < 0.5 ? at : 1 - at;
        }
        for (std::size_t k = 0; k < found; k += width) {
            const Reals r = sqrt_each(-log_each(clipped(load<Reals>(tail + k), least_normal_tail, 1)));
            store(size + k, normal_quantile_tail(r));
            store(tail + k, r);
        }
        for (std::size_t k = 0; k < found; ++k) {
            const double at = u[place[k]];
            z[place[k]] = tail[k] > normal_far ? normal_quantile(at) : at < 0.5 ? -size[k] : size[k];
        }
        found = 0;
    };
    for (std::size_t i = 0; i < n; ++i) {
        place[found] = i;
        found += is_middle(u[i] - 0.5) ? 0 : 1;
        if (found == block) flush();
    }
    flush();
}

}  // namespace

extern const Kernels table;
const Kernels table{begin_blocks, finish_blocks, finish_pairs, exp_of, logistic_of, log_of, normal_quantile_of};

}  // namespace comity::sim::COMITY_VARIANT
