#include "scenarios/world_fit.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/world_leaders.hpp"
#include "sim/csv.hpp"
#include "sim/draws.hpp"

namespace comity::scenarios {
namespace {

/// Names in a message, as many as one can read.
std::string first_few(const std::vector<std::string>& names)
{
    constexpr std::size_t few = 5;
    const std::string text = fmt::format(
        "{}", fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(few, names.size())), ", "));
    return names.size() > few ? fmt::format("{} and {} more", text, names.size() - few) : text;
}

/// A table of the folder, for messages.
std::string place_in(const WorldTables& tables, const char* table)
{
    return (std::filesystem::path(tables.folder) / table).string();
}
std::string place_in(const WorldTables& tables, const char* table, CellPlace at)
{
    return sim::csv_place(place_in(tables, table), at.line, at.column);
}

/// Countries whose codes share a hash in the draws would share their luck.
void check_codes(const WorldTables& tables, sim::Problems& problems)
{
    std::vector<std::pair<std::uint64_t, std::size_t>> codes;
    for (std::size_t i = 0; i < tables.countries.size(); ++i) codes.emplace_back(sim::agent_code(tables.countries[i].code), i);
    std::sort(codes.begin(), codes.end());
    for (std::size_t k = 1; k < codes.size(); ++k) {
        if (codes[k].first != codes[k - 1].first) continue;
        const CountryRow &one = tables.countries[codes[k - 1].second], &other = tables.countries[codes[k].second];
        problems.push_back({place_in(tables, "countries.csv", other.code_at),
                            fmt::format("codes '{}' and '{}' fall together in the draws; rename one", one.code, other.code)});
    }
}

/// What a table may mean by an arena's name that the scenario lacks.
std::string misnamed(const agents::Arena& arena, const Scenario& scenario, const WorldTables& tables)
{
    std::vector<std::string> others;
    for (const auto& [id, column] : tables.positions)
        if (!scenario.institutions.arena(id).exists()) others.push_back(id);
    const std::string meant = sim::nearest(arena.id, others);
    return meant.empty() ? "" : fmt::format("; the table has an arena '{}'", meant);
}

/// The arenas that one is like must have positions of their own.
void check_likeness(const agents::Arena& arena, const Scenario& scenario, const WorldTables& tables, sim::Problems& problems)
{
    for (const agents::ArenaShare& part : arena.like) {
        const std::string& other = scenario.institutions.arenas[static_cast<std::size_t>(part.arena.index)].id;
        if (tables.positions.contains(other)) continue;
        const std::string place = place_in(tables, "positions.csv");
        problems.push_back({scenario.places.last({fmt::format("arenas.{}.like.{}", arena.id, other), fmt::format("arenas.{}.like", arena.id)}, place),
                            fmt::format("arena {} is to be like {}, but the world has no positions in that", arena.id, other)});
    }
}

void check_positions(const Scenario& scenario, const WorldTables& tables, sim::Problems& problems)
{
    if (!tables.has("positions.csv")) return;  // that is noted already, or they are generated
    const std::string place = place_in(tables, "positions.csv");
    for (const agents::Arena& arena : scenario.institutions.arenas) {
        const auto found = tables.positions.find(arena.id);
        if (found == tables.positions.end()) {
            const std::string like = fmt::format("arenas.{}.like", arena.id);
            if (!scenario.places.trusted({like})) continue;  // it says what the positions are like, but not so that it can be read
            if (!arena.like.empty()) {
                check_likeness(arena, scenario, tables, problems);
                continue;
            }
            const std::string named = scenario.places.last({"arenas." + arena.id}, place);
            problems.push_back({named, fmt::format("no positions for arena {}{}{}", arena.id,
                                                   named == place ? "" : " in " + place, misnamed(arena, scenario, tables))});
            continue;
        }
        std::vector<std::string> without;
        for (std::size_t i = 0; i < found->second.size(); ++i)
            if (std::isnan(found->second[i])) without.push_back(tables.countries[i].code);
        if (!without.empty())
            problems.push_back({place, fmt::format("no position in arena {} for {}{}", arena.id, first_few(without),
                                                   misnamed(arena, scenario, tables))});
    }
}

