#pragma once
// The one door to Random123's Philox4x32-10: one block of 128 bits from (counter, key).

#include <array>
#include <cstdint>

#include <Random123/philox.h>

namespace comity::sim {

using Block = std::array<std::uint32_t, 4>;

/// Philox4x32-10 of a counter under a key.
///
/// Source: Salmon, Moraes, Dror & Shaw (2011), SC'11, Parallel random numbers: as easy as 1, 2, 3.
inline Block philox(const Block& counter, const std::array<std::uint32_t, 2>& key)
{
    const r123::Philox4x32::ctr_type in{{counter[0], counter[1], counter[2], counter[3]}};
    const auto out = r123::Philox4x32{}(in, {{key[0], key[1]}});
    return {out[0], out[1], out[2], out[3]};
}

}  // namespace comity::sim
