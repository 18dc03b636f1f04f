#include "agents/rules/engage.hpp"

#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"

using namespace comity::agents;
using namespace comity::tests;

namespace {

const Institutions institutions = default_institutions();
const int unga = institutions.forum("UNGA").index, who = institutions.forum("WHO").index, hrc = institutions.forum("HRC").index,
          unsc = institutions.forum("UNSC").index;

/// A payer of .22, one of .12 with all the ambition, and one of the rest.
World payers(Setting& setting)
{
    setting = small_setting(3);
    setting.assessment << 0.22, 0.12, 0.66;
    World world = small_world(setting);
    world.fill_ambition << 0, 1, 0;
    return world;
}

}  // namespace

TEST_CASE("engagement closes a quarter of the gap to its target in a round", "[agents][engage]")
{
    Setting setting;
    World world = payers(setting);
    world.engagement_target(0, hrc) = 0.2;
    world.shock.engagement(2) = -0.4;
    auto next = engage(world, setting, {});
    CHECK(next.engagement(0, hrc) == Approx(0.8));   // 1 + .25 (.2 - 1)
    CHECK(next.engagement(2, unga) == Approx(0.9));  // a shock lowers the target to .6
    CHECK(next.engagement(1, unga) == 1);
    for (int t = 0; t < 200; ++t) world.engagement = engage(world, setting, {}).engagement;
    CHECK(world.engagement(0, hrc) == Approx(0.2));
    world.shock.engagement(0) = -5;  // targets stay within [0, 1]
    for (int t = 0; t < 200; ++t) world.engagement = engage(world, setting, {}).engagement;
    CHECK(world.engagement.row(0).maxCoeff() < 1e-12);
}

TEST_CASE("ambitious payers fill a share of the gap, and the rest is short", "[agents][engage]")
{
    Setting setting;
    World world = payers(setting);
    world.engagement(0, who) = world.engagement_target(0, who) = 0;
    auto next = engage(world, setting, {.refill = 0.1});
    CHECK(next.refill(who) == Approx(0.022));  // all of it by the second, whose ambition is 1
    CHECK(next.shortfall(who) == Approx(0.22 * 0.9));
    CHECK(next.shortfall(unga) == 0);
    CHECK(next.refill.sum() == next.refill(who));

    world.topups = {{{0}, {who}, 0.02}, {{2}, {who}, 0.03}};
    next = engage(world, setting, {.refill = 0.1});
    CHECK(next.refill(who) == Approx(0.022));
    CHECK(next.shortfall(who) == Approx(0.22 - 0.022 - 0.05));
    world.topups = {{{2}, {who}, 0.5}};  // more than is missing
    CHECK(engage(world, setting, {.refill = 0.1}).shortfall(who) == 0);
}

TEST_CASE("a country that tops up and fills a gap does both, in the forums meant, and so is more present there", "[agents][engage]")
{
    Setting setting;
    World world = payers(setting);
    world.engagement(0, who) = world.engagement_target(0, who) = 0;
    world.capability << 0.5, 0.27, 0.23;
    world.diplomacy << 1, 1, 1;
    world.topups = {{{1}, {unga}, 0.01}, {{2}, {unga}, 0.02}, {{0}, {who}, 0.04}, {{1}, {who}, 0.03}, {{2}, {who}, 0.02}};  // UNGA has no gap
    const auto next = engage(world, setting, {.refill = 0.1});
    CHECK(next.shortfall(who) == Approx(0.22 - 0.022 - 0.09));
    CHECK(next.shortfall(unga) == 0);
    CHECK(next.refill(unga) == 0);

    world.refill = next.refill;
    const auto p = presence(world, setting, {}).country;
    CHECK(p(0, who) == 0);  // absent, though it pays
    CHECK(p(1, who) == Approx(std::sqrt(0.27 + 0.052)));
    CHECK(p(2, who) == Approx(std::sqrt(0.23 + 0.02)));
    CHECK(p(1, unga) == Approx(std::sqrt(0.27 + 0.01)));
    CHECK(p(2, unga) == Approx(std::sqrt(0.23 + 0.02)));
    CHECK(p(1, hrc) == Approx(0.25 * std::sqrt(0.27)));
}

TEST_CASE("payments count in the shares of presence", "[agents][engage]")
{
    auto setting = small_setting(3);
    lead(setting, "US", Camp::incumbents, {0});
    auto world = small_world(setting);
    world.capability << 0.36, 0.2, 0.44;
    world.diplomacy << 1, 1, 1;
    world.topups = {{{1}, {unga}, 0.05}, {{1}, {who}, 0.05}};
    CHECK(presence(world, setting, {}).share(0, who) == Approx(0.6 / (0.6 + 0.5 + std::sqrt(0.44))));
}

