#pragma once
// A regional club's texts, and their way to the universal assembly.

#include <vector>

#include "agents/rules/agenda/meeting.hpp"

namespace comity::agents {

inline constexpr int club_carries = 2;         ///< a club's text on a sub-norm is carried to the assembly this often at most
inline constexpr int rounds_between_carries = 12;

/// The assembly receives the texts that clubs adopted in earlier rounds, with all of the club's members as sponsors.
///
/// A text is carried at the first meeting at which it may be: at most twice a sub-norm, 12 rounds apart or more, and only while it still
/// brings the rule nearer to the club: |x_g - p| < |x_g - q|, with g the leader that has most presence in the club (without one, the mean
/// of its members). Its slot is its place in World::club_texts. Draws: none.
void table_club_drafts(Meeting& meeting, std::vector<Draft>& drafts);

/// Whether a club's text on a sub-norm was carried as often as it may be.
bool is_spent(const World& now, ForumId club, NormId norm);

}  // namespace comity::agents
