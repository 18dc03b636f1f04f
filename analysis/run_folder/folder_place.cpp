#include "analysis/run_folder/folder_place.hpp"

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/atomic_file.hpp"

namespace comity::analysis {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& folder, const std::string& why)
{
    throw RunFolderRefused(fmt::format("{}: error: {}", folder.string(), why));
}

void make_folder(const fs::path& folder)
{
    std::error_code error;
    if (folder.has_parent_path()) fs::create_directories(folder.parent_path(), error);
    if (error) throw sim::FileError(folder.parent_path(), "the folder cannot be made", error.value());
    if (!fs::create_directory(folder, error)) throw sim::FileError(folder, "the folder cannot be made", error ? error.value() : EEXIST);
}

void rename_folder(const fs::path& from, const fs::path& to)
{
    if (::rename(from.c_str(), to.c_str()) != 0) throw sim::FileError(to, "the folder cannot be replaced", errno);
}

}  // namespace

bool is_run_folder(const fs::path& folder)
{
    std::ifstream file(folder / "manifest.json");
    if (!file) return false;
    const auto manifest = nlohmann::json::parse(file, nullptr, /*allow_exceptions=*/false);
    if (!manifest.is_object() || !manifest.contains("program") || !manifest["program"].is_object()) return false;
    return manifest["program"].value("name", nlohmann::json()) == "comity";
}

FolderLock::FolderLock(const fs::path& folder) : descriptor_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC))
{
    busy_ = descriptor_ >= 0 && ::flock(descriptor_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

FolderLock::FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)), busy_(other.busy_) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept
{
    std::swap(descriptor_, other.descriptor_);
    std::swap(busy_, other.busy_);
    return *this;
}

FolderLock::~FolderLock()
{
    if (descriptor_ >= 0) ::close(descriptor_);
}

FolderPlace::FolderPlace(const fs::path& folder, Existing existing)
{
    // A link is followed: the folder behind it is replaced, not the link.
    std::error_code error;
    target_ = fs::exists(folder, error) ? fs::canonical(folder, error) : folder;
    if (error) throw sim::FileError(folder, "the folder cannot be reached", error.value());
    if (!target_.has_filename()) target_ = target_.parent_path();
    working_ = target_;
    if (fs::exists(target_)) {
        if (!fs::is_directory(target_)) refuse(folder, "this is a file, but must be a folder for the results");
        target_lock_ = FolderLock(target_);
        if (target_lock_.busy()) refuse(folder, "another run is being written to this folder");
        if (!fs::is_empty(target_, error) || error) {
            if (error) throw sim::FileError(folder, "the folder cannot be read", error.value());
            if (existing == Existing::refuse) refuse(folder, "the folder exists; --force replaces a run folder, --out names another place");
            if (!is_run_folder(target_)) refuse(folder, "the folder holds no run of comity, so --force does not replace it");
            working_ = sim::part_of(target_);
        }
    }
    if (working_ != target_ && fs::exists(working_)) {  // left by a run that was killed
        if (FolderLock(working_).busy()) refuse(working_, "another run is being written to this folder");
        if (!fs::is_directory(working_) || !(fs::is_empty(working_) || is_run_folder(working_)))
            refuse(working_, "this is in the way of the results, and not a run of comity");
        fs::remove_all(working_, error);
        if (error) throw sim::FileError(working_, "the folder cannot be removed", error.value());
    }
    if (!fs::exists(working_)) {
        make_folder(working_);
        made_ = true;
        working_lock_ = FolderLock(working_);
    }
}

void FolderPlace::publish()
{
    if (working_ == target_) return;
    fs::path old = working_;
    if (::renameat2(AT_FDCWD, working_.c_str(), AT_FDCWD, target_.c_str(), RENAME_EXCHANGE) != 0) {
        // Without an exchange in one step, the old results wait under another name until the new ones have theirs.
        old = target_;
        old += ".old";
        rename_folder(target_, old);
        try {
            rename_folder(working_, target_);
        } catch (...) {
            rename_folder(old, target_);
            throw;
        }
    }
    working_ = target_;
    made_ = false;
    std::error_code ignored;  // what stays of the old results does no harm
    fs::remove_all(old, ignored);
}

void FolderPlace::abandon() noexcept
{
    std::error_code ignored;
    if (made_) {
        fs::remove_all(working_, ignored);
        return;
    }
    for (const auto& entry : fs::directory_iterator(working_, ignored)) fs::remove_all(entry.path(), ignored);  // it was empty
}

}  // namespace comity::analysis
