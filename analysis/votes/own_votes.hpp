#pragma once
// comity's own format of recorded votes: a table of roll calls and one of votes.

#include "analysis/votes/vote_listing.hpp"

namespace comity::analysis {

/// Columns of the votes: `rid, iso3, vote` (Y, A, N, or X for absent).
const std::vector<std::string>& own_columns();
/// Columns of the roll calls: `rid, date, title`, and `topic, agenda` where they are. Without a topic, words tell it.
///
/// Errors: throws sim::CsvError for a column that is missing
RecordedVotes read_own_votes(const sim::CsvTable& votes, const sim::CsvTable& roll_calls, VoteContext& context);
/// Columns of the roll calls that are looked at.
const std::vector<std::string>& own_roll_call_columns();

/// A mark by letter, as two formats have it; nothing where it is unknown.
std::optional<std::int8_t> lettered_choice(std::string_view mark);

}  // namespace comity::analysis
