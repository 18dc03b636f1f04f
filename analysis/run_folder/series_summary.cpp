#include "analysis/run_folder/series_summary.hpp"

#include <string>

#include "sim/atomic_file.hpp"
#include "sim/contracts.hpp"
#include "sim/csv.hpp"

namespace comity::analysis {
namespace {

constexpr Eigen::Index runs_at_a_time = 32;

}  // namespace

SeriesSummary::SeriesSummary(int rounds, std::size_t num_metrics)
    : rounds_(rounds), sketches_(num_metrics * static_cast<std::size_t>(rounds)),
      waiting_(runs_at_a_time, static_cast<Eigen::Index>(sketches_.size()))
{
}

void SeriesSummary::add(const Eigen::ArrayXXd& series)
{
    sim::expects(series.size() == waiting_.cols() && (series.rows() == rounds_ || series.size() == 0), "series [round, metric]");
    waiting_.row(num_waiting_++) = series.reshaped().transpose();
    if (num_waiting_ == runs_at_a_time) feed();
}

void SeriesSummary::feed()
{
    for (std::size_t k = 0; k < sketches_.size(); ++k)
        sketches_[k].add({waiting_.col(static_cast<Eigen::Index>(k)).data(), static_cast<std::size_t>(num_waiting_)});
    num_waiting_ = 0;
}

std::array<double, series_quantiles.size() + 1> SeriesSummary::at(int round, std::size_t metric)
{
    if (num_waiting_ > 0) feed();
    const auto& sketch = sketches_[metric * static_cast<std::size_t>(rounds_) + static_cast<std::size_t>(round)];
    std::array<double, series_quantiles.size() + 1> values{};
    sketch.quantiles(series_quantiles, std::span(values).first<series_quantiles.size()>());
    values.back() = sketch.mean();
    return values;
}

void write_quantiles(const std::filesystem::path& folder, const RunFolderInfo& info, SeriesSummary& summary)
{
    const std::string scenario = sim::quoted(info.scenario);
    std::array<std::string, series_quantiles.size() + 1> rows;
    for (int round = 0; round < info.labels.rounds; ++round) {
        const std::string time = first_day(info.labels, round);
        for (std::size_t m = 0; m < info.series_metrics.size(); ++m) {
            const auto values = summary.at(round, m);
            const std::string name = sim::quoted(info.series_metrics[m].name);
            for (std::size_t q = 0; q < values.size(); ++q) {
                rows[q].append(scenario).append(1, ',');
                rows[q].append(q < series_quantiles.size() ? sim::number(series_quantiles[q]) : "mean").append(1, ',');
                rows[q].append(time).append(1, ',').append(name).append(1, ',').append(sim::number(values[q])).append(1, '\n');
            }
        }
    }
    sim::AtomicFile file(folder / "quantiles.csv");
    file.write("scenario,quantile,time,metric,value\n");
    for (const auto& text : rows) file.write(text);
    file.commit();
}

}  // namespace comity::analysis
