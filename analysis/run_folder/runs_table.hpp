#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "analysis/run_folder/run_info.hpp"
#include "sim/atomic_file.hpp"

namespace comity::analysis {

/// runs.csv: one row a run, in order, `run,scenario,replicate,seed`, one column per parameter that differs between runs and one per outcome metric.
///
/// A failed run has a row with empty metrics; so has a metric that is not defined. Numbers read back as the same double.
///
/// Errors: throws sim::FileError; what was written before stays whole
class RunsTable {
public:
    RunsTable(const std::filesystem::path& folder, const RunFolderInfo& info);
    /// The row of a run, in the place of what `row` held; on any thread.
    void format(const RunKey& key, const Eigen::ArrayXd& outcomes, std::string& row) const;
    void format_failed(const RunKey& key, std::string& row) const;
    void add(std::string_view row) { file_.write(row); }  // row by row: a killed program leaves whole rows
    void commit() { file_.commit(); }

private:
    void begin_row(const RunKey& key, std::string& row) const;

    sim::AtomicFile file_;
    std::string scenario_;
    std::size_t num_varied_;
    Eigen::Index num_metrics_;
};

}  // namespace comity::analysis
