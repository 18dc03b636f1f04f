#include <algorithm>
#include <set>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "analysis/calibrate/abc/abc_state.hpp"
#include "analysis/calibrate/blocks.hpp"
#include "analysis/calibrate/calibration.hpp"
#include "analysis/calibrate/calibration_folder.hpp"
#include "analysis/calibrate/calibration_tables.hpp"
#include "analysis/cli/commands/commands.hpp"
#include "analysis/cli/messages.hpp"
#include "analysis/cli/progress.hpp"
#include "analysis/cli/version.hpp"
#include "analysis/run_folder/world_checksum.hpp"
#include "analysis/targets/recorded_tables.hpp"
#include "analysis/votes/vote_reader.hpp"
#include "scenarios/scenario_reader.hpp"
#include "scenarios/scenario_writer.hpp"
#include "scenarios/shipped.hpp"
#include "sim/checksum.hpp"
#include "sim/csv.hpp"
#include "sim/interrupt.hpp"
#include "sim/parallel.hpp"

namespace comity::analysis {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint32_t first_predictive_replicate = 0x80000000;  // no attempt comes so far

/// What is wrong with the command line; one message each.
class Wrong : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

std::vector<std::string> names_of_blocks()
{
    std::vector<std::string> names;
    for (const CalibrationBlock& each : calibration_blocks()) names.push_back(each.name);
    return names;
}

/// The blocks asked for, in the order of the calibration.
std::vector<CalibrationBlock> blocks_of(const CalibrateOptions& options)
{
    const std::vector<std::string> known = names_of_blocks();
    for (const std::string& name : options.blocks)
        if (std::find(known.begin(), known.end(), name) == known.end())
            throw Wrong(fmt::format("--block is '{}', but must be one of {}{}", name, fmt::join(known, ", "), sim::suggestion(name, known)));
    const std::set<std::string> asked(options.blocks.begin(), options.blocks.end());
    std::vector<CalibrationBlock> blocks;
    for (const CalibrationBlock& each : calibration_blocks())
        if (asked.empty() || asked.contains(each.name)) blocks.push_back(each);
    return blocks;
}

/// The scenario, cut to end with the last year that is known.
scenarios::Scenario scenario_of(const CalibrateOptions& options, sim::Problems& problems)
{
    std::vector<std::string> settings;
    if (!options.world.empty()) settings.push_back("world=" + nlohmann::json(options.world).dump());
    settings.insert(settings.end(), options.settings.begin(), options.settings.end());
    scenarios::Scenario scenario = scenarios::read_scenario(options.scenario, settings, problems);
    if (!scenario.draws.empty()) problems.push_back({scenario.draws.file, "a scenario with draws of its own cannot be calibrated"});
    scenario.seed = options.seed;
    if (!problems.empty()) return scenario;
    const scenarios::WorldTables tables = scenarios::load_world(scenario, problems);
    if (!problems.empty()) return scenario;
    const scenarios::Quarter start = scenario.start_given ? scenario.start : scenarios::Quarter{tables.start_year, tables.start_quarter};
    const int rounds = 4 * (options.until - start.year + 1) - (start.quarter - 1);
    if (rounds < 1 || rounds > scenario.rounds)
        throw Wrong(fmt::format("--until is {}, but {} plays from {} to {}", options.until, scenario.id, start.year, start.year + (start.quarter - 1 + scenario.rounds) / 4 - 1));
    scenario.rounds = rounds;
    return scenario;
}

/// What is recorded until the last year that is known, held against the countries of the world.
struct Record {
    RecordedVotes votes;
    std::vector<RecordedTarget> targets;
};

Record record_of(const CalibrateOptions& options, const scenarios::Scenario& scenario, sim::Problems& problems)
{
    const scenarios::WorldTables tables = scenarios::load_world(scenario, problems);
    std::set<std::string> members;
    for (const scenarios::CountryRow& country : tables.countries) members.insert(country.code);
    std::vector<std::string> notes;
    const RecordedVotes votes = read_votes(options.roll_calls, options.votes, members, problems, notes);
    if (!problems.empty()) return {};
    if (votes.first_after(options.until) == votes.first_after(options.until - 1)) throw Wrong(fmt::format("--until is {}, but there is no roll call of that year", options.until));
    TargetRecord record;
    add_assembly(record, votes, subjects_of(votes, options.roll_calls), union_terms(tables));
    if (options.data.empty())
        notes.emplace_back("no --data: targets of the councils, of published positions and of the treaty are left out");
    else
        add_tables(record, options.data, problems, notes);
    if (!problems.empty()) return {};
    if (options.talk != Talk::quiet)
        for (const std::string& note : notes) say(note);
    return {votes.until(options.until), recorded_targets(record, options.until)};
}

/// Leaves out blocks of whose targets the record tells none, unless they were asked for.
void keep_told(std::vector<CalibrationBlock>& blocks, const std::vector<RecordedTarget>& targets, const CalibrateOptions& options)
{
    const char* hint = options.data.empty() ? "; --data names the folder with the other tables" : "";
    std::erase_if(blocks, [&](const CalibrationBlock& block) {
        if (block.likelihood) return false;
        const auto tells = [&](const RecordedTarget& each) { return word(each.target.measure->informs) == block.name; };
        if (std::any_of(targets.begin(), targets.end(), tells)) return false;
        if (!options.blocks.empty()) throw Wrong(fmt::format("--block {}: the record tells none of its targets{}", block.name, hint));
        if (options.talk != Talk::quiet) say(fmt::format("block {} is left out: the record tells none of its targets{}", block.name, hint));
        return true;
    });
    if (blocks.empty()) throw Wrong(fmt::format("the record tells no target of any block{}", hint));
}

/// Of the tables in a folder, packed ones included.
Json checksums_in(const std::filesystem::path& folder)
{
    std::set<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (entry.is_regular_file() && (name.ends_with(".csv") || name.ends_with(".csv.gz"))) files.insert(entry.path());
    }
    Json sums = Json::object();
    for (const auto& file : files) sums[file.filename().string()] = sim::file_checksum(file).sha256;
    return sums;
}

