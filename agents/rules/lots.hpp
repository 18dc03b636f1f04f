#pragma once
// What a word drawn for a voter decides (rule 4.6), see Lots.

#include <cstdint>

#include "agents/rules/vote_kernel.hpp"
#include "agents/rules/voting_noise.hpp"
#include "sim/block_batch.hpp"
#include "sim/distributions.hpp"
#include "sim/elementary.hpp"

namespace comity::agents {

/// The noise of a vote, F^-1(1 - u) with u = (floor(w / 2) + 1/2) 2^-31: one uniform, whatever the law.
inline double noise_of_vote(VotingNoise law, std::uint32_t word)
{
    const double u = (static_cast<double>(word / 2) + 0.5) * 0x1p-31;
    return law == VotingNoise::probit ? -probit_scale * sim::normal_quantile(u) : sim::log((1 - u) / u);
}

constexpr std::int32_t certain_fate = std::int32_t{1} << fate_bits;
/// A voter's fate, in [0, certain_fate).
constexpr std::int32_t fate_of(std::uint32_t word) { return static_cast<std::int32_t>(word >> (32 - fate_bits)); }
/// The mark below which fate falls with this chance, to the nearest 2^-30 from above.
inline std::int32_t fate_mark(double chance)
{
    constexpr std::uint64_t words_of_a_fate = std::uint64_t{1} << (32 - fate_bits);
    return static_cast<std::int32_t>((sim::mark_of(chance) + words_of_a_fate - 1) / words_of_a_fate);
}

}  // namespace comity::agents
