// Reordered countries give reordered results: rows are places, not persons. Sums run in another order, so equality is to rounding.
#include <random>

#include "agents/influence.hpp"
#include "agents/rules/apply_events.hpp"
#include "agents/rules/rotate_seats.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/reorder.hpp"
#include "tests/support/small_worlds.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;

namespace {

constexpr int n = 60;

/// A world in which every rule of this file has something to do.
Setting busy_setting()
{
    std::mt19937 random(23);
    std::uniform_real_distribution<double> uniform(0, 1);
    Setting setting = small_setting(n);
    lead(setting, "CR", Camp::challengers, {3, 40});
    lead(setting, "US", Camp::incumbents, {7});
    lead(setting, "EU", Camp::incumbents, {10, 11, 12, 50});
    const auto ties = [&](double density) {
        std::vector<Tie> made;
        for (int i = 0; i < n; ++i)
            for (int j = 0; j < n; ++j)
                if (uniform(random) < density) made.push_back({i, j, uniform(random)});
        return TieGraph(n, made);
    };
    setting.trade = ties(0.3);
    setting.security = ties(0.1);
    setting.caucus = ties(0.3);
    setting.clients = ties(0.02);
    for (int i = 0; i < n; ++i) {
        setting.threshold(i) = uniform(random);
        setting.initial_exposure(i) = uniform(random);
        setting.assessment(i) = uniform(random) / n;
    }
    setting.groups = {{"CLUB", {{1}, {20}, {30}}}};
    Event joining, shock;
    joining.kind = EventKind::accession;
    joining.name = "CLUB";
    joining.countries = {{5}, {6}};
    joining.round = 1;
    shock.kind = EventKind::shock;
    shock.countries = {{3}, {8}};
    shock.threat = 0.2;
    shock.engagement = -0.3;
    shock.duration = 2;
    for (const int payer : {9, 4, 33}) {
        Event topup;
        topup.kind = EventKind::topup;
        topup.countries = {{payer}};
        topup.level = 0.01 * payer;
        topup.round = 11;
        setting.events.push_back(topup);  // in all forums
    }
    setting.events.insert(setting.events.end(), {shock, joining});
    return setting;
}

World busy_world(const Setting& setting)
{
    std::mt19937 random(29);
    std::uniform_real_distribution<double> uniform(0, 1);
    World world = small_world(setting);
    for (int i = 0; i < n; ++i) world.capability(i) = uniform(random);
    world.capability /= world.capability.sum();
    world.position = world.position.unaryExpr([&](double) { return 4 * uniform(random) - 2; });
    world.diplomacy = world.diplomacy.unaryExpr([&](double) { return uniform(random); });
    world.fill_ambition = world.diplomacy;
    world.engagement_target = world.engagement_target.unaryExpr([&](double) { return uniform(random); });
    world.partnerships = {{{3}, {40}, 0.75, 0, 0}};
    world.sanctions = {{{1}, {3}}, {{2}, {40}}};
    world.crises = {{{9}, 0.3, 1, 0, true}};
    refresh(world, setting);
    return world;
}

/// Plays the rules of this file for some rounds.
void play(World& world, const Setting& setting, int rounds)
{
    Influence influence(setting, {world.partnerships[0].first.index, world.partnerships[0].second.index});
    const Rules rules = world.rules;
    for (int t = 0; t < rounds; ++t, ++world.round) {
        const sim::Draws draws(31, 2, world.round);
        apply_events(world, setting);
        world.roster = rosters(world, setting);
        ThreatState threat = sense_threat(world, setting, {.uprising_rate = 4}, draws);
        world.threat = threat.threat;
        world.uprising = threat.uprising;
        world.pressure = threat.pressure;
        world.crises = threat.crises;
        world.partnerships = tend_partnerships(world, rules.partnership);
        EngagementState engagement = engage(world, setting, rules.engagement);
        world.engagement = engagement.engagement;
        world.refill = engagement.refill;
        world.shortfall = engagement.shortfall;
        world.presence = presence(world, setting, rules.engagement);
        influence.update(world, setting, rules.influence);
        world.anchor = anchors(world, setting, rules.influence);
        world.position = drift_positions(world, setting, influence, rules.influence, draws);
        world.leader_position = leader_positions(world, setting);
        AdoptionState adoption = adopt_norms(world, setting, influence, rules.adoption, draws);
        world.adopted = adoption.adopted;
        world.anchor_drift = adoption.anchor_drift;
        world.capacity = sustain_capacity(world, setting, rules.capacity).capacity;
        for (const SeatTerm& term : rotate_seats(world, setting, draws)) world.terms.push_back(term);
    }
}

bool near(const Eigen::ArrayXXd& a, const Eigen::ArrayXXd& b) { return (a - b).abs().maxCoeff() < 1e-10; }

}  // namespace

TEST_CASE("reordered countries give reordered rounds", "[agents][order]")
{
    const Setting setting = busy_setting();
    World world = busy_world(setting);
    const Order order = shuffled(n, 5);
    const Setting other_setting = reordered(setting, order);
    World other = reordered(world, order);
    play(world, setting, 12);
    play(other, other_setting, 12);
    const World expected = reordered(world, order);
    CHECK(near(other.threat, expected.threat));
    CHECK(near(other.uprising, expected.uprising));
    CHECK(near(other.pressure, expected.pressure));
    CHECK(near(other.position, expected.position));
    CHECK(near(other.anchor_drift, expected.anchor_drift));
    CHECK(near(other.presence.country, expected.presence.country));
    CHECK(near(other.presence.share, expected.presence.share));
    CHECK(near(other.leader_position, expected.leader_position));
    CHECK(near(other.capacity, expected.capacity));
    CHECK((other.adopted == expected.adopted).all());
    CHECK(other.roster == expected.roster);
    REQUIRE(other.crises.size() == expected.crises.size());
    CHECK(other.crises.size() > 2);
    for (std::size_t k = 0; k < other.crises.size(); ++k) CHECK(other.crises[k].target == expected.crises[k].target);
    CHECK(other.terms.size() == world.terms.size());
    CHECK(world.tie_changes.size() == 2 * (3 + 4));
    CHECK_FALSE(near(world.position, busy_world(setting).position));
}
