#include "scenarios/world_builder.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>

#include "agents/rules/adopt_norms.hpp"
#include "agents/rules/apply_events.hpp"
#include "agents/rules/drift_positions.hpp"
#include "agents/rules/engage.hpp"
#include "agents/rules/race_treaties.hpp"
#include "agents/rules/rotate_seats.hpp"
#include "agents/rules/sense_threat.hpp"
#include "agents/rules/sustain_capacity.hpp"
#include "scenarios/scenario_reader.hpp"
#include "scenarios/world_defaults.hpp"
#include "scenarios/world_fit.hpp"
#include "scenarios/world_names.hpp"
#include "sim/elementary.hpp"

namespace comity::scenarios {
namespace {

using agents::Setting;
using agents::World;
using Eigen::ArrayXd;
using Eigen::ArrayXXd;

constexpr int settling_rounds = 200;

/// Positions [country, arena], as the world lists them; in an arena that it does not know the mean over those that are like it.
ArrayXXd positions(const WorldTables& tables, const agents::Institutions& institutions)
{
    const auto listed = [&](const agents::Arena& arena) {
        return Eigen::Map<const ArrayXd>(tables.positions.at(arena.id).data(), tables.num_countries());
    };
    ArrayXXd x = ArrayXXd::Zero(tables.num_countries(), static_cast<Eigen::Index>(institutions.arenas.size()));
    for (std::size_t a = 0; a < institutions.arenas.size(); ++a) {
        const agents::Arena& arena = institutions.arenas[a];
        auto column = x.col(static_cast<Eigen::Index>(a));
        if (tables.positions.contains(arena.id))
            column = listed(arena);
        else
            for (const agents::ArenaShare& part : arena.like)
                column += part.share * listed(institutions.arenas[static_cast<std::size_t>(part.arena.index)]);
    }
    return x;
}

/// What a norm's readings mean to countries that deviate from their position on it.
ArrayXXd norm_offsets(const Setting& setting)
{
    ArrayXXd offsets = ArrayXXd::Zero(setting.num_countries(), setting.num_norms());
    for (int m = 0; m < setting.num_norms(); ++m)
        for (const auto& deviation : setting.institutions.norms[static_cast<std::size_t>(m)].offsets)
            if (const auto i = setting.country(deviation.country); i.exists()) offsets(i.index, m) = deviation.offset;
    return offsets;
}

void set_countries_state(World& world, const Setting& setting, const WorldTables& tables)
{
    const int n = setting.num_countries();
    world.anchor_drift = ArrayXXd::Zero(n, setting.num_arenas());
    InitialTraits traits = initial_traits(tables, setting.start_year);
    world.style = std::move(traits.style);
    world.resilience = std::move(traits.resilience);
    world.media = std::move(traits.media);
    world.fill_ambition = std::move(traits.fill_ambition);
    world.uprising = std::move(traits.uprising);
    world.pressure = std::move(traits.pressure);
    if (world.rules.violations.on) world.reputation = agents::first_reputation(std::move(traits.reputation));
    if (world.rules.ties.on) {
        world.ties.capability_before = world.capability;
        world.ties.votes = agents::VoteHistory(n);
    }
    world.overreach = world.aimed = ArrayXd::Zero(n);
    world.shock = {ArrayXd::Zero(n), ArrayXd::Zero(n), ArrayXd::Ones(n), ArrayXd::Ones(n)};
    world.threat.resize(n);
    for (int i = 0; i < n; ++i) world.threat(i) = resting_threat(world.exposure(i), world.uprising(i), world.pressure(i), world.rules.threat);
}

void set_forum_state(World& world, const Setting& setting, const WorldTables& tables)
{
    const int n = setting.num_countries();
    const int f = setting.num_forums();
    world.engagement = ArrayXXd::Ones(n, f);
    for (const EngagementRow& row : tables.engagement)
        world.engagement(row.country, setting.institutions.forum(row.forum).index) = row.engagement;
    if (!tables.has("engagement.csv") && late_start(setting.start_year))
        if (const auto usa = setting.country("USA"); usa.exists())
            if (const auto council = setting.institutions.forum("HRC"); council.exists()) world.engagement(usa.index, council.index) = 0.2;
    world.engagement_target = world.engagement;
    if (world.rules.exit.on) world.memberships = first_memberships(world);
    world.dues_paid = ArrayXXd::Constant(n, f, -1);
    world.capacity.resize(f);
    world.deadlock.resize(f);
    for (int k = 0; k < f; ++k) world.deadlock(k) = setting.institutions.forums[static_cast<std::size_t>(k)].initial_deadlock;
    world.recent = {ArrayXXd::Constant(f, 4, -1), ArrayXXd::Zero(f, 4)};
    world.attention = ArrayXXd::Ones(setting.num_leaders(), f);
    world.status_quo.resize(setting.num_norms());
    for (int m = 0; m < setting.num_norms(); ++m)
        world.status_quo(m) = setting.institutions.norms[static_cast<std::size_t>(m)].status_quo;
}

void set_dyads(World& world, const Setting& setting, const WorldTables& tables)
{
    for (const PartnershipRow& row : tables.partnerships)
        world.partnerships.push_back({{row.first}, {row.second}, row.strength, 0, 0});
    if (!tables.has("partnerships.csv")) {
        const auto chn = setting.country("CHN");
        const auto rus = setting.country("RUS");
        if (chn.exists() && rus.exists()) world.partnerships.push_back({chn, rus, late_start(setting.start_year) ? 0.75 : 0.2, 0, 0});
    }
    for (const SanctionRow& row : tables.sanctions) world.sanctions.push_back({setting.leader(row.sender), {row.target}});
    if (!tables.has("sanctions.csv") && late_start(setting.start_year))
        for (const auto& [sender, target] : {std::pair{"US", "RUS"}, {"EU", "RUS"}, {"US", "CHN"}})
            if (const auto g = setting.leader(sender); g.exists())
                if (const auto i = setting.country(target); i.exists()) world.sanctions.push_back({g, i});
    for (const CrisisRow& row : tables.crises)
        if (row.standing) world.crises.push_back({{row.target}, row.severity, row.attributed, 0, true});
    if (world.rules.coercion.on) world.coercion.trade = agents::cut_trade(world, setting, world.rules.coercion);
    agents::set_leverage(world, setting);
    const auto cohesion = [&](const char* camp, double otherwise) {
        const auto found = tables.cohesion.find(camp);
        return found == tables.cohesion.end() || std::isnan(found->second) ? otherwise : found->second;
    };
    const bool late = late_start(setting.start_year);
    world.cohesion_challengers = cohesion("CR", late ? 0.88 : 0.76);
    world.cohesion_incumbents = cohesion("INC", late ? 0.58 : 0.62);
}

/// Treaties with the parties that they had before the year of the start.
agents::TreatyRace treaty_race(const Setting& setting, const WorldTables& tables)
{
    std::vector<agents::TreatyParty> parties;
    for (const TreatyPartyRow& row : tables.treaty_parties)
        if (row.year < setting.start_year) parties.push_back({setting.institutions.treaty(row.treaty), {row.country}});
    return first_race(setting, parties);
}

/// Presence, rosters, leaders' lines and capacity follow from what is set already.
void settle_institutions(World& world, const Setting& setting)
{
    agents::EngagementState engagement = engage(world, setting, world.rules.engagement);
    world.refill = std::move(engagement.refill);
    world.shortfall = std::move(engagement.shortfall);
    world.opened = waiting_tracks(setting);
    for (int k = 0; k < setting.num_forums(); ++k)
        world.capacity(k) = waits(world, setting, k) ? world.rules.tracks.capacity
                                                     : resting_capacity(world.deadlock(k), world.shortfall(k), 0, world.rules.capacity);
    world.roster = rosters(world, setting);
    world.presence = presence(world, setting, world.rules.engagement);
    world.leader_position = leader_positions(world, setting);
    const int g = setting.num_leaders();
    world.success = ArrayXXd::Constant(g, setting.num_arenas(), 0.5);
    world.window = world.window_start = ArrayXXd::Zero(g, setting.num_arenas());
}

}  // namespace

Start build_start(const Scenario& scenario, const WorldTables& tables, sim::Problems& problems)
{
    Start start;
    Setting& setting = start.setting;
    World& world = start.world;
    if (tables.num_countries() > 0 && scenario.places.whole()) check_fit(scenario, tables, problems);
    set_names(setting, scenario, tables, problems);
    if (!problems.empty()) return start;

    world.rules = scenario.rules;
    world.coalitions = agents::Coalitions(setting);
    start.observe = scenario.observe;
    world.position = positions(tables, setting.institutions);
    world.capability = capabilities(tables);
    setting.strength = strengths(world.capability);
    const agents::ArenaId rights = setting.institutions.arena("HR");
    world.exposure = setting.initial_exposure = exposures(tables, world.position.col(rights.exists() ? rights.index : 0));
    world.diplomacy = diplomacies(tables, setting.strength);
    setting.assessment = assessments(tables, world.capability);
    setting.trade = trade_ties(tables, world.capability);
    setting.caucus = caucus_ties(tables);
    setting.neighbours = neighbour_ties(tables);
    setting.clients = client_ties(tables);
    if (world.rules.elections.on) setting.leverage = leverage_ties(setting.trade);
    setting.norm_offset = norm_offsets(setting);
    setting.threshold = adoption_thresholds(setting, world.rules.adoption, scenario.seed);

    set_countries_state(world, setting, tables);
    setting.initial_threat = world.threat;
    set_forum_state(world, setting, tables);
    set_dyads(world, setting, tables);
    world.race = treaty_race(setting, tables);

    std::vector<int> partnered;
    for (const auto& pair : world.partnerships) partnered.insert(partnered.end(), {pair.first.index, pair.second.index});
    if (world.rules.ties.on)
        for (const int i : powers(setting)) partnered.push_back(i);
    start.influence = agents::Influence(setting, partnered);
    start.influence.update(world, setting, world.rules.influence);
    world.anchor = setting.initial_anchor = inverted_anchors(world, start.influence, world.rules.influence);
    world.terms = first_seats(world, setting, scenario.seed);
    settle_institutions(world, setting);
    world.adopted = agents::AdoptionTable::Zero(setting.num_countries(), setting.num_norms());
    if (scenario.initial_adoption == InitialAdoption::settled)
        world.adopted = settled_adoption(world, setting, start.influence, world.rules.adoption, scenario.seed, settling_rounds);
    return start;
}

namespace {

Start start_of_run(const Scenario& scenario, const WorldTables& tables, std::int64_t run)
{
    sim::Problems problems;
    Start start = build_start(drawn(scenario, run), tables, problems);
    if (!problems.empty()) throw std::runtime_error(fmt::format("{}: {}", problems.front().place, problems.front().message));
    return start;
}

}  // namespace

Start prepare(const Scenario& scenario, sim::Problems& problems)
{
    const auto tables = std::make_shared<const WorldTables>(load_world(scenario, problems));
    Start start = build_start(scenario.draws.empty() ? scenario : drawn(scenario, 0), *tables, problems);
    problems = in_order(problems, scenario.places.sources());
    if (!scenario.draws.empty() && problems.empty())
        start.of_run = [scenario, tables](std::int64_t run) { return start_of_run(scenario, *tables, run); };
    return start;
}

}  // namespace comity::scenarios
