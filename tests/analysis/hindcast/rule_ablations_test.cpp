// What a rule is worth: how its absence is scored, and that its null is one.

#include <cmath>
#include <set>
#include <string>

#include "analysis/hindcast/rule_ablations.hpp"
#include "analysis/targets/target_plays.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/whole_runs.hpp"

using namespace comity;
using namespace comity::analysis;

namespace {

const HindcastDesign design{2003, {2004, 2005}};

TargetScore score(const char* measure, Years years, double crps)
{
    TargetScore found;
    found.target = {find_measure(measure), years};
    found.crps = crps;
    return found;
}

const CardRow* row(const std::vector<CardRow>& card, const std::string& subset)
{
    for (const CardRow& each : card)
        if (each.subset == subset) return &each;
    return nullptr;
}

}  // namespace

TEST_CASE("a rule is worth the ratio of CRPS without and with it, measure by measure", "[hindcast][ablations]")
{
    const Years both{2004, 2005}, first{2004, 2004}, second{2005, 2005};
    TargetScores with, without;
    with.comity = {score("vetoed_UNSC", both, 2), score("yes_share", both, .01), score("vetoed_UNSC", first, 1), score("vetoed_UNSC", second, 3), score("no_share", both, .5)};
    // Two years of one measure add up: (3 + 5) / (1 + 3). A target that only one side tells does not count.
    without.comity = {score("vetoed_UNSC", both, 4), score("yes_share", both, .005), score("vetoed_UNSC", first, 3), score("vetoed_UNSC", second, 5)};
    const auto card = ablation_card({"veto-cost", {}, ""}, without, with, design, 1);
    REQUIRE(row(card, "all"));
    CHECK(row(card, "all")->estimate.value == Approx(0).margin(1e-12));  // ln 2 and ln 1/2
    CHECK(row(card, "all")->n == 2);
    CHECK(row(card, "all")->model == "comity-no-veto-cost");
    CHECK(row(card, "all")->metric == "log_crps_lost");
    CHECK(row(card, "by_year")->estimate.value == Approx(std::log(2)));
    CHECK(row(card, "by_year")->n == 2);
    CHECK(row(card, "council")->estimate.value == Approx(std::log(2)));
    CHECK(row(card, "voting")->estimate.value == Approx(-std::log(2)));
    // Resampled measures: one of the two, or both.
    CHECK(row(card, "all")->estimate.low == Approx(-std::log(2)));
    CHECK(row(card, "all")->estimate.high == Approx(std::log(2)));
}

TEST_CASE("where the test has periods, a block of the calibration is scored by these", "[hindcast][ablations]")
{
    TargetScores with, without;
    with.comity = {score("vetoed_UNSC", {1991, 2019}, 2), score("vetoed_UNSC", {1991, 1999}, 1)};
    without.comity = {score("vetoed_UNSC", {1991, 2019}, 2), score("vetoed_UNSC", {1991, 1999}, 3)};
    const auto card = ablation_card({"veto-cost", {}, ""}, without, with, {1990, {1991, 2019}}, 1);
    CHECK(row(card, "all")->estimate.value == 0);
    CHECK(row(card, "by_period")->estimate.value == Approx(std::log(3)));
    CHECK(row(card, "council")->estimate.value == Approx(std::log(3)));
}

TEST_CASE("a rule that changes nothing is worth nothing, exactly", "[hindcast][ablations]")
{
    TargetScores with;
    with.comity = {score("vetoed_UNSC", {2004, 2005}, 2)};
    const auto card = ablation_card({"refill", {}, ""}, with, with, design, 1);
    CHECK(row(card, "all")->estimate.value == 0);
}

TEST_CASE("what switches a rule off is a number that scenarios may hold", "[hindcast][ablations]")
{
    const scenarios::Scenario scenario = tests::scenario("s17", {"rounds=4"});
    std::set<std::string> names;
    for (const RuleOff& rule : each_rule_off()) {
        CAPTURE(rule.name);
        CHECK(names.insert(rule.name).second);
        for (const NullSetting& each : rule.settings) {
            CAPTURE(each.path);
            const auto range = range_of(scenario, each.path);
            REQUIRE(range);
            CHECK(range->contains(each.value));
        }
        std::vector<std::string> paths;
        std::vector<double> values;
        for (const NullSetting& each : rule.settings) {
            paths.emplace_back(each.path);
            values.push_back(each.value);
        }
        sim::Problems problems;
        const TargetPlays plays(scenario, paths, problems);
        REQUIRE(problems.empty());
        CHECK(plays.problems_with(values).empty());
        CHECK_NOTHROW(plays.play(values, 0));
    }
}
