#pragma once
// What a scenario does to the world from outside (MODEL.md section 7): one struct for every kind, so that a list of them is plain data.

#include <string>
#include <vector>

#include "agents/country.hpp"

namespace comity::agents {

enum class EventKind {
    uprising,           ///< countries[0], level = severity, attributed
    engagement,         ///< exit and return: countries, forum, level = target of e_if
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
};

/// One event, at one round.
struct Event {
    EventKind kind = EventKind::declaration;
    int round = 0;
    int duration = 1;                  ///< rounds, where the kind lasts
    std::vector<CountryId> countries;  ///< one, several, or a dyad
    ForumId forum;
    LeaderId leader;
    double level = 0;
    double attributed = 1;
    bool on = true;
    std::string name;             ///< parameter path, variable, or club
    std::vector<double> values;   ///< of a path: one a round from `round` on, the last is kept
    double threat = 0;            ///< of a shock: added to T_i
    double engagement = 0;        ///< of a shock: added to the targets of e_if
    double media = 1;             ///< of a shock: multiplies media reach
    double style = 1;             ///< of a shock: multiplies the half-band's style factor
};

}  // namespace comity::agents
