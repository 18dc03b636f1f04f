#include "agents/rules/weigh_exit.hpp"

#include <algorithm>

#include "agents/rules/apply_events.hpp"
#include "agents/rules/rotate_seats.hpp"
#include "agents/world.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;

namespace {

const Institutions institutions = default_institutions();
const int unsc = institutions.forum("UNSC").index, unga = institutions.forum("UNGA").index, hrc = institutions.forum("HRC").index;
constexpr double inertia = 0.25;

World with_exit(const Setting& setting)
{
    World world = small_world(setting);
    world.rules.exit.on = true;
    world.memberships = first_memberships(world);
    return world;
}

/// Puts the result of weigh_exit into the world, as play_round does.
void weigh(World& world, const Setting& setting, const ExitParams& params)
{
    Departures departures = weigh_exit(world, setting, params, inertia);
    world.memberships.left = departures.left;
    world.memberships.target = departures.target;
    world.memberships.num_moves = departures.num_moves;
    world.engagement = departures.engagement;
    renew_rosters(world, setting);
}

bool sits(const World& world, int country, int forum)
{
    const auto& roster = world.roster[static_cast<std::size_t>(forum)];
    return std::find(roster.begin(), roster.end(), country) != roster.end();
}

}  // namespace

TEST_CASE("losses beyond one half lower the target, those of eight rounds together", "[agents][weigh_exit]")
{
    const Setting setting = small_setting(5);
    World world = with_exit(setting);
    const auto vote = [&](std::size_t round, int country, int voted, int lost) {
        world.memberships.votes[round].voted(country, unga) = static_cast<std::uint16_t>(voted);
        world.memberships.votes[round].lost(country, unga) = static_cast<std::uint16_t>(lost);
    };
    vote(0, 0, 4, 4);
    vote(3, 0, 4, 4);  // 8 of 8
    vote(0, 1, 4, 4);
    vote(7, 1, 4, 2);  // 6 of 8
    vote(5, 2, 8, 4);  // one half
    vote(5, 3, 20, 9);
    world.engagement_target(3, unga) = 0.5;
    const auto next = weigh_exit(world, setting, {.on = true, .loss_response = 0.5}, inertia);
    CHECK(next.target(0, unga) == Approx(0.75));   // 1 - .5 (1 - .5)
    CHECK(next.target(1, unga) == Approx(0.875));  // 1 - .5 (.75 - .5)
    CHECK(next.target(2, unga) == 1);
    CHECK(next.target(3, unga) == 0.5);  // fewer do not draw it in
    CHECK(next.target(4, unga) == 1);  // no contested vote
    CHECK(next.target.col(hrc).minCoeff() == 1);
    CHECK((next.engagement == world.engagement).all());
    CHECK(next.num_moves == 0);
    world.engagement_target(0, unga) = 0.3;  // the scenario's target is what it is taken from
    CHECK(weigh_exit(world, setting, {.on = true, .loss_response = 0.2}, inertia).target(0, unga) == Approx(0.2));
    CHECK(weigh_exit(world, setting, {.on = true, .loss_response = 2}, inertia).target(0, unga) == 0);
}

TEST_CASE("who leaves draws its bloc-mates after it, in proportion", "[agents][weigh_exit]")
{
    Setting setting = small_setting(7);
    lead(setting, "EU", Camp::incumbents, {0, 1, 2, 3});
    lead(setting, "US", Camp::incumbents, {4});
    World world = with_exit(setting);
    world.memberships.left(0, hrc) = world.memberships.left(1, hrc) = world.memberships.left(4, hrc) = world.memberships.left(6, hrc) = true;
    auto next = weigh_exit(world, setting, {.on = true, .contagion = 0.3}, inertia);
    CHECK(next.target(2, hrc) == Approx(0.8));  // 1 - .3 x 2/3
    CHECK(next.target(3, hrc) == Approx(0.8));
    CHECK(next.target(5, hrc) == 1);  // of no bloc
    CHECK(next.target(2, unga) == 1);
    CHECK(next.target(4, hrc) < 0);  // a leader alone has no mates

    // Mates are those of the day: C2 joins one that is out, C5 those of whom two are.
    world.coalitions.move({2}, {1});
    world.coalitions.move({5}, {0});
    next = weigh_exit(world, setting, {.on = true, .contagion = 0.3}, inertia);
    CHECK(next.target(2, hrc) == Approx(0.7));  // 1 - .3 x 1/1
    CHECK(next.target(5, hrc) == Approx(0.8));  // 1 - .3 x 2/3
}

