#pragma once

#include <filesystem>

#include "analysis/run_folder/run_info.hpp"
#include "sim/atomic_file.hpp"

namespace comity::analysis {

/// runs.csv: one row a run, in order, `run,scenario,replicate,seed` and one column per outcome metric.
///
/// A failed run has a row with empty metrics; so has a metric that is not defined. Numbers read back as the same double.
///
/// Errors: throws sim::FileError; what was written before stays whole
class RunsTable {
public:
    RunsTable(const std::filesystem::path& folder, const RunFolderInfo& info);
    void add(const RunKey& key, const Eigen::ArrayXd& outcomes);
    void add_failed(const RunKey& key);
    void commit() { file_.commit(); }

private:
    void begin_row(const RunKey& key);

    sim::AtomicFile file_;
    std::string scenario_;
    Eigen::Index num_metrics_;
    std::string row_;
};

}  // namespace comity::analysis
