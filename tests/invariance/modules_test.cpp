// A module that is off, or on without weights, leaves the core as it is, bit for bit; its metrics come after those of the core.
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include "agents/rules/change_leaders.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/whole_runs.hpp"

using namespace comity;
using namespace comity::tests;

namespace {

struct Played {
    scenarios::RunRecord record;
    std::vector<agents::Metric> series, outcomes;

    double outcome(const std::string& name) const
    {
        for (std::size_t k = 0; k < outcomes.size(); ++k)
            if (outcomes[k].name == name) return record.outcomes(static_cast<Eigen::Index>(k));
        throw std::runtime_error("no outcome " + name);
    }
};

Played played(const char* name, const std::vector<std::string>& settings)
{
    const auto of = scenario(name, settings);
    const auto start = start_of(of);
    return {play(start, of.seed, 3), agents::series_metrics(start.setting, of.rules, of.observe), agents::outcome_metrics(start.setting, of.rules, of.observe)};
}

/// Whether the core's series and positions are the same.
bool same_core(const Played& core, const Played& other)
{
    return same(core.record.series, other.record.series.leftCols(core.record.series.cols())) && core.record.positions == other.record.positions;
}

/// Names of the series that a module adds.
std::vector<std::string> added(const Played& core, const Played& other)
{
    std::vector<std::string> names;
    for (std::size_t k = core.series.size(); k < other.series.size(); ++k) names.push_back(other.series[k].name);
    return names;
}

}  // namespace

TEST_CASE("yearly agreement graphs add measures and change none", "[invariance][observe]")
{
    const Played core = played("s03", {"rounds=23"});
    const Played yearly = played("s03", {"rounds=23", "observe.blocs_every_years=1", "observe.fragmentation_threshold=0.3"});
    CHECK(core.record.positions == yearly.record.positions);
    CHECK(same(core.record.outcomes, yearly.record.outcomes.head(core.record.outcomes.size())));
    REQUIRE(yearly.outcomes.size() == core.outcomes.size() + 12);
    for (std::size_t k = 0; k < core.series.size(); ++k) {
        const auto column = static_cast<Eigen::Index>(k);
        const Eigen::ArrayXd once = core.record.series.col(column), more = yearly.record.series.col(column);
        CAPTURE(core.series[k].name);
        CHECK(core.series[k].every == (yearly.series[k].every == 4 ? 0 : 1));
        if (core.series[k].every == 1)
            CHECK(same(once, more));
        else
            CHECK((more.isNaN() == false).count() == 5);  // rounds 6, 10, 14, 18 and 22; up to round 2 there are votes of three rounds
    }
    CHECK(yearly.outcome("fragmentation_worst_rounds_above") == 23);  // the first measurement stands for seven rounds
    CHECK(yearly.outcome("fragmentation_worst_first_above") == 6);
}

TEST_CASE("exits without weights are the core, even where engagement falls low", "[invariance][modules]")
{
    const Played core = played("s03", {"rounds=24"});
    const Played idle = played("s03", {"rounds=24", "rules.exit.on=true", "rules.exit.loss_response=0", "rules.exit.contagion=0"});
    CHECK(same_core(core, idle));
    CHECK(added(core, idle) == std::vector<std::string>{"exits", "exits_UNSC", "exits_UNGA", "exits_HRC", "exits_C5", "exits_GGE", "exits_OEWG",
                                                        "exits_ITU", "exits_WHO", "exits_NGO", "exits_SCO"});
    CHECK(idle.outcome("exits_end") == 0);
    CHECK(same_core(core, played("s03", {"rounds=24", "rules.exit.loss_response=2"})));  // off

    const Played left = played("s03", {"rounds=24", "rules.exit.on=true"});
    CHECK_FALSE(same_core(core, left));
    CHECK(left.outcome("exits_end") == 4);  // of the USA: HRC, WHO, ITU and C5
    CHECK(left.outcome("exits_WHO_end") == 1);
    CHECK(left.outcome("exits_UNGA_end") == 0);
}