/// Seats of a region to which no country belongs could never be filled. Those of the default forums may be absent from a small world.
/// Whether all is well.
bool check_seats(const Scenario& scenario, const WorldTables& tables, sim::Problems& problems)
{
    if (!tables.all_countries) return true;
    std::set<std::string> there, standard;
    for (const CountryRow& row : tables.countries)
        if (!row.region.empty()) there.insert(row.region);
    for (const agents::Forum& forum : agents::default_institutions().forums)
        for (const agents::SeatQuota& quota : forum.seats) standard.insert(quota.region);
    const std::vector<std::string> regions(there.begin(), there.end());
    const std::string told = regions.empty() ? "; it has none" : "; it has " + first_few(regions);
    const auto before = problems.size();
    for (const agents::Forum& forum : scenario.institutions.forums)
        for (const agents::SeatQuota& quota : forum.seats) {
            const std::string path = fmt::format("forums.{}.seats.{}", forum.id, quota.region);
            if (quota.seats == 0 || there.contains(quota.region) || standard.contains(quota.region) || !scenario.places.trusted({path})) continue;
            problems.push_back({scenario.places.last({path}, scenario.file),
                                fmt::format("{} is for a region to which no country of the world belongs{}{}", path, told,
                                            sim::suggestion(quota.region, regions))});
        }
    return problems.size() == before;
}

/// A forum of the scenario's own must have members at some time: all countries, permanent or elected ones, those of seats.csv, or those who
/// accede. The default forums may be without any in a small world.
void check_members(const Scenario& scenario, const WorldTables& tables, sim::Problems& problems)
{
    if (tables.misses("seats.csv")) return;
    const agents::Institutions standard = agents::default_institutions();
    for (const agents::Forum& forum : scenario.institutions.forums) {
        const auto listed = [&](const TermRow& row) { return row.body == forum.id; };
        const auto acceded = [&](const EventSpec& event) { return event.kind == agents::EventKind::accession && event.name.text == forum.id; };
        if (forum.universal || !forum.permanent.empty() || !forum.seats.empty() || standard.forum(forum.id).exists()) continue;
        if (std::any_of(tables.seats.begin(), tables.seats.end(), listed) || std::any_of(scenario.events.begin(), scenario.events.end(), acceded)) continue;
        const std::string path = "forums." + forum.id;
        if (!scenario.places.trusted({path, path + ".universal", path + ".permanent", path + ".seats", "events"})) continue;
        problems.push_back({scenario.places.last({path + ".universal", path}, scenario.file),
                            fmt::format("{} has no members: it is not universal, and neither permanent members, seats, rows of seats.csv nor accessions give it any", path)});
    }
}

/// A country of a region that no forum names could never be elected; one without a region says so itself.
void check_regions(const agents::Institutions& institutions, const WorldTables& tables, sim::Problems& problems)
{
    std::set<std::string> known, unknown;
    for (const agents::Forum& forum : institutions.forums)
        for (const agents::SeatQuota& quota : forum.seats) known.insert(quota.region);
    if (known.empty()) return;
    const std::vector<std::string> regions(known.begin(), known.end());
    for (const CountryRow& row : tables.countries) {
        if (row.region.empty() || known.contains(row.region) || !unknown.insert(row.region).second) continue;
        problems.push_back({place_in(tables, "countries.csv", row.region_at),
                            fmt::format("region is '{}', but must be empty or one of {} (groups that hold seats){}", row.region,
                                        first_few(regions), sim::suggestion(row.region, regions))});
    }
}

/// Codes of the world, and those that institutions name by default: these may be absent from a small world.
std::vector<std::string> known_countries(const WorldTables& tables)
{
    std::vector<std::string> known;
    for (const CountryRow& row : tables.countries) known.push_back(row.code);
    const agents::Institutions standard = agents::default_institutions();
    for (const agents::Forum& forum : standard.forums) known.insert(known.end(), forum.permanent.begin(), forum.permanent.end());
    for (const agents::Norm& norm : standard.norms)
        for (const agents::NormOffset& offset : norm.offsets) known.push_back(offset.country);
    return known;
}

