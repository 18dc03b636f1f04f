#pragma once
// Chance as a function of where it is used: no stream, no position, so no order of execution can matter.

#include <cstdint>
#include <string_view>

#include "sim/philox.hpp"

namespace comity::sim {

/// The lasting code of an agent in the draws, 40 bits: up to five bytes of its name as they stand, longer names hashed (FNV-1a, finished
/// as in SplitMix64).
///
/// A country keeps its luck when others are added, dropped or moved. 0 is the world itself.
std::uint64_t agent_code(std::string_view name);

/// A block's first 64 bits as a uniform in [0, 1) of 53 bits.
inline double uniform_of(std::uint32_t high, std::uint32_t low)
{
    return static_cast<double>(((std::uint64_t{high} << 32) | low) >> 11) * 0x1p-53;
}

/// All draws of one round of one replicate.
///
/// The key is the seed; the counter is (replicate, agent, purpose and round, index): words 0: replicate; 1: low 32 bits of the agent's code;
/// 2: its high 8 bits, the purpose (8 bits), the round (16 bits); 3: index. `purpose` is an enumeration of the model; its numbers are part
/// of the results: append, never renumber.
class Draws {
public:
    Draws(std::uint64_t seed, std::uint32_t replicate, int round)
        : key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)},
          replicate_(replicate),
          round_(static_cast<std::uint32_t>(round) & 0xffffu)
    {
    }

    template <class Purpose>
    Block block(Purpose purpose, std::uint64_t agent, std::uint32_t index) const
    {
        return philox(counter(purpose, agent, index), key_);
    }
    /// Uniform in [0, 1), 53 bits.
    template <class Purpose>
    double uniform(Purpose purpose, std::uint64_t agent, std::uint32_t index = 0) const
    {
        const Block b = block(purpose, agent, index);
        return uniform_of(b[0], b[1]);
    }

    template <class Purpose>
    Block counter(Purpose purpose, std::uint64_t agent, std::uint32_t index) const
    {
        return {replicate_, static_cast<std::uint32_t>(agent),
                (static_cast<std::uint32_t>(agent >> 32) << 24) | (static_cast<std::uint32_t>(purpose) << 16) | round_, index};
    }
    const std::array<std::uint32_t, 2>& key() const { return key_; }

private:
    std::array<std::uint32_t, 2> key_;
    std::uint32_t replicate_;
    std::uint32_t round_;
};

}  // namespace comity::sim
