#include "analysis/calibrate/calibration.hpp"

#include <cmath>
#include <fstream>
#include <limits>

#include <nlohmann/json.hpp>

#include "analysis/calibrate/abc/abc_state.hpp"
#include "analysis/calibrate/blocks.hpp"
#include "analysis/calibrate/calibration_tables.hpp"
#include "scenarios/scenario_reader.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace comity;
using namespace comity::analysis;
using Catch::Matchers::ContainsSubstring;

namespace {

/// A block of one parameter with draws as given.
Posterior block_of(const char* path, sim::Range prior, const std::vector<double>& draws)
{
    Posterior block{.block = "toy", .method = "by hand", .parameters = {{path, prior}}, .draws = {}, .diagnostics = {}};
    block.draws = Eigen::Map<const Eigen::VectorXd>(draws.data(), static_cast<Eigen::Index>(draws.size()));
    return block;
}

}  // namespace

TEST_CASE("draws of one block keep those of the blocks before that they were simulated with", "[analysis][calibrate]")
{
    JointDraws joint;
    CHECK(joint.rows() == 1);
    join(joint, block_of("voting.slope", {0.5, 4}, {1, 2, 3}));
    join(joint, block_of("voting.half_band", {0.2, 3}, {0.5, 0.6}));
    CHECK(draws_csv(joint) == "voting.slope,voting.half_band\n1,0.5\n2,0.6\n3,0.5\n");
    join(joint, AbcPosterior{block_of("voting.leverage", {0, 3}, {0.1, 0.2}), {2, 0}});
    CHECK(posterior_csv(joint) == "draw,voting.slope,voting.half_band,voting.leverage\n0,3,0.5,0.1\n1,1,0.5,0.2\n");
}

TEST_CASE("a file of medians names interval and meaning, and a scenario takes it", "[analysis][calibrate]")
{
    JointDraws joint;
    join(joint, block_of("voting.slope", {0.5, 4}, {1, 2, 3}));
    join(joint, block_of("forums.UNSC.consent_bias", {0, 8}, {4, 5, 6}));
    const std::string text = parameters_yaml(joint, scenarios::Scenario(), {.until = 2015, .blocks = {"council"}, .program = "comity 0", .seed = 3});
    CHECK_THAT(text, ContainsSubstring("calibrated on the record until 2015") && ContainsSubstring("# Blocks: council. comity 0, seed 3, 3 draws"));
    CHECK_THAT(text, ContainsSubstring("rules:\n  voting:\n    slope: 2  # 1.1 to 2.9; beta0: how sharply positions decide\n"));
    const tests::ScratchFolder scratch;
    const auto file = scratch.path() / "parameters.yaml";
    std::ofstream(file) << text;
    sim::Problems problems;
    const scenarios::Scenario scenario = scenarios::read_scenario("s02", {"parameters=" + file.string()}, problems);
    CHECK(problems.empty());
    CHECK(scenario.rules.voting.slope == 2);
    CHECK(scenario.institutions.forums[static_cast<std::size_t>(scenario.institutions.forum("UNSC").index)].consent_bias == 5);
}

TEST_CASE("the table of targets tells what runs say before and after, and whether the record lies within", "[analysis][calibrate]")
{
    const std::vector<RecordedTarget> targets{{{find_measure("vetoed_UNSC"), {2000, 2006}}, {11, 3.4, 0}}, {{find_measure("vetoed_by_CHN"), {2000, 2006}}, {0, 0.7, 0}}};
    const double nan = std::numeric_limits<double>::quiet_NaN();
    Predictive prior{Eigen::MatrixXd(3, 2)}, posterior{Eigen::MatrixXd(3, 2)};
    prior.values << 0, nan, 10, nan, 20, nan;
    posterior.values << 5, 1, 6, 2, 7, 3;  // quantiles .05 and .95 of three values: a tenth of the way in
    const std::string text = targets_csv(targets, prior, posterior);
    CHECK_THAT(text, ContainsSubstring("council,vetoed_UNSC_2000_2006,11,3.4,1,10,19,5.1,6,6.9,0,"));
    CHECK_THAT(text, ContainsSubstring("council,vetoed_by_CHN_2000_2006,0,0.7,,,,1.1,2,2.9,0,"));
    posterior.values << 5, nan, 11, nan, 12, nan;
    CHECK_THAT(targets_csv(targets, prior, posterior), ContainsSubstring("5.6,11,11.9,1,") && ContainsSubstring("0,0.7,,,,,,,,"));
}

