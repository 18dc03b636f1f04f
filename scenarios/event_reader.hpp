#pragma once
// Events in a scenario file (MODEL.md section 7).

#include <vector>

#include "scenarios/reading.hpp"
#include "scenarios/scenario.hpp"

namespace comity::scenarios {

/// Reads the list under `events` and appends to `events`.
void read_events(Reading& reading, const YamlNode& node, std::vector<EventSpec>& events);

}  // namespace comity::scenarios