/// All that the results depend on.
Json configuration_of(const CalibrateOptions& options, const AbcPlan& plan, const std::vector<CalibrationBlock>& blocks, const scenarios::Scenario& scenario,
                      const std::vector<RecordedTarget>& targets)
{
    Json json;
    json["version"] = version().number;
    json["commit"] = version().commit;
    json["until"] = options.until;
    for (const CalibrationBlock& each : blocks) json["blocks"].push_back(each.name);
    json["particles"] = plan.particles;
    json["generations"] = plan.generations;
    json["adjust"] = options.adjust;
    json["seed"] = plan.seed;
    json["votes_sha256"] = sim::file_checksum(options.votes).sha256;
    if (!options.roll_calls.empty()) json["rollcalls_sha256"] = sim::file_checksum(options.roll_calls).sha256;
    if (!options.data.empty()) json["data_sha256"] = checksums_in(options.data);
    json["scenario"] = scenario.id;
    json["scenario_sha256"] = sim::sha256(scenarios::to_yaml(scenario));
    json["world_sha256"] = world_checksum(scenarios::find_world(scenario));
    json["targets"] = targets.size();
    return json;
}

/// Tells how far a block is: a bar on a terminal, elsewhere a line a generation.
class BlockNews {
public:
    BlockNews(std::string block, int particles, Progress::Show show, Talk talk) : block_(std::move(block)), particles_(particles), show_(show), talk_(talk) {}

