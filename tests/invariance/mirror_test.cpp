// The two poles of an axis are names: with all that favours one of them switched off, the mirrored world mirrors its rounds.
#include <algorithm>
#include <iterator>
#include <string>

#include "agents/round.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/whole_runs.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;

namespace {

/// What points to a pole: pulls of threat and regime, consent bias, the cost of a veto, the laws of routine business and of
/// crises; and chance in positions and perceptions, which is symmetrical only on average.
const std::vector<std::string> even_handed = {"rules.influence.threat_pull=0",   "rules.influence.regime_pull=0",
                                              "rules.influence.noise=0",         "rules.voting.veto_cost=0",
                                              "rules.agenda.background_scale=0", "rules.agenda.crisis_rate=0",
                                              "rules.agenda.perception_error=0", "rules.threat.uprising_rate=0"};

/// (x, b, q) -> minus, with what follows from them.
scenarios::Start mirrored(scenarios::Start start)
{
    World& world = start.world;
    for (auto* table : {&world.position, &world.anchor, &world.anchor_drift, &world.leader_position}) *table = -*table;
    world.status_quo = -world.status_quo;
    world.adopted = -world.adopted;
    start.setting.initial_anchor = -start.setting.initial_anchor;
    start.setting.norm_offset = -start.setting.norm_offset;
    return start;
}

}  // namespace

TEST_CASE("a mirrored world mirrors its rounds, draft by draft and vote by vote", "[invariance][mirror]")
{
    const std::string world = GENERATE("world-2020", "{synthetic: 40}");
    auto settings = even_handed;
    settings.push_back("world=" + world);
    const bool modules = GENERATE(false, true);
    if (modules)
        for (const char* each : {"violations.on=true", "violations.rate=2", "coercion.on=true", "ties.on=true", "ties.partnership_rate=0.08", "tracks.on=true",
                                 "tracks.least_advantage=0.01"})
            settings.push_back(std::string("rules.") + each);
    const auto of = scenario("s01", settings);
    scenarios::Start one = start_of(of);
    scenarios::Start other = mirrored(one);
    CAPTURE(world, modules);
    long drafts = 0, adopted = 0, noes = 0, breaches = 0;
    for (int t = 0; t < 40; ++t) {
        CAPTURE(t);
        const sim::Draws draws(3, 0, t);
        const RoundRecord here = play_round(one.world, one.setting, one.influence, draws);
        const RoundRecord there = play_round(other.world, other.setting, other.influence, draws);
        REQUIRE(here.agenda.drafts.size() == there.agenda.drafts.size());
        for (std::size_t v = 0; v < here.agenda.drafts.size(); ++v) {
            CHECK(there.agenda.drafts[v].norm == here.agenda.drafts[v].norm);
            CHECK(there.agenda.drafts[v].proposal == -here.agenda.drafts[v].proposal);
            CHECK(there.outcomes.of[v].adopted == here.outcomes.of[v].adopted);
            adopted += here.outcomes.of[v].adopted;
            noes += here.outcomes.of[v].no;
        }
        drafts += static_cast<long>(here.agenda.drafts.size());
        CHECK((there.ballots.votes == here.ballots.votes).all());
        CHECK((other.world.position == -one.world.position).all());
        CHECK((other.world.status_quo == -one.world.status_quo).all());
        CHECK((other.world.adopted == -one.world.adopted).all());
        CHECK((other.world.capacity == one.world.capacity).all());
        CHECK((other.world.success == one.world.success).all());
        if (!modules) continue;
        CHECK((other.world.reputation.level == one.world.reputation.level).all());
        CHECK(other.world.opened == one.world.opened);
        breaches += std::ssize(one.world.reputation.violations);
    }
    if (modules) {
        REQUIRE(other.world.ties.trade);
        for (int i = 0; i < one.setting.num_countries(); ++i) CHECK(std::ranges::equal(other.world.ties.trade->weights(i), one.world.ties.trade->weights(i)));
    }
    CHECK((breaches > 20) == modules);
    // There was something to mirror.
    CHECK(drafts > 20);
    CHECK(adopted > 0);
    CHECK(noes > 100);
    CHECK((one.world.adopted != 0).any());
}

TEST_CASE("what favours a pole breaks the mirror", "[invariance][mirror]")
{
    auto settings = even_handed;
    settings.push_back("world={synthetic: 40}");
    settings.push_back(GENERATE("rules.influence.threat_pull=0.01", "rules.agenda.background_scale=1"));
    CAPTURE(settings.back());
    scenarios::Start one = start_of(scenario("s01", settings));
    scenarios::Start other = mirrored(one);
    bool equal = true;
    for (int t = 0; t < 20; ++t) {
        const sim::Draws draws(3, 0, t);
        const RoundRecord here = play_round(one.world, one.setting, one.influence, draws);
        const RoundRecord there = play_round(other.world, other.setting, other.influence, draws);
        equal = equal && here.agenda.drafts.size() == there.agenda.drafts.size() &&
                (other.world.position == -one.world.position).all() && (here.ballots.votes == there.ballots.votes).all();
    }
    CHECK_FALSE(equal);
}
