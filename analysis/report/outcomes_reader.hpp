#pragma once
// Outcomes of runs out of runs.csv.

#include <cstddef>
#include <filesystem>

#include "analysis/report/run_results.hpp"

namespace comity::analysis {

/// Reads `run,scenario,replicate,seed,...` in groups of columns, so that `most_cells` numbers are in memory, or one column where runs are
/// more; asked for group by group, a table takes one pass a group and one before. Numbers are kept to seven digits: a report shows fewer, and
/// runs that differ in less are alike to it. Only `scenario` may be quoted.
///
/// Errors: throws CsvError for a damaged header, a replicate that is no whole number, or a row with a cell too many or too few; later, when
///         its column is asked for, for a cell that is neither a number nor empty, or a file that has changed
Outcomes read_outcomes(const std::filesystem::path& runs_csv, std::size_t most_cells = std::size_t{1} << 22);

}  // namespace comity::analysis
