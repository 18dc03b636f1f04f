#pragma once
// Where a run folder is written, so that a finished one is never half replaced.

#include <filesystem>
#include <string>

#include "analysis/existing.hpp"
#include "sim/problem.hpp"

namespace comity::analysis {

/// The user asked for a place that cannot be given: `FOLDER: error: ...`.
class RunFolderRefused : public sim::PlacedError {
public:
    using PlacedError::PlacedError;
};

/// Whether a folder holds the manifest of a run of this program.
bool is_run_folder(const std::filesystem::path& folder);

/// A folder locked against a second program, as long as this lives; where the file system has no locks, nobody is known to write.
class FolderLock {
public:
    FolderLock() = default;
    explicit FolderLock(const std::filesystem::path& folder);
    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&& other) noexcept;
    ~FolderLock();
    /// Whether another program has it.
    bool busy() const { return busy_; }

private:
    int descriptor_ = -1;
    bool busy_ = false;
};

/// A folder to write in. A new one, or an empty one that is there, is written in place. One that holds a run is replaced only with
/// Existing::replace, only at the end: until publish(), results grow in `NAME.part` beside it.
///
/// Errors: throws RunFolderRefused for a folder in use, in the way, or of unknown content; sim::FileError where the system refuses
class FolderPlace {
public:
    FolderPlace(const std::filesystem::path& folder, Existing existing);
    FolderPlace(const FolderPlace&) = delete;
    FolderPlace& operator=(const FolderPlace&) = delete;

    /// Where to write now.
    const std::filesystem::path& working() const { return working_; }
    /// Whether an older run folder is there to be replaced.
    bool replaces() const { return working_ != target_; }
    /// Gives the folder its name; what had the name is removed.
    void publish();
    /// Removes what was written, where nothing is worth keeping: the place is as it was found.
    void abandon() noexcept;

private:
    std::filesystem::path target_;
    std::filesystem::path working_;
    bool made_ = false;  // working_ itself is ours to remove
    FolderLock target_lock_;
    FolderLock working_lock_;
};

}  // namespace comity::analysis
