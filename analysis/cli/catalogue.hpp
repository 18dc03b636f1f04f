#pragma once
// What ships, as data: the source of `list` and `describe`.

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "sim/problem.hpp"

namespace comity::analysis {

/// One thing that can be described.
struct Entry {
    std::string group;  ///< scenarios, worlds, rules, parameters, forums, norms, arenas, events, claims, metrics, outcomes
    std::string name;
    std::string title;  ///< one line
    std::string theme;  ///< of a scenario
};

/// Everything that can be described, in the order in which `list` shows it.
///
/// Errors: adds to `problems` what is wrong with the shipped files
std::vector<Entry> catalogue(sim::Problems& problems);

/// All that is known of one thing, as nested names and values; null where nothing has that name.
nlohmann::ordered_json description(const std::string& name, sim::Problems& problems);

/// Every name that `description` takes.
std::vector<std::string> known_names(sim::Problems& problems);

}  // namespace comity::analysis
