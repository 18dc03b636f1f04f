#include "agents/rules/change_leaders.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

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

/// What follows from who follows whom: nobody sanctions or presses its own, and leverage is that of the members of the day.
void settle(World& world, const Setting& setting)
{
    const auto own = [&](LeaderId leader, CountryId i) { return world.coalitions.leader_of(i) == leader; };
    std::erase_if(world.sanctions, [&](const Sanction& each) { return own(each.sender, each.target); });
    std::erase_if(world.coercion.standing, [&](const Coercion& each) { return own(each.leader, each.country); });
    set_leverage(world, setting);
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

void realign(World& world, const Setting& setting, const std::vector<CountryId>& countries, LeaderId leader)
{
    const auto code = [&](CountryId i) { return setting.agent[static_cast<std::size_t>(i.index)]; };
    std::vector<CountryId> moving = countries;
    std::sort(moving.begin(), moving.end(), [&](CountryId a, CountryId b) { return code(a) < code(b); });  // whatever the order of rows
    for (const CountryId i : moving) world.coalitions.move(i, leader);
    settle(world, setting);
}

void merge(World& world, const Setting& setting, LeaderId leader, LeaderId absorbed)
{
    for (const Sanction each : std::exchange(world.sanctions, {}))
        impose(world.sanctions, {each.sender == absorbed ? leader : each.sender, each.target, each.until});
    const std::vector<Coercion> pressures = std::exchange(world.coercion.standing, {});
    for (const LeaderId of : {absorbed, leader})  // the leader's own last: they take the place of the other's
        for (const Coercion& each : pressures)
            if (each.leader == of) press(world.coercion.standing, {leader, each.country, each.begun, each.force});
    for (const Coercion& each : pressures)
        if (each.leader != leader && each.leader != absorbed) world.coercion.standing.push_back(each);
    const std::vector<CountryId> members = world.coalitions.members(absorbed);
    for (const CountryId i : members) world.coalitions.move(i, leader);
    settle(world, setting);
}

}  // namespace comity::agents
