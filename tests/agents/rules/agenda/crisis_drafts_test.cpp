// Crises in the council: how many drafts, by whom, against whom, and what becomes of those that cannot win.
#include <cmath>
#include <set>

#include "tests/agents/rules/agenda/stage.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace comity;
using namespace comity::tests;

namespace {

/// The five permanent members in council, the pair at -1.5, the USA at 2, the EU at 1; C0 at -1 and C1 at 1.5.
Stage council(int quota)
{
    Setting setting = led_setting(4);
    setting.institutions.forums[0].quota = quota;
    Stage stage(std::move(setting));
    stage.params.background_scale = 0;
    stage.params.leader_rate = 0;
    stage.world.position.col(intervention.index) << -1.5, -1.5, 2, 1, 1, -1, 1.5, 0, 0;
    refresh(stage.world, stage.setting);
    return stage;
}
constexpr CountryId client{5}, ally{6};
constexpr int unreachable = 16;

}  // namespace

TEST_CASE("a crisis calls for drafts at the rate of its severity, which fades", "[agents][agenda]")
{
    Stage stage = council(unreachable);
    stage.params.table_losing = 1;
    stage.world.round = 4;
    stage.world.crises = {{client, 0.8, 1, 0, false}, {ally, 0.1, 1, -20, true}};
    constexpr int trials = 4'000;
    long on_client = 0, on_ally = 0;
    for (int r = 0; r < trials; ++r) {
        std::set<std::uint32_t> keys;
        for (const Draft& d : stage.agenda(r).drafts) {
            REQUIRE(d.kind == DraftKind::crisis);
            REQUIRE(d.forum == stage.forum("UNSC"));
            REQUIRE(keys.insert(d.key).second);
            ++(d.target == client ? on_client : on_ally);
        }
    }
    // 1.5 x .8 x .88^4 = .719634; the standing dispute keeps 1.5 x .1 = .15
    const auto fits = [](long count, double mean) { return plausible_mean(static_cast<double>(count) / trials, trials, mean, std::sqrt(mean)); };
    CHECK(fits(on_client, 0.719634));
    CHECK(fits(on_ally, 0.15));
    CHECK_FALSE(fits(on_client, 1.2));  // without fading
    CHECK_FALSE(fits(on_ally, 0.1));
    stage.params.crisis_rate = 0;
    CHECK(stage.agenda().drafts.empty());
}

TEST_CASE("the leader farthest from the target sponsors, and a target at the L pole turns the draft round", "[agents][agenda]")
{
    Stage stage = council(unreachable);
    stage.params.table_losing = 1;
    stage.params.crisis_rate = 5;
    stage.world.crises = {{client, 0.8, 1, 0, false}, {ally, 0.8, 1, 0, false}};
    double client_cut = 0, ally_cut = 0;
    long on_client = 0, on_ally = 0;
    for (int r = 0; r < 500; ++r)
        for (const Draft& d : stage.agenda(r).drafts) {
            REQUIRE(d.arena == intervention);
            REQUIRE(d.consent == 0);
            REQUIRE(d.half_band == 1.1);
            REQUIRE_FALSE(d.norm.exists());
            REQUIRE(d.line[static_cast<std::size_t>(d.leader.index)] == 1);
            if (d.target == client) {
                REQUIRE(d.leader == usa);  // 3 away; the EU is 2 away, the pair .5
                REQUIRE(d.slope > 0);
                client_cut += d.cut;
                ++on_client;
            } else {
                REQUIRE(d.target == ally);
                REQUIRE(d.leader == pair);  // 3 away
                REQUIRE(d.slope < 0);
                ally_cut += d.cut;
                ++on_ally;
            }
        }
    CHECK(plausible_mean(client_cut / static_cast<double>(on_client), on_client, -0.9, 0.45));
    CHECK(plausible_mean(ally_cut / static_cast<double>(on_ally), on_ally, 1.5, 0.45));
    CHECK_FALSE(plausible_mean(client_cut / static_cast<double>(on_client), on_client, -0.8, 0.45));

    // A leader does not sponsor against its own member, nor where none of its members sits.
    stage.world.crises = {{{2}, 1, 1, 0, true}};  // the USA itself
    for (const Draft& d : stage.agenda().drafts) CHECK(d.leader == pair);
    stage.world.crises = {{client, 1, 1, 0, true}};
    stage.world.engagement(2, 0) = 0;  // the USA has left the council
    for (int r = 0; r < 20; ++r)
        for (const Draft& d : stage.agenda(r).drafts) CHECK(d.leader == eu);
}

