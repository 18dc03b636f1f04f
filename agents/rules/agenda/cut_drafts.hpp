#pragma once
// Drafts of the budget committee that cut posts for human rights (module M5).

#include <vector>

#include "agents/rules/agenda/meeting.hpp"

namespace comity::agents {

/// Tables cuts where the meeting is the budget committee's (`C5`), Poisson(zeta_cut / meetings a year), for the challengers' first leader, while
/// its position on human rights lies below the status quo of scrutiny.
///
/// A cut is voted like a text on human rights half-way from that status quo to the leader's position; it moves no status quo.
/// Draws: one uniform a meeting, Purpose::cut_count, agent of the leader, index = key of its first slot
void table_cut_drafts(Meeting& meeting, std::vector<Draft>& drafts);

}  // namespace comity::agents
