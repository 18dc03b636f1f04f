#include "scenarios/scenario_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/dates.hpp"
#include "scenarios/event_reader.hpp"
#include "scenarios/institution_reader.hpp"
#include "scenarios/reading.hpp"
#include "scenarios/setting_tree.hpp"
#include "scenarios/shipped.hpp"
#include "scenarios/synthetic_world.hpp"

namespace comity::scenarios {
namespace {

constexpr std::size_t max_lineage = 16;

/// Reads the keys of a scenario, each by the type of its value.
class ScenarioReader {
public:
    /// `file`: what is read, so that what it names may lie beside it.
    ScenarioReader(Reading& reading, Scenario& scenario, std::string file) : reading_(reading), scenario_(scenario), file_(std::move(file)) {}

    void read(const YamlNode& root) { keys(root, "", scenario_); }

private:
    template <class Thing>
    void keys(const YamlNode& node, const std::string& path, Thing& thing)
    {
        std::vector<Key> found;
        Thing::each_key(thing, [&](const sim::Field& field, auto& value) {
            const std::string name(field.name);
            found.push_back({name, [this, field, &value, full = path.empty() ? name : path + "." + name](const YamlNode& v) {
                                 read(v, full, field, value);
                             }});
        });
        reading_.map(node, path, found);
    }

    void read(const YamlNode& node, const std::string& path, const sim::Field& field, auto& value)
    {
        reading_.value(node, path, field, value);
    }
    void read(const YamlNode& node, const std::string& path, const sim::Field&, Keep& keep) { keys(node, path, keep); }
    void read(const YamlNode& node, const std::string& path, const sim::Field&, agents::ObserverOptions& observe) { keys(node, path, observe); }
    void read(const YamlNode&, const std::string&, const sim::Field&, Lineage&) {}  // the file that it names is read first
    void read(const YamlNode& node, const std::string& path, const sim::Field&, ParameterFile& parameters)
    {
        const std::filesystem::path file = file_of(node, path);
        if (file.empty()) return;
        parameters.file = file.string();
        read_parameters(file);
    }
    void read(const YamlNode& node, const std::string& path, const sim::Field&, ParameterDraws& draws)
    {
        const std::filesystem::path file = file_of(node, path);
        if (file.empty()) return;
        scenario_.places.add_source(file.string());
        sim::Problems found;
        draws = read_draws(file, found);
        for (sim::Problem& each : found) reading_.problem(std::move(each));
    }
    void read(const YamlNode& node, const std::string&, const sim::Field&, std::vector<agents::Arena>&)
    {
        read_arenas(reading_, node, scenario_.institutions);
    }
    void read(const YamlNode& node, const std::string&, const sim::Field&, std::vector<agents::Norm>&)
    {
        read_norms(reading_, node, scenario_.institutions);
    }
    void read(const YamlNode& node, const std::string&, const sim::Field&, std::vector<agents::Forum>&)
    {
        read_forums(reading_, node, scenario_.institutions);
    }
    void read(const YamlNode& node, const std::string&, const sim::Field&, std::vector<agents::Treaty>&)
    {
        read_treaties(reading_, node, scenario_.institutions);
    }
    void read(const YamlNode& node, const std::string&, const sim::Field&, std::vector<EventSpec>& events)
    {
        read_events(reading_, node, events);
    }
    void read(const YamlNode& node, const std::string&, const sim::Field&, std::vector<Expectation>& expectations)
    {
        read_expectations(reading_, node, file_, expectations);
    }

    void read(const YamlNode& node, const std::string& path, const sim::Field&, Quarter& start)
    {
        scenario_.start_given = node.kind == YamlNode::Kind::scalar && parse_quarter(node.text, start);
        if (!scenario_.start_given)
            reading_.problem(node, fmt::format("{} is {}, but must be a quarter such as 2020Q1", path, as_written(node)));
    }

    void read(const YamlNode& node, const std::string& path, const sim::Field& field, WorldSource& world)
    {
        const YamlNode* folder = node.kind == YamlNode::Kind::scalar ? &node : node.find("folder");
        if (folder) world.synthetic_countries = 0;
        if (folder == &node)
            reading_.value(node, path, field, world.folder);
        else if (node.kind == YamlNode::Kind::map)
            keys(node, path, world);
        else
            return reading_.problem(node, fmt::format("{} is {}, but must be a world folder, the name of a shipped one, or a map",
                                                      path, as_written(node)));
        if (folder && folder->kind == YamlNode::Kind::scalar && folder->text.empty())
            reading_.problem(*folder, fmt::format("{} is empty, but must be a world folder, or the name of a shipped one", path));
        if (folder && node.find("synthetic"))
            reading_.problem(node, fmt::format("{} names both a folder and a number of countries to generate", path));
    }

    void read(const YamlNode& node, const std::string& path, const sim::Field&, agents::Rules& rules)
    {
        std::vector<Key> found;
        agents::Rules::each_rule(rules, [&](std::string_view rule, auto& params) {
            found.push_back({std::string(rule), [this, &params, full = path + "." + std::string(rule)](const YamlNode& v) {
                                 parameters(v, full, params);
                             }});
        });
        reading_.map(node, path, found);
    }

