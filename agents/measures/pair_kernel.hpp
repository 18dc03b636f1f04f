#pragma once
// How much one country's votes agree with those of all others, in a loop compiled once a variant like sim/kernels.hpp.

#include <cstddef>
#include <cstdint>

#include "sim/kernels.hpp"

namespace comity::agents {

/// Rows of countries are padded to a multiple of this many bytes.
constexpr std::size_t pair_step = 32;
constexpr std::size_t padded_pairs(std::size_t n) { return (n + pair_step - 1) / pair_step * pair_step; }

/// A draft on which the country at hand voted: whether every other did (1 or 0), and how far it is from that vote (0, 1 or 2; 0 if absent).
struct ComparedDraft {
    const std::uint8_t* present;
    const std::uint8_t* distance;
};

struct PairKernel {
    /// 1 - distances / (2 common drafts) with each of n others, -1 where no draft is common; n is a multiple of pair_step.
    void (*agreement)(std::size_t n, const ComparedDraft* drafts, std::size_t num_drafts, float* result);
    /// How many of n numbers have bits that are, as a signed integer, at most these.
    std::size_t (*count_up_to)(std::size_t n, const float* values, std::int32_t bits);
};

const PairKernel& pair_kernel(sim::Instructions which);
const PairKernel& pair_kernel();

}  // namespace comity::agents