TEST_CASE("who falls below one fifth leaves, and no shock brings it back", "[agents][weigh_exit]")
{
    Setting setting = small_setting({"USA", "CHN", "AAA", "BBB"});
    World world = with_exit(setting);
    world.engagement_target.row(0) = 0;
    world.engagement(0, unga) = 0.25;  // next .1875
    world.engagement(0, unsc) = 0.27;  // next .2025
    world.engagement(2, unga) = 0;     // next .125, but on its way to .5
    world.engagement_target(2, unga) = 0.5;
    weigh(world, setting, {.on = true});
    CHECK(world.memberships.left.count() == 1);
    CHECK(world.memberships.has_left(0, unga));
    CHECK(world.engagement(0, unga) == 0);
    CHECK(world.engagement(0, unsc) == 0.27);
    CHECK_FALSE(sits(world, 0, unga));  // a universal forum
    CHECK(world.roster[static_cast<std::size_t>(unga)].size() == 3);
    CHECK(sits(world, 0, unsc));
    world.engagement = engage(world, setting, world.rules.engagement).engagement;
    weigh(world, setting, {.on = true});
    CHECK_FALSE(sits(world, 0, unsc));  // nor does a permanent seat hold it
    CHECK(sits(world, 1, unsc));
    CHECK(world.memberships.num_moves == 2);

    world.engagement_target.row(0) = 1;
    world.shock.engagement(0) = 1;
    for (int t = 0; t < 20; ++t) {
        weigh(world, setting, {.on = true});
        world.engagement = engage(world, setting, world.rules.engagement).engagement;
    }
    CHECK(world.engagement(0, unga) == 0);
    CHECK(world.engagement(0, hrc) > 0.99);
    CHECK(world.memberships.num_moves == 2);
    world.presence = presence(world, setting, world.rules.engagement);
    CHECK(world.presence.country(0, unga) == 0);
}

TEST_CASE("a shock keeps in a country that wants to leave, and drives one out that does not", "[agents][weigh_exit]")
{
    Setting setting = small_setting(3);
    World world = with_exit(setting);
    world.engagement.col(unga).setConstant(0.15);
    world.engagement_target.col(unga) << 0.1, 0.1, 0.5;
    world.shock.engagement << 0, 0.2, -0.4;
    const auto next = weigh_exit(world, setting, {.on = true}, inertia);
    CHECK(next.left(0, unga));
    CHECK_FALSE(next.left(1, unga));  // on its way to .3
    CHECK(next.left(2, unga));        // on its way to .1
    CHECK(next.target(1, unga) == 0.1);
    CHECK(next.num_moves == 2);
}

TEST_CASE("a return event brings a country back, with its losses forgotten", "[agents][weigh_exit]")
{
    Setting setting = small_setting(3);
    World world = with_exit(setting);
    world.engagement_target(0, unga) = 0;
    world.engagement(0, unga) = 0.1;
    for (auto& round : world.memberships.votes) round.voted(0, unga) = round.lost(0, unga) = 5;
    weigh(world, setting, {.on = true});
    REQUIRE_FALSE(sits(world, 0, unga));

    Event back;
    back.round = 3;
    back.countries = {{0}};
    back.forum = {unga};
    back.level = 1;
    back.kind = EventKind::engagement;  // an event `exit` at another level is none
    setting.events = {back};
    world.round = 3;
    apply_events(world, setting);
    weigh(world, setting, {.on = true, .loss_response = 2});
    CHECK_FALSE(sits(world, 0, unga));
    setting.events[0].kind = EventKind::rejoin;
    apply_events(world, setting);
    weigh(world, setting, {.on = true, .loss_response = 2});
    CHECK(sits(world, 0, unga));
    CHECK(world.memberships.target(0, unga) == 1);
    world.engagement = engage(world, setting, world.rules.engagement).engagement;
    CHECK(world.engagement(0, unga) == Approx(0.25));
}

