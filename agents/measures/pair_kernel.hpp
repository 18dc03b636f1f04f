#pragma once
// How much one country's votes agree with those of others, in a loop compiled once a variant like sim/kernels.hpp.

#include <cstddef>
#include <cstdint>

#include "sim/kernels.hpp"

namespace comity::agents {

/// A country's votes on so many drafts, a bit each: which it voted on at all, with a yes, and with a no.
struct VoteWord {
    static constexpr std::size_t drafts = 64;
    std::uint64_t cast = 0, yes = 0, no = 0;
};

struct PairKernel {
    /// 1 - distances / (2 common drafts) between a country and each of n others, -1 where no draft is common; `all` has so many words a country.
    void (*agreement)(std::size_t words, const VoteWord* own, const VoteWord* all, std::size_t n, const std::int32_t* others, float* result);
    /// How many of n numbers have bits that are, as a signed integer, at most these.
    std::size_t (*count_up_to)(std::size_t n, const float* values, std::int32_t bits);
};

const PairKernel& pair_kernel(sim::Instructions which);
const PairKernel& pair_kernel();

}  // namespace comity::agents
