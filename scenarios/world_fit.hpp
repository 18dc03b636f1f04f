#pragma once
// Whether a world has what a scenario asks of it.

#include "scenarios/scenario.hpp"
#include "scenarios/world_tables.hpp"
#include "sim/problem.hpp"

namespace comity::scenarios {

/// The scenario's own start, else the world's.
Quarter start_of(const Scenario& scenario, const WorldTables& tables);

/// Adds what does not fit: arenas without positions, regions, forums and leaders that do not exist, codes that fall together in
/// the draws.
void check_fit(const Scenario& scenario, const WorldTables& tables, sim::Problems& problems);

}  // namespace comity::scenarios
