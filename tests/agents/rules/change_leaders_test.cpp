#include "agents/rules/change_leaders.hpp"

#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "agents/influence.hpp"
#include "agents/round.hpp"
#include "agents/rules/tend_partnerships.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"
#include "tests/support/statistics.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;

namespace {

/// Three countries; 0 and 1, and 1 and 2 are partners.
World partners(const Setting& setting)
{
    World world = small_world(setting);
    world.threat.setConstant(0.5);
    world.partnerships = {{{0}, {1}, 0.8, 0, 0}, {{1}, {2}, 0.4, 0, 0}};
    return world;
}

Event change(int round, std::vector<CountryId> dyad)
{
    Event event;
    event.kind = EventKind::leader_change;
    event.round = round;
    event.countries = std::move(dyad);
    return event;
}

/// pi of the first pair, round by round, of a whole run.
std::vector<double> strengths(Setting setting, const LeadershipParams& params, std::vector<Event> events, int rounds = 12)
{
    setting.events = std::move(events);
    World world = partners(setting);
    world.rules.leadership = params;
    Influence influence(setting, {0, 1, 1, 2});
    std::vector<double> found;
    for (int t = 0; t < rounds; ++t) {
        play_round(world, setting, influence, sim::Draws(3, 0, t));
        found.push_back(world.partnerships[0].strength);
    }
    return found;
}

}  // namespace

TEST_CASE("each change of leaders costs its share of the partnership", "[agents][change_leaders]")
{
    const Setting setting = small_setting(3);
    World world = partners(setting);
    world.partnerships[0].leader_changes = 1;
    world.partnerships[1].leader_changes = 2;
    const auto next = change_leaders(world, setting, {.on = true}, sim::Draws(1, 0, 0));
    CHECK(next[0].strength == Approx(0.8 * 0.7));
    CHECK(next[1].strength == Approx(0.4 * 0.49));
    CHECK(change_leaders(world, setting, {.on = true, .loss = 1}, sim::Draws(1, 0, 0))[0].strength == 0);
    CHECK(change_leaders(world, setting, {.on = true, .loss = 0}, sim::Draws(1, 0, 0))[0].strength == 0.8);
}

TEST_CASE("a change of leaders lowers the tie, which then recovers at the rule's own rate", "[agents][change_leaders]")
{
    const Setting setting = small_setting(3);
    const LeadershipParams on{.on = true};
    const auto calm = strengths(setting, on, {});
    const auto shaken = strengths(setting, on, {change(3, {{0}, {1}})});
    for (std::size_t t = 0; t < 3; ++t) CHECK(shaken[t] == calm[t]);
    CHECK(shaken[3] == Approx(0.7 * calm[3]));
    // The gap to the calm run closes by (1 - rho_pi m - del_pi (1 - m)) a round, whatever moves threat.
    for (std::size_t t = 4; t < 12; ++t) {
        CHECK(shaken[t] < calm[t]);
        CHECK(calm[t] - shaken[t] < calm[t - 1] - shaken[t - 1]);
        CHECK(calm[t] - shaken[t] > 0.9 * (calm[t - 1] - shaken[t - 1]));
    }
    // Whoever is named first, and not another dyad of the same country.
    CHECK(strengths(setting, on, {change(3, {{1}, {0}})}) == shaken);
    CHECK(strengths(setting, on, {change(3, {{1}, {2}})})[3] == calm[3]);
}

TEST_CASE("without events and at a rate of 0 the module is the core", "[agents][change_leaders]")
{
    const Setting setting = small_setting(3);
    CHECK(strengths(setting, {.on = true}, {}) == strengths(setting, {.on = false}, {}));
    CHECK(strengths(setting, {.on = true, .rate = 2}, {}) != strengths(setting, {.on = false}, {}));
    CHECK(strengths(setting, {.on = false, .rate = 2}, {}) == strengths(setting, {.on = false}, {}));
    // A world without partnerships
    World alone = small_world(setting);
    CHECK(change_leaders(alone, setting, {.on = true, .rate = 2}, sim::Draws(1, 0, 0)).empty());
}

TEST_CASE("unlisted changes arrive at the rate per year and dyad", "[agents][change_leaders]")
{
    const Setting setting = small_setting(3);
    const World world = partners(setting);
    constexpr std::uint32_t rounds = 40'000;
    std::array<double, 2> changes{};
    long together = 0;
    for (std::uint32_t r = 0; r < rounds; ++r) {
        const auto next = change_leaders(world, setting, {.on = true, .loss = 0.5, .rate = 0.5}, sim::Draws(9, r, 3));
        std::array<double, 2> here{};
        for (std::size_t k = 0; k < 2; ++k) here[k] = std::round(-std::log2(next[k].strength / world.partnerships[k].strength));
        for (std::size_t k = 0; k < 2; ++k) changes[k] += here[k];
        together += here[0] > 0 && here[1] > 0;
    }
    const double a_round = 0.5 / 4;
    for (const double count : changes) {
        CHECK(plausible_mean(count / rounds, rounds, a_round, std::sqrt(a_round)));
        CHECK_FALSE(plausible_mean(count / rounds, rounds, 1.1 * a_round, std::sqrt(1.1 * a_round)));
    }
    const double any = -std::expm1(-a_round);
    CHECK(plausible(together, rounds, any * any));  // dyads that share a country change apart
    CHECK_FALSE(plausible(together, rounds, any));
}

TEST_CASE("two dyads of one country have luck of their own, whichever country that is", "[agents][change_leaders]")
{
    const Setting setting = small_setting(3);
    World world = small_world(setting);
    world.partnerships = {{{0}, {1}, 1}, {{0}, {2}, 1}, {{1}, {2}, 1}};
    std::array<long, 3> alike{};
    constexpr std::uint32_t rounds = 4000;
    for (std::uint32_t r = 0; r < rounds; ++r) {
        const auto next = change_leaders(world, setting, {.on = true, .rate = 2}, sim::Draws(9, r, 3));
        for (std::size_t k = 0; k < 3; ++k) alike[k] += next[k].strength == next[(k + 1) % 3].strength;
    }
    // Poisson(.5): sum over n of P(n)^2 = e^-1 I_0(1)
    for (const long count : alike) CHECK(plausible(count, rounds, 0.4657596));
}

TEST_CASE("a dyad's luck does not follow the order in which its countries or its like are named", "[agents][change_leaders]")
{
    const Setting setting = small_setting(3);
    const LeadershipParams params{.on = true, .rate = 2};
    World world = partners(setting), turned = world;
    turned.partnerships = {{{2}, {1}, 0.4, 0, 0}, {{1}, {0}, 0.8, 0, 0}};
    for (std::uint32_t r = 0; r < 50; ++r) {
        const auto one = change_leaders(world, setting, params, sim::Draws(5, r, 0));
        const auto other = change_leaders(turned, setting, params, sim::Draws(5, r, 0));
        CHECK(one[0].strength == other[1].strength);
        CHECK(one[1].strength == other[0].strength);
    }
}
