#include "analysis/cli/command_line.hpp"

#include <algorithm>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "analysis/cli/commands/commands.hpp"
#include "analysis/cli/messages.hpp"
#include "analysis/cli/version.hpp"
#include "analysis/fit/recorded_world.hpp"
#include "scenarios/reading.hpp"
#include "scenarios/scenario.hpp"
#include "sim/csv.hpp"
#include "sim/problem.hpp"

namespace comity::analysis {
namespace {

/// `--quiet` and `--verbose`.
void add_talk(CLI::App& command, Talk& talk)
{
    auto* quiet = command.add_flag_callback("-q,--quiet", [&talk] { talk = Talk::quiet; }, "errors only");
    command.add_flag_callback("-v,--verbose", [&talk] { talk = Talk::verbose; }, "say more")->excludes(quiet);
}

void add_settings(CLI::App& command, std::vector<std::string>& settings)
{
    command.add_option("--set", settings, "path.to.key=value, validated like the file; repeatable")->type_name("KEY=VALUE")->take_all()->allow_extra_args(false);
}

CLI::App& add(CLI::App& program, const char* name, const char* does, const char* example)
{
    CLI::App& command = *program.add_subcommand(name, does);
    command.footer(fmt::format("\nExample: {}", example));
    return command;
}

/// A key of scenario files that is an option too.
sim::Field scenario_key(std::string_view name)
{
    sim::Field found;
    const scenarios::Scenario scenario;
    scenarios::Scenario::each_key(scenario, [&](const sim::Field& field, const auto&) {
        if (field.name == name) found = field;
    });
    return found;
}

template <class Value>
struct NumberIn {
    using type = Value;
};
template <class Number>
struct NumberIn<std::optional<Number>> {
    using type = Number;
};
template <class Value>
using NumberOf = typename NumberIn<Value>::type;

/// An option that takes a whole number in the range of a field; `value` is a number or an optional one.
template <class Value>
void add_whole(CLI::App& command, const std::string& name, const char* letter, const sim::Field& field, Value& value)
{
    const auto take = [name, field, &value](const std::string& word) {
        const auto given = sim::to_integer(word);
        const auto low = static_cast<long long>(field.range.low), high = static_cast<long long>(field.range.high);
        const std::string allowed = scenarios::must_be_in(field.range, "", field.meaning);
        if (!given) throw CLI::ValidationError(fmt::format("{} is '{}', but must be a whole number: it {}", name, word, allowed));
        if (*given < low || *given > high) throw CLI::ValidationError(fmt::format("{} is {}, but {}", name, word, allowed));
        value = static_cast<NumberOf<Value>>(*given);
    };
    command.add_option_function<std::string>(name, take, std::string(field.meaning))->type_name(letter);
}

/// An option that takes a number in the range of a field.
void add_number(CLI::App& command, const std::string& name, const char* letter, const sim::Field& field, std::optional<double>& value)
{
    const auto take = [name, field, &value](const std::string& word) {
        const auto given = sim::to_double(word);
        const std::string allowed = scenarios::must_be_in(field.range, "", field.meaning);
        if (!given) throw CLI::ValidationError(fmt::format("{} is '{}', but must be a number: it {}", name, word, allowed));
        if (!field.range.contains(*given)) throw CLI::ValidationError(fmt::format("{} is {}, but {}", name, word, allowed));
        value = *given;
    };
    command.add_option_function<std::string>(name, take, std::string(field.meaning))->type_name(letter);
}

/// Lets no option and no argument be empty: an empty path would stand for the folder one is in, or for the default.
void refuse_empty(CLI::App& command)
{
    for (CLI::Option* option : command.get_options())
        if (option->get_items_expected_max() > 0)
            option->check([option](const std::string& word) {
                return word.empty() ? fmt::format("this is empty, but must be a {}", option->get_type_name()) : std::string();
            });
    for (CLI::App* below : command.get_subcommands([](const CLI::App*) { return true; })) refuse_empty(*below);
}

constexpr sim::Field threads_key{"threads", {1, 4096}, "", "threads; otherwise all cores", ""};

void add_run(CLI::App& program, RunOptions& options, ExitCode& code)
{
    CLI::App& command = add(program, "run", "Run an ensemble of one scenario", "comity run s01 --runs 1000 --out results/s01");
    command.add_option("scenario", options.scenario, "the name of a shipped scenario, or a file (one of such a name is ./s01)")
        ->required()
        ->type_name("SCENARIO");
    command.add_option("--out", options.out, "run folder to write (default: results/<scenario>)")->type_name("DIR");
    add_whole(command, "--runs", "N", scenario_key("runs"), options.runs);
    add_whole(command, "--seed", "S", scenario_key("seed"), options.seed);
    add_whole(command, "--threads", "N", threads_key, options.threads);
    command.add_option("--parameters", options.parameters, "a file of parameters, such as comity calibrate writes; --set is stronger")->check(CLI::ExistingFile)->type_name("FILE");
    command.add_option("--draws", options.draws, "a table of draws, one column a parameter: run n takes row n, and after the last the first again; stronger than --set")->check(CLI::ExistingFile)->type_name("FILE");
    add_settings(command, options.settings);
    add_talk(command, options.talk);
    command.add_flag("!--no-progress", options.progress, "no progress bar");
    command.add_flag("--json", options.json, "print a summary as JSON");
    command.add_flag("--force", options.force, "replace an existing run folder");
    command.final_callback([&] { code = run_scenario(options); });
}

void add_check(CLI::App& program, CheckOptions& options, ExitCode& code)
{
    CLI::App& command = add(program, "check", "Validate input files without running", "comity check my-scenario.yaml my-world/");
    command
        .add_option("file", options.files,
                    "names of shipped scenarios, scenario files (one of such a name is ./s01), or world folders")
        ->required()
        ->type_name("FILE");
    add_settings(command, options.settings);
    add_talk(command, options.talk);
    command.add_flag("--json", options.json, "print the messages as JSON");
    command.final_callback([&] { code = check_files(options); });
}

void add_expect(CLI::App& program, ExpectOptions& options, ExitCode& code)
{
    CLI::App& command = add(program, "expect", "Run scenarios and what they are compared with, and tell which of their expectations are met", "comity expect s02 s03");
    command.add_option("scenario", options.scenarios, "names of shipped scenarios, or files")->required()->type_name("SCENARIO");
    add_whole(command, "--runs", "N", {"runs", {2, 1e5}, "", "pairs of runs; otherwise 200", ""}, options.runs);
    add_whole(command, "--threads", "N", threads_key, options.threads);
    add_settings(command, options.settings);
    command.add_flag("--json", options.json, "print the judgements as JSON");
    command.final_callback([&] { code = expect(options); });
}

void add_list(CLI::App& program, ListOptions& options, ExitCode& code)
{
    CLI::App& command = add(program, "list", "List what ships: scenarios, worlds, rules, forums, norms, metrics", "comity list");
    command.add_flag("--json", options.json, "print JSON");
    command.final_callback([&] { code = list_all(options); });
}

void add_describe(CLI::App& program, DescribeOptions& options, ExitCode& code)
{
    CLI::App& command = add(program, "describe", "Describe a scenario, rule, parameter, forum, norm, event, claim or metric", "comity describe voting");
    command.add_option("name", options.name, "a name that `comity list` shows, or parameters, metrics, events, claims, path")->required()->type_name("NAME");
    command.add_flag("--json", options.json, "print JSON");
    command.final_callback([&] { code = describe(options); });
}

void add_schema(CLI::App& program, SchemaOptions& options, ExitCode& code)
{
    CLI::App& command = add(program, "schema", "Print the JSON Schema of a kind of input file, for editors", "comity schema scenario > scenario.schema.json");
    command.add_option("kind", options.kind, "scenario")->required()->type_name("KIND");
    command.final_callback([&] { code = print_schema(options); });
}

void add_world(CLI::App& program, WorldBuildCommand& options, ExitCode& code)
{
    CLI::App& world = add(program, "world", "Make a world folder", "comity world build my-world --from data");
    world.require_subcommand(1);
    CLI::App& command = add(world, "build", "Make a world folder from recorded tables", "comity world build my-world --from data --start 2020");
    command.add_option("dir", options.out, "world folder to write")->required()->type_name("DIR");
    command.add_option("--from", options.data, "folder of recorded tables")->required()->type_name("DATA");
    add_whole(command, "--start", "YEAR",
              {"start", {world_starts.first, world_starts.last}, "", "year of the first quarter; otherwise 2020", ""},
              options.start);
    add_talk(command, options.talk);
    command.add_flag("--json", options.json, "print a summary as JSON");
    command.add_flag("--force", options.force, "replace an existing world folder");
    command.final_callback([&] { code = build_world(options); });
}

void add_hindcast(CLI::App& program, HindcastOptions& options, ExitCode& code)
{
    CLI::App& command = add(program, "hindcast", "Foretell recorded votes from what was known before them, and score it",
                            "comity hindcast --votes unga_votes.csv.gz --rollcalls unga_rollcalls.csv --train-until 2015 --test 2016:2019\n"
                            "         comity hindcast --aggregates --world world-2016 --data data --votes data/unga_votes.csv.gz --rollcalls data/unga_rollcalls.csv --test 2016:2019");
    command.add_option("--votes", options.votes, "who voted how, in one of three formats (analysis/votes/README.md): comity's own (rid, iso3, vote), Voeten's (rcid, ccode, vote) or the "
                                                 "UN Digital Library's (undl_id, ms_code, ms_vote)")->required()->type_name("FILE");
    command.add_option("--rollcalls", options.roll_calls, "what was voted on, where the votes do not tell it: rid, date, title, topic; or of Voeten's rcid, date, descr")->type_name("FILE");
    command.add_option("--world", options.world, "world whose countries vote (default: world-2020), and from which runs start")->type_name("DIR");
    add_whole(command, "--train-until", "YEAR", {"train-until", {1946, 9999}, "", "last year that is known; otherwise the year before the test", ""}, options.train_until);
    command.add_option("--test", options.test, "years whose votes are foretold (default: 2016:2019)")->type_name("FROM:TO");
    command.add_option("--out", options.out, "folder for scorecard.csv and scorecard.json, without --aggregates also for reliability.csv and reliability.svg")->type_name("DIR");
    add_talk(command, options.talk);
    command.add_flag("--ablate", options.ablate, "also score the voting model without each of its mechanisms, or with --aggregates runs without each rule of the core (some minutes)");
    command.add_flag("--json", options.json, "print the card as JSON");
    command.add_flag("--force", options.force, "replace an existing card");
    command.add_flag("--aggregates", options.aggregates,
                     "instead of votes one by one, score what an ensemble of runs adds up to over the test years: agreement, vetoes, abstentions, positions and the other targets of agents/MODEL.md, "
                     "section 8. Runs start at the beginning of the year after --train-until, so the world must, and end with the test");
    command.add_option("--scenario", options.scenario, "scenario that is played, s17 or a file (default: the world with all parameters as they ship)")->type_name("SCENARIO");
    command.add_option("--data", options.data,
                       "folder of further recorded tables: unsc_resolutions.csv, unsc_failed_drafts.csv, hrc_rollcalls.csv, ideal_points_bsv.csv, budapest_convention.csv; of what is not there the targets are left out")
        ->type_name("DIR");
    command.add_option("--draws", options.draws, "parameters by run: a column for each, named by its path such as voting.veto_cost, and a row for each draw; run n takes row n modulo the number of rows")->type_name("FILE");
    add_whole(command, "--runs", "N", {"runs", {2, 1e5}, "", "runs; otherwise those of the scenario, or 200", ""}, options.runs);
    add_whole(command, "--seed", "S", scenario_key("seed"), options.seed);
    add_whole(command, "--threads", "N", threads_key, options.threads);
    for (const char* of_runs : {"--scenario", "--data", "--draws", "--runs", "--seed", "--threads"}) command.get_option(of_runs)->group("With --aggregates");
    command.final_callback([&] { code = hindcast(options); });
}

void add_calibrate(CLI::App& program, CalibrateOptions& options, ExitCode& code)
{
    CLI::App& command = add(program, "calibrate", "Fit parameters to what is recorded until a year, with their uncertainty",
                            "comity calibrate --votes unga_votes.csv.gz --rollcalls unga_rollcalls.csv --data tables --until 2015 --out results/calibration");
    command.add_option("--votes", options.votes, "recorded votes of the General Assembly, in one of three formats (analysis/votes/README.md)")->required()->type_name("FILE");
    command.add_option("--rollcalls", options.roll_calls, "what was voted on, where the votes do not tell it")->type_name("FILE");
    command.add_option("--data", options.data, "folder of the other tables: councils, published positions, the treaty (analysis/targets)")->check(CLI::Validator(CLI::ExistingDirectory).description(""))->type_name("DIR");
    command.add_option("--scenario", options.scenario, "scenario that is played against the record (default: s17, from 1991)")->type_name("SCENARIO");
    command.add_option("--world", options.world, "world to play it on, instead of its own")->type_name("DIR");
    add_whole(command, "--until", "YEAR", {"until", {1946, 9999}, "", "last year that is known; otherwise 2015", ""}, options.until);
    command.add_option("--block", options.blocks, "a part to fit: voting, positions, council, partnership, agenda, capacity; repeatable, otherwise all")->take_all()->allow_extra_args(false)->type_name("NAME");
    add_whole(command, "--particles", "N", {"particles", {20, 1e5}, "", "draws of each block; otherwise 200", ""}, options.particles);
    add_whole(command, "--generations", "N", {"generations", {1, 100}, "", "populations of each block, at most; otherwise 8", ""}, options.generations);
    add_whole(command, "--seed", "S", scenario_key("seed"), options.seed);
    add_whole(command, "--threads", "N", threads_key, options.threads);
    add_settings(command, options.settings);
    command.add_option("--out", options.out, "folder to write (default: results/calibration)")->type_name("DIR");
    add_talk(command, options.talk);
    command.add_flag("!--no-adjustment", options.adjust, "no regression adjustment of what was accepted");
    command.add_flag("!--no-progress", options.progress, "no progress bar");
    auto* resume = command.add_flag("--resume", options.resume, "go on with an interrupted calibration of the same input");
    command.add_flag("--force", options.force, "replace an earlier calibration")->excludes(resume);
    command.final_callback([&] { code = calibrate(options); });
}

void add_positions(CLI::App& program, PositionsOptions& options, ExitCode& code)
{
    CLI::App& command = add(program, "positions", "Estimate where countries stand, with standard errors, from recorded votes",
                            "comity positions --votes unga_votes.csv.gz --rollcalls unga_rollcalls.csv --years 2011:2015 --arena HR --out positions.csv");
    command.add_option("--votes", options.votes, "who voted how, in any of the formats of `comity hindcast`")->required()->type_name("FILE");
    command.add_option("--rollcalls", options.roll_calls, "what was voted on, where the votes do not tell it")->type_name("FILE");
    command.add_option("--arena", options.arena, "HR, NI, CY or CT: only roll calls on its topics (default: all roll calls)")->type_name("ARENA");
    command.add_option("--years", options.years, "years of the votes (default: all)")->type_name("FROM:TO");
    add_whole(command, "--window", "N", {"window", {1, 9999}, "", "years of a window, each fitted by itself; otherwise all years are one", ""}, options.window);
    add_whole(command, "--dimensions", "N", {"dimensions", {1, 2}, "", "principal axes, the widest first (default: 1)", ""}, options.dimensions);
    command.add_flag("--dynamic", options.dynamic, "positions year by year that wander, fitted to all years at once");
    add_number(command, "--walk-sd", "SD", {"walk_sd", {0.001, 10}, "", "s.d. of a year's step, where one is the s.d. of the prior; otherwise estimated", ""}, options.walk_sd);
    command.add_option("--out", options.out, "file to write: country, first_year, last_year, dimension, position, std_error, votes (default: standard output)")->type_name("FILE");
    add_talk(command, options.talk);
    command.add_flag("--force", options.force, "replace an existing file");
    command.final_callback([&] { code = positions(options); });
}

void add_report(CLI::App& program, ReportOptions& options, ExitCode& code)
{
    CLI::App& command = add(program, "report", "Write the report that a decision maker reads", "comity report results/s01 results/s02 results/s03 --out report.html");
    command.add_option("folder", options.folders, "run folders; the first is what the others are compared with")->required()->type_name("FOLDER");
    command.add_option("--out", options.out, "HTML file to write (default: report.html in the first folder)")->type_name("FILE");
    add_talk(command, options.talk);
    command.add_flag("--force", options.force,
                     "replace an existing report (one folder's own, in its place, is made anew without)");
    command.final_callback([&] { code = report(options); });
}

std::vector<std::string> commands_of(const CLI::App& command)
{
    std::vector<std::string> names;
    for (const CLI::App* each : command.get_subcommands([](const CLI::App*) { return true; })) names.push_back(each->get_name());
    return names;
}

std::vector<std::string> options_of(const CLI::App& command)
{
    std::vector<std::string> names;
    for (const CLI::Option* option : command.get_options())
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    return names;
}

/// What is said of the first word that is no command or no option; empty where all are known.
std::string unknown_word(const CLI::App& program, int argc, char** argv)
{
    const CLI::App* command = &program;
    for (int k = 1; k < argc; ++k) {
        const std::string word = argv[k];
        if (word == "--") break;
        if (word.starts_with("--")) {
            const std::string name = word.substr(0, word.find('='));
            const std::vector<std::string> known = options_of(*command);
            if (std::find(known.begin(), known.end(), name) == known.end()) return fmt::format("unknown option '{}'{}", name, sim::suggestion(name, known));
        } else if (const std::vector<std::string> known = commands_of(*command); !known.empty() && !word.starts_with("-")) {
            if (std::find(known.begin(), known.end(), word) == known.end()) return fmt::format("unknown command '{}'{}", word, sim::suggestion(word, known));
            command = command->get_subcommand(word);
        }
    }
    return {};
}

/// One line for one mistake on the command line, and where help is.
ExitCode usage_error(const CLI::ParseError& error, const std::string& unknown)
{
    std::string text = unknown.empty() ? error.what() : unknown;
    if (const auto end = text.find('\n'); end != std::string::npos) text.resize(end);
    if (!text.ends_with('?')) text += "; see comity --help";
    report_error(text);
    return ExitCode::wrong_input;
}

/// Runs the command that the words name, which leaves its exit code in `code`.
void parse(CLI::App& program, int argc, char** argv, ExitCode& code)
{
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const std::string unknown = unknown_word(program, argc, argv);
        const bool asked = dynamic_cast<const CLI::Success*>(&error) != nullptr;  // --help, --version
        if (asked && unknown.empty())
            program.exit(error);
        else
            code = usage_error(error, unknown);
    }
}

}  // namespace

