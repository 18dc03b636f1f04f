#pragma once
// From recorded votes and a world to the data of block `positions`.

#include "analysis/calibrate/positions_block.hpp"
#include "analysis/votes/recorded_votes.hpp"
#include "scenarios/world_builder.hpp"

namespace comity::analysis {

/// What the block is made from: a world that starts when the record does, its tables, and the votes up to the last year of training.
struct TrackSources {
    const RecordedVotes& votes;
    const scenarios::WorldTables& tables;
    const scenarios::Start& start;
};

/// Tracks of all countries in the arenas HR, NI and CT, one observation a window of `window` years up to `last_year` (a short last window is left out), at the
/// quarter in its middle. CY has too few roll calls before 2016 to be followed.
///
/// Partners' means are of positions observed in the same window, over partners that have one; ties are those of the world's start, as a run has
/// them. Regimes follow the world's record, a year's value from its first quarter on. Threat follows rule 4.1 at its defaults from the recorded crises, with the
/// positions of the start for distances; outside pressure is left at 0, since sanctions and drafts aimed at a country are not recorded by year.
/// A cluster is a country with all its arenas: what moves several countries at once is not allowed for.
///
/// Errors: throws std::invalid_argument where a window has no votes of the United States
PositionData recorded_tracks(const TrackSources& sources, int last_year, int window);

}  // namespace comity::analysis
