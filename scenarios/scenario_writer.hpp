#pragma once
// Scenario -> YAML: the resolved input, everything written out, which reads back as the same scenario.

#include <string>

#include "scenarios/scenario.hpp"

namespace comity::scenarios {

/// The whole scenario as YAML, with no `extends`: running it again gives the same results. A world folder is written as an absolute path
/// unless it ships with the program.
std::string to_yaml(const Scenario& scenario);

}  // namespace comity::scenarios
