#pragma once
// A setting of the command line, `path.to.key=value`, as the tree that a file would give.

#include <string>

#include "scenarios/yaml_tree.hpp"
#include "sim/problem.hpp"

namespace comity::scenarios {

/// What messages name as the place of a setting.
std::string setting_place(const std::string& setting);

/// A tree with one leaf; every node's place is the setting's.
YamlNode setting_tree(const std::string& setting, sim::Problems& problems);

}  // namespace comity::scenarios
