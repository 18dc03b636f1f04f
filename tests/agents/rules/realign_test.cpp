// Coalitions that gain, lose and take over members during a run (module M12).
#include <cmath>
#include <utility>
#include <vector>

#include "agents/influence.hpp"
#include "agents/round.hpp"
#include "agents/rules/apply_events.hpp"
#include "agents/rules/begin_events.hpp"
#include "agents/rules/breach_norms.hpp"
#include "agents/rules/change_leaders.hpp"
#include "agents/rules/coerce.hpp"
#include "agents/rules/engage.hpp"
#include "agents/rules/vote_latent.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;

namespace {

constexpr int countries = 12;
constexpr LeaderId challengers{0}, first{1}, second{2};

/// Leaders with these members among countries that trade with all others, more with some.
Setting three_leaders(const std::vector<std::vector<int>>& members)
{
    Setting setting = small_setting(countries);
    std::vector<Tie> ties;
    for (int i = 0; i < countries; ++i)
        for (int j = 0; j < countries; ++j)
            if (i != j) ties.push_back({i, j, (1 + (i * 5 + j * 3) % 7) / (7.0 * countries)});
    setting.trade = TieGraph(countries, std::move(ties));
    lead(setting, "A", Camp::challengers, members[0]);
    lead(setting, "B", Camp::incumbents, members[1]);
    lead(setting, "C", Camp::incumbents, members[2]);
    setting.rounds = 16;
    return setting;
}

World spread(const Setting& setting)
{
    World world = small_world(setting);
    for (int i = 0; i < countries; ++i) {
        world.position.row(i).setConstant(-1.5 + 0.27 * i);
        world.capability(i) = (1 + i % 4) / 30.0;
        world.diplomacy(i) = 0.5 + 0.04 * i;
        world.exposure(i) = i < 5 ? 0.8 : 0.2;
    }
    world.rules.leadership.on = true;
    refresh(world, setting);
    world.anchor = world.position;
    return world;
}

Event moved(EventKind kind, std::vector<CountryId> states, LeaderId leader = {}, LeaderId absorbed = {}, int round = 0)
{
    Event event;
    event.kind = kind;
    event.round = round;
    event.countries = std::move(states);
    event.leader = leader;
    event.absorbed = absorbed;
    return event;
}

/// All that a run decides, round by round.
struct Course {
    std::vector<double> numbers;
    long drafts = 0;
    friend bool operator==(const Course&, const Course&) = default;
};

Course course(Setting setting, std::vector<Event> events, auto&& change)
{
    setting.events = std::move(events);
    World world = spread(setting);
    change(world);
    Influence influence = influence_of(setting, world, {});
    Course found;
    for (int t = 0; t < setting.rounds; ++t) {
        const RoundRecord record = play_round(world, setting, influence, sim::Draws(8, 0, t));
        found.drafts += std::ssize(record.agenda.drafts);
        for (const auto* table : {&world.position, &world.leader_position, &world.presence.leader, &world.success})
            found.numbers.insert(found.numbers.end(), table->data(), table->data() + table->size());
        for (const Draft& draft : record.agenda.drafts) found.numbers.push_back(draft.leader.index);
        for (const Outcome& outcome : record.outcomes.of) found.numbers.insert(found.numbers.end(), {1.0 * outcome.yes, 1.0 * outcome.no});
        found.numbers.insert(found.numbers.end(), world.status_quo.data(), world.status_quo.data() + world.status_quo.size());
        found.numbers.push_back(world.cohesion_incumbents);
    }
    return found;
}
Course course(Setting setting, std::vector<Event> events)
{
    return course(std::move(setting), std::move(events), [](World&) {});
}

const std::vector<std::vector<int>> apart{{0, 1}, {9, 10}, {11, 8}};

}  // namespace

