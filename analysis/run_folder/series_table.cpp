#include "analysis/run_folder/series_table.hpp"

#include <fmt/format.h>

#include "sim/contracts.hpp"
#include "sim/csv.hpp"

namespace comity::analysis {

SeriesTable::SeriesTable(const std::filesystem::path& folder, const RunFolderInfo& info)
    : file_(folder / "series.csv"), scenario_(sim::quoted(info.scenario))
{
    for (int round = 0; round < info.labels.rounds; ++round) times_.push_back(first_day(info.labels, round));
    for (const auto& metric : info.series_metrics) metrics_.push_back(sim::quoted(metric.name));
    file_.write("scenario,run,time,metric,value\n");
}

void SeriesTable::format(const RunKey& key, const Eigen::ArrayXXd& series, std::string& rows) const
{
    sim::expects(series.rows() == std::ssize(times_) && series.cols() == std::ssize(metrics_), "series [round, metric]");
    const std::string begin = fmt::format("{},{},", scenario_, key.run);
    rows.clear();
    for (std::size_t t = 0; t < times_.size(); ++t) {
        for (std::size_t m = 0; m < metrics_.size(); ++m) {
            rows.append(begin).append(times_[t]).append(1, ',').append(metrics_[m]).append(1, ',');
            sim::append_number(rows, series(static_cast<Eigen::Index>(t), static_cast<Eigen::Index>(m)));
            rows += '\n';
        }
    }
}

}  // namespace comity::analysis
