#pragma once
// The roll-call release of Voeten, Strezhnev and Bailey (Harvard Dataverse, hdl:1902.1/12379).

#include "analysis/votes/vote_listing.hpp"

namespace comity::analysis {

/// Columns that a file of this format must have: `rcid, ccode, vote`.
const std::vector<std::string>& voeten_columns();
/// More columns of the votes, and those of a separate table of roll calls, that are looked at.
const std::vector<std::string>& voeten_more_columns();

/// Votes 1 yes, 2 abstain, 3 no, 8 absent, 9 no member (passed over, like NA). What was voted on stands in the same rows, or in a
/// table of roll calls (null: none) with `rcid, date`: whole texts alone, without amendments (`amend`) and paragraphs (`para`).
///
/// The title is `descr`, else `short`. The topic is told by its words, and by the issue codes where the words tell none.
///
/// Errors: throws sim::CsvError for a column that is missing
RecordedVotes read_voeten_votes(const sim::CsvTable& votes, const sim::CsvTable* roll_calls, VoteContext& context);

}  // namespace comity::analysis
