#include "agents/rules/apply_events.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "agents/rules/begin_events.hpp"
#include "agents/rules/change_leaders.hpp"
#include "agents/world.hpp"
#include "sim/contracts.hpp"

namespace comity::agents {
namespace {

constexpr double closed_regime = 0.5;  // auto_i from which a breach of a mandate is felt as a threat
constexpr double club_tie = 0.5;       // what joining a club adds to R with every member
constexpr int open_end = 9999;         // last year of a term without end

/// Per-country quantities of the world by name, in the order of the first rows of path_variable_table.
constexpr std::array country_variables{&World::capability, &World::exposure, &World::diplomacy, &World::style,   &World::resilience,
                                       &World::media,      &World::fill_ambition, &World::uprising, &World::pressure};
constexpr std::size_t capability_variable = 0, engagement_variable = country_variables.size(), dues_variable = engagement_variable + 1,
                      attention_variable = engagement_variable + 2, budget_variable = engagement_variable + 3;

std::size_t variable(const std::string& name)
{
    const auto& table = path_variable_table();
    const auto found = std::find_if(table.begin(), table.end(), [&](const PathVariable& each) { return each.name == name; });
    sim::expects(found != table.end(), "a path's variable is one of path_variables");
    return static_cast<std::size_t>(found - table.begin());
}

bool in_force(const Event& event, int begun, int round) { return begun <= round && round < begun + event.duration; }

/// Calls `visit(i)` for the countries of an event, all where it names none.
void each_country(const Event& event, const Setting& setting, auto&& visit)
{
    for (const CountryId i : event.countries) visit(i.index);
    if (event.countries.empty())
        for (int i = 0; i < setting.num_countries(); ++i) visit(i);
}

/// Calls `visit(f)` for the forum of an event, all where it names none.
void each_forum(const Event& event, const Setting& setting, auto&& visit)
{
    if (event.forum.exists()) return visit(event.forum.index);
    for (int f = 0; f < setting.num_forums(); ++f) visit(f);
}

void set_cells(const Event& event, const Setting& setting, double value, Eigen::ArrayXXd& cells)
{
    each_forum(event, setting, [&](int f) {
        for (const CountryId i : event.countries) cells(i.index, f) = value;
    });
}

/// Effects that last for a time are made anew from the events in force; those of one round are cleared.
void clear_passing_effects(World& world)
{
    world.overreach.setZero();
    world.topups.clear();
    for (Partnership& pair : world.partnerships) {
        pair.conflict = pair.wedge = 0;
        pair.leader_changes = 0;
        for (const Violation& each : world.reputation.violations)  // of the round before
            if ((each.country == pair.first && each.against == pair.second) || (each.country == pair.second && each.against == pair.first))
                pair.conflict = std::min(1.0, pair.conflict + each.severity);
    }
    world.reputation.violations.clear();
    world.shock.threat.setZero();
    world.shock.engagement.setZero();
    world.shock.media.setOnes();
    world.shock.style.setOnes();
}

void shock(World& world, const Setting& setting, const Event& event)
{
    each_country(event, setting, [&](int i) {
        world.shock.threat(i) += event.threat;
        world.shock.engagement(i) += event.engagement;
        world.shock.media(i) *= event.media;
        world.shock.style(i) *= event.style;
    });
}

void overreach(World& world, const Setting& setting, const Event& event)
{
    sim::expects(event.leader.exists(), "an overreach has an actor");
    const Camp camp = setting.leaders[static_cast<std::size_t>(event.leader.index)].camp;
    for (int i = 0; i < setting.num_countries(); ++i) {
        const LeaderId own = world.coalitions.leader_of({i});
        const bool outside = !own.exists() || setting.leaders[static_cast<std::size_t>(own.index)].camp != camp;
        if (outside && world.exposure(i) > closed_regime) world.overreach(i) += event.level;
    }
}

/// Calls `change(pair)` for the tracked dyad of an event, or for all dyads of its country where it names one.
void each_partnership(World& world, const Event& event, auto&& change)
{
    for (Partnership& pair : world.partnerships) {
        const auto named = [&](CountryId i) { return std::find(event.countries.begin(), event.countries.end(), i) != event.countries.end(); };
        const bool meant = event.countries.size() > 1 ? named(pair.first) && named(pair.second) : named(pair.first) || named(pair.second);
        if (meant) change(pair);
    }
}

/// Forum by forum, each country once, in the order of rows; what one country pays into one forum is added up as it is listed.
std::vector<Payment> merged(std::vector<Payment> payments)
{
    const auto place = [](const Payment& payment) { return std::pair(payment.forum.index, payment.country.index); };
    std::stable_sort(payments.begin(), payments.end(), [&](const Payment& a, const Payment& b) { return place(a) < place(b); });
    std::vector<Payment> sums;
    for (const Payment& payment : payments)
        if (!sums.empty() && place(sums.back()) == place(payment))
            sums.back().amount += payment.amount;
        else
            sums.push_back(payment);
    return sums;
}

void sanction(World& world, const Event& event)
{
    for (const CountryId target : event.countries) {
        std::erase_if(world.sanctions, [&](const Sanction& each) { return each.sender == event.leader && each.target == target; });
        if (event.on && !world.coalitions.members(event.leader).empty()) world.sanctions.push_back({event.leader, target});
    }
}

void coercion(World& world, const Event& event)
{
    if (world.coalitions.members(event.leader).empty()) return;  // nobody is left who could
    for (const CountryId pressed : event.countries) press(world.coercion.standing, {event.leader, pressed, world.round, 1});
}

/// A breach is a crisis about the country that commits it.
void violation(World& world, const Event& event)
{
    for (const CountryId i : event.countries) {
        world.crises.push_back({i, event.level, event.attributed, world.round, false});
        if (world.rules.violations.on) world.reputation.violations.push_back(judged(world, {i, event.norm, event.level, {}, event.reading}));
    }
}

void accession(World& world, const Setting& setting, const Event& event)
{
    const ForumId forum = setting.institutions.forum(event.name);
    for (const CountryId joining : event.countries) {
        const std::vector<int> members = club_members(world, setting, event.name);
        if (std::binary_search(members.begin(), members.end(), joining.index)) continue;
        for (const int member : members) {
            world.tie_changes.push_back({joining, {member}, club_tie, 1});
            world.tie_changes.push_back({{member}, joining, club_tie, 1});
        }
        world.accessions.push_back({event.name, joining});
        if (!forum.exists()) continue;
        const Forum& body = setting.institutions.forums[static_cast<std::size_t>(forum.index)];
        if (!body.universal && body.seats.empty()) world.terms.push_back({forum, joining, setting.year(world.round), open_end});
    }
}

void outreach(World& world, const Setting& setting, const Event& event)
{
    const auto& members = world.coalitions.members(event.leader);
    if (members.empty()) return;
    const auto weaker = [&](CountryId a, CountryId b) { return world.capability(a.index) < world.capability(b.index); };
    const CountryId gaining = *std::max_element(members.begin(), members.end(), weaker);
    const double factor = 1 + event.level;
    const auto column = std::find(world.led.begin(), world.led.end(), gaining.index) - world.led.begin();
    each_country(event, setting, [&](int i) {
        if (i == gaining.index) return;
        world.leverage(i, column) = std::min(1.0, world.leverage(i, column) * factor);
        world.tie_changes.push_back({{i}, gaining, 0, factor});
    });
    join_leverage(world, event.leader);
}

void set_parameter(World& world, const Event& event)
{
    bool found = false;
    sim::each_number(world.rules, [&](const std::string& path, double& value, const sim::Field&) {
        if (path != event.name) return;
        value = event.level;
        found = true;
    });
    sim::expects(found, "a weight's name is the path of a parameter");
}

/// What paths have set of capability in this round.
struct CapabilityPath {
    std::vector<char> named;  // [country], empty where no path sets capability
};

void follow_path(World& world, const Setting& setting, const Event& event, int begun, std::size_t which, CapabilityPath& capability)
{
    if (event.values.empty()) return;
    const double value = event.values[std::min(static_cast<std::size_t>(world.round - begun), event.values.size() - 1)];
    if (which == engagement_variable) return set_cells(event, setting, value, world.engagement_target);
    if (which == dues_variable) return set_cells(event, setting, value, world.dues_paid);
    if (which == attention_variable) return each_forum(event, setting, [&](int f) { world.attention(event.leader.index, f) = value; });
    if (which == budget_variable) {
        Eigen::ArrayXd& purse = world.side_payments.purse;
        if (purse.size() == 0) purse.setOnes(setting.num_leaders());
        purse(event.leader.index) = value;
        return;
    }
    Eigen::ArrayXd& quantity = world.*country_variables[which];
    each_country(event, setting, [&](int i) { quantity(i) = value; });
    if (which != capability_variable) return;
    capability.named.resize(setting.code.size(), 0);
    each_country(event, setting, [&](int i) { capability.named[static_cast<std::size_t>(i)] = 1; });
}

/// Capabilities are shares of the world: what a path gives to some, the others lose in proportion.
void rescale(World& world, const CapabilityPath& path)
{
    double given = 0, rest = 0;
    for (std::size_t i = 0; i < path.named.size(); ++i) (path.named[i] ? given : rest) += world.capability(static_cast<Eigen::Index>(i));
    if (given < 1 && rest > 0) {
        for (std::size_t i = 0; i < path.named.size(); ++i)
            if (!path.named[i]) world.capability(static_cast<Eigen::Index>(i)) *= (1 - given) / rest;
    } else if (given + rest > 0) {
        world.capability /= given + rest;
    }
}

void apply_once(World& world, const Setting& setting, const Event& event)
{
    switch (event.kind) {
        case EventKind::uprising:
            for (const CountryId i : event.countries)
                world.crises.push_back({i, event.level, event.attributed, world.round, false});
            break;
        case EventKind::engagement: set_cells(event, setting, event.level, world.engagement_target); break;
        case EventKind::rejoin:
            set_cells(event, setting, event.level, world.engagement_target);
            each_forum(event, setting, [&](int f) {
                for (const CountryId i : event.countries) rejoin(world.memberships, i.index, f);
            });
            break;
        case EventKind::dues: set_cells(event, setting, event.level, world.dues_paid); break;
        case EventKind::topup:
            each_forum(event, setting, [&](int f) {
                for (const CountryId i : event.countries) world.topups.push_back({i, {f}, event.level});
            });
            break;
        case EventKind::mandate_overreach: overreach(world, setting, event); break;
        case EventKind::sanction: sanction(world, event); break;
        case EventKind::accession: accession(world, setting, event); break;
        case EventKind::weight: set_parameter(world, event); break;
        case EventKind::conflict:
            each_partnership(world, event, [&](Partnership& pair) { pair.conflict = std::min(1.0, pair.conflict + event.level); });
            break;
        case EventKind::outreach: outreach(world, setting, event); break;
        case EventKind::leader_change: each_partnership(world, event, [](Partnership& pair) { ++pair.leader_changes; }); break;
        case EventKind::alignment: realign(world, setting, event.countries, event.leader); break;
        case EventKind::defection: realign(world, setting, event.countries, {}); break;
        case EventKind::merger: merge(world, setting, event.leader, event.absorbed); break;
        case EventKind::treaty_open: {
            const TreatyId treaty = setting.institutions.treaty(event.name);
            sim::expects(treaty.exists(), "the treaty that opens is known");
            world.race.treaties[static_cast<std::size_t>(treaty.index)].open = true;
            break;
        }
        case EventKind::coercion: coercion(world, event); break;
        case EventKind::violation: violation(world, event); break;
        case EventKind::forum_create: open_track(world, event.forum); break;
        case EventKind::declaration:
        case EventKind::shock:
        case EventKind::path:
        case EventKind::slate:
        case EventKind::wedge: break;  // nothing, or lasting: see apply_events and contest_seats
    }
}

}  // namespace

void apply_events(World& world, const Setting& setting)
{
    clear_passing_effects(world);
    CapabilityPath capability;
    const std::string* name = nullptr;  // of the last path: many follow one variable
    std::size_t which = 0;
    for (const std::size_t k : events_begun(world, setting)) {
        const Event& event = setting.events[k];
        const int begun = beginning(world, setting, k);
        if (event.kind == EventKind::path) {
            if (name == nullptr || *name != event.name) {
                name = &event.name;
                which = variable(event.name);
            }
            follow_path(world, setting, event, begun, which, capability);
        } else if (event.kind == EventKind::shock) {
            if (in_force(event, begun, world.round)) shock(world, setting, event);
        } else if (event.kind == EventKind::wedge) {
            if (in_force(event, begun, world.round))
                each_partnership(world, event, [&](Partnership& pair) { pair.wedge = std::min(1.0, pair.wedge + event.level); });
        } else if (begun == world.round) {
            apply_once(world, setting, event);
        }
    }
    if (!capability.named.empty()) rescale(world, capability);
    if (world.topups.size() > 1) world.topups = merged(std::move(world.topups));
}

const std::vector<PathVariable>& path_variable_table()
{
    using sim::Range;
    static const std::vector<PathVariable> table{
        {"capability", Range{0, 1}, "share", "cap_i: share of the world's capabilities"},
        {"exposure", Range{0, 1}, "1", "auto_i: regime exposure, 1 a closed autocracy"},
        {"diplomacy", Range{0, 1}, "1", "dip_i: diplomatic capacity"},
        {"style", Range{0.1, 10}, "1", "st_i: factor on the half-band of abstention"},
        {"resilience", Range{0, 1}, "1", "res_i: resilience to propaganda"},
        {"media", Range{0, 1}, "1", "med_i: media reach"},
        {"fill_ambition", Range{0, 10}, "weight", "amb_i: ambition to fill gaps that missing dues leave"},
        {"uprising", Range{0, 10}, "1", "U_i: uprising stimulus"},
        {"pressure", Range{0, 1}, "1", "Press_i: outside pressure"},
        {"engagement", Range{0, 1}, "1", "target of e_if in a forum"},
        {"dues", Range{0, 1}, "share", "paid share of assessed dues in a forum"},
        {"attention", Range{0, 10}, "1", "attention of a leader to a forum, on average 1"},
        {"budget", Range{0, 10}, "1", "factor on what a leader may pay for votes in a round", "side_payments"},
    };
    return table;
}

std::vector<std::string> path_variables()
{
    std::vector<std::string> names;
    for (const PathVariable& each : path_variable_table()) names.push_back(each.name);
    return names;
}

std::vector<int> club_members(const World& now, const Setting& setting, const std::string& club)
{
    std::vector<int> members;
    if (const Group* group = setting.group(club)) {
        for (const CountryId i : group->members) members.push_back(i.index);
    } else if (const ForumId forum = setting.institutions.forum(club); forum.exists()) {
        for (const SeatTerm& term : setting.recorded_seats)
            if (term.forum == forum && term.from <= setting.year(now.round)) members.push_back(term.country.index);
    }
    for (const Accession& each : now.accessions)
        if (each.club == club) members.push_back(each.country.index);
    std::sort(members.begin(), members.end());
    members.erase(std::unique(members.begin(), members.end()), members.end());
    return members;
}

}  // namespace comity::agents
