#pragma once
// From recorded tables to what they add to the sums of targets.

#include <filesystem>
#include <string>
#include <vector>

#include "analysis/targets/pair_agreement.hpp"
#include "analysis/targets/recorded_targets.hpp"
#include "analysis/votes/recorded_votes.hpp"
#include "scenarios/world_tables.hpp"
#include "sim/problem.hpp"

namespace comity::analysis {

/// A country's years in the EU, both counted.
struct UnionTerm {
    std::string country;
    Years years;
};
/// Those of a world's groups.
std::vector<UnionTerm> union_terms(const scenarios::WorldTables& tables);

/// Subjects of each roll call, [roll call]: interference is topic ni, control nu and di; human rights those with the code 1 in column
/// `v_hr` of the table of roll calls (which follows the literature, and lacks some), or without that column topics hr and cs.
///
/// Errors: throws sim::CsvError for a file that cannot be read; `table` may be empty
std::vector<Subjects> subjects_of(const RecordedVotes& votes, const std::filesystem::path& table);

/// Roll calls of the General Assembly.
void add_assembly(TargetRecord& record, const RecordedVotes& votes, const std::vector<Subjects>& subjects, const std::vector<UnionTerm>& eu);
/// Agreement of the followed countries by year.
PairYears recorded_pairs(const RecordedVotes& votes);

/// What else a folder of recorded tables tells: `unsc_resolutions.csv` with `unsc_failed_drafts.csv`, `hrc_rollcalls.csv`,
/// `ideal_points_bsv.csv`, `budapest_convention.csv`. Of a table that is not there `notes` gets a line, and its targets stay unknown.
///
/// Errors: throws sim::CsvError for a file that cannot be read or lacks a column; cells that cannot be are problems with their place
void add_tables(TargetRecord& record, const std::filesystem::path& folder, sim::Problems& problems, std::vector<std::string>& notes);

}  // namespace comity::analysis
