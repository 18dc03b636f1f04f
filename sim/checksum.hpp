#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace comity::sim {

/// SHA-256 in hex, as `sha256sum` prints it.
std::string sha256(std::string_view bytes);

/// Size and SHA-256 of a file on disk.
struct FileChecksum {
    std::uintmax_t bytes = 0;
    std::string sha256;
};

/// Errors: throws FileError where the file cannot be read
FileChecksum file_checksum(const std::filesystem::path& path);

}  // namespace comity::sim
