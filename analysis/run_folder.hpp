#pragma once
// The run folder of `comity run`: everything that a run leaves behind (the public interface names each file).

#include <filesystem>
#include <memory>
#include <string>

#include "analysis/run_folder/folder_place.hpp"
#include "analysis/run_folder/manifest.hpp"
#include "analysis/run_folder/run_info.hpp"

namespace comity::analysis {

/// Writes manifest.json, scenario.yaml, runs.csv, series.csv, quantiles.csv and ensemble.nc as runs come in.
///
/// Runs are added in order, one call at a time. runs.csv and the variables of ensemble.nc depend on nothing but what is given.
/// The room that is needed to end well is set aside at the start, so that on a full disk what was finished is kept: the call that
/// meets the full disk throws, and the folder, as the object goes, is closed as `interrupted` with the reason in its manifest.
/// Where a run folder was to be replaced and something failed, the old one stays and the new one is left as `NAME.part`.
///
/// Errors: throws RunFolderRefused for a place that cannot be given; sim::FileError and sim::NetcdfError where writing fails
class RunFolder {
public:
    RunFolder(const std::filesystem::path& folder, RunFolderInfo info, Existing existing);
    RunFolder(const RunFolder&) = delete;
    RunFolder& operator=(const RunFolder&) = delete;
    ~RunFolder();

    /// Writes out the text of a run, on any thread: what takes longest, and need not wait for the runs before.
    void format(const RunKey& key, const RunValues& values, RunText& text) const;
    /// Adds a run whose text was made by format().
    void add(const RunKey& key, const RunValues& values, RunText& text);
    void add(const RunKey& key, const RunValues& values);
    void add_failed(const RunKey& key, const std::string& message);
    /// Closes the folder. An interrupted run without a single finished run does not replace an older folder.
    void finish(RunState state);

    /// How many runs are in it that did not fail.
    std::int64_t finished() const { return progress_.finished; }
    /// Where the results lie now, or will when finish() returns.
    const std::filesystem::path& path() const;

private:
    struct Parts;
    enum class OnFailure { stop, go_on };
    void close(RunState state, OnFailure on_failure);
    template <class Write>
    void guard(Write&& write);

    RunFolderInfo info_;
    RunProgress progress_;
    std::unique_ptr<FolderPlace> place_;
    std::unique_ptr<Parts> parts_;
};

}  // namespace comity::analysis
