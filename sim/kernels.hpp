#pragma once
// Loops over plain arrays that are compiled for any x86-64, for AVX2 and for AVX-512, and picked once at the start. All give the same bits:
// they use + - * / and bit operations only, without contraction, and fixed orders of summation.

#include <array>
#include <cstddef>
#include <cstdint>

namespace comity::sim {

/// Which variant of the loops is meant.
enum class Instructions { baseline, avx2, avx512 };
inline constexpr std::array all_instructions{Instructions::baseline, Instructions::avx2, Instructions::avx512};

/// Whether this build and this processor can run a variant.
bool runs(Instructions which);
/// The best variant that runs here.
Instructions best_instructions();

/// Arrays of a batch are padded to a multiple of this many elements, so that no loop has a tail.
constexpr std::size_t batch_step = 8;
constexpr std::size_t padded(std::size_t n) { return (n + batch_step - 1) / batch_step * batch_step; }

/// Where the blocks of a batch go, as two uniforms each, in [0, 1) of 53 bits, [padded n].
struct UniformPairs {
    double* first;   ///< of words 0 and 1
    double* second;  ///< of words 2 and 3
};

/// Where the blocks of a batch go, word by word, [4, padded n].
struct BlockWords {
    std::uint32_t* first;
};

/// Where the blocks of a batch go, as four standard normals each, [4, padded n].
struct BlockNormals {
    float* first;
};

/// Which agents of a batch are chosen by each of the four words of their blocks: places, ascending.
struct ChosenLists {
    std::int32_t* place[4];  ///< room for padded(n) + batch_step each
    std::size_t count[4];    ///< how many, set by the loop
};

/// State of a batch of Philox4x32-10 blocks before some round: each word is a number, xor its column where it has one.
struct PhiloxState {
    const std::uint64_t* column[4];  ///< low 32 bits count; words 0, 1, 2 have one with 7 rounds to go, words 1 and 2 with all 10
    std::uint32_t number[4];
    std::uint32_t key[2];  ///< of that round
    int rounds;            ///< still to go: 7, or all 10
};

/// The engine's loops; n is a multiple of batch_step.
struct Kernels {
    /// The first three rounds of Philox as far as they depend on the agent: in columns[0] the codes' low 32 bits, out columns[0] and
    /// columns[1] the product of round 3, columns[2] the low half of that of round 2. `before`: what enters words 0 of rounds 2 and 3.
    void (*begin_blocks)(std::size_t n, const std::uint32_t (&before)[2], std::uint64_t* const (&columns)[3]);
    void (*finish_words)(std::size_t n, const PhiloxState& state, const BlockWords& out);
    void (*finish_pairs)(std::size_t n, const PhiloxState& state, const UniformPairs& out);
    /// Of words 0 and 1, and of words 2 and 3: sqrt(-2 ln u) times cosine and sine of the turn v, u = (floor(w / 2) + 1/2) 2^-31, v = w 2^-32 - 1/8,
    /// in single precision: absolute error below 2e-6, |z| < 6.67.
    ///
    /// Source: Box & Muller (1958), Annals of Mathematical Statistics 29:610
    void (*finish_normals)(std::size_t n, const PhiloxState& state, const BlockNormals& out);
    /// The agents whose word lies below the mark, word by word; the padding may be among them at the end.
    void (*choose)(std::size_t n, const PhiloxState& state, std::uint64_t mark, ChosenLists& chosen);
    void (*exp)(std::size_t n, const double* x, double* result);  ///< sim::exp of each element
    void (*logistic)(std::size_t n, const double* z, double* result);  ///< sim::logistic of each element
    void (*log)(std::size_t n, const double* x, double* result);  ///< sim::log of each element
};

/// The loops of a variant; expects that it runs here.
const Kernels& kernels(Instructions which);
const Kernels& kernels();

}  // namespace comity::sim
