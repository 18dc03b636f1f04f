#include "analysis/run_folder/resolved_input.hpp"

#include <nlohmann/json.hpp>

#include "scenarios/yaml_tree.hpp"
#include "sim/csv.hpp"

namespace comity::analysis {
namespace {

using Json = nlohmann::ordered_json;
using scenarios::YamlNode;

Json scalar(const YamlNode& node)
{
    if (node.quoted) return node.text;
    if (node.text == "true" || node.text == "false") return node.text == "true";
    if (const auto whole = sim::to_integer(node.text)) return *whole;
    if (const auto value = sim::to_double(node.text)) return *value;
    return node.text;  // a plain word, such as a forum's id or 2020Q1
}

Json json_of(const YamlNode& node)
{
    switch (node.kind) {
        case YamlNode::Kind::null:
            return nullptr;
        case YamlNode::Kind::scalar:
            return scalar(node);
        case YamlNode::Kind::list: {
            Json list = Json::array();
            for (const YamlNode& item : node.items) list.push_back(json_of(item));
            return list;
        }
        case YamlNode::Kind::map: {
            Json map = Json::object();
            for (const auto& [key, value] : node.entries) map[key.text] = json_of(value);
            return map;
        }
    }
    return nullptr;
}

}  // namespace

Json resolved_input(const std::string& yaml)
{
    sim::Problems problems;
    const YamlNode root = scenarios::parse_yaml(yaml, "the resolved input", problems);
    return problems.empty() ? json_of(root) : Json(yaml);
}

}  // namespace comity::analysis
