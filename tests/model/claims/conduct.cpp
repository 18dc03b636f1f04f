// Breaches of norms, criticism and its answer, and where leaders turn when a body gives them nothing.

#include <cmath>

#include <fmt/format.h>

#include "tests/model/claims/ensembles.hpp"
#include "tests/model/claims/rows.hpp"

namespace comity::tests {
namespace {

using agents::Setting;
using agents::World;

/// Breaches that events list, and no others.
const Variant listed_alone = baseline.with({"rules.violations.on=true", "rules.violations.rate=0"});

Variant with_events(const Variant& variant, const std::string& events)
{
    return variant.with({"events=[" + events + "]"});
}

std::string breach(int step, const char* country, const char* norm, int reading)
{
    return fmt::format("{{type: violation, step: {}, state: {}, severity: 1, norm: {}, reading: {}}}", step, country, norm, reading);
}

// R12 -----------------------------------------------------------------------------------------------------------------

/// What criticism of RUS in the council, for a large breach every two years, changes in an outcome.
Estimate of_criticism(const char* metric, const std::vector<std::string>& settings)
{
    std::string breaches;
    for (int step = 0; step < 56; step += 8) breaches += (step > 0 ? ", " : "") + breach(step, "RUS", "NI1", 0);
    const Variant quiet = listed_alone.with(settings);
    return estimate(difference(with_events(quiet, breaches), quiet, metric, 100));
}

std::vector<Finding> r12()
{
    const std::vector<std::string> silent = {"rules.violations.answer=0"};
    return {{above(0), of_criticism("answered_criticism_total", {}), of_criticism("answered_criticism_total", silent), 100},
            {below(0), of_criticism("reputation_US_min", {}), of_criticism("reputation_US_min", silent), 100}};
}

// R21, R34 ------------------------------------------------------------------------------------------------------------

/// Reputation of RUS after a breach of the reading at the S pole in a round, minus after one of the other reading.
Estimate of_hypocrisy(const char* norm, int round, const std::vector<std::string>& settings)
{
    const auto reputation = [&](int reading) {
        return watched(start_of(with_events(listed_alone.with({fmt::format("rounds={}", round + 1)}).with(settings), breach(round, "RUS", norm, reading))),
                       AtEnd{[](const Setting& setting, const World& world) { return world.reputation.level(setting.country("RUS").index); }}, 100);
    };
    return estimate(difference(reputation(-1), reputation(1)));
}

std::vector<Finding> hypocrisy(const char* norm, int round)
{
    return {{below(0), of_hypocrisy(norm, round, {}), of_hypocrisy(norm, round, {"rules.violations.hypocrisy=0"}), 100}};
}

// R31 -----------------------------------------------------------------------------------------------------------------

/// The expert group alone decides on cyber norms, by consensus or by majority.
Variant experts_alone(const char* rule)
{
    return baseline.with({"rules.tracks.on=true", "forums.UNGA.norms=[HR1, HR2, HR3, NI1, NI2, NI3]", "forums.ITU.norms=[]",
                          "forums.OEWG.first_year=2100", "forums.SCO.norms=[NI2]", fmt::format("forums.GGE.rule={}", rule)});
}

/// Tracks that open where the experts need consensus, minus where a majority is enough.
Estimate of_frustration(const std::vector<std::string>& settings)
{
    return estimate(difference(experts_alone("consensus").with(settings), experts_alone("majority").with(settings), "tracks_opened_end", 100));
}

/// Capacity of the expert group at the end, with a second track on one of its norms minus without. Failed drafts, whose number the
/// track changes too, leave capacity alone.
Estimate of_overlap(const std::vector<std::string>& settings)
{
    const Variant alone =
        experts_alone("majority").with({"rules.tracks.least_advantage=10", "rules.capacity.deadlock_erosion=0"}).with(settings);
    return estimate(difference(with_events(alone, "{type: forum_create, step: 4, forum: TRACK_CY1}"), alone, "capacity_GGE_end", 100));
}

std::vector<Finding> r31()
{
    return {{above(0), of_frustration({}), of_frustration({"rules.tracks.least_advantage=10"}), 100},
            {below(0), of_overlap({}), of_overlap({"rules.capacity.overlap_erosion=0"}), 100}};
}

// R40 -----------------------------------------------------------------------------------------------------------------

/// Correlation over runs with its interval (Fisher's z); one number where either does not vary.
Estimate correlation(const std::vector<double>& a, const std::vector<double>& b)
{
    constexpr double normal_quantile = 2.5758293035489;  // of .995: the level of the claims
    const auto n = static_cast<Eigen::Index>(a.size());
    const Eigen::ArrayXd x = Eigen::Map<const Eigen::ArrayXd>(a.data(), n), y = Eigen::Map<const Eigen::ArrayXd>(b.data(), n);
    const Eigen::ArrayXd dx = x - x.mean(), dy = y - y.mean();
    const double spread = std::sqrt((dx * dx).sum() * (dy * dy).sum());
    if (!(spread > 0)) return exactly(0);
    const double r = (dx * dy).sum() / spread, z = std::atanh(r), error = normal_quantile / std::sqrt(static_cast<double>(n) - 3);
    return {r, std::tanh(z - error), std::tanh(z + error)};
}

constexpr int runs_of_r40 = 1500;  // for a correlation of a tenth; of 30 rounds

/// Between unpredictability and coercions, over runs.
Estimate with_coercion(const std::vector<std::string>& settings)
{
    const Variant harsh = baseline.with({"rules.violations.on=true", "rules.coercion.on=true", "rules.coercion.rate=1", "rounds=30"}).with(settings);
    return correlation(outcome(harsh, "unpredictability_mean", runs_of_r40), outcome(harsh, "coercion_events_total", runs_of_r40));
}

std::vector<Finding> r40()
{
    return {{above(0), with_coercion({}), with_coercion({"rules.agenda.crisis_rate=0"}), runs_of_r40}};
}

}  // namespace

std::vector<Row> conduct_rows()
{
    return {{"R12", r12}, {"R21", [] { return hypocrisy("NI1", 0); }}, {"R31", r31}, {"R34", [] { return hypocrisy("CY3", 59); }}, {"R40", r40}};
}

}  // namespace comity::tests
