#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace comity::analysis {

/// The resolved input of a run, from YAML as the program writes it to JSON, key by key in the same order, which counts. As YAML
/// takes in JSON, it can be run as it stands, and a program without a reader of YAML finds every value in force. A text too long
/// to be unfolded stays a text.
nlohmann::ordered_json resolved_input(const std::string& yaml);

}  // namespace comity::analysis
