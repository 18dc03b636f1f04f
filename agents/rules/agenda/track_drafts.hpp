#pragma once
// Drafts that would open a new track (module M11).

#include <vector>

#include "agents/rules/agenda/meeting.hpp"

namespace comity::agents {

/// What leaders put to the assembly to have another track opened, where rule tracks plays.
///
/// A leader weighs each sub-norm on which no track has opened: V_new = max over dormant forums and al of P_pass rho_f C Gain - c_prop exp(-a_Om Om_g),
/// as in best_options, in the forum as it would be (the first one where two are worth the same); V_best is the greatest V on that sub-norm over the forums that exist and where it may table and is not
/// barred, 0 where none is worth it. Where V_new - V_best > c_new it tables the opening, voted on like the text that it has in mind; the vote
/// moves no status quo, and one that fails bars nothing. One draft a leader and sub-norm at a meeting.
///
/// Draws: as best_options; key: slot 64 leader + sub-norm
void table_track_drafts(Meeting& meeting, std::vector<Draft>& drafts);

}  // namespace comity::agents