/// Countries that institutions name, each told where the scenario names it.
void check_named_countries(const Scenario& scenario, const WorldTables& tables, sim::Problems& problems)
{
    if (tables.misses("countries.csv")) return;
    const std::vector<std::string> known = known_countries(tables);
    const std::set<std::string> there(known.begin(), known.end());
    const auto check = [&](const std::string& code, const std::string& path) {
        if (!there.contains(code) && scenario.places.trusted({path}))
            problems.push_back(
                {scenario.places.last({path}, scenario.file),
                 fmt::format("{} names '{}', which is no country of the world{}", path, code, sim::suggestion(code, known))});
    };
    for (const agents::Norm& norm : scenario.institutions.norms)
        for (const agents::NormOffset& offset : norm.offsets)
            check(offset.country, fmt::format("norms.{}.offsets.{}", norm.id, offset.country));
    for (const agents::Forum& forum : scenario.institutions.forums) {
        for (const std::string& code : forum.permanent) check(code, fmt::format("forums.{}.permanent", forum.id));
        for (const std::string& code : forum.veto)
            if (forum.universal) check(code, fmt::format("forums.{}.veto", forum.id));  // elsewhere they are permanent too
    }
}

void check_forum(const std::string& name, const agents::Institutions& institutions, const std::string& place,
                 sim::Problems& problems)
{
    if (institutions.forum(name).exists()) return;
    std::vector<std::string> known;
    for (const agents::Forum& each : institutions.forums) known.push_back(each.id);
    problems.push_back({place, fmt::format("forum is '{}', but must be one of {}{}", name, fmt::join(known, ", "),
                                           sim::suggestion(name, known))});
}

/// A treaty that needs more parties than there are countries could never enter into force; the default treaties in a small world only
/// matter where they are played.
void check_treaties(const Scenario& scenario, const WorldTables& tables, sim::Problems& problems)
{
    if (!tables.all_countries) return;
    std::set<std::string> regions;
    for (const CountryRow& row : tables.countries)
        if (!row.region.empty()) regions.insert(row.region);
    std::set<std::string> known = regions;
    const agents::Institutions standard = agents::default_institutions();
    for (const agents::Treaty& treaty : standard.treaties) known.insert(treaty.drafters.begin(), treaty.drafters.end());
    for (const agents::Treaty& treaty : scenario.institutions.treaties) {
        const std::string needed = fmt::format("treaties.{}.parties_needed", treaty.id), drafters = fmt::format("treaties.{}.drafters", treaty.id);
        const bool given = !scenario.places.last({needed}, "").empty();
        const agents::TreatyId shipped = standard.treaty(treaty.id);
        const bool as_shipped = shipped.exists() && standard.treaties[static_cast<std::size_t>(shipped.index)].parties_needed == treaty.parties_needed;
        if (treaty.parties_needed > tables.num_countries() && (!as_shipped || scenario.rules.treaties.on) &&
            scenario.places.trusted({needed, "rules.treaties.on"}))
            problems.push_back({scenario.places.last({given ? needed : "rules.treaties.on"}, scenario.file),
                                fmt::format("{} is {}, but the world has {} countries, so that the treaty could never enter into force",
                                            needed, treaty.parties_needed, tables.num_countries())});
        for (const std::string& region : treaty.drafters)
            if (!known.contains(region) && scenario.places.trusted({drafters}))
                problems.push_back({scenario.places.last({drafters}, scenario.file),
                                    fmt::format("{} names '{}', a region to which no country of the world belongs{}", drafters, region,
                                                sim::suggestion(region, {regions.begin(), regions.end()}))});
    }
}

void check_treaty_parties(const WorldTables& tables, const agents::Institutions& institutions, sim::Problems& problems)
{
    std::vector<std::string> known;
    for (const agents::Treaty& each : institutions.treaties) known.push_back(each.id);
    std::set<std::string> told;
    for (const TreatyPartyRow& row : tables.treaty_parties)
        if (!institutions.treaty(row.treaty).exists() && told.insert(row.treaty).second)
            problems.push_back({place_in(tables, "treaty_parties.csv", row.treaty_at),
                                fmt::format("treaty is '{}', but must be one of {}{}", row.treaty, fmt::join(known, ", "),
                                            sim::suggestion(row.treaty, known))});
}