TEST_CASE("a crisis draft that cannot win is tabled with chance p_tab, one that can always", "[agents][agenda]")
{
    Stage losing = council(unreachable);
    losing.world.crises = {{client, 1, 1, 0, true}};
    Stage exposing = losing;
    exposing.params.table_losing = 1;
    long tabled = 0, wanted = 0;
    for (int r = 0; r < 3'000; ++r) {
        const auto some = losing.agenda(r).drafts, all = exposing.agenda(r).drafts;
        CHECK(contains_in_order(all, some));  // a dropped draft leaves the others as they are
        tabled += static_cast<long>(some.size());
        wanted += static_cast<long>(all.size());
    }
    CHECK(plausible(tabled, wanted, 0.45));
    CHECK_FALSE(plausible(tabled, wanted, 0.50));

    Stage winning = council(3);
    winning.params.table_losing = 0;
    winning.world.crises = {{client, 1, 1, 0, true}};
    winning.world.position.col(intervention.index).head(5) = 2;  // far beyond any cut near -.9
    Stage wanting = winning;
    wanting.params.table_losing = 1;
    for (int r = 0; r < 100; ++r) CHECK(winning.agenda(r).drafts.size() == wanting.agenda(r).drafts.size());
}

TEST_CASE("a crisis draft cannot win where its sponsor gives it less than one half", "[agents][agenda]")
{
    Stage stage = council(4);
    stage.params.crisis_rate = 5;
    stage.world.crises = {{client, 1, 1, 0, true}};
    stage.params.table_losing = 1;
    Stage choosy = stage;
    choosy.params.table_losing = 0;
    int just_enough = 0, not_quite = 0;
    for (int r = 0; r < 2'000; ++r) {
        std::vector<Draft> expected;
        for (const Draft& d : stage.agenda(r).drafts) {
            const double chance = chance_to_pass(stage.world, stage.setting, stage.influence, d, 0, stage.world.rules.voting);
            if (chance >= 0.5) expected.push_back(d);
            just_enough += chance >= 0.5 && chance < 0.6;
            not_quite += chance < 0.5 && chance > 0.4;
        }
        const auto tabled = choosy.agenda(r).drafts;
        REQUIRE(tabled.size() == expected.size());
        CHECK(contains_in_order(tabled, expected));
    }
    CHECK(just_enough > 20);
    CHECK(not_quite > 20);
}

TEST_CASE("crises leave each other's drafts alone, and more severity adds slots at the end", "[agents][agenda]")
{
    Stage stage = council(unreachable);
    stage.params.table_losing = 1;
    const Crisis first{client, 0.8, 1, 0, true};
    int longer = 0, drafts = 0;
    for (int r = 0; r < 100; ++r) {
        stage.world.crises = {first};
        const auto alone = stage.agenda(r).drafts;
        stage.world.crises = {{ally, 1, 1, 0, true}, first, {client, 0.5, 1, -3, true}};
        const auto among = stage.agenda(r).drafts;
        CHECK(contains_in_order(among, alone));
        stage.world.crises = {{client, 1, 1, 0, true}};
        const auto worse = stage.agenda(r).drafts;
        CHECK(contains_in_order(worse, alone));
        longer += worse.size() > alone.size();
        drafts += static_cast<int>(alone.size());
    }
    CHECK(drafts > 50);
    CHECK(longer > 5);
}
