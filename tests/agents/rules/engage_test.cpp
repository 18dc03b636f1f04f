#include "agents/rules/engage.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"

using namespace comity::agents;
using namespace comity::tests;

TEST_CASE("one exit without refill raises every remaining country's presence share by the same factor", "[agents][engage]")
{
    auto setting = small_setting(5);
    auto world = small_world(setting);
    world.capability << 0.4, 0.3, 0.15, 0.1, 0.05;
    world.diplomacy << 1, 0.8, 0.6, 0.2, 0;
    const ForumId unga = setting.institutions.forum("UNGA");
    const auto shares = [&] {
        const Eigen::ArrayXd p = presence(world, setting, {.refill = 0}).country.col(unga.index);
        return Eigen::ArrayXd(p / p.sum());
    };
    const Eigen::ArrayXd before = shares();
    world.engagement(0, unga.index) = 0;
    const Eigen::ArrayXd after = shares();
    CHECK(after(0) == 0);
    for (int i = 1; i < 5; ++i) CHECK(after(i) / before(i) == Approx(1 / (1 - before(0))));
}
