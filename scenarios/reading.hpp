#pragma once
// Values out of a YAML tree: each is checked for type and range, and what is wrong is noted with its place.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/yaml_tree.hpp"
#include "sim/parameters.hpp"
#include "sim/problem.hpp"

namespace comity::scenarios {

/// One key of a map: its name, and what to do with its value.
struct Key {
    std::string name;
    std::function<void(const YamlNode&)> read;
};

/// Reads values and collects problems. `path` in messages is the dotted path of the key.
class Reading {
public:
    explicit Reading(sim::Problems& problems) : problems_(problems) {}

    void problem(const YamlNode& at, std::string message) { problems_.push_back({at.place, std::move(message)}); }
    std::size_t num_problems() const { return problems_.size(); }

    /// Reads a map: unknown keys are problems that offer the nearest known one; keys are read in the order of `keys`.
    void map(const YamlNode& node, const std::string& path, const std::vector<Key>& keys);
    /// Calls `read` for each entry of a map with any keys.
    void entries(const YamlNode& node, const std::string& path, const std::function<void(const YamlNode& key, const YamlNode& value)>& read);

    void number(const YamlNode& node, const std::string& path, const sim::Field& field, double& value);
    void number(const YamlNode& node, const std::string& path, sim::Range range, std::string_view unit, std::string_view meaning, double& value);
    void integer(const YamlNode& node, const std::string& path, sim::Range range, std::string_view meaning, int& value);
    /// A whole number up to 2^53, so that every reader of the results can hold it.
    void seed(const YamlNode& node, const std::string& path, std::uint64_t& value);
    void text(const YamlNode& node, const std::string& path, std::string& value);
    void flag(const YamlNode& node, const std::string& path, bool& value);
    /// A scalar, or a list of scalars.
    void texts(const YamlNode& node, const std::string& path, std::vector<std::string>& values);
    void numbers(const YamlNode& node, const std::string& path, sim::Range range, std::vector<double>& values);
    /// Index of one of the known words, or -1 with a problem.
    int choice(const YamlNode& node, const std::string& path, const std::vector<std::string>& known);

private:
    sim::Problems& problems_;
};

/// `what` as YAML has it, for messages: `a map`, `a list`, `'text'`.
std::string as_written(const YamlNode& node);

}  // namespace comity::scenarios
