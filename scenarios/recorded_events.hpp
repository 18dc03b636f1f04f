#pragma once
// What a world's tables say happened after the start, as events.

#include "agents/setting.hpp"
#include "scenarios/world_tables.hpp"

namespace comity::scenarios {

/// Appends recorded crises after the start, and the recorded path of regimes, to the events of a setting whose leaders are set.
void add_recorded_events(agents::Setting& setting, const WorldTables& tables);

}  // namespace comity::scenarios