TEST_CASE("contested votes are counted by who cast them, and lost by who stood against the outcome", "[agents][weigh_exit]")
{
    // draft:     0 adopted   1 failed   2 unanimous   3 adopted, HRC
    // C0         yes         yes        yes           none
    // C1         no          abstain    yes           no
    // C2         absent      no         yes           yes
    const Setting setting = small_setting(3);
    constexpr auto yes = static_cast<std::int8_t>(Vote::yes), no = static_cast<std::int8_t>(Vote::no), abstain = static_cast<std::int8_t>(Vote::abstain),
                   absent = static_cast<std::int8_t>(Vote::absent), none = static_cast<std::int8_t>(Vote::none);
    Agenda agenda;
    agenda.drafts.resize(4);
    for (auto& draft : agenda.drafts) draft.forum = {unga};
    agenda.drafts[3].forum = {hrc};
    Ballots ballots;
    ballots.votes.resize(3, 4);
    ballots.votes << yes, yes, yes, none, no, abstain, yes, no, absent, no, yes, yes;
    Outcomes outcomes;
    outcomes.of.resize(4);
    outcomes.of[0].adopted = outcomes.of[2].adopted = outcomes.of[3].adopted = true;
    outcomes.of[2].unanimous = true;
    const LossCounts counts = count_losses(setting, agenda, ballots, outcomes);
    const auto column = [](const auto& counted, int f) { return std::vector<int>{counted(0, f), counted(1, f), counted(2, f)}; };
    CHECK(column(counts.voted, unga) == std::vector<int>{2, 2, 1});
    CHECK(column(counts.lost, unga) == std::vector<int>{1, 1, 0});
    CHECK(column(counts.voted, hrc) == std::vector<int>{0, 1, 1});
    CHECK(column(counts.lost, hrc) == std::vector<int>{0, 1, 0});
    CHECK(counts.lost.col(unsc).sum() == 0);
}

TEST_CASE("nobody leaves a forum that is not there yet", "[agents][weigh_exit]")
{
    Setting setting = small_setting(3);
    Forum& council = setting.institutions.forums[static_cast<std::size_t>(hrc)];
    World world = with_exit(setting);
    world.engagement_target.row(0) = 0;
    world.engagement.row(0) = 0.1;
    const auto leave = [&] { return weigh_exit(world, setting, {.on = true}, inertia); };
    CHECK(leave().num_moves == setting.num_forums());
    council.dormant = true;
    CHECK_FALSE(leave().left(0, hrc));
    CHECK(leave().engagement(0, hrc) == 0.1);
    CHECK(leave().num_moves == setting.num_forums() - 1);
    council.dormant = false;
    council.first_year = 2021;
    CHECK_FALSE(leave().left(0, hrc));
}

TEST_CASE("without weights nothing is weighed and nobody leaves", "[agents][weigh_exit]")
{
    Setting setting = small_setting(3);
    lead(setting, "EU", Camp::incumbents, {0, 1, 2});
    World world = with_exit(setting);
    world.engagement_target(0, unga) = world.engagement(0, unga) = 0.05;
    for (auto& round : world.memberships.votes) round.voted.setConstant(5), round.lost.setConstant(5);
    auto next = weigh_exit(world, setting, {.on = true, .loss_response = 0, .contagion = 0}, inertia);
    CHECK((next.target == world.engagement_target).all());
    CHECK((next.engagement == world.engagement).all());
    CHECK(next.left.count() == 0);
    CHECK(weigh_exit(world, setting, {.on = true, .loss_response = 0, .contagion = 0.1}, inertia).left.count() == 1);
}

TEST_CASE("a seat that was left stays empty to the end of its term, and who has left does not stand", "[agents][weigh_exit]")
{
    Setting setting = small_setting(3);
    setting.region.clear();
    for (int i = 0; i < 3; ++i) setting.add_region("AFR");
    Forum& council = setting.institutions.forums[static_cast<std::size_t>(hrc)];
    council.seats = {{"AFR", 1}};
    council.renewal_groups = 1;
    council.max_terms_in_row = 0;
    setting.recorded_seats = {{{hrc}, {0}, 2018, 2020}};
    World world = with_exit(setting);
    world.memberships.left(0, hrc) = true;
    ++world.memberships.num_moves;
    renew_rosters(world, setting);
    CHECK(world.roster[static_cast<std::size_t>(hrc)].empty());
    world.round = 3;
    for (std::uint32_t r = 0; r < 50; ++r) {
        const auto terms = rotate_seats(world, setting, sim::Draws(1, r, 3));
        REQUIRE(terms.size() == 1);
        CHECK(terms[0].country.index != 0);
        CHECK(terms[0].from == 2021);
    }
}

TEST_CASE("one country alone, in no bloc, may leave and be weighed again", "[agents][weigh_exit]")
{
    const Setting setting = small_setting(1);
    World world = with_exit(setting);
    world.engagement_target.setZero();
    world.engagement.setConstant(0.1);
    weigh(world, setting, {.on = true});
    weigh(world, setting, {.on = true});
    CHECK(world.memberships.left.all());
    CHECK(world.memberships.num_moves == setting.num_forums());
    CHECK(world.roster[static_cast<std::size_t>(unga)].empty());
}
