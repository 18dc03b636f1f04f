#pragma once
// Outcomes of runs out of runs.csv.

#include <cstddef>
#include <filesystem>

#include "analysis/report/run_results.hpp"

namespace comity::analysis {

/// Reads `run,scenario,replicate,seed,...` some columns at a time, so that `most_cells` numbers are in memory, or one column where runs are
/// more. Asked for in the order of the table, columns are read in as few passes as that takes. Numbers are kept to seven digits: a report
/// shows fewer, and runs that differ in less are alike to it.
///
/// Errors: throws CsvError for a damaged header, a row with a cell too many or too few, or a cell that is neither a number nor empty
Outcomes read_outcomes(const std::filesystem::path& runs_csv, std::size_t most_cells = std::size_t{1} << 22);

}  // namespace comity::analysis