void check_violations(const WorldTables& tables, const agents::Institutions& institutions, sim::Problems& problems)
{
    std::vector<std::string> known;
    for (const agents::Norm& each : institutions.norms) known.push_back(each.id);
    std::set<std::string> told;
    for (const CrisisRow& row : tables.crises)
        if (!row.norm.empty() && !institutions.norm(row.norm).exists() && told.insert(row.norm).second)
            problems.push_back({place_in(tables, "crises.csv", row.norm_at),
                                fmt::format("norm is '{}', but must be one of {}{}", row.norm, fmt::join(known, ", "), sim::suggestion(row.norm, known))});
}

void check_leaders(const WorldTables& tables, int year, sim::Problems& problems)
{
    std::vector<std::string> known;
    for (const agents::Leader& leader : leaders(tables, year)) known.push_back(leader.id);
    if (known.size() > static_cast<std::size_t>(agents::max_leaders))
        problems.push_back({place_in(tables, "leaders.csv"),
                            fmt::format("{} leaders, but at most {} can lead", known.size(), agents::max_leaders)});
    for (const SanctionRow& row : tables.sanctions)
        if (std::find(known.begin(), known.end(), row.sender) == known.end())
            problems.push_back({place_in(tables, "sanctions.csv", row.sender_at),
                                fmt::format("sender is '{}', but must be a leader: {}{}", row.sender,
                                            known.empty() ? "there are none" : fmt::format("{}", fmt::join(known, ", ")),
                                            sim::suggestion(row.sender, known))});
}

void check_start(const Scenario& scenario, const WorldTables& tables, sim::Problems& problems)
{
    const StartYears years = start_years(tables);
    if (!scenario.start_given || !scenario.places.trusted({"start"}) || years.contain(scenario.start.year)) return;
    problems.push_back(
        {scenario.places.last({"start"}, scenario.file),
         fmt::format("start is {}Q{}, but must be in the years {} to {}{}", scenario.start.year, scenario.start.quarter,
                     years.first, years.last, tables.has_start ? " (of the world's tables)" : "")});
}

}  // namespace

StartYears start_years(const WorldTables& tables)
{
    if (!tables.has_start) return {};
    StartYears years{tables.start_year, tables.start_year};
    const auto name = [&years](int year) {
        if (year != open_until) years.last = std::max(years.last, year);
    };
    for (const auto* terms : {&tables.groups, &tables.seats})
        for (const TermRow& row : *terms) {
            name(row.from);
            name(row.until);
        }
    for (const CrisisRow& row : tables.crises) name(row.year);
    for (const ExposureRow& row : tables.regime) name(row.year);
    return years;
}

bool start_known(const Scenario& scenario, const WorldTables& tables)
{
    if (!scenario.places.trusted({"start"})) return false;
    const bool world_read = tables.num_countries() > 0 && !tables.misses("world.csv");
    if (!scenario.start_given) return world_read;
    return !world_read || start_years(tables).contain(scenario.start.year);
}

Quarter start_of(const Scenario& scenario, const WorldTables& tables)
{
    if (scenario.start_given || !tables.has_start) return scenario.start;
    return {tables.start_year, tables.start_quarter};
}

void check_fit(const Scenario& scenario, const WorldTables& tables, sim::Problems& problems)
{
    const agents::Institutions& institutions = scenario.institutions;
    if (!tables.misses("world.csv")) check_start(scenario, tables, problems);
    check_codes(tables, problems);
    check_positions(scenario, tables, problems);
    if (check_seats(scenario, tables, problems)) check_regions(institutions, tables, problems);
    check_members(scenario, tables, problems);
    check_named_countries(scenario, tables, problems);
    for (const TermRow& row : tables.seats)
        check_forum(row.body, institutions, place_in(tables, "seats.csv", row.body_at), problems);
    for (const EngagementRow& row : tables.engagement)
        check_forum(row.forum, institutions, place_in(tables, "engagement.csv", row.forum_at), problems);
    check_treaties(scenario, tables, problems);
    check_treaty_parties(tables, institutions, problems);
    check_violations(tables, institutions, problems);
    check_leaders(tables, start_of(scenario, tables).year, problems);
}

}  // namespace comity::scenarios
