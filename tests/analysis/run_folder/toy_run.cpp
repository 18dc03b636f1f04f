#include "tests/analysis/run_folder/toy_run.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "sim/ensemble.hpp"

namespace comity::tests {
namespace {

constexpr int rounds = 4;
constexpr double missing = std::numeric_limits<double>::quiet_NaN();

}  // namespace

analysis::RunFolderInfo toy_info(std::int64_t runs, int threads)
{
    analysis::RunFolderInfo info;
    info.scenario = "toy";
    info.title = "A toy";
    info.narrative = "Nothing happens.";
    info.scenario_text = "title: A toy\nrounds: 4\n";
    info.seed = (std::uint64_t{1} << 53) - 1;
    info.runs = runs;
    info.threads = threads;
    info.keep_series = 3;
    info.keep_positions = 2;
    info.labels.start_year = 2020;
    info.labels.start_quarter = 3;
    info.labels.rounds = rounds;
    info.labels.arenas = {{"HR", "Human rights", "sovereignty", "liberal", 1}, {"CY", "Cyber", "state control", "open", 1}};
    info.labels.norms = {{"HR1", {0}, "Country resolutions", 0, {}}};
    info.labels.forums.resize(1);
    info.labels.forums[0].id = "UNGA";
    info.labels.forums[0].title = "General Assembly";
    info.labels.code = {"AFG", "CIV", "USA"};
    info.labels.name = {"Afghanistan", "Côte d'Ivoire", "United States of America"};
    info.labels.iso_numeric = {"004", "384", "840"};
    info.labels.region = {"APG", "AFR", "WEOG"};
    info.labels.latitude = {33.9, 7.5, missing};
    info.labels.longitude = {67.7, -5.5, missing};
    info.outcome_metrics = {{"adopted_end", "Drafts adopted", "drafts", "institutions", "Drafts adopted in the last year.", 0, missing},
                            {"time", "Time to agreement", "year", "norms", "Not defined where none is reached.", 0, missing}};
    info.series_metrics = {{"level", "Level", "1", "norms", "k + t.", missing, missing},
                           {"share in A-B", "Share", "share", "norms", "-k t.", missing, 1},
                           {"constant", "Constant", "position", "norms", "A tenth.", 0, 1}};
    return info;
}

void play_toy(std::int64_t replicate, ToyRecord& record)
{
    if (replicate % 10 == 9) throw std::runtime_error("a number is not finite in rule 'drift', round 2");
    const double k = static_cast<double>(7 * replicate % 11);
    record.outcomes.resize(2);
    record.outcomes << k, std::fmod(k, 2) == 0 ? missing : k / 10;
    record.series.resize(rounds, 3);
    record.positions.clear();
    for (int t = 0; t < rounds; ++t) {
        record.series(t, 0) = k + t;
        record.series(t, 1) = t == 1 ? missing : -k * t;
        record.series(t, 2) = 0.1;
        for (int a = 0; a < 2; ++a)
            for (int i = 0; i < 3; ++i) record.positions.push_back(static_cast<float>(k / 10 + t + 10 * a + 100 * i));
    }
}

void write_toy(const std::filesystem::path& folder, const analysis::RunFolderInfo& info, const std::atomic<bool>& stop,
               analysis::Existing existing)
{
    analysis::RunFolder results(folder, info, existing);
    const auto key = [&](std::int64_t replicate) { return analysis::RunKey{replicate, replicate, info.seed}; };
    const auto summary = sim::run_ensemble<ToyRecord>(
        {.first = 0, .last = info.runs, .threads = info.threads}, play_toy,
        [&](std::int64_t replicate, const ToyRecord& r) { results.add(key(replicate), {r.outcomes, r.series, r.positions}); },
        [&](const sim::RunFailure& failure) { results.add_failed(key(failure.replicate), failure.message); }, stop);
    results.finish(summary.interrupted ? analysis::RunState::interrupted : analysis::RunState::complete);
}

void write_toy(const std::filesystem::path& folder, const analysis::RunFolderInfo& info, analysis::Existing existing)
{
    const std::atomic<bool> never = false;
    write_toy(folder, info, never, existing);
}

}  // namespace comity::tests
