#include "agents/rules/agenda/meeting.hpp"

#include <algorithm>

#include "agents/world.hpp"
#include "sim/distributions.hpp"
#include "sim/elementary.hpp"

namespace comity::agents {
namespace {

std::vector<double> perception_errors(const World& now, const Setting& setting, const AgendaParams& params,
                                      const sim::Draws& draws)
{
    std::vector<double> errors(setting.leaders.size(), 0.0);
    for (int g = 0; g < setting.num_leaders(); ++g) {
        double diplomacy = 0;
        for (const CountryId i : now.coalitions.members({g}))
            diplomacy = std::max(diplomacy, now.diplomacy(i.index));
        const double spread = params.perception_error * (1.5 - diplomacy);
        if (spread > 0)
            errors[static_cast<std::size_t>(g)] =
                spread * sim::normal_quantile(draws.uniform(Purpose::perception, agent_of(setting, {g})));
    }
    return errors;
}

}  // namespace

AgendaRound::AgendaRound(const World& world, const Setting& fixed, const Influence& weights, const AgendaParams& agenda,
                         const sim::Draws& chance)
    : now(world),
      setting(fixed),
      influence(weights),
      params(agenda),
      draws(chance),
      assembly(fixed.institutions.forum("UNGA")),
      scrutiny(fixed.institutions.norm("HR2")),
      errors(perception_errors(world, fixed, agenda, chance))
{
}

Meeting::Meeting(const AgendaRound& shared, ForumId where, std::pmr::memory_resource* room)
    : round(shared),
      forum(where),
      rules(shared.setting.institutions.forums[static_cast<std::size_t>(where.index)]),
      room_(room),
      may_table_(rules.tabling == Tabling::all ? 0 : round.setting.code.size(), 0, room)
{
    if (rules.tabling == Tabling::all) return;
    for (const int i : round.now.roster[static_cast<std::size_t>(forum.index)])
        may_table_[static_cast<std::size_t>(i)] = round.now.engagement(i, forum.index) > 0;
}

const LeaderPull& Meeting::pull()
{
    if (!pull_) pull_.emplace(leader_pull(round.now, round.setting, forum, round.now.rules.voting, room_));
    return *pull_;
}

double Meeting::chance_to_pass(const Draft& draft, LeaderId leader, double enough)
{
    if (!forecast_) forecast_.emplace(round.now, round.setting, round.influence, forum, round.now.rules.voting, room_);
    const double chance = forecast_->chance(draft, round.errors[static_cast<std::size_t>(leader.index)], enough);
    return std::min(1.0, chance);  // a sum of exact products may end a rounding above 1
}

bool Meeting::may_table(CountryId country) const
{
    if (rules.tabling == Tabling::all) return !round.now.memberships.has_left(country.index, forum.index);
    return may_table_[static_cast<std::size_t>(country.index)] != 0;
}

bool Meeting::may_table(LeaderId leader) const
{
    const auto& members = round.now.coalitions.members(leader);
    return std::any_of(members.begin(), members.end(), [&](CountryId i) { return may_table(i); });
}

Draft Meeting::blank(DraftKind kind, ArenaId arena) const
{
    Draft draft;
    draft.forum = forum;
    draft.kind = kind;
    draft.arena = arena;
    draft.half_band = round.now.rules.voting.half_band;
    return draft;
}

std::uint64_t agent_of(const Setting& setting, LeaderId leader)
{
    const auto& founders = setting.leaders[static_cast<std::size_t>(leader.index)].founders;
    return founders.empty() ? 0 : setting.agent[static_cast<std::size_t>(founders.front().index)];
}

double authority_now(const AgendaRound& round, ForumId forum)
{
    const auto& forums = round.setting.institutions.forums;
    const ForumId binding = forums[static_cast<std::size_t>(forum.index)].incubator ? round.assembly : forum;
    if (!binding.exists()) return 0;
    return forums[static_cast<std::size_t>(binding.index)].authority * round.now.capacity(binding.index);
}

double cost_of_tabling(const AgendaRound& round, LeaderId leader, ArenaId arena)
{
    return round.params.cost * sim::exp(-round.params.window_effect * round.now.window(leader.index, arena.index));
}

}  // namespace comity::agents
