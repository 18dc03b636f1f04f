#pragma once
// Where countries stand on the issues of the day, in several dimensions, and where each text lay.

#include "analysis/hindcast/voting/map_items.hpp"
#include "analysis/hindcast/voting/texts.hpp"

namespace comity::analysis {

/// Points and items as they were seen from an origin.
struct IssueMap {
    MapPoints fitted;     ///< as the fit left them: where the next origin's begins
    MapPoints points;     ///< standardised: mean 0 and standard deviation 1 on each dimension
    RollCallRange texts;  ///< of the items
    MapItems items;       ///< [parameter, place among texts]
};

/// The ordered logit of fit_spatial with the same priors, on the five years up to the origin; then every item of the last twelve years with
/// these points.
///
/// Points and items take turns, three steps of Fisher scoring for items and two for points, until a turn gains less than half a nat, 80 turns
/// at most. Newton's method on all at once, as in fit_spatial, takes minutes in six dimensions, and the last half nat foretells nothing.
///
/// `start`: points of the origin before; without it singular vectors of the votes, all but the first made small.
///
/// Source: as fit_spatial
IssueMap fit_map(const RecordedVotes& votes, int origin, const MapPoints* start);

}  // namespace comity::analysis
