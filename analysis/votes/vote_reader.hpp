#pragma once
// Tables of recorded votes as files: comity's own format, and two that are published.

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "analysis/votes/recorded_votes.hpp"
#include "sim/problem.hpp"

namespace comity::analysis {

/// Reads votes in any of the three formats that analysis/votes/README.md describes, told apart by their columns; files may be
/// packed (`.gz`).
///
/// `roll_calls`: what was voted on; empty where none is named. comity's own format needs it, Voeten's where the votes have no
/// dates. `members`: whose votes count; empty: all that vote. Every unknown roll call, country, mark and date, every repeated
/// vote, and every vote outside a country's membership in the United Nations is a problem with its place, of each kind the first
/// few and a count; what is returned then is not whole. `notes`: gets a line for each thing that was left out.
///
/// Errors: throws sim::CsvError for a file that cannot be read or lacks a column
RecordedVotes read_votes(const std::filesystem::path& roll_calls, const std::filesystem::path& votes,
                         const std::set<std::string>& members, sim::Problems& problems, std::vector<std::string>& notes);
/// The same, where nobody listens to notes.
RecordedVotes read_votes(const std::filesystem::path& roll_calls, const std::filesystem::path& votes,
                         const std::set<std::string>& members, sim::Problems& problems);

}  // namespace comity::analysis
