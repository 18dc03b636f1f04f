#include "sim/atomic_file.hpp"

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace comity::sim {
namespace {

/// A rename is on disk once its folder is; file systems that cannot sync a folder are trusted to keep order themselves.
void sync_folder(const std::filesystem::path& folder)
{
    const int descriptor = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
}

void rename_part(const std::filesystem::path& path)
{
    if (::rename(part_of(path).c_str(), path.c_str()) != 0) throw FileError(path, "the file cannot be given its name", errno);
    sync_folder(path.parent_path());
}

}  // namespace

FileError::FileError(const std::filesystem::path& path, const std::string& what, int system_error)
    : PlacedError(fmt::format("{}: error: {}: {}", path.string(), what, std::generic_category().message(system_error))),
      system_error_(system_error)
{
}

std::filesystem::path part_of(const std::filesystem::path& path)
{
    auto part = path;
    part += ".part";
    return part;
}

void commit_part(const std::filesystem::path& path)
{
    const int descriptor = ::open(part_of(path).c_str(), O_RDWR | O_CLOEXEC);
    if (descriptor < 0) throw FileError(path, "the file cannot be written whole", errno);
    const int status = ::fsync(descriptor);
    const int reason = errno;
    ::close(descriptor);
    if (status != 0) throw FileError(path, "the file cannot be written whole", reason);
    rename_part(path);
}

void require_space(const std::filesystem::path& path, std::uintmax_t bytes)
{
    struct statvfs disk = {};
    const auto folder = path.parent_path();
    if (::statvfs(folder.empty() ? "." : folder.c_str(), &disk) != 0) return;  // then the write itself will tell
    if (disk.f_blocks == 0) return;  // a file system that does not say
    if (static_cast<std::uintmax_t>(disk.f_bavail) * disk.f_frsize < bytes) throw FileError(path, "the file cannot be written", ENOSPC);
}

AtomicFile::AtomicFile(std::filesystem::path path) : path_(std::move(path))
{
    descriptor_ = ::open(part_of(path_).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor_ < 0) throw FileError(path_, "the file cannot be created", errno);
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)), length_(other.length_)
{
}

AtomicFile::~AtomicFile()
{
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    ::unlink(part_of(path_).c_str());
}

void AtomicFile::write(std::string_view text)
{
    std::size_t written = 0;
    while (written < text.size()) {
        const auto got = ::write(descriptor_, text.data() + written, text.size() - written);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) {
            const int reason = errno;
            if (::ftruncate(descriptor_, length_) == 0) ::lseek(descriptor_, length_, SEEK_SET);
            throw FileError(path_, "the file cannot be written", reason);
        }
        written += static_cast<std::size_t>(got);
    }
    length_ += static_cast<std::int64_t>(text.size());
}

void AtomicFile::commit()
{
    const int descriptor = std::exchange(descriptor_, -1);
    const int synced = ::fsync(descriptor);
    const int reason = errno;
    const int closed = ::close(descriptor);
    if (synced != 0 || closed != 0) {
        const int why = synced != 0 ? reason : errno;
        ::unlink(part_of(path_).c_str());
        throw FileError(path_, "the file cannot be written whole", why);
    }
    rename_part(path_);
}

void write_atomically(const std::filesystem::path& path, std::string_view text)
{
    AtomicFile file(path);
    file.write(text);
    file.commit();
}

}  // namespace comity::sim
