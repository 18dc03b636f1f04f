// The tools of the tests are held to known answers before the model is.
#include <array>

#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"
#include "tests/support/statistics.hpp"

using namespace comity::tests;

TEST_CASE("plausible accepts what chance gives and rejects a wrong chance", "[support]")
{
    // 100,000 fair coins: s.d. 158, so 50,770 lies at 4.87 s.d. (level 1e-6: 4.892) and 50,780 at 4.93
    CHECK(plausible(50'770, 100'000, 0.5));
    CHECK_FALSE(plausible(50'780, 100'000, 0.5));
    CHECK_FALSE(plausible(49'220, 100'000, 0.5));
    CHECK(plausible(0, 10, 0.5));  // 2^-10 is no rarity
    CHECK_FALSE(plausible(0, 30, 0.5));
    CHECK_FALSE(plausible(1, 30, 0));
    CHECK(plausible(30, 30, 1));
}

TEST_CASE("a mean and counts are judged at the same level", "[support]")
{
    CHECK(plausible_mean(0.048, 10'000, 0, 1));  // 4.8 s.e.
    CHECK_FALSE(plausible_mean(0.05, 10'000, 0, 1));
    CHECK(plausible_counts(std::array{5'000L, 5'200L}, std::array{1.0, 1.0}));
    CHECK_FALSE(plausible_counts(std::array{5'000L, 5'600L}, std::array{1.0, 1.0}));
}

TEST_CASE("a small world is whole: every array has its shape", "[support]")
{
    auto setting = small_setting({"CHN", "RUS", "USA", "FRA"});
    lead(setting, "CR", comity::agents::Camp::challengers, {0, 1});
    const auto world = small_world(setting);
    CHECK(world.roster[0] == std::vector<int>{0, 1, 2, 3});  // permanent members of the council
    CHECK(world.presence.leader.rows() == 1);
    CHECK(world.leverage.cols() == 2);
    CHECK(world.capability.sum() == 1);
}
