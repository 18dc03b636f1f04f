#pragma once
// Files that are seen whole or not at all.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "sim/problem.hpp"

namespace comity::sim {

/// What the system refused to do with a file: `FILE: error: WHAT: reason`, as in `No space left on device`.
class FileError : public PlacedError {
public:
    FileError(const std::filesystem::path& path, const std::string& what, int system_error);
    int system_error() const { return system_error_; }

private:
    int system_error_;
};

/// `name` with `.part` appended: what a file is called until it is whole.
std::filesystem::path part_of(const std::filesystem::path& path);

/// Puts `path.part`, written by whatever means, on disk and gives it its name.
void commit_part(const std::filesystem::path& path);

/// Throws FileError (No space left on device) unless the file system of `path` has that many bytes free: for writers such as HDF5 that
/// leave a damaged file behind when they meet the end of the disk.
void require_space(const std::filesystem::path& path, std::uintmax_t bytes);

/// A text file that grows under a temporary name, `path.part`, and takes its own name when it is whole.
///
/// What write() returned from is with the system: it outlives the program, though only commit() makes it outlive a power cut.
/// A write that fails part of the way is taken back, so the file always ends where a write() ended.
///
/// Errors: every member throws FileError; a file that was never committed is removed with the object
class AtomicFile {
public:
    explicit AtomicFile(std::filesystem::path path);
    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&&) = delete;
    ~AtomicFile();

    void write(std::string_view text);
    void commit();
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
    int descriptor_ = -1;
    std::int64_t length_ = 0;
};

/// Writes a whole file so that a reader sees the old text or the new.
void write_atomically(const std::filesystem::path& path, std::string_view text);

}  // namespace comity::sim
