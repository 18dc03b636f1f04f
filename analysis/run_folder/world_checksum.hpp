#pragma once

#include <filesystem>
#include <string>

namespace comity::analysis {

/// SHA-256 over the names and checksums of the tables in a world's folder, so that two runs can be held against each other wherever
/// their worlds lay; empty where there is no such folder or table.
///
/// Errors: throws sim::FileError where a table cannot be read
std::string world_checksum(const std::filesystem::path& folder);

}  // namespace comity::analysis
