#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace comity::analysis {

/// SHA-256 over the names and checksums of the tables of the world that a resolved input names, so that two runs can be held
/// against each other wherever their worlds lay; empty where the world is generated or its folder is not there.
///
/// Errors: throws sim::FileError where a table cannot be read
std::string world_checksum(const nlohmann::ordered_json& input);

}  // namespace comity::analysis
