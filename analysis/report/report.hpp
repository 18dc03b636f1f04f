#pragma once
// The report that a decision maker reads: one HTML file that needs nothing else and asks no network for anything.

#include <filesystem>
#include <string>
#include <vector>

#include "analysis/report/run_results.hpp"

namespace comity::analysis {

/// Reads the folders and writes their report to `out`, under a temporary name first, so that no reader sees half a page.
///
/// In a run folder, its manifest lists the report with the other files.
/// The first folder is what the others are compared with. Where two have the same title, the folder's name is added to tell them apart.
/// Errors: throws ReportError for a folder that is no finished folder of `comity run`, CsvError for a damaged table, NetcdfError for a
///         damaged ensemble.nc, and FileError where `out` cannot be written; an older report stays as it was then
void write_report(const std::vector<std::filesystem::path>& run_folders, const std::filesystem::path& out);

/// The page of results already read, but for their outcomes.
///
/// Errors: throws CsvError for a damaged column of outcomes
std::string report_page(const std::vector<RunResults>& results);

}  // namespace comity::analysis
