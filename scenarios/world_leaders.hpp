#pragma once
// Who leads at the start.

#include <vector>

#include "agents/setting.hpp"
#include "scenarios/world_tables.hpp"

namespace comity::scenarios {

/// Leaders with their members, challengers first. Without leaders.csv: CR = {CHN, RUS}, US = {USA}, EU = the group in that year,
/// as far as they are in the world.
std::vector<agents::Leader> leaders(const WorldTables& tables, int year);

/// Sets the leaders of a setting whose countries, ties and start are set: their members, who initiates for them, who is allied to
/// them.
void set_leaders(agents::Setting& setting, const WorldTables& tables);

}  // namespace comity::scenarios
