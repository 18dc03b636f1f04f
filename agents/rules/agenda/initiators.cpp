#include "agents/rules/agenda/initiators.hpp"

#include <algorithm>

#include "agents/world.hpp"

namespace comity::agents {
namespace {

CountryId most_present(const Meeting& meeting, LeaderId leader)
{
    CountryId most;
    double presence = -1;
    for (const CountryId i : meeting.round.now.coalitions.members(leader)) {
        if (!meeting.may_table(i)) continue;
        const double p = meeting.round.now.presence.country(i.index, meeting.forum.index);
        if (p > presence) {
            presence = p;
            most = i;
        }
    }
    return most;
}

/// Calls `visit` with each member that may initiate.
template <class Visit>
void each_initiator(const Meeting& meeting, LeaderId leader, ArenaId arena, Visit&& visit)
{
    bool any = false;
    for (const Initiators& named : meeting.round.setting.leaders[static_cast<std::size_t>(leader.index)].initiators) {
        if (named.arena != arena) continue;
        for (const CountryId i : named.members) {
            if (!meeting.may_table(i) || meeting.round.now.coalitions.leader_of(i) != leader) continue;
            any = true;
            visit(i);
        }
    }
    if (any) return;
    if (const CountryId i = most_present(meeting, leader); i.exists()) visit(i);
}

}  // namespace

double impatience_of(const Meeting& meeting, LeaderId leader, ArenaId arena)
{
    double sum = 0;
    int count = 0;
    each_initiator(meeting, leader, arena, [&](CountryId i) {
        sum += meeting.round.setting.impatience(i.index);
        ++count;
    });
    return count > 0 ? sum / count : 1;
}

CountryId choose_initiator(const Meeting& meeting, LeaderId leader, ArenaId arena, double uniform)
{
    int count = 0;
    each_initiator(meeting, leader, arena, [&](CountryId) { ++count; });
    int left = static_cast<int>(uniform * count);
    CountryId chosen;
    each_initiator(meeting, leader, arena, [&](CountryId i) {
        if (left-- == 0) chosen = i;
    });
    return chosen;
}

double partner_support(const World& now, CountryId initiator)
{
    double strongest = 0;
    for (const Partnership& pair : now.partnerships)
        if (pair.first == initiator || pair.second == initiator) strongest = std::max(strongest, pair.strength);
    return strongest;
}

}  // namespace comity::agents
