#include "agents/rules/contest_seats.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "agents/influence.hpp"
#include "agents/rules/council_likings.hpp"
#include "agents/rules/rotate_seats.hpp"
#include "agents/rules/seat_contests.hpp"
#include "agents/world.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/reorder.hpp"
#include "tests/support/small_worlds.hpp"
#include "tests/support/statistics.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;

namespace {

const Institutions institutions = default_institutions();
const ForumId unsc = institutions.forum("UNSC"), hrc = institutions.forum("HRC");

/// Nothing but luck.
constexpr ElectionParams indifferent{.on = true, .distance_weight = 0, .closeness_weight = 0, .leverage_weight = 0, .reputation_weight = 0, .appeal_spread = 0};

/// `candidates` countries of one region, which has the rights council's only seats, and `voters` of another.
Setting one_region(int candidates, int voters, int seats)
{
    Setting setting = small_setting(candidates + voters);
    setting.region.clear();
    for (int i = 0; i < candidates + voters; ++i) setting.add_region(i < candidates ? "EEG" : "AFR");
    Forum& council = setting.institutions.forums[static_cast<std::size_t>(hrc.index)];
    council.seats = {{"EEG", seats}};
    council.renewal_groups = 1;
    return setting;
}

World election_world(const Setting& setting)
{
    World world = small_world(setting);
    world.rules.elections.on = true;
    world.round = 3;  // 2020Q4
    return world;
}

CouncilElections hold(const World& world, const Setting& setting, const ElectionParams& params, std::uint32_t replicate)
{
    const Influence influence(setting, {});
    return contest_seats(world, setting, influence, params, Eigen::ArrayXd::Ones(setting.num_countries()), sim::Draws(5, replicate, world.round));
}

std::vector<int> countries_of(const std::vector<SeatTerm>& terms)
{
    std::vector<int> rows;
    for (const SeatTerm& term : terms) rows.push_back(term.country.index);
    return rows;
}

Eigen::ArrayXXd likings_of(const World& world, const Setting& setting, const ElectionParams& params, const std::vector<int>& slate, double reputation = 1,
                           ForumId forum = hrc)
{
    Influence influence(setting, {});
    influence.update(world, setting, world.rules.influence);
    return likings(world, setting, influence, params, Eigen::ArrayXd::Constant(setting.num_countries(), reputation), sim::Draws(5, 0, 3), forum, slate);
}

}  // namespace

TEST_CASE("who is ticked by more than half is elected, those with most ticks first", "[agents][contest_seats]")
{
    // Five voters, three names, two seats, bar 0.       ticks: name 0: 5, name 1: 2, name 2: 2
    Eigen::ArrayXXd u(5, 3);
    u << 3, 2, 1,   // ticks 0, 1
        3, 2, -1,   // ticks 0, 1
        3, -2, -1,  // ticks 0
        3, -1, 2,   // ticks 0, 2
        3, -1, 2;   // ticks 0, 2
    CHECK(first_ballot(u, 2, 0) == std::vector<int>{5, 2, 2});
    CHECK(first_ballot(u, 3, 0) == std::vector<int>{5, 2, 3});
    CHECK(first_ballot(u, 1, 0) == std::vector<int>{5, 0, 0});
    // Nobody else has a majority: a further ballot for one seat, without the bar, between 1 and 2: 2 to 3.
    CHECK(elected(u, 2, 0) == std::vector<int>{0, 2});
    CHECK(elected(u, 1, 0) == std::vector<int>{0});
    CHECK(elected(u, 3, 0) == std::vector<int>{0, 2, 1});
    CHECK(elected(u, 0, 0).empty());
    CHECK(elected(Eigen::ArrayXXd(5, 0), 2, 0).empty());
    // Who likes all alike ticks the first by code.
    CHECK(elected(Eigen::ArrayXXd::Ones(4, 3), 2, 0) == std::vector<int>{0, 1});
}