int run_command_line(int argc, char** argv)
{
    CLI::App program("comity: a laboratory for how international norms spread, stall and fracture", "comity");
    program.set_version_flag("--version", version_line());
    program.footer("\nExample: comity run s01 --runs 200 --out results/s01\nHelp on a command: comity run --help");
    program.require_subcommand(1);
    ExitCode code = ExitCode::done;
    RunOptions run;
    CheckOptions checked;
    ExpectOptions expected;
    ListOptions list;
    DescribeOptions described;
    SchemaOptions schema;
    WorldBuildCommand world;
    HindcastOptions hindcasted;
    CalibrateOptions calibrated;
    PositionsOptions placed;
    ReportOptions reported;
    add_run(program, run, code);
    add_check(program, checked, code);
    add_expect(program, expected, code);
    add_list(program, list, code);
    add_describe(program, described, code);
    add_schema(program, schema, code);
    add_world(program, world, code);
    add_hindcast(program, hindcasted, code);
    add_calibrate(program, calibrated, code);
    add_positions(program, placed, code);
    add_report(program, reported, code);
    refuse_empty(program);
    try {
        parse(program, argc, argv, code);
        flush_results();
    } catch (const sim::PlacedError& error) {
        say(error.what());
        return static_cast<int>(ExitCode::failed);
    } catch (const std::exception& error) {
        report_error(error.what());
        return static_cast<int>(ExitCode::failed);
    }
    return static_cast<int>(code);
}

}  // namespace comity::analysis
