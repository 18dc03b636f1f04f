#include "analysis/cli/scenario_keys.hpp"

#include <cmath>

#include "analysis/cli/key_forms.hpp"
#include "scenarios/event_types.hpp"

namespace comity::analysis {
namespace {

using sim::Field;

/// Collects the keys of a scenario with all that ships, each by the type of its value.
class Keys {
public:
    std::map<std::string, nlohmann::ordered_json> take()
    {
        collect("", scenario_);
        return std::move(found_);
    }

private:
    template <class Thing>
    void collect(const std::string& prefix, const Thing& thing)
    {
        Thing::each_key(thing,
                        [&](const Field& field, const auto& value) { add(prefix + std::string(field.name), field, value); });
    }

    void note(const std::string& path, const Field& field, const KeyForm& form)
    {
        found_[path] = key_description(path, field, form);
    }

    void add(const std::string& path, const Field& field, double value)
    {
        if (std::isnan(value)) return note(path, field, KeyForms(scenario_.institutions)(field, value));
        found_[path] = parameter_description(path, field, value);
    }

    void add(const std::string& path, const Field& field, const auto& value)
    {
        note(path, field, KeyForms(scenario_.institutions)(field, value));
    }

    void add(const std::string& path, const Field& field, const scenarios::WorldSource& world)
    {
        note(path, field, {"a folder, or a map with one of its keys", {}, world.folder});
        collect(path + ".", world);
    }

    void add(const std::string& path, const Field& field, const scenarios::Keep& keep)
    {
        note(path, field, {"a map", {}, {}});
        collect(path + ".", keep);
    }

    void add(const std::string& path, const Field& field, const agents::ObserverOptions& observe)
    {
        note(path, field, {"a map", {}, {}});
        collect(path + ".", observe);
    }

    void add(const std::string& path, const Field& field, const agents::Rules& rules)
    {
        note(path, field, {"a map from rules to their parameters", {}, {}});
        sim::each_field(rules, [&](const std::string& of_rule, const auto& value, const Field& parameter) {
            add(path + "." + of_rule, parameter, value);
        });
    }

    void add(const std::string& path, const Field& field, const std::vector<scenarios::EventSpec>&)
    {
        note(path, field, {"a list of maps with a type; see comity describe events", {}, {}});
        for (const auto& type : scenarios::event_types())
            for (const auto& each : type.fields)
                note(path + "." + type.name + "." + each.name, {each.name, each.range, "", each.meaning, ""},
                     {{}, {}, {}, takes_numbers(each)});
    }

    void add(const std::string& path, const Field& field, const std::vector<scenarios::Expectation>&)
    {
        note(path, field, {"a list of maps with an outcome", {}, {}});
        collect(path + ".", scenarios::Expectation{});
        found_[path + ".change"].erase("default");  // it must be given
    }

    void add(const std::string& path, const Field& field, const std::vector<agents::Arena>& arenas)
    {
        add_things(path, field, arenas);
    }
    void add(const std::string& path, const Field& field, const std::vector<agents::Norm>& norms)
    {
        add_things(path, field, norms);
    }
    void add(const std::string& path, const Field& field, const std::vector<agents::Forum>& forums)
    {
        add_things(path, field, forums);
    }
    void add(const std::string& path, const Field& field, const std::vector<agents::Treaty>& treaties)
    {
        add_things(path, field, treaties);
    }

    void add_things(const std::string& path, const Field& field, const auto& things)
    {
        note(path, field, {"a map from ids to their keys", {}, {}});
        for (const auto& thing : things) collect(path + "." + thing.id + ".", thing);
    }

    scenarios::Scenario scenario_;
    std::map<std::string, nlohmann::ordered_json> found_;
};

}  // namespace

std::map<std::string, nlohmann::ordered_json> scenario_keys()
{
    return Keys().take();
}

nlohmann::ordered_json key_at(const std::string& path)
{
    const auto keys = scenario_keys();
    if (const auto found = keys.find(path); found != keys.end()) return found->second;
    const auto above = keys.find(path.substr(0, path.rfind('.')));
    const bool names_an_entry = above != keys.end() && above->second.contains("default") && above->second["default"].is_object();
    return names_an_entry ? above->second : nlohmann::ordered_json();
}

}  // namespace comity::analysis
