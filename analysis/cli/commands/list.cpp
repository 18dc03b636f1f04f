#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/cli/catalogue.hpp"
#include "analysis/cli/commands/commands.hpp"
#include "analysis/cli/messages.hpp"

namespace comity::analysis {

ExitCode list_all(const ListOptions& options)
{
    sim::Problems problems;
    const std::vector<Entry> entries = catalogue(problems);
    if (!problems.empty()) return report_problems(problems);
    if (options.json) {
        nlohmann::ordered_json json;
        for (const Entry& entry : entries) json[entry.group].push_back({{"name", entry.name}, {"title", entry.title}});
        fmt::print("{}\n", json.dump(2));
        return ExitCode::done;
    }
    std::string group;
    for (const Entry& entry : entries) {
        if (entry.group != group) fmt::print("{}{}\n", group.empty() ? "" : "\n", entry.group);
        group = entry.group;
        fmt::print("  {:<34} {}\n", entry.name, entry.title);
    }
    fmt::print("\nMore on each: comity describe NAME\n");
    return ExitCode::done;
}

}  // namespace comity::analysis
