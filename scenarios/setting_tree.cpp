#include "scenarios/setting_tree.hpp"

#include <utility>

namespace comity::scenarios {

std::string setting_place(const std::string& setting)
{
    return "--set " + setting;
}

YamlNode setting_tree(const std::string& setting, sim::Problems& problems)
{
    const std::string place = setting_place(setting);
    const auto equals = setting.find('=');
    if (equals == std::string::npos || equals == 0) {
        problems.push_back({place, "a setting must be path.to.key=value"});
        return {};
    }
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
        parent.entries.emplace_back(std::move(name), std::move(node));
        node = std::move(parent);
        if (dot == std::string::npos) return node;
        path.resize(dot);
    }
}

}  // namespace comity::scenarios
