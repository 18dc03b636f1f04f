#include "agents/rules/tend_partnerships.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"

using namespace comity::agents;
using namespace comity::tests;

namespace {

World pair_under(double first, double second, double strength)
{
    World world = small_world(small_setting(2));
    world.threat << first, second;
    world.partnerships = {{{0}, {1}, strength, 0, 0}};
    return world;
}

double settle(World world, const PartnershipParams& params = {})
{
    for (int t = 0; t < 2000; ++t) {
        const auto before = world.partnerships[0];
        world.partnerships = tend_partnerships(world, params);
        world.partnerships[0].conflict = before.conflict;
    }
    return world.partnerships[0].strength;
}

}  // namespace

TEST_CASE("a partnership rests at rho m / (rho m + loss)", "[agents][tend_partnerships]")
{
    CHECK(settle(pair_under(0.5, 0.5, 0.2)) == Approx(0.04 / 0.06));   // m = .5: .667
    CHECK(settle(pair_under(1, 0.25, 0.9)) == Approx(0.04 / 0.06));    // m = sqrt(.25): what counts is joint threat
    CHECK(resting_partnership(0.5, 0, 0, {}) == Approx(2.0 / 3));
    // m = .5, c = .1, wedge = .4: .04 / (.04 + .02 + .02 + .01)
    World world = pair_under(0.5, 0.5, 0.5);
    world.partnerships[0].conflict = 0.1;
    world.partnerships[0].wedge = 0.4;
    CHECK(settle(world) == Approx(0.04 / 0.09));
    CHECK(resting_partnership(0.5, 0.1, 0.4, {}) == Approx(0.04 / 0.09));
}

TEST_CASE("one round moves a partnership by growth less decay", "[agents][tend_partnerships]")
{
    // m = .6: + .08 x .6 x .7 - (.04 x .4 + .05 x .4 x 1) x .3
    World world = pair_under(0.36, 1, 0.3);
    world.partnerships[0].wedge = 1;
    CHECK(tend_partnerships(world, {})[0].strength == Approx(0.3 + 0.0336 - 0.0108));
}

TEST_CASE("a wedge works only where joint threat is low", "[agents][tend_partnerships]")
{
    const auto loss = [](double threat) {
        World world = pair_under(threat, threat, 0.75);
        const double without = tend_partnerships(world, {})[0].strength;
        world.partnerships[0].wedge = 1;
        return without - tend_partnerships(world, {})[0].strength;
    };
    CHECK(loss(1) == 0);
    CHECK(loss(0.1) == Approx(0.05 * 0.9 * 0.75));
}

TEST_CASE("raising the threat of both raises a partnership more than raising that of one", "[agents][tend_partnerships]")
{
    const double base = settle(pair_under(0.3, 0.3, 0.5));
    const double one = settle(pair_under(0.6, 0.3, 0.5));
    const double both = settle(pair_under(0.6, 0.6, 0.5));
    CHECK(one > base);
    CHECK(both - base > 1.5 * (one - base));
}

TEST_CASE("shocks add to the threat that partners feel", "[agents][tend_partnerships]")
{
    World world = pair_under(0.3, 0.4, 0.5);
    world.shock.threat << 0.2, 0.1;
    CHECK(tend_partnerships(world, {})[0].strength == tend_partnerships(pair_under(0.5, 0.5, 0.5), {})[0].strength);
}

TEST_CASE("without its parameters the rule changes nothing, and it never leaves [0, 1]", "[agents][tend_partnerships]")
{
    const PartnershipParams null{.growth = 0, .decay = 0, .conflict_cost = 0, .wedge_effect = 0};
    CHECK(tend_partnerships(pair_under(0.7, 0.2, 0.4), null)[0].strength == 0.4);
    CHECK(resting_partnership(0.5, 1, 1, null) == 0);
    World world = pair_under(0, 0, 0.5);
    world.partnerships[0].conflict = 1;
    CHECK(tend_partnerships(world, {.decay = 0.2, .conflict_cost = 1})[0].strength == 0);
}