TEST_CASE("leaders that merge before anything is decided are one leader from the start", "[agents][realign]")
{
    const Course merged = course(three_leaders(apart), {moved(EventKind::merger, {}, first, second)});
    CHECK(merged.drafts > 40);
    // The last position of a leader without members differs: it never had one there.
    const auto without_line = [](const std::vector<std::vector<int>>& members, std::vector<Event> events) {
        return course(three_leaders(members), std::move(events), [](World& world) { world.leader_position.row(second.index).setZero(); });
    };
    CHECK(without_line(apart, {moved(EventKind::merger, {}, first, second)}) == without_line({{0, 1}, {9, 10, 11, 8}, {}}, {}));
    CHECK(merged != course(three_leaders(apart), {}));
    CHECK(merged != course(three_leaders(apart), {moved(EventKind::merger, {}, first, second, 4)}));
}

TEST_CASE("who joins or leaves a coalition before anything is decided did so from the start", "[agents][realign]")
{
    const Course joined = course(three_leaders(apart), {moved(EventKind::alignment, {{4}}, challengers)});
    CHECK(joined == course(three_leaders({{0, 1, 4}, {9, 10}, {11, 8}}), {}));
    const Course changed = course(three_leaders(apart), {moved(EventKind::alignment, {{10}}, second)});
    CHECK(changed == course(three_leaders({{0, 1}, {9}, {11, 8, 10}}), {}));
    const Course left = course(three_leaders(apart), {moved(EventKind::defection, {{10}})});
    CHECK(left == course(three_leaders({{0, 1}, {9}, {11, 8}}), {}));
    const Course plain = course(three_leaders(apart), {});
    CHECK(joined != plain);
    CHECK(changed != plain);
    CHECK(left != plain);
    CHECK(left != changed);
}

TEST_CASE("events that move nobody change nothing", "[agents][realign]")
{
    const Course plain = course(three_leaders(apart), {});
    CHECK(course(three_leaders(apart), {moved(EventKind::alignment, {{10}, {9}}, first, {}, 3)}) == plain);
    CHECK(course(three_leaders(apart), {moved(EventKind::defection, {{5}}, {}, {}, 3)}) == plain);
    // The module without events is the core.
    CHECK(course(three_leaders(apart), {}, [](World& world) { world.rules.leadership.on = false; }) == plain);
    // Out and in again within one round
    Setting setting = three_leaders(apart);
    CHECK(course(setting, {moved(EventKind::defection, {{10}}, {}, {}, 3), moved(EventKind::alignment, {{10}}, first, {}, 3)}) == plain);
}

TEST_CASE("presence of a merged coalition is the root of what its members have together", "[agents][realign]")
{
    const Setting setting = three_leaders(apart);
    World world = spread(setting);
    merge(world, setting, first, second);
    const Presence made = presence(world, setting, world.rules.engagement);
    double capability = 0;
    for (const int i : {9, 10, 11, 8}) capability += world.capability(i);
    const double skill = 0.5 + 0.5 * world.diplomacy(11);
    const auto assembly = setting.institutions.forum("UNGA").index;
    CHECK(made.leader(first.index, assembly) == Approx(std::sqrt(capability) * skill));
    CHECK((made.leader.row(second.index) == 0).all());
    CHECK((made.share.row(second.index) == 0).all());
    CHECK((world.joint_leverage.col(second.index) == 0).all());
    EngagementParams alike = world.rules.engagement;
    alike.presence_exponent = 0;  // capability does not matter; there being someone does
    CHECK((presence(world, setting, alike).leader.row(second.index) == 0).all());
    CHECK((presence(world, setting, alike).leader.row(first.index) > 0).all());
    // A leader without members keeps its line, wherever its members go.
    const Eigen::ArrayXd before = world.leader_position.row(second.index);
    world.position.setZero();
    CHECK((leader_positions(world, setting).row(second.index).transpose() == before).all());
    CHECK((leader_positions(world, setting).row(first.index) == 0).all());
}

