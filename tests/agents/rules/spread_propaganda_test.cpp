#include "agents/rules/spread_propaganda.hpp"

#include "agents/influence.hpp"
#include "agents/rules/drift_positions.hpp"
#include "agents/rules/sense_threat.hpp"
#include "agents/world.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"

using namespace comity::agents;
using namespace comity::tests;
using comity::sim::Draws;
using Eigen::ArrayXXd;

namespace {

/// Four countries: 0 and 1 at the S pole with media, partners by half; 2 at the L pole without; 3 listens to 2, and to nobody else.
struct Field {
    Setting setting = small_setting(4);
    World world;

    Field()
    {
        setting.security = TieGraph(4, {{3, 2, 1}});
        world = small_world(setting);
        world.position.col(0) << -2, -1, 2, 1;
        world.media << 0.4, 0.2, 0, 0;
        world.resilience << 0.5, 0.5, 0.5, 0.25;
        world.partnerships = {{{0}, {1}, 0.5, 0, 0}};
        world.rules.influence = {.rate = 0.1, .susceptibility = 1, .security_weight = 1, .trade_weight = 0, .caucus_weight = 0, .noise = 0};
        world.rules.propaganda.on = true;
    }
    ArrayXXd played() const
    {
        Influence influence(setting, {0, 1});
        influence.update(world, setting, world.rules.influence);
        return drift_positions(world, setting, influence, world.rules.influence, Draws(1, 0, 0));
    }
};

}  // namespace

TEST_CASE("partners pool their media by the strength of the bond, and shocks multiply them", "[agents][propaganda]")
{
    Field field;
    CHECK((pooled_media(field.world) == (Eigen::ArrayXd(4) << 0.5, 0.4, 0, 0).finished()).all());
    field.world.shock.media.setConstant(2);
    CHECK(pooled_media(field.world)(0) == 1);  // .8 + .5 x .4, and no more than full reach
    CHECK(pooled_media(field.world)(1) == Approx(0.8));
    field.world.shock.media.setConstant(4);
    CHECK(pooled_media(field.world)(1) == 1);  // .8 + .5 x 1
    field.world.partnerships.front().strength = 0.1;
    CHECK(pooled_media(field.world)(1) == Approx(0.9));  // .8 + .1 x 1: a partner has no more than full reach to lend
    field.world.partnerships.clear();
    field.world.shock.media.setOnes();
    CHECK(pooled_media(field.world)(1) == 0.2);
}

TEST_CASE("a push goes towards the senders' poles, less to the resilient, and not from oneself", "[agents][propaganda]")
{
    Field field;
    const PropagandaParams params{.on = true, .persuasion = 0.01};
    const ArrayXXd push = propaganda(field.world, params);
    CHECK(push(3, 0) == Approx(-0.01 * 0.9 * 0.75));
    CHECK(push(2, 0) == Approx(-0.01 * 0.9 * 0.5));
    CHECK(push(0, 0) == Approx(-0.01 * 0.4 * 0.5));
    CHECK(push(3, 1) == 0);  // nobody takes a side there
    field.world.position.col(0) *= -1;
    CHECK(propaganda(field.world, params)(3, 0) == Approx(0.01 * 0.9 * 0.75));
}

TEST_CASE("the push reaches positions in arenas that carry load", "[agents][propaganda]")
{
    Field field;
    for (int a = 1; a < 4; ++a) field.world.position.col(a) = field.world.position.col(0);
    field.world.position.col(1) *= -1;  // there the senders speak for the L pole
    field.world.rules.propaganda = {.on = true, .persuasion = 0.004, .distrust = 0};
    const ArrayXXd with = field.played();
    field.world.rules.propaganda.on = false;
    const ArrayXXd without = field.played();
    CHECK(with(2, 0) - without(2, 0) == Approx(-0.004 * 0.9 * 0.5));
    CHECK(with(2, 1) - without(2, 1) == Approx(0.004 * 0.9 * 0.5));
    CHECK(with(2, 3) == without(2, 3));  // the control arena
}

