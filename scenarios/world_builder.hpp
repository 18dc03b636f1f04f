#pragma once
// From tables and a scenario to the fixed setting and the first world.

#include <cstdint>
#include <functional>

#include "agents/influence.hpp"
#include "agents/measures/observer_options.hpp"
#include "agents/setting.hpp"
#include "agents/world.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/world_tables.hpp"
#include "sim/problem.hpp"

namespace comity::scenarios {

/// Everything that all replicates of a scenario start from.
struct Start {
    agents::Setting setting;
    agents::World world;
    agents::Influence influence;
    agents::ObserverOptions observe;
    /// Where each run draws its parameters: the start of a run. Otherwise empty, and all runs begin with this one.
    ///
    /// Errors: throws std::runtime_error where the parameters of a run do not fit its world
    std::function<Start(std::int64_t run)> of_run{};
};

/// Builds the start of a scenario on a world (MODEL.md section 2, initialisation and table of initial values).
///
/// Missing columns and tables take the defaults of MODEL.md section 2. Anchors are inverted, so that the first world is a rest
/// point of influence alone; adoption is settled at the start's positions and status quo unless the scenario says `none`.
/// Engagement targets start at the engagement of the start: what a scenario does not change stays.
/// Errors: what does not fit together (see check_fit; events that name what is not in the world) is added to `problems`, also
/// where
///         something was wrong before; the result may be used only if `problems` is empty then
Start build_start(const Scenario& scenario, const WorldTables& tables, sim::Problems& problems);

/// From a scenario as read to its start, on the world that it names. Afterwards `problems` holds all that is wrong with the
/// scenario, what was noted while it was read included, each once and in order: the file, what it extends, options, then the
/// tables of the world.
Start prepare(const Scenario& scenario, sim::Problems& problems);

}  // namespace comity::scenarios
