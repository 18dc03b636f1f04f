#pragma once
// Elected seats: recorded where the record reaches, drawn by region afterwards (MODEL.md section 2).

#include <vector>

#include "agents/setting.hpp"
#include "sim/draws.hpp"

namespace comity::agents {

struct World;

/// Terms that begin next year, drawn in a forum's election quarter where no record covers them: each region fills its vacancies without
/// replacement with weight sqrt(cap_i) among countries that do not sit and may.
///
/// Draws: Purpose::seat, one uniform per (forum, country), index = forum: keys u^(1/w), largest first (Efraimidis & Spirakis 2006)
std::vector<SeatTerm> rotate_seats(const World& now, const Setting& setting, const sim::Draws& draws);

/// Members of every forum in the round of `now`: all countries, or permanent, recorded and drawn terms, [forum] ascending rows.
std::vector<std::vector<int>> rosters(const World& now, const Setting& setting);

}  // namespace comity::agents
