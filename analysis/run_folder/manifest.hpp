#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "analysis/run_folder/run_info.hpp"

namespace comity::analysis {

enum class RunState { running, complete, interrupted };

struct MissedRun {
    std::int64_t run = 0;
    std::int64_t replicate = 0;
    std::string message;
};

/// A part of the runs that was played to its end, every one of them finished or failed; a plain run is one shard, the whole.
struct FinishedShard {
    std::int64_t shard = 0;   ///< which, from 0
    std::int64_t shards = 1;  ///< of how many
    std::int64_t first_run = 0;
    std::int64_t runs = 0;
    std::filesystem::path table;  ///< the rows of its runs, to be listed with their checksum
};

/// What the manifest says that changes while the runs are played.
struct RunProgress {
    RunState state = RunState::running;
    std::string started;  ///< UTC
    std::string ended;    ///< UTC, empty while running
    std::string error;    ///< what ended the runs early, where something failed
    std::int64_t finished = 0;
    std::vector<MissedRun> failed;
    std::vector<FinishedShard> finished_shards;
    std::vector<std::filesystem::path> files;  ///< whole files, to be listed with size and checksum
};

/// Writes manifest.json: what was run, by which program, on what, and which files came of it.
///
/// Errors: throws sim::FileError
void write_manifest(const std::filesystem::path& folder, const RunFolderInfo& info, const RunProgress& progress);

/// Lists a file that came later, such as the report, in the manifest of its folder; where that is no run folder, nothing is done.
///
/// Errors: throws sim::FileError
void list_in_manifest(const std::filesystem::path& file);

}  // namespace comity::analysis
