#pragma once
// Positions of several run folders on one list of countries, arenas and years.

#include <string>
#include <vector>

#include "analysis/report/run_results.hpp"

namespace comity::analysis {

/// Means and standard deviations of all scenarios: mean [scenario][frame][arena * countries + country], NaN where a scenario has none.
struct JointPositions {
    std::vector<Arena> arenas;
    std::vector<CountryLabel> countries;
    std::vector<std::string> frames;
    std::vector<std::vector<std::vector<double>>> mean;
    std::vector<std::vector<std::vector<double>>> sd;
    std::size_t countries_in_world = 0;

    bool empty() const { return arenas.empty() || countries.empty() || frames.empty(); }
    std::size_t index(std::size_t arena, std::size_t country) const { return arena * countries.size() + country; }
    /// Whether a map makes sense: every country is of the Earth, by number or by place.
    bool on_earth() const;
    /// The largest absolute mean, rounded up to half a unit: the end of the colour scale.
    double top() const;
};

/// Joins by country code, arena and frame; what only later folders have is added at the end.
JointPositions join_positions(const std::vector<RunResults>& results);

}  // namespace comity::analysis
