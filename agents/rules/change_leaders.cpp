#include "agents/rules/change_leaders.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "agents/world.hpp"
#include "sim/contracts.hpp"
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

/// What follows from who follows whom: whoever has no members left sanctions and presses nobody, and leverage is that of the members of the day.
void settle(World& world, const Setting& setting)
{
    const auto deserted = [&](LeaderId leader) { return leader.exists() && world.coalitions.members(leader).empty(); };
    std::erase_if(world.sanctions, [&](const Sanction& each) { return deserted(each.sender); });
    std::erase_if(world.coercion.standing, [&](const Coercion& each) { return deserted(each.leader); });
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
    std::erase_if(moving, [&](CountryId i) { return world.coalitions.leader_of(i) == leader; });
    if (moving.empty()) return;
    std::sort(moving.begin(), moving.end(), [&](CountryId a, CountryId b) { return code(a) < code(b); });  // whatever the order of rows
    for (const CountryId i : moving) {
        world.coalitions.move(i, leader);
        if (!leader.exists()) continue;
        std::erase_if(world.sanctions, [&](const Sanction& each) { return each.sender == leader && each.target == i; });
        std::erase_if(world.coercion.standing, [&](const Coercion& each) { return each.leader == leader && each.country == i; });
    }
    settle(world, setting);
}

void merge(World& world, const Setting& setting, LeaderId leader, LeaderId absorbed)
{
    sim::expects(leader != absorbed, "a merger is of two leaders");
    const std::vector<CountryId> members = world.coalitions.members(absorbed);
    if (members.empty()) return;
    const auto either = [&](LeaderId g) { return g == leader || g == absorbed; };
    // Between those who come together measures end. What the leader has against members of its own is as before.
    const auto ends = [&](LeaderId by, CountryId on) {
        const LeaderId follows = world.coalitions.leader_of(on);
        return either(by) && either(follows) && !(by == leader && follows == leader);
    };
    for (const Sanction& each : std::exchange(world.sanctions, {}))
        if (!ends(each.sender, each.target)) impose(world.sanctions, {each.sender == absorbed ? leader : each.sender, each.target, each.until});
    const std::vector<Coercion> pressures = std::exchange(world.coercion.standing, {});
    const auto own = [&](CountryId on) {
        return std::any_of(pressures.begin(), pressures.end(), [&](const Coercion& each) { return each.leader == leader && each.country == on; });
    };
    for (Coercion each : pressures) {
        if (ends(each.leader, each.country) || (each.leader == absorbed && own(each.country))) continue;
        if (each.leader == absorbed) each.leader = leader;
        world.coercion.standing.push_back(each);
    }
    for (const CountryId i : members) world.coalitions.move(i, leader);
    settle(world, setting);
}

}  // namespace comity::agents
