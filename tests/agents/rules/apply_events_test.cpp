#include "agents/rules/apply_events.hpp"

#include <algorithm>

#include "agents/influence.hpp"
#include "agents/rules/rotate_seats.hpp"
#include "agents/world.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"

using namespace comity::agents;
using namespace comity::tests;

namespace {

const Institutions institutions = default_institutions();
const ForumId unga = institutions.forum("UNGA"), who = institutions.forum("WHO"), sco = institutions.forum("SCO");

/// Four countries: CR leads 0 and 1, US leads 2, country 3 is unled.
Setting four()
{
    Setting setting = small_setting(4);
    lead(setting, "CR", Camp::challengers, {0, 1});
    lead(setting, "US", Camp::incumbents, {2});
    return setting;
}

Event event(EventKind kind, std::vector<CountryId> countries = {}, double level = 0)
{
    Event made;
    made.kind = kind;
    made.round = 2;
    made.countries = std::move(countries);
    made.level = level;
    return made;
}

/// The world in a round, with all events up to it applied.
World world_in(const Setting& setting, int round)
{
    World world = small_world(setting);
    world.partnerships = {{{0}, {1}, 0.5, 0, 0}};
    for (;; ++world.round) {
        apply_events(world, setting);
        if (world.round == round) return world;
    }
}

}  // namespace

TEST_CASE("without events a round begins as the last one ended", "[agents][apply_events]")
{
    const Setting setting = four();
    const World before = small_world(setting), after = world_in(setting, 3);
    CHECK(after.crises.empty());
    CHECK((after.engagement_target == before.engagement_target).all());
    CHECK((after.capability == before.capability).all());
    CHECK((after.shock.style == 1).all());
    CHECK(after.sanctions.empty());
}

TEST_CASE("an uprising opens a crisis", "[agents][apply_events]")
{
    Setting setting = four();
    setting.events = {event(EventKind::uprising, {{3}}, 0.6)};
    setting.events[0].attributed = 0.5;
    CHECK(world_in(setting, 1).crises.empty());
    const World world = world_in(setting, 4);
    REQUIRE(world.crises.size() == 1);
    CHECK(world.crises[0].target == CountryId{3});
    CHECK(world.crises[0].severity == 0.6);
    CHECK(world.crises[0].attributed == 0.5);
    CHECK(world.crises[0].opened == 2);
}

TEST_CASE("an uprising breaks out in each country that is named, and each of them tops up", "[agents][apply_events]")
{
    Setting setting = four();
    Event uprising = event(EventKind::uprising, {{3}, {1}}, 0.6), topup = event(EventKind::topup, {{0}, {2}}, 0.03);
    topup.forum = who;
    setting.events = {uprising, topup};
    const World world = world_in(setting, 2);
    REQUIRE(world.crises.size() == 2);
    CHECK(world.crises[0].target == CountryId{3});
    CHECK(world.crises[1].target == CountryId{1});
    REQUIRE(world.topups.size() == 2);
    CHECK(world.topups[1].country == CountryId{2});
    CHECK(world.topups[1].forum == who);
    CHECK(world.topups[1].amount == 0.03);
}

TEST_CASE("top-ups are added up forum by forum, in whatever order events list them", "[agents][apply_events]")
{
    Setting setting = four();
    const auto topup = [&](int country, ForumId forum, double amount) {
        Event made = event(EventKind::topup, {{country}}, amount);
        made.forum = forum;
        return made;
    };
    std::vector<Event> events{topup(2, who, 0.02), topup(1, who, 0.05), topup(2, unga, 0.01), topup(2, who, 0.03)};
    for (int order = 0; order < 2; ++order) {
        setting.events = events;
        const World world = world_in(setting, 2);
        REQUIRE(world.topups.size() == 3);
        const int first = unga.index < who.index ? 0 : 2;
        CHECK(world.topups[static_cast<std::size_t>(first)].forum == unga);
        const auto by_who = static_cast<std::size_t>(first == 0 ? 1 : 0);
        CHECK(world.topups[by_who].country == CountryId{1});
        CHECK(world.topups[by_who].amount == 0.05);
        CHECK(world.topups[by_who + 1].country == CountryId{2});
        CHECK(world.topups[by_who + 1].amount == Approx(0.05));
        std::reverse(events.begin(), events.end());
    }
}

TEST_CASE("exit and return set targets of engagement, dues the paid share, top-ups one round's amount", "[agents][apply_events]")
{
    Setting setting = four();
    Event exit = event(EventKind::engagement, {{2}}, 0), dues = event(EventKind::dues, {{2}}, 0.5), topup = event(EventKind::topup, {{0}}, 0.03);
    exit.forum = dues.forum = topup.forum = who;
    setting.events = {exit, dues, topup};
    World world = world_in(setting, 2);
    CHECK(world.engagement_target(2, who.index) == 0);
    CHECK(world.engagement_target(2, unga.index) == 1);
    CHECK(world.engagement(2, who.index) == 1);  // inertia is the rule's
    CHECK(world.dues_paid(2, who.index) == 0.5);
    REQUIRE(world.topups.size() == 1);
    CHECK(world.topups[0].amount == 0.03);
    world = world_in(setting, 3);
    CHECK(world.engagement_target(2, who.index) == 0);
    CHECK(world.dues_paid(2, who.index) == 0.5);
    CHECK(world.topups.empty());
}

