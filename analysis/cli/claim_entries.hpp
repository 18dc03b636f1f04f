#pragma once
// The table of claims, as `list` and `describe` have it.

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "analysis/cli/catalogue.hpp"

namespace comity::analysis {

/// A row each, with its first claim.
std::vector<Entry> claim_entries();
/// The whole table under `claims`, or the checks of one row, such as `R19`; null where nothing has that name.
nlohmann::ordered_json claims_description(const std::string& name);

}  // namespace comity::analysis
