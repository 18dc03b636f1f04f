#include "agents/rules/forecast_passage.hpp"

#include <cmath>
#include <numeric>

#include "agents/rules/tally.hpp"
#include "sim/distributions.hpp"
#include "tests/agents/rules/hall.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

double forecast(const Hall& hall, const Draft& draft, double error = 0)
{
    return chance_to_pass(hall.world, hall.setting, hall.influence, draft, error, hall.params);
}

/// Share of many drafts that pass, as drawn.
long passed(const Hall& hall, const Draft& draft, int drafts)
{
    const Agenda agenda = Hall::agenda(draft, drafts);
    long found = 0;
    for (const Outcome& outcome : tally(hall.world, hall.setting, agenda, hall.vote(agenda)).of) found += outcome.adopted ? 1 : 0;
    return found;
}

}  // namespace

TEST_CASE("a majority is forecast by the normal approximation to yes minus no", "[agents][forecast_passage]")
{
    // 40 voters: 10 at z = 2 and 30 at z = -.5, delta = 1: yes F(1), F(-1.5); no F(-3), F(-.5).
    Hall hall(small_setting(40));
    const auto noise = hall.params.noise = GENERATE(VotingNoise::logit, VotingNoise::probit);
    for (int i = 0; i < 40; ++i) hall.world.position(i, rights.index) = i < 10 ? 2 : -0.5;
    const double yes1 = chance_below(noise, 1), no1 = chance_below(noise, -3), yes2 = chance_below(noise, -1.5), no2 = chance_below(noise, -0.5);
    const double mean = 10 * (yes1 - no1) + 30 * (yes2 - no2);
    const double variance = 10 * (yes1 + no1 - (yes1 - no1) * (yes1 - no1)) + 30 * (yes2 + no2 - (yes2 - no2) * (yes2 - no2));
    Draft draft = Hall::draft(assembly, 1);
    CHECK_THAT(forecast(hall, draft), WithinAbs(sim::normal_cdf((mean - 0.5) / std::sqrt(variance)), 1e-12));
    draft.important = true;  // two thirds: yes - 2 no >= 0
    const double mean2 = mean - 10 * no1 - 30 * no2;
    const double variance2 = 10 * (yes1 + 4 * no1 - (yes1 - 2 * no1) * (yes1 - 2 * no1)) +
                             30 * (yes2 + 4 * no2 - (yes2 - 2 * no2) * (yes2 - 2 * no2));
    CHECK_THAT(forecast(hall, draft), WithinAbs(sim::normal_cdf((mean2 + 0.5) / std::sqrt(variance2)), 1e-12));
    CHECK(forecast(hall, draft) < 0.1);
}