TEST_CASE("further ballots are among twice the places left, and exact halves go by code", "[agents][contest_seats]")
{
    // One seat, three names, six voters: 3, 2, 1 ticks; the last drops out, and its voter turns to name 1: 3 to 3.
    Eigen::ArrayXXd u(6, 3);
    u << 3, 2, 1, 3, 2, 1, 3, 2, 1, 1, 3, 2, 1, 3, 2, 1, 2, 3;
    CHECK(first_ballot(u, 1, -9) == std::vector<int>{3, 2, 1});
    CHECK(elected(u, 1, -9) == std::vector<int>{0});
    // Its voter turned to name 0 instead: 4 to 2. And were it for name 1 with one more voter, 3 to 4.
    u(5, 0) = 2.5;
    CHECK(elected(u, 1, -9) == std::vector<int>{0});
    Eigen::ArrayXXd seven(7, 3);
    seven << 3, 2, 1, 3, 2, 1, 3, 2, 1, 1, 3, 2, 1, 3, 2, 1, 2, 3, 1, 2, 3;
    CHECK(first_ballot(seven, 1, -9) == std::vector<int>{3, 2, 2});
    CHECK(elected(seven, 1, -9) == std::vector<int>{1});
    // Two seats, bar 0: 4, 1 and 2 ticks; then two voters for 1 and two for 2, which had more before.
    Eigen::ArrayXXd four(4, 3);
    four << 3, 2, -1, 3, -1, 2, 3, -1, 2, 3, -1, -2;
    CHECK(first_ballot(four, 2, 0) == std::vector<int>{4, 1, 2});
    CHECK(elected(four, 2, 0) == std::vector<int>{0, 1});
}

TEST_CASE("a forum's main arena is that of most of its business, else of its first sub-norm", "[agents][contest_seats]")
{
    Institutions made = institutions;
    Forum& council = made.forums[static_cast<std::size_t>(hrc.index)];
    const ArenaId ni = made.arena("NI"), cy = made.arena("CY");
    council.business = {{ni, 0.3}, {cy, 0.7}};
    CHECK(main_arena(made, hrc) == cy);
    council.business.clear();
    council.norms = {made.norm("NI2"), made.norm("HR1")};
    CHECK(main_arena(made, hrc) == ni);
    council.norms.clear();
    CHECK(main_arena(made, hrc).index == 0);
}

TEST_CASE("exactly half of the voters are no majority", "[agents][contest_seats]")
{
    // Four voters, two seats, bar 0. Ticks 3, 2, 2: name 0 is elected. Of the others the voters prefer 1, 2, 2 and 2.
    Eigen::ArrayXXd u(4, 3);
    u << 3, 2, -1, -1, 1, 3, 3, -1, 2, 3, -3, -2;
    CHECK(first_ballot(u, 2, 0) == std::vector<int>{3, 2, 2});
    CHECK(elected(u, 2, 0) == std::vector<int>{0, 2});
}

