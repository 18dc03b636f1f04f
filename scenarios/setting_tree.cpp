#include "scenarios/setting_tree.hpp"

#include <utility>

#include <fmt/format.h>

namespace comity::scenarios {
namespace {

/// What keeps a text from being a setting; empty where nothing does.
std::string fault_of(const std::string& setting)
{
    const auto equals = setting.find('=');
    if (equals == std::string::npos) return fmt::format("'{}' has no '='", setting);
    const std::string path = setting.substr(0, equals);
    if (path.empty()) return "no key stands before '='";
    if (("." + path + ".").find("..") != std::string::npos) return fmt::format("'{}' has a dot without a name", path);
    const auto value = setting.find_first_not_of(" \t\r\n", equals + 1);
    if (value == std::string::npos || setting[value] == '#') return fmt::format("no value stands after '{}='", path);
    return {};
}

}  // namespace

std::string setting_place(const std::string& setting)
{
    return "--set " + setting;
}

YamlNode setting_tree(const std::string& setting, sim::Problems& problems)
{
    const std::string place = setting_place(setting);
    if (const std::string fault = fault_of(setting); !fault.empty()) {
        problems.push_back({place, fault + "; a setting is path.to.key=value, such as rules.voting.slope=2"});
        return {};
    }
    const auto equals = setting.find('=');
    sim::Problems inner;
    YamlNode node = parse_yaml(setting.substr(equals + 1), place, inner);
    for (sim::Problem& problem : inner) problems.push_back({place, problem.message});
    if (!inner.empty()) return {};
    const auto relabel = [&](auto&& self, YamlNode& at) -> void {
        at.place = place;
        for (auto& item : at.items) self(self, item);
        for (auto& [name, value] : at.entries) {
            name.place = place;
            self(self, value);
        }
    };
    relabel(relabel, node);
    std::string path = setting.substr(0, equals);
    for (;;) {
        const auto dot = path.rfind('.');
        YamlNode name;
        name.kind = YamlNode::Kind::scalar;
        name.text = dot == std::string::npos ? path : path.substr(dot + 1);
        name.place = place;
        YamlNode parent;
        parent.kind = YamlNode::Kind::map;
        parent.place = place;
        parent.dotted = true;
        parent.entries.emplace_back(std::move(name), std::move(node));
        node = std::move(parent);
        if (dot == std::string::npos) return node;
        path.resize(dot);
    }
}

}  // namespace comity::scenarios
