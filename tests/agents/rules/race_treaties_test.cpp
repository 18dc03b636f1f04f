#include "agents/rules/race_treaties.hpp"

#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "agents/influence.hpp"
#include "agents/round.hpp"
#include "agents/rules/apply_events.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/reorder.hpp"
#include "tests/support/small_worlds.hpp"
#include "tests/support/statistics.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;

namespace {

const Institutions standard = default_institutions();
const ArenaId cyber = standard.arena("CY");
const NormId cy3 = standard.norm("CY3");
const ForumId unga = standard.forum("UNGA"), hrc = standard.forum("HRC"), sco = standard.forum("SCO");

/// Only the base speaks, unless a test says more.
constexpr TreatyParams plain{.on = true, .distance_weight = 0, .peer_weight = 0, .leverage_weight = 0, .excluded_weight = 0, .rival_weight = 0};

/// Treaties T1 at +1 and T2 at -1, rivals, open from 2020Q1, two parties needed; T1 drafted by WEOG and EEG.
Setting with_rivals(Setting setting)
{
    Treaty one = standard.treaties[0], other = standard.treaties[1];
    one.location = 1;
    other.location = -1;
    other.norm = {};
    other.forum = {};
    one.opens = other.opens = {2020, 1};
    one.parties_needed = other.parties_needed = 2;
    setting.institutions.treaties = {one, other};
    return setting;
}

Influence influence_of(const World& world, const Setting& setting)
{
    Influence made(setting, {});
    made.update(world, setting, world.rules.influence);
    return made;
}

TreatyRace race(const World& world, const Setting& setting, const Influence& influence, const TreatyParams& params, std::uint32_t replicate = 0)
{
    return race_treaties(world, setting, influence, {}, {}, params, sim::Draws(17, replicate, world.round));
}

long num_parties(const TreatyRace& race, Eigen::Index t) { return race.party.col(t).cast<long>().sum(); }

/// A country that a hazard of its own is known of: C0 depends on C1 (CR) and C2 (US), and more on C3, which stands alone.
struct Case {
    Setting setting = with_rivals(small_setting(6));  // regions WEOG, EEG, GRULAC, AFR, APG, WEOG
    World world;
    LeaderId cr, us;

    Case()
    {
        setting.trade = TieGraph(6, {{0, 1, 0.2}, {0, 2, 0.3}, {0, 3, 0.5}, {2, 0, 0.1}});
        cr = lead(setting, "CR", Camp::challengers, {1});
        us = lead(setting, "US", Camp::incumbents, {2});
        world = small_world(setting);
        world.position.col(cyber.index) << 0.25, -1.5, 2, 0, 0, 0;
        world.leader_position(cr.index, cyber.index) = -1.5;
        world.leader_position(us.index, cyber.index) = 2;
    }

    /// How often country `i` joins treaty `t` in one round, against a hazard exp(log_hazard).
    void check(const TreatyParams& params, int i, int t, double log_hazard) const
    {
        constexpr std::uint32_t trials = 60'000;
        const Influence influence = influence_of(world, setting);
        long joined = 0;
        for (std::uint32_t r = 0; r < trials; ++r) joined += race(world, setting, influence, params, r).party(i, t);
        const auto chance = [](double z) { return 1 - std::exp(-std::exp(z)); };
        CAPTURE(i, t, joined, chance(log_hazard));
        CHECK(plausible(joined, trials, chance(log_hazard)));
        CHECK_FALSE(plausible(joined, trials, chance(log_hazard + 0.4)));
        CHECK_FALSE(plausible(joined, trials, chance(log_hazard - 0.4)));
    }
};

Draft draft_on(NormId norm, ForumId forum, double proposal)
{
    Draft draft;
    draft.kind = DraftKind::leader;
    draft.norm = norm;
    draft.forum = forum;
    draft.status_quo = 1.2;
    draft.proposal = proposal;
    return draft;
}

}  // namespace

TEST_CASE("without covariates N (1 - (1 - h)^t) countries join: 65 of 193 in 74.4 rounds", "[agents][race_treaties]")
{
    const double h = 1 - std::exp(-std::exp(TreatyParams{}.base));
    CHECK(h == Approx(0.0055).margin(0.00005));
    CHECK(193 * (1 - std::pow(1 - 0.0055, 74.4)) == Approx(65).margin(0.1));

    Setting setting = with_rivals(small_setting(193));
    setting.institutions.treaties[0].rival = {};
    setting.institutions.treaties.pop_back();
    constexpr std::uint32_t runs = 60;
    constexpr int rounds = 74;
    long parties = 0;
    for (std::uint32_t r = 0; r < runs; ++r) {
        World world = small_world(setting);
        const Influence influence = influence_of(world, setting);
        for (; world.round < rounds; ++world.round) world.race = race(world, setting, influence, plain, r);
        parties += num_parties(world.race, 0);
    }
    CHECK(plausible(parties, 193 * runs, 1 - std::pow(1 - h, rounds)));
    CHECK_FALSE(plausible(parties, 193 * runs, 1 - std::pow(1 - 1.1 * h, rounds)));
}

