#include "agents/rules/agenda/club_drafts.hpp"

#include <algorithm>
#include <cmath>

#include "agents/rules/agenda/initiators.hpp"
#include "agents/world.hpp"

namespace comity::agents {
namespace {

const std::vector<int>& members(const World& now, ForumId forum)
{
    return now.roster[static_cast<std::size_t>(forum.index)];
}

/// The leader with most presence in a club, of those with a member in it.
LeaderId sponsor_of(const AgendaRound& round, ForumId club)
{
    LeaderId sponsor;
    for (const int i : members(round.now, club)) {
        const LeaderId g = round.now.coalitions.leader_of({i});
        if (!g.exists()) continue;
        if (!sponsor.exists() ||
            round.now.presence.leader(g.index, club.index) > round.now.presence.leader(sponsor.index, club.index))
            sponsor = g;
    }
    return sponsor;
}

/// What the club wants on an arena.
double goal_of(const AgendaRound& round, ForumId club, LeaderId sponsor, ArenaId arena)
{
    if (sponsor.exists()) return round.now.leader_position(sponsor.index, arena.index);
    double sum = 0;
    for (const int i : members(round.now, club)) sum += round.now.position(i, arena.index);
    return sum / static_cast<double>(members(round.now, club).size());
}

bool may_be_carried(const ClubText& text, int round)
{
    return text.adopted < round && text.times_tabled < club_carries && round - text.last_tabled >= rounds_between_carries;
}

}  // namespace

void table_club_drafts(Meeting& meeting, std::vector<Draft>& drafts)
{
    const AgendaRound& round = meeting.round;
    if (meeting.forum != round.assembly) return;
    for (std::size_t k = 0; k < round.now.club_texts.size(); ++k) {
        const ClubText& text = round.now.club_texts[k];
        if (!may_be_carried(text, round.now.round) || members(round.now, text.club).empty()) continue;
        const ArenaId arena = round.setting.institutions.norms[static_cast<std::size_t>(text.norm.index)].arena;
        const double q = round.now.status_quo(text.norm.index);
        const LeaderId sponsor = sponsor_of(round, text.club);
        const double goal = goal_of(round, text.club, sponsor, arena);
        if (!(std::abs(goal - text.proposal) < std::abs(goal - q))) continue;

        Draft draft = meeting.blank(DraftKind::club, arena);
        draft.norm = text.norm;
        draft.leader = sponsor;
        draft.key = draft_key(meeting.forum.index, club_sponsor, static_cast<int>(k));
        draft.proposal = text.proposal;
        draft.status_quo = q;
        draft.ambition = (text.proposal - q) / (goal - q);
        draft.label = draft.ambition / 2;
        draft.slope = 2 * round.now.rules.voting.slope * (draft.proposal - q);
        draft.cut = (draft.proposal + q) / 2;
        draft.num_cosponsors = static_cast<int>(members(round.now, text.club).size());
        if (sponsor.exists()) draft.initiator = choose_initiator(meeting, sponsor, arena, 0);
        draft.partner_cosponsors = partner_support(round.now, draft.initiator) > 0;
        announce_lines(round.now, round.setting, round.influence, draft, round.now.rules.voting);
        drafts.push_back(draft);
    }
}

bool is_spent(const World& now, ForumId club, NormId norm)
{
    return std::any_of(now.club_texts.begin(), now.club_texts.end(), [&](const ClubText& text) {
        return text.club == club && text.norm == norm && text.times_tabled >= club_carries;
    });
}

std::vector<ClubText> remember_club_texts(const World& now, const Setting& setting, const Agenda& agenda,
                                          const Outcomes& outcomes)
{
    std::vector<ClubText> texts = now.club_texts;
    for (std::size_t v = 0; v < agenda.drafts.size(); ++v) {
        const Draft& draft = agenda.drafts[v];
        if (draft.kind == DraftKind::club) {
            ClubText& carried = texts[draft.key & 0xfffffu];
            ++carried.times_tabled;
            carried.last_tabled = now.round;
        }
        const bool incubated = setting.institutions.forums[static_cast<std::size_t>(draft.forum.index)].incubator;
        if (draft.kind != DraftKind::leader || !incubated || !outcomes.of[v].adopted) continue;
        // A newer text on the same sub-norm takes the older one's place, and its count with it.
        auto known = std::find_if(texts.begin(), texts.end(),
                                  [&](const ClubText& text) { return text.club == draft.forum && text.norm == draft.norm; });
        if (known == texts.end()) known = texts.insert(texts.end(), ClubText{draft.forum, draft.norm});
        known->proposal = draft.proposal;
        known->adopted = now.round;
    }
    return texts;
}

}  // namespace comity::agents
