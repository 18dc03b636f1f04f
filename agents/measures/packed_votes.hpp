#pragma once
// The votes of several rounds as bits, so that two countries are compared on 64 drafts at once.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "agents/measures/pair_kernel.hpp"
#include "agents/vote_history.hpp"

namespace comity::agents {

/// How much countries agree: S_ij = mean(1 - |v_i - v_j| / 2) over the drafts on which both voted.
class PackedVotes {
public:
    explicit PackedVotes(const VoteHistory& votes);
    /// S of i with each of these, in their order; negative where no vote was common.
    void agreement(int i, std::span<const std::int32_t> others, float* result, const PairKernel& kernel = pair_kernel()) const;

private:
    std::size_t words_;            // a country
    std::vector<VoteWord> votes_;  // [country][word]
};

}  // namespace comity::agents
