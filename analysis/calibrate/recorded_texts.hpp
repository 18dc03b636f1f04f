#pragma once
// From recorded votes and a world to the data of block `voting`.

#include "analysis/calibrate/voting_block.hpp"
#include "analysis/fit/years.hpp"
#include "analysis/votes/recorded_votes.hpp"
#include "scenarios/world_builder.hpp"

namespace comity::analysis {

/// What the block is made from: votes up to the last year of training, and a world for ties, ranks and leaders.
struct TextSources {
    const RecordedVotes& votes;
    const scenarios::WorldTables& tables;
    const scenarios::Start& start;
};

/// Texts of some years on the topics of HR, NI and CT, but for those on one country (`cs`), whose targets are not recorded; CY has too few.
///
/// Positions are those of the text's arena and window of `window` years (the last one may be shorter), fitted to votes on other titles: titles are dealt into two halves
/// by first mention, and a text takes its positions from the half that it is not in, so no vote places its own voter. Their scale is mean 0, s.d. .9 in each window.
/// A leader's line is what two thirds of its members who voted chose, yes 1, no -1, otherwise 0; success memory follows rule 4.6 over the record, from .5.
/// Members of a bloc are those of the year in the world's groups, its position their mean weighted by the root of capability. Leverage is D_ij (1 - D_ji) of the world's
/// trade, summed over the members that a leader has at the world's start. A cluster is a title.
///
/// Errors: throws std::invalid_argument where a half of a window has no votes of the United States
VotingData recorded_texts(const TextSources& sources, Years years, int window);

}  // namespace comity::analysis