TEST_CASE("an overreach is felt by closed regimes outside the actor's camp, in its round", "[agents][apply_events]")
{
    Setting setting = four();
    setting.initial_exposure << 0.9, 0.5, 0.9, 0.6;
    Event overreach = event(EventKind::mandate_overreach, {}, 0.4);
    overreach.leader = setting.leader("US");
    setting.events = {overreach, overreach};
    const World world = world_in(setting, 2);
    CHECK(world.overreach(0) == 0.8);
    CHECK(world.overreach(1) == 0);  // not closed enough
    CHECK(world.overreach(2) == 0);  // of the actor's camp
    CHECK(world.overreach(3) == 0.8);
    CHECK(world_in(setting, 3).overreach.maxCoeff() == 0);
}

TEST_CASE("declarations change nothing", "[agents][apply_events]")
{
    Setting setting = four();
    setting.events = {event(EventKind::declaration, {{0}, {1}}, 1)};
    const World world = world_in(setting, 2);
    CHECK(world.partnerships[0].strength == 0.5);
    CHECK(world.partnerships[0].conflict == 0);
}

TEST_CASE("a shock lasts for its duration, and shocks add up", "[agents][apply_events]")
{
    Setting setting = four();
    Event pandemic = event(EventKind::shock);
    pandemic.duration = 3;
    pandemic.threat = 0.1;
    pandemic.media = 2;
    Event style = event(EventKind::shock, {{0}});
    style.style = 0.7;
    style.engagement = -0.2;
    style.threat = 0.05;
    setting.events = {pandemic, style};
    World world = world_in(setting, 2);
    CHECK(world.shock.threat(0) == Approx(0.15));
    CHECK(world.shock.threat(3) == 0.1);
    CHECK(world.shock.style(0) == 0.7);
    CHECK(world.shock.engagement(0) == -0.2);
    world = world_in(setting, 4);
    CHECK(world.shock.threat(0) == 0.1);
    CHECK(world.shock.media(3) == 2);
    CHECK(world.shock.style(0) == 1);
    world = world_in(setting, 5);
    CHECK(world.shock.threat.maxCoeff() == 0);
    CHECK(world.shock.media.maxCoeff() == 1);
}

TEST_CASE("sanctions stand until lifted, once each", "[agents][apply_events]")
{
    Setting setting = four();
    Event on = event(EventKind::sanction, {{0}, {3}});
    on.leader = setting.leader("US");
    Event off = on;
    off.round = 4;
    off.countries = {{0}};
    off.on = false;
    setting.events = {on, on, off};
    CHECK(world_in(setting, 3).sanctions.size() == 2);
    const auto left = world_in(setting, 4).sanctions;
    REQUIRE(left.size() == 1);
    CHECK(left[0].target == CountryId{3});
}

TEST_CASE("wedges last and conflicts pass", "[agents][apply_events]")
{
    Setting setting = four();
    Event wedge = event(EventKind::wedge, {{1}}, 0.7);  // one partner: all its dyads
    wedge.duration = 20;
    setting.events = {wedge, event(EventKind::conflict, {{1}, {0}}, 0.4), event(EventKind::conflict, {{1}, {3}}, 0.9)};
    CHECK(world_in(setting, 2).partnerships[0].wedge == 0.7);
    CHECK(world_in(setting, 2).partnerships[0].conflict == 0.4);
    CHECK(world_in(setting, 21).partnerships[0].wedge == 0.7);
    CHECK(world_in(setting, 21).partnerships[0].conflict == 0);
    CHECK(world_in(setting, 22).partnerships[0].wedge == 0);
}

TEST_CASE("a path sets its variable round by round and keeps its last value", "[agents][apply_events]")
{
    Setting setting = four();
    Event path = event(EventKind::path, {{1}, {3}});
    path.name = "exposure";
    path.values = {0.1, 0.2};
    Event dues = event(EventKind::path, {{2}});
    dues.name = "dues";
    dues.forum = who;
    dues.values = {0.3};
    Event attention = event(EventKind::path);
    attention.name = "attention";
    attention.leader = setting.leader("US");
    attention.forum = unga;
    attention.values = {1.5};
    setting.events = {path, dues, attention};
    CHECK(world_in(setting, 1).exposure(1) == 0);
    CHECK(world_in(setting, 2).exposure(1) == 0.1);
    const World world = world_in(setting, 7);
    CHECK(world.exposure(3) == 0.2);
    CHECK(world.exposure(0) == 0);
    CHECK(world.dues_paid(2, who.index) == 0.3);
    CHECK(world.attention(1, unga.index) == 1.5);
    CHECK(world.attention(0, unga.index) == 1);
}

