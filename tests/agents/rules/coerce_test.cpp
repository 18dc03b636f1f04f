#include "agents/rules/coerce.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "agents/rules/apply_events.hpp"
#include "agents/world.hpp"
#include "tests/agents/rules/hall.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;

namespace {

/// C0 and C1 lead ONE, C2 leads TWO.
Setting led(int countries)
{
    Setting setting = small_setting(countries);
    lead(setting, "ONE", Camp::challengers, {0, 1});
    lead(setting, "TWO", Camp::incumbents, {2});
    return setting;
}

/// One draft of ONE, one of TWO, one of nobody, with everybody's votes: [draft][country].
struct Session {
    Agenda agenda;
    Ballots ballots;

    Session(int countries, const std::vector<std::vector<Vote>>& votes)
    {
        agenda.drafts.resize(3);
        agenda.drafts[0].leader = {0};
        agenda.drafts[1].leader = {1};
        ballots.votes.resize(countries, 3);
        for (std::size_t v = 0; v < 3; ++v)
            for (int i = 0; i < countries; ++i)
                ballots.votes(i, static_cast<Eigen::Index>(v)) = static_cast<std::int8_t>(votes[v][static_cast<std::size_t>(i) % votes[v].size()]);
    }
};

/// One draft's votes are all alike.
Session alike(int countries, Vote on_one, Vote on_two, Vote on_nobody) { return {countries, {{on_one}, {on_two}, {on_nobody}}}; }

bool pressed(const CoercionState& state, int leader, int country)
{
    return std::any_of(state.standing.begin(), state.standing.end(), [&](const Coercion& each) { return each.leader.index == leader && each.country.index == country; });
}

}  // namespace

TEST_CASE("coercion adds dependence times its force, towards the line of the leader", "[agents][coerce]")
{
    Setting setting = led(5);
    setting.trade = TieGraph(5, {{3, 0, .2}, {3, 1, .3}, {3, 2, .1}, {4, 2, .4}});
    World world = small_world(setting);
    world.coercion.standing = {{{0}, {3}, 0, 1}, {{1}, {4}, 0, 0.5}, {{0}, {4}, 0, 1}};
    Agenda agenda;
    agenda.drafts.resize(3);
    agenda.drafts[0].line = {1, -1};
    agenda.drafts[2].line = {-1, 0};
    const Lobbying lobbying = press_voters(world, setting, agenda, {.penalty = 2});
    // C3 on ONE's line: 2 x (.2 + .3) x 1; C4 on TWO's: 2 x .4 x .5; C4 does not depend on ONE
    REQUIRE(lobbying.on(0).size() == 2);
    CHECK(lobbying.on(0)[0].country.index == 3);
    CHECK(lobbying.on(0)[0].amount == Approx(1));
    CHECK(lobbying.on(0)[1].country.index == 4);
    CHECK(lobbying.on(0)[1].amount == Approx(-0.4));
    CHECK(lobbying.on(1).empty());  // nobody has a line
    REQUIRE(lobbying.on(2).size() == 1);
    CHECK(lobbying.on(2)[0].amount == Approx(-1));
    CHECK(press_voters(world, setting, agenda, {.penalty = 0}).given.empty());

    // under a sanction there is less to depend on
    world.sanctions = {{{0}, {3}}};
    world.coercion.trade = cut_trade(world, setting, {});
    CHECK(press_voters(world, setting, agenda, {}).on(0)[0].amount == Approx(0.5 * 0.7));
    world.coercion.standing.clear();
    CHECK(press_voters(world, setting, agenda, {}).given.empty());
}

TEST_CASE("what two modules give comes draft by draft, and adds up in the vote", "[agents][coerce]")
{
    const Lobbying both = together({{{0, {1}, 1}, {2, {1}, 1}}}, {{{0, {4}, 2}, {1, {3}, 2}}});
    REQUIRE(both.given.size() == 4);
    CHECK(both.on(0).size() == 2);
    CHECK(both.on(1).size() == 1);
    CHECK(both.on(2).size() == 1);
    CHECK(both.on(0)[0].country.index == 1);
    CHECK(together({}, {}).given.empty());
    CHECK(together({}, both).given.size() == 4);

    Hall hall(small_setting(2));
    const Agenda agenda{{Hall::draft(assembly, 1)}};
    CHECK(hall.vote(agenda, 0, {{{0, {1}, 30}, {0, {1}, 30}}}).vote(1, 0) == Vote::yes);
    CHECK(hall.vote(agenda, 0, {{{0, {1}, -30}, {0, {1}, -30}}}).vote(1, 0) == Vote::no);
    CHECK(hall.vote(agenda, 0, {{{0, {1}, -30}, {0, {1}, 30}}}).vote(1, 0) == hall.vote(agenda).vote(1, 0));
}

