#include <algorithm>
#include <memory>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "agents/measures/observer.hpp"
#include "analysis/cli/commands/commands.hpp"
#include "analysis/cli/messages.hpp"
#include "analysis/cli/progress.hpp"
#include "analysis/report/report.hpp"
#include "analysis/run_folder.hpp"
#include "analysis/run_folder/world_checksum.hpp"
#include "scenarios/replicate.hpp"
#include "scenarios/scenario_reader.hpp"
#include "scenarios/scenario_writer.hpp"
#include "scenarios/shipped.hpp"
#include "sim/ensemble.hpp"
#include "sim/interrupt.hpp"

namespace comity::analysis {
namespace {

/// A key that names a file, as a setting.
std::string file_setting(const char* key, const std::filesystem::path& file)
{
    return fmt::format("{}={}", key, nlohmann::json(file.string()).dump());  // quoted, whatever it looks like
}

/// The scenario of a command line: the file, then --parameters, --draws, --set, --runs and --seed.
scenarios::Scenario scenario_of(const RunOptions& options, sim::Problems& problems)
{
    std::vector<std::string> settings;
    if (!options.parameters.empty()) settings.push_back(file_setting("parameters", options.parameters));
    if (!options.draws.empty()) settings.push_back(file_setting("draws", options.draws));
    settings.insert(settings.end(), options.settings.begin(), options.settings.end());
    scenarios::Scenario scenario = scenarios::read_scenario(options.scenario, settings, problems);
    if (options.runs) scenario.runs = *options.runs;
    if (options.seed) scenario.seed = static_cast<std::uint64_t>(*options.seed);
    return scenario;
}

/// The folder of the world's tables; empty where it is generated.
std::filesystem::path world_folder(const scenarios::Scenario& scenario)
{
    return scenario.world.synthetic_countries > 0 ? std::filesystem::path() : find_world(scenario);
}

RunFolderInfo folder_info(const scenarios::Scenario& scenario, const agents::Setting& setting, int threads)
{
    RunFolderInfo info;
    info.scenario = scenario.id;
    info.title = scenario.title.empty() ? scenario.id : scenario.title;
    info.narrative = scenario.narrative;
    info.scenario_text = scenarios::to_yaml(scenario);
    if (!scenario.draws.empty()) info.draws = scenarios::as_csv(scenario.draws);
    info.varied = scenario.draws.paths;
    info.world_sha256 = world_checksum(world_folder(scenario));
    info.seed = scenario.seed;
    info.runs = scenario.runs;
    info.threads = threads;
    info.keep_series = scenario.keep.series;
    info.keep_positions = scenario.keep.positions;
    info.labels = labels_of(setting);
    info.outcome_metrics = agents::outcome_metrics(setting, scenario.rules, scenario.observe);
    info.series_metrics = agents::series_metrics(setting, scenario.rules, scenario.observe);
    return info;
}

/// What one worker holds from run to run.
struct Slot {
    std::unique_ptr<scenarios::Replicator> replicator;
    scenarios::RunRecord record;
    RunText text;

