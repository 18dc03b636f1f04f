#pragma once
// A YAML file as a plain tree with places. The .cpp alone includes yaml-cpp.

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "sim/problem.hpp"

namespace comity::scenarios {

/// A node of a YAML file: nothing, a scalar as text, a list, or a map in the order of the file.
struct YamlNode {
    enum class Kind { null, scalar, list, map };

    Kind kind = Kind::null;
    std::string text;     ///< of a scalar
    bool quoted = false;  ///< of a scalar: it is text, whatever it looks like
    bool dotted = false;  ///< of a map: it stands for a dot in the path of a setting
    std::string place;    ///< `file:line:column`
    std::vector<YamlNode> items;
    std::vector<std::pair<YamlNode, YamlNode>> entries;  ///< keys are scalars

    const YamlNode* find(const std::string& key) const;
};

/// Largest file that is read, in bytes.
constexpr std::size_t max_yaml_bytes = std::size_t{4} << 20;

/// Reads a file. What is wrong with it as YAML is one problem: missing, empty, over 4 MiB, not UTF-8 text, bad syntax, several documents;
/// duplicate keys, keys that are not scalars, and aliases that contain themselves or unfold to over 200,000 nodes are problems too.
YamlNode read_yaml(const std::filesystem::path& path, sim::Problems& problems);
/// The same for a text under a name.
YamlNode parse_yaml(const std::string& text, const std::string& name, sim::Problems& problems);

}  // namespace comity::scenarios