TEST_CASE("a forecast of many voters is close to what the votes bring", "[agents][forecast_passage]")
{
    Hall hall(small_setting(150));
    hall.params.noise = GENERATE(VotingNoise::logit, VotingNoise::probit);
    for (int i = 0; i < 150; ++i) hall.world.position(i, rights.index) = std::sin(i) * 2;
    for (const double cut : {-0.1, 0.0, 0.1}) {
        Draft draft = Hall::draft(assembly, 1);
        draft.cut = cut;
        const double chance = forecast(hall, draft);
        const long found = passed(hall, draft, 20'000);
        CAPTURE(cut, chance, found);
        CHECK(std::abs(static_cast<double>(found) / 20'000 - chance) < 0.02);
        CHECK(chance > 0.02);
        CHECK(chance < 0.98);
    }
}

TEST_CASE("consensus is forecast exactly, as the product of nobody saying no", "[agents][forecast_passage]")
{
    Hall hall(small_setting(3));
    const auto noise = hall.params.noise = GENERATE(VotingNoise::logit, VotingNoise::probit);
    hall.roster(experts) = {0, 1, 2};
    hall.world.position.col(rights.index) << 1, 0, -1;
    const Draft draft = Hall::draft(experts, 0.5);
    const double expected = chance_below(noise, 1 + 0.5 + 2) * chance_below(noise, 0.5 + 2) * chance_below(noise, -1 + 0.5 + 2);  // 1 - P(no), c = 2
    CHECK_THAT(forecast(hall, draft), WithinRel(expected, 1e-12));
    CHECK(plausible(passed(hall, draft, 100'000), 100'000, expected));
    CHECK_FALSE(plausible(passed(hall, draft, 100'000), 100'000, expected + 0.01));
    CHECK_THAT(forecast(hall, Hall::draft(budget, 0.5)), WithinRel(expected, 1e-12));  // its majority is less likely
    hall.world.position.setConstant(-400);
    CHECK(forecast(hall, draft) < 1e-300);
}

TEST_CASE("the council's forecast is exact: no veto, then nine yes", "[agents][forecast_passage]")
{
    Hall hall(small_setting({"USA", "AAA", "BBB"}));
    const auto noise = hall.params.noise = GENERATE(VotingNoise::logit, VotingNoise::probit);
    hall.setting.institutions.forums[0].quota = 2;
    hall.roster(council) = {0, 1, 2};
    hall.world.position.col(rights.index) << 0.5, 1, -1;
    const Draft draft = Hall::draft(council, 0.5);
    const double a = chance_below(noise, 0), b = chance_below(noise, 0.5), c = chance_below(noise, -1.5);
    const double no_veto = chance_below(noise, 0.5 + 0.5 + 2);
    // Yes of the holder given no veto: a / no_veto. Two of three or all.
    const double expected = a * (b + c - b * c) + (no_veto - a) * b * c;
    CHECK_THAT(forecast(hall, draft), WithinRel(expected, 1e-12));
    CHECK(plausible(passed(hall, draft, 100'000), 100'000, expected));
    CHECK_FALSE(plausible(passed(hall, draft, 100'000), 100'000, expected + 0.01));
}

TEST_CASE("a misjudged electorate is one whose every position is shifted", "[agents][forecast_passage]")
{
    Hall hall(small_setting(20));
    for (int i = 0; i < 20; ++i) hall.world.position(i, rights.index) = -1 + 0.1 * i;
    Draft draft = Hall::draft(assembly, 1);
    draft.slope = 2;
    const double misjudged = forecast(hall, draft, 0.3);
    CHECK(misjudged > forecast(hall, draft));
    hall.world.position += 0.3;
    CHECK_THAT(forecast(hall, draft), WithinRel(misjudged, 1e-12));
}

TEST_CASE("leaders' lines and absences stay out of a forecast", "[agents][forecast_passage]")
{
    Setting setting = small_setting(20);
    setting.trade = complete(20, 0.05);
    lead(setting, "A", Camp::challengers, {0});
    Hall hall(std::move(setting));
    Draft draft = Hall::draft(assembly, 1);
    const double chance = forecast(hall, draft);
    hall.world.diplomacy.setZero();
    draft.line = {1};
    CHECK(forecast(hall, draft) == chance);
}

TEST_CASE("one forecast serves many texts: arenas, norms, targets and half-bands do not mix", "[agents][forecast_passage]")
{
    Setting setting = small_setting(30);
    for (int i = 0; i < 30; ++i) setting.norm_offset(i, 1) = 0.02 * i;
    setting.clients = TieGraph(30, {{3, 9, 0.9}});
    Hall hall(std::move(setting));
    hall.influence = Influence(hall.setting, {});
    hall.influence.update(hall.world, hall.setting, hall.world.rules.influence);
    hall.world.style(4) = 1.3;
    hall.world.position.col(rights.index) = Eigen::ArrayXd::LinSpaced(30, -1, 1);
    Forecast shared(hall.world, hall.setting, hall.influence, assembly, hall.params);
    for (int k = 0; k < 24; ++k) {
        Draft draft = Hall::draft(assembly, 0.5 + 0.1 * (k % 4));
        if (k % 3 > 0) draft.norm = {k % 3 - 1};
        if (k % 2 > 0) draft.target = {8 + k % 4};
        draft.cut = 0.01 * k;
        draft.arena = {k / 6 % 2};
        CHECK(shared.chance(draft, 0.1) == forecast(hall, draft, 0.1));
    }
}

TEST_CASE("where veto holders alone settle a council's draft, the forecast says no more than that it falls short", "[agents][forecast_passage]")
{
    Hall hall(small_setting(fifteen()));
    hall.roster(council).resize(15);
    std::iota(hall.roster(council).begin(), hall.roster(council).end(), 0);
    const Draft draft = Hall::draft(council, 0.5);
    int bounded = 0, exact = 0;
    for (int k = 0; k < 40; ++k) {
        for (int i = 0; i < 15; ++i) hall.world.position(i, rights.index) = std::sin(k + 0.7 * i) * 3 + 0.1 * (k - 20);
        Forecast shared(hall.world, hall.setting, hall.influence, council, hall.params);
        const double chance = shared.chance(draft, 0);
        for (const double enough : {0.01, 0.2, 0.5, 0.9}) {
            const double told = shared.chance(draft, 0, enough);
            CHECK(told >= chance);
            if (told == chance) {
                ++exact;
                continue;
            }
            ++bounded;
            CHECK(told < enough);  // and so does the chance
        }
        CHECK(shared.chance(draft, 0, chance) == chance);
    }
    CHECK(bounded > 20);
    CHECK(exact > 20);
}

TEST_CASE("co-sponsors are the countries whose yes is more likely than .9, members or not", "[agents][forecast_passage]")
{
    // z - delta > ln 9 = 2.197: at delta = 1 positions beyond 3.197, at style 1.3 beyond 3.497.
    Hall hall(small_setting(4));
    hall.world.position.col(rights.index) << 3.19, 3.2, 3.4, 3.5;
    const auto cosponsors = [&](ForumId forum) {
        const LeaderPull pull = leader_pull(hall.world, hall.setting, forum, hall.params);
        return num_cosponsors(hall.world, hall.setting, hall.influence, Hall::draft(forum, 1), pull, hall.params);
    };
    CHECK(cosponsors(assembly) == 3);
    hall.world.style(2) = 1.3;
    CHECK(cosponsors(assembly) == 2);
    hall.roster(assembly) = {0, 3};
    CHECK(cosponsors(assembly) == 2);
    hall.params.noise = VotingNoise::probit;  // 1.702 x 1.28155 = 2.181: the first of them lies beyond too
    CHECK(cosponsors(assembly) == 3);
}
