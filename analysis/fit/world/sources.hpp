#pragma once
// All that the tables of a recorded world are made from, read once.

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analysis/fit/arena_positions.hpp"
#include "analysis/fit/recorded_world.hpp"
#include "analysis/fit/world/country_years.hpp"

namespace comity::analysis {

/// A country of the world and what does not change.
struct CountryEntry {
    std::string code;
    std::string name;
    std::string iso_numeric;
    std::string region;  ///< WEOG, EEG, GRULAC, AFR, APG
    std::string latitude;
    std::string longitude;
};

/// A country's spell in a group; empty ends are open.
struct Spell {
    std::string group;
    std::string country;
    std::optional<int> from;
    std::optional<int> until;
    bool holds(int year) const { return (!from || *from <= year) && (!until || *until >= year); }
};

/// Everything read, and the countries that are in the world: members of the United Nations in the last year of the
/// window of votes, and those whose predecessor voted in it.
struct WorldSources {
    WorldSources(const std::filesystem::path& data, const WorldBuildOptions& options);

    std::filesystem::path data;
    WorldBuildOptions options;
    int reference_year;                         ///< year of attributes: the one before the start, or the record's first
    std::map<std::string, std::string> renamed; ///< predecessor's code -> code
    CountryYears years;
    std::vector<CountryEntry> countries;        ///< in order of code
    std::map<std::string, std::size_t> rows;    ///< code -> row
    PositionEstimates positions;
    std::vector<Spell> spells;                  ///< of countries of the world, in order of group and country

    bool has(const std::string& code) const { return rows.contains(code); }
    /// Countries in a group at the start.
    std::vector<std::string> members(const std::string& group) const;
    std::filesystem::path fact(const std::string& file) const { return options.facts / file; }
    /// A code of the record as the world writes it.
    const std::string& code_of(const std::string& recorded) const;
};

}  // namespace comity::analysis
