#pragma once
// The vocabulary of the model: identities, votes, and what chance is used for.

#include <cstdint>

#include "sim/ids.hpp"

namespace comity::agents {

using CountryId = sim::Id<struct CountryTag>;  ///< row of a country in the world
using ArenaId = sim::Id<struct ArenaTag>;      ///< a field of norms, such as human rights
using NormId = sim::Id<struct NormTag>;        ///< a sub-norm of an arena
using ForumId = sim::Id<struct ForumTag>;      ///< a body where norms are made
using LeaderId = sim::Id<struct LeaderTag>;    ///< a country or coalition that sets a line
using TreatyId = sim::Id<struct TreatyTag>;    ///< a treaty open for countries to join
using RegionId = sim::Id<struct RegionTag>;    ///< a regional group that holds seats

/// What a country did on a draft. `none`: it has no vote in that forum.
enum class Vote : std::int8_t { no = -1, abstain = 0, yes = 1, absent = 2, none = 3 };

/// Where chance enters. The numbers are part of the results: append, never renumber.
enum class Purpose : std::uint8_t {
    uprising_count = 1,
    uprising_target = 2,
    uprising_severity = 3,
    position_noise = 4,
    perception = 5,        ///< a leader's common error about the others' positions
    leader_drafts = 6,     ///< how many drafts a leader may table at a meeting
    background_count = 7,
    background_draft = 8,  ///< arena, direction, cut, slope and half-band of routine business
    crisis_count = 9,
    crisis_draft = 10,
    cosponsor = 11,
    bar_duration = 12,     ///< how long a failed option stays barred
    target_choice = 13,
    vote = 14,             ///< one block per (draft, voter): words 0-1 the vote, 2 absence, 3 copying the bloc
    bloc_vote = 15,
    accommodation = 16,
    adoption = 17,
    threshold = 18,
    initial_adoption = 19,
    seat = 20,
    signature = 21,
    synthetic_world = 22,
    hazard = 23,
    club_draft = 24,
    appeal = 25,           ///< of a candidate in an election
    ballot = 26,           ///< what a voter thinks of a candidate beyond the model
    treaty_signature = 27,
    violation = 28,        ///< breaches of norms: how many, how severe, of what
    slate = 29,            ///< whether a region puts forward as many candidates as seats
    violation_victim = 30,
    answer = 31,           ///< whether criticism is answered in kind
    sanction = 32,
    coercion = 33,
    observed_coercion = 34,
    leader_change = 35,    ///< how many times leaders change in a dyad
    cut_count = 36,        ///< cuts of the rights budget at a meeting
    new_partnership = 39,  ///< whether two powers under joint threat begin to coordinate
    meeting = 41,          ///< whom a country meets, where influence is pairwise
};

}  // namespace comity::agents
