#include "agents/rules/agenda/cut_drafts.hpp"

#include "agents/rules/agenda/initiators.hpp"
#include "agents/world.hpp"
#include "sim/distributions.hpp"

namespace comity::agents {
namespace {

constexpr double ambition_of_a_cut = 0.5;

/// The first challenger that has members.
LeaderId first_challenger(const World& now, const Setting& setting)
{
    for (int g = 0; g < setting.num_leaders(); ++g)
        if (setting.leaders[static_cast<std::size_t>(g)].camp == Camp::challengers && !now.coalitions.members({g}).empty()) return {g};
    return {};
}

}  // namespace

void table_cut_drafts(Meeting& meeting, std::vector<Draft>& drafts)
{
    const AgendaRound& round = meeting.round;
    const Setting& setting = round.setting;
    const RightsParams& params = round.now.rules.rights;
    const ArenaId rights = setting.institutions.arena("HR");
    if (!params.on || !rights.exists() || meeting.forum != setting.institutions.forum("C5")) return;
    const LeaderId leader = first_challenger(round.now, setting);
    if (!leader.exists() || !meeting.may_table(leader)) return;
    const double q = round.scrutiny.exists() ? round.now.status_quo(round.scrutiny.index) : 0;
    const double goal = round.now.leader_position(leader.index, rights.index);
    if (!(goal < q)) return;

    const auto key = [&](int slot) { return draft_key(meeting.forum.index, cut_sponsor, slot); };
    const double mean = params.cut_rate / static_cast<double>(meeting.rules.quarters.size());
    const int count = sim::poisson_quantile(mean, round.draws.uniform(Purpose::cut_count, agent_of(setting, leader), key(0)));
    for (int slot = 0; slot < count; ++slot) {
        Draft draft = meeting.blank(DraftKind::cut, rights);
        draft.leader = leader;
        draft.initiator = choose_initiator(meeting, leader, rights, 0);
        draft.key = key(slot);
        draft.status_quo = q;
        draft.ambition = ambition_of_a_cut;
        draft.label = draft.ambition / 2;
        draft.proposal = q + draft.ambition * (goal - q);
        draft.slope = 2 * round.now.rules.voting.slope * (draft.proposal - q);
        draft.cut = (draft.proposal + q) / 2;
        announce_lines(round.now, setting, round.influence, draft, round.now.rules.voting);
        drafts.push_back(draft);
    }
}

}  // namespace comity::agents
