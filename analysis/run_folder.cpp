#include "analysis/run_folder.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "analysis/run_folder/ensemble_file.hpp"
#include "analysis/run_folder/position_moments.hpp"
#include "analysis/run_folder/runs_table.hpp"
#include "analysis/run_folder/series_summary.hpp"
#include "analysis/run_folder/series_table.hpp"
#include "analysis/run_folder/space_reserve.hpp"
#include "analysis/run_folder/time_stamp.hpp"
#include "sim/atomic_file.hpp"
#include "sim/contracts.hpp"

namespace comity::analysis {
namespace {

std::size_t num_series_values(const RunFolderInfo& info) { return static_cast<std::size_t>(info.labels.rounds) * info.series_metrics.size(); }

std::size_t num_positions(const RunFolderInfo& info)
{
    return static_cast<std::size_t>(info.labels.rounds) * info.labels.arenas.size() * info.labels.code.size();
}

constexpr std::uintmax_t mebibyte = std::uintmax_t{1} << 20;
constexpr std::uintmax_t bytes_of_row = 64;  // scenario, time, metric, value

/// What one more run may take on disk.
std::uintmax_t bytes_of_run(const RunFolderInfo& info)
{
    const std::uintmax_t series = num_series_values(info) * (bytes_of_row + info.scenario.size() + sizeof(double));
    return mebibyte + info.outcome_metrics.size() * 32 + series + num_positions(info) * sizeof(float);
}

/// What closing the folder may take: summaries, a block of runs that still waits, tables, the manifest.
std::uintmax_t bytes_to_close(const RunFolderInfo& info)
{
    const std::uintmax_t quantiles = (series_quantiles.size() + 1) * num_series_values(info) * (bytes_of_row + info.scenario.size() + sizeof(double));
    const std::uintmax_t blocks = EnsembleFile::runs_in_block * info.outcome_metrics.size() * sizeof(double) +
                                  EnsembleFile::most_kept_in_block * num_series_values(info) * sizeof(double);
    return 4 * mebibyte + 4 * info.scenario_text.size() + quantiles + blocks + 2 * num_positions(info) * sizeof(float);
}

}  // namespace

struct RunFolder::Parts {
    Parts(const std::filesystem::path& folder, const RunFolderInfo& info)
        : reserve(folder, bytes_to_close(info)), runs(folder, info), series(folder, info), ensemble(folder, info),
          summary(info.labels.rounds, info.series_metrics.size())
    {
        if (info.position_summary == PositionSummary::over_all_runs) moments.emplace(num_positions(info));
    }

    SpaceReserve reserve;
    RunsTable runs;
    SeriesTable series;
    EnsembleFile ensemble;
    SeriesSummary summary;
    std::optional<PositionMoments> moments;
};

RunFolder::RunFolder(const std::filesystem::path& folder, RunFolderInfo info, Existing existing) : info_(std::move(info))
{
    sim::expects(info_.seed < (std::uint64_t{1} << 53), "a seed that every reader of the results can hold");
    progress_.started = utc_now();
    place_ = std::make_unique<FolderPlace>(folder, existing);
    try {
        parts_ = std::make_unique<Parts>(place_->working(), info_);
        sim::write_atomically(place_->working() / "scenario.yaml", info_.scenario_text);
        progress_.files.push_back(place_->working() / "scenario.yaml");
        if (!info_.draws.empty()) {
            sim::write_atomically(place_->working() / "draws.csv", info_.draws);
            progress_.files.push_back(place_->working() / "draws.csv");
        }
        write_manifest(place_->working(), info_, progress_);
    } catch (...) {
        parts_.reset();
        place_->abandon();
        throw;
    }
}

RunFolder::~RunFolder()
{
    if (!parts_) return;
    try {
        if (progress_.error.empty()) progress_.error = "the program ended early";
        close(RunState::interrupted, OnFailure::go_on);
    } catch (...) {  // then what is on disk is all there is
    }
}

const std::filesystem::path& RunFolder::path() const { return place_->working(); }

template <class Write>
void RunFolder::guard(Write&& write)
{
    try {
        sim::require_space(place_->working() / "runs.csv", bytes_of_run(info_));
        write();
    } catch (const std::exception& error) {
        if (progress_.error.empty()) progress_.error = error.what();
        throw;
    }
}

void RunFolder::format(const RunKey& key, const RunValues& values, RunText& text) const
{
    parts_->runs.format(key, values.outcomes, text.row);
    // No more runs can have finished than came before; where some of them failed, add() makes what is missing.
    text.series.clear();
    if (key.run < info_.keep_series) parts_->series.format(key, values.series, text.series);
}

void RunFolder::add(const RunKey& key, const RunValues& values)
{
    RunText text;
    format(key, values, text);
    add(key, values, text);
}

void RunFolder::add(const RunKey& key, const RunValues& values, RunText& text)
{
    guard([&] {
        // The ensemble comes first: what stops there has no row in runs.csv, which has one for each run that the manifest tells of.
        parts_->ensemble.add(key, values);
        if (progress_.finished < info_.keep_series) {
            if (text.series.empty()) parts_->series.format(key, values.series, text.series);
            parts_->series.add(text.series);
        }
        parts_->runs.add(text.row);
        parts_->summary.add(values.series);
        if (parts_->moments) parts_->moments->add(values.positions);
        ++progress_.finished;
    });
}

void RunFolder::add_failed(const RunKey& key, const std::string& message)
{
    guard([&] {
        std::string row;
        parts_->runs.format_failed(key, row);
        parts_->ensemble.add_failed(key);
        parts_->runs.add(row);
        progress_.failed.push_back({key.run, key.replicate, message});
    });
}

void RunFolder::finish(RunState state)
{
    sim::expects(parts_ && state != RunState::running, "a folder is finished once");
    close(state, OnFailure::stop);
    parts_.reset();
    if (state == RunState::interrupted && progress_.finished == 0 && place_->replaces())
        place_->abandon();
    else
        place_->publish();
}

void RunFolder::close(RunState state, OnFailure on_failure)
{
    parts_->reserve.release();
    const auto folder = place_->working();
    const auto step = [&](const char* name, auto&& write) {
        if (std::find(progress_.files.begin(), progress_.files.end(), folder / name) != progress_.files.end()) return;
        try {
            write();
            progress_.files.push_back(folder / name);
        } catch (const std::exception& error) {
            if (progress_.error.empty()) progress_.error = error.what();
            if (on_failure == OnFailure::stop) throw;
        }
    };
    step("runs.csv", [&] { parts_->runs.commit(); });
    step("series.csv", [&] { parts_->series.commit(); });
    step("quantiles.csv", [&] { write_quantiles(folder, info_, parts_->summary); });
    step("ensemble.nc", [&] {
        parts_->ensemble.finish(parts_->summary, parts_->moments ? &*parts_->moments : nullptr);
        parts_->ensemble.commit();
    });
    if (state == RunState::complete) progress_.finished_shards = {{.runs = info_.runs, .table = folder / "runs.csv"}};
    progress_.state = state;
    progress_.ended = utc_now();
    write_manifest(folder, info_, progress_);
}

}  // namespace comity::analysis