TEST_CASE("leverage is that of the members of the day, outreach included", "[agents][realign]")
{
    const Setting setting = three_leaders(apart);
    World world = spread(setting);
    const auto at = [&](int i, int j) { return setting.trade.weight(i, j) * (1 - setting.trade.weight(j, i)); };
    world.tie_changes.push_back({{5}, {10}, 0, 1.5});
    realign(world, setting, {{10}}, challengers);
    CHECK(world.led == std::vector{0, 1, 10, 9, 11, 8});
    CHECK(world.joint_leverage(5, challengers.index) == Approx(at(5, 0) + at(5, 1) + 1.5 * at(5, 10)));
    CHECK(world.joint_leverage(5, first.index) == Approx(at(5, 9)));
    CHECK(world.joint_leverage(5, second.index) == Approx(at(5, 11) + at(5, 8)));
}

TEST_CASE("sanctions and pressure follow a merger and end between those who come together", "[agents][realign]")
{
    const Setting setting = three_leaders(apart);
    World world = spread(setting);
    world.sanctions = {{first, {0}, 8}, {second, {0}, 12}, {second, {3}, 20}, {challengers, {9}, 9}, {challengers, {5}, 9}, {first, {11}, 30}};
    world.coercion.standing = {{second, {4}, 1, 0.5}, {first, {4}, 2, 0.25}, {second, {6}, 3, 1}, {challengers, {4}, 4, 1}};
    merge(world, setting, first, second);
    CHECK(world.sanctions == std::vector<Sanction>{{first, {0}, 12}, {first, {3}, 20}, {challengers, {9}, 9}, {challengers, {5}, 9}});
    REQUIRE(world.coercion.standing.size() == 3);
    for (const Coercion& each : world.coercion.standing) {
        CHECK(each.leader != second);
        if (each.leader == first && each.country.index == 4) CHECK(each.force == 0.25);
        if (each.country.index == 6) CHECK(each.leader == first);
    }
    // Whom the challengers press and sanction joins them.
    realign(world, setting, {{5}, {4}}, challengers);
    CHECK(world.sanctions == std::vector<Sanction>{{first, {0}, 12}, {first, {3}, 20}, {challengers, {9}, 9}});
    CHECK(world.coercion.standing.size() == 2);
}

TEST_CASE("a sanction cuts the trade of members as long as they are members", "[agents][realign]")
{
    Setting setting = three_leaders(apart);
    setting.events = {moved(EventKind::defection, {{10}}, {}, {}, 2), moved(EventKind::alignment, {{7}}, first, {}, 4)};
    World world = spread(setting);
    world.rules.coercion.on = true;
    world.rules.coercion.sanction_chance = 0;
    world.sanctions = {{first, {3}}};
    Influence influence = influence_of(setting, world, {});
    std::vector<std::pair<double, double>> cut;
    for (int t = 0; t < 6; ++t) {
        play_round(world, setting, influence, sim::Draws(8, 0, t));
        cut.push_back({world.coercion.trade.factor(10, 3), world.coercion.trade.factor(7, 3)});
    }
    for (const std::size_t t : {0, 1}) CHECK(cut[t] == std::pair(0.7, 1.0));
    for (const std::size_t t : {2, 3}) CHECK(cut[t] == std::pair(1.0, 1.0));
    for (const std::size_t t : {4, 5}) CHECK(cut[t] == std::pair(1.0, 0.7));
}

TEST_CASE("a leader without members announces no line", "[agents][realign]")
{
    const Setting setting = three_leaders(apart);
    World world = spread(setting);
    world.success.setConstant(0.9);
    Draft draft;
    draft.arena = {0};
    draft.slope = 3;
    draft.half_band = 0.1;
    const auto lines = [&] {
        announce_lines(world, setting, {}, draft, world.rules.voting);
        return std::vector<int>(draft.line.begin(), draft.line.begin() + 3);
    };
    CHECK(lines() == std::vector{-1, 1, 1});
    merge(world, setting, first, second);
    CHECK(lines() == std::vector{-1, 1, 0});
    realign(world, setting, {{0}, {1}}, {});
    CHECK(lines() == std::vector{0, 1, 0});
    realign(world, setting, {{0}}, second);
    CHECK(lines() == std::vector{0, 1, 1});  // it holds its last position until its line is set anew
}

