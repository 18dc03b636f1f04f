#include "analysis/run_folder/manifest.hpp"

#include <cmath>
#include <fstream>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/cli/version.hpp"
#include "analysis/run_folder/folder_place.hpp"
#include "analysis/run_folder/host_facts.hpp"
#include "analysis/run_folder/resolved_input.hpp"
#include "sim/atomic_file.hpp"
#include "sim/checksum.hpp"

namespace comity::analysis {
namespace {

using Json = nlohmann::ordered_json;

const char* word(RunState state)
{
    switch (state) {
        case RunState::running: return "running";
        case RunState::complete: return "complete";
        case RunState::interrupted: return "interrupted";
    }
    return "";
}

Json bound(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json metrics(const RunFolderInfo& info)
{
    Json list = Json::array();
    std::set<std::string> told;
    for (const auto* part : {&info.series_metrics, &info.outcome_metrics}) {
        for (const auto& m : *part) {
            if (!told.insert(m.name).second) continue;
            list.push_back({{"name", m.name}, {"title", m.title}, {"unit", m.unit}, {"low", bound(m.low)}, {"high", bound(m.high)},
                            {"group", m.group}, {"meaning", m.meaning}});
        }
    }
    return list;
}

Json checksum(const std::filesystem::path& file)
{
    const auto sum = sim::file_checksum(file);
    return {{"bytes", sum.bytes}, {"sha256", sum.sha256}};
}

Json shards(const std::filesystem::path& folder, const RunProgress& progress)
{
    Json list = Json::array();
    for (const auto& s : progress.finished_shards)
        list.push_back({{"shard", s.shard}, {"shards", s.shards}, {"first_run", s.first_run}, {"runs", s.runs},
                        {"table", s.table.lexically_relative(folder).string()}, {"sha256", sim::file_checksum(s.table).sha256}});
    return list;
}

void write(const std::filesystem::path& folder, const Json& manifest)
{
    // Text from a user's files may not be UTF-8; the manifest is.
    sim::write_atomically(folder / "manifest.json", manifest.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace

void write_manifest(const std::filesystem::path& folder, const RunFolderInfo& info, const RunProgress& progress)
{
    const Version version = comity::analysis::version();
    const HostFacts host = host_facts();
    const ResultLabels& labels = info.labels;
    Json root;
    root["program"] = {{"name", "comity"}, {"version", version.number}, {"commit", version.commit},
                       {"compiler", version.compiler}, {"build_type", version.build_type}};
    root["command"] = info.command;
    root["scenario"] = {{"id", info.scenario},
                        {"title", info.title},
                        {"narrative", info.narrative},
                        {"start", fmt::format("{}Q{}", labels.start_year, labels.start_quarter)},
                        {"rounds", labels.rounds},
                        {"seed", info.seed},
                        {"runs", info.runs}};
    root["input"] = resolved_input(info.scenario_text);
    root["input_sha256"] = sim::sha256(info.scenario_text);
    if (!info.draws.empty()) {
        root["draws_sha256"] = sim::sha256(info.draws);
        root["varied"] = info.varied;
    }
    if (!info.world_sha256.empty()) root["world_sha256"] = info.world_sha256;
    root["state"] = word(progress.state);
    root["started"] = progress.started;
    root["ended"] = progress.ended.empty() ? Json(nullptr) : Json(progress.ended);
    if (!progress.error.empty()) root["error"] = progress.error;
    root["finished"] = progress.finished;
    root["failed"] = Json::array();
    for (const auto& miss : progress.failed)
        root["failed"].push_back({{"run", miss.run}, {"replicate", miss.replicate}, {"message", miss.message}});
    root["threads"] = info.threads;
    root["ranks"] = 1;
    root["host"] = {{"system", host.system}, {"processor", host.processor}, {"processors", host.processors}};
    root["finished_shards"] = shards(folder, progress);
    root["files"] = Json::object();
    for (const auto& path : progress.files) root["files"][path.filename().string()] = checksum(path);
    root["metrics"] = metrics(info);
    root["arenas"] = Json::array();
    for (const auto& a : labels.arenas)
        root["arenas"].push_back({{"id", a.id}, {"title", a.title}, {"negative", a.negative}, {"positive", a.positive}});
    write(folder, root);
}

void list_in_manifest(const std::filesystem::path& file)
{
    const auto folder = file.parent_path();
    if (!is_run_folder(folder)) return;
    std::ifstream in(folder / "manifest.json");
    Json root = Json::parse(in);
    if (!root["files"].is_object()) root["files"] = Json::object();
    root["files"][file.filename().string()] = checksum(file);
    write(folder, root);
}

}  // namespace comity::analysis