    RunValues values() const { return {record.outcomes, record.series, record.positions}; }
};

sim::EnsembleSummary play_all(const scenarios::Scenario& scenario, const scenarios::Start& start, int threads, RunFolder& folder, Progress& progress)
{
    const auto key = [&](std::int64_t replicate) {
        RunKey of{replicate, replicate, scenario.seed};
        if (scenario.draws.empty()) return of;
        const Eigen::RowVectorXd values = scenario.draws.of_run(replicate);
        of.varied.assign(values.begin(), values.end());
        return of;
    };
    progress.start();
    return sim::run_ensemble<Slot>(
        {0, scenario.runs, threads},
        [&](std::int64_t replicate, Slot& slot) {
            if (!slot.replicator) slot.replicator = std::make_unique<scenarios::Replicator>(start, scenario.seed);
            slot.replicator->play(static_cast<std::uint32_t>(replicate), slot.record);
            folder.format(key(replicate), slot.values(), slot.text);
        },
        [&](std::int64_t replicate, Slot& slot) {
            folder.add(key(replicate), slot.values(), slot.text);
            progress.advance();
        },
        [&](const sim::RunFailure& failure) {
            folder.add_failed(key(failure.replicate), failure.message);
            progress.fail();
        },
        sim::interrupt_requested());
}

/// Which of two worlds or scenarios of one name is meant, and what a run is made of for who wants to know.
void tell_inputs(const RunOptions& options, const scenarios::Scenario& scenario, int threads, const std::filesystem::path& out)
{
    const std::filesystem::path named = world_folder(scenario), local = find_local_world(scenario);
    if (std::error_code failed; options.talk != Talk::quiet && !named.empty() && !local.empty() && !std::filesystem::equivalent(named, local, failed))
        say(fmt::format("note: '{}' is the world that ships; the folder {} is not read, which a path such as ./{} would do", scenario.world.folder, local.string(),
                        scenario.world.folder));
    if (std::error_code failed; options.talk != Talk::quiet && std::filesystem::is_regular_file(options.scenario, failed) &&
                                !scenarios::find_shipped_scenario(options.scenario).empty())
        say(fmt::format("note: '{0}' is the scenario that ships; the file {0} is not read, which the path ./{0} would do",
                        options.scenario));
    if (options.talk != Talk::verbose) return;
    const std::string world = named.empty() ? fmt::format("{} generated countries", scenario.world.synthetic_countries) : named.string();
    say(fmt::format("{}: {} runs of {} rounds with seed {} on {} threads, to {}\nscenario: {}\nworld: {}", scenario.id, scenario.runs, scenario.rounds, scenario.seed, threads,
                    out.string(), fmt::join(scenario.lineage.files, ", over "), world));
}

std::vector<std::string> lines_of(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

/// A word as a shell takes it.
std::string in_shell(const std::string& word)
{
    if (word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,@%+") == std::string::npos && !word.empty()) return word;
    std::string quoted = "'";
    for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

/// The command that plays all runs of an interrupted one.
std::string command_again(const RunOptions& options, const scenarios::Scenario& scenario, const std::filesystem::path& folder)
{
    std::string command = fmt::format("comity run {} --runs {} --seed {} --out {} --force", in_shell(options.scenario), scenario.runs, scenario.seed, in_shell(folder.string()));
    if (!options.parameters.empty()) command += " --parameters " + in_shell(options.parameters.string());
    if (!options.draws.empty()) command += " --draws " + in_shell(options.draws.string());
    for (const std::string& setting : options.settings) command += " --set " + in_shell(setting);
    return command;
}

/// What is kept of runs that ended early, and how to play all of them.
std::string kept(std::int64_t finished, const scenarios::Scenario& scenario, const std::filesystem::path& folder, const std::string& again)
{
    return fmt::format("{} of {} runs are kept in {}; to play all of them: {}", finished, scenario.runs, folder.string(), again);
}

/// Plays all runs into a folder and closes it. A fault, such as a full disk, comes with what is kept.
sim::EnsembleSummary play_into(RunFolder& folder, const scenarios::Scenario& scenario, const scenarios::Start& start, int threads, Progress& progress,
                               const std::string& again)
{
    try {
        const sim::EnsembleSummary summary = play_all(scenario, start, threads, folder, progress);
        folder.finish(summary.interrupted ? RunState::interrupted : RunState::complete);
        return summary;
    } catch (const sim::PlacedError& fault) {
        throw sim::PlacedError(fmt::format("{}; {}", fault.what(), kept(folder.finished(), scenario, folder.path(), again)));
    }
}

/// What the command says at its end, and its exit code.
ExitCode conclude(const RunOptions& options, const scenarios::Scenario& scenario, const std::filesystem::path& folder, const sim::EnsembleSummary& summary)
{
    for (const std::string& failure : lines_of(sim::describe_failures(summary.failed))) report_error(failure);
    if (options.json)
        fmt::print("{}\n", nlohmann::ordered_json{{"folder", folder.string()}, {"scenario", scenario.id}, {"seed", scenario.seed}, {"runs", scenario.runs},
                                                  {"finished", summary.finished}, {"failed", summary.failed.size()}, {"interrupted", summary.interrupted}}
                               .dump(2));
    if (summary.interrupted) {
        report_error("interrupted: " + kept(summary.finished, scenario, folder, command_again(options, scenario, folder)));
        return ExitCode::interrupted;
    }
    const std::string told = summary.finished > 0 ? fmt::format("; its report is {}", (folder / "report.html").string()) : "; there is nothing to report";
    if (options.talk != Talk::quiet) say(fmt::format("{} of {} runs are in {}{}", summary.finished, scenario.runs, folder.string(), told));
    return summary.failed.empty() ? ExitCode::done : ExitCode::some_failed;
}

}  // namespace

ExitCode run_scenario(const RunOptions& options)
{
    sim::Problems problems;
    const scenarios::Scenario scenario = scenario_of(options, problems);
    const int threads = options.threads.value_or(sim::default_threads());
    const std::filesystem::path out = options.out.empty() ? std::filesystem::path("results") / scenario.id : options.out;
    if (problems.empty()) tell_inputs(options, scenario, threads, out);
    const sim::InterruptWatch watch;
    try {
        sim::EnsembleSummary summary;
        {
            const scenarios::Start start = prepare(scenario, problems);
            if (!problems.empty()) return report_problems(problems);
            Progress progress(scenario.id, scenario.runs, Progress::for_terminal(options.talk == Talk::quiet, options.progress));
            RunFolder folder(out, folder_info(scenario, start.setting, threads), options.force ? Existing::replace : Existing::refuse);
            summary = play_into(folder, scenario, start, threads, progress, command_again(options, scenario, out));
        }
        if (summary.finished > 0) write_report({out}, out / "report.html");
        return conclude(options, scenario, out, summary);
    } catch (const RunFolderRefused& refused) {
        say(refused.what());
        return ExitCode::wrong_input;
    }
}

}  // namespace comity::analysis
