// What modules M7, M10 and M11 leave from one round to the next: how `play_round` ties their rules together.
#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "agents/round.hpp"
#include "agents/rules/coerce.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/whole_runs.hpp"

using namespace comity;
using namespace comity::agents;
using namespace comity::tests;

namespace {

/// Plays rounds of a generated world; after each calls `look(world, record)`.
void play_rounds(std::vector<std::string> settings, int rounds, const std::function<void(const scenarios::Start&, const RoundRecord&)>& look)
{
    settings.insert(settings.end(), {"world={synthetic: 40}", "rounds=" + std::to_string(rounds)});
    const auto of = scenario("s01", settings);
    scenarios::Start start = start_of(of);
    for (int t = 0; t < rounds; ++t) {
        const RoundRecord record = play_round(start.world, start.setting, start.influence, sim::Draws(of.seed, 4, t));
        look(start, record);
    }
}

}  // namespace

TEST_CASE("each breach that is drawn is one crisis of the next round, each that is listed one of its own", "[modules][violations]")
{
    std::size_t drawn = 0;
    play_rounds({"rules.violations.on=true", "rules.violations.rate=2", "rules.threat.uprising_rate=0",
                 "events=[{type: violation, step: 3, state: RUS, severity: 1, norm: NI1}]"},
                12, [&](const scenarios::Start& start, const RoundRecord&) {
                    const World& world = start.world;
                    const auto& breaches = world.reputation.violations;
                    const bool listed = world.round == 4;  // the round that was played is 3
                    const auto opened = [&](int round) { return std::count_if(world.crises.begin(), world.crises.end(), [&](const Crisis& each) { return !each.standing && each.opened == round; }); };
                    CHECK(opened(world.round) == std::ssize(breaches) - (listed ? 1 : 0));
                    if (listed) CHECK(std::any_of(world.crises.begin(), world.crises.end(), [](const Crisis& each) { return each.severity == 1 && each.opened == 3; }));
                    for (std::size_t k = listed ? 1 : 0; k < breaches.size(); ++k) {
                        const Crisis& crisis = world.crises[world.crises.size() - breaches.size() + k];
                        CHECK(crisis.target == breaches[k].country);
                        CHECK(crisis.severity == breaches[k].severity);
                        CHECK(crisis.attributed == 1);
                        ++drawn;
                    }
                });
    CHECK(drawn > 5);
}

TEST_CASE("reputation weighs in elections where rule violations plays", "[modules][violations][elections]")
{
    const auto seats = [](bool disgraced) {
        const auto of = scenario("s01", {"world={synthetic: 60}", "rounds=8", "rules.elections.on=true", "rules.elections.clean_chance=0", "rules.elections.reputation_weight=8",
                                         "rules.violations.on=true", "rules.violations.rate=0", "rules.violations.answer=0", "rules.violations.trust=0",
                                         "rules.violations.recovery=0"});
        scenarios::Start start = start_of(of);
        if (disgraced)
            for (int i = 0; i < 60; i += 2) start.world.reputation.level(i) = 0;
        long found = 0;
        for (int t = 0; t < 8; ++t) play_round(start.world, start.setting, start.influence, sim::Draws(of.seed, 4, t));
        for (const SeatTerm& term : start.world.terms)
            if (term.forum == start.setting.institutions.forum("HRC") && term.from > start.setting.start_year && term.country.index % 2 == 0) ++found;
        return found;
    };
    CHECK(seats(true) < seats(false));
}