    void attempt(const GenerationRecord& now, int accepted)
    {
        if (show_ != Progress::Show::bar) return;
        if (!bar_ || generation_ != now.generation) {
            bar_.reset();
            bar_ = std::make_unique<Progress>(fmt::format("{} {}", block_, now.generation), particles_, show_);
            bar_->start();
            generation_ = now.generation;
            told_ = 0;
        }
        for (; told_ < accepted; ++told_) bar_->advance();
    }
    void generation(const AbcState& state)
    {
        bar_.reset();
        if (talk_ == Talk::quiet || state.history.empty()) return;
        const GenerationRecord& last = state.history.back();
        say(fmt::format("{}: generation {}, tolerance {:.3f}, {:.3f} accepted of {}, {:.0f} effective{}", block_, last.generation, last.tolerance, last.acceptance, last.attempts,
                        last.effective, state.stopped.empty() ? "" : "; " + state.stopped));
    }

private:
    std::string block_;
    int particles_;
    Progress::Show show_;
    Talk talk_;
    std::unique_ptr<Progress> bar_;
    int generation_ = -1, told_ = 0;
};

/// One calibration under way.
class Calibration {
public:
    Calibration(const CalibrateOptions& options, const AbcPlan& plan, const scenarios::Scenario& scenario, const Record& record, CalibrationFolder& folder)
        : options_(options), plan_(plan), scenario_(scenario), votes_(record.votes), targets_(record.targets), folder_(folder)
    {
    }

    /// Whether the block came to its end; false where it was interrupted.
    bool fit(const CalibrationBlock& block) { return block.likelihood ? fit_likelihood(block) : fit_simulated(block); }

    void write_results(const std::vector<CalibrationBlock>& blocks)
    {
        const TargetPlays plays = plays_of(joint_.paths());
        const auto play = [&](const Eigen::MatrixXd& values) { return predict(plays, targets_, values, first_predictive_replicate, plan_.threads); };
        const Predictive prior = play(prior_draws(joint_.parameters, plan_.particles, plan_.seed)), posterior = play(joint_.values);
        ParametersNote note{.until = options_.until, .blocks = {}, .program = fmt::format("comity {}", version().number), .seed = plan_.seed};
        for (const CalibrationBlock& each : blocks) note.blocks.push_back(each.name);
        folder_.write("posterior.csv", posterior_csv(joint_));
        folder_.write("draws.csv", draws_csv(joint_));
        folder_.write("parameters.yaml", parameters_yaml(joint_, scenario_, note));
        folder_.write("diagnostics.csv", diagnostics_csv(posteriors_));
        folder_.write("targets.csv", targets_csv(targets_, prior, posterior));
    }

    std::string summary() const { return summary_text(posteriors_); }

private:
    bool fit_likelihood(const CalibrationBlock& block)
    {
        const auto kept = folder_.state_of(block.name);
        Posterior fitted = kept ? fitted_of(*kept) : by_likelihood(block);
        if (!kept) folder_.keep(block.name, as_json(fitted));
        join(joint_, settable(fitted, scenario_));
        posteriors_.push_back(std::move(fitted));
        return !sim::interrupt_requested();
    }

    Posterior by_likelihood(const CalibrationBlock& block) const
    {
        sim::Problems problems;
        const scenarios::WorldTables tables = scenarios::load_world(scenario_, problems);
        const scenarios::Start start = build_start(scenario_, tables, problems);
        if (options_.talk != Talk::quiet) say(fmt::format("{}: fitting by likelihood", block.name));
        try {
            return block.likelihood({votes_, tables, start, options_.until, plan_.particles, plan_.seed, plan_.threads});
        } catch (const std::invalid_argument& unfit) {
            throw Wrong(fmt::format("--block {}: {}", block.name, unfit.what()));
        }
    }

