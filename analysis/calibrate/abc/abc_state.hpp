#pragma once
// The state of a sampling on disk, so that it can go on after the program was stopped, and what a block came to.

#include <nlohmann/json_fwd.hpp>

#include "analysis/calibrate/abc/abc_smc.hpp"

namespace comity::analysis {

/// The state as JSON; numbers read back as the same doubles, what is undefined as null.
nlohmann::ordered_json as_json(const AbcState& state);

/// The state that as_json() wrote.
///
/// Errors: throws nlohmann::json::exception or std::invalid_argument for anything else, such as tables of the wrong shape
AbcState state_of(const nlohmann::ordered_json& json);

/// What a block came to, and back, in the same way.
nlohmann::ordered_json as_json(const Posterior& posterior);
Posterior fitted_of(const nlohmann::ordered_json& json);

}  // namespace comity::analysis
