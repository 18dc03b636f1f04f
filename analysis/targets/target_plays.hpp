#pragma once
// Runs of a scenario for their targets, under parameters that vary from run to run.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/targets/simulated_targets.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/world_builder.hpp"

namespace comity::analysis {

/// What a number of a scenario may be, nothing where there is no such number. A path is a rule's parameter, `voting.veto_cost`, or a
/// forum's, `forums.UNSC.consent_bias`; `rules.` may stand before the first.
std::optional<sim::Range> range_of(const scenarios::Scenario& scenario, const std::string& path);
/// Gives it a value. Errors: expects that there is such a number
void set_number(scenarios::Scenario& scenario, const std::string& path, double value);
/// A path as parameters are told apart by: without `rules.`.
std::string without_rules(const std::string& path);
/// All such paths, for messages.
std::vector<std::string> number_paths(const scenarios::Scenario& scenario);

/// What one run adds up to.
struct PlayedRun {
    YearSums sums;
    PairYears pairs;
};

/// Plays runs of a scenario, whose tables are read once.
class TargetPlays {
public:
    /// Reads the world that the scenario names. `paths`: the numbers that runs vary. What is wrong is added to `problems`; the rest may be
    /// called only where there is nothing.
    TargetPlays(scenarios::Scenario scenario, std::vector<std::string> paths, sim::Problems& problems);

    const scenarios::Scenario& scenario() const { return scenario_; }
    const std::vector<std::string>& paths() const { return paths_; }
    const scenarios::WorldTables& tables() const { return tables_; }
    /// Calendar years that runs touch.
    Years years() const;
    int first_quarter() const { return start_.setting.start_quarter; }
    /// What is wrong with values for the paths: each with the path as its place.
    sim::Problems problems_with(std::span<const double> values) const;

    /// One run, without files; several threads may play at once. What a run gives depends on the scenario with its seed, the values and the
    /// replicate alone. The first world is built anew for the values, since some of them shape it.
    ///
    /// Shape:  values [path]
    /// Errors: throws agents::RuleFailure where a number is not finite, std::invalid_argument for values that problems_with() would name
    PlayedRun play(std::span<const double> values, std::uint32_t replicate) const;

private:
    scenarios::Scenario scenario_;
    std::vector<std::string> paths_;
    scenarios::WorldTables tables_;
    scenarios::Start start_;  // of the scenario as it stands
};

/// Targets of one run. Shape: result [target], NaN where the run does not tell one
Eigen::ArrayXd play_targets(const TargetPlays& plays, std::span<const Target> targets, std::span<const double> values, std::uint32_t replicate);

}  // namespace comity::analysis
