#pragma once
// Crises call for drafts in the council.

#include <vector>

#include "agents/rules/agenda/meeting.hpp"

namespace comity::agents {

/// Drafts aimed at the targets of open crises, in a forum that decides as a council: Poisson(kappa_cr sev_k(t)) for each crisis k.
///
/// Arena: that of the council's routine business with the largest share (non-intervention by default). Sponsor: the leader farthest from
/// the target there, of those that may table and that the target is not a member of. Latent of rule 4.5: direction +1, cut
/// N(crisis_cut, crisis_cut_sd), slope exp(N(crisis_slope_mean, crisis_slope_sd)); direction -1 and mean cut crisis_ally_cut where the
/// target stands beyond ally_position. A draft that its sponsor expects to fail (P_pass < .5) is tabled with chance p_tab, else dropped.
///
/// Each crisis owns 64 slots, found from its target's code and its first round, so crises leave each other's luck alone; a dropped draft
/// leaves its slot empty.
/// Draws: Purpose::crisis_count, agent = target, one uniform a crisis; Purpose::crisis_draft, one block a draft with agent = target (words
///        0-1 cut, 2-3 slope) and, for a losing draft, one uniform with agent = sponsor
void table_crisis_drafts(Meeting& meeting, std::vector<Draft>& drafts);

}  // namespace comity::agents
