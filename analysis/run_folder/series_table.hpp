#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/run_folder/run_info.hpp"
#include "sim/atomic_file.hpp"

namespace comity::analysis {

/// series.csv: `scenario,run,time,metric,value` of kept runs, ordered by run, time (first day of the quarter) and metric.
///
/// Errors: throws sim::FileError; what was written before stays whole
class SeriesTable {
public:
    SeriesTable(const std::filesystem::path& folder, const RunFolderInfo& info);
    /// The rows of a run, in the place of what `rows` held; on any thread.
    void format(const RunKey& key, const Eigen::ArrayXXd& series, std::string& rows) const;
    void add(std::string_view rows) { file_.write(rows); }
    void commit() { file_.commit(); }

private:
    sim::AtomicFile file_;
    std::string scenario_;
    std::vector<std::string> times_;    // [round]
    std::vector<std::string> metrics_;  // [metric]
};

}  // namespace comity::analysis
