#include "agents/rules/sense_threat.hpp"

#include <array>
#include <cmath>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"
#include "tests/support/statistics.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;

namespace {

constexpr ThreatParams calm{.uprising_rate = 0};  // only what a test lists happens

const sim::Draws draws(7, 0, 0);

}  // namespace

TEST_CASE("under constant inputs threat comes to rest at L(tau0 + tau_U auto U + tau_P auto Press)", "[agents][sense_threat]")
{
    CHECK(resting_threat(1, 1, 0, calm) == Approx(0.7310586));   // L(-2 + 3)
    CHECK(resting_threat(0, 1, 1, calm) == Approx(0.1192029));   // L(-2): an open regime feels neither
    CHECK(resting_threat(1, 9, 0, calm) == Approx(0.9241418));   // L(-2 + 4.5): U counts up to 1.5
    CHECK(resting_threat(0.5, 0, 1, calm) == Approx(0.2689414)); // L(-2 + 1)

    auto setting = small_setting(2);
    auto world = small_world(setting);
    world.exposure << 1, 0.5;
    world.threat << 0.2, 0.9;
    world.uprising << 1, 0;
    world.pressure << 0, 1;
    // one round closes a tenth of the gap: .9 x .2 + .1 x .7310586
    CHECK(sense_threat(world, setting, calm, draws).threat(0) == Approx(0.2531059));
    for (int t = 0; t < 300; ++t) world.threat = sense_threat(world, setting, calm, draws).threat;
    CHECK(world.threat(0) == Approx(0.7310586));
    CHECK(world.threat(1) == Approx(0.2689414));
}

TEST_CASE("without weights of uprisings and pressure nothing moves threat", "[agents][sense_threat]")
{
    auto setting = small_setting(3);
    auto world = small_world(setting);
    world.exposure << 1, 0.5, 0.9;
    world.uprising << 1, 2, 0;
    world.pressure << 0, 1, 1;
    const auto next = sense_threat(world, setting, {.uprising_weight = 0, .pressure_weight = 0}, draws);
    for (int i = 0; i < 3; ++i) CHECK(next.threat(i) == Approx(world.threat(i)).epsilon(1e-14));
}

TEST_CASE("an uprising is felt at home, and elsewhere the more the closer the positions", "[agents][sense_threat]")
{
    // mean of HR and NI: 0 for C0, 1 for C1; cyber and control positions do not count
    auto setting = small_setting(2);
    auto world = small_world(setting);
    world.position.row(0) << 1, -1, 3, 3;
    world.position.row(1) << 1, 1, -3, -3;
    world.uprising << 0.2, 0.2;
    world.crises = {{{0}, 0.8, 0.5, 0, false}};
    auto next = sense_threat(world, setting, calm, draws);
    CHECK(next.uprising(0) == Approx(0.19 + 0.4));                           // .95 x .2 + .8 x .5 (.5 + .5)
    CHECK(next.uprising(1) == Approx(0.19 + 0.4 * 0.5 * std::exp(-1.0)));

    // it stirs others once, when it breaks out, though the crisis stays open; a standing dispute does so in every round
    world.round = 1;
    next = sense_threat(world, setting, calm, draws);
    CHECK(next.crises.size() == 1);
    CHECK(next.uprising(0) == Approx(0.19));
    CHECK(next.uprising(1) == Approx(0.19));
    world.crises[0].standing = true;
    CHECK(sense_threat(world, setting, calm, draws).uprising(0) == Approx(0.19 + 0.4));
}

TEST_CASE("without a rights or intervention arena the loaded arenas tell who resembles whom", "[agents][sense_threat]")
{
    auto setting = small_setting(2);
    setting.institutions.arenas[0].id = "X";
    auto world = small_world(setting);
    world.position.row(0) << 3, 0, 0, 9;  // mean of the three loaded arenas: 1
    world.crises = {{{1}, 1, 1, 0, false}};
    CHECK(sense_threat(world, setting, calm, draws).uprising(0) == Approx(0.5 * std::exp(-1.0)));
}

TEST_CASE("a crisis is over below a severity of .005, a standing dispute never", "[agents][sense_threat]")
{
    auto setting = small_setting(1);
    auto world = small_world(setting);
    world.crises = {{{0}, 0.8, 1, 0, false}, {{0}, 0.001, 1, 0, true}};
    world.round = 39;  // .8 x .88^39 = .0055
    CHECK(sense_threat(world, setting, calm, draws).crises.size() == 2);
    world.round = 40;  // .8 x .88^40 = .0048
    const auto next = sense_threat(world, setting, calm, draws);
    REQUIRE(next.crises.size() == 1);
    CHECK(next.crises[0].standing);
}

