#pragma once
// The commands, each with its options; the command line fills them in.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analysis/cli/exit_code.hpp"

namespace comity::analysis {

/// What a command says beside its results.
enum class Talk { quiet, normal, verbose };

struct RunOptions {
    std::string scenario;
    std::filesystem::path out;  ///< empty: results/<scenario>
    std::optional<int> runs;
    std::optional<long long> seed;
    std::optional<int> threads;  ///< otherwise all cores that this process may use
    std::filesystem::path parameters, draws;  ///< files; empty: none beside those of the scenario
    std::vector<std::string> settings;
    Talk talk = Talk::normal;
    bool progress = true;
    bool json = false;
    bool force = false;
};
ExitCode run_scenario(const RunOptions& options);

struct CheckOptions {
    std::vector<std::string> files;
    std::vector<std::string> settings;
    Talk talk = Talk::normal;
    bool json = false;
};
ExitCode check_files(const CheckOptions& options);

struct ExpectOptions {
    std::vector<std::string> scenarios;
    std::optional<int> runs;
    std::optional<int> threads;
    std::vector<std::string> settings;
    bool json = false;
};
ExitCode expect(const ExpectOptions& options);

struct ListOptions {
    bool json = false;
};
ExitCode list_all(const ListOptions& options);

struct DescribeOptions {
    std::string name;
    bool json = false;
};
ExitCode describe(const DescribeOptions& options);

struct SchemaOptions {
    std::string kind;
};
ExitCode print_schema(const SchemaOptions& options);

struct WorldBuildCommand {
    std::filesystem::path out, data;
    std::optional<int> start;  ///< otherwise the latest
    Talk talk = Talk::normal;
    bool json = false;
    bool force = false;
};
ExitCode build_world(const WorldBuildCommand& options);

struct HindcastOptions {
    std::filesystem::path votes, roll_calls;
    std::optional<std::string> world;  ///< otherwise that of the scenario, or world-2020
    std::optional<int> train_until;
    std::string test = "2016:2019";
    std::filesystem::path out;  ///< empty: standard output alone
    Talk talk = Talk::normal;
    bool ablate = false;
    bool json = false;
    bool force = false;
    bool aggregates = false;
    // Of --aggregates alone.
    std::string scenario;               ///< empty: the world's, with all parameters as they ship
    std::filesystem::path data, draws;  ///< folder of recorded tables, parameters by run; either may be empty
    std::optional<int> runs;
    std::optional<long long> seed;
    std::optional<int> threads;
};
ExitCode hindcast(const HindcastOptions& options);
ExitCode hindcast_aggregates(const HindcastOptions& options);

struct CalibrateOptions {
    std::filesystem::path votes, roll_calls, data;
    std::string scenario = "s17", world;  ///< world: empty for the scenario's own
    int until = 2015;
    std::vector<std::string> blocks;  ///< empty: all
    int particles = 200, generations = 8;
    std::uint64_t seed = 1;
    std::optional<int> threads;
    std::vector<std::string> settings;
    std::filesystem::path out = "results/calibration";
    Talk talk = Talk::normal;
    bool progress = true;
    bool adjust = true;
    bool resume = false;
    bool force = false;
};
ExitCode calibrate(const CalibrateOptions& options);

struct PositionsOptions {
    std::filesystem::path votes, roll_calls;
    std::string arena;  ///< empty: all topics
    std::string years;  ///< empty: all that have roll calls
    std::optional<int> window;
    std::optional<int> dimensions;
    bool dynamic = false;
    std::optional<double> walk_sd;
    std::filesystem::path out;  ///< empty: standard output
    Talk talk = Talk::normal;
    bool force = false;
};
ExitCode positions(const PositionsOptions& options);

struct ReportOptions {
    std::vector<std::filesystem::path> folders;
    std::filesystem::path out;  ///< empty: report.html in the first folder
    Talk talk = Talk::normal;
    bool force = false;
};
ExitCode report(const ReportOptions& options);

}  // namespace comity::analysis
