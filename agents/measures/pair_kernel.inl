// Bodies of agents/measures/pair_kernel.hpp; see sim/lanes.hpp for what may be included.

#include <cstddef>
#include <cstdint>

#include "agents/measures/pair_kernel.hpp"
#include "sim/lanes.hpp"

namespace comity::agents::COMITY_VARIANT {
namespace {

using sim::load;

void agreement(std::size_t words, const VoteWord* own, const VoteWord* all, std::size_t n, const std::int32_t* others, float* result)
{
    for (std::size_t k = 0; k < n; ++k) {
        const VoteWord* other = all + words * static_cast<std::size_t>(others[k]);
        int apart = 0, common = 0;
        for (std::size_t w = 0; w < words; ++w) {
            const std::uint64_t both = own[w].cast & other[w].cast;
            common += __builtin_popcountll(both);
            apart += __builtin_popcountll((own[w].yes ^ other[w].yes) & both);  // a yes and a no are apart twice
            apart += __builtin_popcountll((own[w].no ^ other[w].no) & both);
        }
        const float share = 1 - static_cast<float>(apart) / static_cast<float>(2 * common);
        result[k] = common > 0 ? share : -1.0F;
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
