// Threat, and the bond of the two powers.

#include <cmath>

#include <fmt/format.h>

#include "tests/model/claims/ensembles.hpp"
#include "tests/model/claims/rows.hpp"

namespace comity::tests {
namespace {

using agents::Setting;
using agents::World;

std::string shock(const char* states, double threat)
{
    return fmt::format("events=[{{type: shock, step: 0, duration: 60, state: {}, threat: {}}}]", states, threat);
}

/// What f makes of the partnership in the rounds of each run, [run].
template <class F>
std::vector<double> of_partnership(const Variant& variant, F f, int runs = 100)
{
    std::vector<double> values;
    for (const Eigen::ArrayXXd& run : series(variant, {"partnership_CHN_RUS"}, runs)) values.push_back(f(run.col(0)));
    return values;
}

// R01 -----------------------------------------------------------------------------------------------------------------

/// What threat to both adds to the partnership beyond what threat to either alone adds, from the low threat of 1991.
Estimate joint_threat(const std::vector<std::string>& settings)
{
    const Variant calm = hindcast.with({"rounds=60"}).with(settings);
    const auto pi = [&](const char* states, double threat) {
        return outcome(calm.with({shock(states, threat)}), "partnership_CHN_RUS_end", 50);
    };
    const auto alone = sum(pi("CHN", 0.5), pi("RUS", 0.5));
    return estimate(difference(sum(pi("[CHN, RUS]", 0.5), pi("CHN", 0)), alone));
}

std::vector<Finding> r01()
{
    return {{above(0), joint_threat({}), joint_threat(constant_partnership), 50}};
}

// R02 -----------------------------------------------------------------------------------------------------------------

/// Mean threat of closed regimes minus that of open ones.
double threat_gap(const Setting&, const World& world)
{
    double closed = 0, open = 0, num_closed = 0;
    for (Eigen::Index i = 0; i < world.threat.size(); ++i) {
        const bool is_closed = world.exposure(i) > 0.5;
        (is_closed ? closed : open) += world.threat(i);
        num_closed += is_closed;
    }
    return closed / num_closed - open / (static_cast<double>(world.threat.size()) - num_closed);
}

std::vector<double> threat_gaps(const Variant& variant)
{
    return watched(start_of(variant), AtEnd{threat_gap}, 100);
}

Estimate uprising_abroad(const std::vector<std::string>& settings)
{
    const Variant quiet = baseline.with({"rounds=12"}).with(settings);
    const Variant stirred = quiet.with({"events=[{type: uprising, step: 0, state: SYR, severity: 0.8}]"});
    return estimate(difference(threat_gaps(stirred), threat_gaps(quiet)));
}

/// What blame by media adds to the effect of an uprising that is half home-made.
Estimate blame(const std::vector<std::string>& settings)
{
    const Variant media = baseline
                              .with({"rounds=12", "rules.propaganda.on=true",
                                     "events=[{type: uprising, step: 0, state: SYR, severity: 0.8, attributed: 0.5}]"})
                              .with(settings);
    return estimate(difference(threat_gaps(media), threat_gaps(media.with({"rules.propaganda.blame=0"}))));
}

std::vector<Finding> r02()
{
    return {{above(0), uprising_abroad({}), uprising_abroad({"rules.threat.uprising_weight=0"}), 100},
            {above(0), blame({}), blame({"events=[{type: path, step: 0, variable: media, state: all, values: [0]}]"}), 100}};
}

// R03 -----------------------------------------------------------------------------------------------------------------

/// Growth of the partnership per year in 2012-2019 minus that in 1991-2011.
Estimate acceleration(const Variant& variant)
{
    return estimate(of_partnership(
        variant, [](const Eigen::ArrayXd& pi) { return (pi(115) - pi(83)) / 8 - (pi(83) - pi(0)) / 20.75; }, 50));
}

std::vector<Finding> r03()
{
    return {{above(0), acceleration(hindcast),
             acceleration(hindcast.with({"rules.threat.uprising_weight=0", "rules.threat.pressure_weight=0"})), 50}};
}

// R04 -----------------------------------------------------------------------------------------------------------------

/// Greatest difference that an event on the dyad makes to the positions of any country at the end, and to the status quo.
Estimate trace(const std::string& event)
{
    const int runs = 50;
    const auto state = [&](const Variant& variant) {
        std::vector<Eigen::ArrayXd> states(runs);
        const scenarios::Start& start = start_of(variant);
        sim::for_each_index(runs, sim::default_threads(), [&](std::int64_t r) {
            watch_run(start, static_cast<std::uint32_t>(r), AtEnd{[&](const Setting&, const World& world) {
                          Eigen::ArrayXd all(world.position.size() + world.status_quo.size());
                          all << Eigen::Map<const Eigen::ArrayXd>(world.position.data(), world.position.size()), world.status_quo;
                          states[static_cast<std::size_t>(r)] = all;
                          return 0.0;
                      }});
        });
        return states;
    };
    const auto without = state(baseline), with = state(baseline.with({event}));
    std::vector<double> greatest;
    for (std::size_t r = 0; r < without.size(); ++r) greatest.push_back((with[r] - without[r]).abs().maxCoeff());
    return estimate(greatest);
}

std::vector<Finding> r04()
{
    return {{at(0),
             trace("events=[{type: declaration, step: 0, dyad: [CHN, RUS]}, {type: declaration, step: 20, dyad: [CHN, RUS]}]"),
             trace("events=[{type: conflict, step: 0, dyad: [CHN, RUS], severity: 1}]"), 50}};
}

// R05 -----------------------------------------------------------------------------------------------------------------

constexpr int change = 8, later = 28;  // rounds

/// The partnership with a change of leaders minus that without one, in a round, [run].
std::vector<double> loss_in(int round, const std::vector<std::string>& settings)
{
    const Variant steady = baseline.with({"rounds=32", "rules.leadership.on=true"}).with(settings);
    const Variant changed = steady.with({fmt::format("events=[{{type: leader_change, step: {}, dyad: [CHN, RUS]}}]", change)});
    const auto pi = [&](const Variant& v) { return of_partnership(v, [&](const Eigen::ArrayXd& s) { return s(round); }); };
    return difference(pi(changed), pi(steady));
}

/// Share of the loss that is made up twenty rounds later.
Estimate made_up(const std::vector<std::string>& settings)
{
    const auto at_once = loss_in(change, settings), in_the_end = loss_in(later, settings);
    std::vector<double> share;
    for (std::size_t r = 0; r < at_once.size(); ++r) share.push_back(1 - in_the_end[r] / at_once[r]);
    return estimate(share);
}

std::vector<Finding> r05()
{
    return {{below(0), estimate(loss_in(change, {})), estimate(loss_in(change, {"rules.leadership.loss=0"})), 100},
            {above(0.5), made_up({}), made_up(constant_partnership), 100}};
}

// R08 -----------------------------------------------------------------------------------------------------------------

/// How much nearer the two are in 2018-19 than in 1991-92, mean over the arenas of sovereignty minus the control arena.
Estimate approach_beyond_control(const std::vector<std::string>& settings)
{
    const std::string metric = "position_difference_CHN_RUS_";
    std::vector<double> values;
    for (const Eigen::ArrayXXd& gap :
         series(hindcast.with(settings), {metric + "HR", metric + "NI", metric + "CY", metric + "CT"}, 100)) {
        const auto approach = [&](int arena) {
            return std::abs(gap.col(arena).head(8).mean()) - std::abs(gap.col(arena).tail(8).mean());
        };
        values.push_back((approach(0) + approach(1) + approach(2)) / 3 - approach(3));
    }
    return estimate(values);
}

std::vector<Finding> r08()
{
    return {{above(0), approach_beyond_control({}),
             approach_beyond_control(
                 {"rules.influence.threat_pull=0", "rules.influence.regime_pull=0", "rules.adoption.anchor_drift=0"}),
             100}};
}

// R45 -----------------------------------------------------------------------------------------------------------------

constexpr int wedge_over = 19;  // last round of the inducements of s07

/// What the inducements of s07 cost the partnership by their end.
std::vector<double> wedge_cost(const std::vector<std::string>& settings)
{
    const auto pi = [&](const char* scenario) {
        return of_partnership(Variant{scenario, {"rounds=24"}}.with(settings),
                              [](const Eigen::ArrayXd& s) { return s(wedge_over); });
    };
    return difference(pi("s07"), pi("s01"));
}

std::vector<Finding> r45()
{
    const std::string feared = shock("[CHN, RUS]", 0.3), calm = shock("[CHN, RUS]", -0.4),
                      off = "rules.partnership.wedge_effect=0";
    return {{above(-0.1), estimate(wedge_cost({})), estimate(wedge_cost({calm})), 100},
            {above(0), estimate(difference(wedge_cost({feared}), wedge_cost({calm}))),
             estimate(difference(wedge_cost({feared, off}), wedge_cost({calm, off}))), 100}};
}

}  // namespace

std::vector<Row> bond_rows()
{
    return {{"R01", r01}, {"R02", r02}, {"R03", r03}, {"R04", r04}, {"R05", r05}, {"R08", r08}, {"R45", r45}};
}

}  // namespace comity::tests
