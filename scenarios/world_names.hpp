#pragma once
// Everything of a setting that has a name or a date.

#include "agents/setting.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/world_tables.hpp"
#include "sim/problem.hpp"

namespace comity::scenarios {

/// Sets calendar, institutions, countries, leaders, groups and seats, then recorded events and those of the scenario.
///
/// Errors: adds to `problems` what events and expectations name that is not there; where something was misread, as far as the rest can tell
void set_names(agents::Setting& setting, const Scenario& scenario, const WorldTables& tables, sim::Problems& problems);

}  // namespace comity::scenarios
