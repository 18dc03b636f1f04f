#include "analysis/run_folder/ensemble_file.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "analysis/cli/version.hpp"
#include "analysis/run_folder/time_stamp.hpp"
#include "sim/atomic_file.hpp"
#include "sim/contracts.hpp"

namespace comity::analysis {
namespace {

using sim::NetcdfSlab;
using sim::NetcdfType;
using sim::NetcdfVar;

constexpr int deflate = 1;  // higher levels take longer and save nothing on such numbers
constexpr std::size_t largest_chunk = std::size_t{4} << 20;
constexpr std::uintmax_t margin = std::uintmax_t{1} << 20;  // for what the library writes beside the numbers

/// Runs in each of the fewest blocks, all alike, that hold the kept runs.
std::size_t kept_in_block(const RunFolderInfo& info)
{
    constexpr auto most = static_cast<std::int64_t>(EnsembleFile::most_kept_in_block);
    const std::int64_t kept = std::clamp<std::int64_t>(std::max(info.keep_series, info.keep_positions), 1, std::max<std::int64_t>(info.runs, 1));
    const std::int64_t blocks = (kept + most - 1) / most;
    return static_cast<std::size_t>((kept + blocks - 1) / blocks);
}

std::filesystem::path path_in(const std::filesystem::path& folder) { return folder / "ensemble.nc"; }

}  // namespace

EnsembleFile::EnsembleFile(const std::filesystem::path& folder, const RunFolderInfo& info)
    : path_(path_in(folder)), file_(sim::NetcdfFile::create(sim::part_of(path_))), labels_(file_, info),
      num_rounds_(static_cast<std::size_t>(info.labels.rounds)), num_arenas_(info.labels.arenas.size()),
      num_countries_(info.labels.code.size()), num_outcomes_(info.outcome_metrics.size()), num_series_(info.series_metrics.size()),
      kept_in_block_(kept_in_block(info)), keep_series_(info.keep_series), keep_positions_(info.keep_positions), outcomes_(num_outcomes_),
      series_(num_series_)
{
    define(info);
    describe(info);
    file_.end_definitions();
    labels_.write(file_, info);
}

EnsembleFile::~EnsembleFile()
{
    std::error_code ignored;
    if (!committed_) std::filesystem::remove(sim::part_of(path_), ignored);
}

void EnsembleFile::describe(const RunFolderInfo& info)
{
    const Version version = comity::analysis::version();
    const auto say = [&](const char* name, const std::string& text) { file_.set_attribute(sim::netcdf_global, name, text); };
    say("Conventions", "CF-1.10");
    say("title", info.title.empty() ? info.scenario : info.title);
    say("source", fmt::format("comity {} (commit {})", version.number, version.commit));
    say("history", fmt::format("{} comity {}: {} runs of scenario {}, seed {}", history_time(), info.command, info.runs, info.scenario,
                               info.seed));
    say("references", fmt::format("comity {}: its CITATION.cff says how to cite it, its MODEL.md gives every equation", version.number));
    say("comment", "Simulated positions and behaviour of countries under the assumptions of the scenario, to explore what could follow "
                   "from them; not a record and not a forecast.");
    say("scenario_id", info.scenario);
    say("scenario", info.scenario_text);
}

void EnsembleFile::define(const RunFolderInfo& info)
{
    const auto dims = labels_.dims();
    const auto rows = static_cast<std::size_t>(std::clamp<std::int64_t>(info.runs, 1, runs_in_block));
    const auto per_run = [&](const char* name, NetcdfType type, const char* long_name) {
        const auto var = file_.define_var(name, type, {{dims.run}}, {.chunks = {rows}, .deflate = deflate});
        file_.set_attribute(var, "long_name", long_name);
        return var;
    };
    run_ = per_run("run", NetcdfType::i32, "run");
    file_.set_attribute(run_, "standard_name", "realization");
    file_.set_attribute(run_, "units", "1");
    replicate_ = per_run("replicate", NetcdfType::i32, "replicate: runs of one seed and replicate share their random draws");
    seed_ = per_run("seed", NetcdfType::i64, "seed of the random draws");
    status_ = per_run("status", NetcdfType::i32, "how the run ended");
    file_.set_attribute(status_, "flag_values", std::vector<int>{0, 1});
    file_.set_attribute(status_, "flag_meanings", "finished failed");
    NetcdfNames names(labels_.names());
    for (const auto& metric : info.outcome_metrics) {
        const auto name = names.fresh(metric.name, "_of_run");
        outcome_vars_.push_back(file_.define_var(name, NetcdfType::f64, {{dims.run}}, {.chunks = {rows}, .deflate = deflate}));
        describe_metric(file_, outcome_vars_.back(), metric);
        file_.set_attribute(outcome_vars_.back(), "coordinates", "replicate seed status");
    }

    kept_run_ = file_.define_var("kept_run", NetcdfType::i32, {{dims.kept_run}}, {.chunks = {1024}, .deflate = deflate});
    file_.set_attribute(kept_run_, "long_name", "run whose series are kept");
    // Series are not deflated: that takes a tenth of a second for a hundred runs, and series.csv is six times as large anyway. Those of runs that
    // keep their positions alone are empty, and take no room so.
    const int series_deflate = keep_positions_ > keep_series_ ? deflate : 0;
    for (const auto& metric : info.series_metrics) {
        const auto name = names.fresh(metric.name, "_series");
        series_vars_.push_back(file_.define_var(name, NetcdfType::f64, {{dims.kept_run, dims.time}},
                                                {.chunks = {kept_in_block_, num_rounds_}, .deflate = series_deflate}));
        describe_metric(file_, series_vars_.back(), metric);
        file_.set_attribute(series_vars_.back(), "coordinates", "year quarter");
    }
    if (num_series_ > 0) {
        quantile_ = file_.define_var("series_quantile", NetcdfType::f64, {{dims.quantile, dims.metric, dims.time}});
        mean_ = file_.define_var("series_mean", NetcdfType::f64, {{dims.metric, dims.time}});
        file_.set_attribute(quantile_, "long_name", "quantile over all runs of each metric of the series");
        file_.set_attribute(mean_, "long_name", "mean over all runs of each metric of the series");
        for (const auto var : {quantile_, mean_}) {
            file_.define_fill(var, std::numeric_limits<double>::quiet_NaN());
            file_.set_attribute(var, "coordinates", "year quarter metric_title metric_unit");
        }
    }
    if (num_arenas_ > 0 && num_countries_ > 0) define_positions(info);
}

void EnsembleFile::define_positions(const RunFolderInfo& info)
{
    const auto dims = labels_.dims();
    const std::size_t plane = num_arenas_ * num_countries_;
    const std::size_t rounds = std::clamp<std::size_t>(largest_chunk / (plane * sizeof(float)), 1, num_rounds_);
    // Positions are not deflated: that would save a sixth of their room and take 3 ms a run. Those that are not kept take no room.
    const auto finish = [&](NetcdfVar var, const char* long_name) {
        file_.set_attribute(var, "long_name", long_name);
        file_.set_attribute(var, "units", "1");
        file_.set_attribute(var, "coordinates",
                            "year quarter arena_title arena_negative arena_positive country_name iso_numeric region latitude longitude");
        file_.define_fill(var, std::numeric_limits<float>::quiet_NaN());
        return var;
    };
    if (keep_positions_ > 0) {
        position_ = finish(file_.define_var("position", NetcdfType::f32, {{dims.kept_run, dims.time, dims.arena, dims.country}},
                                            {.chunks = {1, rounds, num_arenas_, num_countries_}}),
                           "position of a country at the end of the round");
        file_.set_attribute(position_, "comment", fmt::format("given for the first {} kept runs, missing for others", keep_positions_));
    }
    if (info.position_summary == PositionSummary::none) return;
    const sim::NetcdfStorage storage{.chunks = {rounds, num_arenas_, num_countries_}};
    position_mean_ = finish(file_.define_var("position_mean", NetcdfType::f32, {{dims.time, dims.arena, dims.country}}, storage),
                            "mean over all runs of a country's position at the end of the round");
    position_sd_ = finish(file_.define_var("position_sd", NetcdfType::f32, {{dims.time, dims.arena, dims.country}}, storage),
                          "standard deviation over all runs of a country's position at the end of the round");
}

void EnsembleFile::add_row(const RunKey& key, int status)
{
    runs_.push_back(static_cast<int>(key.run));
    replicates_.push_back(static_cast<int>(key.replicate));
    seeds_.push_back(static_cast<std::int64_t>(key.seed));
    statuses_.push_back(status);
}

void EnsembleFile::add(const RunKey& key, const RunValues& values)
{
    sim::expects(values.outcomes.size() == static_cast<Eigen::Index>(num_outcomes_), "one value for each outcome metric");
    add_row(key, 0);
    for (std::size_t m = 0; m < num_outcomes_; ++m) outcomes_[m].push_back(values.outcomes[static_cast<Eigen::Index>(m)]);
    keep(key, values);
    ++finished_;
    end_row();
}

void EnsembleFile::add_failed(const RunKey& key)
{
    add_row(key, 1);
    for (auto& column : outcomes_) column.push_back(std::numeric_limits<double>::quiet_NaN());
    end_row();
}

void EnsembleFile::end_row()
{
    if (runs_.size() < runs_in_block) return;
    write_rows();
    file_.sync();
}

void EnsembleFile::keep(const RunKey& key, const RunValues& values)
{
    const bool with_series = finished_ < keep_series_;
    const bool with_positions = finished_ < keep_positions_ && position_.id >= 0;
    if (!with_series && !with_positions) return;
    const std::size_t row = first_kept_ + kept_runs_.size();
    kept_runs_.push_back(static_cast<int>(key.run));
    for (std::size_t m = 0; m < num_series_; ++m) {
        const auto column = values.series.col(static_cast<Eigen::Index>(m));
        if (with_series)
            series_[m].insert(series_[m].end(), column.begin(), column.end());
        else
            series_[m].insert(series_[m].end(), num_rounds_, std::numeric_limits<double>::quiet_NaN());
    }
    if (with_positions) {
        sim::expects(values.positions.size() == num_rounds_ * num_arenas_ * num_countries_, "positions [round][arena][country]");
        sim::require_space(path_, values.positions.size() * sizeof(float) + margin);
        file_.put<float>(position_, {{row, 0, 0, 0}, {1, num_rounds_, num_arenas_, num_countries_}},
                         std::span(values.positions));
    }
    if (kept_runs_.size() == kept_in_block_) write_kept();
}

void EnsembleFile::write_rows()
{
    if (runs_.empty()) return;
    sim::require_space(path_, runs_.size() * sizeof(double) * (num_outcomes_ + 3) + margin);
    const NetcdfSlab rows{{first_row_}, {runs_.size()}};
    file_.put<int>(run_, rows, runs_);
    file_.put<int>(replicate_, rows, replicates_);
    file_.put<std::int64_t>(seed_, rows, seeds_);
    file_.put<int>(status_, rows, statuses_);
    for (std::size_t m = 0; m < num_outcomes_; ++m) {
        file_.put<double>(outcome_vars_[m], rows, outcomes_[m]);
        outcomes_[m].clear();
    }
    first_row_ += runs_.size();
    runs_.clear();
    replicates_.clear();
    seeds_.clear();
    statuses_.clear();
}

void EnsembleFile::write_kept()
{
    if (kept_runs_.empty()) return;
    sim::require_space(path_, kept_runs_.size() * sizeof(double) * num_series_ * num_rounds_ + margin);
    file_.put<int>(kept_run_, {{first_kept_}, {kept_runs_.size()}}, kept_runs_);
    for (std::size_t m = 0; m < num_series_; ++m) {
        file_.put<double>(series_vars_[m], {{first_kept_, 0}, {kept_runs_.size(), num_rounds_}}, series_[m]);
        series_[m].clear();
    }
    first_kept_ += kept_runs_.size();
    kept_runs_.clear();
}

void EnsembleFile::write_summary(SeriesSummary& summary)
{
    const std::size_t cells = num_series_ * num_rounds_;
    std::vector<double> quantiles(series_quantiles.size() * cells);
    std::vector<double> means(cells);
    for (std::size_t m = 0; m < num_series_; ++m) {
        for (std::size_t t = 0; t < num_rounds_; ++t) {
            const auto values = summary.at(static_cast<int>(t), m);
            for (std::size_t q = 0; q < series_quantiles.size(); ++q) quantiles[q * cells + m * num_rounds_ + t] = values[q];
            means[m * num_rounds_ + t] = values.back();
        }
    }
    file_.put(quantile_, quantiles);
    file_.put(mean_, means);
}

void EnsembleFile::finish(SeriesSummary& summary, const PositionMoments* moments)
{
    write_rows();
    write_kept();
    const std::size_t cells = num_rounds_ * num_arenas_ * num_countries_;
    sim::require_space(path_, (series_quantiles.size() + 1) * num_series_ * num_rounds_ * sizeof(double) + 2 * cells * sizeof(float));
    if (num_series_ > 0) write_summary(summary);
    if (moments && position_mean_.id >= 0) {
        file_.put(position_mean_, moments->mean());
        file_.put(position_sd_, moments->standard_deviation());
    }
}

void EnsembleFile::commit()
{
    file_.close();
    sim::commit_part(path_);
    committed_ = true;
}

}  // namespace comity::analysis
