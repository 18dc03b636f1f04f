#pragma once
// Whether a world has what a scenario asks of it.

#include "scenarios/scenario.hpp"
#include "scenarios/world_tables.hpp"
#include "sim/problem.hpp"

namespace comity::scenarios {

/// The scenario's own start, else the world's.
Quarter start_of(const Scenario& scenario, const WorldTables& tables);

/// Years in which a run may start: from the world's own to the last that its tables name; of a world without a date, 1945 to
/// 2100.
struct StartYears {
    int first = 1945, last = 2100;
    bool contain(int year) const { return first <= year && year <= last; }
};
StartYears start_years(const WorldTables& tables);

/// Whether `start_of` is the start that the user meant, and one that the world allows.
bool start_known(const Scenario& scenario, const WorldTables& tables);

/// Adds what does not fit: a start outside the world's years, arenas without positions, regions, forums and leaders that do not
/// exist, codes that fall together in the draws.
void check_fit(const Scenario& scenario, const WorldTables& tables, sim::Problems& problems);

}  // namespace comity::scenarios
