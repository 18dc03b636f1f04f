#pragma once
// Every key that a scenario file or --set may give, in words.

#include <map>
#include <string>

#include <nlohmann/json_fwd.hpp>

namespace comity::analysis {

/// A description for each path: top keys, parts of the world and of what is kept, parameters of the rules, every key of the
/// arenas, norms, forums and treaties that ship, and every field of an event as `events.TYPE.FIELD`.
std::map<std::string, nlohmann::ordered_json> scenario_keys();

/// The description of a path, or of the key above it where that is a map from names to numbers; null where there is none.
nlohmann::ordered_json key_at(const std::string& path);

}  // namespace comity::analysis
