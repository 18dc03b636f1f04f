#pragma once
// Positions of countries out of ensemble.nc.

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/report/run_results.hpp"
#include "sim/netcdf_file.hpp"

namespace comity::analysis {

/// A round chosen to be shown, with the words for it.
struct Frame {
    std::size_t round = 0;
    std::string words;
};

/// The rounds a report shows: the last of every calendar year, or every one where there are 24 or fewer.
///
/// Shape:  times [round], ISO dates in order
std::vector<Frame> choose_frames(const std::vector<std::string>& times);

/// `days` after 2020-01-01 in the standard calendar, as an ISO date.
std::string iso_date(double days);

/// First days of the rounds, as ISO dates.
std::vector<std::string> read_times(const sim::NetcdfFile& ensemble);

/// The countries a report shows: all, or where there are more than `most`, that many at even distances in file order.
std::vector<std::size_t> choose_countries(std::size_t in_world, std::size_t most);

/// Reads labels, and means and standard deviations at the chosen rounds; a file without positions gives an empty result.
///
/// Errors: throws sim::NetcdfError for a file that is damaged, or has variables of another shape
Positions read_positions(const sim::NetcdfFile& ensemble);

}  // namespace comity::analysis
