#include "agents/rules/table_drafts.hpp"

#include "agents/rules/agenda/club_drafts.hpp"
#include "agents/rules/agenda/crisis_drafts.hpp"
#include "agents/rules/agenda/cut_drafts.hpp"
#include "agents/rules/agenda/leader_drafts.hpp"
#include "agents/rules/agenda/routine_drafts.hpp"
#include "agents/rules/agenda/track_drafts.hpp"
#include "agents/world.hpp"

namespace comity::agents {

Agenda table_drafts(const World& now, const Setting& setting, const Influence& influence, const AgendaParams& params,
                    const sim::Draws& draws)
{
    const AgendaRound round(now, setting, influence, params, draws);
    Agenda agenda;
    ForumRoom room;
    for (int f = 0; f < setting.num_forums(); ++f) {
        if (!setting.meets(setting.institutions.forums[static_cast<std::size_t>(f)], now.round) || !exists(now, setting, f, now.round)) continue;
        room.clear();
        Meeting meeting(round, {f}, &room);
        for (int g = 0; g < setting.num_leaders(); ++g) table_leader_drafts(meeting, {g}, agenda.drafts);
        table_crisis_drafts(meeting, agenda.drafts);
        table_club_drafts(meeting, agenda.drafts);
        table_cut_drafts(meeting, agenda.drafts);
        table_track_drafts(meeting, agenda.drafts);
        table_routine_drafts(meeting, agenda.drafts);
    }
    return agenda;
}

}  // namespace comity::agents