TEST_CASE("countries that mind their losses leave where they lose most, and not all of them", "[invariance][modules]")
{
    const Played angry = played("s01", {"rounds=40", "rules.exit.on=true", "rules.exit.loss_response=2"});
    CHECK(angry.outcome("exits_ITU_end") > 10);
    CHECK(angry.outcome("exits_ITU_end") < 120);
}

TEST_CASE("a country that has left returns by an event alone", "[invariance][modules]")
{
    const std::vector<std::string> gone = {"rounds=24", "rules.exit.on=true"};
    const auto with = [&](const std::string& event) {
        auto all = gone;
        all.push_back("events=[" + event + "]");
        return played("s03", all).outcome("exits_WHO_end");
    };
    CHECK(with("{type: exit, step: 16, state: USA, forum: WHO, engagement: 1}") == 1);
    CHECK(with("{type: path, step: 16, variable: engagement, state: USA, forum: WHO, values: [1]}") == 1);
    CHECK(with("{type: return, step: 16, state: USA, forum: WHO}") == 0);
}

TEST_CASE("elections change nothing before the first new members sit, nor where they are off", "[invariance][modules]")
{
    const Played core = played("s01", {"rounds=4"});
    const Played voted = played("s01", {"rounds=4", "rules.elections.on=true", "rules.elections.clean_chance=0"});
    CHECK(same_core(core, voted));
    CHECK(added(core, voted) == std::vector<std::string>{"contested_slates", "members_position_HRC"});
    CHECK(voted.outcome("contested_slates_mean") == 1);
    CHECK(same_core(played("s01", {"rounds=16"}), played("s01", {"rounds=16", "rules.elections.clean_chance=0"})));
    CHECK_FALSE(same_core(played("s01", {"rounds=16"}), played("s01", {"rounds=16", "rules.elections.on=true", "rules.elections.clean_chance=0"})));
    // Where slates are clean, those whom the draw would have seated are elected.
    CHECK(same_core(played("s01", {"rounds=16"}), played("s01", {"rounds=16", "rules.elections.on=true", "rules.elections.clean_chance=1"})));
}

TEST_CASE("breaches that nobody commits, and reputation that nobody minds, are the core", "[invariance][modules]")
{
    const Played core = played("s01", {"rounds=16"});
    const Played idle = played("s01", {"rounds=16", "rules.violations.on=true", "rules.violations.rate=0", "rules.violations.trust=0", "rules.violations.answer=0"});
    CHECK(same_core(core, idle));
    CHECK(idle.outcome("violations_total") == 0);
    CHECK(idle.outcome("reputation_mean_end") > 0.99);
    CHECK(same_core(core, played("s01", {"rounds=16", "rules.violations.rate=2"})));  // off
    const Played rough = played("s01", {"rounds=16", "rules.violations.on=true"});
    CHECK_FALSE(same_core(core, rough));
    CHECK(rough.outcome("violations_total") > 4);
}

TEST_CASE("ties that follow nothing are the core", "[invariance][modules]")
{
    const Played core = played("s01", {"rounds=16"});
    const Played idle = played("s01", {"rounds=16", "rules.ties.on=true", "rules.ties.agreement_effect=0", "rules.ties.sanction_effect=0", "rules.ties.growth_effect=0",
                                       "rules.ties.partnership_rate=0"});
    CHECK(same_core(core, idle));
    CHECK(idle.outcome("partnerships_end") == 1);
    CHECK(same_core(core, played("s01", {"rounds=16", "rules.ties.sanction_effect=2"})));  // off
    CHECK_FALSE(same_core(core, played("s01", {"rounds=16", "rules.ties.on=true"})));
}

TEST_CASE("tracks that are never worth it leave the rest as it is", "[invariance][modules]")
{
    const Played core = played("s01", {"rounds=16"});
    const Played idle = played("s01", {"rounds=16", "rules.tracks.on=true", "rules.tracks.least_advantage=10"});
    CHECK(core.record.positions == idle.record.positions);
    for (const char* name : {"tabled_CR_total", "capacity_mean_end", "duplicate_load_mean", "status_quo_CY1_end", "fragmentation_mean_end"})
        CHECK(core.outcome(name) == idle.outcome(name));
    CHECK(idle.outcome("tracks_opened_end") == 0);
    const Played opened = played("s01", {"rounds=16", "rules.tracks.on=true", "events=[{type: forum_create, step: 4, forum: TRACK_HR1}]"});
    CHECK(opened.outcome("tracks_opened_end") == 1);
    CHECK_FALSE(core.record.positions == opened.record.positions);
}

