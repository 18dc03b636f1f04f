#include "agents/rules/sustain_capacity.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"

using namespace comity::agents;
using namespace comity::tests;

namespace {

/// Two forums with mandates that overlap by `overlap`, as one side says.
Setting two_forums(double overlap)
{
    Setting setting = small_setting(1);
    setting.institutions.forums.resize(2);
    for (Forum& forum : setting.institutions.forums) forum.overlaps.clear();
    setting.institutions.forums[0].overlaps = {{{1}, overlap}};
    return setting;
}

Draft draft(int forum, DraftKind kind)
{
    Draft made;
    made.forum = {forum};
    made.kind = kind;
    return made;
}

Outcome outcome(bool adopted)
{
    Outcome made;
    made.adopted = adopted;
    return made;
}

}  // namespace

TEST_CASE("capacity comes to rest at C*", "[agents][sustain_capacity]")
{
    CHECK(resting_capacity(0.1, 0.05, 0, {}) == Approx(0.792).margin(0.0005));
    CHECK(resting_capacity(0.5, 0.3, 0.5, {}) == Approx(0.275).margin(0.0005));

    struct Case {
        double deadlock, shortfall, overlap, rest;
    };
    const auto given = GENERATE(Case{0.1, 0.05, 0, 0.095 / 0.12}, Case{0.5, 0.3, 0.5, 0.07 / 0.255});
    const Setting setting = two_forums(given.overlap);
    World world = small_world(setting);
    world.shortfall.setConstant(given.shortfall);
    world.recent.dead_share.setConstant(given.deadlock);
    world.recent.tabled.setConstant(3);
    for (int t = 0; t < 500; ++t) world.capacity = sustain_capacity(world, setting, {}).capacity;
    CHECK(world.capacity(0) == Approx(given.rest));
    CHECK(world.capacity(1) == Approx(given.rest));  // the overlap holds both ways
    CHECK(resting_capacity(given.deadlock, given.shortfall, given.overlap, {}) == Approx(given.rest));
}

TEST_CASE("one round of capacity", "[agents][sustain_capacity]")
{
    const Setting setting = two_forums(0);
    World world = small_world(setting);
    world.capacity << 0.6, 1;
    world.shortfall << 0.2, 0;
    world.deadlock << 0.4, 0;
    // .6 + .1 x .8 x .4 - .6 (.15 x .4 + .2 x .2)
    CHECK(sustain_capacity(world, setting, {}).capacity(0) == Approx(0.572));
    const CapacityParams null{.deadlock_erosion = 0, .shortfall_erosion = 0, .overlap_erosion = 0};
    CHECK(sustain_capacity(world, setting, null).capacity(1) == 1);
    CHECK(resting_capacity(0.5, 0.5, 0.5, null) == 1);
}

TEST_CASE("business is counted by forum: what failed, and what leaders tabled", "[agents][sustain_capacity]")
{
    const Setting setting = two_forums(0);
    World world = small_world(setting);
    world.round = 6;  // the third of four places
    const Agenda agenda{{draft(0, DraftKind::leader), draft(0, DraftKind::crisis), draft(0, DraftKind::club), draft(0, DraftKind::background)}};
    const Outcomes outcomes{{outcome(true), outcome(false), outcome(false), outcome(false)}};
    const RecentBusiness recent = record_business(world, setting, agenda, outcomes);
    CHECK(recent.dead_share(0, 2) == 0.75);
    CHECK(recent.tabled(0, 2) == 2);
    CHECK(recent.dead_share(1, 2) == -1);
    CHECK(recent.dead_share(0, 3) == -1);  // the other rounds stay as they were
}

TEST_CASE("deadlock is the mean over the rounds with drafts among the last four, and stays over rounds without", "[agents][sustain_capacity]")
{
    const Setting setting = two_forums(0);
    World world = small_world(setting);
    world.deadlock << 0.3, 0.3;
    CHECK(sustain_capacity(world, setting, {}).deadlock(0) == 0.3);
    world.recent.dead_share.row(0) << 0.5, -1, -1, -1;  // it meets once a year
    world.recent.dead_share.row(1) << 0.5, 0, 0.25, 0.25;
    const auto next = sustain_capacity(world, setting, {});
    CHECK(next.deadlock(0) == 0.5);
    CHECK(next.deadlock(1) == 0.25);
    // the round's own drafts already weigh on its capacity: 1 - .15 x .5
    CHECK(next.capacity(0) == Approx(0.925));
}

TEST_CASE("duplicate mandates weigh by the other forum's drafts relative to one's own, at most fully", "[agents][sustain_capacity]")
{
    const Setting setting = two_forums(0.8);
    World world = small_world(setting);
    world.recent.tabled.row(0) << 1, 1, 2, 0;
    world.recent.tabled.row(1) << 1, 0, 0, 0;
    CHECK(duplicate_load(world, setting)(0) == Approx(0.8 / 4));
    CHECK(duplicate_load(world, setting)(1) == Approx(0.8));  // min(1, 4 / 1)
    world.recent.tabled.row(1).setZero();
    CHECK(duplicate_load(world, setting)(0) == 0);
    CHECK(duplicate_load(world, setting)(1) == Approx(0.8));  // against max(1, 0)
}