TEST_CASE("each term moves the hazard as the formula says", "[agents][race_treaties]")
{
    TreatyParams params = plain;
    params.base = -3;
    const auto with = [&](double TreatyParams::*weight, double value) {
        TreatyParams changed = params;
        changed.*weight = value;
        return changed;
    };
    Case c;
    SECTION("nothing but the base") { c.check(params, 0, 0, -3); }
    SECTION("distance: |.25 - 1| and |.25 + 1|")
    {
        c.check(with(&TreatyParams::distance_weight, 2), 0, 0, -3 - 2 * 0.75);
        c.check(with(&TreatyParams::distance_weight, 1), 0, 1, -3 - 1.25);
    }
    SECTION("distance: from what a draft has set, |.25 + 2|")
    {
        c.world.race.treaties[1].location = -2;
        c.check(with(&TreatyParams::distance_weight, 1), 0, 1, -3 - 2.25);
    }
    SECTION("peers: C3 has half of C0's ties")
    {
        c.world.race.party(3, 0) = 1;
        c.check(with(&TreatyParams::peer_weight, 2), 0, 0, -3 + 2 * 0.5);
        c.check(with(&TreatyParams::peer_weight, 2), 4, 0, -3);  // no tie
        c.check(with(&TreatyParams::peer_weight, 2), 0, 1, -3);  // parties to the rival do not count
    }
    SECTION("leverage of the coalition nearer the text: .3 (1 - .1) of the US, .2 of CR")
    {
        c.check(with(&TreatyParams::leverage_weight, 4), 0, 0, -3 + 4 * 0.27);
        c.check(with(&TreatyParams::leverage_weight, 4), 0, 1, -3 + 4 * 0.2);
        c.setting.institutions.treaties[0].forum = unga;
        c.world.engagement(2, unga.index) = 0.5;
        c.check(with(&TreatyParams::leverage_weight, 4), 0, 0, -3 + 4 * 0.135);
        // C2's trade with C0 is none of its own coalition's leverage over it
        c.check(with(&TreatyParams::leverage_weight, 4), 2, 0, -3);
    }
    SECTION("excluded: those whose groups had no part in drafting the rival")
    {
        c.check(with(&TreatyParams::excluded_weight, 2), 3, 1, -3 + 2);
        c.check(with(&TreatyParams::excluded_weight, 2), 0, 1, -3);  // WEOG drafted T1
        c.check(with(&TreatyParams::excluded_weight, 2), 3, 0, -3);  // all drafted T2
    }
    SECTION("in the rival")
    {
        c.world.race.party(0, 0) = 1;
        c.check(with(&TreatyParams::rival_weight, 1), 0, 1, -3 - 1);
        c.check(params, 0, 1, -3);
    }
    SECTION("all together")
    {
        c.world.race.party(0, 0) = c.world.race.party(3, 1) = 1;
        c.setting.region[0] = c.setting.region[3];
        const TreatyParams all{.on = true, .base = -3, .distance_weight = 0.4, .peer_weight = 1, .leverage_weight = 1, .excluded_weight = 0.5, .rival_weight = 0.3};
        c.check(all, 0, 1, -3 - 0.4 * 1.25 + 0.5 + 0.2 + 0.5 - 0.3);
    }
}

TEST_CASE("the coalition is that of the leader nearest the text, and joins all leaders of its camp", "[agents][race_treaties]")
{
    Setting setting = with_rivals(small_setting(6));
    setting.trade = TieGraph(6, {{0, 1, 0.2}, {0, 2, 0.3}, {0, 3, 0.4}, {3, 2, 0.25}, {3, 4, 0.3}});
    lead(setting, "CR", Camp::challengers, {1});
    lead(setting, "US", Camp::incumbents, {2});
    lead(setting, "EU", Camp::incumbents, {3, 4});
    Case c;
    c.setting = setting;
    c.world = small_world(setting);
    c.world.leader_position.col(cyber.index) << -1.5, 3, 1.2;
    TreatyParams params = plain;
    params.base = -3;
    params.leverage_weight = 3;
    c.check(params, 0, 0, -3 + 3 * 0.7);   // T1: EU is nearest, US and EU count
    c.check(params, 0, 1, -3 + 3 * 0.2);   // T2: CR
    c.check(params, 3, 0, -3 + 3 * 0.25);  // a member of the EU: the US alone
    c.world.leader_position.col(cyber.index) << 1.1, 3, 1.2;
    c.check(params, 0, 0, -3 + 3 * 0.2);
}

