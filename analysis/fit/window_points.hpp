#pragma once
// Positions per arena from the votes of a window of years, for the calibration: what a user's record alone gives.

#include <functional>
#include <map>
#include <string>

#include "analysis/fit/ideal_points.hpp"
#include "analysis/fit/years.hpp"
#include "analysis/votes/recorded_votes.hpp"

namespace comity::analysis {

/// Positions in each arena; NaN for a country that cast no vote, with infinite standard error.
///
/// Shape:  by arena, [country of the record]
using WindowPoints = std::map<std::string, PlacedPoints>;

/// Fits the factor shared by all topics, then each arena with priors centred on it, as estimate_positions does, to the roll calls that `counts` takes
/// (all where it is empty). Higher = on the side of the United States; in each arena the mean over countries is 0 and the s.d. that of `scale`.
///
/// An arena without roll calls takes the shared points with its prior added to their standard errors.
///
/// Errors: throws std::invalid_argument where there is no vote, or none of the United States
WindowPoints window_points(const RecordedVotes& votes, Years years, PointScale scale = {0, 0.9}, const std::function<bool(int roll_call)>& counts = {});

}  // namespace comity::analysis
