// Runs for their targets: what they depend on, and what they do not.

#include <cmath>

#include "agents/round.hpp"
#include "analysis/targets/parameter_draws.hpp"
#include "analysis/targets/target_plays.hpp"
#include "scenarios/scenario_reader.hpp"
#include "sim/atomic_file.hpp"
#include "sim/csv.hpp"
#include "sim/draws.hpp"
#include "sim/parallel.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/whole_runs.hpp"

using namespace comity;
using namespace comity::analysis;

namespace {

scenarios::Scenario short_hindcast(int rounds)
{
    return tests::scenario("s17", {"rounds=" + std::to_string(rounds)});
}

TargetPlays plays_of(const scenarios::Scenario& scenario, const std::vector<std::string>& paths)
{
    sim::Problems problems;
    TargetPlays plays(scenario, paths, problems);
    REQUIRE(problems.empty());
    return plays;
}

double mean_of(const TargetPlays& plays, const char* measure, Years years, std::vector<double> values, int runs)
{
    const std::vector<Target> targets{{find_measure(measure), years}};
    double sum = 0;
    for (int r = 0; r < runs; ++r) sum += play_targets(plays, targets, values, static_cast<std::uint32_t>(r))[0];
    return sum / runs;
}

bool alike(const Eigen::ArrayXXd& a, const Eigen::ArrayXXd& b)
{
    return a.rows() == b.rows() && a.cols() == b.cols() && (a == b || (a.isNaN() && b.isNaN())).all();
}

}  // namespace

TEST_CASE("targets of runs are the same on any number of threads", "[targets]")
{
    const TargetPlays plays = plays_of(short_hindcast(12), {"voting.veto_cost", "influence.threat_pull"});
    const std::vector<Target> targets = targets_over({1991, 1993});
    const auto play_all = [&](int threads) {
        Eigen::ArrayXXd all(6, static_cast<Eigen::Index>(targets.size()));
        sim::for_each_index(6, threads, [&](std::int64_t r) {
            const std::vector<double> values{1.0 + static_cast<double>(r) / 5, 0.01};
            all.row(r) = play_targets(plays, targets, values, static_cast<std::uint32_t>(r)).transpose();
        });
        return all;
    };
    const Eigen::ArrayXXd one = play_all(1);
    CHECK(alike(one, play_all(2)));
    CHECK(alike(one, play_all(7)));
    CHECK_FALSE(alike(one.row(0), one.row(1)));
}

TEST_CASE("values that the scenario has already change nothing", "[targets]")
{
    const scenarios::Scenario scenario = short_hindcast(8);
    const std::vector<Target> targets = targets_over({1991, 1992});
    const TargetPlays plain = plays_of(scenario, {}), varied = plays_of(scenario, {"rules.voting.veto_cost", "forums.UNSC.consent_bias", "influence.rate"});
    const std::vector<double> values{scenario.rules.voting.veto_cost, 4.5, scenario.rules.influence.rate};
    for (const std::uint32_t replicate : {0u, 3u}) CHECK(alike(play_targets(plain, targets, {}, replicate), play_targets(varied, targets, values, replicate)));
    CHECK_FALSE(alike(play_targets(plain, targets, {}, 0), play_targets(plain, targets, {}, 1)));
}

TEST_CASE("a dear veto is cast less often, and dear drafts are tabled less", "[targets]")
{
    const Years years{1991, 1995};
    const TargetPlays vetoes = plays_of(short_hindcast(20), {"voting.veto_cost"});
    CHECK(mean_of(vetoes, "vetoed_UNSC", years, {0}, 10) > 2 * mean_of(vetoes, "vetoed_UNSC", years, {5}, 10));
    const TargetPlays drafts = plays_of(short_hindcast(20), {"agenda.leader_rate"});
    CHECK(mean_of(drafts, "drafts_of_challengers", years, {0}, 3) == 0);
    CHECK(mean_of(drafts, "drafts_of_challengers", years, {6}, 3) + mean_of(drafts, "drafts_of_incumbents", years, {6}, 3) > 0);
}