TEST_CASE("every variable that a path may set is set by its name alone", "[agents][apply_events]")
{
    for (const PathVariable& variable : path_variable_table()) {
        CAPTURE(variable.name);
        Setting setting = four();
        Event path = event(EventKind::path, {{0}});
        path.name = variable.name;
        path.leader = {0};
        path.values = {0.125};
        setting.events = {path};
        const World w = world_in(setting, 2);
        const int set = (w.capability(0) == 0.125) + (w.exposure(0) == 0.125) + (w.diplomacy(0) == 0.125) + (w.style(0) == 0.125) +
                        (w.resilience(0) == 0.125) + (w.media(0) == 0.125) + (w.fill_ambition(0) == 0.125) + (w.uprising(0) == 0.125) +
                        (w.pressure(0) == 0.125) + (w.engagement_target(0, 3) == 0.125) + (w.dues_paid(0, 3) == 0.125) +
                        (w.attention(0, 3) == 0.125) + (w.side_payments.purse.size() > 0 && w.side_payments.purse(0) == 0.125);
        CHECK(set == 1);
        CHECK(variable.range.contains(0.125));
    }
    CHECK(path_variables().size() == path_variable_table().size());
}

TEST_CASE("what a path gives to one country's capability the others lose in proportion", "[agents][apply_events]")
{
    Setting setting = four();
    Event path = event(EventKind::path, {{0}});
    path.name = "capability";
    path.values = {0.4, 0.1};
    setting.events = {path};
    const World world = world_in(setting, 2);
    CHECK(world.capability(0) == 0.4);
    CHECK(world.capability(3) == Approx(0.2));
    CHECK(world_in(setting, 9).capability(3) == Approx(0.3));
    CHECK(world_in(setting, 9).capability.sum() == Approx(1));
}

TEST_CASE("a weight replaces a parameter of the rules in force", "[agents][apply_events]")
{
    Setting setting = four();
    Event weight = event(EventKind::weight, {}, 0.3);
    weight.name = "influence.transatlantic_tie";
    setting.events = {weight};
    CHECK(world_in(setting, 1).rules.influence.transatlantic_tie == 1);
    CHECK(world_in(setting, 5).rules.influence.transatlantic_tie == 0.3);
}

TEST_CASE("a country that joins a club ties to every member, and sits where the club is a forum without elections", "[agents][apply_events]")
{
    Setting setting = four();
    setting.groups = {{"BRICS", {{0}, {1}}}};
    setting.recorded_seats = {{sco, {0}, 2001, 9999}};
    Event brics = event(EventKind::accession, {{2}, {3}}), club = event(EventKind::accession, {{3}});
    brics.name = "BRICS";
    club.name = "SCO";
    setting.events = {brics, club, brics};  // joining twice is joining once
    World world = world_in(setting, 2);
    CHECK(club_members(world, setting, "BRICS") == std::vector<int>{0, 1, 2, 3});
    CHECK(club_members(world, setting, "SCO") == std::vector<int>{0, 3});
    CHECK(world.tie_changes.size() == 2 * (2 + 3) + 2);
    CHECK(rosters(world, setting)[static_cast<std::size_t>(sco.index)] == std::vector<int>{0, 3});

    // the structure has room for these ties although no layer joins the countries: R_30 = .5 + .5 of .5 + .5 + .5 + .5
    Influence influence(setting, {0, 1});
    influence.update(world, setting, {});
    REQUIRE(influence.partners(3).size() == 3);
    CHECK(influence.weights(3)[0] == Approx(0.5));
    CHECK(influence.weights(3)[2] == Approx(0.25));
}

TEST_CASE("outreach multiplies dependence on the leader's strongest member and the tie to it", "[agents][apply_events]")
{
    Setting setting = four();
    setting.trade = TieGraph(4, {{3, 0, 0.2}, {3, 1, 0.4}, {3, 2, 0.2}, {1, 3, 0.5}});
    setting.events = {event(EventKind::outreach, {{3}}, 0.5)};
    setting.events[0].leader = setting.leader("CR");
    World world = small_world(setting);
    world.capability << 0.1, 0.3, 0.4, 0.2;
    world.round = 2;
    const double before = world.leverage(3, 1);
    apply_events(world, setting);
    CHECK(before == Approx(0.4 * 0.5));
    CHECK(world.leverage(3, 1) == Approx(1.5 * before));
    CHECK(world.leverage(3, 0) == Approx(0.2));
    for (int i = 0; i < setting.num_countries(); ++i)
        CHECK(world.joint_leverage.row(i).sum() == Approx(world.leverage.row(i).sum()));
    Influence influence(setting, {});
    influence.update(world, setting, {});
    // K_3 = .2 (.25, .5, .25), the middle one x 1.5
    CHECK(influence.weights(3)[1] == Approx(0.75 / 1.25));

    World shrunk = small_world(setting);
    shrunk.capability = world.capability;
    shrunk.round = 2;
    setting.events[0].level = -0.3;
    apply_events(shrunk, setting);
    CHECK(shrunk.leverage(3, 1) == Approx(0.7 * before));
}
