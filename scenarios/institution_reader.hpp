#pragma once
// Arenas, sub-norms, forums and treaties in a scenario file: changes to the defaults, and new ones.

#include "agents/institutions.hpp"
#include "scenarios/reading.hpp"

namespace comity::scenarios {

// An id that is not known yet adds a thing. Each kind names those read before it: arenas, norms, forums, treaties.
void read_arenas(Reading& reading, const YamlNode& node, agents::Institutions& institutions);
void read_norms(Reading& reading, const YamlNode& node, agents::Institutions& institutions);
void read_forums(Reading& reading, const YamlNode& node, agents::Institutions& institutions);
void read_treaties(Reading& reading, const YamlNode& node, agents::Institutions& institutions);

}  // namespace comity::scenarios