    /// The file that a key names, beside this one or where the program was started; empty, with a problem, where there is none.
    std::filesystem::path file_of(const YamlNode& node, const std::string& path)
    {
        PlacedText name;
        reading_.text(node, path, name);
        if (name.place.empty()) return {};
        std::error_code failed;
        for (const auto& candidate : {std::filesystem::path(file_).parent_path() / name.text, std::filesystem::path(name.text)})
            if (std::filesystem::is_regular_file(candidate, failed)) return candidate;
        reading_.problem(node, fmt::format("{} names '{}', which is no file", path, name.text));
        return {};
    }

    /// Reads a file of parameters, which holds rules and forums alone, so that it changes no more of a scenario than it says.
    void read_parameters(const std::filesystem::path& file)
    {
        scenario_.places.add_source(file.string());
        YamlNode root = reading_.file(file);
        if (root.kind != YamlNode::Kind::map) return scenario_.places.miss_source();
        std::erase_if(root.entries, [&](const auto& entry) {
            const std::string& name = entry.first.text;
            if (name == "rules" || name == "forums") return false;
            reading_.problem(entry.first, fmt::format("unknown key '{}'{}; a file of parameters holds rules and forums", name, sim::suggestion(name, {"rules", "forums"})));
            return true;
        });
        ScenarioReader(reading_, scenario_, file.string()).read(root);
    }

    template <class Params>
    void parameters(const YamlNode& node, const std::string& path, Params& params)
    {
        std::vector<Key> found;
        Params::describe(params, [&](std::string_view name, auto& value, sim::Range range, std::string_view unit,
                                     std::string_view meaning, std::string_view source) {
            const sim::Field field{name, range, unit, meaning, source};
            found.push_back({std::string(name), [this, field, &value, full = path + "." + std::string(name)](const YamlNode& v) {
                                 reading_.value(v, full, field, value);
                             }});
        });
        reading_.map(node, path, found);
    }

    Reading& reading_;
    Scenario& scenario_;
    std::string file_;
};

/// The file that a scenario extends; empty, with a problem, where it cannot.
std::filesystem::path base_of(Reading& reading, const YamlNode& node, const std::filesystem::path& path,
                              std::vector<std::string>& lineage)
{
    PlacedText name;
    reading.text(node, "extends", name);
    if (name.place.empty()) return {};
    std::error_code failed;
    const std::filesystem::path file = find_scenario_beside(path, name.text);
    const std::string key = std::filesystem::weakly_canonical(file.empty() ? path : file, failed).string();
    if (name.text.empty() || file.empty())
        reading.problem(node, fmt::format("extends names '{}', which is neither a file nor a shipped scenario{}", name.text,
                                          sim::suggestion(name.text, shipped_names())));
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
        const std::filesystem::path file = base_of(reading, *base, path, scenario.lineage.files);
        if (file.empty())
            scenario.places.miss_source();
        else
            read_file(file, scenario, problems);
    }
    scenario.expect.clear();
    ScenarioReader(reading, scenario, path.string()).read(root);
}

}  // namespace

Scenario read_scenario(const std::string& name, const std::vector<std::string>& settings, sim::Problems& problems)
{
    Scenario scenario;
    const std::filesystem::path file = find_scenario(name);
    if (file.empty()) {
        std::error_code failed;
        const bool folder = std::filesystem::is_directory(name, failed);
        scenario.places.miss_source();
        problems.push_back(
            {name, folder ? "this is a folder, but a scenario is a file"
                          : "no such file, and no shipped scenario of that name" + sim::suggestion(name, shipped_names())});
        return scenario;
    }
    scenario.file = file.string();
    scenario.id = file.stem().string();
    scenario.lineage.files.push_back(std::filesystem::weakly_canonical(file).string());
    read_file(file, scenario, problems);
    Reading reading(scenario.places, problems);
    for (const std::string& setting : settings) {
        scenario.places.add_source(setting_place(setting));
        const std::size_t wrong = problems.size();
        const YamlNode tree = setting_tree(setting, problems);
        if (tree.find("extends"))
            problems.push_back(
                {tree.place,
                 "extends cannot be set: it is read before all else; name the scenario itself, or a file that extends it"});
        else if (problems.size() == wrong)
            ScenarioReader(reading, scenario, "").read(tree);
    }
    for (sim::Problem& problem : comity::scenarios::problems(scenario)) problems.push_back(std::move(problem));
    problems = in_order(problems, scenario.places.sources());
    return scenario;
}

WorldTables load_world(const Scenario& scenario, sim::Problems& problems)
{
    if (!scenario.places.trusted({"world"})) return {};
    if (scenario.world.synthetic_countries > 0)
        return synthetic_world(scenario.world.synthetic_countries, scenario.seed, scenario.institutions);
    const std::filesystem::path folder = find_world(scenario);
    if (std::filesystem::is_directory(folder)) return read_world_tables(folder, problems);
    std::vector<std::string> known;
    for (const auto& shipped : shipped_worlds()) known.push_back(shipped.filename().string());
    problems.push_back({scenario.places.last({"world", "world.folder"}, folder.string()),
                        fmt::format("world is '{}', but must be a world folder, or the name of a shipped one{}",
                                    scenario.world.folder, sim::suggestion(scenario.world.folder, known))});
    return {};
}

}  // namespace comity::scenarios
