#pragma once
// What a scenario does from outside, at the start of a round (process 1).

#include <string>
#include <vector>

#include "sim/parameters.hpp"

namespace comity::agents {

struct World;
struct Setting;

/// Applies the events of this round, those that begin in it and those in force, in the order of beginning, then of the scenario's list: the one rule that writes into the world itself, since an event
/// may change anything.
///
/// | kind | what is written |
/// | --- | --- |
/// | uprising | a crisis of age 0, which sense_threat feels in this round |
/// | engagement, rejoin, dues | the target of e_if (rejoin: and the membership of who has left, see rule exit); the paid share (negative: dues follow engagement again), in one forum or, where none is named, in all |
/// | topup | an amount for this round only |
/// | mandate_overreach | its severity, in this round, for countries outside the leader's camp with auto_i > .5 |
/// | declaration, slate | nothing: a slate is read by rule elections |
/// | shock | for `duration` rounds: threat and targets of engagement are added to, media and style multiplied, of the countries named or of all |
/// | sanction | the leader's standing sanction on each country, on or off |
/// | accession | the club; R_ij + .5 with every member, both ways; a seat where the club is a forum without elections |
/// | path | a variable (path_variables), from its beginning on; its last value is kept against the other rules |
/// | weight | a parameter of the rules in force, by its path |
/// | wedge | for `duration` rounds: outside inducement on the tracked dyad (on all dyads of the country where one is named) |
/// | conflict | c of the tracked dyad in this round |
/// | outreach | for good: D_ij (in the leverage) and K_ij x (1 + level), level >= -1, j = the leader's member with most capability; K as a factor on the merged
///   weight, so that a row's other partners lose what j gains |
/// | coercion | the leader presses each country, with full force in this round (module M8) |
///
/// A path on capability scales the countries it does not name, so that shares still sum to 1.
/// Errors: expects that the names, countries, forums and leaders of events exist (the scenario's checker has seen to it)
void apply_events(World& world, const Setting& setting);

/// A variable that a path may set.
struct PathVariable {
    std::string name;
    sim::Range range;
    std::string unit;
    std::string meaning;
    std::string rule = "";  ///< a rule of a module that reads it alone; empty: the core
};
/// All variables that a path may set, with the range of their values. engagement and dues are set in the event's forum (all where none is
/// named), attention for its leader in its forum, budget for its leader, the others for its countries.
const std::vector<PathVariable>& path_variable_table();
/// Their names.
std::vector<std::string> path_variables();

/// Members of a club: its group or forum seats at the start, and who has acceded since; ascending rows.
std::vector<int> club_members(const World& now, const Setting& setting, const std::string& club);

}  // namespace comity::agents
