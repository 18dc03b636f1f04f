#pragma once
// Elected seats: recorded where the record reaches, drawn by region afterwards (MODEL.md section 2).

#include <vector>

#include "agents/setting.hpp"
#include "sim/draws.hpp"

namespace comity::agents {

struct World;
struct RosterKey;

/// Terms that begin next year, drawn in a forum's election quarter where no record covers them: each region fills its vacancies without
/// replacement with weight sqrt(cap_i) among countries that do not sit and may. Where rule elections plays, contested forums are left to it.
///
/// Vacancies of a region = its quota - seats of the region that continue or are recorded to begin next year; nothing is drawn while the
/// record has terms that begin later still. A country may stand unless it holds a permanent seat, sits on next year, or has served
/// `max_terms_in_row` terms (years in a row / length of a term, rounded up) by the end of this one. In a new body, where no elected
/// member stays on, terms are of several lengths, so that a renewal group ends each year.
///
/// Draws: Purpose::seat, one uniform per (forum, country), index = forum: keys u^(1/w), largest first (Efraimidis & Spirakis 2006)
std::vector<SeatTerm> rotate_seats(const World& now, const Setting& setting, const sim::Draws& draws);

/// Terms that fill the elected seats of the round of `start` where no record does, by the rule of rotate_seats, for a first world.
///
/// Draws: Purpose::seat, replicate 0, one uniform per (forum, country), index = 64 + forum: all replicates of a seed start alike
std::vector<SeatTerm> first_seats(const World& start, const Setting& setting, std::uint64_t seed);

/// Members of every forum in the round of `now`: all countries, or permanent, recorded and drawn terms, [forum] ascending rows, without
/// those who have left (rule exit).
///
/// Where nobody is elected, members stay as last recorded once their terms end.
std::vector<std::vector<int>> rosters(const World& now, const Setting& setting);
/// What the rosters of the round of `now` depend on.
RosterKey roster_key(const World& now, const Setting& setting);
/// Brings the rosters of the world in line with what they depend on.
void renew_rosters(World& world, const Setting& setting);

}  // namespace comity::agents
