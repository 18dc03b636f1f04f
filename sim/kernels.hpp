#pragma once
// Loops over plain arrays that are compiled twice, for any x86-64 and for AVX2, and picked once at the start. Both give the same bits:
// they use + - * / and bit operations only, without contraction, and fixed orders of summation.

#include <cstddef>
#include <cstdint>

namespace comity::sim {

/// Which variant of the loops is meant.
enum class Instructions { baseline, avx2 };

/// Whether this build and this processor can run a variant.
bool runs(Instructions which);
/// The best variant that runs here.
Instructions best_instructions();

/// Arrays of a batch are padded to a multiple of this many elements, so that no loop has a tail.
constexpr std::size_t batch_step = 8;
constexpr std::size_t padded(std::size_t n) { return (n + batch_step - 1) / batch_step * batch_step; }

/// Where the blocks of a batch go, [padded n].
struct BlockArrays {
    double* uniform;  ///< words 0 and 1 as a uniform in [0, 1) of 53 bits
    double* word2;    ///< in [0, 2^32)
    double* word3;
};

/// State of a batch of Philox4x32-10 blocks before some round: each word is a column xor a number; a null column is 0.
struct PhiloxState {
    const std::uint64_t* column[4];  ///< low 32 bits count
    std::uint32_t number[4];
    std::uint32_t key[2];  ///< of that round
    int rounds;            ///< still to go: 7, or all 10
};

/// The engine's loops; n is a multiple of batch_step.
struct Kernels {
    void (*finish_blocks)(std::size_t n, const PhiloxState& state, const BlockArrays& out);
    void (*exp)(std::size_t n, const double* x, double* result);  ///< sim::exp of each element
};

/// The loops of a variant; expects that it runs here.
const Kernels& kernels(Instructions which);
const Kernels& kernels();

}  // namespace comity::sim
