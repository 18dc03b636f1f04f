#include "agents/rules/sanction_ties.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "agents/influence.hpp"
#include "agents/rules/apply_events.hpp"
#include "agents/rules/coerce.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;

namespace {

const CoercionParams params;  // f_s = .3, d_s = .5

/// C0 leads ONE, C1 and C2 lead TWO; C3 is the target of all tests; C4 and C5 are third parties.
Setting six()
{
    Setting setting = small_setting(6);
    lead(setting, "ONE", Camp::challengers, {0});
    lead(setting, "TWO", Camp::incumbents, {1, 2});
    setting.trade = TieGraph(6, {{0, 3, .2}, {0, 4, .5}, {1, 0, .1}, {1, 3, .4}, {1, 5, .3}, {2, 4, .6}, {3, 0, .4}, {3, 1, .1}, {3, 4, .3}, {3, 5, .1}, {4, 3, .2}, {5, 0, .7}});
    return setting;
}

World under(const Setting& setting, std::vector<Sanction> sanctions)
{
    World world = small_world(setting);
    world.sanctions = std::move(sanctions);
    world.coercion.trade = cut_trade(world, setting, params);
    set_leverage(world, setting);
    return world;
}

double left(const World& world, const Setting& setting, int i, int j) { return setting.trade.weight(i, j) * world.coercion.trade.factor(i, j); }

}  // namespace

TEST_CASE("a sanction cuts trade both ways, and part of it goes to third parties", "[agents][sanction_ties]")
{
    const Setting setting = six();
    const World world = under(setting, {{{0}, {3}}});
    // D_30 = .4: .28 is left, .12 lost; .06 goes to the others, .5 in all: each x 1.12
    CHECK(left(world, setting, 3, 0) == Approx(0.28));
    CHECK(left(world, setting, 3, 1) == Approx(0.112));
    CHECK(left(world, setting, 3, 4) == Approx(0.336));
    CHECK(left(world, setting, 3, 5) == Approx(0.112));
    // D_03 = .2: .14 is left; .03 goes to C4
    CHECK(left(world, setting, 0, 3) == Approx(0.14));
    CHECK(left(world, setting, 0, 4) == Approx(0.53));
    // nobody else's trade changes
    for (const int i : {1, 2, 4, 5})
        for (int j = 0; j < 6; ++j) CHECK(left(world, setting, i, j) == setting.trade.weight(i, j));
}

TEST_CASE("every member of the sender takes part, and several sanctions between two countries add to one another", "[agents][sanction_ties]")
{
    const Setting setting = six();
    // TWO = {C1, C2} on C3, ONE on C3, and TWO on C0: between C0 and C1 one, between C3 and each of C0, C1, C2 one
    World world = under(setting, {{{1}, {3}}, {{0}, {3}}, {{1}, {0}}});
    CHECK(left(world, setting, 3, 0) == Approx(0.28));
    CHECK(left(world, setting, 3, 1) == Approx(0.07));
    CHECK(left(world, setting, 3, 4) == Approx(0.3 * (1 + 0.5 * 0.15 / 0.4)));
    CHECK(left(world, setting, 1, 0) == Approx(0.07));
    CHECK(left(world, setting, 1, 5) == Approx(0.3 * (1 + 0.5 * 0.15 / 0.3)));
    CHECK(left(world, setting, 2, 4) == 0.6);  // C2 trades with neither
    // answered in kind
    Setting answered = six();
    answered.leaders[0].founders = {{3}};
    world = under(answered, {{{1}, {3}}, {{0}, {1}}});
    CHECK(left(world, answered, 3, 1) == Approx(0.1 * 0.49));
    CHECK(left(world, answered, 1, 3) == Approx(0.4 * 0.49));
}

