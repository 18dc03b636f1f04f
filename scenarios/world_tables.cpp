#include "scenarios/world_tables.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "scenarios/dates.hpp"
#include "scenarios/table_rows.hpp"

namespace comity::scenarios {
namespace {

using sim::Problems;
using sim::Range;

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
constexpr Range share{0, 1};

const TableForm world_form{"world.csv", {"key", "value"}, {}};
const TableForm countries_form{
    "countries.csv",
    {"code"},
    {"name", "iso_numeric", "region", "population", "capability", "regime_exposure", "diplomatic_capacity", "resilience",
     "media_reach", "fill_ambition", "style", "uprising", "pressure", "reputation", "latitude", "longitude"},
    /*must_exist=*/true};
const TableForm positions_form{"positions.csv", {"country", "arena", "position"}, {"std_error"}, /*must_exist=*/true};
const TableForm trade_form{"trade.csv", {"country", "partner", "dependence"}, {}};
const TableForm security_form{"security.csv", {"country", "partner", "tie"}, {}};
const TableForm neighbours_form{"neighbours.csv", {"country", "partner", "border"}, {}};
const TableForm clients_form{"clients.csv", {"patron", "client", "tie"}, {}};
const TableForm groups_form{"groups.csv", {"group", "country"}, {"from", "until"}};
const TableForm seats_form{"seats.csv", {"forum", "country"}, {"from", "until"}};
const TableForm assessments_form{"assessments.csv", {"country", "share"}, {}};
const TableForm engagement_form{"engagement.csv", {"country", "forum", "engagement"}, {}};
const TableForm leaders_form{"leaders.csv", {"leader", "camp", "country"}, {}};
const TableForm cohesion_form{"cohesion.csv", {"coalition", "cohesion"}, {}};
const TableForm partnerships_form{"partnerships.csv", {"country", "partner", "strength"}, {}};
const TableForm sanctions_form{"sanctions.csv", {"sender", "target"}, {}};
const TableForm crises_form{"crises.csv", {"date", "kind", "target", "severity"}, {"attributed", "standing", "norm", "reading"}};
const TableForm regime_form{"regime.csv", {"country", "year", "exposure"}, {}};
const TableForm treaty_parties_form{"treaty_parties.csv", {"treaty", "country", "year"}, {}};
const TableForm* const all_forms[] = {&world_form,        &countries_form,  &positions_form, &trade_form,
                                      &security_form,     &clients_form,    &groups_form,    &seats_form,
                                      &assessments_form,  &engagement_form, &leaders_form,   &cohesion_form,
                                      &partnerships_form, &sanctions_form,  &crises_form,    &regime_form,
                                      &treaty_parties_form, &neighbours_form};

/// A table whose name is nearly that of one the folder lacks would be passed over, and defaults stand in for it.
void check_names(const std::filesystem::path& folder, WorldTables& world, Problems& problems)
{
    std::vector<std::string> lacking, others;
    for (const TableForm* form : all_forms)
        if (!std::filesystem::exists(folder / form->name)) lacking.push_back(form->name);
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        const bool known =
            std::any_of(std::begin(all_forms), std::end(all_forms), [&](const TableForm* form) { return form->name == name; });
        if (entry.path().extension() == ".csv" && !known) others.push_back(name);
    }
    std::sort(others.begin(), others.end());
    for (const std::string& name : others)
        if (const std::string meant = sim::nearest(name, lacking); !meant.empty()) {
            world.present[meant] = false;
            problems.push_back({(folder / name).string(), fmt::format("unknown table; did you mean '{}'?", meant)});
        }
}

void read_countries(WorldTables& world, Problems& problems)
{
    const auto before = problems.size();
    each_row(world, countries_form, problems, [&](TableRow& r) {
        CountryRow row;
        row.code = r.needed_text("code");
        if (row.code.empty()) return;
        if (!world.row_of.emplace(row.code, world.num_countries()).second)
            return r.error("code", fmt::format("country '{}' is listed twice", row.code));
        row.name = r.text("name");
        if (row.name.empty()) row.name = row.code;
        row.iso_numeric = r.text("iso_numeric");
        row.region = r.text("region");
        row.population = r.number("population", {0, 1e12}, "persons");
        row.capability = r.number("capability", share, "of the world");
        row.exposure = r.number("regime_exposure", share, "(1 = closed autocracy)");
        row.diplomacy = r.number("diplomatic_capacity", share, "(1 = largest)");
        row.resilience = r.number("resilience", share, "(1 = immune to propaganda)");
        row.media = r.number("media_reach", share, "(1 = worldwide)");
        row.fill_ambition = r.number("fill_ambition", {0, 100}, "(relative)");
        row.style = r.number("style", {0.1, 10}, "(factor on the band of abstention)");
        row.uprising = r.number("uprising", {0, 10}, "(stimulus)");
        row.pressure = r.number("pressure", share, "(1 = greatest)");
        row.reputation = r.number("reputation", share, "(1 = full)");
        row.latitude = r.number("latitude", {-90, 90}, "degrees north");
        row.longitude = r.number("longitude", {-180, 180}, "degrees east");
        row.code_at = r.place("code");
        row.region_at = r.place("region");
        world.countries.push_back(std::move(row));
    });
    world.all_countries = problems.size() == before;
}

void read_positions(WorldTables& world, Problems& problems)
{
    const auto rows = world.countries.size();
    std::set<std::pair<std::string, int>> seen;
    each_row(world, positions_form, problems, [&](TableRow& r) {
        const int i = r.country("country", world);
        const std::string arena = r.needed_text("arena");
        const double x = r.needed("position", {-4, 4}, "position");
        const double se = r.number("std_error", {0, 10}, "position");
        if (i < 0 || arena.empty()) return;
        if (!seen.emplace(arena, i).second)
            return r.error("country", fmt::format("the position of {} in {} is listed twice", r.text("country"), arena));
        // A wrong position is noted above, and need not be missed again.
        world.positions.try_emplace(arena, rows, missing).first->second[static_cast<std::size_t>(i)] = std::isnan(x) ? 0 : x;
        world.standard_errors.try_emplace(arena, rows, missing).first->second[static_cast<std::size_t>(i)] = se;
    });
}

/// Whether a tie holds from one end to the other, or between both ends alike and is listed once.
enum class TieSense { directed, mutual };

void read_ties(WorldTables& world, const TableForm& form, TieSense sense, std::vector<agents::Tie>& ties, Problems& problems)
{
    const char *from = form.needed[0].c_str(), *to = form.needed[1].c_str(), *weight = form.needed[2].c_str();
    std::set<std::pair<int, int>> seen;
    each_row(world, form, problems, [&](TableRow& r) {
        const int i = r.country(from, world);
        const int j = r.country(to, world);
        const double w = r.needed(weight, share, "(1 = greatest)");
        if (i < 0 || j < 0) return;
        if (i == j) return r.error(to, fmt::format("'{}' has a tie to itself", r.text(from)));
        if (!seen.insert(sense == TieSense::mutual ? std::pair(std::min(i, j), std::max(i, j)) : std::pair(i, j)).second)
            return r.error(from,
                           fmt::format("the tie {} {} {} {} is listed twice", sense == TieSense::mutual ? "between" : "from",
                                       r.text(from), sense == TieSense::mutual ? "and" : "to", r.text(to)));
        if (!std::isnan(w)) ties.push_back({i, j, w});
    });
}

constexpr double rounding = 0.01;  // by which rounded shares of one whole may pass it

void check_assessments(const WorldTables& world, Problems& problems)
{
    const double total = std::accumulate(world.assessments.begin(), world.assessments.end(), 0.0);
    if (total > 1 + rounding)
        problems.push_back({(std::filesystem::path(world.folder) / assessments_form.name).string(),
                            fmt::format("the shares sum to {:.4g}, but must sum to at most 1 (the scale)", total)});
}

/// Nobody can be weighed against others where all weigh nothing.
void check_capabilities(const WorldTables& world, Problems& problems)
{
    const auto none = [](const CountryRow& row) { return row.capability == 0; };
    if (world.all_countries && !world.countries.empty() && std::all_of(world.countries.begin(), world.countries.end(), none))
        problems.push_back({(std::filesystem::path(world.folder) / countries_form.name).string(),
                            "capability is 0 for every country, but must be above 0 for some (empty: all alike)"});
}

/// Dependences are shares of one whole.
void check_dependence(const WorldTables& world, Problems& problems)
{
    std::vector<double> total(world.countries.size(), 0);
    for (const agents::Tie& tie : world.trade) total[static_cast<std::size_t>(tie.from)] += tie.weight;
    for (std::size_t i = 0; i < total.size(); ++i)
        if (total[i] > 1 + rounding)
            problems.push_back(
                {(std::filesystem::path(world.folder) / trade_form.name).string(),
                 fmt::format(
                     "the dependence of {} on its partners sums to {:.4g}, but must be at most 1 (shares of all its trade)",
                     world.countries[i].code, total[i])});
}

/// A term as its row gives it: years, empty where it is open.
std::string years_of(const TermRow& term)
{
    return fmt::format("{}-{}", term.from == open_from ? "" : std::to_string(term.from),
                       term.until == open_until ? "" : std::to_string(term.until));
}

void read_terms(WorldTables& world, const TableForm& form, std::vector<TermRow>& terms, Problems& problems)
{
    const char* body = form.needed[0].c_str();
    std::map<std::pair<std::string, int>, std::vector<TermRow>> before;
    each_row(world, form, problems, [&](TableRow& r) {
        const std::string of = r.needed_text(body);
        const int i = r.country("country", world);
        const int from = r.year("from", open_from);
        const int until = r.year("until", open_until);
        if (from > until) return r.error("until", fmt::format("until is {}, before from, {}", until, from));
        if (i < 0 || of.empty()) return;
        const TermRow term{of, i, from, until, r.place(body)};
        for (const TermRow& other : before[{of, i}])
            if (from <= other.until && other.from <= until)
                return r.error("country", fmt::format("the terms of {} in {} overlap: {} and, above, {}", r.text("country"), of,
                                                      years_of(term), years_of(other)));
        before[{of, i}].push_back(term);
        terms.push_back(term);
    });
}

void read_start(WorldTables& world, Problems& problems)
{
    std::set<std::string> seen;
    each_row(world, world_form, problems, [&](TableRow& r) {
        const std::string key = r.choice("key", {"title", "start"});
        const std::string value = r.text("value");
        if (key.empty()) return;
        if (!seen.insert(key).second) return r.error("key", fmt::format("'{}' is listed twice", key));
        if (key == "title") world.title = value;
        if (key != "start") return;
        Quarter start;
        if (!parse_quarter(value, start)) {
            world.present[world_form.name] = false;
            return r.error("value", fmt::format("start is '{}', but must be a quarter such as 2020Q1", value));
        }
        world.start_year = start.year;
        world.start_quarter = start.quarter;
        world.has_start = true;
    });
}

void read_institutions(WorldTables& world, Problems& problems)
{
    std::set<int> assessed;
    std::set<std::pair<int, std::string>> engaged;
    world.assessments.assign(world.countries.size(), 0);
    each_row(world, assessments_form, problems, [&](TableRow& r) {
        const int i = r.country("country", world);
        const double of_scale = r.needed("share", share, "of the scale");
        if (i < 0) return;
        if (!assessed.insert(i).second)
            return r.error("country", fmt::format("the share of {} is listed twice", r.text("country")));
        if (!std::isnan(of_scale)) world.assessments[static_cast<std::size_t>(i)] = of_scale;
    });
    check_assessments(world, problems);
    check_capabilities(world, problems);
    each_row(world, engagement_form, problems, [&](TableRow& r) {
        const int i = r.country("country", world);
        const std::string forum = r.needed_text("forum");
        const double e = r.needed("engagement", share, "(1 = full)");
        if (i < 0 || forum.empty()) return;
        if (!engaged.emplace(i, forum).second)
            return r.error("country", fmt::format("the engagement of {} in {} is listed twice", r.text("country"), forum));
        world.engagement.push_back({i, forum, e, r.place("forum")});
    });
    read_terms(world, groups_form, world.groups, problems);
    read_terms(world, seats_form, world.seats, problems);
}

void read_leaders(WorldTables& world, Problems& problems)
{
    std::map<std::string, std::string> camp_of;
    std::set<int> led;
    each_row(world, leaders_form, problems, [&](TableRow& r) {
        const std::string leader = r.needed_text("leader");
        const std::string camp = r.choice("camp", {"CR", "INC"});
        const int i = r.country("country", world);
        if (leader.empty() || i < 0) return;
        const std::string& before = camp_of.try_emplace(leader, camp).first->second;
        if (!camp.empty() && before != camp)
            return r.error("camp", fmt::format("leader '{}' is in camp {}, but in camp {} above", leader, camp, before));
        if (!led.insert(i).second) return r.error("country", fmt::format("{} follows two leaders", r.text("country")));
        world.leaders.push_back({leader, camp == "CR", i});
    });
    std::set<std::string> coalitions;
    each_row(world, cohesion_form, problems, [&](TableRow& r) {
        const std::string coalition = r.choice("coalition", {"CR", "INC", "EU"});
        const double cohesion = r.needed("cohesion", share, "(1 = always alike)");
        if (coalition.empty()) return;
        if (!coalitions.insert(coalition).second)
            return r.error("coalition", fmt::format("coalition '{}' is listed twice", coalition));
        world.cohesion[coalition] = cohesion;
    });
}

void read_dyads(WorldTables& world, Problems& problems)
{
    std::set<std::pair<int, int>> partners;
    std::set<std::pair<std::string, int>> measures;
    each_row(world, partnerships_form, problems, [&](TableRow& r) {
        const int i = r.country("country", world);
        const int j = r.country("partner", world);
        const double strength = r.needed("strength", share, "(1 = closest)");
        if (i < 0 || j < 0) return;
        if (i == j) return r.error("partner", fmt::format("'{}' is its own partner", r.text("country")));
        if (!partners.emplace(std::min(i, j), std::max(i, j)).second)
            return r.error("country",
                           fmt::format("the partnership of {} and {} is listed twice", r.text("country"), r.text("partner")));
        world.partnerships.push_back({i, j, strength});
    });
    each_row(world, sanctions_form, problems, [&](TableRow& r) {
        const std::string sender = r.needed_text("sender");
        const int i = r.country("target", world);
        if (i < 0) return;
        if (!measures.emplace(sender, i).second)
            return r.error("target", fmt::format("the sanction of {} on {} is listed twice", sender, r.text("target")));
        world.sanctions.push_back({sender, i, r.place("sender")});
    });
}

/// The quarter of YYYY, YYYY-MM or YYYY-MM-DD; a year alone is its first quarter.
std::optional<Quarter> crisis_quarter(const std::string& date)
{
    return quarter_of_day(date.size() == 4 ? date + "-01" : date);
}

void read_crises(WorldTables& world, Problems& problems)
{
    each_row(world, crises_form, problems, [&](TableRow& r) {
        CrisisRow row;
        row.target = r.country("target", world);
        row.kind = r.choice("kind", {"uprising", "dispute", "violation", "mandate_overreach"});
        row.severity = r.needed("severity", share, "(1 = greatest)");
        const double attributed = r.number("attributed", share, "attributed outside");
        row.attributed = std::isnan(attributed) ? 1 : attributed;
        row.standing = !r.text("standing").empty() && r.choice("standing", {"0", "1"}) != "0";
        // A standing dispute has no beginning that matters.
        if (const std::string date = row.standing ? r.text("date") : r.needed_text("date"); !date.empty()) {
            const auto quarter = crisis_quarter(date);
            if (!quarter)
                return r.error("date",
                               fmt::format("date is '{}', but must be a possible date: YYYY, YYYY-MM or YYYY-MM-DD", date));
            row.year = quarter->year;
            row.quarter = quarter->quarter;
        }
        row.norm = r.text("norm");
        row.norm_at = r.place("norm");
        if (!r.text("reading").empty()) row.reading = r.choice("reading", {"-1", "1"}) == "1" ? 1 : -1;
        if (row.target >= 0) world.crises.push_back(row);
    });
}

void read_regimes(WorldTables& world, Problems& problems)
{
    std::set<std::pair<int, int>> seen;
    each_row(world, regime_form, problems, [&](TableRow& r) {
        const int i = r.country("country", world);
        const bool dated = !r.needed_text("year").empty();
        const int year = r.year("year", 0);
        const double exposure = r.needed("exposure", share, "(1 = closed autocracy)");
        if (i < 0 || !dated) return;
        if (!seen.emplace(i, year).second)
            return r.error("country", fmt::format("the exposure of {} in {} is listed twice", r.text("country"), year));
        world.regime.push_back({i, year, exposure});
    });
}

void read_treaty_parties(WorldTables& world, Problems& problems)
{
    std::set<std::pair<std::string, int>> seen;
    each_row(world, treaty_parties_form, problems, [&](TableRow& r) {
        const std::string treaty = r.needed_text("treaty");
        const int i = r.country("country", world);
        const bool dated = !r.needed_text("year").empty();
        const int year = r.year("year", 0);
        if (treaty.empty() || i < 0 || !dated) return;
        if (!seen.emplace(treaty, i).second)
            return r.error("country", fmt::format("{} is listed twice as party to {}", r.text("country"), treaty));
        world.treaty_parties.push_back({treaty, i, year, r.place("treaty")});
    });
}

}  // namespace

WorldTables read_world_tables(const std::filesystem::path& folder, Problems& problems)
{
    WorldTables world;
    world.folder = folder.string();
    if (!std::filesystem::is_directory(folder)) {
        problems.push_back({world.folder, "no such world folder"});
        return world;
    }
    const std::size_t before = problems.size();
    check_names(folder, world, problems);
    read_start(world, problems);
    read_countries(world, problems);
    if (problems.size() == before && world.num_countries() < 3)
        problems.push_back({(folder / "countries.csv").string(),
                            fmt::format("a world needs at least 3 countries, but {} are listed", world.num_countries())});
    if (world.countries.empty()) return world;
    read_positions(world, problems);
    read_ties(world, trade_form, TieSense::directed, world.trade, problems);
    check_dependence(world, problems);
    read_ties(world, security_form, TieSense::mutual, world.security, problems);
    read_ties(world, neighbours_form, TieSense::mutual, world.neighbours, problems);
    read_ties(world, clients_form, TieSense::directed, world.clients, problems);
    read_institutions(world, problems);
    read_leaders(world, problems);
    read_dyads(world, problems);
    read_crises(world, problems);
    read_regimes(world, problems);
    read_treaty_parties(world, problems);
    return world;
}

}  // namespace comity::scenarios
