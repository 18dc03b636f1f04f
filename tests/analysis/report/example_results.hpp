#pragma once
// Made-up results of three scenarios, so that the page can be seen and tried without running the model.

#include <filesystem>
#include <string>
#include <vector>

#include "analysis/report/run_results.hpp"

namespace comity::analysis::example {

/// Labels of the countries of a world folder's countries.csv.
std::vector<CountryLabel> countries_of(const std::filesystem::path& countries_csv);

/// `count` countries of nowhere: no number, no place.
std::vector<CountryLabel> imagined_countries(int count);

/// One scenario: the drift of positions and metrics grows with `lean`, the luck of run k is the same in every scenario.
RunResults results_of(const std::string& id, const std::string& title, double lean, const std::vector<CountryLabel>& countries, int runs);

/// A baseline, one scenario above it and one below.
std::vector<RunResults> three_scenarios(const std::vector<CountryLabel>& countries, int runs);

/// The three with a long title, a failed run and another seed.
std::vector<RunResults> awkward_scenarios(const std::vector<CountryLabel>& countries, int runs);

/// Outcomes from memory: columns [name][row], replicates [row].
Outcomes outcomes_of(const std::vector<std::string>& names, const std::vector<std::int64_t>& replicates, const std::vector<std::vector<double>>& columns);

/// Writes the files of a folder of `comity run` that a report reads; ensemble.nc has quantiles alone.
void write_folder(const std::filesystem::path& folder, const RunResults& results);

}  // namespace comity::analysis::example
