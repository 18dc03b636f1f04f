// A draw belongs to where it is used: a rule that is off, or plays differently, leaves the luck of the others alone.
//
// In the runs of this file what one rule decides does not reach the others by way of the model (see `apart`), so whatever differs
// between two of them beyond the rule that was changed would be a draw that was shifted.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "agents/measures/observer.hpp"
#include "agents/round.hpp"
#include "sim/csv.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/whole_runs.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;

namespace {

/// Positions that neither threat nor adoption nor partnerships move; votes that leaders and blocs do not sway; forums that do not
/// tire; no window; many uprisings.
const std::vector<std::string> apart = {"rules.influence.threat_pull=0",
                                        "rules.influence.security_weight=0.4",
                                        "rules.influence.trade_weight=0.3",
                                        "rules.influence.caucus_weight=0.3",
                                        "rules.adoption.anchor_drift=0",
                                        "rules.adoption.institution_weight=0",
                                        "rules.capacity.deadlock_erosion=0",
                                        "rules.capacity.shortfall_erosion=0",
                                        "rules.capacity.overlap_erosion=0",
                                        "rules.voting.leverage=0",
                                        "rules.voting.bandwagon=0",
                                        "rules.agenda.window_effect=0",
                                        "rules.partnership.growth=0",
                                        "rules.partnership.decay=0",
                                        "rules.voting.bloc_copying=0",
                                        "rules.threat.uprising_rate=4",
                                        "rounds=16"};

/// What chance decides in a run, by what it decides; a number for each decision, in order.
using Trace = std::map<std::string, std::vector<double>>;

Trace trace(const scenarios::Scenario& scenario)
{
    scenarios::Start start = start_of(scenario);
    World& world = start.world;
    Trace found;
    for (const char* name : {"noise", "uprisings", "elections", "routine", "routine of round 0", "votes", "reviews", "proposals",
                             "threat", "partnership", "engagement", "capacity", "payments", "coercion", "breaches", "openings"})
        found[name];
    std::set<double> breached;  // severities, by which crises that are breaches are known
    const Eigen::Index forums = std::ssize(scenario.institutions.forums);  // without those of rule tracks
    for (int t = 0; t < scenario.rounds; ++t) {
        const RoundRecord round = play_round(world, start.setting, start.influence, sim::Draws(scenario.seed, 4, t));
        const auto note = [&](const char* name, const auto& values) {
            for (Eigen::Index k = 0; k < values.size(); ++k) found[name].push_back(static_cast<double>(values.data()[k]));
        };
        note("noise", world.position);
        note("reviews", world.adopted);
        note("threat", world.threat);
        note("engagement", world.engagement.leftCols(forums).eval());
        note("capacity", world.capacity.head(forums).eval());
        note("payments", world.side_payments.bought);
        note("coercion", world.coercion.begun);
        for (const Partnership& pair : world.partnerships) found["partnership"].push_back(pair.strength);
        for (const Violation& breach : world.reputation.violations) {
            breached.insert(breach.severity);
            for (const double value : {static_cast<double>(breach.country.index), breach.severity, static_cast<double>(breach.norm.index), static_cast<double>(breach.against.index)})
                found["breaches"].push_back(value);
        }
        for (const Crisis& crisis : world.crises) {
            if (breached.contains(crisis.severity)) continue;
            for (const double value : {static_cast<double>(crisis.target.index), crisis.severity})
                found["uprisings"].push_back(value);
        }
        for (std::size_t v = 0; v < round.agenda.drafts.size(); ++v) {
            const Draft& draft = round.agenda.drafts[v];
            const bool routine = draft.kind == DraftKind::background;
            if (draft.kind == DraftKind::track) found["openings"].push_back(draft.key);
            if (routine || draft.kind == DraftKind::leader)
                for (const double value : {static_cast<double>(draft.key), draft.slope, draft.cut, draft.half_band})
                    found[routine ? "routine" : "proposals"].push_back(value);
            if (routine && t == 0)
                for (const double value : {static_cast<double>(draft.key), draft.slope, draft.cut, draft.half_band})
                    found["routine of round 0"].push_back(value);
            if (routine) note("votes", round.ballots.votes.col(static_cast<Eigen::Index>(v)).eval());
        }
    }
    for (const SeatTerm& term : world.terms)
        for (const int value : {term.forum.index, term.country.index, term.from}) found["elections"].push_back(value);
    return found;
}

std::set<std::string> differences(const Trace& a, const Trace& b)
{
    std::set<std::string> names;
    for (const auto& [name, values] : a)
        if (values != b.at(name)) names.insert(name);
    return names;
}

scenarios::Scenario apart_and(const std::string& world, const std::vector<std::string>& settings)
{
    auto all = apart;
    all.push_back("world=" + world);
    all.insert(all.end(), settings.begin(), settings.end());
    return scenario("s01", all);
}

struct Change {
    std::string rule;  ///< and what it decides, which must differ
    std::vector<std::string> settings;
    std::set<std::string> reaches;  ///< what may differ with it, by way of the model
};

/// What may differ and does not have to is what the model leads on to: pi raises pressure and shares vetoes (4.1, 4.6);
/// engagement is presence, and that is turns to table (4.4, 4.5); votes decide which options are barred; capacity is business
/// (4.5).
const std::vector<Change> changes = {
    {"threat", {"rules.threat.uprising_weight=0", "rules.threat.pressure_weight=0"}, {}},
    {"uprisings", {"rules.threat.uprising_rate=0"}, {"threat"}},
    {"partnership", {"rules.partnership.growth=0.3"}, {"threat", "votes", "proposals"}},
    {"engagement", {"rules.engagement.refill=0", "rules.engagement.inertia=1"}, {"proposals"}},
    {"noise", {"rules.influence.noise=0"}, {"votes", "reviews", "proposals", "threat"}},
    {"proposals", {"rules.agenda.leader_rate=0"}, {}},
    {"routine", {"rules.agenda.background_scale=0"}, {"routine of round 0", "votes"}},
    {"votes", {"rules.voting.absence=0", "rules.voting.slope=4"}, {"proposals"}},
    {"reviews", {"rules.adoption.review=0"}, {}},
    {"capacity", {"rules.capacity.deadlock_erosion=0.5"}, {"routine", "routine of round 0", "votes", "proposals"}},
};

/// Modules, and what may differ with each besides where others play: crises lead to drafts, and these to what leaders pay for, whom they press and
/// how soon a partner fails them; sanctions raise pressure, and that joint threat; votes for pay carry proposals, and these bar options.
const std::vector<Change> modules = {
    {"payments", {"rules.side_payments.on=true"}, {"proposals", "openings", "coercion"}},
    {"coercion", {"rules.coercion.on=true", "rules.coercion.trade_cut=0", "rules.coercion.penalty=0", "rules.coercion.rate=1"}, {"threat", "partnership"}},
    {"breaches", {"rules.violations.on=true", "rules.violations.rate=2", "rules.violations.trust=0", "rules.violations.wariness=0", "rules.partnership.conflict_cost=0"},
     {"threat", "partnership", "payments", "coercion", "proposals", "openings"}},
    {"partnership", {"rules.ties.on=true", "rules.ties.agreement_effect=0", "rules.ties.sanction_effect=0", "rules.ties.growth_effect=0",
                     "rules.ties.partnership_rate=0.08", "rules.ties.partnership_start=0"}, {}},
    {"openings", {"rules.tracks.on=true", "rules.tracks.least_advantage=0", "rules.tracks.authority=0.3"}, {"proposals", "payments", "coercion"}},
};

}  // namespace

