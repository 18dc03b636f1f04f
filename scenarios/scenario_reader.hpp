#pragma once
// YAML -> Scenario, with everything that is wrong in one pass.

#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/scenario.hpp"
#include "sim/problem.hpp"

namespace comity::scenarios {

/// Reads a scenario: a path, or the name of a shipped one (`s01`, `s01-baseline-2020`), with what it extends, then `settings`
/// (`path.to.key=value`, validated like the file).
Scenario read_scenario(const std::string& name, const std::vector<std::string>& settings, sim::Problems& problems);

/// The file that a name stands for: the path itself, or a shipped scenario; empty where there is neither.
std::filesystem::path find_scenario(const std::string& name);
/// Shipped scenarios, by file name.
std::vector<std::filesystem::path> shipped_scenarios();
/// Folders of the worlds that ship, by name.
std::vector<std::filesystem::path> shipped_worlds();
/// The folder that a scenario's world stands for: a shipped world by its bare name, else a folder beside the scenario's file or
/// where the program was started. A folder that bears the name of a shipped world is reached by a path, such as `./world-2020`.
std::filesystem::path find_world(const Scenario& scenario);
/// The folder beside the scenario's file or where the program was started; empty where there is none.
std::filesystem::path find_local_world(const Scenario& scenario);

/// Reads the tables of a scenario's world and holds them against the scenario, or generates them.
WorldTables load_world(const Scenario& scenario, sim::Problems& problems);

}  // namespace comity::scenarios
