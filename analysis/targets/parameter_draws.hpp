#pragma once
// Draws of parameters from a file, for runs that carry their uncertainty.

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "analysis/targets/target_plays.hpp"
#include "sim/problem.hpp"

namespace comity::analysis {

/// A table whose columns are parameters by path and whose rows are draws.
struct ParameterDraws {
    std::vector<std::string> paths;
    Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> values;  ///< [draw, path]
    std::vector<std::string> path_places, places;  ///< [path] `draws.csv:1:5` and [draw] `draws.csv:7`, for messages

    /// Draws are taken in turn: run n has row n mod rows. Nothing where there are no paths.
    std::span<const double> of_run(std::int64_t run) const;
};

/// Errors: throws sim::CsvError for a file that cannot be read or has no draw; cells that are no numbers are problems
ParameterDraws read_draws(const std::filesystem::path& file, sim::Problems& problems);
/// Columns that name no number of the scenario, or one that another names.
void check_paths(const ParameterDraws& draws, const scenarios::Scenario& scenario, sim::Problems& problems);
/// Draws that the scenario cannot be played with, each with its line.
void check_draws(const ParameterDraws& draws, const TargetPlays& plays, sim::Problems& problems);

}  // namespace comity::analysis
