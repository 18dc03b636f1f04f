#include "agents/rules/agenda/leader_drafts.hpp"

#include <algorithm>

#include "agents/rules/agenda/initiators.hpp"
#include "agents/world.hpp"
#include "sim/distributions.hpp"
#include "sim/elementary.hpp"

namespace comity::agents {
namespace {

/// Mean of a leader's windows over the arenas that a forum decides on; 0 for a forum without sub-norms.
double mean_window(const Meeting& meeting, LeaderId leader)
{
    const AgendaRound& round = meeting.round;
    double sum = 0;
    int count = 0;
    for (int a = 0; a < round.setting.num_arenas(); ++a) {
        const bool decides = std::any_of(meeting.rules.norms.begin(), meeting.rules.norms.end(), [&](NormId m) {
            return round.setting.institutions.norms[static_cast<std::size_t>(m.index)].arena.index == a;
        });
        if (!decides) continue;
        sum += round.now.window(leader.index, a);
        ++count;
    }
    return count > 0 ? sum / count : 0;
}

}  // namespace

double expected_limit(const Meeting& meeting, LeaderId leader)
{
    const AgendaRound& round = meeting.round;
    const double boost = std::clamp(sim::exp(round.params.window_effect * mean_window(meeting, leader)), 0.25, 4.0);
    return round.params.leader_rate * round.now.presence.share(leader.index, meeting.forum.index) *
           round.now.attention(leader.index, meeting.forum.index) * boost;
}

void table_leader_drafts(Meeting& meeting, LeaderId leader, std::vector<Draft>& drafts, const OptionSearch& search)
{
    const AgendaRound& round = meeting.round;
    if (meeting.rules.norms.empty() || !meeting.may_table(leader)) return;
    const std::uint64_t agent = agent_of(round.setting, leader);
    const auto key = [&](int slot) { return draft_key(meeting.forum.index, leader.index, slot); };
    // The limit comes first: where it is 0, nothing needs to be foreseen.
    const int limit =
        sim::poisson_quantile(expected_limit(meeting, leader), round.draws.uniform(Purpose::leader_drafts, agent, key(0)));

    int slot = 0;
    for (Draft& draft : best_options(meeting, leader, limit, search)) {
        draft.key = key(slot++);
        const sim::Block block = round.draws.block(Purpose::cosponsor, agent, draft.key);
        draft.initiator = choose_initiator(meeting, leader, draft.arena, sim::uniform_of(block[2], block[3]));
        draft.partner_cosponsors = sim::uniform_of(block[0], block[1]) < partner_support(round.now, draft.initiator);
        draft.num_cosponsors =
            num_cosponsors(round.now, round.setting, round.influence, draft, meeting.pull(), round.now.rules.voting);
        drafts.push_back(std::move(draft));
    }
}

}  // namespace comity::agents