TEST_CASE("distrust takes from what moves a country to the L pole, and leaves the rest to itself", "[agents][propaganda]")
{
    Field field;
    field.world.rules.propaganda = {.on = true, .persuasion = 0, .distrust = 0.8};
    // Country 3 hears 2, one unit away at rate .1; media .9 of the S pole, resilience .25.
    CHECK(field.played()(3, 0) == Approx(1 + 0.1 * (1 - 0.8 * 0.9 * 0.75)));
    field.world.rules.influence.form = InfluenceForm::deffuant;  // its only partner is met for certain
    CHECK(field.played()(3, 0) == Approx(1 + 0.1 * (1 - 0.8 * 0.9 * 0.75)));
    field.world.rules.influence.form = InfluenceForm::friedkin_johnsen;
    field.world.media(0) = field.world.media(1) = 1;  // no more than full reach together
    CHECK(field.played()(3, 0) == Approx(1 + 0.1 * (1 - 0.8 * 0.75)));
    field.world.position(2, 0) = -2;  // heard as before once it speaks for the S pole: three units away
    CHECK(field.played()(3, 0) == Approx(1 - 0.3));
}

TEST_CASE("without media propaganda is the core, and off it is whatever its parameters", "[agents][propaganda]")
{
    Field field;
    field.world.rules.propaganda = {.on = false, .persuasion = 0.008, .distrust = 1, .blame = 1};
    const ArrayXXd core = field.played();
    CHECK(core(3, 0) == Approx(1.1));
    field.world.media.setZero();
    field.world.rules.propaganda.on = true;
    CHECK((field.played() - core).abs().maxCoeff() < 1e-15);
    CHECK(added_blame(field.world, field.setting, field.world.rules.propaganda) == 0);
}

TEST_CASE("media add to the share of an uprising that outsiders are blamed for", "[agents][propaganda]")
{
    Field field;
    field.world.rules.threat.uprising_rate = 0;
    field.world.crises = {{{2}, 0.5, 0.3, 0, false}};
    field.world.rules.propaganda = {.on = true, .blame = 0.5};
    const auto stirred = [&] { return sense_threat(field.world, field.setting, field.world.rules.threat, Draws(1, 0, 0)).uprising(2); };
    // One arena of three that carry load has media of the S pole: .9 / 3.
    CHECK(stirred() == Approx(0.5 * (0.3 + 0.5 * 0.3)));
    field.world.crises[0].attributed = 0.95;
    CHECK(stirred() == Approx(0.5));
    field.world.crises[0].attributed = 0.3;
    field.world.crises[0].standing = true;  // a dispute does not break out
    CHECK(stirred() == Approx(0.5 * 0.3));
    field.world.crises[0] = {{2}, 0.5, 0.95, 0, false};
    field.world.rules.propaganda.on = false;
    CHECK(stirred() == Approx(0.5 * 0.95));
}

TEST_CASE("a first world is at rest under the modules that it starts with", "[agents][propaganda]")
{
    Field field;
    field.setting.security = complete(4);
    field.world.media.setConstant(0.2);
    field.world.rules.influence.susceptibility = 0.8;
    field.world.rules.propaganda = {.on = true, .persuasion = 0, .distrust = 0.8};
    field.world.rules.bounded_confidence = {.on = true, .reach = 2.5};
    Influence influence(field.setting, {0, 1});
    influence.update(field.world, field.setting, field.world.rules.influence);
    const auto moved = [&] {
        field.world.anchor = inverted_anchors(field.world, influence, field.world.rules.influence);
        return (drift_positions(field.world, field.setting, influence, field.world.rules.influence, Draws(1, 0, 0)) - field.world.position).abs().maxCoeff();
    };
    CHECK(moved() < 1e-14);
    field.world.anchor.setZero();
    CHECK((drift_positions(field.world, field.setting, influence, field.world.rules.influence, Draws(1, 0, 0)) - field.world.position).abs().maxCoeff() > 0.1);
}
