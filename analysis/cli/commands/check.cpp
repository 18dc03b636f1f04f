#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/cli/commands/commands.hpp"
#include "analysis/cli/messages.hpp"
#include "scenarios/scenario_reader.hpp"
#include "scenarios/shipped.hpp"
#include "scenarios/world_builder.hpp"
#include "scenarios/world_fit.hpp"

namespace comity::analysis {
namespace {

/// Everything that is wrong with one input: a world folder, or a scenario with its world.
sim::Problems problems_of(const std::string& name, const std::vector<std::string>& settings)
{
    sim::Problems problems;
    std::error_code failed;
    if (std::filesystem::is_directory(name, failed) && scenarios::find_scenario(name).empty()) {
        for (const std::string& setting : settings)
            problems.push_back({"--set " + setting, fmt::format("{} is a folder of tables; a setting changes a key of a scenario", name)});
        const auto tables = scenarios::read_world_tables(name, problems);
        // A world for a scenario with arenas of its own can only be held against that scenario.
        const scenarios::Scenario plain;
        const auto& arenas = plain.institutions.arenas;
        const bool default_arenas =
            std::all_of(arenas.begin(), arenas.end(), [&](const auto& arena) { return tables.positions.contains(arena.id); });
        if (default_arenas) check_fit(plain, tables, problems);
        return scenarios::in_order(problems, {});
    }
    prepare(scenarios::read_scenario(name, settings, problems), problems);
    return problems;
}

}  // namespace

ExitCode check_files(const CheckOptions& options)
{
    nlohmann::ordered_json found = nlohmann::ordered_json::array();
    sim::Problems all;
    for (const std::string& file : options.files) {
        const sim::Problems problems = problems_of(file, options.settings);
        all.insert(all.end(), problems.begin(), problems.end());
        if (options.json)
            for (const auto& problem : problems)
                found.push_back({{"file", file}, {"place", problem.place}, {"message", problem.message}});
        else if (problems.empty() && options.talk != Talk::quiet)
            fmt::print("{}: ok\n", file);
    }
    if (options.json) fmt::print("{}\n", found.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    if (all.empty()) return ExitCode::done;
    return report_problems(all);
}

}  // namespace comity::analysis
