#pragma once
// A world as tables: what a world folder holds, checked, with countries as row numbers.

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "agents/tie_graph.hpp"
#include "sim/problem.hpp"

namespace comity::scenarios {

/// Where a cell of a table stands, for messages: line and column, counted from 1.
struct CellPlace {
    std::size_t line = 0, column = 0;
};

/// One row of countries.csv; NaN where a cell is missing.
struct CountryRow {
    std::string code, name, iso_numeric, region;
    double population, capability, exposure, diplomacy, resilience, media, fill_ambition, style, uprising, pressure, reputation, latitude,
        longitude;
    CellPlace code_at{}, region_at{};
};

constexpr int open_from = -9999, open_until = 9999;  ///< where a term has no first or no last year

/// One row of groups.csv or seats.csv.
struct TermRow {
    std::string body;
    int country = 0;
    int from = 0, until = 0;
    CellPlace body_at{};
};

struct EngagementRow {
    int country = 0;
    std::string forum;
    double engagement = 1;
    CellPlace forum_at{};
};

struct LeaderRow {
    std::string leader;
    bool challenger = false;
    int country = 0;
};

struct PartnershipRow {
    int first = 0, second = 0;
    double strength = 0;
};

struct SanctionRow {
    std::string sender;
    int target = 0;
    CellPlace sender_at{};
};

struct CrisisRow {
    int year = 0, quarter = 1;
    std::string kind;
    int target = 0;
    double severity = 0, attributed = 1;
    bool standing = false;
    std::string norm;  ///< that a violation breaches; empty where none is told
    int reading = 0;   ///< of it: -1 or 1; 0 where none is told
    CellPlace norm_at{};
};

struct ExposureRow {
    int country = 0, year = 0;
    double exposure = 0;
};

/// A country that is party to a treaty from a year on.
struct TreatyPartyRow {
    std::string treaty;
    int country = 0, year = 0;
    CellPlace treaty_at{};
};

/// A world as its folder gives it. A table that is missing is absent (`has`), so that defaults of MODEL.md section 2 can stand
/// in.
struct WorldTables {
    std::string folder;  ///< for messages
    std::string title;
    int start_year = 2020, start_quarter = 1;
    bool has_start = false;
    std::vector<CountryRow> countries;
    bool all_countries = true;  ///< no row of countries.csv was refused
    std::unordered_map<std::string, int> row_of;                 ///< code -> row
    std::map<std::string, std::vector<double>> positions;        ///< arena -> [country], NaN where missing
    std::map<std::string, std::vector<double>> standard_errors;  ///< arena -> [country], NaN where missing
    std::vector<agents::Tie> trade, security, clients, neighbours;  ///< security and neighbours once a pair, as listed
    std::vector<TermRow> groups, seats;
    std::vector<double> assessments;  ///< [country], 0 where missing
    std::vector<EngagementRow> engagement;
    std::vector<LeaderRow> leaders;
    std::map<std::string, double> cohesion;
    std::vector<PartnershipRow> partnerships;
    std::vector<SanctionRow> sanctions;
    std::vector<CrisisRow> crises;
    std::vector<ExposureRow> regime;
    std::vector<TreatyPartyRow> treaty_parties;
    std::map<std::string, bool> present;  ///< the folder's tables, and whether each could be read

    int num_countries() const { return static_cast<int>(countries.size()); }
    bool has(const std::string& table) const { return present.contains(table) && present.at(table); }
    /// Whether a table is there, but could not be read: what it would say is not known.
    bool misses(const std::string& table) const { return present.contains(table) && !present.at(table); }
};

/// Reads a world folder; all that is wrong with it is added to `problems`, file, line and column each.
WorldTables read_world_tables(const std::filesystem::path& folder, sim::Problems& problems);

}  // namespace comity::scenarios