TEST_CASE("a rule that is off, or plays differently, leaves the draws of the others alone", "[invariance][draws]")
{
    const std::string world = GENERATE("world-2020", "{synthetic: 40}");
    const Trace before = trace(apart_and(world, {}));
    for (const Change& change : changes) {
        CAPTURE(world, change.rule);
        std::set<std::string> differ = differences(before, trace(apart_and(world, change.settings)));
        CHECK(differ.erase(change.rule) == 1);
        for (const std::string& name : change.reaches) differ.erase(name);
        CHECK(differ == std::set<std::string>{});
    }
}

TEST_CASE("a module that is switched on leaves the draws of the core and of the other modules alone", "[invariance][draws]")
{
    const std::string world = GENERATE("world-2020", "{synthetic: 40}");
    std::vector<std::string> all;
    for (const Change& module : modules) all.insert(all.end(), module.settings.begin(), module.settings.end());
    const Trace core = trace(apart_and(world, {})), together = trace(apart_and(world, all));
    for (const Change& module : modules) {
        CAPTURE(world, module.rule);
        std::vector<std::string> others = all;
        others.push_back(module.settings[0].substr(0, module.settings[0].find('=')) + "=false");
        for (auto differ : {differences(core, trace(apart_and(world, module.settings))), differences(trace(apart_and(world, others)), together)}) {
            CHECK(differ.erase(module.rule) == 1);
            for (const std::string& name : module.reaches) differ.erase(name);
            CHECK(differ == std::set<std::string>{});
        }
    }
}

TEST_CASE("a module whose parameters are null gives the core, bit for bit", "[invariance][draws]")
{
    const auto run = [](std::vector<std::string> settings) {
        settings.push_back("rounds=16");
        const auto of = scenario("s01", settings);
        return play(start_of(of), of.seed, 3);
    };
    const auto core = run({});
    const auto settings = GENERATE(std::vector<std::string>{"rules.side_payments.on=true", "rules.side_payments.budget=0"},
                                   std::vector<std::string>{"rules.coercion.on=true", "rules.coercion.trade_cut=0", "rules.coercion.rate=0"},
                                   std::vector<std::string>{"rules.coercion.on=true", "rules.coercion.trade_cut=0", "rules.coercion.penalty=0"});
    const auto null = run(settings);
    CAPTURE(settings[0]);
    const auto shared = [&](const scenarios::RunRecord& of) -> Eigen::ArrayXXd { return of.series.leftCols(core.series.cols()); };  // a module's own come last
    const bool as_the_core = null.positions == core.positions && same(shared(null), core.series);
    const bool differs_in_play = !same(shared(run({settings[0]})), core.series);
    CHECK(null.series.cols() > core.series.cols());
    CHECK(as_the_core);
    CHECK(differs_in_play);
}

