#include "analysis/report/scenario_input.hpp"

#include <nlohmann/json.hpp>

namespace comity::analysis {
namespace {

using Json = nlohmann::ordered_json;

// Texts without quotes, numbers with their digits, lists as `1, 2`.
std::string plain(const Json& value)
{
    if (value.is_string()) return value.get<std::string>();
    if (!value.is_array()) return value.dump();
    std::string out;
    for (const Json& item : value) out += (out.empty() ? "" : ", ") + plain(item);
    return out.empty() ? "none" : out;
}

void unfold(const Json& value, const std::string& path, std::map<std::string, std::string>& values)
{
    if (!value.is_object()) {
        values[path] = plain(value);
        return;
    }
    for (const auto& [key, member] : value.items()) unfold(member, path.empty() ? key : path + "." + key, values);
}

InputEvent event_of(const Json& entry)
{
    InputEvent event;
    if (!entry.is_object()) return event;
    for (const auto& [key, value] : entry.items()) {
        auto& texts = event[key];
        if (!value.is_array())
            texts.push_back(plain(value));
        else
            for (const Json& item : value) texts.push_back(plain(item));
    }
    return event;
}

}  // namespace

std::string ScenarioInput::at(const std::string& path) const
{
    const auto found = values.find(path);
    return found == values.end() ? "" : found->second;
}

ScenarioInput read_input(const Json& input)
{
    ScenarioInput out;
    if (!input.is_object()) return out;
    out.recorded = true;
    unfold(input, "", out.values);
    out.values.erase("events");
    const auto events = input.find("events");
    if (events != input.end() && events->is_array())
        for (const Json& entry : *events) out.events.push_back(event_of(entry));
    return out;
}

}  // namespace comity::analysis