TEST_CASE("a leader without members might as well not be there", "[agents][realign]")
{
    // What countries do, round by round; `success`: what the last leader remembers.
    const auto deeds = [](const Setting& setting, double success) {
        World world = spread(setting);
        world.success.bottomRows(1).setConstant(success);
        world.rules.voting.bandwagon = 2;
        world.rules.side_payments.on = true;
        world.rules.coercion.on = true;
        world.rules.coercion.rate = 1;
        Influence influence = influence_of(setting, world, {});
        std::vector<double> found;
        for (int t = 0; t < setting.rounds; ++t) {
            const RoundRecord record = play_round(world, setting, influence, sim::Draws(8, 0, t));
            found.insert(found.end(), world.position.data(), world.position.data() + world.position.size());
            found.insert(found.end(), world.presence.country.data(), world.presence.country.data() + world.presence.country.size());
            found.insert(found.end(), record.ballots.votes.data(), record.ballots.votes.data() + record.ballots.votes.size());
            found.insert(found.end(), {world.side_payments.spent.sum(), world.coercion.begun.sum(), 1.0 * static_cast<double>(world.coercion.standing.size())});
        }
        return found;
    };
    Setting two = three_leaders({{0, 1}, {9, 10}, {}});
    const Setting three = two;
    two.leaders.pop_back();
    const auto without = [&] {
        Setting alone = two;
        World world = spread(alone);
        return deeds(alone, world.success(0, 0));
    }();
    CHECK(deeds(three, 0.9) == without);
    CHECK(deeds(three, 0.1) == without);
    CHECK(deeds(three_leaders({{0, 1}, {9, 10}, {11}}), 0.9) != without);
}

TEST_CASE("sanctions and pressure of a leader end with its last member", "[agents][realign]")
{
    Setting setting = three_leaders(apart);
    World world = spread(setting);
    const std::vector<Sanction> sanctions{{second, {0}, 12}, {first, {0}, 8}};
    world.sanctions = sanctions;
    world.coercion.standing = {{second, {4}, 1, 0.5}, {first, {4}, 2, 0.25}};
    realign(world, setting, {{11}}, {});
    CHECK(world.sanctions == sanctions);
    CHECK(world.coercion.standing.size() == 2);
    realign(world, setting, {{8}}, challengers);
    CHECK(world.sanctions == std::vector<Sanction>{{first, {0}, 8}});
    REQUIRE(world.coercion.standing.size() == 1);
    CHECK(world.coercion.standing[0].leader == first);

    // Nor does it begin any, not by an event either; others do.
    for (const LeaderId sender : {second, first}) {
        setting.events = {moved(EventKind::sanction, {{3}}, sender), moved(EventKind::coercion, {{6}}, sender)};
        World after = world;
        after.course = begin_events(after, setting, sim::Draws(8, 0, 0));
        apply_events(after, setting);
        CHECK(after.sanctions.size() == (sender == first ? 2 : 1));
        CHECK(after.coercion.standing.size() == (sender == first ? 2 : 1));
    }
}

TEST_CASE("who presses and loses all members in one round has nobody who could be blamed", "[agents][realign]")
{
    Setting setting = three_leaders(apart);
    setting.events = {moved(EventKind::coercion, {{4}}, second), moved(EventKind::defection, {{11}, {8}})};
    World world = spread(setting);
    world.rules.coercion.on = world.rules.violations.on = true;
    world.rules.coercion.observed = 1;
    world.rules.coercion.rate = world.rules.violations.rate = world.rules.violations.answer = 0;
    world.reputation = first_reputation(Eigen::ArrayXd::Constant(countries, 0.5));
    Influence influence = influence_of(setting, world, {});
    play_round(world, setting, influence, sim::Draws(8, 0, 0));
    CHECK(world.coercion.begun.sum() == 0);
    const double untouched = world.reputation.level(5);
    CHECK((world.reputation.level == untouched).all());
}

