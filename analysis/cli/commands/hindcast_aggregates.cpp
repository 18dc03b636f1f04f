#include <algorithm>
#include <exception>
#include <stdexcept>

#include <fmt/format.h>

#include "analysis/cli/commands/hindcast_input.hpp"
#include "analysis/cli/messages.hpp"
#include "analysis/cli/years_option.hpp"
#include "analysis/hindcast/rule_ablations.hpp"
#include "analysis/hindcast/run_aggregates.hpp"
#include "analysis/targets/parameter_draws.hpp"
#include "analysis/targets/recorded_tables.hpp"
#include "analysis/targets/target_plays.hpp"
#include "scenarios/scenario_reader.hpp"
#include "sim/atomic_file.hpp"
#include "sim/csv.hpp"
#include "sim/parallel.hpp"

namespace comity::analysis {
namespace {

constexpr std::size_t most_failures_told = 5;

/// The scenario named, or one of the world alone; runs end with the last test year.
scenarios::Scenario scenario_of(const HindcastOptions& options, Years test, sim::Problems& problems)
{
    scenarios::Scenario scenario;
    scenario.id = "hindcast";
    if (!options.scenario.empty()) scenario = scenarios::read_scenario(options.scenario, {}, problems);
    if (options.world) scenario.world.folder = *options.world;
    if (options.seed) scenario.seed = static_cast<std::uint64_t>(*options.seed);
    if (options.runs) scenario.runs = *options.runs;
    if (!problems.empty()) return scenario;
    const scenarios::WorldTables tables = scenarios::load_world(scenario, problems);
    const scenarios::Quarter start = scenario.start_given ? scenario.start : scenarios::Quarter{tables.start_year, tables.start_quarter};
    scenario.rounds = std::max(1, 4 * (test.last - start.year + 1) - (start.quarter - 1));
    return scenario;
}

/// What is wrong with the start of runs; empty where nothing is.
std::string wrong_start(const TargetPlays& plays, const HindcastDesign& design)
{
    if (design.train_until >= design.test.first)
        return fmt::format("--train-until is {}, but must be a year before --test begins ({})", design.train_until, design.test.first);
    const int start = plays.years().first, due = design.train_until + 1;
    if (start == due && plays.first_quarter() != 1)
        return fmt::format("runs start in quarter {} of {}, but must start in the first: the record is counted by whole years", plays.first_quarter(), start);
    if (start == due) return "";
    return fmt::format("runs start in {}, but must start in {}, the year after --train-until: `comity world build DIR --from DATA --start {}` makes such a world", start, due, due);
}

/// Draws with some numbers held: their columns are replaced, or added.
ParameterDraws holding(ParameterDraws draws, const std::vector<NullSetting>& settings)
{
    for (const NullSetting& each : settings) {
        auto found = std::find(draws.paths.begin(), draws.paths.end(), each.path);
        const Eigen::Index column = found - draws.paths.begin();
        if (found == draws.paths.end()) {
            draws.paths.emplace_back(each.path);
            draws.values.conservativeResize(std::max<Eigen::Index>(1, draws.values.rows()), column + 1);
        }
        draws.values.col(column) = each.value;
    }
    return draws;
}

/// Plays all runs; of those that fail a message each, and their rows stay unknown.
AggregateRuns play_all(const TargetPlays& plays, const ParameterDraws& draws, Years test, int threads, std::vector<std::string>& failures)
{
    const std::int64_t runs = plays.scenario().runs;
    AggregateRuns all = no_runs(runs, test);
    std::vector<std::string> failed(static_cast<std::size_t>(runs));
    sim::for_each_index(runs, threads, [&](std::int64_t run) {
        try {
            const PlayedRun played = plays.play(draws.of_run(run), static_cast<std::uint32_t>(run));
            put_run(all, run, played.sums, played.pairs, test);
        } catch (const std::exception& error) {
            failed[static_cast<std::size_t>(run)] = fmt::format("run {}: {}", run, error.what());
        }
    });
    std::copy_if(failed.begin(), failed.end(), std::back_inserter(failures), [](const std::string& each) { return !each.empty(); });
    return all;
}

AggregateRecord record_of(const HindcastOptions& options, const RecordedVotes& votes, const std::vector<UnionTerm>& eu, sim::Problems& problems)
{
    AggregateRecord record;
    add_assembly(record.targets, votes, subjects_of(votes, options.roll_calls), eu);
    record.pairs = recorded_pairs(votes);
    std::vector<std::string> notes;
    if (!options.data.empty()) add_tables(record.targets, options.data, problems, notes);
    if (options.data.empty()) notes.emplace_back("no --data: targets of the councils, of published positions and of the treaty are left out");
    if (problems.empty() && options.talk != Talk::quiet)
        for (const std::string& note : notes) say(note);
    return record;
}

void tell(const std::vector<std::string>& failures)
{
    if (failures.empty()) return;
    for (std::size_t k = 0; k < std::min(failures.size(), most_failures_told); ++k) say(failures[k]);
    report_error(fmt::format("{} runs failed and are left out", failures.size()));
}

ExitCode score(const HindcastOptions& options, const HindcastDesign& design)
{
    sim::Problems problems;
    scenarios::Scenario scenario = scenario_of(options, design.test, problems);
    if (!problems.empty()) return report_problems(problems);
    ParameterDraws draws;
    if (!options.draws.empty()) {
        draws = read_draws(options.draws, problems);
        check_paths(draws, scenario, problems);
        if (!problems.empty()) return report_problems(problems);
    }
    const TargetPlays plays(scenario, draws.paths, problems);
    if (!problems.empty()) return report_problems(problems);
    if (const std::string wrong = wrong_start(plays, design); !wrong.empty()) {
        report_error(wrong);
        return ExitCode::wrong_input;
    }
    check_draws(draws, plays, problems);
    const RecordedVotes votes = read_recorded(options, members_of(plays.tables(), design.test.first).codes, problems);
    if (!problems.empty()) return report_problems(problems);
    if (const auto year = year_without_votes(votes, design.test)) {
        report_error(fmt::format("--test asks for {}, but no recorded vote is of that year", *year));
        return ExitCode::wrong_input;
    }
    const AggregateRecord record = record_of(options, votes, union_terms(plays.tables()), problems);
    if (!problems.empty()) return report_problems(problems);

    make_folder_of_card(options);
    std::vector<std::string> failures;
    const int threads = options.threads.value_or(sim::default_threads());
    const AggregateRuns runs = play_all(plays, draws, design.test, threads, failures);
    const TargetScores scores = target_scores(runs, record, design, scenario.seed);
    std::vector<CardRow> card = run_card(scores, runs, record, design, scenario.seed);
    std::string text = run_card_as_text(scores, card, design, runs.targets.rows());
    if (options.ablate) {
        std::vector<CardRow> ablations;
        for (const RuleOff& rule : each_rule_off()) {
            const ParameterDraws without = holding(draws, rule.settings);
            const TargetPlays played(scenario, without.paths, problems);
            if (!problems.empty()) return report_problems(problems);
            const AggregateRuns found = play_all(played, without, design.test, threads, failures);
            for (CardRow& row : ablation_card(rule, target_scores(found, record, design, scenario.seed), scores, design, scenario.seed)) ablations.push_back(std::move(row));
        }
        text += ablations_as_text(ablations);
        card.insert(card.end(), ablations.begin(), ablations.end());
    }
    tell(failures);
    if (!options.out.empty()) {
        sim::write_atomically(options.out / "scorecard.csv", as_csv(card));
        sim::write_atomically(options.out / "scorecard.json", as_json(card));
    }
    fmt::print("{}", options.json ? as_json(card) : text);
    return failures.empty() ? ExitCode::done : ExitCode::some_failed;
}

}  // namespace

ExitCode hindcast_aggregates(const HindcastOptions& options)
{
    const auto test = years_from(options.test);
    std::string wrong = test ? card_exists(options) : fmt::format("--test is '{}', but must be a year or two, such as 2016:2019", options.test);
    if (wrong.empty() && !options.data.empty() && !std::filesystem::is_directory(options.data)) wrong = fmt::format("--data is '{}', but must be a folder", options.data.string());
    if (wrong.empty() && !options.world && options.scenario.empty()) wrong = "--aggregates needs --world or --scenario, from which runs start";
    if (!wrong.empty()) {
        report_error(wrong);
        return ExitCode::wrong_input;
    }
    try {
        return score(options, {options.train_until.value_or(test->first - 1), *test});
    } catch (const sim::CsvError& error) {
        say(error.what());
        return ExitCode::wrong_input;
    }
}

}  // namespace comity::analysis
