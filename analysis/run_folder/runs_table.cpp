#include "analysis/run_folder/runs_table.hpp"

#include <iterator>

#include <fmt/format.h>

#include "sim/contracts.hpp"
#include "sim/csv.hpp"

namespace comity::analysis {

RunsTable::RunsTable(const std::filesystem::path& folder, const RunFolderInfo& info)
    : file_(folder / "runs.csv"), scenario_(sim::quoted(info.scenario)), num_varied_(info.varied.size()),
      num_metrics_(static_cast<Eigen::Index>(info.outcome_metrics.size()))
{
    std::string header = "run,scenario,replicate,seed";
    for (const std::string& path : info.varied) (header += ',') += sim::quoted(path);
    for (const auto& metric : info.outcome_metrics) (header += ',') += sim::quoted(metric.name);
    file_.write(header += '\n');
}

void RunsTable::begin_row(const RunKey& key, std::string& row) const
{
    sim::expects(key.varied.size() == num_varied_, "one value for each parameter that differs between runs");
    row.clear();
    fmt::format_to(std::back_inserter(row), "{},{},{},{}", key.run, scenario_, key.replicate, key.seed);
    for (const double value : key.varied) {
        row += ',';
        sim::append_number(row, value);
    }
}

void RunsTable::format(const RunKey& key, const Eigen::ArrayXd& outcomes, std::string& row) const
{
    sim::expects(outcomes.size() == num_metrics_, "one value for each outcome metric");
    begin_row(key, row);
    for (const double value : outcomes) {
        row += ',';
        sim::append_number(row, value);
    }
    row += '\n';
}

void RunsTable::format_failed(const RunKey& key, std::string& row) const
{
    begin_row(key, row);
    row.append(static_cast<std::size_t>(num_metrics_), ',');
    row += '\n';
}

}  // namespace comity::analysis