TEST_CASE("pressure follows sanctions, drafts aimed at a country, overreach, and half of what partners bear", "[agents][sense_threat]")
{
    auto setting = small_setting(4);
    const LeaderId us = lead(setting, "US", Camp::incumbents, {2});
    const LeaderId eu = lead(setting, "EU", Camp::incumbents, {3});
    auto world = small_world(setting);
    world.sanctions = {{us, {0}}, {eu, {0}}};
    world.aimed(0) = 1;
    world.partnerships = {{{0}, {1}, 0.5, 0, 0}};
    world.pressure << 0, 0.4, 0, 0;
    auto next = sense_threat(world, setting, calm, draws);
    CHECK(next.pressure(0) == Approx(0.25 * 0.7));                      // .3 x 2 + .1 x 1
    CHECK(next.pressure(1) == Approx(0.75 * 0.4 + 0.25 * 0.5 * 0.35));  // half of .5 x .7
    CHECK(next.pressure(2) == 0);
    world.overreach(0) = 2;
    CHECK(sense_threat(world, setting, calm, draws).pressure(0) == Approx(0.25));  // no more than 1 counts
}

TEST_CASE("uprisings that no event lists arrive at their rate, with uniform severities", "[agents][sense_threat]")
{
    auto setting = small_setting(2);
    auto world = small_world(setting);
    world.exposure << 0.5, 0.5;
    long count = 0;
    double severities = 0, squares = 0;
    constexpr int rounds = 40'000;
    for (std::uint32_t r = 0; r < rounds; ++r)
        for (const Crisis& crisis : sense_threat(world, setting, {.uprising_rate = 2}, sim::Draws(11, r, 3)).crises) {
            ++count;
            severities += crisis.severity;
            squares += (crisis.severity - 0.5) * (crisis.severity - 0.5);
        }
    const double mean = static_cast<double>(count) / rounds;  // Poisson(2 / 4): s.d. sqrt(.5)
    CHECK(plausible_mean(mean, rounds, 0.5, std::sqrt(0.5)));
    CHECK_FALSE(plausible_mean(mean, rounds, 0.52, std::sqrt(0.5)));
    // uniform on [.2, .8]: mean .5, s.d. .6 / sqrt 12; (severity - .5)^2 has mean .03 and s.d. sqrt(.3^4 / 5 - .03^2)
    CHECK(plausible_mean(severities / static_cast<double>(count), count, 0.5, 0.6 / std::sqrt(12.0)));
    CHECK(plausible_mean(squares / static_cast<double>(count), count, 0.03, std::sqrt(0.00162 - 0.0009)));
    CHECK_FALSE(plausible_mean(squares / static_cast<double>(count), count, 0.0333, std::sqrt(0.00162 - 0.0009)));  // [.184, .816]
    CHECK(sense_threat(world, setting, calm, sim::Draws(11, 0, 3)).crises.empty());

    // While a record of uprisings lasts, none is drawn.
    setting.uprisings_recorded_until = 3;
    for (std::uint32_t r = 0; r < 100; ++r) {
        world.round = 3;
        CHECK(sense_threat(world, setting, {.uprising_rate = 4}, sim::Draws(11, r, 3)).crises.empty());
    }
    world.round = 4;
    long later = 0;
    for (std::uint32_t r = 0; r < 100; ++r) later += std::ssize(sense_threat(world, setting, {.uprising_rate = 4}, sim::Draws(11, r, 4)).crises);
    CHECK(later > 0);
}

TEST_CASE("uprisings strike closed regimes, and clients of veto holders five times as often", "[agents][sense_threat]")
{
    auto setting = small_setting({"RUS", "AAA", "BBB", "CCC"});
    setting.clients = TieGraph(4, {{0, 2, 0.7}});
    auto world = small_world(setting);
    world.exposure << 0, 0.5, 0.25, 0.75;
    std::array<long, 3> struck{};
    for (std::uint32_t r = 0; r < 20'000; ++r)
        for (const Crisis& crisis : sense_threat(world, setting, {.uprising_rate = 4}, sim::Draws(5, r, 0)).crises) {
            REQUIRE(crisis.target.index > 0);  // an open regime is spared
            ++struck[static_cast<std::size_t>(crisis.target.index - 1)];
        }
    CHECK(plausible_counts(struck, std::array{0.5, 1.25, 0.75}));
    CHECK_FALSE(plausible_counts(struck, std::array{0.5, 0.25, 0.75}));
    CHECK_FALSE(plausible_counts(struck, std::array{0.5, 1.0, 0.75}));  // four times as often
}