TEST_CASE("what is diverted is all or nothing at the ends of d_s, and a full cut leaves nothing", "[agents][sanction_ties]")
{
    const Setting setting = six();
    World world = small_world(setting);
    world.sanctions = {{{0}, {3}}};
    const auto total = [&](const CoercionParams& with, int i) {
        world.coercion.trade = cut_trade(world, setting, with);
        double sum = 0;
        for (int j = 0; j < 6; ++j) sum += left(world, setting, i, j);
        return sum;
    };
    CHECK(total({.trade_diverted = 1}, 3) == Approx(0.9));
    CHECK(total({.trade_diverted = 0}, 3) == Approx(0.9 - 0.12));
    CHECK(left(world, setting, 3, 4) == 0.3);
    CHECK(total({.trade_cut = 1, .trade_diverted = 0}, 3) == Approx(0.5));
    CHECK(left(world, setting, 3, 0) == 0);
    CHECK(total({.trade_cut = 0, .trade_diverted = 1}, 3) == Approx(0.9));
    CHECK(left(world, setting, 3, 0) == 0.4);
}

TEST_CASE("trade with sanctioned partners alone has no third party to go to", "[agents][sanction_ties]")
{
    Setting setting = six();
    setting.trade = TieGraph(6, {{0, 3, 0.5}, {3, 0, 0.3}, {3, 1, 0.1}});
    const World world = under(setting, {{{0}, {3}}, {{1}, {3}}});
    CHECK(left(world, setting, 3, 0) == Approx(0.21));
    CHECK(left(world, setting, 3, 1) == Approx(0.07));
    CHECK(left(world, setting, 0, 3) == Approx(0.35));
    CHECK(left(world, setting, 3, 4) == 0);
}

TEST_CASE("what is diverted follows trade as it has evolved", "[agents][sanction_ties]")
{
    const Setting setting = six();
    World world = small_world(setting);
    world.sanctions = {{{0}, {3}}};
    std::vector<double> evolved;
    for (int i = 0; i < 6; ++i)
        for (const double weight : setting.trade.weights(i)) evolved.push_back(i == 3 ? 0.25 : weight);
    world.ties.trade = std::make_shared<const TieGraph>(setting.trade.with_weights(evolved));
    // C3 trades .25 with each of four: of the .075 that it loses half goes to three
    CHECK(cut_trade(world, setting, params).factor(3, 4) == Approx(1 + 0.5 * 0.075 / 0.75));
}

TEST_CASE("the factors of a row are those of its partners one by one", "[agents][sanction_ties]")
{
    const Setting setting = six();
    const World world = under(setting, {{{1}, {3}}, {{0}, {3}}, {{1}, {0}}});
    const TradeCuts& cuts = world.coercion.trade;
    for (const std::vector<std::int32_t>& partners : {std::vector<std::int32_t>{0, 1, 2, 3, 4, 5}, {1, 4}, {5}, {}})
        for (int i = 0; i < 6; ++i) {
            std::vector<double> row, alone;
            cuts.each_factor(i, partners, [&](std::size_t, double factor) { row.push_back(factor); });
            for (const std::int32_t j : partners) alone.push_back(cuts.factor(i, j));
            CHECK(row == alone);
        }
}

TEST_CASE("without sanctions trade is what it was, bit for bit", "[agents][sanction_ties]")
{
    const Setting setting = six();
    const World plain = small_world(setting);
    World world = under(setting, {});
    CHECK(world.coercion.trade.dyads.empty());
    CHECK(world.coercion.trade.rows.empty());
    CHECK((world.leverage == plain.leverage).all());
    for (int i = 0; i < 6; ++i) CHECK(plain.leverage(i, 0) == setting.trade.weight(i, 0) * (1 - setting.trade.weight(0, i)));
    CHECK(follows_sanctions(world.coercion.trade, world, params));

    // nor once a sanction has come and gone
    world = under(setting, {{{0}, {3}}});
    CHECK_FALSE((world.leverage == plain.leverage).all());
    world.sanctions.clear();
    CHECK_FALSE(follows_sanctions(world.coercion.trade, world, params));
    world.coercion.trade = cut_trade(world, setting, params);
    set_leverage(world, setting);
    CHECK((world.leverage == plain.leverage).all());
    CHECK((world.joint_leverage == plain.joint_leverage).all());
}

