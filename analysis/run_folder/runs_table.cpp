#include "analysis/run_folder/runs_table.hpp"

#include <iterator>

#include <fmt/format.h>

#include "sim/contracts.hpp"
#include "sim/csv.hpp"

namespace comity::analysis {

RunsTable::RunsTable(const std::filesystem::path& folder, const RunFolderInfo& info)
    : file_(folder / "runs.csv"), scenario_(sim::quoted(info.scenario)), num_metrics_(static_cast<Eigen::Index>(info.outcome_metrics.size()))
{
    row_ = "run,scenario,replicate,seed";
    for (const auto& metric : info.outcome_metrics) (row_ += ',') += sim::quoted(metric.name);
    file_.write(row_ += '\n');
}

void RunsTable::begin_row(const RunKey& key)
{
    row_.clear();
    fmt::format_to(std::back_inserter(row_), "{},{},{},{}", key.run, scenario_, key.replicate, key.seed);
}

void RunsTable::add(const RunKey& key, const Eigen::ArrayXd& outcomes)
{
    sim::expects(outcomes.size() == num_metrics_, "one value for each outcome metric");
    begin_row(key);
    for (const double value : outcomes) {
        row_ += ',';
        sim::append_number(row_, value);
    }
    file_.write(row_ += '\n');  // row by row: a killed program leaves whole rows
}

void RunsTable::add_failed(const RunKey& key)
{
    begin_row(key);
    row_.append(static_cast<std::size_t>(num_metrics_), ',');
    file_.write(row_ += '\n');
}

}  // namespace comity::analysis
