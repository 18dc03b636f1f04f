#pragma once
// Tables of recorded votes as files.

#include <filesystem>
#include <set>
#include <string>

#include "analysis/votes/recorded_votes.hpp"
#include "sim/problem.hpp"

namespace comity::analysis {

/// Reads roll calls (`rid, date, title, topic`, and `agenda` where it is; more columns are passed over) and the votes on them
/// (`rid, iso3, vote`: Y, A, N, or X for absent); either may be packed (`.gz`).
///
/// `members`: whose votes count; empty: all codes that vote. Every unknown roll call, code, mark, date and repeated vote is a problem with
/// its line; what is returned then is not whole.
///
/// Errors: throws sim::CsvError for a file that cannot be read or lacks a column
RecordedVotes read_votes(const std::filesystem::path& roll_calls, const std::filesystem::path& votes, const std::set<std::string>& members,
                         sim::Problems& problems);

}  // namespace comity::analysis