    bool fit_simulated(const CalibrationBlock& block)
    {
        std::vector<std::string> paths = joint_.paths();
        paths.insert(paths.end(), block.paths.begin(), block.paths.end());
        const TargetPlays plays = plays_of(paths);
        const AbcProblem problem = problem_of(block.name, free_parameters(scenario_, block.paths), joint_, plays, targets_);
        BlockNews news(block.name, plan_.particles, Progress::for_terminal(options_.talk == Talk::quiet, options_.progress), options_.talk);
        const auto keep = [&](const AbcState& state) {
            folder_.keep(block.name, as_json(state));
            news.generation(state);
        };
        const AbcState state = sample_posterior(problem, plan_, earlier_state(block.name), keep,
                                                [&](const GenerationRecord& now, int accepted) { news.attempt(now, accepted); }, sim::interrupt_requested());
        if (state.stopped.empty()) return false;
        AbcPosterior fitted = posterior_of(problem, plan_, state, options_.adjust ? Adjustment::regression : Adjustment::none);
        join(joint_, fitted);
        posteriors_.push_back(std::move(fitted.posterior));
        return true;
    }

    TargetPlays plays_of(const std::vector<std::string>& paths) const
    {
        sim::Problems problems;
        TargetPlays plays(scenario_, paths, problems);
        if (!problems.empty()) throw std::runtime_error(fmt::format("{}: {}", problems.front().place, problems.front().message));
        return plays;
    }

    AbcState earlier_state(const std::string& block) const
    {
        const auto kept = folder_.state_of(block);
        return kept ? state_of(*kept) : AbcState{};
    }

    const CalibrateOptions& options_;
    AbcPlan plan_;
    const scenarios::Scenario& scenario_;
    const RecordedVotes& votes_;
    const std::vector<RecordedTarget>& targets_;
    CalibrationFolder& folder_;
    JointDraws joint_;
    std::vector<Posterior> posteriors_;
};

Earlier earlier_of(const CalibrateOptions& options)
{
    if (options.resume) return Earlier::resume;
    return options.force ? Earlier::replace : Earlier::refuse;
}

/// Fits the blocks and writes what they leave behind.
ExitCode fit_all(const CalibrateOptions& options, const AbcPlan& plan, const std::vector<CalibrationBlock>& blocks, const scenarios::Scenario& scenario, const Record& record)
{
    CalibrationFolder folder(options.out, configuration_of(options, plan, blocks, scenario, record.targets), earlier_of(options), plan.threads);
    Calibration calibration(options, plan, scenario, record, folder);
    for (const CalibrationBlock& block : blocks) {
        if (calibration.fit(block)) continue;
        folder.finish(RunState::interrupted);
        report_error(fmt::format("interrupted: the generations played are kept in {}; the same command with --resume goes on", options.out.string()));
        return ExitCode::interrupted;
    }
    calibration.write_results(blocks);
    folder.finish(RunState::complete);
    fmt::print("{}", calibration.summary());
    if (options.talk != Talk::quiet) say(fmt::format("the posterior is in {}; to run a scenario with it: comity run SCENARIO --draws {}", options.out.string(), (options.out / "draws.csv").string()));
    return ExitCode::done;
}

ExitCode calibrate_checked(const CalibrateOptions& options)
{
    std::vector<CalibrationBlock> blocks = blocks_of(options);
    sim::Problems problems;
    const scenarios::Scenario scenario = scenario_of(options, problems);
    if (!problems.empty()) return report_problems(problems);
    const Record record = record_of(options, scenario, problems);
    if (!problems.empty()) return report_problems(problems);
    keep_told(blocks, record.targets, options);
    AbcPlan plan;
    plan.particles = options.particles;
    plan.generations = options.generations;
    plan.seed = options.seed;
    plan.threads = options.threads.value_or(sim::default_threads());
    const sim::InterruptWatch watch;
    return fit_all(options, plan, blocks, scenario, record);
}

}  // namespace

ExitCode calibrate(const CalibrateOptions& options)
{
    try {
        return calibrate_checked(options);
    } catch (const Wrong& wrong) {
        report_error(wrong.what());
    } catch (const RunFolderRefused& refused) {
        say(refused.what());
    } catch (const sim::CsvError& error) {
        say(error.what());
    }
    return ExitCode::wrong_input;
}

}  // namespace comity::analysis