TEST_CASE("coalitions change by events alone, and a run goes on without leaders that have members", "[invariance][modules]")
{
    const std::string none = "rules.leadership.on=true";
    const Played core = played("s01", {"rounds=24"});
    CHECK(same_core(core, played("s01", {"rounds=24", none})));

    std::vector<std::string> settings = {"rounds=24", "events=[{type: merger, step: 4, leader: EU, absorbed: US}, {type: defection, step: 8, state: [CHN, RUS]}, "
                                                      "{type: outreach, step: 9, leader: CR, state: BRA, amount: 0.5}, {type: alignment, step: 16, state: [IND], leader: CR}]"};
    for (const char* module : {"bounded_confidence", "exit", "side_payments", "elections", "rights", "treaties", "violations", "coercion", "propaganda", "ties", "tracks", "leadership"})
        settings.push_back(std::string("rules.") + module + ".on=true");
    const Played changed = played("s01", settings);
    const auto series = [&](const std::string& name) -> Eigen::ArrayXd {
        for (std::size_t k = 0; k < changed.series.size(); ++k)
            if (changed.series[k].name == name) return changed.record.series.col(static_cast<Eigen::Index>(k));
        throw std::runtime_error("no series " + name);
    };
    for (const float position : changed.record.positions) CHECK(std::isfinite(position));
    const Eigen::ArrayXd us = series("presence_US"), cr = series("presence_CR"), eu = series("presence_EU");
    CHECK((us.head(4) > 0).all());
    CHECK((us.tail(20) == 0).all());
    CHECK((cr.segment(8, 8) == 0).all());
    CHECK((cr.head(8) > 0).all());
    CHECK((cr.tail(8) > 0).all());
    CHECK(eu(4) > eu(3));
    CHECK(series("tabled_US").tail(20).sum() == 0);
    CHECK(series("won_US").head(4).isFinite().any());
    CHECK(series("won_US").tail(16).isNaN().all());  // it has cast no vote in four rounds
    CHECK(series("tabled_CR").segment(8, 8).sum() == 0);
    CHECK(series("position_US_HR").tail(20).isNaN().all());
    CHECK(series("position_CR_HR").tail(8).isFinite().all());
    CHECK(series("payoff_US").isFinite().all());  // towards the line that it held last
}

namespace {

/// Every module, some of them busy; ties across the Atlantic are as others, since they stay those of the members at the start.
std::vector<std::string> busy_modules()
{
    std::vector<std::string> settings = {"rounds=20", "rules.violations.rate=2", "rules.violations.answer=1", "rules.coercion.rate=1", "rules.coercion.sanction_chance=1",
                                         "rules.exit.loss_response=1", "rules.exit.contagion=0.4", "rules.voting.ally_copying=0.5", "rules.influence.transatlantic_tie=1",
                                         "rules.tracks.least_advantage=0.01", "rules.ties.partnership_rate=0.08"};
    for (const char* module : {"exit", "side_payments", "elections", "rights", "treaties", "violations", "coercion", "ties", "tracks", "leadership"})
        settings.push_back(std::string("rules.") + module + ".on=true");
    return settings;
}

/// Series of one run that differ in another one with the same name, where that is not said to keep to the members at the start.
std::vector<std::string> different(const scenarios::Start& one, const scenarios::Start& other, const std::string& without)
{
    std::vector<std::string> names;
    const auto a = play(one, 1, 3), b = play(other, 1, 3);
    const auto of_one = agents::series_metrics(one.setting, one.world.rules, one.observe), of_other = agents::series_metrics(other.setting, other.world.rules, other.observe);
    for (std::size_t k = 0; k < of_one.size(); ++k)
        for (std::size_t l = 0; l < of_other.size(); ++l) {
            const std::string& name = of_one[k].name;
            if (of_other[l].name != name || name.starts_with("bandwagon") || name.starts_with("sphere") || name.starts_with("fragmentation")) continue;
            if (!without.empty() && name.find(without) != std::string::npos) continue;
            const Eigen::ArrayXd x = a.series.col(static_cast<Eigen::Index>(k)), y = b.series.col(static_cast<Eigen::Index>(l));
            if (!same(x, y)) names.push_back(name);
        }
    if (a.positions != b.positions) names.push_back("positions");
    return names;
}

/// Makes those who follow a leader now its founders.
void found(scenarios::Start& start)
{
    for (int g = 0; g < start.setting.num_leaders(); ++g) start.setting.leaders[static_cast<std::size_t>(g)].founders = start.world.coalitions.members({g});
    start.world.coalitions = agents::Coalitions(start.setting);
    start.world.coercion.trade = agents::cut_trade(start.world, start.setting, start.world.rules.coercion);
    agents::set_leverage(start.world, start.setting);
}

}  // namespace

