#pragma once
// ensemble.nc: all runs as arrays with labels, for xarray, R and Julia.

#include <cstdint>
#include <filesystem>
#include <vector>

#include "analysis/run_folder/ensemble_labels.hpp"
#include "analysis/run_folder/position_moments.hpp"
#include "analysis/run_folder/run_info.hpp"
#include "analysis/run_folder/series_summary.hpp"
#include "sim/netcdf_file.hpp"

namespace comity::analysis {

/// A NetCDF-4 file after the CF-1.10 conventions, written run by run under a temporary name.
///
/// Shape:  outcomes, replicate, seed, status (run); each series metric (kept_run, time); position (kept_run, time, arena, country);
///         position_mean, position_sd (time, arena, country); series_quantile (quantile, metric, time), series_mean (metric, time)
/// What was added is on disk after every `runs_in_block` runs.
///
/// Errors: throws sim::NetcdfError, or sim::FileError where the disk is nearly full, which is asked before every block: HDF5 damages
///         a file that it cannot extend. A file that is not committed is removed
class EnsembleFile {
public:
    static constexpr std::size_t runs_in_block = 256;
    static constexpr std::size_t most_kept_in_block = 32;  ///< runs whose series wait to be written together

    EnsembleFile(const std::filesystem::path& folder, const RunFolderInfo& info);
    EnsembleFile(const EnsembleFile&) = delete;
    EnsembleFile& operator=(const EnsembleFile&) = delete;
    ~EnsembleFile();

    void add(const RunKey& key, const RunValues& values);
    void add_failed(const RunKey& key);
    /// Writes what is left and the summaries; `moments` may be null.
    void finish(SeriesSummary& summary, const PositionMoments* moments);
    void commit();

private:
    void define(const RunFolderInfo& info);
    void describe(const RunFolderInfo& info);
    void define_positions(const RunFolderInfo& info);
    void add_row(const RunKey& key, int status);
    void end_row();
    void keep(const RunKey& key, const RunValues& values);
    void write_rows();
    void write_kept();
    void write_summary(SeriesSummary& summary);

    std::filesystem::path path_;
    sim::NetcdfFile file_;
    EnsembleLabels labels_;
    std::size_t num_rounds_, num_arenas_, num_countries_, num_outcomes_, num_series_, kept_in_block_;
    std::int64_t keep_series_, keep_positions_, finished_ = 0;
    bool committed_ = false;

    sim::NetcdfVar run_, replicate_, seed_, status_, kept_run_, position_, position_mean_, position_sd_, quantile_, mean_;
    std::vector<sim::NetcdfVar> outcome_vars_, series_vars_;

    // The block of runs that is being filled, one column a variable.
    std::size_t first_row_ = 0;
    std::vector<int> runs_, replicates_, statuses_;
    std::vector<std::int64_t> seeds_;
    std::vector<std::vector<double>> outcomes_;  // [metric][row]
    // The same for kept runs.
    std::size_t first_kept_ = 0;
    std::vector<int> kept_runs_;
    std::vector<std::vector<double>> series_;  // [metric][row * rounds + round]
};

}  // namespace comity::analysis
