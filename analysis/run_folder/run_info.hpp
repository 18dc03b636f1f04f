#pragma once
// What a run folder needs to know of a run: plain facts, labels and values.

#include <cstdint>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "agents/institutions.hpp"
#include "agents/measures/metric.hpp"
#include "agents/setting.hpp"

namespace comity::analysis {

/// Names of what the results are about.
///
/// Shape:  code, name, iso_numeric, region, latitude, longitude [country]
struct ResultLabels {
    int start_year = 2020;
    int start_quarter = 1;  ///< 1 to 4
    int rounds = 60;
    std::vector<agents::Arena> arenas;
    std::vector<agents::Norm> norms;
    std::vector<agents::Forum> forums;
    std::vector<std::string> code, name, iso_numeric, region;  ///< all but `code` may be empty
    std::vector<double> latitude, longitude;                   ///< degrees, NaN where not known; may be empty
};

/// Labels as a setting has them.
ResultLabels labels_of(const agents::Setting& setting);

/// First day of a round's quarter, as `2020-04-01`.
std::string first_day(const ResultLabels& labels, int round);

/// Whether positions are averaged over all runs: two doubles a round, arena and country.
enum class PositionSummary { over_all_runs, none };

/// All that is known before the first run.
struct RunFolderInfo {
    std::string command = "run";
    std::string scenario;        ///< id
    std::string title;
    std::string narrative;
    std::string scenario_text;   ///< the resolved input, as YAML
    std::string draws;           ///< the table that runs draw their parameters from, as CSV; empty where all have the same
    std::vector<std::string> varied;  ///< parameters that differ between runs, as paths
    std::string world_sha256;    ///< see world_checksum(); empty where the world is generated
    std::uint64_t seed = 1;      ///< below 2^53, so that every reader keeps its digits
    std::int64_t runs = 0;
    int threads = 1;
    std::int64_t keep_series = 20;     ///< so many finished runs keep their series
    std::int64_t keep_positions = 10;  ///< so many finished runs keep their positions
    PositionSummary position_summary = PositionSummary::over_all_runs;
    ResultLabels labels;
    std::vector<agents::Metric> outcome_metrics;
    std::vector<agents::Metric> series_metrics;
};

/// Which run.
struct RunKey {
    std::int64_t run = 0;  ///< its place in the table of runs, from 0
    std::int64_t replicate = 0;
    std::uint64_t seed = 1;
    std::vector<double> varied{};  ///< values of the parameters that differ between runs
};

/// What came of a run; a view of its record.
struct RunValues {
    const Eigen::ArrayXd& outcomes;       ///< [outcome metric]
    const Eigen::ArrayXXd& series;        ///< [round, series metric]
    const std::vector<float>& positions;  ///< [round][arena][country]
};

/// A run as tables have it; memory to be used again.
struct RunText {
    std::string row;     ///< of runs.csv
    std::string series;  ///< of series.csv; empty where it is not known to be kept
};

}  // namespace comity::analysis
