#pragma once
// Quantiles over runs out of ensemble.nc.

#include <map>
#include <string>

#include "analysis/report/run_results.hpp"
#include "sim/netcdf_file.hpp"

namespace comity::analysis {

/// Quantiles and mean of every series metric, by its name; a file without series gives none.
///
/// Errors: throws sim::NetcdfError for a file that is damaged, lacks a quantile that a report shows, or has variables of another shape
std::map<std::string, Fan> read_fans(const sim::NetcdfFile& ensemble);

}  // namespace comity::analysis