TEST_CASE("in every rule those count who follow a leader now, not those who did at the start", "[invariance][modules]")
{
    std::vector<std::string> settings = busy_modules();
    // The EU has lost its most capable member; some whom it gained are closed regimes.
    const std::string later = "{type: outreach, step: 2, leader: EU, state: [ZAF, MEX], amount: 0.5}, {type: mandate_overreach, step: 3, actor: US, severity: 1}]";
    settings.push_back("events=[" + later);
    const auto still = start_of(scenario("s01", settings));
    auto founded = still;
    const auto id = [&](const char* code) { return still.setting.country(code); };
    agents::realign(founded.world, founded.setting, {id("BRA"), id("IND"), id("IRN"), id("PAK"), id("DEU")}, still.setting.leader("CR"));
    agents::realign(founded.world, founded.setting, {id("NOR"), id("VNM"), id("EGY"), id("SAU"), id("TUR"), id("UKR"), id("THA"), id("ETH"), id("KAZ")},
                    still.setting.leader("EU"));
    agents::realign(founded.world, founded.setting, {id("JPN"), id("KOR"), id("CAN")}, still.setting.leader("US"));
    agents::realign(founded.world, founded.setting, {id("RUS"), id("FRA")}, {});
    found(founded);
    settings.back() = "events=[{type: alignment, step: 0, state: [BRA, IND, IRN, PAK, DEU], leader: CR}, {type: alignment, step: 0, state: [JPN, KOR, CAN], leader: US}, "
                      "{type: alignment, step: 0, state: [NOR, VNM, EGY, SAU, TUR, UKR, THA, ETH, KAZ], leader: EU}, {type: defection, step: 0, state: [RUS, FRA]}, " + later;
    const auto moved = start_of(scenario("s01", settings));
    CHECK(different(moved, founded, "") == std::vector<std::string>{});
    CHECK(different(moved, still, "").size() > 100);
}

TEST_CASE("in every rule a leader without members might as well not be there", "[invariance][modules]")
{
    std::vector<std::string> settings = busy_modules();
    auto alone = start_of(scenario("s01", settings));
    const agents::LeaderId us = alone.setting.leader("US"), eu = alone.setting.leader("EU");
    REQUIRE(eu.index == alone.setting.num_leaders() - 1);
    agents::merge(alone.world, alone.setting, us, eu);
    alone.setting.leaders[static_cast<std::size_t>(us.index)].founders = alone.world.coalitions.members(us);
    alone.setting.leaders.pop_back();
    for (Eigen::ArrayXXd* each : {&alone.world.leader_position, &alone.world.success, &alone.world.attention, &alone.world.presence.leader, &alone.world.presence.share})
        if (each->rows() > 0) each->conservativeResize(eu.index, Eigen::NoChange);
    found(alone);
    settings.push_back("events=[{type: merger, step: 0, leader: US, absorbed: EU}]");
    const auto merged = start_of(scenario("s01", settings));
    CHECK(different(merged, alone, "_EU") == std::vector<std::string>{});
}
