#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/cli/commands/commands.hpp"
#include "analysis/cli/messages.hpp"
#include "analysis/fit/recorded_world.hpp"
#include "scenarios/data_folder.hpp"
#include "sim/csv.hpp"

namespace comity::analysis {

ExitCode build_world(const WorldBuildCommand& options)
{
    WorldBuildOptions build = WorldBuildOptions::for_start(options.start.value_or(world_starts.last));
    build.facts = scenarios::data_folder() / "data" / "facts";
    build.existing = options.force ? Existing::replace : Existing::refuse;
    if (!options.force && std::filesystem::exists(options.out)) {
        report_error(fmt::format("{} exists; --force replaces it", options.out.string()));
        return ExitCode::wrong_input;
    }
    try {
        const WorldBuildReport built = build_recorded_world(options.data, options.out, build);
        if (options.json)
            fmt::print("{}\n", nlohmann::ordered_json{{"folder", options.out.string()}, {"countries", built.countries}, {"bytes", built.bytes}, {"files", built.files}}.dump(2));
        else if (options.talk != Talk::quiet)
            say(fmt::format("{}: {} countries, {} tables, {} bytes", options.out.string(), built.countries, built.files.size(), built.bytes));
    } catch (const sim::CsvError& error) {
        say(error.what());
        return ExitCode::wrong_input;
    } catch (const std::invalid_argument& error) {
        report_error(error.what());
        return ExitCode::wrong_input;
    }
    return ExitCode::done;
}

}  // namespace comity::analysis
