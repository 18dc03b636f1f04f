#pragma once
// What both forms of `comity hindcast` read: the world's countries, and recorded votes.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "analysis/cli/commands/commands.hpp"
#include "analysis/fit/years.hpp"
#include "analysis/hindcast/task.hpp"
#include "analysis/votes/recorded_votes.hpp"
#include "scenarios/world_tables.hpp"
#include "sim/problem.hpp"

namespace comity::analysis {

/// Countries of a world that vote.
struct Members {
    std::set<std::string> codes;
    std::map<std::string, std::string> region;
    std::set<std::string> eu;  ///< in a year
};
Members members_of(const scenarios::WorldTables& tables, int year);
/// Regional groups of the votes' countries, in the order of their rows.
Grouping regions(const RecordedVotes& votes, const Members& members);

/// Recorded votes of the members as the options name them; what was left out is told, unless quiet. Errors: as read_votes()
RecordedVotes read_recorded(const HindcastOptions& options, const std::set<std::string>& members, sim::Problems& problems);
/// The message for a card that is there already, empty where there is none or it may be replaced.
std::string card_exists(const HindcastOptions& options);
/// Makes the folder of the card where one is asked for: before the work, not after minutes of it.
///
/// Errors: throws sim::FileError where it cannot be made or written
void make_folder_of_card(const HindcastOptions& options);
/// An option given that only --aggregates reads, null where there is none.
const char* of_aggregates_alone(const HindcastOptions& options);
/// The first of the years in which no vote was cast.
std::optional<int> year_without_votes(const RecordedVotes& votes, Years years);

}  // namespace comity::analysis
