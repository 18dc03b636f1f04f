#pragma once
// What a scenario does to the world from outside (MODEL.md section 7): one struct for every kind, so that a list of them is plain data.

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "agents/country.hpp"

namespace comity::agents {

enum class EventKind {
    uprising,           ///< countries[0], level = severity, attributed
    engagement,         ///< exit: countries, forum, level = target of e_if
    rejoin,             ///< return: the same, and who has left for good is a member again
    dues,               ///< countries, forum, level = paid share (replaces e_if in payment and gap)
    topup,              ///< countries[0], forum, level = amount, share of the forum's scale
    mandate_overreach,  ///< actor = leader, level = severity
    declaration,        ///< dyad: recorded, no effect
    shock,              ///< countries (all where empty), threat, engagement, media, style, for `duration`
    sanction,           ///< leader, countries[0], on
    accession,          ///< club, countries
    path,               ///< variable, countries, values by round
    weight,             ///< parameter, level
    wedge,              ///< dyad, level, for `duration`
    conflict,           ///< dyad, level, one round
    outreach,           ///< leader, countries, level = amount
    leader_change,      ///< dyad (rule leadership)
    treaty_open,        ///< treaty, by name (rule treaties)
    coercion,           ///< leader, countries
    violation,          ///< countries, norm, level = severity, reading (a crisis; more in rule violations)
    forum_create,       ///< forum, one that waits for it (rule tracks)
    alignment,          ///< countries, leader whose coalition they join (rule leadership)
    defection,          ///< countries that leave theirs (rule leadership)
    merger,             ///< leader, absorbed (rule leadership)
    slate,              ///< forum, countries that stand in its next election
};

/// When an event begins that no date fixes: once, in the first round in which its metric calls for it and its hazard strikes.
struct Onset {
    double hazard = 1;  ///< chance of a round in which it is called for
    int metric = -1;    ///< column of the series that calls for it, as it was observed in the rounds before; -1: every round does
    double above = -std::numeric_limits<double>::infinity();  ///< where the metric lies above this
    double below = std::numeric_limits<double>::infinity();   ///< and below this
    int lasting = 1;    ///< for so many rounds on end
    int last = std::numeric_limits<int>::max();  ///< no later than in this round
    std::uint64_t agent = 0;  ///< of its draws
    std::uint32_t index = 0;  ///< of its draws
};

/// One event: at one round or, where that is not fixed, from that round on at the earliest.
struct Event {
    EventKind kind = EventKind::declaration;
    int round = 0;
    int listed = 0;  ///< place in the scenario's list, which decides between events that begin in one round
    std::optional<Onset> onset;
    int duration = 1;                  ///< rounds, where the kind lasts
    std::vector<CountryId> countries;  ///< one, several, or a dyad
    ForumId forum;
    LeaderId leader;
    LeaderId absorbed;                 ///< whose members the leader of a merger takes over
    double level = 0;
    double attributed = 1;
    bool on = true;
    NormId norm;                       ///< of a violation; none where it is not told
    int reading = 0;                   ///< that a violation breaches: -1 or 1; 0: the one to which the status quo leans
    std::string name;             ///< parameter path, variable, or club
    std::vector<double> values;   ///< of a path: one a round from `round` on, the last is kept
    double threat = 0;            ///< of a shock: added to T_i
    double engagement = 0;        ///< of a shock: added to the targets of e_if
    double media = 1;             ///< of a shock: multiplies media reach
    double style = 1;             ///< of a shock: multiplies the half-band's style factor
};

}  // namespace comity::agents
