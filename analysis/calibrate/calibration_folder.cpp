#include "analysis/calibrate/calibration_folder.hpp"

#include <fstream>
#include <utility>

#include <fmt/format.h>

#include "analysis/cli/version.hpp"
#include "analysis/run_folder/time_stamp.hpp"
#include "sim/atomic_file.hpp"
#include "sim/checksum.hpp"

namespace comity::analysis {
namespace {

namespace fs = std::filesystem;
using Json = CalibrationFolder::Json;

[[noreturn]] void refuse(const fs::path& folder, const std::string& why)
{
    throw RunFolderRefused(fmt::format("{}: error: {}", folder.string(), why));
}

Json read_json(const fs::path& file)
{
    std::ifstream in(file);
    return Json::parse(in, nullptr, /*allow_exceptions=*/false);
}

/// The configuration of the calibration in a folder; null where it holds none.
Json configuration_in(const fs::path& folder)
{
    const Json manifest = read_json(folder / "manifest.json");
    if (!manifest.is_object() || manifest.value("command", "") != "calibrate" || !manifest.contains("configuration")) return nullptr;
    return manifest["configuration"];
}

/// The first thing in which two configurations differ: `seed is 1 there, 2 here`; empty where they are the same.
std::string difference(const Json& there, const Json& here)
{
    const Json one = there.flatten(), other = here.flatten();
    for (const auto& [path, value] : other.items())
        if (!one.contains(path) || one[path] != value)
            return fmt::format("{} is {} there and {} here", path.substr(1), one.contains(path) ? one[path].dump() : "missing", value.dump());
    for (const auto& [path, value] : one.items())
        if (!other.contains(path)) return fmt::format("{} is {} there and missing here", path.substr(1), value.dump());
    return "";
}

/// Sees to it that an earlier folder may be gone on with, or that nothing is in the way.
void settle(const fs::path& folder, const Json& configuration, Earlier earlier)
{
    std::error_code failed;
    if (fs::exists(folder) && !fs::is_directory(folder)) refuse(folder, "this is a file, but must be a folder for the results");
    const bool used = fs::exists(folder) && !fs::is_empty(folder, failed);
    if (earlier == Earlier::resume) {
        const Json there = used ? configuration_in(folder) : Json();
        if (there.is_null()) refuse(folder, "there is no calibration to resume");
        if (const std::string apart = difference(there, configuration); !apart.empty())
            refuse(folder, fmt::format("the calibration there is another one, which cannot be resumed: {}", apart));
    } else if (used) {
        if (earlier == Earlier::refuse) refuse(folder, "the folder exists; --resume goes on with a calibration, --force replaces it, --out names another place");
        if (configuration_in(folder).is_null()) refuse(folder, "the folder holds no calibration, so --force does not replace it");
    }
}

/// Empties the folder of an earlier calibration, so that nothing of it can be taken for the new one's.
void clear(const fs::path& folder)
{
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(folder, failed)) fs::remove_all(entry.path(), failed);
    if (failed) throw sim::FileError(folder, "the folder cannot be emptied", failed.value());
}

const char* word(RunState state) { return state == RunState::running ? "running" : state == RunState::complete ? "complete" : "interrupted"; }

}  // namespace

CalibrationFolder::CalibrationFolder(fs::path folder, Json configuration, Earlier earlier, int threads)
    : folder_(std::move(folder)), configuration_(std::move(configuration)), threads_(threads), started_(utc_now())
{
    settle(folder_, configuration_, earlier);
    std::error_code failed;
    fs::create_directories(folder_, failed);
    if (failed) throw sim::FileError(folder_, "the folder cannot be made", failed.value());
    lock_ = FolderLock(folder_);
    if (lock_.busy()) refuse(folder_, "another calibration is being written to this folder");
    if (earlier == Earlier::replace) clear(folder_);
    fs::create_directories(folder_ / "state", failed);
    if (failed) throw sim::FileError(folder_ / "state", "the folder cannot be made", failed.value());
    write_manifest(RunState::running);
}

std::optional<Json> CalibrationFolder::state_of(const std::string& block) const
{
    if (!fs::exists(state_file(block))) return std::nullopt;
    Json state = read_json(state_file(block));
    if (state.is_discarded()) refuse(state_file(block), "this is not the state of a block; without the file the block begins anew");
    return state;
}

void CalibrationFolder::keep(const std::string& block, const Json& state) { sim::write_atomically(state_file(block), state.dump() + "\n"); }

void CalibrationFolder::write(const std::string& name, const std::string& text)
{
    sim::write_atomically(folder_ / name, text);
    results_.push_back(name);
}

void CalibrationFolder::finish(RunState state) { write_manifest(state); }

void CalibrationFolder::write_manifest(RunState state) const
{
    const Version version = comity::analysis::version();
    Json root;
    root["program"] = {{"name", "comity"}, {"version", version.number}, {"commit", version.commit}, {"compiler", version.compiler}, {"build_type", version.build_type}};
    root["command"] = "calibrate";
    root["configuration"] = configuration_;
    root["configuration_sha256"] = sim::sha256(configuration_.dump());
    root["state"] = word(state);
    root["started"] = started_;
    root["ended"] = state == RunState::running ? Json(nullptr) : Json(utc_now());
    root["threads"] = threads_;
    root["files"] = Json::object();
    for (const std::string& name : results_) {
        const auto sum = sim::file_checksum(folder_ / name);
        root["files"][name] = {{"bytes", sum.bytes}, {"sha256", sum.sha256}};
    }
    sim::write_atomically(folder_ / "manifest.json", root.dump(1) + "\n");
}

}  // namespace comity::analysis