TEST_CASE("countries that voted no on a leader's own draft are pressed with chance p_co / 4", "[agents][coerce]")
{
    constexpr int n = 1003;
    const Setting setting = led(n);
    const World world = small_world(setting);
    const Session session = alike(n, Vote::no, Vote::yes, Vote::no);
    long by_one = 0, by_two = 0, observed = 0;
    for (std::uint32_t r = 0; r < 100; ++r) {
        const CoercionState next = coerce(world, setting, session.agenda, session.ballots, {.rate = 0.4, .observed = 0.3}, sim::Draws(5, r, 0));
        by_one += std::lround(next.begun(0));
        by_two += std::lround(next.begun(1));
        observed += std::ssize(next.observed);
        CHECK(next.standing.size() == static_cast<std::size_t>(next.begun.sum()));
        CHECK_FALSE(pressed(next, 0, 0));  // ONE's own members
        CHECK_FALSE(pressed(next, 0, 1));
    }
    CHECK(plausible(by_one, 100L * (n - 2), 0.1));
    CHECK_FALSE(plausible(by_one, 100L * (n - 2), 0.11));
    CHECK(by_two == 0);  // nobody voted against its draft, and routine business is nobody's
    CHECK(plausible(observed, by_one, 0.3));
    CHECK_FALSE(plausible(observed, by_one, 0.4));
}

TEST_CASE("where access is followed it tells who sees coercion", "[agents][coerce]")
{
    const Setting setting = led(103);
    World world = small_world(setting);
    const Session session = alike(103, Vote::no, Vote::yes, Vote::yes);
    const auto observed = [&](double access, double chance) {
        world.rights.access = access;
        return coerce(world, setting, session.agenda, session.ballots, {.rate = 1, .observed = chance}, sim::Draws(5, 0, 0)).observed.size();
    };
    CHECK(observed(0, 1) > 0);
    world.rules.rights.on = true;
    CHECK(observed(0, 1) == 0);
    CHECK(observed(1, 0) > 0);
}

TEST_CASE("neither abstention nor absence is pressed, nor a vote against what is no leader's", "[agents][coerce]")
{
    const Setting setting = led(200);
    const World world = small_world(setting);
    const CoercionParams often{.rate = 1};
    for (const Vote vote : {Vote::yes, Vote::abstain, Vote::absent, Vote::none}) {
        const Session session = alike(200, vote, vote, Vote::no);
        for (std::uint32_t r = 0; r < 20; ++r)
            CHECK(coerce(world, setting, session.agenda, session.ballots, often, sim::Draws(5, r, 0)).standing.empty());
    }
    const Session against = alike(200, Vote::no, Vote::no, Vote::yes);
    CHECK_FALSE(coerce(world, setting, against.agenda, against.ballots, often, sim::Draws(5, 0, 0)).standing.empty());
    const CoercionState none = coerce(world, setting, against.agenda, against.ballots, {.rate = 0}, sim::Draws(5, 0, 0));
    CHECK(none.standing.empty());
    CHECK((none.begun == 0).all());
    CHECK(none.observed.empty());
}

TEST_CASE("several votes against a leader in one round are one occasion", "[agents][coerce]")
{
    const Setting setting = led(2000);
    const World world = small_world(setting);
    Session session = alike(2000, Vote::no, Vote::yes, Vote::no);
    session.agenda.drafts[2].leader = {0};
    long begun = 0;
    for (std::uint32_t r = 0; r < 50; ++r)
        begun += std::lround(coerce(world, setting, session.agenda, session.ballots, {.rate = 0.4}, sim::Draws(5, r, 0)).begun(0));
    CHECK(plausible(begun, 50L * 1998, 0.1));
}

