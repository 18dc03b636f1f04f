#include "analysis/targets/target_plays.hpp"

#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "agents/measures/observer.hpp"
#include "agents/round.hpp"
#include "agents/rules/begin_events.hpp"
#include "scenarios/scenario_reader.hpp"
#include "sim/contracts.hpp"
#include "sim/draws.hpp"

namespace comity::analysis {
namespace {

/// Calls `visit(path, value, field)` for each number that a run may vary.
template <class Scenario, class Visit>
void each_varied(Scenario& scenario, Visit&& visit)
{
    sim::each_number(scenario.rules, visit);
    for (auto& forum : scenario.institutions.forums)
        agents::Forum::describe(forum, [&](std::string_view name, auto& value, sim::Range range, std::string_view unit, std::string_view meaning, std::string_view source) {
            visit(fmt::format("forums.{}.{}", forum.id, name), value, sim::Field{name, range, unit, meaning, source});
        });
}

PlayedRun play_from(const scenarios::Start& start, std::uint64_t seed, std::uint32_t replicate)
{
    const agents::Setting& setting = start.setting;
    agents::World world = start.world;
    agents::Influence influence = start.influence;
    TargetCounts counts(setting, world.rules);
    std::optional<agents::Observer> observer;  // for events that wait for a metric
    if (awaits_metrics(setting)) observer.emplace(setting, world.rules, start.observe);
    for (int t = 0; t < setting.rounds; ++t) {
        const agents::RoundRecord record = play_round(world, setting, influence, sim::Draws(seed, replicate, t));
        counts.observe(world, record);
        if (!observer) continue;
        observer->observe(world, record);
        world.observed = observer->series().row(t).transpose();
    }
    return {counts.sums(), counts.pairs()};
}

}  // namespace

std::string without_rules(const std::string& path)
{
    return path.starts_with("rules.") ? path.substr(6) : path;
}

std::optional<sim::Range> range_of(const scenarios::Scenario& scenario, const std::string& path)
{
    std::optional<sim::Range> range;
    each_varied(scenario, [&](const std::string& each, const double&, const sim::Field& field) {
        if (each == without_rules(path)) range = field.range;
    });
    return range;
}

void set_number(scenarios::Scenario& scenario, const std::string& path, double value)
{
    bool found = false;
    each_varied(scenario, [&](const std::string& each, double& number, const sim::Field&) {
        if (each != without_rules(path)) return;
        number = value;
        found = true;
    });
    sim::expects(found, "a number of the scenario has this path");
}

std::vector<std::string> number_paths(const scenarios::Scenario& scenario)
{
    std::vector<std::string> paths;
    each_varied(scenario, [&](const std::string& each, const double&, const sim::Field&) { paths.push_back(each); });
    return paths;
}

TargetPlays::TargetPlays(scenarios::Scenario scenario, std::vector<std::string> paths, sim::Problems& problems)
    : scenario_(std::move(scenario)), paths_(std::move(paths)), tables_(scenarios::load_world(scenario_, problems)), start_(build_start(scenario_, tables_, problems))
{
    for (const std::string& path : paths_)
        if (!range_of(scenario_, path))
            problems.push_back({path, "no number of the scenario is called this" + sim::suggestion(without_rules(path), number_paths(scenario_))});
}

Years TargetPlays::years() const
{
    return {start_.setting.year(0), start_.setting.year(start_.setting.rounds - 1)};
}

sim::Problems TargetPlays::problems_with(std::span<const double> values) const
{
    scenarios::Scenario changed = scenario_;
    for (std::size_t k = 0; k < paths_.size(); ++k) set_number(changed, paths_[k], values[k]);
    return scenarios::problems(changed);
}

PlayedRun TargetPlays::play(std::span<const double> values, std::uint32_t replicate) const
{
    sim::expects(values.size() == paths_.size(), "there is a value for each path");
    if (paths_.empty()) return play_from(start_, scenario_.seed, replicate);
    scenarios::Scenario changed = scenario_;
    for (std::size_t k = 0; k < paths_.size(); ++k) set_number(changed, paths_[k], values[k]);
    sim::Problems problems;
    const scenarios::Start start = build_start(changed, tables_, problems);
    if (!problems.empty()) throw std::invalid_argument(fmt::format("{}: {}", problems.front().place, problems.front().message));
    return play_from(start, changed.seed, replicate);
}

Eigen::ArrayXd play_targets(const TargetPlays& plays, std::span<const Target> targets, std::span<const double> values, std::uint32_t replicate)
{
    return values_of(targets, plays.play(values, replicate).sums);
}

}  // namespace comity::analysis
