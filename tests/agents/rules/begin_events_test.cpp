#include "agents/rules/begin_events.hpp"

#include <cmath>
#include <limits>

#include "agents/rules/apply_events.hpp"
#include "agents/world.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"

using namespace comity::agents;
using namespace comity::tests;
using comity::sim::Draws;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
constexpr int never = EventCourse::never;

/// One event on two countries, open in this way from a round on.
Setting with(Onset onset, int from = 0)
{
    Setting setting = small_setting(2);
    Event event;
    event.round = from;
    event.onset = onset;
    setting.events = {event};
    return setting;
}

/// Round in which the first event begins over some rounds, when a metric (column 0) is observed so after each of them.
int begins(const Setting& setting, const std::vector<double>& observed, std::uint64_t seed = 1, std::uint32_t replicate = 0)
{
    World world = small_world(setting);
    for (const double value : observed) {
        world.course = begin_events(world, setting, Draws(seed, replicate, world.round));
        world.observed = Eigen::ArrayXd::Constant(1, value);
        ++world.round;
    }
    return beginning(world, setting, 0);
}

Onset below(double level, int lasting = 1)
{
    Onset onset;
    onset.metric = 0;
    onset.below = level;
    onset.lasting = lasting;
    return onset;
}

}  // namespace

TEST_CASE("an event with a date begins there, whatever is drawn", "[agents][begin_events]")
{
    Setting setting = with({}, 3);
    setting.events[0].onset.reset();
    CHECK(begins(setting, {0, 0}) == 3);
    const World world = small_world(setting);
    CHECK(begin_events(world, setting, Draws(1, 0, 0)).begun.empty());
}

TEST_CASE("an event waits for its metric of the round before, for rounds on end, and begins once", "[agents][begin_events]")
{
    CHECK(begins(with(below(0.4)), {0.5, 0.3, 0.3, 0.5}) == 2);
    CHECK(begins(with(below(0.4)), {0.5, 0.4, 0.41, 0.5}) == never);
    CHECK(begins(with(below(0.4, 2)), {0.3, 0.5, 0.3, 0.3, 0.5}) == 4);
    CHECK(begins(with(below(0.4, 2)), {0.3, missing, 0.3, 0.5, 0.3}) == never);
    CHECK(begins(with(below(0.4), 3), {0.3, 0.3, 0.3, 0.3}) == 3);
    CHECK(begins(with(below(0.4, 2), 2), {0.3, 0.3, 0.5}) == 2);  // rounds before the first one count
    Onset between = below(0.4);
    between.above = 0.2;
    CHECK(begins(with(between), {0.1, 0.2, 0.3, 0.1}) == 3);
    Onset soon = below(0.4);
    soon.last = 1;
    CHECK(begins(with(soon), {0.5, 0.3, 0.3}) == never);
}

TEST_CASE("a hazard strikes at its rate, once", "[agents][begin_events]")
{
    // Rounds until it strikes are geometric: mean 1/h = 4, s.d. sqrt(1 - h)/h = 3.46; over 2,000 runs the mean's s.e. is .077.
    constexpr int runs = 2000;
    Onset onset;
    onset.hazard = 0.25;
    onset.agent = comity::sim::agent_code("test");
    const Setting setting = with(onset);
    double sum = 0;
    for (std::uint32_t r = 0; r < runs; ++r) sum += begins(setting, std::vector<double>(100, 0), 1, r) + 1;
    CHECK(std::abs(sum / runs - 4) < 4 * 0.077);

    onset.hazard = 0;
    CHECK(begins(with(onset), std::vector<double>(100, 0)) == never);
    onset.hazard = 1;
    CHECK(begins(with(onset, 7), std::vector<double>(10, 0)) == 7);
}

TEST_CASE("other events leave the draws of an event alone", "[agents][begin_events]")
{
    Onset onset;
    onset.hazard = 0.1;
    onset.agent = comity::sim::agent_code("first");
    const Setting alone = with(onset);
    Setting beside = alone;
    Event other = beside.events[0];
    other.onset->agent = comity::sim::agent_code("other");
    beside.events.push_back(other);
    bool apart = false;
    for (std::uint32_t r = 0; r < 20; ++r) {
        World world = small_world(beside);
        for (; world.round < 60; ++world.round) world.course = begin_events(world, beside, Draws(1, r, world.round));
        CHECK(beginning(world, beside, 0) == begins(alone, std::vector<double>(60, 0), 1, r));
        apart = apart || beginning(world, beside, 0) != beginning(world, beside, 1);
    }
    CHECK(apart);
}

namespace {

/// The world after some rounds of a setting's events, when a metric (column 0) is observed so after each of them.
World after(const Setting& setting, const std::vector<double>& observed)
{
    World world = small_world(setting);
    for (const double value : observed) {
        world.course = begin_events(world, setting, Draws(1, 0, world.round));
        apply_events(world, setting);
        world.observed = Eigen::ArrayXd::Constant(1, value);
        ++world.round;
    }
    return world;
}

Event path(int round, double value, int listed)
{
    Event event;
    event.kind = EventKind::path;
    event.name = "pressure";
    event.countries = {{0}};
    event.values = {value, value + 0.01};
    event.round = round;
    event.listed = listed;
    return event;
}

}  // namespace

TEST_CASE("what begins later has the last word, and in one round what is listed later", "[agents][begin_events]")
{
    Setting setting = small_setting(2);
    Event waiting = path(0, 0.9, 1);
    waiting.onset = below(0.4);
    setting.events = {waiting, path(2, 0.1, 2)};  // by first rounds
    const std::vector<double> late{0.5, 0.5, 0.5, 0.3, 0.5, 0.5};  // it begins in round 4
    CHECK(after(setting, {late.begin(), late.begin() + 4}).pressure(0) == Approx(0.11));
    CHECK(after(setting, {late.begin(), late.begin() + 5}).pressure(0) == Approx(0.9));  // its values count from there
    CHECK(after(setting, late).pressure(0) == Approx(0.91));
    CHECK(after(setting, {0.3, 0.5, 0.5}).pressure(0) == Approx(0.1));  // it began in round 1, the dated one in round 2
    CHECK(after(setting, {0.5, 0.3, 0.5}).pressure(0) == Approx(0.1));  // both in round 2: the list decides
    setting.events[0].listed = 3;
    CHECK(after(setting, {0.5, 0.3, 0.5}).pressure(0) == Approx(0.9));
}

TEST_CASE("what lasts for a time lasts from its beginning on", "[agents][begin_events]")
{
    Setting setting = with(below(0.4));
    setting.events[0].kind = EventKind::shock;
    setting.events[0].threat = 0.2;
    setting.events[0].duration = 2;
    CHECK(after(setting, {0.5, 0.3, 0.5}).shock.threat(0) == 0.2);
    CHECK(after(setting, {0.5, 0.3, 0.5, 0.5}).shock.threat(0) == 0.2);
    CHECK(after(setting, {0.5, 0.3, 0.5, 0.5, 0.5}).shock.threat(0) == 0);
}

TEST_CASE("alike events draw apart by their index", "[agents][begin_events]")
{
    Onset onset;
    onset.hazard = 0.2;
    onset.agent = comity::sim::agent_code("alike");
    Onset second = onset;
    second.index = 1;
    bool apart = false;
    for (std::uint32_t r = 0; r < 20; ++r)
        apart = apart || begins(with(onset), std::vector<double>(60, 0), 1, r) != begins(with(second), std::vector<double>(60, 0), 1, r);
    CHECK(apart);
}
