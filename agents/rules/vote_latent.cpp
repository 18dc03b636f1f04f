#include "agents/rules/vote_latent.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "agents/influence.hpp"
#include "agents/rules/cast_votes.hpp"
#include "agents/world.hpp"
#include "sim/contracts.hpp"

namespace comity::agents {
namespace {

/// Share of a patron's tie that reaches its partner at pi = 1 (MODEL.md section 2).
constexpr double partner_share = 0.3;

/// Mean affinity of the members of a leader, weighted by presence; plain where none is present anywhere.
double leader_affinity(const World& now, const std::vector<CountryId>& members, const Eigen::ArrayXd& affinity)
{
    double weighted = 0, total = 0, plain = 0;
    for (const CountryId j : members) {
        const double weight = now.presence.overall(j.index);
        weighted += weight * affinity(j.index);
        total += weight;
        plain += affinity(j.index);
    }
    if (total > 0) return weighted / total;
    return members.empty() ? 0 : plain / static_cast<double>(members.size());
}

/// effect L_ig of leader g in a forum on some rows. As a rule all its members engage alike; those that engage less than the others take away
/// from what they weigh together. `first`: the column of its first member; `of(column)`: the rows of a column [country].
void lay_leverage(const World& now, LeaderId leader, Eigen::Index first, ForumId forum, double effect, auto&& of,
                  Eigen::Map<Eigen::ArrayXd> result)
{
    const std::vector<CountryId>& members = now.coalitions.members(leader);
    double most = 0;
    for (const CountryId j : members) most = std::max(most, now.engagement(j.index, forum.index));
    result = effect * most * of(now.joint_leverage.col(leader.index));
    for (std::size_t k = 0; k < members.size(); ++k)
        if (const double less = most - now.engagement(members[k].index, forum.index); less > 0)
            result -= effect * less * of(now.leverage.col(first + static_cast<Eigen::Index>(k)));
}

/// Adds the places among `countries` of those that a leader speaks for.
void add_own(const Coalitions& coalitions, LeaderId leader, std::span<const int> countries, bool everyone, std::pmr::vector<std::int32_t>& places)
{
    if (everyone) {
        for (const CountryId i : coalitions.members(leader)) places.push_back(i.index);
        return;
    }
    for (std::size_t r = 0; r < countries.size(); ++r)
        if (coalitions.leader_of({countries[r]}) == leader) places.push_back(static_cast<std::int32_t>(r));
}

}  // namespace

LeaderPull leader_pull(const World& now, const Setting& setting, ForumId forum, const VotingParams& params, std::span<const int> countries,
                       std::size_t height, std::pmr::memory_resource* room)
{
    LeaderPull pull(height, setting.leaders.size(), room);
    const bool everyone = std::ssize(countries) == setting.num_countries();
    pull.led.reserve(now.led.size());
    Eigen::Index column = 0;  // of a leader's first member: their columns stand side by side
    for (std::size_t g = 0; g < setting.leaders.size(); ++g) {
        double* leverage = pull.leverage(g);
        const auto lay = [&](auto&& of) {
            lay_leverage(now, {static_cast<int>(g)}, column, forum, params.leverage, of, {leverage, std::ssize(countries)});
        };
        if (everyone)
            lay([](const auto& column_of) { return column_of; });
        else
            lay([&](const auto& column_of) { return column_of(countries); });
        std::fill(leverage + countries.size(), leverage + height, 0.0);
        column += std::ssize(now.coalitions.members({static_cast<int>(g)}));
    }
    for (std::size_t r = 0; r < countries.size(); ++r) pull.weakness[r] = 1 - setting.strength(countries[r]);
    std::fill(pull.weakness.begin() + std::ssize(countries), pull.weakness.end(), 0.0);
    for (std::size_t g = 0; g < setting.leaders.size(); ++g) {
        add_own(now.coalitions, {static_cast<int>(g)}, countries, everyone, pull.led);
        pull.led_from.push_back(pull.led.size());
        for (const std::int32_t r : pull.own(g)) pull.leverage(g)[r] = 0;
    }
    return pull;
}

LeaderPull leader_pull(const World& now, const Setting& setting, ForumId forum, const VotingParams& params, std::pmr::memory_resource* room)
{
    sim::Column<int> all(setting.code.size(), room);
    std::iota(all.begin(), all.end(), 0);
    return leader_pull(now, setting, forum, params, all, all.size(), room);
}

double bandwagon(const World& now, LeaderId leader, ArenaId arena, const VotingParams& params)
{
    return params.bandwagon * (2 * now.success(leader.index, arena.index) - 1);
}

void affinities(const World& now, const Setting& setting, const Influence& influence, CountryId target, Eigen::ArrayXd& affinity)
{
    if (!target.exists()) {
        affinity.setZero(setting.num_countries());
        return;
    }
    influence.closeness_to(target.index, affinity);
    const auto raise = [&](int country, double tie) { affinity(country) = std::max(affinity(country), tie); };
    for (const int patron : setting.clients.tied()) raise(patron, setting.clients.weight(patron, target.index));
    for (const Partnership& dyad : now.partnerships) {
        raise(dyad.first.index, partner_share * dyad.strength * setting.clients.weight(dyad.second.index, target.index));
        raise(dyad.second.index, partner_share * dyad.strength * setting.clients.weight(dyad.first.index, target.index));
    }
    affinity(target.index) = 1;
}

void incline_leaders(const World& now, const Setting& setting, const Influence& influence, Draft& draft, const VotingParams& params)
{
    sim::expects(setting.num_leaders() <= max_leaders, "no more leaders than a draft has lines for");
    Eigen::ArrayXd affinity;
    if (draft.target.exists()) affinities(now, setting, influence, draft.target, affinity);
    for (int g = 0; g < setting.num_leaders(); ++g) {
        const auto slot = static_cast<std::size_t>(g);
        draft.inclination[slot] = draft.slope * (now.leader_position(g, draft.arena.index) - draft.cut) + draft.consent;
        if (draft.target.exists()) draft.inclination[slot] -= params.target_protection * leader_affinity(now, now.coalitions.members({g}), affinity);
    }
}

void announce_lines(const World& now, const Setting& setting, const Influence& influence, Draft& draft, const VotingParams& params)
{
    incline_leaders(now, setting, influence, draft, params);
    for (std::size_t g = 0; g < setting.leaders.size(); ++g) {
        draft.line[g] = 0;
        if (now.coalitions.members({static_cast<int>(g)}).empty()) continue;  // nobody speaks for it
        const double inclination = draft.inclination[g];
        const bool own = draft.leader.index == static_cast<int>(g);
        if (own || std::abs(inclination) > draft.half_band) draft.line[g] = own || inclination > 0 ? 1 : -1;
    }
}

void latent(const World& now, const Setting& setting, const Influence& influence, const Draft& draft, const LeaderPull& pull,
            const VotingParams& params, Eigen::ArrayXd& z)
{
    z = now.position.col(draft.arena.index);
    if (draft.norm.exists()) z += setting.norm_offset.col(draft.norm.index);
    z = draft.slope * (z - draft.cut) + draft.consent;
    for (int g = 0; g < setting.num_leaders(); ++g) {
        const auto leader = static_cast<std::size_t>(g);
        const int line = draft.line[leader];
        if (line == 0) continue;
        const double drawn = line * bandwagon(now, {g}, draft.arena, params);
        const Eigen::Map<const Eigen::ArrayXd> leverage(pull.leverage(leader), z.size()), weakness(pull.weakness.data(), z.size());
        z += line * draft.stakes * leverage + drawn * weakness;
        for (const std::int32_t own : pull.own(leader)) z(own) -= drawn * weakness(own);
    }
    if (!draft.target.exists()) return;
    Eigen::ArrayXd affinity;
    affinities(now, setting, influence, draft.target, affinity);
    z -= params.target_protection * affinity;
}

}  // namespace comity::agents
