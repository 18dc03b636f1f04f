#pragma once

#include <array>
#include <filesystem>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "analysis/run_folder/run_info.hpp"
#include "sim/sketch_bank.hpp"

namespace comity::analysis {

/// Quantiles over all runs that quantiles.csv and ensemble.nc give, and the report draws.
inline constexpr std::array<double, 5> series_quantiles = {0.05, 0.25, 0.5, 0.75, 0.95};

/// The distribution over runs of every series metric in every round, in memory that does not grow with the runs.
///
/// Values that are not defined in a run (NaN) are left out of that round. Exact up to sim::QuantileSketch::exact_values runs.
class SeriesSummary {
public:
    static constexpr std::size_t values = series_quantiles.size() + 1;
    SeriesSummary(int rounds, std::size_t num_metrics);
    void add(const Eigen::ArrayXXd& series);

    /// Of one metric in one round: series_quantiles, then the mean.
    std::span<const double, values> at(int round, std::size_t metric);

private:
    Eigen::Index rounds_, num_values_;
    sim::SketchBank sketches_;       // [metric][round]
    std::vector<double> summaries_;  // [metric][round][quantiles, mean]; empty until they are asked for
};

/// Writes quantiles.csv: `scenario,quantile,time,metric,value`, quantile also `mean`, ordered by quantile, time and metric.
void write_quantiles(const std::filesystem::path& folder, const RunFolderInfo& info, SeriesSummary& summary);

}  // namespace comity::analysis