TEST_CASE("two ambitious payers share the refill by ambition, and nobody's ambition refills nothing", "[agents][engage]")
{
    Setting setting;
    World world = payers(setting);
    world.engagement(0, who) = world.engagement_target(0, who) = 0;
    world.fill_ambition << 0, 1, 0.3;
    CHECK(0.3 * engage(world, setting, {.refill = 0.1}).refill(who) == Approx(0.022 * 0.3 / 1.3));
    world.fill_ambition.setZero();
    const auto next = engage(world, setting, {.refill = 0.1});
    CHECK(next.refill(who) == 0);
    CHECK(next.shortfall(who) == Approx(0.22));
    CHECK(engage(world, setting, {.refill = 0}).shortfall(who) == Approx(0.22));  // the null value
}

TEST_CASE("dues that stop leave a gap, but no empty chair", "[agents][engage]")
{
    Setting setting;
    World world = payers(setting);
    world.dues_paid(0, who) = 0.25;
    const auto next = engage(world, setting, {.refill = 0});
    CHECK(next.engagement(0, who) == 1);
    CHECK(next.shortfall(who) == Approx(0.22 * 0.75));
}

TEST_CASE("presence is the root of means, scaled by skill, engagement and standing", "[agents][engage]")
{
    auto setting = small_setting({"USA", "AAA", "BBB"});
    auto world = small_world(setting);
    world.capability << 0.64, 0.27, 0.09;
    world.diplomacy << 1, 0.6, 0;
    world.engagement(0, unga) = 0.5;
    world.topups = {{{1}, {who}, 0.09}};
    const auto p = presence(world, setting, {}).country;
    CHECK(p(0, unga) == Approx(0.8 * 1 * 0.5));
    CHECK(p(2, unga) == Approx(0.3 * 0.5));
    CHECK(p(1, who) == Approx(0.6 * 0.8));             // .27 + .09 filled
    CHECK(p(1, hrc) == Approx(std::sqrt(0.27) * 0.8 * 0.25));  // no member of the rights council
    CHECK(p(0, unsc) == Approx(0.8));
    CHECK(p(1, unsc) == 0);                            // nor of the security council
    CHECK(presence(world, setting, {.presence_exponent = 0}).country(2, unga) == Approx(0.5));  // means count for nothing
    CHECK(presence(world, setting, {.presence_exponent = 1}).country(2, unga) == Approx(0.045));
}

TEST_CASE("a coalition pools its means before the root, and shares add up to 1 with the unled", "[agents][engage]")
{
    auto setting = small_setting(4);
    lead(setting, "CR", Camp::challengers, {0, 1});
    lead(setting, "US", Camp::incumbents, {2});
    auto world = small_world(setting);
    world.capability << 0.16, 0.09, 0.36, 0.39;
    world.diplomacy << 0.2, 1, 0.5, 0.3;
    const auto p = presence(world, setting, {});
    CHECK(p.leader(0, unga) == Approx(0.5));  // sqrt(.16 + .09), the more skilled member speaks
    CHECK(p.leader(1, unga) == Approx(0.6 * 0.75));
    CHECK(p.share.col(unga).sum() + p.country(3, unga) / (0.5 + 0.45 + p.country(3, unga)) == Approx(1));
    CHECK(p.share(0, unsc) == 0);  // nobody sits there
}

TEST_CASE("one exit without refill raises every remaining country's presence share by the same factor", "[agents][engage]")
{
    auto setting = small_setting(5);
    auto world = small_world(setting);
    world.capability << 0.4, 0.3, 0.15, 0.1, 0.05;
    world.diplomacy << 1, 0.8, 0.6, 0.2, 0;
    const auto shares = [&] {
        const Eigen::ArrayXd p = presence(world, setting, {}).country.col(unga);
        return Eigen::ArrayXd(p / p.sum());
    };
    const Eigen::ArrayXd before = shares();
    world.engagement(0, unga) = world.engagement_target(0, unga) = 0;
    world.fill_ambition(1) = 1;
    world.refill = engage(world, setting, {.refill = 0}).refill;
    const Eigen::ArrayXd after = shares();
    CHECK(after(0) == 0);
    for (int i = 1; i < 5; ++i) CHECK(after(i) / before(i) == Approx(1 / (1 - before(0))));
    // with refill the payer gains more than the others
    world.refill = engage(world, setting, {.refill = 0.5}).refill;
    const Eigen::ArrayXd refilled = shares();
    CHECK(refilled(1) / before(1) > 1.01 * refilled(2) / before(2));
}
