#pragma once
// Scenarios and worlds that ship, and what a name stands for.

#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/scenario.hpp"

namespace comity::scenarios {

/// The shipped scenario that a name stands for (`s01`, `s01-baseline-2020`); empty where there is none.
std::filesystem::path find_shipped_scenario(const std::string& name);
/// The file that a name stands for: a shipped scenario, or the path itself; empty where there is neither. A file that bears the
/// name of a shipped scenario is reached by a path, such as `./s01`.
std::filesystem::path find_scenario(const std::string& name);
/// The same, where a file may also lie beside the one that names it, which comes before where the program was started.
std::filesystem::path find_scenario_beside(const std::filesystem::path& naming, const std::string& name);
/// Shipped scenarios, by file name; what they are called.
std::vector<std::filesystem::path> shipped_scenarios();
std::vector<std::string> shipped_names();
/// Folders of the worlds that ship, by name.
std::vector<std::filesystem::path> shipped_worlds();
/// The folder that a scenario's world stands for: a shipped world by its bare name, else a folder beside the scenario's file or
/// where the program was started. A folder that bears the name of a shipped world is reached by a path, such as `./world-2020`.
std::filesystem::path find_world(const Scenario& scenario);
/// The folder beside the scenario's file or where the program was started; empty where there is none.
std::filesystem::path find_local_world(const Scenario& scenario);

}  // namespace comity::scenarios
