#include "agents/rules/breach_norms.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "agents/influence.hpp"
#include "agents/rules/apply_events.hpp"
#include "agents/rules/coerce.hpp"
#include "agents/rules/sense_threat.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/small_worlds.hpp"
#include "tests/support/statistics.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;

namespace {

const Institutions institutions = default_institutions();
const NormId borders = institutions.norm("NI3");

World tracked(const Setting& setting)
{
    World world = small_world(setting);
    world.rules.violations.on = true;
    world.reputation = first_reputation(Eigen::ArrayXd::Ones(setting.num_countries()));
    return world;
}

ReputationState renewed(const World& world, const Setting& setting, const Agenda& agenda = {}, const CoercionState& coercion = {})
{
    return renew_reputation(world, setting, agenda, coercion, world.rules.violations, sim::Draws(3, 0, world.round));
}

Violation breach(int country, double severity, bool hypocritical = false) { return {{country}, borders, severity, {}, 1, hypocritical}; }

/// A draft of leader 0 aimed at a country.
Draft criticism(int target, std::uint32_t key = 0)
{
    Draft draft;
    draft.kind = DraftKind::crisis;
    draft.leader = {0};
    draft.target = {target};
    draft.key = key;
    return draft;
}

}  // namespace

TEST_CASE("breaches come at v0 sqrt(cap) a year, of any severity and any norm that carries load", "[agents][breach_norms]")
{
    Setting setting = small_setting(2);
    World world = tracked(setting);
    world.capability << 0.64, 0.36;
    world.rules.violations.rate = 2;
    long strong = 0, weak = 0, severe = 0, all = 0;
    std::vector<long> by_norm(static_cast<std::size_t>(setting.num_norms()), 0);
    constexpr int rounds = 20'000;
    for (std::uint32_t r = 0; r < rounds; ++r)
        for (const Violation& each : breach_norms(world, setting, world.rules.violations, sim::Draws(5, r, 0))) {
            (each.country.index == 0 ? strong : weak) += 1;
            severe += each.severity < 0.25 ? 1 : 0;
            ++all;
            ++by_norm[static_cast<std::size_t>(each.norm.index)];
            CHECK_FALSE(each.against.exists());  // nobody trades
        }
    CHECK(plausible_mean(static_cast<double>(strong) / rounds, rounds, 0.4, std::sqrt(0.4)));
    CHECK(plausible_mean(static_cast<double>(weak) / rounds, rounds, 0.3, std::sqrt(0.3)));
    CHECK_FALSE(plausible_mean(static_cast<double>(weak) / rounds, rounds, 0.33, std::sqrt(0.33)));
    CHECK(plausible(severe, all, 0.25));
    CHECK(std::erase(by_norm, 0) == 1);  // of the control arena
    CHECK(plausible_counts(by_norm, std::vector<double>(9, 1)));

    setting.uprisings_recorded_until = 1;
    const auto drawn = [&](int round) {
        world.round = round;
        std::size_t found = 0;
        for (std::uint32_t r = 0; r < 100; ++r) found += breach_norms(world, setting, world.rules.violations, sim::Draws(5, r, round)).size();
        return found;
    };
    CHECK(drawn(1) == 0);  // the record has them
    CHECK(drawn(2) > 0);
}