TEST_CASE("the summary names the targets that answer to a parameter, the strongest first", "[analysis][calibrate]")
{
    Posterior block = block_of("voting.slope", {0.5, 4}, {1, 2, 3});
    CHECK_THAT(summary_text({block}), ContainsSubstring("its likelihood"));
    block.diagnostics = {{"response", "a x voting.slope", 0.3}, {"response", "b x voting.slope", -0.9}, {"response", "c x voting.slope", 0.1}, {"response", "d x voting.leverage", 1},
                         {"contraction", "voting.slope", 0.25}};
    const std::string text = summary_text({block});
    CHECK_THAT(text, ContainsSubstring("0.5 to 4          2           1.1 to 2.9         0.25  b (-0.90), a (+0.30)\n"));
    block.diagnostics = {{"response", "c x voting.slope", 0.1}};
    CHECK_THAT(summary_text({block}), ContainsSubstring("nothing"));
}

TEST_CASE("runs take from a block what a scenario can set", "[analysis][calibrate]")
{
    Posterior block = block_of("voting.slope", {0.5, 4}, {1, 2});
    block.parameters.insert(block.parameters.begin(), {"style.CHN", {0.3, 3}});
    block.draws = (Eigen::MatrixXd(2, 2) << 0.5, 1, 0.6, 2).finished();
    const Posterior kept = settable(block, scenarios::Scenario());
    REQUIRE(kept.parameters.size() == 1);
    CHECK(kept.parameters[0].path == "voting.slope");
    CHECK(kept.draws == Eigen::MatrixXd(Eigen::Vector2d(1, 2)));
}

TEST_CASE("what a block came to is read back as it was", "[analysis][calibrate]")
{
    Posterior block = block_of("voting.slope", {0.5, 4}, {1.0 / 3, 2});
    block.diagnostics = {{"ess", "", 12.5, "a note, with \"quotes\""}, {"contraction", "voting.slope", std::numeric_limits<double>::quiet_NaN()}};
    const Posterior back = fitted_of(nlohmann::ordered_json::parse(as_json(block).dump()));
    CHECK(back.draws == block.draws);
    CHECK(back.parameters[0].path == "voting.slope");
    CHECK(back.parameters[0].prior.high == 4);
    CHECK(back.diagnostics[0].note == block.diagnostics[0].note);
    CHECK(std::isnan(back.diagnostics[1].value));
    CHECK(as_json(back).dump() == as_json(block).dump());
}

TEST_CASE("draws from priors fill them, and each parameter keeps its own", "[analysis][calibrate]")
{
    const std::vector<FreeParameter> both{{"voting.slope", {0.5, 4}}, {"voting.leverage", {0, 3}}};
    const Eigen::MatrixXd draws = prior_draws(both, 400, 5);
    for (Eigen::Index k = 0; k < 2; ++k) {
        const sim::Range prior = both[static_cast<std::size_t>(k)].prior;
        CHECK(draws.col(k).minCoeff() >= prior.low);
        CHECK(draws.col(k).maxCoeff() <= prior.high);
        CHECK(std::abs(draws.col(k).mean() - (prior.low + prior.high) / 2) < 5 * (prior.high - prior.low) / std::sqrt(12.0 * 400));
    }
    CHECK(prior_draws({both[1]}, 400, 5).col(0) == draws.col(1));
    CHECK(prior_draws(both, 400, 6) != draws);
}

TEST_CASE("every block that is simulated has parameters that the model knows and targets that inform it", "[analysis][calibrate]")
{
    const std::vector<Target> targets = targets_until(2019);
    for (const CalibrationBlock& block : calibration_blocks()) {
        if (block.likelihood) continue;
        CAPTURE(block.name);
        CHECK(free_parameters(scenarios::Scenario(), block.paths).size() == block.paths.size());
        CHECK(std::any_of(targets.begin(), targets.end(), [&](const Target& each) { return word(each.measure->informs) == block.name; }));
    }
}
