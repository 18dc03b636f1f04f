#include "agents/rules/drift_positions.hpp"

#include <random>

#include "agents/influence.hpp"
#include "tests/agents/rules/line.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"
#include "tests/support/statistics.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;
using Eigen::ArrayXd;
using Eigen::ArrayXXd;

namespace {

const sim::Draws draws(3, 0, 0);

}  // namespace

TEST_CASE("positions reach the rest state of Friedkin and Johnsen", "[agents][drift_positions]")
{
    Line line;
    line.setting.susceptibility = (ArrayXd(3) << 0.8, 0.6, 0.9).finished();
    line.play(3);
    const std::array steps{-0.304, 0.093375, 0.597125};
    for (int i = 0; i < 3; ++i) CHECK(line.world.position(i, 0) == Approx(steps[static_cast<std::size_t>(i)]));
    line.play(400);
    const std::array rest{-0.326984, 0.009524, 0.371429};
    for (int i = 0; i < 3; ++i)
        for (int a = 0; a < 4; ++a) CHECK(line.world.position(i, a) == Approx(rest[static_cast<std::size_t>(i)]).margin(1e-6));
}

TEST_CASE("with full susceptibility all agree on the Perron-weighted mean of DeGroot", "[agents][drift_positions]")
{
    Line line;  // left Perron vector (.25, .5, .25): -.25 + 0 + .5
    line.params.susceptibility = 1;
    line.play(400);
    for (int i = 0; i < 3; ++i) CHECK(line.world.position(i, 2) == Approx(0.25));
}

TEST_CASE("inverted anchors make any first world a rest point", "[agents][drift_positions]")
{
    constexpr int n = 40;
    std::mt19937 random(1);
    std::normal_distribution<double> normal;
    Setting setting = small_setting(n);
    setting.trade = ring(n);
    setting.caucus = complete(n);
    World world = small_world(setting);
    world.position = world.position.unaryExpr([&](double) { return 0.7 * normal(random); });
    const Influence influence = influence_of(setting, world);
    const InfluenceParams params{.noise = 0};
    world.anchor = setting.initial_anchor = inverted_anchors(world, influence, params);
    const ArrayXXd x0 = world.position;
    for (int t = 0; t < 50; ++t) {
        world.anchor = anchors(world, setting, params);
        world.position = drift_positions(world, setting, influence, params, draws);
    }
    CHECK((world.position - x0).abs().maxCoeff() < 1e-11);
    world.position = x0;
    CHECK((inverted_anchors(world, influence, {.susceptibility = 1}) == x0).all());
}

TEST_CASE("an isolated country under threat shifts by g_T auto (T - T0) / (1 - s), where the arena carries load", "[agents][drift_positions]")
{
    Setting setting = small_setting(1);
    World world = small_world(setting);
    world.exposure(0) = 0.5;
    world.threat(0) = setting.initial_threat(0) + 0.3;
    world.shock.threat(0) = 0.1;
    const InfluenceParams params{.susceptibility = 0.8, .noise = 0};
    const Influence influence = influence_of(setting, world);
    for (int t = 0; t < 400; ++t) world.position = drift_positions(world, setting, influence, params, draws);
    for (int a = 0; a < 3; ++a) CHECK(world.position(0, a) == Approx(-0.015 * 0.5 * 0.4 / 0.2));
    CHECK(world.position(0, 3) == 0);  // the control arena
}

TEST_CASE("regime change shifts anchors where the arena carries load, and adoption adds its drift", "[agents][drift_positions]")
{
    Setting setting = small_setting(2);
    setting.initial_anchor.setConstant(0.4);
    setting.initial_exposure << 0.5, 0.5;
    World world = small_world(setting);
    world.exposure << 0.7, 0.5;
    world.anchor_drift(1, 0) = -0.1;
    const ArrayXXd b = anchors(world, setting, {});
    CHECK(b(0, 0) == Approx(0.4 - 2.5 * 0.2));
    CHECK(b(0, 3) == 0.4);
    CHECK(b(1, 0) == Approx(0.3));
    CHECK((anchors(world, setting, {.regime_pull = 0}).row(0) == 0.4).all());
}