TEST_CASE("trade is made anew at the end of each fourth quarter, from the growth and the votes of that year", "[modules][ties]")
{
    Eigen::ArrayXd year_ago;
    std::shared_ptr<const TieGraph> trade;
    std::size_t contested = 0;
    int years = 0;
    play_rounds({"rules.ties.on=true", "rules.ties.partnership_rate=0.08", "rules.coercion.on=true",
                 "events=[{type: path, step: 1, variable: capability, state: CHN, values: [0.1, 0.2, 0.3, 0.2, 0.25, 0.3, 0.1, 0.15]}]"},
                10, [&](const scenarios::Start& start, const RoundRecord& record) {
                    const World& world = start.world;
                    const bool over = start.setting.quarter(world.round - 1) == 4;
                    CAPTURE(world.round);
                    contested += static_cast<std::size_t>(std::count_if(record.outcomes.of.begin(), record.outcomes.of.end(), [](const Outcome& each) { return !each.unanimous; }));
                    CHECK(world.ties.renewals == years + over);
                    CHECK((world.ties.trade != trade) == over);
                    if (over) {
                        CHECK(world.ties.votes.num_drafts() == 0);
                        CHECK((world.ties.capability_before == world.capability).all());
                        World renewed = world;  // what follows from trade has followed it
                        renewed.coercion.trade = cut_trade(world, start.setting, world.rules.coercion);
                        CHECK(world.coercion.trade == renewed.coercion.trade);
                        set_leverage(renewed, start.setting);
                        CHECK((world.leverage == renewed.leverage).all());
                        contested = 0;
                        ++years;
                    } else if (years > 0) {
                        CHECK(world.ties.votes.num_drafts() == contested);
                        CHECK((world.ties.capability_before == year_ago).all());
                    }
                    year_ago = world.ties.capability_before;
                    trade = world.ties.trade;
                });
    CHECK(years == 2);
}

TEST_CASE("influence follows evolved trade in the next round", "[modules][ties]")
{
    play_rounds({"rules.ties.on=true", "rules.influence.trade_weight=0.9", "rules.influence.security_weight=0", "rules.influence.caucus_weight=0"}, 6,
                [](const scenarios::Start& start, const RoundRecord&) {
                    if (!start.world.ties.trade || start.world.round != 5) return;
                    const auto partners = start.influence.partners(30);
                    for (std::size_t k = 0; k < partners.size(); ++k)
                        CHECK(start.influence.weights(30)[k] == Approx(start.world.ties.trade->weight(30, partners[k]) / start.world.ties.trade->total(30)));
                });
}

TEST_CASE("new partnerships are tended like the first", "[modules][ties]")
{
    std::size_t most = 0;
    play_rounds({"rules.ties.on=true", "rules.ties.partnership_rate=0.08", "rules.partnership.growth=0", "rules.partnership.decay=0.2"}, 24,
                [&](const scenarios::Start& start, const RoundRecord&) {
                    const auto& pairs = start.world.partnerships;
                    REQUIRE(pairs.size() >= most);
                    for (std::size_t k = 1; k < most; ++k) CHECK(pairs[k].strength < start.world.rules.ties.partnership_start);  // they have faded
                    for (std::size_t k = std::max<std::size_t>(1, most); k < pairs.size(); ++k) CHECK(pairs[k].strength == start.world.rules.ties.partnership_start);
                    most = pairs.size();
                });
    CHECK(most > 2);
}

TEST_CASE("what the assembly adopts opens its track at the end of the round", "[modules][tracks]")
{
    std::size_t adopted = 0;
    play_rounds({"rules.tracks.on=true", "rules.tracks.least_advantage=0", "rules.tracks.authority=0.3"}, 12,
                [&](const scenarios::Start& start, const RoundRecord& record) {
                    const World& world = start.world;
                    for (std::size_t v = 0; v < record.agenda.drafts.size(); ++v) {
                        const Draft& draft = record.agenda.drafts[v];
                        if (draft.kind != DraftKind::track || !record.outcomes.of[v].adopted) continue;
                        CHECK(world.opened[static_cast<std::size_t>(draft.track.index)] == world.round - 1);
                        CHECK(world.capacity(draft.track.index) == world.rules.tracks.capacity);
                        ++adopted;
                    }
                    for (const Draft& draft : record.agenda.drafts) {
                        const auto f = static_cast<std::size_t>(draft.forum.index);
                        if (start.setting.institutions.forums[f].dormant) CHECK(world.opened[f] < world.round - 1);  // from the next round on
                    }
                });
    CHECK(adopted > 0);
}
