#include "analysis/run_folder/series_summary.hpp"

#include <string>
#include <vector>

#include "sim/atomic_file.hpp"
#include "sim/contracts.hpp"
#include "sim/csv.hpp"

namespace comity::analysis {

SeriesSummary::SeriesSummary(int rounds, std::size_t num_metrics)
    : rounds_(rounds), num_values_(rounds * static_cast<Eigen::Index>(num_metrics)), sketches_(static_cast<std::size_t>(num_values_))
{
}

void SeriesSummary::add(const Eigen::ArrayXXd& series)
{
    sim::expects(series.size() == num_values_ && (series.rows() == rounds_ || series.size() == 0), "series [round, metric]");
    sketches_.add({series.data(), static_cast<std::size_t>(num_values_)});
    summaries_.clear();
}

std::span<const double, SeriesSummary::values> SeriesSummary::at(int round, std::size_t metric)
{
    if (summaries_.empty()) summaries_ = sketches_.summaries(series_quantiles);
    const std::size_t cell = metric * static_cast<std::size_t>(rounds_) + static_cast<std::size_t>(round);
    return std::span(summaries_).subspan(cell * values).first<values>();
}

void write_quantiles(const std::filesystem::path& folder, const RunFolderInfo& info, SeriesSummary& summary)
{
    std::vector<std::string> times, metrics;
    for (int round = 0; round < info.labels.rounds; ++round) times.push_back(first_day(info.labels, round));
    for (const auto& metric : info.series_metrics) metrics.push_back(sim::quoted(metric.name));
    sim::AtomicFile file(folder / "quantiles.csv");
    file.write("scenario,quantile,time,metric,value\n");
    std::string rows;
    for (std::size_t q = 0; q < SeriesSummary::values; ++q) {
        std::string begin = sim::quoted(info.scenario) + ',';
        begin += q < series_quantiles.size() ? sim::number(series_quantiles[q]) : std::string("mean");
        begin += ',';
        rows.clear();
        for (std::size_t t = 0; t < times.size(); ++t)
            for (std::size_t m = 0; m < metrics.size(); ++m) {
                rows.append(begin).append(times[t]).append(1, ',').append(metrics[m]).append(1, ',');
                sim::append_number(rows, summary.at(static_cast<int>(t), m)[q]);
                rows += '\n';
            }
        file.write(rows);
    }
    file.commit();
}

}  // namespace comity::analysis
