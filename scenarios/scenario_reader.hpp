#pragma once
// YAML -> Scenario, with everything that is wrong in one pass.

#include <string>
#include <vector>

#include "scenarios/scenario.hpp"
#include "sim/problem.hpp"

namespace comity::scenarios {

/// Reads a scenario: a path, or the name of a shipped one (`s01`, `s01-baseline-2020`), with what it extends, then `settings`
/// (`path.to.key=value`, validated like the file).
Scenario read_scenario(const std::string& name, const std::vector<std::string>& settings, sim::Problems& problems);

/// Reads the tables of a scenario's world and holds them against the scenario, or generates them.
WorldTables load_world(const Scenario& scenario, sim::Problems& problems);

}  // namespace comity::scenarios
