#pragma once
// Positions of countries per arena in a window of years, on the scale of the published ideal points.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "analysis/fit/ideal_points.hpp"
#include "analysis/fit/published_points.hpp"
#include "analysis/fit/years.hpp"

namespace comity::analysis {

/// Which roll calls speak for an arena, and how far its points may leave the factor shared by all topics.
struct ArenaRule {
    std::string arena;
    std::vector<std::string> topics;
    double point_sd;  ///< prior s.d. around the shared point, in s.d. of the shared points; judgement
};

/// HR = hr, cs; NI = ni; CY = cy; CT = nu, di. Arenas with few roll calls (NI, CY) stay nearer the shared factor.
const std::vector<ArenaRule>& default_arena_rules();

struct ArenaPositions {
    std::string arena;
    int num_roll_calls = 0;
    std::vector<int> num_votes;  ///< [country]
    PlacedPoints points;
};

/// Correlation with one published series over the countries that both have.
struct PublishedCheck {
    std::string estimate;
    std::string series;
    double correlation = 0;
    int countries = 0;
};

/// What the window's votes say about every country that cast one.
struct PositionEstimates {
    Years years;
    std::vector<std::string> countries;
    int num_roll_calls = 0;
    long num_votes = 0;
    PlacedPoints shared;  ///< from all topics of the Assembly
    std::vector<ArenaPositions> arenas;
    PointScale scale;
    bool scale_is_published = false;
    std::vector<PublishedCheck> checks;  ///< empty where there are no published points
};

/// What positions are estimated from.
struct PositionInput {
    std::filesystem::path data;
    Years years;
    std::vector<std::string> countries;          ///< whose votes count
    std::map<std::string, std::string> renamed;  ///< predecessor's code -> code
    CountryYearSet published_left_out;           ///< published points known to be wrong
};

/// Fits the shared factor to all Assembly votes of the window, then each arena with priors centred on the shared points.
///
/// The scale is chosen once per window: a linear map to the mean and s.d. over countries of the published `ideal_all`,
/// averaged over the window's years (mean 0, s.d. .9 where that file is missing); each arena's points get the same mean and
/// s.d. Higher = closer to the United States. Votes of the human-rights council count by their topic for those who sat.
/// An arena without roll calls takes the shared points, with the arena's prior added to their standard error. Standard
/// errors of the other arenas condition on the shared points as prior centres.
///
/// Errors: throws sim::CsvError for missing files, columns or unreadable values; std::runtime_error where USA cast no vote
/// Source: MODEL.md section 11
PositionEstimates estimate_positions(const PositionInput& input);

}  // namespace comity::analysis