TEST_CASE("a parameter that shapes the first world shapes that of the run", "[targets]")
{
    // Anchors are inverted at the rate that is played, so the first world is a rest point and positions hardly move without noise
    // (partnerships grow and shift weights); anchors of another rate would draw them away.
    const scenarios::Scenario still = tests::scenario(
        "s17", {"rounds=8", "rules.influence.noise=0", "rules.influence.threat_pull=0", "rules.influence.regime_pull=0", "rules.adoption.anchor_drift=0"});
    const double slow = mean_of(plays_of(still, {"influence.rate"}), "position_spread", {1991, 1992}, {0.012}, 1);
    CHECK(mean_of(plays_of(still, {"influence.rate"}), "position_spread", {1991, 1992}, {0.1}, 1) == Approx(slow).margin(1e-4));

    scenarios::Start other = tests::start_of(still);
    other.world.rules.influence.rate = 0.1;
    TargetCounts counts(other.setting, other.world.rules);
    for (int t = 0; t < 8; ++t) {
        const agents::RoundRecord record = play_round(other.world, other.setting, other.influence, sim::Draws(still.seed, 0, t));
        counts.observe(other.world, record);
    }
    CHECK(std::abs(value_of({find_measure("position_spread"), {1991, 1992}}, counts.sums()) - slow) > 1e-2);
}

TEST_CASE("parties to the convention grow from none to some where its rule plays", "[targets]")
{
    const TargetPlays plays = plays_of(short_hindcast(60), {});  // to the end of 2005
    CHECK(mean_of(plays, "treaty_parties_T1", {2000, 2000}, {}, 2) == 0);
    CHECK(mean_of(plays, "treaty_parties_T1", {2005, 2005}, {}, 2) > 0);
}

TEST_CASE("what runs cannot be played with is told before they start", "[targets]")
{
    sim::Problems problems;
    const TargetPlays misspelt(short_hindcast(4), {"voting.veto_csot"}, problems);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].place == "voting.veto_csot");
    CHECK(problems[0].message == "no number of the scenario is called this; did you mean 'voting.veto_cost'?");

    const TargetPlays plays = plays_of(short_hindcast(4), {"voting.veto_cost", "influence.trade_weight"});
    CHECK(plays.problems_with(std::vector<double>{2, 0.2}).empty());
    CHECK(plays.problems_with(std::vector<double>{9, 0.2}).size() == 1);   // above 5
    CHECK(plays.problems_with(std::vector<double>{2, 0.9}).size() == 1);   // weights above 1 together
}

TEST_CASE("draws are taken in turn, and told of with their lines", "[targets]")
{
    const tests::ScratchFolder folder;
    const auto file = folder.path() / "draws.csv";
    sim::write_atomically(file, "voting.veto_cost,forums.UNSC.consent_bias\n1,4\n2,5\n3,6\n");
    sim::Problems problems;
    const ParameterDraws draws = read_draws(file, problems);
    REQUIRE(problems.empty());
    CHECK(draws.of_run(0)[0] == 1);
    CHECK(draws.of_run(2)[1] == 6);
    CHECK(draws.of_run(3)[0] == 1);
    CHECK(draws.of_run(1000)[0] == 2);
    CHECK(ParameterDraws{}.of_run(5).empty());

    sim::write_atomically(file, "voting.veto_cost,voting.slop\n1,x\n9,2\n");
    const ParameterDraws wrong = read_draws(file, problems);
    check_paths(wrong, short_hindcast(4), problems);
    REQUIRE(problems.size() == 2);
    CHECK(problems[0].place == file.string() + ":2:3");
    CHECK(problems[0].message == "voting.slop is 'x', but must be a number");
    CHECK(problems[1].place == file.string() + ":1:18");
    CHECK(problems[1].message == "column 'voting.slop' names no number of the scenario; did you mean 'voting.slope'?");

    problems.clear();
    sim::write_atomically(file, "voting.veto_cost\n1\n9\n");
    const ParameterDraws out_of_range = read_draws(file, problems);
    check_draws(out_of_range, plays_of(short_hindcast(4), out_of_range.paths), problems);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].place == file.string() + ":3");

    sim::write_atomically(file, "voting.veto_cost\n");
    CHECK_THROWS_AS(read_draws(file, problems), sim::CsvError);
}
