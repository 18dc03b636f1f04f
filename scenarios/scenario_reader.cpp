#include "scenarios/scenario_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/data_folder.hpp"
#include "scenarios/dates.hpp"
#include "scenarios/event_reader.hpp"
#include "scenarios/institution_reader.hpp"
#include "scenarios/reading.hpp"
#include "scenarios/synthetic_world.hpp"

namespace comity::scenarios {
namespace {

constexpr std::size_t max_lineage = 16;

std::filesystem::path library() { return data_folder() / "library"; }

void read_rules(Reading& reading, const YamlNode& node, agents::Rules& rules)
{
    std::vector<Key> keys;
    agents::Rules::each_rule(rules, [&](std::string_view rule, auto& params) {
        const std::string path = "rules." + std::string(rule);
        keys.push_back({std::string(rule), [&reading, &params, path](const YamlNode& v) {
                            std::vector<Key> fields;
                            std::remove_cvref_t<decltype(params)>::describe(
                                params, [&](std::string_view name, double& value, sim::Range range, std::string_view unit, std::string_view meaning, std::string_view) {
                                    fields.push_back({std::string(name), [&reading, full = path + "." + std::string(name), &value, range, unit, meaning](const YamlNode& n) {
                                                          reading.number(n, full, range, unit, meaning, value);
                                                      }});
                                });
                            reading.map(v, path, fields);
                        }});
    });
    reading.map(node, "rules", keys);
}

void read_world_folder(Reading& reading, const YamlNode& node, const std::string& path, WorldSource& source)
{
    source.synthetic_countries = 0;
    reading.text(node, path, source.folder);
    if (node.kind == YamlNode::Kind::scalar && source.folder.empty()) reading.problem(node, path + " is empty, but must be a world folder, or the name of a shipped one");
}

void read_world_source(Reading& reading, const YamlNode& node, WorldSource& source)
{
    if (node.kind == YamlNode::Kind::scalar) return read_world_folder(reading, node, "world", source);
    if (node.kind != YamlNode::Kind::map)
        return reading.problem(node, fmt::format("world is {}, but must be a world folder, the name of a shipped one, or a map", as_written(node)));
    reading.map(node, "world", {{"folder", [&](const YamlNode& v) { read_world_folder(reading, v, "world.folder", source); }},
                                {"synthetic", [&](const YamlNode& v) {
                                     reading.integer(v, "world.synthetic", {3, 1e6}, "countries to generate", source.synthetic_countries);
                                 }}});
    if (node.find("folder") && node.find("synthetic")) reading.problem(node, "world names both a folder and a number of countries to generate");
}

/// The id names the run folder and stands in every row of its tables.
void read_id(Reading& reading, const YamlNode& node, std::string& id)
{
    reading.text(node, "id", id);
    const bool names_a_folder = !id.empty() && id != "." && id != ".." && id.find('/') == std::string::npos;
    if (node.kind == YamlNode::Kind::scalar && !names_a_folder) reading.problem(node, fmt::format("id is '{}', but must be the name of a folder, without slashes", id));
}

/// Every key of a scenario file but `extends`.
std::vector<Key> scenario_keys(Reading& reading, Scenario& scenario)
{
    std::vector<Key> keys = {
        {"comity", [&](const YamlNode& v) { int version = 1; reading.integer(v, "comity", {1, 1}, "version of the file format", version); }},
        {"id", [&](const YamlNode& v) { read_id(reading, v, scenario.id); }},
        {"extends", [](const YamlNode&) {}},
        {"title", [&](const YamlNode& v) { reading.text(v, "title", scenario.title); }},
        {"narrative", [&](const YamlNode& v) { reading.text(v, "narrative", scenario.narrative); }},
        {"expectation", [&](const YamlNode& v) { reading.text(v, "expectation", scenario.expectation); }},
        {"world", [&](const YamlNode& v) { read_world_source(reading, v, scenario.world); }},
        {"start",
         [&](const YamlNode& v) {
             scenario.start_given = v.kind == YamlNode::Kind::scalar && parse_quarter(v.text, scenario.start);
             if (!scenario.start_given) reading.problem(v, fmt::format("start is {}, but must be a quarter such as 2020Q1", as_written(v)));
         }},
        {"rounds", [&](const YamlNode& v) { reading.integer(v, "rounds", {1, 4000}, "quarters to run", scenario.rounds); }},
        {"seed", [&](const YamlNode& v) { reading.seed(v, "seed", scenario.seed); }},
        {"runs", [&](const YamlNode& v) { reading.integer(v, "runs", {1, 1e9}, "replicates", scenario.runs); }},
        {"initial_adoption",
         [&](const YamlNode& v) {
             if (const int k = reading.choice(v, "initial_adoption", {"settled", "none"}); k >= 0) scenario.initial_adoption = static_cast<InitialAdoption>(k);
         }},
        {"keep",
         [&](const YamlNode& v) {
             reading.map(v, "keep", {{"series", [&](const YamlNode& n) { reading.integer(n, "keep.series", {0, 1e6}, "runs", scenario.keep.series); }},
                                     {"positions", [&](const YamlNode& n) { reading.integer(n, "keep.positions", {0, 1e6}, "runs", scenario.keep.positions); }}});
         }},
        {"rules", [&](const YamlNode& v) { read_rules(reading, v, scenario.rules); }},
    };
    for (Key& key : institution_keys(reading, scenario.institutions)) keys.push_back(std::move(key));
    keys.push_back({"events", [&](const YamlNode& v) { read_events(reading, v, scenario.events); }});
    return keys;
}

/// The file that a scenario extends; empty, with a problem, where it cannot.
std::filesystem::path base_of(Reading& reading, const YamlNode& node, const std::filesystem::path& path, std::vector<std::string>& lineage)
{
    PlacedText name;
    reading.text(node, "extends", name);
    if (name.place.empty()) return {};
    std::filesystem::path file = path.parent_path() / name.text;
    std::error_code failed;
    if (!std::filesystem::is_regular_file(file, failed)) file = find_scenario(name.text);
    const std::string key = std::filesystem::weakly_canonical(file.empty() ? path : file, failed).string();
    if (name.text.empty() || file.empty())
        reading.problem(node, fmt::format("extends names '{}', which is neither a file nor a shipped scenario", name.text));
    else if (std::find(lineage.begin(), lineage.end(), key) != lineage.end())
        reading.problem(node, fmt::format("extends names '{}', which extends this file in turn", name.text));
    else if (lineage.size() >= max_lineage)
        reading.problem(node, fmt::format("more than {} files extend one another", max_lineage));
    else {
        lineage.push_back(key);
        return file;
    }
    return {};
}

/// Reads one file over what it extends.
void read_file(const std::filesystem::path& path, Scenario& scenario, sim::Problems& problems)
{
    scenario.places.add_source(path.string());
    const std::size_t before = problems.size();
    const YamlNode root = read_yaml(path, problems);
    const bool is_map = root.kind == YamlNode::Kind::map;
    if (!is_map) scenario.places.miss_source();
    if (!is_map && problems.size() > before) return;
    Reading reading(scenario.places, problems);
    if (const YamlNode* base = root.find("extends")) {
        const std::filesystem::path file = base_of(reading, *base, path, scenario.lineage);
        if (file.empty())
            scenario.places.miss_source();
        else
            read_file(file, scenario, problems);
    }
    reading.map(root, "", scenario_keys(reading, scenario));
}

std::string place_of_setting(const std::string& setting) { return "--set " + setting; }

/// A tree with one leaf from `path.to.key=value`; every node's place is the option.
YamlNode tree_of(const std::string& setting, sim::Problems& problems)
{
    const std::string place = place_of_setting(setting);
    const auto equals = setting.find('=');
    if (equals == std::string::npos || equals == 0) {
        problems.push_back({place, "a setting must be path.to.key=value"});
        return {};
    }
    sim::Problems inner;
    YamlNode node = parse_yaml(setting.substr(equals + 1), place, inner);
    for (sim::Problem& problem : inner) problems.push_back({place, problem.message});
    if (!inner.empty()) return {};
    const auto relabel = [&](auto&& self, YamlNode& at) -> void {
        at.place = place;
        for (auto& item : at.items) self(self, item);
        for (auto& [name, value] : at.entries) {
            name.place = place;
            self(self, value);
        }
    };
    relabel(relabel, node);
    std::string path = setting.substr(0, equals);
    for (;;) {
        const auto dot = path.rfind('.');
        YamlNode name;
        name.kind = YamlNode::Kind::scalar;
        name.text = dot == std::string::npos ? path : path.substr(dot + 1);
        name.place = place;
        YamlNode parent;
        parent.kind = YamlNode::Kind::map;
        parent.place = place;
        parent.entries.emplace_back(std::move(name), std::move(node));
        node = std::move(parent);
        if (dot == std::string::npos) return node;
        path.resize(dot);
    }
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

std::vector<std::filesystem::path> shipped_worlds()
{
    std::vector<std::filesystem::path> folders;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(data_folder() / "data", failed))
        if (std::filesystem::exists(entry.path() / "countries.csv") && std::filesystem::exists(entry.path() / "positions.csv")) folders.push_back(entry.path());
    std::sort(folders.begin(), folders.end());
    return folders;
}

std::filesystem::path find_scenario(const std::string& name)
{
    // A folder of results may bear a scenario's name; it is no scenario file.
    std::error_code failed;
    const auto status = std::filesystem::status(name, failed);
    if (std::filesystem::exists(status) && !std::filesystem::is_directory(status)) return name;
    for (const auto& file : shipped_scenarios()) {
        const std::string stem = file.stem().string();
        if (stem == name || stem.substr(0, stem.find('-')) == name) return file;
    }
    return {};
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

Scenario read_scenario(const std::string& name, const std::vector<std::string>& settings, sim::Problems& problems)
{
    Scenario scenario;
    const std::filesystem::path file = find_scenario(name);
    if (file.empty()) {
        std::vector<std::string> known;
        for (const auto& shipped : shipped_scenarios()) known.push_back(shipped.stem().string());
        std::error_code failed;
        const bool folder = std::filesystem::is_directory(name, failed);
        scenario.places.miss_source();
        problems.push_back({name, folder ? "this is a folder, but a scenario is a file"
                                         : "no such file, and no shipped scenario of that name" + sim::suggestion(name, known)});
        return scenario;
    }
    scenario.file = file.string();
    scenario.id = file.stem().string();
    scenario.lineage.push_back(std::filesystem::weakly_canonical(file).string());
    read_file(file, scenario, problems);
    Reading reading(scenario.places, problems);
    for (const std::string& setting : settings) {
        scenario.places.add_source(place_of_setting(setting));
        const std::size_t wrong = problems.size();
        const YamlNode tree = tree_of(setting, problems);
        if (problems.size() == wrong) reading.map(tree, "", scenario_keys(reading, scenario));
    }
    for (sim::Problem& problem : comity::scenarios::problems(scenario)) problems.push_back(std::move(problem));
    problems = in_order(problems, scenario.places.sources());
    return scenario;
}

WorldTables load_world(const Scenario& scenario, sim::Problems& problems)
{
    if (!scenario.places.trusted({"world"})) return {};
    if (scenario.world.synthetic_countries > 0) return synthetic_world(scenario.world.synthetic_countries, scenario.seed, scenario.institutions);
    const std::filesystem::path folder = find_world(scenario);
    if (std::filesystem::is_directory(folder)) return read_world_tables(folder, problems);
    std::vector<std::string> known;
    for (const auto& shipped : shipped_worlds()) known.push_back(shipped.filename().string());
    problems.push_back({scenario.places.last({"world", "world.folder"}, folder.string()),
                        fmt::format("world is '{}', but must be a world folder, or the name of a shipped one{}", scenario.world.folder,
                                    sim::suggestion(scenario.world.folder, known))});
    return {};
}

}  // namespace comity::scenarios
