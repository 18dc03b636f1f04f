#include "scenarios/scenario.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/csv.hpp"

namespace comity::scenarios {
namespace {

using agents::DecisionRule;
using agents::Forum;

/// Checks of values against one another. Each names the keys that it is about: it is told where the last of them stands, and left
/// out where one of them was misread.
class Together {
public:
    Together(const Scenario& scenario, sim::Problems& found) : scenario_(scenario), found_(found) {}

    void check(bool holds, const std::vector<std::string>& paths, std::string message)
    {
        if (!holds) fault(paths, std::move(message));
    }
    void fault(const std::vector<std::string>& paths, std::string message)
    {
        if (scenario_.places.trusted(paths)) found_.push_back({scenario_.places.last(paths, scenario_.file), std::move(message)});
    }

private:
    const Scenario& scenario_;
    sim::Problems& found_;
};

double sum_of(const std::vector<agents::ArenaShare>& shares)
{
    double sum = 0;
    for (const auto& each : shares) sum += each.share;
    return sum;
}

void check_arena(const agents::Arena& arena, Together& together)
{
    const std::string path = "arenas." + arena.id + ".like";
    together.check(arena.like.empty() || std::abs(sum_of(arena.like) - 1) <= 1e-9, {path},
                   fmt::format("{} has weights that sum to {}, but they must sum to 1", path, sim::number(sum_of(arena.like))));
}

void check_forum(const Forum& forum, const agents::Institutions& all, Together& together)
{
    const std::string self = "forums." + forum.id;
    const auto key = [&](const std::string& name) { return self + "." + name; };
    const auto says = [&](const std::string& message) { return self + " " + message; };

    const double shares = sum_of(forum.business);
    together.check(forum.draft_rate == 0 || std::abs(shares - 1) <= 1e-9, {key("business"), key("draft_rate")},
                   says(fmt::format("has business shares that sum to {}, but they must sum to 1", sim::number(shares))));

    const bool council = forum.rule == DecisionRule::council;
    int seats = static_cast<int>(forum.permanent.size());
    for (const auto& quota : forum.seats) seats += quota.seats;
    together.check(!council || forum.quota >= 1, {key("rule"), key("quota")}, says("decides as a council, but quota is 0"));
    together.check(!council || forum.universal || forum.quota <= seats,
                   {key("rule"), key("universal"), key("quota"), key("permanent"), key("seats")},
                   says(fmt::format("needs {} yes votes, but has {} seats", forum.quota, seats)));

    for (const std::string& holder : forum.veto)
        together.check(
            forum.universal || std::find(forum.permanent.begin(), forum.permanent.end(), holder) != forum.permanent.end(),
            {key("veto"), key("permanent"), key("universal")},
            says(fmt::format("gives {} a veto, but not a permanent seat", holder)));
    together.check(forum.seats.empty() || (forum.term_years >= 1 && forum.election_quarter >= 1),
                   {key("seats"), key("term_years"), key("election_quarter")},
                   says("has elected seats, so that term_years and election_quarter must be given"));
    for (const agents::Overlap& overlap : forum.overlaps)
        together.check(all.forums[static_cast<std::size_t>(overlap.forum.index)].id != forum.id, {key("overlaps." + forum.id)},
                       says("overlaps with itself, but overlaps must name other forums"));
    for (const int quarter : forum.quarters)
        together.check(quarter >= 1 && quarter <= 4, {key("quarters")},
                       says(fmt::format("meets in quarter {}, but quarters are 1 to 4", quarter)));
}

void check_treaty(const agents::Treaty& treaty, const agents::Institutions& all, Together& together)
{
    const std::string self = "treaties." + treaty.id;
    const bool own_rival = treaty.rival.exists() && all.treaties[static_cast<std::size_t>(treaty.rival.index)].id == treaty.id;
    together.check(!own_rival, {self + ".rival"}, self + " is its own rival, but rival must name another treaty");
    if (!treaty.norm.exists() || !treaty.arena.exists()) return;
    const agents::Norm& norm = all.norms[static_cast<std::size_t>(treaty.norm.index)];
    if (!norm.arena.exists() || norm.arena == treaty.arena) return;
    const auto name = [&](agents::ArenaId arena) { return all.arenas[static_cast<std::size_t>(arena.index)].id; };
    together.fault({self + ".norm", self + ".arena", "norms." + norm.id + ".arena"},
                   fmt::format("{} stands in arena {}, but norm {} is one of {}, so that its drafts cannot set the location", self,
                               name(treaty.arena), norm.id, name(norm.arena)));
}

void check_rules(const agents::Rules& rules, Together& together)
{
    sim::each_number(rules, [&](const std::string& path, double value, const sim::Field& field) {
        together.check(field.range.contains(value), {"rules." + path},
                       fmt::format("rules.{} is {}, but must be in [{}, {}] {} ({})", path, sim::number(value),
                                   sim::number(field.range.low), sim::number(field.range.high), field.unit, field.meaning));
    });
    for (Misfit& each : misfits(rules)) together.fault(each.paths, std::move(each.message));
}

/// Modules that have nothing to play on.
void check_modules(const Scenario& scenario, Together& together)
{
    const std::vector<Forum>& forums = scenario.institutions.forums;
    const bool contested = std::any_of(forums.begin(), forums.end(), agents::votes_on_seats);
    together.check(!scenario.rules.elections.on || contested, {"rules.elections.on", "forums"},
                   "rules.elections is on, but no forum has elected seats that are voted on (seats, contested)");
    for (const Forum& forum : forums)
        together.check(!forum.dormant || scenario.rules.tracks.on, {"forums." + forum.id + ".dormant", "rules.tracks.on"},
                       fmt::format("forums.{} is dormant, but nothing can open it unless rules.tracks.on", forum.id));
}

/// The id names the run folder and stands in every row of its tables.
bool names_a_folder(const std::string& id)
{
    return !id.empty() && id != "." && id != ".." && id.find('/') == std::string::npos;
}

}  // namespace

const std::vector<std::string>& choices(InitialAdoption)
{
    static const std::vector<std::string> words = {"settled", "none"};
    return words;
}

namespace {

/// Calls `check(holds, paths, message)` for everything that parameters have to be together.
void each_bond(const agents::Rules& rules, auto&& check)
{
    const auto& influence = rules.influence;
    check(influence.security_weight + influence.trade_weight + influence.caucus_weight <= 1 + 1e-12,
          std::vector<std::string>{"rules.influence.security_weight", "rules.influence.trade_weight", "rules.influence.caucus_weight"},
          "rules.influence: security_weight + trade_weight + caucus_weight must be at most 1; partnerships take the rest");
    check(rules.adoption.own_weight + rules.adoption.institution_weight <= 1 + 1e-12,
          std::vector<std::string>{"rules.adoption.own_weight", "rules.adoption.institution_weight"},
          "rules.adoption: own_weight + institution_weight must be at most 1");
    check(rules.threat.severity_low <= rules.threat.severity_high, std::vector<std::string>{"rules.threat.severity_low", "rules.threat.severity_high"},
          "rules.threat: severity_low must not exceed severity_high");
    check(rules.agenda.bar_shortest <= rules.agenda.bar_longest, std::vector<std::string>{"rules.agenda.bar_shortest", "rules.agenda.bar_longest"},
          "rules.agenda: bar_shortest must not exceed bar_longest");
}

}  // namespace

std::vector<Misfit> misfits(const agents::Rules& rules)
{
    std::vector<Misfit> found;
    each_bond(rules, [&](bool holds, std::vector<std::string> paths, const char* message) {
        if (!holds) found.push_back({std::move(paths), message});
    });
    return found;
}

bool bound_to_others(const std::string& parameter)
{
    bool bound = false;
    each_bond(agents::Rules{}, [&](bool, const std::vector<std::string>& paths, const char*) {
        bound = bound || std::find(paths.begin(), paths.end(), "rules." + parameter) != paths.end();
    });
    return bound;
}

sim::Problems problems(const Scenario& scenario)
{
    constexpr std::size_t most_forums = 60, most_treaties = 64;
    sim::Problems found;
    Together together(scenario, found);
    together.check(names_a_folder(scenario.id), {"id"},
                   fmt::format("id is '{}', but must be the name of a folder, without slashes", scenario.id));
    check_rules(scenario.rules, together);
    agents::Institutions institutions = scenario.institutions;
    if (scenario.rules.tracks.on) add_tracks(institutions, scenario.rules.tracks);
    together.check(institutions.forums.size() <= most_forums, {"forums", "rules.tracks.on"},
                   fmt::format("{} forums, those of rule tracks included, but at most {} can be kept apart in the draws",
                               institutions.forums.size(), most_forums));
    check_modules(scenario, together);
    for (const agents::Arena& arena : scenario.institutions.arenas) check_arena(arena, together);
    for (const Forum& forum : scenario.institutions.forums) check_forum(forum, scenario.institutions, together);
    together.check(scenario.institutions.treaties.size() <= most_treaties, {"treaties"},
                   fmt::format("{} treaties, but at most {} can be kept apart in the measures", scenario.institutions.treaties.size(),
                               most_treaties));
    for (const agents::Treaty& treaty : scenario.institutions.treaties) check_treaty(treaty, scenario.institutions, together);
    for (sim::Problem& each : check_draws(scenario)) found.push_back(std::move(each));
    return found;
}

}  // namespace comity::scenarios
