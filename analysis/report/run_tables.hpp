#pragma once
// The two tables of a run folder that a report reads.

#include <filesystem>

#include "analysis/report/run_results.hpp"

namespace comity::analysis {

/// Fills `times` and `fans` from `scenario,quantile,time,metric,value`; quantiles other than 5, 25, 50, 75, 95 % and `mean` are left out.
///
/// Errors: throws CsvError for a damaged table or a cell that is not a number
void read_quantiles(const std::filesystem::path& path, RunResults& results);

/// Reads `run,scenario,replicate,seed,...` block by block, so that memory holds the numbers only, not their text.
///
/// A column with a cell that is not a number (a varied parameter given in words) is left out; an empty cell is NaN.
/// Errors: throws CsvError for a damaged table
Outcomes read_outcomes(const std::filesystem::path& path);

}  // namespace comity::analysis
