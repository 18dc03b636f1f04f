// What was simulated with a known parameter is calibrated: the posterior finds it again, on the shipped world of 1991.
#include <atomic>

#include "analysis/calibrate/abc/weighted_sample.hpp"
#include "analysis/calibrate/blocks.hpp"
#include "analysis/calibrate/calibration.hpp"
#include "scenarios/scenario_reader.hpp"
#include "tests/support/catch.hpp"

using namespace comity;
using namespace comity::analysis;

namespace {

const std::vector<std::string> veto_cost{"voting.veto_cost"};

scenarios::Scenario until_2005()
{
    sim::Problems problems;
    scenarios::Scenario scenario = scenarios::read_scenario("s17", {"rounds=60"}, problems);
    REQUIRE(problems.empty());
    return scenario;
}

/// The council's targets as runs with this cost have them on average, with the error of that mean.
std::vector<RecordedTarget> simulated_record(const TargetPlays& plays, double cost)
{
    constexpr int runs = 24;
    std::vector<RecordedTarget> all;
    for (const Target& target : targets_until(2005))
        if (target.measure->informs == Block::council) all.push_back({target, {}});
    const Predictive played = predict(plays, all, Eigen::MatrixXd::Constant(runs, 1, cost), 900'000, 2);
    std::vector<RecordedTarget> told;
    for (std::size_t k = 0; k < all.size(); ++k) {
        const Eigen::ArrayXd values = played.values.col(static_cast<Eigen::Index>(k));
        const double mean = values.mean();
        if (values.isNaN().any()) continue;
        all[k].recorded = {mean, std::sqrt((values - mean).square().sum() / (runs - 1) / runs), 0};
        told.push_back(all[k]);
    }
    return told;
}

/// The middle 90 % of the posterior of the cost.
std::pair<double, double> fitted(const TargetPlays& plays, double truth)
{
    const JointDraws nothing_before;
    const std::vector<RecordedTarget> record = simulated_record(plays, truth);
    const AbcProblem problem = problem_of("council", free_parameters(plays.scenario(), veto_cost), nothing_before, plays, record);
    const AbcPlan plan{.particles = 80, .generations = 4, .seed = 3, .threads = 2};
    const std::atomic<bool> never = false;
    const AbcState state = sample_posterior(problem, plan, {}, [](const auto&) {}, [](const auto&, int) {}, never);
    const Eigen::VectorXd draws = posterior_of(problem, plan, state, Adjustment::none).posterior.draws.col(0);
    const std::vector<double> values(draws.begin(), draws.end());
    return {quantile_of(values, 0.05), quantile_of(values, 0.95)};
}

}  // namespace

TEST_CASE("the cost of a veto is found again from the council's votes", "[analysis][calibrate][slow]")
{
    sim::Problems problems;
    const TargetPlays plays(until_2005(), veto_cost, problems);
    REQUIRE(problems.empty());
    const auto [low_from, low_to] = fitted(plays, 0.5);
    const auto [high_from, high_to] = fitted(plays, 4);
    CAPTURE(low_from, low_to, high_from, high_to);
    CHECK((low_from <= 0.5 && 0.5 <= low_to));
    CHECK((high_from <= 4 && 4 <= high_to));
    // Neither truth is taken for the other; the prior's own interval, .25 to 4.75, would hold both.
    CHECK(low_to < 4);
    CHECK(high_from > 0.5);
}
