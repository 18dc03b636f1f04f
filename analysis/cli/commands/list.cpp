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
        for (const Entry& entry : entries) {
            nlohmann::ordered_json one = {{"name", entry.name}, {"title", entry.title}};
            if (!entry.theme.empty()) one["theme"] = entry.theme;
            json[entry.group].push_back(std::move(one));
        }
        fmt::print("{}\n", json.dump(2));
        return ExitCode::done;
    }
    std::string group, theme;
    for (const Entry& entry : entries) {
        if (entry.group != group) fmt::print("{}{}\n", group.empty() ? "" : "\n", entry.group);
        if (entry.theme != theme && !entry.theme.empty()) fmt::print(" {}\n", entry.theme);
        group = entry.group;
        theme = entry.theme;
        fmt::print("  {:<34} {}\n", entry.name, entry.title);
    }
    fmt::print("\nMore on each: comity describe NAME\n");
    return ExitCode::done;
}

}  // namespace comity::analysis