TEST_CASE("a name is ticked with chance 1 - exp(-exp(v - u0))", "[agents][contest_seats]")
{
    // v = -a_x |0 - 1| = -1 and u0 = -1.5: .8077; a reputation of 1 adds 2 (1 - .5): .9888
    const Setting setting = one_region(1, 20'000, 1);
    World world = election_world(setting);
    world.position(0, 0) = 1;
    ElectionParams params = indifferent;
    params.distance_weight = 1;
    const auto ticked = [&](double reputation) {
        return static_cast<long>((likings_of(world, setting, params, {0}, reputation).col(0).tail(20'000) > params.bar).count());
    };
    CHECK(plausible(ticked(0.5), 20'000, 1 - std::exp(-std::exp(0.5))));
    CHECK_FALSE(plausible(ticked(0.5), 20'000, 1 - std::exp(-std::exp(0.6))));
    params.reputation_weight = 2;
    CHECK(plausible(ticked(1), 20'000, 1 - std::exp(-std::exp(1.5))));
    world.position.col(1).setConstant(3);  // other arenas do not count
    CHECK(plausible(ticked(1), 20'000, 1 - std::exp(-std::exp(1.5))));
}

TEST_CASE("closeness, dependence and appeal add to what a voter thinks of a candidate", "[agents][contest_seats]")
{
    Setting setting = small_setting(4);
    setting.security = TieGraph(4, {{1, 0, 2}, {1, 2, 1}, {3, 0, 1}});
    setting.trade = TieGraph(4, {{1, 0, 0.6}, {0, 1, 0.25}, {2, 0, 0.1}, {3, 1, 0.5}});
    setting.leverage = leverage_ties(setting.trade);
    World world = election_world(setting);
    world.rules.influence.security_weight = 1;
    world.rules.influence.trade_weight = world.rules.influence.caucus_weight = 0;
    const Eigen::ArrayXXd luck = likings_of(world, setting, indifferent, {0, 2});
    CHECK(luck(0, 0) == std::numeric_limits<double>::infinity());  // a candidate's own vote
    CHECK(luck(2, 1) == std::numeric_limits<double>::infinity());
    ElectionParams close = indifferent, dependent = indifferent, appealing = indifferent;
    close.closeness_weight = 2;
    const Eigen::ArrayXXd by_ties = likings_of(world, setting, close, {0, 2}) - luck;
    CHECK(by_ties(1, 0) == Approx(2));  // its closest partner
    CHECK(by_ties(1, 1) == Approx(1));  // half as close
    CHECK(by_ties(2, 0) == Approx(0).margin(1e-12));
    CHECK(by_ties(3, 0) == Approx(2));
    dependent.leverage_weight = 1;
    const auto by_dependence = [&] { return (likings_of(world, setting, dependent, {0, 2}) - luck).eval(); };
    CHECK(by_dependence()(1, 0) == Approx(0.45));  // .6 (1 - .25)
    CHECK(by_dependence()(2, 0) == Approx(0.1));
    CHECK(by_dependence()(3, 0) == Approx(0).margin(1e-12));
    lead(setting, "US", Camp::incumbents, {0});
    world.coalitions = Coalitions(setting);
    refresh(world, setting);
    CHECK(by_dependence()(1, 0) == Approx(0.45));
    world.leverage(1, 0) = 0.9;  // courted
    CHECK(by_dependence()(1, 0) == Approx(0.9));
    appealing.appeal_spread = 0.3;
    const Eigen::ArrayXXd by_appeal = likings_of(world, setting, appealing, {0, 2}) - luck;
    CHECK(by_appeal(1, 0) == Approx(by_appeal(3, 0)));
    CHECK(std::abs(by_appeal(1, 0)) > 1e-6);
    CHECK(by_appeal(1, 0) != Approx(by_appeal(1, 1)));
}

TEST_CASE("voters and candidates have luck of their own in each forum", "[agents][contest_seats]")
{
    const Setting setting = small_setting(4);
    const World world = election_world(setting);
    ElectionParams appealing = indifferent;
    appealing.appeal_spread = 0.3;
    const Eigen::ArrayXXd here = likings_of(world, setting, indifferent, {0}), there = likings_of(world, setting, indifferent, {0}, 1, unsc);
    CHECK((here.bottomRows(3) != there.bottomRows(3)).all());
    const Eigen::ArrayXXd appeal_here = likings_of(world, setting, appealing, {0}), appeal_there = likings_of(world, setting, appealing, {0}, 1, unsc);
    CHECK(std::abs((appeal_here - here)(1, 0) - (appeal_there - there)(1, 0)) > 1e-6);
}

TEST_CASE("appeal has mean 0 and the spread given", "[agents][contest_seats]")
{
    const Setting setting = one_region(10'000, 1, 1);
    const World world = election_world(setting);
    std::vector<int> slate;
    for (int i = 0; i < 400; ++i) slate.push_back(25 * i);
    ElectionParams params = indifferent;
    params.appeal_spread = 0.3;
    const Eigen::ArrayXXd appeal = likings_of(world, setting, params, slate).bottomRows(1) - likings_of(world, setting, indifferent, slate).bottomRows(1);
    CHECK(plausible_mean(appeal.mean(), 400, 0, 0.3));
    CHECK(plausible_mean(appeal.square().mean(), 400, 0.09, 0.09 * std::sqrt(2.0)));
    CHECK_FALSE(plausible_mean(appeal.square().mean(), 400, 0.04, 0.04 * std::sqrt(2.0)));
}

TEST_CASE("where there are as many candidates as seats, all are elected, whatever the voters think", "[agents][contest_seats]")
{
    const Setting setting = one_region(6, 40, 3);
    World world = election_world(setting);
    world.position.topRows(6).setConstant(4);
    ElectionParams params;
    params.clean_chance = 1;
    for (std::uint32_t r = 0; r < 50; ++r) {
        const auto held = hold(world, setting, params, r);
        CHECK(held.terms.size() == 3);
        CHECK(held.slates.slates == 1);
        CHECK(held.slates.contested == 0);
        // The slate is who would have been given the seats by lot.
        World drawn = world;
        drawn.rules.elections.on = false;
        std::set<int> by_vote, by_lot;
        for (const int i : countries_of(held.terms)) by_vote.insert(i);
        for (const SeatTerm& term : rotate_seats(drawn, setting, sim::Draws(5, r, 3)))
            if (term.forum == hrc) by_lot.insert(term.country.index);
        CHECK(by_vote == by_lot);
    }
}

TEST_CASE("in a new body who has most ticks has the longest first term, on a clean slate too", "[agents][contest_seats]")
{
    Setting setting = one_region(3, 2'000, 3);
    setting.institutions.forums[static_cast<std::size_t>(hrc.index)].renewal_groups = 3;
    World world = election_world(setting);
    world.position.col(0).head(3) << 1, 0, 0.5;
    ElectionParams params = indifferent;
    params.distance_weight = 1;
    params.clean_chance = 1;
    for (std::uint32_t r = 0; r < 20; ++r) {
        const auto held = hold(world, setting, params, r);
        CHECK(held.slates.contested == 0);
        CHECK(countries_of(held.terms) == std::vector<int>{1, 2, 0});
        for (std::size_t k = 0; k < held.terms.size(); ++k) CHECK(held.terms[k].until == 2023 - static_cast<int>(k));
    }
}

TEST_CASE("where voters are indifferent, each candidate of a contested slate loses as often", "[agents][contest_seats]")
{
    // So many voters that equal ticks, which go by code, are rare.
    const Setting setting = one_region(3, 1'000, 2);
    const World world = election_world(setting);
    ElectionParams params = indifferent;
    params.clean_chance = 0;
    std::array<long, 3> lost{};
    for (std::uint32_t r = 0; r < 6'000; ++r) {
        const auto held = hold(world, setting, params, r);
        REQUIRE(held.terms.size() == 2);
        REQUIRE(held.slates.contested == 1);
        ++lost[static_cast<std::size_t>(3 - held.terms[0].country.index - held.terms[1].country.index)];
    }
    CHECK(plausible_counts(lost, std::array{1.0, 1.0, 1.0}));
    CHECK_FALSE(plausible_counts(lost, std::array{1.2, 1.0, 1.0}));
}

TEST_CASE("a contested slate has one candidate more than seats, the first of the draw", "[agents][contest_seats]")
{
    const Setting setting = one_region(8, 30, 2);
    const World world = election_world(setting);
    ElectionParams params = indifferent;
    params.clean_chance = 0;
    int last_won = 0;
    for (std::uint32_t r = 0; r < 200; ++r) {
        Contests contests = open_contests(world, setting, election_now(world, setting, hrc.index), sim::Draws(5, r, 3));
        const auto slate = first_drawn(contests.of[0], setting, 3);
        for (const int i : countries_of(hold(world, setting, params, r).terms)) {
            const auto place = std::find_if(slate.begin(), slate.end(), [&](const Candidate& each) { return each.country == i; });
            REQUIRE(place != slate.end());
            last_won += place == slate.end() - 1 ? 1 : 0;
        }
    }
    CHECK(last_won > 80);  // two times of three
}

TEST_CASE("candidates far from the voters lose more often", "[agents][contest_seats]")
{
    const Setting setting = one_region(3, 30, 2);
    World world = election_world(setting);
    world.position(1, 0) = 1;
    ElectionParams params;
    params.clean_chance = 0;
    long lost = 0;
    for (std::uint32_t r = 0; r < 1'000; ++r) {
        const auto rows = countries_of(hold(world, setting, params, r).terms);
        lost += std::find(rows.begin(), rows.end(), 1) == rows.end() ? 1 : 0;
    }
    CHECK(lost > 900);
}

TEST_CASE("slates are contested with chance 1 - p_cl", "[agents][contest_seats]")
{
    const Setting setting = one_region(4, 2, 1);
    const World world = election_world(setting);
    long contested = 0;
    for (std::uint32_t r = 0; r < 10'000; ++r) contested += hold(world, setting, {}, r).slates.contested;
    CHECK(plausible(contested, 10'000, 0.3));
    CHECK_FALSE(plausible(contested, 10'000, 0.33));
}

TEST_CASE("an event names who stands in the next election", "[agents][contest_seats]")
{
    Setting setting = one_region(6, 10, 2);
    World world = election_world(setting);
    Event slate;
    slate.kind = EventKind::slate;
    slate.forum = hrc;
    slate.countries = {{5}, {1}, {3}};
    slate.round = 1;
    setting.events = {slate};
    std::set<int> won;
    for (std::uint32_t r = 0; r < 40; ++r) {
        const auto held = hold(world, setting, {}, r);
        CHECK(held.slates.contested == 1);
        for (const int i : countries_of(held.terms)) won.insert(i);
    }
    CHECK(won == std::set<int>{1, 3, 5});

    const auto contested_always = [&] {
        int contested = 0;
        for (std::uint32_t r = 0; r < 40; ++r) contested += hold(world, setting, {}, r).slates.contested;
        return contested == 40;
    };
    setting.events[0].round = 3;
    CHECK(contested_always());  // of the same round
    setting.events[0].round = 4;
    CHECK_FALSE(contested_always());  // of the next election
    setting.events[0].round = 0;
    CHECK(contested_always());
    world.round = 7;
    CHECK_FALSE(contested_always());  // of the one before
    setting.events[0].round = 3;
    CHECK_FALSE(contested_always());  // of the very round of the one before
    setting.events[0].round = 4;
    CHECK(contested_always());
    setting.events[0].forum = unsc;
    CHECK_FALSE(contested_always());  // of another forum
    setting.events[0].forum = hrc;
    setting.events[0].round = 0;
    world.round = 3;
    setting.events[0].onset = Onset{};  // it waits for something
    CHECK_FALSE(contested_always());
    world.course.begun = {2};  // and has begun
    CHECK(contested_always());
    setting.events[0].onset.reset();
    world.course = {};

    setting.events[0].countries = {{5}, {7}};  // one is of another region: the slate is filled up to the seats
    for (std::uint32_t r = 0; r < 40; ++r) {
        const auto held = hold(world, setting, {}, r);
        const auto rows = countries_of(held.terms);
        CHECK(held.slates.contested == 0);
        CHECK(rows.size() == 2);
        CHECK(std::count(rows.begin(), rows.end(), 5) == 1);
        CHECK(std::count(rows.begin(), rows.end(), 7) == 0);
    }
    setting.recorded_seats = {{hrc, {5}, 2020, 2022}};  // sits already, and one seat is left
    setting.events[0].countries = {{5}, {1}};
    for (std::uint32_t r = 0; r < 40; ++r) CHECK(countries_of(hold(world, setting, {}, r).terms) == std::vector<int>{1});
}

TEST_CASE("other forums and other quarters are left to the draw, whose luck does not change", "[agents][contest_seats]")
{
    const Setting setting = small_setting(60);
    World world = election_world(setting);
    for (world.round = 0; world.round < 4; ++world.round) {
        const sim::Draws draws(1, 0, world.round);
        world.rules.elections.on = true;
        const auto with = rotate_seats(world, setting, draws);
        const auto voted = hold(world, setting, {}, 0);
        CHECK(voted.terms.empty() == (world.round != 3));
        world.rules.elections.on = false;
        const auto without = rotate_seats(world, setting, draws);
        CHECK(with.size() == (world.round == 3 ? 0 : without.size()));
        for (std::size_t k = 0; k < with.size(); ++k) CHECK(with[k].country == without[k].country);
    }
}

TEST_CASE("quotas are filled and nobody serves three terms in a row", "[agents][contest_seats]")
{
    const Setting setting = small_setting(100);  // twenty a region
    World world = election_world(setting);
    ElectionParams params;
    params.clean_chance = 0.5;
    std::map<int, int> run;
    for (world.round = 3; world.round < 60; world.round += 4) {
        for (const SeatTerm& term : hold(world, setting, params, 1).terms) world.terms.push_back(term);
        World next = world;
        ++next.round;
        const auto members = rosters(next, setting)[static_cast<std::size_t>(hrc.index)];
        std::map<std::string, int> seats;
        for (const int i : members) ++seats[setting.region_name({i})];
        CHECK(seats == std::map<std::string, int>{{"AFR", 13}, {"APG", 13}, {"GRULAC", 8}, {"WEOG", 7}, {"EEG", 6}});
        for (const auto& [country, years] : std::map<int, int>(run))
            if (std::find(members.begin(), members.end(), country) == members.end()) run.erase(country);
        for (const int i : members) CHECK(++run[i] <= 6);
    }
}

TEST_CASE("reordered countries give the same winners", "[agents][contest_seats]")
{
    Setting setting = small_setting(50);
    setting.security = ring(50);
    setting.trade = ring(50, 0.4);
    setting.leverage = leverage_ties(setting.trade);
    World world = election_world(setting);
    for (int i = 0; i < 50; ++i) world.position(i, 0) = std::sin(i);
    const Order order = shuffled(50, 3);
    const Setting other_setting = reordered(setting, order);
    const World other = reordered(world, order);
    ElectionParams params;
    params.clean_chance = 0;
    for (std::uint32_t r = 0; r < 20; ++r) {
        std::vector<int> expected;
        for (const int i : countries_of(hold(world, setting, params, r).terms)) expected.push_back(order.new_row[static_cast<std::size_t>(i)]);
        CHECK(countries_of(hold(other, other_setting, params, r).terms) == expected);
    }
}

TEST_CASE("one country, or none in a region, makes an election all the same", "[agents][contest_seats]")
{
    const Setting alone = one_region(1, 0, 3);
    const auto held = hold(election_world(alone), alone, {}, 0);
    CHECK(countries_of(held.terms) == std::vector<int>{0});
    CHECK(held.slates.contested == 0);
    const Setting nobody = one_region(0, 4, 3);
    CHECK(hold(election_world(nobody), nobody, {}, 0).terms.empty());
    CHECK(hold(election_world(nobody), nobody, {}, 0).slates.slates == 0);
}
