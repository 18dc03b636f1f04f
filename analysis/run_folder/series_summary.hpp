#pragma once

#include <array>
#include <filesystem>
#include <vector>

#include <Eigen/Core>

#include "analysis/run_folder/run_info.hpp"
#include "sim/quantile_sketch.hpp"

namespace comity::analysis {

/// Quantiles over all runs that quantiles.csv and ensemble.nc give, and the report draws.
inline constexpr std::array<double, 5> series_quantiles = {0.05, 0.25, 0.5, 0.75, 0.95};

/// The distribution over runs of every series metric in every round, in memory that does not grow with the runs.
///
/// Values that are not defined in a run (NaN) are left out of that round. Exact up to sim::QuantileSketch::exact_values runs.
class SeriesSummary {
public:
    SeriesSummary(int rounds, std::size_t num_metrics);
    void add(const Eigen::ArrayXXd& series);

    /// Of one metric in one round: series_quantiles, then the mean.
    std::array<double, series_quantiles.size() + 1> at(int round, std::size_t metric);

private:
    void feed();

    Eigen::Index rounds_;
    std::vector<sim::QuantileSketch> sketches_;  // [metric][round]
    Eigen::ArrayXXd waiting_;                    // [run, metric and round]: some runs at a time, so that a sketch is visited less often
    Eigen::Index num_waiting_ = 0;
};

/// Writes quantiles.csv: `scenario,quantile,time,metric,value`, quantile also `mean`, ordered by quantile, time and metric.
void write_quantiles(const std::filesystem::path& folder, const RunFolderInfo& info, SeriesSummary& summary);

}  // namespace comity::analysis