TEST_CASE("coercion by an event works at once and loses half its force a round", "[agents][coerce]")
{
    Setting setting = led(4);
    setting.trade = TieGraph(4, {{3, 0, 0.5}});
    Event event;
    event.kind = EventKind::coercion;
    event.round = 2;
    event.leader = {0};
    event.countries = {{3}};
    setting.events = {event};
    World world = small_world(setting);
    Session session = alike(4, Vote::no, Vote::no, Vote::no);
    session.agenda.drafts[0].line = {1, 0};
    const CoercionParams params{.rate = 0, .observed = 1};
    const auto amount = [&] {
        const Lobbying lobbying = press_voters(world, setting, session.agenda, params);
        return lobbying.given.empty() ? 0 : lobbying.given[0].amount;
    };
    const std::vector<double> expected{0, 0, 0.5, 0.25, 0.125, 0.0625};
    for (world.round = 0; world.round < 20; ++world.round) {
        apply_events(world, setting);
        if (world.round < std::ssize(expected)) CHECK(amount() == Approx(expected[static_cast<std::size_t>(world.round)]));
        world.coercion = coerce(world, setting, session.agenda, session.ballots, params, sim::Draws(5, 0, world.round));
        CHECK(world.coercion.begun.sum() == (world.round == 2 ? 1 : 0));
        CHECK(world.coercion.observed.size() == (world.round == 2 ? 1 : 0));
        // .5^10 is below .001
        CHECK(world.coercion.standing.size() == (world.round >= 2 && world.round < 11 ? 1 : 0));
    }
}

TEST_CASE("a country that is pressed already is pressed with full force again, once a leader", "[agents][coerce]")
{
    const Setting setting = led(4);
    World world = small_world(setting);
    world.round = 7;
    world.coercion.standing = {{{0}, {3}, 4, 0.2}, {{1}, {3}, 4, 0.2}};
    const Session session = alike(4, Vote::no, Vote::yes, Vote::yes);
    bool again = false;
    for (std::uint32_t r = 0; r < 60; ++r) {
        const CoercionState next = coerce(world, setting, session.agenda, session.ballots, {.rate = 1}, sim::Draws(5, r, 7));
        int of_one = 0;
        for (const Coercion& each : next.standing)
            if (each.leader.index == 0 && each.country.index == 3) {
                ++of_one;
                CHECK(each.force == Approx(next.begun(0) > 0 && each.begun == 7 ? 1 : 0.1));
                again = again || each.begun == 7;
            }
        CHECK(of_one == 1);
        CHECK(pressed(next, 1, 3));
    }
    CHECK(again);
    // one that an event began in this very round is not begun twice
    world.coercion.standing = {{{0}, {3}, 7, 1}};
    for (std::uint32_t r = 0; r < 60; ++r) {
        const CoercionState next = coerce(world, setting, session.agenda, session.ballots, {.rate = 1}, sim::Draws(5, r, 7));
        CHECK(std::count_if(next.standing.begin(), next.standing.end(), [](const Coercion& each) { return each.country.index == 3 && each.leader.index == 0; }) == 1);
        for (const Coercion& each : next.standing)
            if (each.leader.index == 0 && each.country.index == 3) CHECK(each.force == Approx(0.5));
    }
}

TEST_CASE("a distant leader sanctions a violation with chance p_sanc times its severity", "[agents][coerce]")
{
    Setting setting = led(3000);
    World world = small_world(setting);
    const NormId norm = setting.institutions.norm("NI3");
    const int arena = setting.institutions.norms[static_cast<std::size_t>(norm.index)].arena.index;
    world.leader_position(0, arena) = -0.5;
    world.leader_position(1, arena) = 1.5;
    std::vector<Violation> violations;
    for (int i = 3; i < 3000; ++i) violations.push_back({{i}, norm, 0.8});
    long by_one = 0, by_two = 0;
    for (std::uint32_t r = 0; r < 40; ++r)
        for (const Sanction& each : sanction_violators(world, setting, violations, {}, sim::Draws(5, r, 0))) {
            (each.sender.index == 0 ? by_one : by_two) += 1;
            CHECK(each.until == 12);
        }
    CHECK(by_one == 0);  // .5 apart
    CHECK(plausible(by_two, 40L * 2997, 0.24));
    CHECK_FALSE(plausible(by_two, 40L * 2997, 0.25));
    // exactly as far as the distance is not beyond it
    world.leader_position(1, arena) = 1;
    CHECK(sanction_violators(world, setting, violations, {}, sim::Draws(5, 0, 0)).empty());
    CHECK_FALSE(sanction_violators(world, setting, violations, {.sanction_distance = 0.4}, sim::Draws(5, 0, 0)).empty());
    CHECK(sanction_violators(world, setting, violations, {.sanction_chance = 0, .sanction_distance = 0}, sim::Draws(5, 0, 0)).empty());
    CHECK(sanction_violators(world, setting, violations, {.sanction_distance = 0, .sanction_rounds = 0}, sim::Draws(5, 0, 0)).empty());
}

