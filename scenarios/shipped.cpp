#include "scenarios/shipped.hpp"

#include <algorithm>

#include "scenarios/data_folder.hpp"

namespace comity::scenarios {
namespace {

std::filesystem::path library()
{
    return data_folder() / "library";
}

}  // namespace

std::vector<std::filesystem::path> shipped_scenarios()
{
    std::vector<std::filesystem::path> files;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(library(), failed))
        if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<std::string> shipped_names()
{
    std::vector<std::string> names;
    for (const auto& shipped : shipped_scenarios()) names.push_back(shipped.stem().string());
    return names;
}

std::vector<std::filesystem::path> shipped_worlds()
{
    std::vector<std::filesystem::path> folders;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(data_folder() / "data", failed))
        if (std::filesystem::exists(entry.path() / "countries.csv") && std::filesystem::exists(entry.path() / "positions.csv"))
            folders.push_back(entry.path());
    std::sort(folders.begin(), folders.end());
    return folders;
}

std::filesystem::path find_shipped_scenario(const std::string& name)
{
    for (const auto& file : shipped_scenarios()) {
        const std::string stem = file.stem().string();
        if (stem == name || stem.substr(0, stem.find('-')) == name) return file;
    }
    return {};
}

std::filesystem::path find_scenario(const std::string& name)
{
    if (const std::filesystem::path shipped = find_shipped_scenario(name); !shipped.empty()) return shipped;
    std::error_code failed;
    const auto status = std::filesystem::status(name, failed);
    return std::filesystem::exists(status) && !std::filesystem::is_directory(status) ? std::filesystem::path(name)
                                                                                     : std::filesystem::path();
}

std::filesystem::path find_scenario_beside(const std::filesystem::path& naming, const std::string& name)
{
    std::error_code failed;
    const auto beside = naming.parent_path() / name;
    return find_shipped_scenario(name).empty() && std::filesystem::is_regular_file(beside, failed) ? beside : find_scenario(name);
}

std::filesystem::path find_local_world(const Scenario& scenario)
{
    const std::filesystem::path given = scenario.world.folder;
    std::error_code failed;
    for (const auto& candidate : {std::filesystem::path(scenario.file).parent_path() / given, given})
        if (!given.empty() && std::filesystem::is_directory(candidate, failed)) return candidate;
    return {};
}

std::filesystem::path find_world(const Scenario& scenario)
{
    const std::filesystem::path given = scenario.world.folder, shipped = data_folder() / "data" / given;
    std::error_code failed;
    // The name of what ships means the same wherever the program is started, and so does a resolved scenario.
    if (!given.has_parent_path() && std::filesystem::exists(shipped / "countries.csv", failed)) return shipped;
    const std::filesystem::path local = find_local_world(scenario);
    return local.empty() ? given : local;
}

}  // namespace comity::scenarios