TEST_CASE("nobody leaves, and a treaty is in force for good from the parties it needs on", "[agents][race_treaties]")
{
    const Setting setting = with_rivals(small_setting(40));
    World world = small_world(setting);
    const Influence influence = influence_of(world, setting);
    TreatyParams params = plain;
    params.base = -4;
    bool was_below = false;
    for (; world.round < 60; ++world.round) {
        const TreatyRace next = race(world, setting, influence, params);
        for (Eigen::Index t = 0; t < 2; ++t) {
            CHECK((next.party.col(t) >= world.race.party.col(t)).all());
            CHECK(next.treaties[static_cast<std::size_t>(t)].in_force == (num_parties(next, t) >= 2));
            was_below = was_below || (num_parties(next, t) == 1);
        }
        world.race = next;
    }
    CHECK(was_below);
    CHECK(num_parties(world.race, 0) > 10);
}

TEST_CASE("a treaty opens in its quarter, or by event alone", "[agents][race_treaties]")
{
    Setting setting = with_rivals(small_setting(200));
    setting.institutions.treaties[0].opens = {2020, 3};
    setting.institutions.treaties[1].opens = {};
    Event opening;
    opening.kind = EventKind::treaty_open;
    opening.name = "T2";
    opening.round = 4;
    setting.events = {opening};
    World world = small_world(setting);
    const Influence influence = influence_of(world, setting);
    TreatyParams params = plain;
    params.base = -3;
    std::array<int, 2> first{-1, -1};
    for (; world.round < 8; ++world.round) {
        apply_events(world, setting);
        world.race = race(world, setting, influence, params);
        for (std::size_t t = 0; t < 2; ++t) {
            if (first[t] < 0 && num_parties(world.race, static_cast<Eigen::Index>(t)) > 0) first[t] = world.round;
            CHECK(world.race.treaties[t].open == (world.round >= (t == 0 ? 2 : 4)));
        }
    }
    CHECK(first == std::array<int, 2>{2, 4});
    // A treaty of the past is open from the first round, one with recorded parties before it.
    setting.institutions.treaties[0].opens = {2001, 4};
    CHECK(race(small_world(setting), setting, influence, params).treaties[0].open);
    CHECK(first_race(setting, {TreatyParty{{1}, {5}}}).treaties[1].open);
    CHECK_FALSE(first_race(setting, {TreatyParty{{1}, {5}}}).treaties[1].in_force);
    CHECK(first_race(setting, {TreatyParty{{1}, {5}}, TreatyParty{{1}, {6}}}).treaties[1].in_force);
    CHECK_FALSE(first_race(setting, {TreatyParty{{1}, {5}}}).treaties[0].open);
}

TEST_CASE("until it opens the last adopted draft of its forum on its sub-norm sets what a treaty says", "[agents][race_treaties]")
{
    Setting setting = with_rivals(small_setting(3));
    Treaty& treaty = setting.institutions.treaties[1];
    treaty.norm = cy3;
    treaty.forum = unga;
    treaty.opens = {};
    treaty.location = -0.5;
    const NormId cy1 = standard.norm("CY1");
    World world = small_world(setting);
    const Influence influence = influence_of(world, setting);
    const auto said = [&](std::vector<Draft> drafts, std::vector<bool> adopted) {
        Outcomes outcomes;
        for (const bool each : adopted) outcomes.of.push_back({.adopted = each});
        return race_treaties(world, setting, influence, {std::move(drafts)}, outcomes, plain, sim::Draws(1, 0, 0)).treaties[1].location;
    };
    CHECK(said({}, {}) == -0.5);
    CHECK(said({draft_on(cy3, unga, 0.3)}, {true}) == 0.3);
    CHECK(said({draft_on(cy3, unga, 0.3)}, {false}) == -0.5);
    CHECK(said({draft_on(cy1, unga, 0.3)}, {true}) == -0.5);
    CHECK(said({draft_on(cy3, hrc, 0.3)}, {true}) == -0.5);
    CHECK(said({draft_on(cy3, unga, 1.6)}, {true}) == -0.5);  // away from the treaty: the regional reading
    CHECK(said({draft_on(cy3, unga, 0.3), draft_on(cy3, unga, -1), draft_on(cy3, unga, 0)}, {true, true, false}) == -1);
    treaty.forum = {};
    CHECK(said({draft_on(cy3, hrc, 0.3)}, {true}) == 0.3);
    CHECK(said({draft_on(cy3, sco, 0.3)}, {true}) == -0.5);  // an incubator's text binds nobody else
    world.race.treaties[1].location = 0.7;
    CHECK(said({}, {}) == 0.7);
    world.race.treaties[1].open = true;
    CHECK(said({draft_on(cy3, unga, 0.3)}, {true}) == 0.7);
    setting.institutions.treaties[1].norm = {};
    world.race.treaties[1].open = false;
    CHECK(said({draft_on({}, unga, 0.3)}, {true}) == 0.7);  // routine business is on no sub-norm
}

