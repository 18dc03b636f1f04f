#pragma once
// What a run folder says, as the report needs it: from manifest.json, scenario.yaml, runs.csv and ensemble.nc.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "analysis/report/scenario_input.hpp"
#include "sim/problem.hpp"

namespace comity::analysis {

/// What is wrong with a run folder that a report was asked of, with its place: `FOLDER: error: ...`.
class ReportError : public sim::PlacedError {
public:
    using PlacedError::PlacedError;
};

inline constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// A metric as the manifest describes it; a bound that the metric does not have is NaN.
struct Metric {
    std::string name;
    std::string title;
    std::string unit;
    std::string group;
    std::string meaning;
    double low = missing;
    double high = missing;
};

/// An arena with the words for its two poles.
struct Arena {
    std::string id;
    std::string title;
    std::string negative;
    std::string positive;
};

struct FailedRun {
    long long run = 0;
    long long replicate = 0;
    std::string message;
};

struct FileRecord {
    std::string name;
    long long bytes = 0;
    std::string sha256;
};

/// The facts of manifest.json.
struct Manifest {
    std::string program;
    std::string version;
    std::string commit;
    std::string scenario;
    std::string title;
    std::string narrative;
    std::string start;
    std::string state;
    std::string started;
    std::string ended;
    long long rounds = 0;
    long long runs = 0;
    long long finished = 0;
    long long threads = 0;
    std::string seed;
    std::string world_sha256;  ///< of the tables of the world; empty where that is not recorded
    std::vector<FailedRun> failed;
    std::vector<FileRecord> files;
    std::vector<Metric> metrics;
    std::vector<Arena> arenas;
    ScenarioInput input;
};

/// Quantiles over runs of one metric, one value a round; NaN where nothing was recorded.
struct Fan {
    std::vector<double> q05, q25, q50, q75, q95, mean;
};

/// Outcomes of the runs, a row each in the order of runs.csv. A column is read when it is asked for, so that a report of many runs has few of
/// them in memory: the file must be there as long, and what is wrong with a column is told then.
struct Outcomes {
    std::vector<std::string> names;
    std::function<std::vector<double>(const std::string& name)> values;  ///< [row] of one of `names`; NaN where a run has none
    std::function<std::vector<std::int64_t>()> replicates;               ///< [row]
};

/// A country as it is labelled in ensemble.nc; places are NaN where the world has none.
struct CountryLabel {
    std::string code;
    std::string name;
    std::string iso_numeric;
    std::string region;
    double latitude = missing;
    double longitude = missing;
};

/// Mean and standard deviation over runs of positions at chosen rounds, [frame][arena * countries + country].
struct Positions {
    std::vector<std::string> arenas;
    std::vector<CountryLabel> countries;
    std::vector<std::string> frames;  ///< words for the chosen rounds: `2034`, or `2020 Q3` where a run is short
    std::vector<std::vector<double>> mean;
    std::vector<std::vector<double>> sd;
    std::size_t countries_in_world = 0;  ///< more than `countries` where a large world is shown by a part of it
};

/// One run folder of `comity run`.
struct RunResults {
    std::filesystem::path folder;
    Manifest manifest;
    std::string scenario_text;
    std::vector<std::string> times;  ///< first day of each round, ISO
    std::map<std::string, Fan> fans;
    Outcomes outcomes;
    Positions positions;
};

/// Reads a run folder; scenario.yaml may be absent, and then its part is empty. Outcomes are read later, when they are asked for.
///
/// Errors: throws ReportError for a folder that is not there, is not whole, or was not written by `comity run`; throws CsvError or
///         sim::NetcdfError for a damaged file
RunResults read_run_results(const std::filesystem::path& folder);

}  // namespace comity::analysis
