#include "agents/rules/agenda/track_drafts.hpp"

#include <algorithm>
#include <utility>

#include "agents/rules/agenda/initiators.hpp"
#include "agents/rules/agenda/options.hpp"
#include "agents/world.hpp"

namespace comity::agents {
namespace {

constexpr int norms_in_slots = 64;

/// Whether a track on a sub-norm has opened already.
bool has_track(const World& now, const Setting& setting, NormId norm)
{
    for (int f = 0; f < setting.num_forums(); ++f) {
        const Forum& forum = setting.institutions.forums[static_cast<std::size_t>(f)];
        if (forum.dormant && decides(forum, norm) && exists(now, setting, f, now.round)) return true;
    }
    return false;
}

/// V_best, or any value that is no less than `enough`.
double best_elsewhere(Meeting& assembly, LeaderId leader, NormId norm, double enough)
{
    const AgendaRound& round = assembly.round;
    double best = 0;
    const auto weigh = [&](Meeting& meeting) {
        if (best < enough && decides(meeting.rules, norm) && meeting.may_table(leader)) best = std::max(best, best_text_on(meeting, leader, norm).value);
    };
    weigh(assembly);
    for (int f = 0; f < round.setting.num_forums() && best < enough; ++f) {
        if (ForumId{f} == assembly.forum || !exists(round.now, round.setting, f, round.now.round)) continue;
        Meeting elsewhere(round, {f});
        weigh(elsewhere);
    }
    return best;
}

/// What a leader would table in a track on a sub-norm, if that is worth its opening; a value of 0 otherwise.
Draft wanted_text(Meeting& assembly, ForumId track, LeaderId leader, NormId norm)
{
    const double advantage = assembly.round.now.rules.tracks.least_advantage;
    Meeting opened(assembly.round, track);
    const double enough = most_worth(opened, leader, norm) - advantage;
    if (!(enough > 0)) return {};
    const double best = best_elsewhere(assembly, leader, norm, enough);
    if (best >= enough) return {};
    const Draft text = best_text_on(opened, leader, norm);
    return text.value - best > advantage ? text : Draft{};
}

/// Whether the assembly could open a forum now.
bool may_open(const AgendaRound& round, int f)
{
    return waits(round.now, round.setting, f) && round.setting.year(round.now.round) >= round.setting.institutions.forums[static_cast<std::size_t>(f)].first_year;
}

/// The same in the track that promises most.
Draft wanted_text(Meeting& assembly, LeaderId leader, NormId norm)
{
    const Setting& setting = assembly.round.setting;
    Draft best;
    for (int f = 0; f < setting.num_forums(); ++f) {
        if (!may_open(assembly.round, f) || !decides(setting.institutions.forums[static_cast<std::size_t>(f)], norm)) continue;
        const Draft text = wanted_text(assembly, {f}, leader, norm);
        if (text.value > best.value) best = text;
    }
    return best;
}

void table_opening(Meeting& meeting, LeaderId leader, const Draft& text, std::vector<Draft>& drafts)
{
    const AgendaRound& round = meeting.round;
    Draft draft = text;
    draft.forum = meeting.forum;
    draft.kind = DraftKind::track;
    draft.track = text.forum;
    draft.target = {};
    draft.key = draft_key(meeting.forum.index, track_sponsor, norms_in_slots * leader.index + text.norm.index);
    draft.initiator = choose_initiator(meeting, leader, text.arena, 0);
    announce_lines(round.now, round.setting, round.influence, draft, round.now.rules.voting);
    drafts.push_back(std::move(draft));
}

}  // namespace

void table_track_drafts(Meeting& meeting, std::vector<Draft>& drafts)
{
    const AgendaRound& round = meeting.round;
    if (!round.now.rules.tracks.on || meeting.forum != round.assembly) return;
    for (int g = 0; g < round.setting.num_leaders(); ++g) {
        if (!meeting.may_table(LeaderId{g})) continue;
        for (int m = 0; m < round.setting.num_norms(); ++m) {
            if (has_track(round.now, round.setting, {m})) continue;
            const Draft text = wanted_text(meeting, {g}, {m});
            if (text.value > 0) table_opening(meeting, {g}, text, drafts);
        }
    }
}

}  // namespace comity::agents