TEST_CASE("the race moves nothing else, and off it is not run", "[agents][race_treaties]")
{
    Setting setting = small_setting({"CHN", "RUS", "USA", "DEU", "FRA", "GBR", "BRA", "ZAF"});
    setting.trade = complete(8, 0.1);
    lead(setting, "CR", Camp::challengers, {0, 1});
    lead(setting, "US", Camp::incumbents, {2});
    lead(setting, "EU", Camp::incumbents, {3, 4});
    for (Treaty& treaty : setting.institutions.treaties) treaty.opens = {2001, 1};
    const auto played = [&](const TreatyParams& params) {
        World world = small_world(setting);
        world.position.colwise() = Eigen::ArrayXd::LinSpaced(8, -2, 2);
        world.rules.treaties = params;
        Influence influence(setting, {});
        for (int t = 0; t < 16; ++t) play_round(world, setting, influence, sim::Draws(3, 0, t));
        return world;
    };
    const World core = played({}), with = played({.on = true, .base = -3});
    CHECK((core.position == with.position).all());
    CHECK((core.status_quo == with.status_quo).all());
    CHECK((core.adopted == with.adopted).all());
    CHECK((core.threat == with.threat).all());
    CHECK((core.capacity == with.capacity).all());
    CHECK(core.race.treaties == first_race(setting, {}).treaties);
    CHECK(core.race.party.cast<int>().sum() == 0);
    CHECK(with.race.party.cast<int>().sum() > 0);
}

TEST_CASE("a treaty's luck does not follow what other treaties there are, nor the order of countries", "[agents][race_treaties]")
{
    const Setting two = with_rivals(small_setting(60));
    Setting three = two;
    three.institutions.treaties.push_back(two.institutions.treaties[0]);
    three.institutions.treaties[2].id = "T3";
    three.institutions.treaties[2].rival = {};
    TreatyParams params = plain;
    params.base = -3;
    params.distance_weight = 1;
    World world = small_world(two), more = small_world(three);
    world.position.col(cyber.index) = more.position.col(cyber.index) = Eigen::ArrayXd::LinSpaced(60, -2, 2);
    const TreatyRace small = race(world, two, influence_of(world, two), params), large = race(more, three, influence_of(more, three), params);
    CHECK((large.party.leftCols(2) == small.party).all());
    CHECK((large.party.col(2) != large.party.col(0)).any());
    CHECK((small.party.col(0) != small.party.col(1)).any());

    const Order order = shuffled(60, 3);
    const Setting moved = reordered(two, order);
    const World there = reordered(world, order);
    CHECK((race(there, moved, influence_of(there, moved), params).party == rows_in(small.party, order)).all());
}

TEST_CASE("worlds of one country, without leaders, ties, regions or treaties, are played", "[agents][race_treaties]")
{
    const TreatyParams eager{.on = true, .base = -3};
    for (const int n : {1, 2}) {
        Setting setting = with_rivals(small_setting(n));
        setting.region.assign(static_cast<std::size_t>(n), RegionId{});
        World world = small_world(setting);
        const Influence influence = influence_of(world, setting);
        for (; world.round < 400; ++world.round) world.race = race(world, setting, influence, eager);
        CHECK(num_parties(world.race, 0) == n);
        CHECK(world.race.treaties[0].in_force == (n == 2));
        setting.institutions.treaties.clear();
        world = small_world(setting);
        CHECK(race(world, setting, influence, eager).treaties.empty());
    }
}
