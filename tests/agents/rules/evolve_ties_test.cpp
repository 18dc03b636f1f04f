#include "agents/rules/evolve_ties.hpp"

#include <cmath>
#include <vector>

#include "agents/influence.hpp"
#include "agents/rules/coerce.hpp"
#include "agents/world.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"
#include "tests/support/statistics.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;

namespace {

/// C0 depends on C1, C2 and C3; the others on C0.
Setting four()
{
    Setting setting = small_setting(4);
    setting.trade = TieGraph(4, {{0, 1, .2}, {0, 2, .3}, {0, 3, .1}, {1, 0, .5}, {2, 0, .4}, {3, 0, 1}});
    return setting;
}

World at_year_end(const Setting& setting)
{
    World world = small_world(setting);
    world.rules.ties.on = true;
    world.ties.capability_before = world.capability;
    world.ties.votes = VoteHistory(setting.num_countries());
    return world;
}

void vote(World& world, std::vector<std::int8_t> votes) { world.ties.votes.add(votes.data()); }

}  // namespace

TEST_CASE("without growth, votes and sanctions trade stays as it is, bit for bit", "[agents][evolve_ties]")
{
    const Setting setting = four();
    const World world = at_year_end(setting);
    const TieGraph after = evolved_trade(world, setting, {});
    for (int i = 0; i < 4; ++i)
        for (int j = 0; j < 4; ++j) CHECK(after.weight(i, j) == setting.trade.weight(i, j));
}

TEST_CASE("without weights shares follow the partners' growth", "[agents][evolve_ties]")
{
    const Setting setting = four();
    World world = at_year_end(setting);
    world.ties.capability_before << .25, .25, .25, .25;
    world.capability << .2, .5, .25, .05;
    vote(world, {1, 1, -1, -1});
    const TieGraph after = evolved_trade(world, setting, {.agreement_effect = 0, .sanction_effect = 0});
    const double one = .2 * 2, two = .3, three = .1 * .2, scale = .6 / (one + two + three);
    CHECK(after.weight(0, 1) == Approx(one * scale));
    CHECK(after.weight(0, 2) == Approx(two * scale));
    CHECK(after.weight(0, 3) == Approx(three * scale));
    CHECK(after.weight(3, 0) == Approx(1));  // a single partner keeps its share, whatever it does
    const TieGraph still = evolved_trade(world, setting, {.agreement_effect = 0, .sanction_effect = 0, .growth_effect = 0});
    CHECK(still.weight(0, 1) == setting.trade.weight(0, 1));
}

TEST_CASE("trade grows with those who vote alike", "[agents][evolve_ties]")
{
    const Setting setting = four();
    World world = at_year_end(setting);
    vote(world, {1, 1, -1, 0});
    vote(world, {1, 1, -1, 2});  // C3 is absent
    // S_01 = 1, S_02 = 0, S_03 = .5
    const double mu = 0.4, one = .2 * std::exp(mu), two = .3, three = .1 * std::exp(mu / 2), scale = .6 / (one + two + three);
    const TieGraph after = evolved_trade(world, setting, {.agreement_effect = mu});
    CHECK(after.weight(0, 1) == Approx(one * scale));
    CHECK(after.weight(0, 2) == Approx(two * scale));
    CHECK(after.weight(0, 3) == Approx(three * scale));

    World apart = at_year_end(setting);  // C3 has no vote in common: it fares like the mean of the others
    vote(apart, {1, 1, -1, 2});
    const double mean = .1 * std::exp(mu / 2);
    CHECK(evolved_trade(apart, setting, {.agreement_effect = mu}).weight(0, 3) == Approx(mean * .6 / (one + two + mean)));
}

