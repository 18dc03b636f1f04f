#pragma once
// Values out of a YAML tree: each is checked for type and range, and what is wrong is noted with its place.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "scenarios/places.hpp"
#include "scenarios/yaml_tree.hpp"
#include "sim/parameters.hpp"
#include "sim/problem.hpp"

namespace comity::scenarios {

/// One key of a map: its name, and what to do with its value.
struct Key {
    std::string name;
    std::function<void(const YamlNode&)> read;
};

/// Reads values, notes their places and collects problems. `path` in messages is the dotted path of the key.
class Reading {
public:
    Reading(Places& places, sim::Problems& problems) : places_(places), problems_(problems) {}

    void problem(const YamlNode& at, std::string message) { problems_.push_back({at.place, std::move(message)}); }
    void problem(sim::Problem placed) { problems_.push_back(std::move(placed)); }
    /// Reads a file that is named in the one that is read.
    YamlNode file(const std::filesystem::path& path) { return read_yaml(path, problems_); }
    /// Something is named that is not there: no problem while a file is missing that may hold it.
    void not_there(const YamlNode& at, std::string message)
    {
        if (places_.whole()) problem(at, std::move(message));
    }

    /// Reads a map: unknown keys are problems that offer the nearest known one; keys are read in the order of `keys`.
    void map(const YamlNode& node, const std::string& path, const std::vector<Key>& keys);
    /// Calls `read` for each entry of a map with any keys.
    void entries(const YamlNode& node, const std::string& path, const std::function<void(const YamlNode& key, const YamlNode& value)>& read);

    void number(const YamlNode& node, const std::string& path, const sim::Field& field, double& value);
    /// Whether there was one in the range.
    bool integer(const YamlNode& node, const std::string& path, sim::Range range, std::string_view meaning, int& value);
    void whole(const YamlNode& node, const std::string& path, const sim::Field& field, std::uint64_t& value);
    void text(const YamlNode& node, const std::string& path, std::string& value);
    void flag(const YamlNode& node, const std::string& path, bool& value);
    void text(const YamlNode& node, const std::string& path, PlacedText& value);
    /// A scalar, or a list of scalars without repeats.
    void texts(const YamlNode& node, const std::string& path, std::vector<std::string>& values);
    void texts(const YamlNode& node, const std::string& path, std::vector<PlacedText>& values);
    void numbers(const YamlNode& node, const std::string& path, const sim::Field& field, std::vector<double>& values);
    /// The value of a described key, by its type.
    void value(const YamlNode& node, const std::string& path, const sim::Field&, std::string& into) { text(node, path, into); }
    void value(const YamlNode& node, const std::string& path, const sim::Field&, PlacedText& into) { text(node, path, into); }
    void value(const YamlNode& node, const std::string& path, const sim::Field&, bool& into) { flag(node, path, into); }
    void value(const YamlNode& node, const std::string& path, const sim::Field& field, int& into)
    {
        integer(node, path, field.range, field.meaning, into);
    }
    void value(const YamlNode& node, const std::string& path, const sim::Field& field, double& into)
    {
        number(node, path, field, into);
    }
    void value(const YamlNode& node, const std::string& path, const sim::Field& field, std::uint64_t& into)
    {
        whole(node, path, field, into);
    }
    void value(const YamlNode& node, const std::string& path, const sim::Field&, std::vector<std::string>& into)
    {
        texts(node, path, into);
    }
    void value(const YamlNode& node, const std::string& path, const sim::Field& field, std::vector<int>& into);
    template <class Word>
    requires std::is_enum_v<Word>
    void value(const YamlNode& node, const std::string& path, const sim::Field&, Word& into)
    {
        if (const int k = choice(node, path, choices(into)); k >= 0) into = static_cast<Word>(k);
    }

    /// The items of a list, or the one value that stands for it; an item that stands there already is a problem, and left out.
    std::vector<const YamlNode*> distinct(const YamlNode& node, const std::string& path);

    /// Index of one of the known words, or -1 with a problem.
    int choice(const YamlNode& node, const std::string& path, const std::vector<std::string>& known);

private:
    /// Reads one entry of a map, and notes its place: that of the value, or of the name where the value is a map itself.
    void entry(const YamlNode& name, const YamlNode& value, const std::string& path, const std::function<void()>& read);

    Places& places_;
    sim::Problems& problems_;
};

/// `must be in [0, 5] 1/round (what it is)`, for messages.
std::string must_be_in(sim::Range range, std::string_view unit, std::string_view meaning);

/// `what` as YAML has it, for messages: `a map`, `a list`, `'text'`.
std::string as_written(const YamlNode& node);

}  // namespace comity::scenarios
