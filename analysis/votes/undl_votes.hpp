#pragma once
// The bulk export of General Assembly votes by the United Nations Digital Library.

#include "analysis/votes/vote_listing.hpp"

namespace comity::analysis {

/// Columns that a file of this format must have: `undl_id, ms_code, ms_vote, date, title`.
const std::vector<std::string>& undl_columns();
/// More columns that are looked at: `ms_name`, where a code is not known; `agenda_title` and `subjects`, which make the agenda.
const std::vector<std::string>& undl_more_columns();

/// Votes Y, N, A, and X, NV or nothing for not voting; roll calls are made from the rows, each as its first row tells it.
///
/// What the library appends to titles, ` : resolution / adopted by the General Assembly`, is cut off. The topic is told by words
/// of title and agenda.
///
/// Errors: throws sim::CsvError for a column that is missing
RecordedVotes read_undl_votes(const sim::CsvTable& votes, VoteContext& context);

}  // namespace comity::analysis
