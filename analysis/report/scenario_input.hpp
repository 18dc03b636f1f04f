#pragma once
// The resolved input of a run as the report reads it: values by their path, and events.

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace comity::analysis {

/// An event as the input lists it: its fields by name, each as one text or as many as it lists.
using InputEvent = std::map<std::string, std::vector<std::string>>;

/// What a run was given.
struct ScenarioInput {
    bool recorded = false;                      ///< whether the manifest holds it value by value
    std::map<std::string, std::string> values;  ///< by path, such as `rules.threat.base`; events are apart
    std::vector<InputEvent> events;             ///< in the order of the input

    /// The value at a path; empty where there is none.
    std::string at(const std::string& path) const;
};

/// Reads the `input` of a manifest. What is not an object (an input too long to be unfolded, or none) is not recorded.
ScenarioInput read_input(const nlohmann::ordered_json& input);

}  // namespace comity::analysis
