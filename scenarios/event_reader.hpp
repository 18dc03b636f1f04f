#pragma once
// Events in a scenario file (MODEL.md section 7).

#include <string>
#include <vector>

#include "scenarios/reading.hpp"
#include "scenarios/scenario.hpp"

namespace comity::scenarios {

/// One field that an event type takes.
struct EventField {
    std::string name;
    std::string meaning;
};

/// One type of event: its name in files, its kind, its fields, and the module it needs (empty: the core).
struct EventType {
    std::string name;
    agents::EventKind kind;
    std::string meaning;
    std::vector<EventField> fields;
    std::string module;
};

/// Every type of event that a file may name, those of modules included: these are refused while their module is off.
const std::vector<EventType>& event_types();

/// Reads the list under `events` and appends to `events`.
void read_events(Reading& reading, const YamlNode& node, std::vector<EventSpec>& events);

}  // namespace comity::scenarios
