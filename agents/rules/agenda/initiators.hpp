#pragma once
// Who puts a coalition's name to its drafts.

#include "agents/rules/agenda/meeting.hpp"

namespace comity::agents {

/// Mean impatience of the members that may initiate a leader's draft on an arena in a forum; it multiplies the gain.
///
/// These are the members that the leader names for the arena and that may table in the forum; where there is none, the member with most
/// presence among those that may table.
double impatience_of(const Meeting& meeting, LeaderId leader, ArenaId arena);

/// The initiator of a draft: one of these members, each with the same chance.
CountryId choose_initiator(const Meeting& meeting, LeaderId leader, ArenaId arena, double uniform);

/// Strength of the initiator's partnership, its chance to have a partner co-sponsor; the strongest where it has several, 0 without one.
double partner_support(const World& now, CountryId initiator);

}  // namespace comity::agents