TEST_CASE("leverage and influence are those of a world whose trade is what sanctions left", "[agents][sanction_ties]")
{
    Setting setting = six();
    setting.security = ring(6, 0.5);
    setting.caucus = ring(6, 1);
    World world = under(setting, {{{1}, {3}}, {{0}, {3}}, {{1}, {0}}});

    Setting cut = setting;
    std::vector<Tie> ties;
    for (int i = 0; i < 6; ++i)
        for (int j = 0; j < 6; ++j) ties.push_back({i, j, left(world, setting, i, j)});
    cut.trade = TieGraph(6, std::move(ties));
    const World expected = small_world(cut);
    for (int i = 0; i < 6; ++i)
        for (Eigen::Index k = 0; k < 3; ++k) CHECK(world.leverage(i, k) == Approx(expected.leverage(i, k)).margin(1e-15));
    for (int i = 0; i < 6; ++i)
        for (Eigen::Index g = 0; g < 2; ++g) CHECK(world.joint_leverage(i, g) == Approx(expected.joint_leverage(i, g)).margin(1e-15));

    const auto same = [&](const Influence& a, const Influence& b) {
        double most = 0;
        for (int i = 0; i < 6; ++i)
            for (std::size_t k = 0; k < a.weights(i).size(); ++k) most = std::max(most, std::abs(a.weights(i)[k] - b.weights(i)[k]));
        return most < 1e-14;
    };
    Influence there(cut, {}), here(setting, {}), fresh(setting, {});
    there.update(expected, cut, {});
    World before = world;
    before.sanctions.clear();
    before.coercion = {};
    here.update(before, setting, {});
    CHECK_FALSE(same(here, there));
    here.update(world, setting, {});  // sanctions come
    CHECK(same(here, there));
    fresh.update(world, setting, {});
    CHECK(same(fresh, there));
    here.update(before, setting, {});  // and go
    Influence untouched(setting, {});
    untouched.update(before, setting, {});
    for (int i = 0; i < 6; ++i) CHECK(std::equal(here.weights(i).begin(), here.weights(i).end(), untouched.weights(i).begin()));
}

TEST_CASE("what outreach has added to leverage stays when sanctions change trade", "[agents][sanction_ties]")
{
    Setting setting = six();
    Event outreach;
    outreach.kind = EventKind::outreach;
    outreach.leader = {0};
    outreach.countries = {{5}};
    outreach.level = 0.2;
    setting.events = {outreach};
    World world = small_world(setting);
    const double before = world.leverage(5, 0);
    apply_events(world, setting);
    const double courted = world.leverage(5, 0);
    CHECK(courted == Approx(1.2 * before));
    world.sanctions = {{{0}, {3}}};
    world.coercion.trade = cut_trade(world, setting, params);
    set_leverage(world, setting);
    CHECK(world.leverage(5, 0) == courted);
    CHECK(world.joint_leverage(5, 0) == courted);
    CHECK(world.leverage(3, 0) == Approx(0.28 * (1 - 0.14)));
}

TEST_CASE("cuts are made anew where sanctions or the shares cut have changed, and not otherwise", "[agents][sanction_ties]")
{
    const Setting setting = six();
    World world = under(setting, {{{0}, {3}, 12}});
    CHECK(follows_sanctions(world.coercion.trade, world, params));
    world.sanctions[0].until = 20;  // how long it stands does not matter
    CHECK(follows_sanctions(world.coercion.trade, world, params));
    CHECK_FALSE(follows_sanctions(world.coercion.trade, world, {.trade_cut = 0.4}));
    CHECK_FALSE(follows_sanctions(world.coercion.trade, world, {.trade_diverted = 0.4}));
    world.sanctions.push_back({{1}, {3}});
    CHECK_FALSE(follows_sanctions(world.coercion.trade, world, params));
    world.sanctions = {{{1}, {3}}};
    CHECK_FALSE(follows_sanctions(world.coercion.trade, world, params));
    world.sanctions.clear();
    CHECK_FALSE(follows_sanctions(world.coercion.trade, world, params));
    CHECK(follows_sanctions({}, world, params));
}