TEST_CASE("what a leader has against a member of its own outlasts the moves of others", "[agents][realign]")
{
    const Setting setting = three_leaders(apart);
    World world = spread(setting);
    const std::vector<Sanction> own{{first, {10}, 9}};
    world.sanctions = own;
    world.coercion.standing = {{first, {10}, 1, 0.5}};
    realign(world, setting, {{4}}, challengers);
    realign(world, setting, {{10}}, first);  // where it is
    CHECK(world.sanctions == own);
    merge(world, setting, first, second);
    CHECK(world.sanctions == own);
    CHECK(world.coercion.standing.size() == 1);
    merge(world, setting, challengers, first);  // now it comes to follow another
    CHECK(world.sanctions.empty());
    CHECK(world.coercion.standing.empty());
}

TEST_CASE("measures against each other's members end with a merger, whoever took them", "[agents][realign]")
{
    const Setting setting = three_leaders(apart);
    World world = spread(setting);
    world.sanctions = {{second, {9}, 9}, {first, {8}, 9}, {second, {11}, 9}, {challengers, {9}, 9}};
    world.coercion.standing = {{challengers, {9}, 1, 0.7}, {second, {9}, 1, 0.5}, {second, {4}, 1, 0.4}, {first, {8}, 1, 0.3}, {first, {5}, 1, 0.2}};
    merge(world, setting, first, second);
    CHECK(world.sanctions == std::vector<Sanction>{{challengers, {9}, 9}});
    std::vector<double> force;  // in the order in which they stood
    for (const Coercion& each : world.coercion.standing) force.push_back(each.force);
    CHECK(force == std::vector{0.7, 0.4, 0.2});
    CHECK(world.coercion.standing[1].leader == first);
}

TEST_CASE("mergers in a chain, and into a leader without members", "[agents][realign]")
{
    const Setting setting = three_leaders(apart);
    World world = spread(setting);
    world.sanctions = {{second, {4}, 9}};
    merge(world, setting, first, second);
    merge(world, setting, second, first);  // back to one that was left without any
    CHECK(world.led == std::vector{0, 1, 9, 10, 11, 8});
    CHECK(world.coalitions.members(first).empty());
    CHECK(world.sanctions == std::vector<Sanction>{{second, {4}, 9}});
    const int moves = world.coalitions.num_moves();
    merge(world, setting, challengers, first);  // there is nobody to take over
    CHECK(world.coalitions.num_moves() == moves);
    merge(world, setting, challengers, second);
    CHECK(world.led == std::vector{0, 1, 9, 10, 11, 8});
    CHECK(world.sanctions == std::vector<Sanction>{{challengers, {4}, 9}});
}

TEST_CASE("who joins does so in the order of codes, whatever the order of rows and however often it is named", "[agents][realign]")
{
    Setting setting = small_setting({"ZZZ", "BBB", "MMM", "AAA"});
    lead(setting, "A", Camp::challengers, {2});
    World world = small_world(setting);
    refresh(world, setting);
    realign(world, setting, {{0}, {3}, {0}, {1}, {2}}, challengers);
    CHECK(world.led == std::vector{2, 3, 1, 0});
    CHECK(world.coalitions.num_moves() == 3);
}

TEST_CASE("who has left a coalition initiates none of its drafts, though it is named for the arena", "[agents][realign]")
{
    const auto by_the_leaver = [](std::vector<Event> events) {
        Setting setting = three_leaders(apart);
        for (int a = 0; a < setting.num_arenas(); ++a) setting.leaders[0].initiators.push_back({{a}, {{1}}});
        setting.events = std::move(events);
        World world = spread(setting);
        Influence influence = influence_of(setting, world, {});
        std::vector<int> drafts(2, 0);  // by the one named, by others
        for (int t = 0; t < setting.rounds; ++t)
            for (const Draft& draft : play_round(world, setting, influence, sim::Draws(8, 0, t)).agenda.drafts)
                if (draft.kind == DraftKind::leader && draft.leader == challengers) ++drafts[draft.initiator.index == 1 ? 0 : 1];
        return drafts;
    };
    const std::vector<int> stays = by_the_leaver({}), leaves = by_the_leaver({moved(EventKind::defection, {{1}})});
    CHECK(stays[0] > 5);
    CHECK(stays[1] == 0);
    CHECK(leaves[0] == 0);
    CHECK(leaves[1] > 5);
}
