// Bodies of sim/kernels.hpp, compiled once a variant: COMITY_VARIANT is the namespace. Whatever is included here must be internal to the file
// (no inline function with a body of its own), or code for AVX2 could be linked into the baseline.

#include <cstddef>
#include <cstdint>

#include "sim/kernels.hpp"
#include "sim/lanes.hpp"
#include "sim/philox_lanes.hpp"

namespace comity::sim::COMITY_VARIANT {
namespace {

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

void finish_words(std::size_t n, const PhiloxState& state, const BlockWords& out)
{
    std::uint32_t* const to = out.first;
    finish(n, state, [&](std::size_t at, const Words(&w)[4]) {
        for (std::size_t k = 0; k < 4; ++k) store(to + k * n + at, low_halves(w[k]));
    });
}

void finish_pairs(std::size_t n, const PhiloxState& state, const UniformPairs& out)
{
    finish(n, state, [&](std::size_t at, const Words(&w)[4]) {
        store(out.first + at, uniforms_of(w[0], w[1]));
        store(out.second + at, uniforms_of(w[2], w[3]));
    });
}

void finish_normals(std::size_t n, const PhiloxState& state, const BlockNormals& out)
{
    float* const to = out.first;
    finish(n, state, [&](std::size_t at, const Words(&w)[4]) {
        for (std::size_t pair = 0; pair < 4; pair += 2) {
            const Floats radius = sqrt_each(-2.0F * log_each(uniforms_of_words(low_halves(w[pair]))));
            const Circle turn = circle(low_halves(w[pair + 1]));
            store(to + pair * n + at, radius * turn.cosine);
            store(to + (pair + 1) * n + at, radius * turn.sine);
        }
    });
}

/// Appends the places i, i + 1, ... of the lanes that are marked. Writes a whole register, so that nothing branches on chance.
COMITY_INLINE std::size_t append_marked(std::int32_t* list, std::size_t count, std::size_t i, Marks marked)
{
#if defined(__AVX512F__)
    const __mmask8 mask = _mm512_movepi64_mask(reinterpret_cast<__m512i>(marked));
    const __m256i place = _mm256_add_epi32(_mm256_set1_epi32(static_cast<int>(i)), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(list + count), _mm256_maskz_compress_epi32(mask, place));
    return count + static_cast<std::size_t>(__builtin_popcount(mask));
#else
    for (std::size_t l = 0; l < width; ++l) {
        list[count] = static_cast<std::int32_t>(i + l);
        count += static_cast<std::size_t>(-marked[l]);
    }
    return count;
#endif
}

void choose(std::size_t n, const PhiloxState& state, std::uint64_t mark, ChosenLists& chosen)
{
    std::size_t count[4] = {};
    std::int32_t* const list[4] = {chosen.place[0], chosen.place[1], chosen.place[2], chosen.place[3]};
    finish(n, state, [&](std::size_t at, const Words(&w)[4]) {
        for (std::size_t k = 0; k < 4; ++k)
            count[k] = append_marked(list[k], count[k], at, reinterpret_cast<Marks>(w[k] & low_half) < static_cast<std::int64_t>(mark));
    });
    for (int k = 0; k < 4; ++k) chosen.count[k] = count[k];
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

}  // namespace

extern const Kernels table;
const Kernels table{begin_blocks, finish_words, finish_pairs, finish_normals, choose, exp_of, logistic_of, log_of};

}  // namespace comity::sim::COMITY_VARIANT
