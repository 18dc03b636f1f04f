#include "analysis/report/scenario_changes.hpp"

#include <algorithm>
#include <set>

#include "agents/rules.hpp"
#include "sim/parameters.hpp"

namespace comity::analysis {
namespace {

bool is_words(const std::string& path)
{
    return path == "id" || path == "title" || path == "theme" || path == "narrative" || path.starts_with("expect");
}

std::string meaning_of(const std::string& path)
{
    std::string meaning;
    const agents::Rules rules;
    sim::each_field(rules, [&](const std::string& parameter, const auto&, const sim::Field& field) {
        if (path == "rules." + parameter) meaning = field.meaning;
    });
    return meaning;
}

// `forums.HRC.title` -> `forums.HRC`: what has keys of its own; other paths stay.
std::string thing_of(const std::string& path)
{
    for (const std::string kind : {"arenas.", "norms.", "forums."})
        if (path.starts_with(kind)) return path.substr(0, path.find('.', kind.size()));
    return path;
}

bool has(const ScenarioInput& input, const std::string& thing)
{
    const auto next = input.values.lower_bound(thing + ".");
    return input.values.contains(thing) || (next != input.values.end() && next->first.starts_with(thing + "."));
}

// The value at a path; that of a thing with keys of its own is its title.
std::optional<std::string> found(const ScenarioInput& input, const std::string& path)
{
    if (const auto value = input.values.find(path); value != input.values.end()) return value->second;
    const auto title = input.values.find(path + ".title");
    return title == input.values.end() ? std::nullopt : std::optional(title->second);
}

std::vector<ValueChange> value_changes(const ScenarioInput& first, const ScenarioInput& other)
{
    std::set<std::string> paths;
    for (const auto* input : {&first, &other})
        for (const auto& [path, value] : input->values) {
            const std::string thing = thing_of(path);
            paths.insert(has(first, thing) && has(other, thing) ? path : thing);
        }
    std::vector<ValueChange> changes;
    for (const auto& path : paths) {
        if (is_words(path)) continue;
        const auto before = found(first, path), after = found(other, path);
        if (before != after) changes.push_back({path, before, after, meaning_of(path)});
    }
    return changes;
}

// Events of `ones` that `others` does not have; what is listed twice counts twice.
std::vector<InputEvent> missing_from(std::vector<InputEvent> others, const std::vector<InputEvent>& ones)
{
    std::vector<InputEvent> out;
    for (const auto& event : ones) {
        const auto same = std::find(others.begin(), others.end(), event);
        if (same == others.end())
            out.push_back(event);
        else
            others.erase(same);
    }
    return out;
}

}  // namespace

ScenarioChanges changes_between(const ScenarioInput& first, const ScenarioInput& other)
{
    return {value_changes(first, other), missing_from(first.events, other.events), missing_from(other.events, first.events)};
}

}  // namespace comity::analysis
