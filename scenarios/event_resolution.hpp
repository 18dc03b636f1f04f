#pragma once
// From the names in a scenario's events to countries, forums and leaders of its world.

#include "agents/setting.hpp"
#include "scenarios/scenario.hpp"
#include "sim/problem.hpp"

namespace comity::scenarios {

/// What of a setting is sound, so that events can be held against it.
struct Grounds {
    bool countries = true;  ///< and groups
    bool leaders = true;
    bool forums = true;
    bool start = true;
    bool rounds = true;
};

/// Appends the scenario's events to the setting, in order of round; names that the world does not know are added to `problems`,
/// with their place and the nearest known name. A group's name (EU, NATO, ...) stands for its members at the start.
void resolve_events(const Scenario& scenario, const Grounds& grounds, agents::Setting& setting, sim::Problems& problems);

}  // namespace comity::scenarios
