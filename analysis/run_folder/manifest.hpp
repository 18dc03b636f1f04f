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

/// What the manifest says that changes while the runs are played.
struct RunProgress {
    RunState state = RunState::running;
    std::string started;  ///< UTC
    std::string ended;    ///< UTC, empty while running
    std::string error;    ///< what ended the runs early, where something failed
    std::int64_t finished = 0;
    std::vector<MissedRun> failed;
    std::vector<std::filesystem::path> files;  ///< whole files, to be listed with size and checksum
};

/// Writes manifest.json: what was run, by which program, on what, and which files came of it.
///
/// Errors: throws sim::FileError
void write_manifest(const std::filesystem::path& folder, const RunFolderInfo& info, const RunProgress& progress);

}  // namespace comity::analysis
