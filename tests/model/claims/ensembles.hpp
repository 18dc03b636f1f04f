#pragma once
// Runs that claims are measured in: scenarios with settings, all on seed 1, so that run n of one is paired with run n of another.

#include <memory>
#include <string>
#include <vector>

#include "agents/round.hpp"
#include "agents/rules/begin_events.hpp"
#include "scenarios/replicate.hpp"
#include "sim/parallel.hpp"

namespace comity::tests {

/// A scenario by path or shipped name, changed as `--set` changes it.
struct Variant {
    std::string scenario;
    std::vector<std::string> settings = {};

    /// The same with more settings.
    Variant with(const std::vector<std::string>& more) const;
};

inline const Variant baseline{"s01"};
inline const Variant hindcast{COMITY_CLAIMS "/hindcast.yaml"};
inline const std::string nobody_tables = "rules.agenda.leader_rate=0";
inline const std::vector<std::string> constant_partnership = {"rules.partnership.growth=0", "rules.partnership.decay=0"};

constexpr int usual_runs = 200;
constexpr std::uint64_t claims_seed = 1;

/// A first world; each is built once.
const scenarios::Start& start_of(const Variant& variant);

/// The same with a partnership of one strength throughout, or `none`.
constexpr double none = -1;
scenarios::Start with_partnership(const Variant& variant, double strength);

/// An outcome over runs, [run]; each ensemble is run once.
std::vector<double> outcome(const Variant& variant, const std::string& metric, int runs = usual_runs);
/// The same from a first world of one's own.
std::vector<double> outcome_from(const scenarios::Start& start, const std::string& metric, int runs = usual_runs);

/// Series of each run, [run](round, metric).
std::vector<Eigen::ArrayXXd> series(const Variant& variant, const std::vector<std::string>& metrics, int runs = usual_runs);

std::vector<double> difference(const std::vector<double>& of, const std::vector<double>& from);
std::vector<double> sum(const std::vector<double>& a, const std::vector<double>& b);
std::vector<double> scaled(std::vector<double> values, double factor);
/// a minus b, run by run, in an outcome.
std::vector<double> difference(const Variant& a, const Variant& b, const std::string& metric, int runs = usual_runs);

/// Plays one run round by round. `Watch` has `round(setting, world, record)`, which sees the world after each round, and
/// `value(setting, last)`.
template <class Watch>
double watch_run(const scenarios::Start& start, std::uint32_t replicate, Watch watch)
{
    agents::World world = start.world;
    agents::Influence influence = start.influence;
    for (int t = 0; t < start.setting.rounds; ++t) {
        const agents::RoundRecord record =
            agents::play_round(world, start.setting, influence, sim::Draws(claims_seed, replicate, t));
        watch.round(start.setting, world, record);
    }
    return watch.value(start.setting, world);
}

/// The value of a watch over runs, [run].
template <class Watch>
std::vector<double> watched(const scenarios::Start& start, const Watch& watch, int runs = usual_runs)
{
    std::vector<double> values(static_cast<std::size_t>(runs));
    sim::for_each_index(runs, sim::default_threads(), [&](std::int64_t r) {
        values[static_cast<std::size_t>(r)] = watch_run(start, static_cast<std::uint32_t>(r), watch);
    });
    return values;
}

/// A watch of the last round alone: `f(setting, world)`.
template <class F>
struct AtEnd {
    F f;
    void round(const agents::Setting&, const agents::World&, const agents::RoundRecord&) {}
    double value(const agents::Setting& setting, const agents::World& last) const { return f(setting, last); }
};
template <class F>
AtEnd(F) -> AtEnd<F>;

}  // namespace comity::tests
