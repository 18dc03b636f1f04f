#pragma once
// Arenas, sub-norms and forums in a scenario file: changes to the defaults, and new ones.

#include "agents/institutions.hpp"
#include "scenarios/reading.hpp"

namespace comity::scenarios {

/// The keys `arenas`, `norms` and `forums` of a scenario; an id that is not known yet adds one. Read in this order, since norms name
/// arenas and forums name norms.
std::vector<Key> institution_keys(Reading& reading, agents::Institutions& institutions);

/// Words of the decision rules in files, in the order of agents::DecisionRule.
const std::vector<std::string>& decision_rule_names();

}  // namespace comity::scenarios
