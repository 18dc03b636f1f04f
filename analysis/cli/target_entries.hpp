#pragma once
// The targets of the calibration, as `describe` has them.

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace comity::analysis {

/// All targets under `targets`, or one, `targets.yes_share`; null where nothing has that name. Their plain names may be those of metrics.
nlohmann::ordered_json targets_description(const std::string& name);

}  // namespace comity::analysis
