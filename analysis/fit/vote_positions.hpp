#pragma once
// Positions from recorded votes as a table: by window of years, or year by year.

#include <optional>
#include <string>
#include <vector>

#include "analysis/fit/years.hpp"
#include "analysis/votes/recorded_votes.hpp"

namespace comity::analysis {

/// What is estimated from a record.
struct PositionRequest {
    Years years;
    std::string arena{};  ///< as in default_arena_rules; empty: roll calls on all topics
    int dimensions = 1;
    bool dynamic = false;           ///< year by year, with points that wander; otherwise one fit a window
    int window = 0;                 ///< years of a window; 0: all years are one
    std::optional<double> walk_sd{};  ///< tau of a dynamic fit, on the scale of its priors; otherwise estimated
};

/// Where a country stood in some years, on one dimension: mean 0, s.d. 1 over the countries of a window, or over all country-years of a dynamic fit.
struct PositionRow {
    std::string country;
    Years years;
    int dimension = 1;
    double position = 0;
    double std_error = 0;
    int votes = 0;  ///< cast in these years
};

struct PositionTable {
    std::vector<PositionRow> rows;  ///< by years, then country, then dimension
    std::vector<double> walk_sd;    ///< [dimension], in units of the positions; empty unless dynamic
};

/// Fits the spatial model to the votes of each window (fit_spatial) or of all years at once (fit_dynamic); the United States stand on the positive side.
///
/// A country has a row for the years in which it cast a vote. Where the last window is not full, it is shorter. Standard errors take votes
/// as independent given positions, with items profiled out, and leave out what the scale fixes (place_points, PrincipalAxes).
///
/// Errors: throws std::invalid_argument, with what to say to the user, where there is nothing to fit: an unknown arena, years or a window without roll calls,
///         or without a vote of the United States
PositionTable positions_of(const RecordedVotes& votes, const PositionRequest& request);

/// `country,first_year,last_year,dimension,position,std_error,votes`.
std::string as_csv(const PositionTable& table);

/// Votes of the roll calls of some years on an arena's topics (all topics where none is named), items in the order of the record.
RollCalls votes_on_arena(const RecordedVotes& votes, Years years, const std::string& arena);

}  // namespace comity::analysis
