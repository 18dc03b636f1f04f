#pragma once
// The folder of a calibration: what it has come to, so that it can go on after the program was stopped, and its results.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/run_folder/folder_place.hpp"
#include "analysis/run_folder/manifest.hpp"

namespace comity::analysis {

/// What to do with a calibration that is there already.
enum class Earlier { refuse, resume, replace };

/// Holds manifest.json, state/BLOCK.json for each block begun, and the results. Every file is seen whole or not at all.
///
/// Errors: throws RunFolderRefused for a folder in use, of unknown content, or of another calibration than the one to be resumed;
///         sim::FileError where the system refuses
class CalibrationFolder {
public:
    using Json = nlohmann::ordered_json;

    /// `configuration`: all that the results depend on, as one flat or nested map; what is resumed must have the same.
    CalibrationFolder(std::filesystem::path folder, Json configuration, Earlier earlier, int threads);

    const std::filesystem::path& path() const { return folder_; }
    /// What was kept of a block; nothing where it was not begun.
    std::optional<Json> state_of(const std::string& block) const;
    void keep(const std::string& block, const Json& state);
    /// Writes a file of results.
    void write(const std::string& name, const std::string& text);
    /// Closes the folder; what is not complete can be resumed.
    void finish(RunState state);

private:
    std::filesystem::path state_file(const std::string& block) const { return folder_ / "state" / (block + ".json"); }
    void write_manifest(RunState state) const;

    std::filesystem::path folder_;
    Json configuration_;
    int threads_;
    std::string started_;
    std::vector<std::string> results_;
    FolderLock lock_;
};

}  // namespace comity::analysis