TEST_CASE("a round's noise is normal with the s.d. given and independent between arenas and countries", "[agents][drift_positions]")
{
    constexpr int n = 50'000;
    const Setting setting = small_setting(n);
    const World world = small_world(setting);
    const Influence influence = influence_of(setting, world);
    const ArrayXXd x = drift_positions(world, setting, influence, {.susceptibility = 1, .noise = 0.5}, sim::Draws(9, 4, 2)) / 0.5;
    for (int a = 0; a < 4; ++a) {
        CHECK(plausible_mean(x.col(a).mean(), n, 0, 1));
        CHECK(plausible_mean(x.col(a).square().mean(), n, 1, std::sqrt(2.0)));
        CHECK_FALSE(plausible_mean(x.col(a).square().mean(), n, 1.05 * 1.05, std::sqrt(2.0) * 1.1));
        CHECK(plausible((x.col(a) > 1.959964).count(), n, 0.025));
        CHECK(plausible_mean((x.col(a) * x.col((a + 1) % 4)).mean(), n, 0, 1));
    }
    CHECK(plausible_mean((x.topRows(n / 2) * x.bottomRows(n / 2)).col(0).mean(), n / 2, 0, 1));
    CHECK((drift_positions(world, setting, influence, {.noise = 0}, draws) == 0).all());
}

TEST_CASE("a fifth arena has noise of its own", "[agents][drift_positions]")
{
    constexpr int n = 20'000, arenas = 5;
    Setting setting = small_setting(n);
    setting.institutions.arenas.push_back({"XX", "Another", "one pole", "other pole", 0});
    setting.initial_anchor.setZero(n, arenas);
    World world = small_world(setting);
    world.position.setZero(n, arenas);
    world.anchor.setZero(n, arenas);
    world.anchor_drift.setZero(n, arenas);
    const ArrayXXd x = drift_positions(world, setting, influence_of(setting, world), {.susceptibility = 1, .noise = 1}, sim::Draws(9, 4, 2));
    REQUIRE(x.cols() == arenas);
    for (int a = 0; a + 1 < arenas; ++a) CHECK(plausible_mean((x.col(a) * x.col(4)).mean(), n, 0, 1));
    CHECK(plausible_mean(x.col(4).square().mean(), n, 1, std::sqrt(2.0)));
}

TEST_CASE("positions stay within [-4, 4]", "[agents][drift_positions]")
{
    Setting setting = small_setting(200);
    World world = small_world(setting);
    world.position.setConstant(3.9);
    const ArrayXXd x = drift_positions(world, setting, influence_of(setting, world), {.susceptibility = 1, .noise = 0.2}, draws);
    CHECK(x.maxCoeff() == 4);
    CHECK(x.minCoeff() > 2.5);
}

TEST_CASE("mirrored positions and anchors drift to mirrored positions while threat does not pull", "[agents][drift_positions]")
{
    Line line, mirror;
    mirror.world.position *= -1;
    mirror.world.anchor *= -1;
    line.world.exposure.setOnes();
    mirror.world.exposure.setOnes();
    line.world.threat.setConstant(0.9);
    mirror.world.threat.setConstant(0.9);
    line.play(7);
    mirror.play(7);
    CHECK((line.world.position == -mirror.world.position).all());
}

TEST_CASE("a leader's line is the mean of its members' positions weighted by presence", "[agents][drift_positions]")
{
    Setting setting = small_setting(3);
    lead(setting, "CR", Camp::challengers, {0, 1});
    World world = small_world(setting);
    world.position.col(0) << -2, -1, 3;
    world.presence.overall.setZero();
    CHECK(leader_positions(world, setting)(0, 0) == Approx(-1.5));  // nobody is present: all count alike
    world.presence.overall(0) = 0.2;
    world.presence.overall(1) = 0.1 + 0.5;
    CHECK(leader_positions(world, setting)(0, 0) == Approx((0.2 * -2 + 0.6 * -1) / 0.8));
}
