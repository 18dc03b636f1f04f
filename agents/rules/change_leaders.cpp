#include "agents/rules/change_leaders.hpp"

#include <algorithm>
#include <cstdint>

#include "agents/world.hpp"
#include "sim/distributions.hpp"

namespace comity::agents {
namespace {

constexpr double rounds_a_year = 4;

/// Changes that no event lists, the same whichever of the two countries is named first.
int unlisted_changes(const Partnership& pair, const Setting& setting, double rate, const sim::Draws& draws)
{
    if (rate == 0) return 0;
    const auto [low, high] = std::minmax(setting.agent[static_cast<std::size_t>(pair.first.index)],
                                         setting.agent[static_cast<std::size_t>(pair.second.index)]);
    const auto folded = static_cast<std::uint32_t>(high ^ (high >> 32));
    return sim::poisson_quantile(rate / rounds_a_year, draws.uniform(Purpose::leader_change, low, folded));
}

}  // namespace

std::vector<Partnership> change_leaders(const World& now, const Setting& setting, const LeadershipParams& params, const sim::Draws& draws)
{
    std::vector<Partnership> next = now.partnerships;
    for (Partnership& pair : next) {
        const int changes = pair.leader_changes + unlisted_changes(pair, setting, params.rate, draws);
        for (int change = 0; change < changes; ++change) pair.strength *= 1 - params.loss;
    }
    return next;
}

}  // namespace comity::agents