TEST_CASE("who suffers is drawn by dependence, neighbours first", "[agents][breach_norms]")
{
    Setting setting = small_setting(4);
    setting.trade = TieGraph(4, {{1, 0, .1}, {2, 0, .3}, {3, 0, .9}});
    World world = tracked(setting);
    world.capability << 1, 0, 0, 0;
    world.rules.violations.rate = 2;
    const auto victims = [&] {
        std::vector<long> found(4, 0);
        for (std::uint32_t r = 0; r < 20'000; ++r)
            for (const Violation& each : breach_norms(world, setting, world.rules.violations, sim::Draws(5, r, 0)))
                ++found[static_cast<std::size_t>(each.against.index)];
        return found;
    };
    const std::vector<long> anywhere = victims();
    CHECK(plausible_counts(std::vector<long>{anywhere.begin() + 1, anywhere.end()}, std::vector<double>{.1, .3, .9}));
    setting.neighbours = TieGraph(4, {{0, 1, 1}, {1, 0, 1}, {0, 2, 1}, {2, 0, 1}});
    const std::vector<long> near = victims();
    CHECK(near[3] == 0);
    CHECK(plausible_counts(std::vector<long>{near[1], near[2]}, std::vector<double>{.1, .3}));
    lead(setting, "ONE", Camp::incumbents, {2});
    world.coalitions = Coalitions(setting);
    world.sanctions = {{{0}, {0}}};
    world.coercion.trade = cut_trade(world, setting, {.trade_cut = 1});
    CHECK(victims()[2] == 0);  // a sanction has ended its trade with C0
}

TEST_CASE("under a constant flux of breaches reputation rests at r / (r + k flux)", "[agents][breach_norms]")
{
    const Setting setting = small_setting(3);
    World world = tracked(setting);
    world.rules.violations.visibility = 0.5;
    world.reputation.violations = {breach(0, 0.4), breach(1, 0.4, true), breach(1, 0.2)};
    for (int t = 0; t < 400; ++t) world.reputation = renewed(world, setting);
    const double recovery = 0.05, loss = 0.5;
    CHECK(world.reputation.level(0) == Approx(recovery / (recovery + loss * 0.4 * 0.5)));
    CHECK(world.reputation.level(1) == Approx(recovery / (recovery + loss * (0.8 + 0.2) * 0.5)));  // endorsed: twice the severity
    CHECK(world.reputation.level(2) == 1);
    CHECK(world.reputation.unpredictability(0) == Approx(0.4));
    CHECK(world.reputation.unpredictability(1) == Approx(0.6));

    world.rules.rights.on = true;  // who may look is then told by access
    world.rights.access = 0.1;
    for (int t = 0; t < 400; ++t) world.reputation = renewed(world, setting);
    CHECK(world.reputation.level(0) == Approx(recovery / (recovery + loss * 0.4 * 0.1)));
}

TEST_CASE("reputation that nothing costs comes back at its rate", "[agents][breach_norms]")
{
    const Setting setting = small_setting(1);
    World world = tracked(setting);
    world.reputation.level(0) = 0.6;
    for (int t = 0; t < 10; ++t) world.reputation = renewed(world, setting);
    CHECK(world.reputation.level(0) == Approx(1 - 0.4 * std::pow(0.95, 10)));
    world.reputation.violations.assign(9, breach(0, 1, true));
    CHECK(renewed(world, setting).level(0) == 0);  // never below
}

TEST_CASE("a breach is of the reading that the status quo leans to, and hypocritical where that is endorsed", "[agents][breach_norms]")
{
    const Setting setting = small_setting(2);
    World world = small_world(setting);
    world.status_quo(borders.index) = -0.3;
    world.adopted(0, borders.index) = -1;
    world.adopted(1, borders.index) = 1;
    CHECK(judged(world, {{0}, borders, 1}).reading == -1);
    CHECK(judged(world, {{0}, borders, 1}).hypocritical);
    CHECK_FALSE(judged(world, {{1}, borders, 1}).hypocritical);
    CHECK_FALSE(judged(world, {{0}, borders, 1, {}, 1}).hypocritical);
    CHECK(judged(world, {{1}, borders, 1, {}, 1}).hypocritical);
    CHECK_FALSE(judged(world, {{0}, {}, 1}).hypocritical);  // of no norm in particular
    world.status_quo(borders.index) = 0.3;
    CHECK(judged(world, {{0}, borders, 1}).reading == 1);
}

TEST_CASE("criticism of another leader's member is answered in kind, at a cost to the critic", "[agents][breach_norms]")
{
    Setting setting = small_setting(5);
    lead(setting, "ONE", Camp::incumbents, {0, 1});
    lead(setting, "TWO", Camp::challengers, {2, 3});
    World world = tracked(setting);
    world.presence.overall << 1, 2, 1, 1, 0;
    world.rules.violations.answer = 1;
    const double cost = 0.5 * 0.1 * 0.5;  // k_rep slight vis
    const auto after = [&](Draft draft) { return renewed(world, setting, {{std::move(draft)}}); };
    CHECK(after(criticism(2)).level(1) == Approx(1 - cost));  // nobody put a name to it: the member with most presence
    CHECK(after(criticism(2)).level(0) == 1);
    CHECK(after(criticism(2)).answers == 1);
    Draft named = criticism(3);
    named.initiator = {0};
    CHECK(after(named).level(0) == Approx(1 - cost));
    CHECK(after(criticism(1)).answers == 0);  // its own member
    CHECK(after(criticism(4)).answers == 0);  // nobody leads it
    world.reputation.answers = 3;  // of the round before
    CHECK(after(criticism(4)).answers == 0);
    CHECK(after(criticism(2)).answers == 1);
    Draft routine;
    routine.target = {2};
    CHECK(after(routine).answers == 0);

    world.rules.violations.answer = 0.7;
    Agenda many;
    for (std::uint32_t k = 0; k < 2000; ++k) many.drafts.push_back(criticism(2, k));
    CHECK(plausible(renewed(world, setting, many).answers, 2000, 0.7));
    CHECK_FALSE(plausible(renewed(world, setting, many).answers, 2000, 0.8));
}

TEST_CASE("coercion costs reputation where it is observed", "[agents][breach_norms]")
{
    Setting setting = small_setting(4);
    lead(setting, "ONE", Camp::incumbents, {0, 1});
    setting.trade = TieGraph(4, {{3, 0, .2}, {3, 1, .3}});
    World world = tracked(setting);
    CoercionState coercion;
    coercion.standing = {{{0}, {3}, 0, 1}};
    CHECK((renewed(world, setting, {}, coercion).level == 1).all());
    coercion.observed = coercion.standing;
    CHECK(renewed(world, setting, {}, coercion).level(1) == Approx(1 - 0.5 * 0.1));  // on whom the pressed country depends most
    CHECK(renewed(world, setting, {}, coercion).level(0) == 1);

    world.coercion.standing = {{{0}, {3}, 0, 1}};  // begun by an event
    const auto seen = [&](double chance) { return coerce(world, setting, {}, {}, {.observed = chance}, sim::Draws(1, 0, 0)).observed.size(); };
    CHECK(seen(0) == 0);
    CHECK(seen(1) == 1);
    world.rules.rights.on = true;  // who may look is then told by access
    world.rights.access = 1;
    CHECK(seen(0) == 1);
    world.rights.access = 0;
    CHECK(seen(1) == 0);
}

TEST_CASE("unpredictable neighbours are felt as a threat by the weak alone", "[agents][breach_norms]")
{
    Setting setting = small_setting(4);
    setting.neighbours = TieGraph(4, {{0, 1, 1}, {1, 0, 1}, {0, 2, 1}, {2, 0, 1}, {1, 2, 1}, {2, 1, 1}});
    setting.strength << 1, 0.2, 0.7, 0.1;
    World world = tracked(setting);
    world.reputation.unpredictability << 0.5, 0.25, 0.125, 0;
    const auto felt = wariness(world, setting, world.rules.violations);
    CHECK(felt(1) == Approx(0.2 * (0.5 + 0.125)));
    CHECK(felt(0) == 0);
    CHECK(felt(2) == 0);
    CHECK(felt(3) == 0);  // no neighbours

    world.rules.threat.uprising_rate = 0;
    world.rules.threat.adjustment = 0.5;
    const auto rest = [](double logit) { return 1 / (1 + std::exp(-logit)); };
    const double before = world.threat(1);
    CHECK(sense_threat(world, setting, world.rules.threat, sim::Draws(1, 0, 0)).threat(1) == Approx(0.5 * before + 0.5 * rest(-2 + felt(1))));
    world.rules.violations.on = false;
    CHECK(sense_threat(world, setting, world.rules.threat, sim::Draws(1, 0, 0)).threat(1) == Approx(0.5 * before + 0.5 * rest(-2)));
}

TEST_CASE("a breach that an event lists opens a crisis, and counts where the module plays", "[agents][breach_norms]")
{
    Setting setting = small_setting(3);
    Event event;
    event.kind = EventKind::violation;
    event.round = 2;
    event.countries = {{1}};
    event.level = 0.8;
    event.attributed = 0.5;
    event.norm = borders;
    setting.events = {event};
    for (const bool on : {false, true}) {
        World world = tracked(setting);
        world.rules.violations.on = on;
        world.adopted(1, borders.index) = -1;
        world.status_quo(borders.index) = -1;
        for (world.round = 0; world.round < 5; ++world.round) {
            apply_events(world, setting);
            CHECK(world.reputation.violations.size() == (on && world.round == 2 ? 1 : 0));
            if (on && world.round == 2) CHECK(world.reputation.violations[0].hypocritical);
        }
        REQUIRE(world.crises.size() == 1);
        CHECK(world.crises[0].target == CountryId{1});
        CHECK(world.crises[0].severity == 0.8);
        CHECK(world.crises[0].attributed == 0.5);
        CHECK(world.crises[0].opened == 2);
    }
}

TEST_CASE("a breach against a partner is a conflict of interest in the next round", "[agents][breach_norms]")
{
    const Setting setting = small_setting(3);
    World world = tracked(setting);
    world.partnerships = {{{0}, {1}, 0.5, 0, 0}};
    world.reputation.violations = {{{0}, borders, 0.3, {1}}, {{0}, borders, 0.6, {2}}, {{1}, borders, 0.2, {0}}};
    apply_events(world, setting);
    CHECK(world.partnerships[0].conflict == Approx(0.5));
    CHECK(world.reputation.violations.empty());
    apply_events(world, setting);
    CHECK(world.partnerships[0].conflict == 0);
}

TEST_CASE("partners are heard by their reputation", "[agents][breach_norms][influence]")
{
    Setting setting = small_setting(4);
    setting.caucus = complete(4);
    World world = tracked(setting);
    Influence influence(setting, {});
    influence.update(world, setting, world.rules.influence);
    CHECK(influence.weights(0)[0] == Approx(1.0 / 3));
    world.reputation.level << 1, 0.5, 1, 0.25;
    influence.update(world, setting, world.rules.influence);
    CHECK(influence.weights(0)[0] == Approx(0.5 / 1.75));
    CHECK(influence.weights(0)[1] == Approx(1 / 1.75));
    CHECK(influence.weights(0)[2] == Approx(0.25 / 1.75));
    CHECK(influence.weights(1)[0] == Approx(1 / 2.25));
    CHECK(influence.total(0) == Approx(0.3 * 1.75 / 3));
    Eigen::ArrayXd close;
    influence.closeness_to(3, close);
    CHECK(close(0) == Approx(0.25));

    world.rules.violations.trust = 2;
    influence.update(world, setting, world.rules.influence);
    CHECK(influence.weights(0)[0] == Approx(0.25 / (1 + 0.25 + 0.0625)));
    world.rules.violations.trust = 0;  // reputation does not count: the core
    influence.update(world, setting, world.rules.influence);
    CHECK(influence.weights(0)[0] == Approx(1.0 / 3));
    world.rules.violations.trust = 1;
    world.reputation.level(1) = world.reputation.level(2) = world.reputation.level(3) = 0;  // nobody is heard
    influence.update(world, setting, world.rules.influence);
    CHECK(influence.total(0) == 0);
}

TEST_CASE("closeness is that of layered ties, reputation and changed ties included, whatever ties weigh", "[agents][breach_norms][influence]")
{
    Setting setting = small_setting(4);
    setting.caucus = TieGraph(4, {{0, 1, 1}, {0, 2, .5}, {0, 3, .25}});
    lead(setting, "ONE", Camp::incumbents, {0});
    lead(setting, "TWO", Camp::incumbents, {2});
    World world = tracked(setting);
    world.reputation.level(1) = 0.5;
    world.tie_changes = {{{0}, {3}, 0, 2}};
    world.rules.influence.transatlantic_tie = 0.5;
    world.rules.influence.ties = GENERATE(TieWeights::layered, TieWeights::equal, TieWeights::capability);
    Influence influence(setting, {});
    influence.update(world, setting, world.rules.influence);
    const auto close = [&](int target) {
        Eigen::ArrayXd result;
        influence.closeness_to(target, result);
        return result(0);
    };
    // 1 x .5, .5 x .5 and .25 x 2, over the greatest
    CHECK(close(1) == Approx(1));
    CHECK(close(2) == Approx(.5));
    CHECK(close(3) == Approx(1));
    if (world.rules.influence.ties == TieWeights::layered) return;
    CHECK(influence.weights(0)[0] == Approx(.5 / 3));  // all alike: .5, .5 and 2
    CHECK(influence.weights(0)[1] == Approx(.5 / 3));
    CHECK(influence.weights(0)[2] == Approx(2.0 / 3));
}
