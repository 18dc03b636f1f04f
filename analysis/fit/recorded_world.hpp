#pragma once
// The recorded world: from tables of votes, trade, treaties and memberships to a world folder.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "analysis/existing.hpp"
#include "analysis/fit/years.hpp"

namespace comity::analysis {

/// Years that a recorded world can start in.
constexpr Years world_starts{1991, 2020};

/// How a recorded world is made.
struct WorldBuildOptions {
    int start = 2020;                ///< year of the first quarter, of world_starts
    Years positions{2015, 2019};     ///< votes that place the countries
    Years trade{2012, 2014};         ///< flows that make economic dependence; a country without any takes its nearest year
    double least_dependence = .001;  ///< smaller shares of trade are left out
    double tie_consult = .3;         ///< security tie of a duty to consult or to join an attack; defence is 1 (judgement)
    double tie_restraint = .1;       ///< security tie of neutrality or non-aggression alone (judgement)
    std::filesystem::path facts;     ///< the project's own small tables: `data/facts` beside the shipped worlds
    Existing existing = Existing::refuse;

    /// The windows for a start year: the five years of votes before it (at the record's beginning, its first three years),
    /// and its trade (2012-14 from 2015 on, 1991-92 at the beginning, else the three years before).
    static WorldBuildOptions for_start(int year);
};

/// What was built, for a message.
struct WorldBuildReport {
    std::size_t countries = 0;
    std::uintmax_t bytes = 0;
    std::vector<std::string> files;
};

/// Builds a world folder from the recorded tables in `data`: the tables and their README, whole or not at all.
///
/// The same tables give the same bytes. Nothing dated after 2019-12-31 is read into a world.
///
/// Errors: throws sim::CsvError for a missing or unreadable table, std::invalid_argument for options out of range or
///         an `out` that holds anything but a world, std::runtime_error where it exists and is not to be replaced, sim::FileError
///         where it cannot be written
/// Source: MODEL.md sections 2 and 11
WorldBuildReport build_recorded_world(const std::filesystem::path& data, const std::filesystem::path& out,
                                      const WorldBuildOptions& options);

}  // namespace comity::analysis
