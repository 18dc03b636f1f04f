#include "scenarios/world_tables.hpp"

#include <cmath>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "sim/csv.hpp"
#include "sim/parameters.hpp"

namespace comity::scenarios {
namespace {

using sim::CsvTable;
using sim::Problems;
using sim::Range;

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// Cells of one table, with what is wrong with them.
class Cells {
public:
    Cells(const CsvTable& table, Problems& problems) : table_(table), problems_(problems) {}

    void error(std::size_t row, std::string message) { problems_.push_back({table_.place(row), std::move(message)}); }

    std::string text(std::size_t row, const char* column) const
    {
        const auto at = table_.column(column);
        return at ? table_.cell(row, *at) : std::string{};
    }
    /// A number in a range; NaN where the cell is empty or the column missing.
    double number(std::size_t row, const char* column, Range range, const char* unit)
    {
        const std::string cell = text(row, column);
        if (cell.empty()) return missing;
        const auto value = sim::to_double(cell);
        if (!value) {
            error(row, fmt::format("{} is '{}', but must be a number", column, cell));
            return missing;
        }
        if (!range.contains(*value)) {
            error(row, fmt::format("{} is {}, but must be in [{}, {}] {}", column, cell, sim::number(range.low), sim::number(range.high), unit));
            return missing;
        }
        return *value;
    }
    double needed(std::size_t row, const char* column, Range range, const char* unit)
    {
        const std::size_t before = problems_.size();
        const double value = number(row, column, range, unit);
        if (std::isnan(value) && problems_.size() == before) error(row, fmt::format("{} is missing", column));
        return value;
    }
    int year(std::size_t row, const char* column, int otherwise)
    {
        const std::string cell = text(row, column);
        if (cell.empty()) return otherwise;
        const auto value = sim::to_integer(cell);
        if (!value || *value < 1000 || *value > 9999) {
            error(row, fmt::format("{} is '{}', but must be a year in [1000, 9999]", column, cell));
            return otherwise;
        }
        return static_cast<int>(*value);
    }
    /// Row number of a country, -1 with an error where there is none.
    int country(std::size_t row, const char* column, const WorldTables& world)
    {
        const std::string code = text(row, column);
        const auto found = world.row_of.find(code);
        if (found != world.row_of.end()) return found->second;
        error(row, fmt::format("{} is '{}', which countries.csv does not list", column, code));
        return -1;
    }

private:
    const CsvTable& table_;
    Problems& problems_;
};

/// Calls `row(cells, r)` for each row of a table of the folder that has the columns it needs; notes whether the table is there.
template <class Row>
void each_row(WorldTables& world, const char* name, std::vector<const char*> columns, bool needed, Problems& problems, Row&& row)
{
    const auto path = std::filesystem::path(world.folder) / name;
    if (!needed && !std::filesystem::exists(path)) return;
    try {
        const CsvTable table = CsvTable::read(path);
        bool whole = true;
        for (const char* column : columns)
            if (!table.column(column)) {
                problems.push_back({table.name() + ":1", fmt::format("column '{}' is missing", column)});
                whole = false;
            }
        if (!whole) return;
        world.present[name] = true;
        Cells cells(table, problems);
        for (std::size_t r = 0; r < table.num_rows(); ++r) row(cells, r);
    } catch (const sim::CsvError& error) {
        // The message already carries its place: split it off.
        const std::string what = error.what();
        const auto mark = what.find(": error: ");
        problems.push_back({what.substr(0, mark), mark == std::string::npos ? what : what.substr(mark + 9)});
    }
}

void read_countries(WorldTables& world, Problems& problems)
{
    each_row(world, "countries.csv", {"code"}, true, problems, [&](Cells& cells, std::size_t r) {
        CountryRow row;
        row.code = cells.text(r, "code");
        if (row.code.empty()) return cells.error(r, "code is missing");
        if (!world.row_of.emplace(row.code, world.num_countries()).second)
            return cells.error(r, fmt::format("country '{}' is listed twice", row.code));
        row.name = cells.text(r, "name");
        if (row.name.empty()) row.name = row.code;
        row.iso_numeric = cells.text(r, "iso_numeric");
        row.region = cells.text(r, "region");
        const Range share{0, 1};
        row.population = cells.number(r, "population", {0, 1e12}, "persons");
        row.capability = cells.number(r, "capability", share, "of the world");
        row.exposure = cells.number(r, "regime_exposure", share, "(1 = closed autocracy)");
        row.diplomacy = cells.number(r, "diplomatic_capacity", share, "(1 = largest)");
        row.resilience = cells.number(r, "resilience", share, "(1 = immune to propaganda)");
        row.media = cells.number(r, "media_reach", share, "(1 = worldwide)");
        row.fill_ambition = cells.number(r, "fill_ambition", {0, 100}, "(relative)");
        row.style = cells.number(r, "style", {0.1, 10}, "(factor on the band of abstention)");
        row.uprising = cells.number(r, "uprising", {0, 10}, "(stimulus)");
        row.pressure = cells.number(r, "pressure", share, "(1 = greatest)");
        row.latitude = cells.number(r, "latitude", {-90, 90}, "degrees north");
        row.longitude = cells.number(r, "longitude", {-180, 180}, "degrees east");
        world.countries.push_back(std::move(row));
    });
}

void read_positions(WorldTables& world, Problems& problems)
{
    const auto rows = world.countries.size();
    each_row(world, "positions.csv", {"country", "arena", "position"}, true, problems, [&](Cells& cells, std::size_t r) {
        const int i = cells.country(r, "country", world);
        const std::string arena = cells.text(r, "arena");
        if (arena.empty()) return cells.error(r, "arena is missing");
        const double x = cells.needed(r, "position", {-4, 4}, "position");
        const double se = cells.number(r, "std_error", {0, 10}, "position");
        if (i < 0) return;
        auto& column = world.positions.try_emplace(arena, rows, missing).first->second;
        if (!std::isnan(column[static_cast<std::size_t>(i)]))
            return cells.error(r, fmt::format("the position of {} in {} is listed twice", cells.text(r, "country"), arena));
        column[static_cast<std::size_t>(i)] = x;
        world.standard_errors.try_emplace(arena, rows, missing).first->second[static_cast<std::size_t>(i)] = se;
    });
}

void read_ties(WorldTables& world, const char* name, const char* from, const char* to, const char* weight, std::vector<agents::Tie>& ties,
               Problems& problems)
{
    std::set<std::pair<int, int>> seen;
    each_row(world, name, {from, to, weight}, false, problems, [&](Cells& cells, std::size_t r) {
        const int i = cells.country(r, from, world);
        const int j = cells.country(r, to, world);
        const double w = cells.needed(r, weight, {0, 1}, "share");
        if (i < 0 || j < 0 || std::isnan(w)) return;
        if (i == j) return cells.error(r, fmt::format("'{}' has a tie to itself", cells.text(r, from)));
        if (!seen.emplace(i, j).second)
            return cells.error(r, fmt::format("the tie from {} to {} is listed twice", cells.text(r, from), cells.text(r, to)));
        ties.push_back({i, j, w});
    });
}

void read_terms(WorldTables& world, const char* name, const char* body, std::vector<TermRow>& terms, Problems& problems)
{
    each_row(world, name, {body, "country"}, false, problems, [&](Cells& cells, std::size_t r) {
        const int i = cells.country(r, "country", world);
        const int from = cells.year(r, "from", -9999);
        const int until = cells.year(r, "until", 9999);
        if (from > until) return cells.error(r, fmt::format("until is {}, before from, {}", until, from));
        if (i >= 0) terms.push_back({cells.text(r, body), i, from, until});
    });
}

void read_start(WorldTables& world, Problems& problems)
{
    each_row(world, "world.csv", {"key", "value"}, false, problems, [&](Cells& cells, std::size_t r) {
        const std::string key = cells.text(r, "key");
        const std::string value = cells.text(r, "value");
        if (key == "title") world.title = value;
        if (key != "start") return;
        Quarter start;
        if (!parse_quarter(value, start)) return cells.error(r, fmt::format("start is '{}', but must be a quarter such as 2020Q1", value));
        world.start_year = start.year;
        world.start_quarter = start.quarter;
        world.has_start = true;
    });
}

void read_politics(WorldTables& world, Problems& problems)
{
    world.assessments.assign(world.countries.size(), 0);
    each_row(world, "assessments.csv", {"country", "share"}, false, problems, [&](Cells& cells, std::size_t r) {
        const int i = cells.country(r, "country", world);
        const double share = cells.needed(r, "share", {0, 1}, "of the scale");
        if (i >= 0 && !std::isnan(share)) world.assessments[static_cast<std::size_t>(i)] = share;
    });
    each_row(world, "engagement.csv", {"country", "forum", "engagement"}, false, problems, [&](Cells& cells, std::size_t r) {
        const int i = cells.country(r, "country", world);
        const double e = cells.needed(r, "engagement", {0, 1}, "(1 = full)");
        if (i >= 0) world.engagement.push_back({i, cells.text(r, "forum"), e});
    });
    each_row(world, "leaders.csv", {"leader", "camp", "country"}, false, problems, [&](Cells& cells, std::size_t r) {
        const int i = cells.country(r, "country", world);
        const std::string camp = cells.text(r, "camp");
        if (camp != "CR" && camp != "INC") cells.error(r, fmt::format("camp is '{}', but must be CR or INC", camp));
        if (cells.text(r, "leader").empty()) cells.error(r, "leader is missing");
        for (const LeaderRow& other : world.leaders)
            if (other.country == i) return cells.error(r, fmt::format("{} follows two leaders", cells.text(r, "country")));
        if (i >= 0) world.leaders.push_back({cells.text(r, "leader"), camp == "CR", i});
    });
    each_row(world, "cohesion.csv", {"coalition", "cohesion"}, false, problems, [&](Cells& cells, std::size_t r) {
        world.cohesion[cells.text(r, "coalition")] = cells.needed(r, "cohesion", {0, 1}, "(1 = always alike)");
    });
    each_row(world, "partnerships.csv", {"country", "partner", "strength"}, false, problems, [&](Cells& cells, std::size_t r) {
        const int i = cells.country(r, "country", world);
        const int j = cells.country(r, "partner", world);
        const double strength = cells.needed(r, "strength", {0, 1}, "(1 = closest)");
        if (i >= 0 && i == j) return cells.error(r, "a country is its own partner");
        if (i >= 0 && j >= 0) world.partnerships.push_back({i, j, strength});
    });
    each_row(world, "sanctions.csv", {"sender", "target"}, false, problems, [&](Cells& cells, std::size_t r) {
        const int i = cells.country(r, "target", world);
        if (i >= 0) world.sanctions.push_back({cells.text(r, "sender"), i});
    });
    each_row(world, "crises.csv", {"date", "kind", "target", "severity"}, false, problems, [&](Cells& cells, std::size_t r) {
        CrisisRow row;
        row.target = cells.country(r, "target", world);
        row.kind = cells.text(r, "kind");
        row.severity = cells.needed(r, "severity", {0, 1}, "(1 = greatest)");
        const double attributed = cells.number(r, "attributed", {0, 1}, "share");
        row.attributed = std::isnan(attributed) ? 1 : attributed;
        row.standing = cells.text(r, "standing") == "1";
        const std::string date = cells.text(r, "date");  // YYYY, YYYY-MM or YYYY-MM-DD; a standing dispute may have none
        if (!date.empty()) {
            const auto year = sim::to_integer(date.substr(0, 4));
            const auto month = date.size() >= 7 && date[4] == '-' ? sim::to_integer(date.substr(5, 2)) : std::optional<long long>(1);
            if (!year || !month || *month < 1 || *month > 12 || (date.size() > 4 && date.size() < 7))
                cells.error(r, fmt::format("date is '{}', but must be YYYY, YYYY-MM or YYYY-MM-DD", date));
            else {
                row.year = static_cast<int>(*year);
                row.quarter = (static_cast<int>(*month) + 2) / 3;
            }
        }
        if (row.target >= 0) world.crises.push_back(row);
    });
    each_row(world, "regime.csv", {"country", "year", "exposure"}, false, problems, [&](Cells& cells, std::size_t r) {
        const int i = cells.country(r, "country", world);
        const int year = cells.year(r, "year", 0);
        const double exposure = cells.needed(r, "exposure", {0, 1}, "(1 = closed autocracy)");
        if (i >= 0) world.regime.push_back({i, year, exposure});
    });
}

}  // namespace

bool parse_quarter(const std::string& text, Quarter& result)
{
    if (text.size() != 6 || text[4] != 'Q' || text[5] < '1' || text[5] > '4') return false;
    const auto year = sim::to_integer(text.substr(0, 4));
    if (!year || *year < 1000) return false;
    result = {static_cast<int>(*year), text[5] - '0'};
    return true;
}

WorldTables read_world_tables(const std::filesystem::path& folder, Problems& problems)
{
    WorldTables world;
    world.folder = folder.string();
    if (!std::filesystem::is_directory(folder)) {
        problems.push_back({world.folder, "no such world folder"});
        return world;
    }
    const std::size_t before = problems.size();
    read_start(world, problems);
    read_countries(world, problems);
    if (problems.size() == before && world.num_countries() < 3)
        problems.push_back({(folder / "countries.csv").string(), fmt::format("a world needs at least 3 countries, but {} are listed", world.num_countries())});
    if (world.countries.empty()) return world;
    read_positions(world, problems);
    read_ties(world, "trade.csv", "country", "partner", "dependence", world.trade, problems);
    read_ties(world, "security.csv", "country", "partner", "tie", world.security, problems);
    read_ties(world, "clients.csv", "patron", "client", "tie", world.clients, problems);
    read_terms(world, "groups.csv", "group", world.groups, problems);
    read_terms(world, "seats.csv", "forum", world.seats, problems);
    read_politics(world, problems);
    return world;
}

}  // namespace comity::scenarios
