#pragma once
// The JSON Schema of a scenario file, made from the same descriptions that the reader checks against.

#include <nlohmann/json_fwd.hpp>

namespace comity::analysis {

/// JSON Schema, draft 2020-12, with types, ranges, meanings and defaults of every key.
nlohmann::ordered_json scenario_schema();

}  // namespace comity::analysis
