#include "analysis/report/run_results.hpp"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "analysis/report/fans_reader.hpp"
#include "analysis/report/outcomes_reader.hpp"
#include "analysis/report/positions_reader.hpp"

namespace comity::analysis {
namespace {

using json = nlohmann::ordered_json;  // the order of the input counts
namespace fs = std::filesystem;

std::string text_of(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

// A member as text: numbers keep their digits, what is absent or null is empty.
std::string text(const json& object, const char* key)
{
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) return {};
    return found->is_string() ? found->get<std::string>() : found->dump();
}

long long whole(const json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_number() ? found->get<long long>() : 0;
}

double bound(const json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_number() ? found->get<double>() : missing;
}

json part(const json& object, const char* key, json otherwise)
{
    const auto found = object.find(key);
    return found != object.end() && found->type() == otherwise.type() ? *found : otherwise;
}

Metric metric_of(const json& entry)
{
    Metric metric{text(entry, "name"),  text(entry, "title"),   text(entry, "unit"), text(entry, "group"),
                  text(entry, "meaning"), bound(entry, "low"), bound(entry, "high")};
    if (metric.title.empty()) metric.title = metric.name;
    if (metric.group.empty()) metric.group = "other";
    return metric;
}

Manifest manifest_of(const json& root)
{
    const json program = part(root, "program", json::object());
    const json scenario = part(root, "scenario", json::object());
    Manifest manifest;
    manifest.program = text(program, "name");
    manifest.version = text(program, "version");
    manifest.commit = text(program, "commit");
    manifest.scenario = text(scenario, "id");
    manifest.title = text(scenario, "title").empty() ? manifest.scenario : text(scenario, "title");
    manifest.narrative = text(scenario, "narrative");
    manifest.start = text(scenario, "start");
    manifest.rounds = whole(scenario, "rounds");
    manifest.runs = whole(scenario, "runs");
    manifest.seed = text(scenario, "seed");
    manifest.world_sha256 = text(root, "world_sha256");
    manifest.state = text(root, "state");
    manifest.started = text(root, "started");
    manifest.ended = text(root, "ended");
    manifest.finished = whole(root, "finished");
    manifest.threads = whole(root, "threads");
    for (const json& entry : part(root, "failed", json::array()))
        manifest.failed.push_back({whole(entry, "run"), whole(entry, "replicate"), text(entry, "message")});
    const json files = part(root, "files", json::object());  // named: items() only looks at it
    for (const auto& [name, entry] : files.items())
        if (!name.ends_with(".html"))  // no page can tell its own checksum
            manifest.files.push_back({name, whole(entry, "bytes"), text(entry, "sha256")});
    for (const json& entry : part(root, "metrics", json::array())) manifest.metrics.push_back(metric_of(entry));
    for (const json& entry : part(root, "arenas", json::array()))
        manifest.arenas.push_back({text(entry, "id"), text(entry, "title"), text(entry, "negative"), text(entry, "positive")});
    if (const auto input = root.find("input"); input != root.end()) manifest.input = read_input(*input);
    return manifest;
}

[[noreturn]] void refuse(const fs::path& folder, const std::string& why)
{
    throw ReportError(fmt::format("{}: error: {}", folder.string(), why));
}

Manifest read_manifest(const fs::path& folder)
{
    if (!fs::exists(folder)) refuse(folder, "no such folder");
    if (!fs::is_directory(folder)) refuse(folder, "this is a file; a report is made from run folders");
    if (!fs::exists(folder / "manifest.json")) refuse(folder, "this is not a run folder: it holds no manifest.json");
    const json root = json::parse(text_of(folder / "manifest.json"), nullptr, /*allow_exceptions=*/false);
    if (!root.is_object()) refuse(folder / "manifest.json", "this is not a JSON object");
    const std::string command = text(root, "command");
    if (command != "run")
        refuse(folder, fmt::format("this folder was written by '{}'; a report is made from folders of 'comity run'",
                                   command.empty() ? "an unknown command" : "comity " + command));
    if (text(root, "state") == "running") refuse(folder, "this run has not ended; a report is made from what is whole");
    return manifest_of(root);
}

}  // namespace

RunResults read_run_results(const fs::path& folder)
{
    RunResults results;
    results.folder = folder;
    results.manifest = read_manifest(folder);
    for (const char* needed : {"runs.csv", "ensemble.nc"})
        if (!fs::exists(folder / needed)) refuse(folder, fmt::format("this run folder is not whole: it holds no {}", needed));
    results.scenario_text = text_of(folder / "scenario.yaml");
    results.outcomes = read_outcomes(folder / "runs.csv");
    const auto rows = static_cast<long long>(results.outcomes.replicates().size()), failed = static_cast<long long>(results.manifest.failed.size());
    if (rows != results.manifest.finished + failed)
        refuse(folder, fmt::format("this run folder is not whole: runs.csv has {} rows, but manifest.json tells of {} finished and {} failed runs",
                                   rows, results.manifest.finished, failed));
    const auto ensemble = sim::NetcdfFile::open(folder / "ensemble.nc");
    results.times = read_times(ensemble);
    results.fans = read_fans(ensemble);
    results.positions = read_positions(ensemble);
    return results;
}

}  // namespace comity::analysis
