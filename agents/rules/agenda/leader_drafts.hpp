#pragma once
// What leaders table at a meeting.

#include <vector>

#include "agents/rules/agenda/options.hpp"

namespace comity::agents {

/// A leader tables its best options at a meeting, at most Poisson(n_lead share_gf attention_gf clip(exp(a_Om Om_g), 1/4, 4)).
///
/// Om_g is the mean of the leader's windows over the arenas of the forum's sub-norms. The slot of a draft is its rank by value, so a
/// higher limit adds drafts at the end. Where members alone may table, a leader needs a member that sits and engages.
///
/// Draws: Purpose::leader_drafts, one uniform per (leader, forum); Purpose::cosponsor, one block a draft: words 0-1 whether a partner
///        co-sponsors, 2-3 which of several initiators; and those of best_options
void table_leader_drafts(Meeting& meeting, LeaderId leader, std::vector<Draft>& drafts, const OptionSearch& search = {});

/// Mean of that Poisson limit.
double expected_limit(const Meeting& meeting, LeaderId leader);

}  // namespace comity::agents
