#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/cli/commands/commands.hpp"
#include "analysis/cli/messages.hpp"
#include "analysis/cli/scenario_schema.hpp"

namespace comity::analysis {

ExitCode print_schema(const SchemaOptions& options)
{
    if (options.kind == "scenario") {
        fmt::print("{}\n", scenario_schema().dump(2));
        return ExitCode::done;
    }
    report_error(fmt::format("there is no schema of '{}'; this version reads: scenario", options.kind));
    return ExitCode::wrong_input;
}

}  // namespace comity::analysis
