// Bodies of agents/measures/pair_kernel.hpp; see sim/lanes.hpp for what may be included.

#include <cstddef>
#include <cstdint>

#include "agents/measures/pair_kernel.hpp"
#include "sim/lanes.hpp"

namespace comity::agents::COMITY_VARIANT {
namespace {

using sim::load;
using sim::store;
constexpr std::size_t width = 8 * (sim::width < 4 ? sim::width : 4);  // bytes add in registers of 32 at most
using Bytes [[gnu::vector_size(width)]] = std::uint8_t;

// Distances are 0, 1 or 2, so that a byte holds the sum over this many drafts.
constexpr std::size_t drafts_in_a_byte = 127;

/// Sums over the drafts for one register of countries.
COMITY_INLINE void compare(const ComparedDraft* drafts, std::size_t num_drafts, std::size_t at, std::int32_t* apart_sum, std::int32_t* common_sum)
{
    for (std::size_t first = 0; first < num_drafts; first += drafts_in_a_byte) {
        const std::size_t last = num_drafts - first < drafts_in_a_byte ? num_drafts : first + drafts_in_a_byte;
        Bytes apart{}, common{};
        for (std::size_t k = first; k < last; ++k) {
            apart += load<Bytes>(drafts[k].distance + at);
            common += load<Bytes>(drafts[k].present + at);
        }
        std::uint8_t apart_byte[width], common_byte[width];
        store(apart_byte, apart);
        store(common_byte, common);
        for (std::size_t l = 0; l < width; ++l) {
            apart_sum[l] += apart_byte[l];
            common_sum[l] += common_byte[l];
        }
    }
}

void agreement(std::size_t n, const ComparedDraft* drafts, std::size_t num_drafts, float* result)
{
    for (std::size_t at = 0; at < n; at += width) {
        std::int32_t apart[width] = {}, common[width] = {};
        compare(drafts, num_drafts, at, apart, common);
        for (std::size_t l = 0; l < width; ++l) {
            const float drafts_in_common = static_cast<float>(2 * common[l]);
            const float share = 1 - static_cast<float>(apart[l]) / drafts_in_common;
            result[at + l] = drafts_in_common > 0 ? share : -1.0F;
        }
    }
}

std::size_t count_up_to(std::size_t n, const float* values, std::int32_t bits)
{
    constexpr std::size_t lanes = 2 * sim::width;
    using Ints [[gnu::vector_size(lanes * 4)]] = std::int32_t;
    Ints counts{};
    std::size_t i = 0, count = 0;
    for (; i + lanes <= n; i += lanes) counts -= load<Ints>(values + i) <= bits;
    for (std::size_t l = 0; l < lanes; ++l) count += static_cast<std::size_t>(counts[l]);
    for (; i < n; ++i) {
        std::int32_t own;
        __builtin_memcpy(&own, values + i, sizeof own);
        count += own <= bits;
    }
    return count;
}

}  // namespace

extern const PairKernel pairs;
const PairKernel pairs{agreement, count_up_to};

}  // namespace comity::agents::COMITY_VARIANT