TEST_CASE("distance counts in the arena of the norm, and a breach of no norm that is known is not sanctioned", "[agents][coerce]")
{
    const Setting setting = led(4);
    World world = small_world(setting);
    const NormId norm = setting.institutions.norm("NI3");
    const int arena = setting.institutions.norms[static_cast<std::size_t>(norm.index)].arena.index;
    const CoercionParams sure{.sanction_chance = 1};
    const std::vector<Violation> breach{{{3}, norm, 1}}, unknown{{{3}, {}, 1}};
    world.position.row(3).setConstant(3);
    CHECK(sanction_violators(world, setting, breach, sure, sim::Draws(5, 0, 0)).size() == 2);
    CHECK(sanction_violators(world, setting, unknown, sure, sim::Draws(5, 0, 0)).empty());
    world.position(3, arena) = 0;
    CHECK(sanction_violators(world, setting, breach, sure, sim::Draws(5, 0, 0)).empty());
}

TEST_CASE("leaders do not sanction their own members, and two violations of a country are two occasions", "[agents][coerce]")
{
    Setting setting = led(4);
    World world = small_world(setting);
    const NormId norm = setting.institutions.norm("HR1");
    world.leader_position(0, rights.index) = world.leader_position(1, rights.index) = 3;
    const std::vector<Violation> own{{{1}, norm, 1}}, once{{{3}, norm, 1}}, twice{{{3}, norm, 1}, {{3}, norm, 1}};
    const CoercionParams sure{.sanction_chance = 1}, half{.sanction_chance = 0.5};
    const auto found = sanction_violators(world, setting, own, sure, sim::Draws(5, 0, 0));
    REQUIRE(found.size() == 1);
    CHECK(found[0].sender.index == 1);
    CHECK(sanction_violators(world, setting, twice, sure, sim::Draws(5, 0, 0)).size() == 2);  // one a leader
    long first = 0, either = 0;
    for (std::uint32_t r = 0; r < 4000; ++r) {
        first += std::ssize(sanction_violators(world, setting, once, half, sim::Draws(5, r, 0)));
        either += std::ssize(sanction_violators(world, setting, twice, half, sim::Draws(5, r, 0)));
    }
    CHECK(plausible(first, 8000, 0.5));
    CHECK(plausible(either, 8000, 0.75));
    CHECK(sanction_violators(world, setting, {}, sure, sim::Draws(5, 0, 0)).empty());
}

TEST_CASE("a leader's sanction stands for its rounds, longer where it is renewed; others stand until an event ends them", "[agents][coerce]")
{
    Setting setting = led(5);
    World world = small_world(setting);
    world.leader_position.row(1).setConstant(3);
    world.sanctions = {{{0}, {4}}};
    const NormId norm = setting.institutions.norm("HR1");
    const CoercionParams sure{.sanction_chance = 1, .sanction_rounds = 3};
    const std::vector<Violation> breach{{{3}, norm, 1}};
    std::vector<std::size_t> standing;  // in the votes of rounds 0, 1, ...
    for (world.round = 0; world.round < 10; ++world.round) {
        standing.push_back(world.sanctions.size());
        const bool breached = world.round == 1 || world.round == 3;
        world.sanctions = sanction_violators(world, setting, breached ? breach : std::vector<Violation>{}, sure, sim::Draws(5, 0, world.round));
    }
    // imposed at the end of round 1: stands in 2, 3, 4; renewed at the end of 3: to 6
    CHECK(standing == std::vector<std::size_t>{1, 1, 2, 2, 2, 2, 2, 1, 1, 1});
    // a lasting one is not cut short by a renewal
    world.sanctions = {{{1}, {3}}};
    CHECK(sanction_violators(world, setting, breach, sure, sim::Draws(5, 0, 0))[0].until == Sanction::lasting);
    world.sanctions.clear();
    CHECK(sanction_violators(world, setting, breach, {.sanction_chance = 1, .sanction_rounds = 2.6}, sim::Draws(5, 0, 0))[0].until == world.round + 3);

    // an event ends either
    Event end;
    end.kind = EventKind::sanction;
    end.leader = {1};
    end.countries = {{3}};
    end.on = false;
    setting.events = {end};
    world.round = 0;
    world.sanctions = {{{1}, {3}, 9}, {{0}, {4}}};
    apply_events(world, setting);
    REQUIRE(world.sanctions.size() == 1);
    CHECK(world.sanctions[0].target.index == 4);
}