TEST_CASE("another seed changes all that chance decides, so that a shifted draw would be seen", "[invariance][draws]")
{
    auto other = apart_and("world-2020", {});
    const Trace before = trace(other);
    ++other.seed;
    const auto differ = differences(before, trace(other));
    for (const char* name : {"noise", "uprisings", "elections", "routine", "votes", "reviews", "proposals"})
        CHECK(differ.contains(name));
}

TEST_CASE("more routine business adds drafts at the end, and leaves those that were there as they were", "[invariance][draws]")
{
    const auto drafts_by_key = [](const Trace& trace) {
        std::map<double, std::vector<double>> found;
        const auto& routine = trace.at("routine of round 0");
        for (std::size_t k = 0; k + 3 < routine.size(); k += 4)
            found[routine[k]] = {routine[k + 1], routine[k + 2], routine[k + 3]};
        return found;
    };
    const auto few = drafts_by_key(trace(apart_and("world-2020", {})));
    const auto many = drafts_by_key(trace(apart_and("world-2020", {"rules.agenda.background_scale=3"})));
    CHECK(many.size() > few.size());
    REQUIRE_FALSE(few.empty());
    for (const auto& [key, draft] : few) CHECK(many.at(key) == draft);
}

TEST_CASE("an event that does nothing changes nothing", "[invariance][draws]")
{
    const auto with = [](const std::string& event) {
        const auto of = scenario("s01", {"rounds=12", "events=[" + event + "]"});
        return play(start_of(of), of.seed, 2);
    };
    const auto baseline = play(start_of(scenario("s01", {"rounds=12"})), scenario("s01").seed, 2);
    const std::string nothing = GENERATE(
        "{type: declaration, step: 3, dyad: [CHN, RUS]}", "{type: conflict, step: 3, dyad: [CHN, RUS], severity: 0}",
        "{type: wedge, step: 3, dyad: [CHN, RUS], level: 0, duration: 4}",
        "{type: shock, step: 3, state: [FRA, BRA], duration: 4}", "{type: weight, step: 3, parameter: voting.slope, value: 1.5}",
        "{type: topup, step: 3, state: CHN, forum: WHO, amount: 0}");
    CAPTURE(nothing);
    CHECK(same(with(nothing), baseline));
    CHECK_FALSE(same(with("{type: conflict, step: 3, dyad: [CHN, RUS], severity: 1}"), baseline));
}

TEST_CASE("an event that waits for a metric comes the round after, as if it had been dated", "[invariance][draws]")
{
    const auto with = [](const std::string& event) {
        const auto of = scenario("s01", {"rounds=12", "events=[" + event + "]"});
        return play(start_of(of), of.seed, 2);
    };
    const std::string effect = ", dyad: [CHN, RUS], severity: 1}";
    const auto of = scenario("s01", {"rounds=12"});
    const auto start = start_of(of);
    const auto metrics = agents::series_metrics(start.setting);
    const auto column = std::find_if(metrics.begin(), metrics.end(), [](const auto& each) { return each.name == "capacity_mean"; }) - metrics.begin();
    REQUIRE(column < std::ssize(metrics));
    const Eigen::ArrayXd capacity = play(start, of.seed, 2).series.col(column);
    // Above what it was in round 4, and no later than then: some round up to 4 begins it; the event changes nothing before.
    int first = 0;
    while (!(capacity(first) > capacity(4) - 1e-9)) ++first;
    const std::string waiting = "{type: conflict, when: capacity_mean, above: " + sim::number(capacity(4) - 1e-9) + effect;
    CAPTURE(first);
    CHECK(same(with(waiting), with("{type: conflict, step: " + std::to_string(first + 1) + effect)));
    CHECK_FALSE(same(with(waiting), with("{type: conflict, step: " + std::to_string(first + 2) + effect)));
    CHECK(same(with("{type: conflict, hazard: 1" + effect), with("{type: conflict, step: 0" + effect)));
    CHECK(same(with("{type: conflict, hazard: 0" + effect), with("{type: declaration, step: 0, dyad: [CHN, RUS]}")));
}

TEST_CASE("scenarios share uprisings, elections and noise from the first round to the last", "[invariance][draws]")
{
    const auto of = [](const char* name) { return trace(scenario(name, apart)); };
    const Trace baseline = of("s01");
    REQUIRE_FALSE(baseline.at("elections").empty());
    REQUIRE_FALSE(baseline.at("uprisings").empty());
    const std::string other = GENERATE("s02", "s03");
    const auto differ = differences(baseline, of(other.c_str()));
    CHECK(differ.contains("engagement"));
    for (const char* shared : {"noise", "uprisings", "elections", "routine", "votes", "reviews"})
        CHECK_FALSE(differ.contains(shared));
}