TEST_CASE("trade withers where a sanction stands, both ways and with every member of the sender", "[agents][evolve_ties]")
{
    Setting setting = four();
    setting.trade = TieGraph(4, {{0, 1, .2}, {0, 2, .3}, {0, 3, .1}, {1, 0, .5}, {2, 0, .4}, {2, 1, .1}, {3, 0, 1}});
    lead(setting, "ONE", Camp::incumbents, {1, 2});
    World world = at_year_end(setting);
    world.sanctions = {{{0}, {0}}};
    const double left = std::exp(-0.5), scale = .6 / (.5 * left + .1);
    const TieGraph after = evolved_trade(world, setting, {});
    CHECK(after.weight(0, 1) == Approx(.2 * left * scale));
    CHECK(after.weight(0, 2) == Approx(.3 * left * scale));
    CHECK(after.weight(0, 3) == Approx(.1 * scale));
    CHECK(after.weight(1, 0) == Approx(.5));  // C1 has nobody else to turn to
    CHECK(after.weight(2, 0) == Approx(.5 * .4 * left / (.4 * left + .1)));  // C2 turns to C1
}

TEST_CASE("evolved trade reaches leverage, influence, sanctions and coercion", "[agents][evolve_ties][influence]")
{
    Setting setting = four();
    lead(setting, "ONE", Camp::incumbents, {1});
    World world = at_year_end(setting);
    Influence influence(setting, {});
    influence.update(world, setting, world.rules.influence);
    CHECK(influence.weights(0)[0] == Approx(.2 / .6));
    world.ties.trade = std::make_shared<const TieGraph>(setting.trade.with_weights({.4, .1, .1, .5, .4, 1}));
    ++world.ties.renewals;
    influence.update(world, setting, world.rules.influence);
    CHECK(influence.weights(0)[0] == Approx(.4 / .6));
    CHECK(&trade_ties(world, setting) == world.ties.trade.get());
    set_leverage(world, setting);
    CHECK(world.leverage(0, 0) == Approx(.4 * (1 - .5)));

    world.coercion.standing = {{{0}, {0}, 0, 1}};
    Draft draft;
    draft.line[0] = 1;
    const Lobbying pressed = press_voters(world, setting, {{draft}}, {});
    REQUIRE(pressed.given.size() == 1);
    CHECK(pressed.given[0].amount == Approx(.4));
    world.sanctions = {{{0}, {0}}};  // half of .4 is cut, and all of that goes to C2 and C3, which have .2
    CHECK(cut_trade(world, setting, {.trade_cut = .5, .trade_diverted = 1}).factor(0, 2) == Approx(2));
}

TEST_CASE("powers under joint threat begin to coordinate at the rule's rate", "[agents][evolve_ties]")
{
    Setting setting = small_setting(14);
    for (int i = 0; i < 14; ++i) setting.strength(i) = i / 13.0;
    lead(setting, "ONE", Camp::incumbents, {10, 11});
    CHECK(powers(setting) == std::vector<int>{13, 12, 11, 10, 9, 8, 7, 6, 5, 4});
    World world = at_year_end(setting);
    world.partnerships = {{{12}, {13}, 0.4, 0, 0}};
    world.threat.setConstant(0.15);
    world.threat(4) = 1;
    world.shock.threat.setConstant(0.1);  // what is felt: .25, and 1 at most
    const TieParams params{.partnership_rate = 0.08, .partnership_start = 0.3};
    long plain = 0, threatened = 0;
    constexpr int years = 4000;
    for (std::uint32_t r = 0; r < years; ++r)
        for (const Partnership& pair : new_partnerships(world, setting, params, sim::Draws(2, r, 3))) {
            CHECK(pair.strength == 0.3);
            CHECK(pair.second.index >= 4);
            CHECK_FALSE((pair.first.index == 11 && pair.second.index == 10));
            CHECK_FALSE((pair.first.index == 13 && pair.second.index == 12));
            (pair.second.index == 4 ? threatened : plain) += 1;
        }
    CHECK(plausible(threatened, 9L * years, 0.08 * 0.5));
    CHECK(plausible(plain, (45L - 9 - 2) * years, 0.08 * 0.25));
    CHECK_FALSE(plausible(plain, (45L - 9 - 2) * years, 0.08 * 0.3));
    CHECK(new_partnerships(world, setting, {.partnership_rate = 0}, sim::Draws(2, 0, 3)).empty());
}
