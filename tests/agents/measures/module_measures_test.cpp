// What modules M7, M10 and M11 report, on worlds written by hand.
#include <vector>

#include "agents/measures/evolving_ties.hpp"
#include "agents/measures/reputation.hpp"
#include "agents/measures/tracks.hpp"
#include "agents/rules/coerce.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"

using namespace comity::agents;
using namespace comity::tests;

namespace {

/// The columns of one observation.
std::vector<double> observed(auto& measure, const World& world)
{
    std::vector<double> values(measure.columns().size(), -9);
    RowWriter row(values.data(), 1);
    measure.observe(world, row);
    CHECK(row.position() == values.data() + values.size());
    return values;
}

}  // namespace

TEST_CASE("dependence on a leader is the mean share of trade with its members, as it evolves and as sanctions leave it", "[measures][ties]")
{
    Setting setting = small_setting(4);
    setting.trade = TieGraph(4, {{0, 1, .2}, {0, 2, .3}, {0, 3, .1}, {1, 0, .5}, {2, 0, .4}, {3, 0, 1}});
    lead(setting, "ONE", Camp::incumbents, {0, 1});
    lead(setting, "TWO", Camp::challengers, {2});
    World world = small_world(setting);
    Rules rules;
    TieMeasure off(setting, rules);
    CHECK(off.columns().empty());
    rules.ties.on = true;
    TieMeasure measure(setting, rules);
    const auto values = [&] { return observed(measure, world); };
    CHECK(values() == std::vector<double>{0, (.4 + 1) / 2, .3 / 3});  // of C2 and C3; of C0, C1 and C3
    world.partnerships = {{{0}, {2}, .1, 0, 0}};
    CHECK(values()[0] == 1);

    const auto sanction = [&](double cut) {
        world.sanctions = {{{0}, {2}}};
        world.coercion.trade = cut_trade(world, setting, {.trade_cut = cut, .trade_diverted = 0});
    };
    sanction(.5);
    CHECK(values()[1] == Approx((.2 + 1) / 2));
    CHECK(values()[2] == Approx(.15 / 3));
    sanction(1);  // the same sanction cuts more: an event has changed the parameter
    CHECK(values()[1] == Approx((0 + 1.) / 2));
    CHECK(values()[2] == 0);

    world.ties.trade = std::make_shared<const TieGraph>(setting.trade.with_weights({.2, .3, .1, .5, .4, .6}));
    ++world.ties.renewals;
    CHECK(values()[1] == Approx((0 + .6) / 2));
    world.ties = {};
    world.coercion = {};
    measure.reset();  // another run
    CHECK(values()[1] == Approx(.7));
}

TEST_CASE("breaches, reputation and unpredictability are reported as they are", "[measures][violations]")
{
    Setting setting = small_setting(4);
    lead(setting, "ONE", Camp::incumbents, {0, 1});
    World world = small_world(setting);
    world.presence.overall << 3, 1, 0, 0;
    world.reputation.level.resize(4);
    world.reputation.level << .5, .9, 1, .2;
    world.reputation.unpredictability.resize(4);
    world.reputation.unpredictability << .25, 0, .5, 0;
    world.reputation.violations = {{{0}, {1}, .3, {}, 1, true}, {{2}, {1}, .2, {}, 1, false}, {{2}, {2}, .1, {}, 1, false}};
    world.reputation.answers = 7;
    Rules rules;
    CHECK(ReputationMeasure(setting, rules).columns().empty());
    rules.violations.on = true;
    const ReputationMeasure measure(setting, rules);
    const auto values = observed(measure, world);
    CHECK(values == std::vector<double>{3, 1, 7, .75, 2.6 / 4, (3 * .5 + .9) / 4});
}

TEST_CASE("tracks are counted once they are open", "[measures][tracks]")
{
    World world;
    world.opened = {still_waiting, 0, still_waiting, 7};
    Rules rules;
    CHECK(TrackMeasure(rules).columns().empty());
    rules.tracks.on = true;
    const TrackMeasure measure(rules);
    CHECK(observed(measure, world) == std::vector<double>{2});
}
