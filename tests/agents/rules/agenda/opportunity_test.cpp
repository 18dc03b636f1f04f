// The window of opportunity.
#include <cmath>

#include "tests/agents/rules/agenda/stage.hpp"
#include "tests/support/catch.hpp"

using namespace comity;
using namespace comity::tests;

namespace {

/// One room that decides on rights; presence 2 of the pair, 3 of the USA, 1 of the EU.
Stage one_room()
{
    Setting setting = led_setting(2);
    setting.institutions.forums = {room(hr1)};
    Stage stage(std::move(setting));
    stage.world.presence.leader.col(0) << 2, 3, 1;
    stage.world.cohesion_challengers = 0.9;
    stage.world.cohesion_incumbents = 0.6;
    return stage;
}

}  // namespace

TEST_CASE("strength is presence times cohesion, one camp against the other", "[agents][agenda]")
{
    Stage stage = one_room();
    // pair 2 x .9 = 1.8, incumbents 4 x .6 = 2.4
    const auto strength = opportunity(stage.world, stage.setting);
    CHECK(strength(0, 0) == Approx(std::log(1.81 / 2.41)).epsilon(1e-13));
    CHECK(strength(1, 0) == -strength(0, 0));
    CHECK(strength(2, 0) == -strength(0, 0));
    CHECK(strength(0, 1) == 0);  // nobody decides on the other arenas

    // A rift of .25 halves the incumbents, a tie beyond 1 adds nothing.
    stage.world.rules.influence.transatlantic_tie = 0.25;
    CHECK(opportunity(stage.world, stage.setting)(0, 0) == Approx(std::log(1.81 / 1.21)).epsilon(1e-13));
    stage.world.rules.influence.transatlantic_tie = 1.5;
    CHECK(opportunity(stage.world, stage.setting)(0, 0) == strength(0, 0));
}

TEST_CASE("a forum counts once it exists, whether or not it meets this quarter", "[agents][agenda]")
{
    Stage stage = one_room();
    Forum later = room(hr1);
    later.id = "LATER";
    later.quarters = {3};
    later.first_year = 2021;
    stage.setting.institutions.forums.push_back(later);
    stage.world.presence.leader = Eigen::ArrayXXd::Zero(3, 2);
    stage.world.presence.leader.col(0) << 2, 3, 1;
    stage.world.presence.leader.col(1) << 1, 0, 0;
    CHECK(opportunity(stage.world, stage.setting)(0, 0) == Approx(std::log(1.81 / 2.41)).epsilon(1e-13));
    stage.world.round = 4;  // 2021Q1
    CHECK(opportunity(stage.world, stage.setting)(0, 0) == Approx(std::log(2.71 / 2.41)).epsilon(1e-13));
}

TEST_CASE("the window is 0 at round 0 and opens as the incumbents disengage", "[agents][agenda]")
{
    Stage stage(led_setting(10));
    const auto before = opportunity(stage.world, stage.setting);
    stage.world.engagement.row(2) = 0.2;
    refresh(stage.world, stage.setting);
    const auto after = opportunity(stage.world, stage.setting);
    for (int a = 0; a < 3; ++a) {
        CHECK(after(pair.index, a) > before(pair.index, a));
        CHECK(after(usa.index, a) < before(usa.index, a));
    }
}
