#include "analysis/cli/scenario_schema.hpp"

#include <variant>

#include <nlohmann/json.hpp>

#include "analysis/cli/key_forms.hpp"
#include "scenarios/event_types.hpp"

namespace comity::analysis {
namespace {

using Json = nlohmann::ordered_json;
using sim::Field;

Json object(Json properties)
{
    return {{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
}

/// What a field of an event takes, by the type of its place in the event.
struct EventFieldForm {
    const scenarios::EventField& field;

    Json operator()(int scenarios::EventSpec::*) const { return limited("integer", field.range); }
    Json operator()(double scenarios::EventSpec::*) const { return limited("number", field.range); }
    Json operator()(bool scenarios::EventSpec::*) const { return {{"type", "boolean"}}; }
    Json operator()(scenarios::Quarter scenarios::EventSpec::*) const { return {{"type", "string"}}; }
    Json operator()(scenarios::PlacedText scenarios::EventSpec::*) const { return {{"type", "string"}}; }
    Json operator()(std::vector<double> scenarios::EventSpec::*) const
    {
        return one_or_many(limited("number", field.range), {.least = 1});
    }
    Json operator()(std::vector<scenarios::PlacedText> scenarios::EventSpec::*) const
    {
        const Json word = {{"type", "string"}};
        if (field.size == 0) return one_or_many(word, {.least = 1, .distinct = true});
        return list_of(word, {.least = field.size, .most = field.size, .distinct = true});
    }
};

Json events()
{
    Json kinds = Json::array();
    for (const auto& type : scenarios::event_types()) {
        Json p = {{"type", {{"const", type.name}, {"description", type.meaning}}}};
        Json required = {"type"};
        for (const auto& field : type.fields) {
            p[field.name] = std::visit(EventFieldForm{field}, field.member);
            p[field.name]["description"] = field.meaning;
            if (field.presence == scenarios::Presence::needed) required.push_back(field.name);
        }
        Json kind = object(std::move(p));
        kind["required"] = std::move(required);
        // A step or a date, or what it waits for instead.
        for (const char* time : {"step", "date", "hazard", "when"}) kind["anyOf"].push_back({{"required", {time}}});
        kind["not"] = {{"required", {"step", "date"}}};
        kind["dependentRequired"] = {{"above", {"when"}}, {"below", {"when"}}, {"for", {"when"}}};
        kinds.push_back(std::move(kind));
    }
    return {{"type", {"array", "null"}}, {"items", {{"oneOf", std::move(kinds)}}}};
}

/// Schemas of keys, each by the type of its value.
class Schemas {
public:
    template <class Thing>
    Json object_of(const Thing& thing) const
    {
        Json properties = Json::object();
        Thing::each_key(
            thing, [&](const Field& field, const auto& value) { properties[std::string(field.name)] = schema(field, value); });
        return object(std::move(properties));
    }

private:
    Json schema(const Field& field, const auto& value) const { return key_schema(field, KeyForms(all_)(field, value)); }
    Json schema(const Field& field, const scenarios::Keep& keep) const { return with_meaning(field, object_of(keep)); }
    Json schema(const Field& field, const agents::ObserverOptions& observe) const { return with_meaning(field, object_of(observe)); }
    Json schema(const Field& field, const std::vector<agents::Arena>&) const
    {
        return with_meaning(field, things<agents::Arena>());
    }
    Json schema(const Field& field, const std::vector<agents::Norm>&) const
    {
        return with_meaning(field, things<agents::Norm>());
    }
    Json schema(const Field& field, const std::vector<agents::Forum>&) const
    {
        return with_meaning(field, things<agents::Forum>());
    }
    Json schema(const Field& field, const std::vector<agents::Treaty>&) const
    {
        return with_meaning(field, things<agents::Treaty>());
    }
    Json schema(const Field& field, const std::vector<scenarios::EventSpec>&) const { return with_meaning(field, events()); }

    Json schema(const Field& field, const std::vector<scenarios::Expectation>&) const
    {
        Json item = object_of(scenarios::Expectation{});
        item["properties"]["change"].erase("default");
        item["required"] = {"outcome", "change"};
        item["oneOf"] = {{{"required", {"than"}}}, {{"required", {"value"}}}};
        return with_meaning(field, {{"type", {"array", "null"}}, {"items", std::move(item)}});
    }

    Json schema(const Field& field, const scenarios::WorldSource& world) const
    {
        const Json parts = object_of(world);
        Json json = with_meaning(field, {{"oneOf", {parts["properties"]["folder"], parts}}});
        json["default"] = world.folder;
        return json;
    }

    Json schema(const Field& field, const agents::Rules& rules) const
    {
        Json all = Json::object();
        agents::Rules::each_rule(rules, [&](std::string_view rule, const auto& params) {
            Json fields = Json::object();
            std::remove_cvref_t<decltype(params)>::describe(
                params, [&](std::string_view name, const auto& value, sim::Range range, std::string_view unit,
                            std::string_view meaning, std::string_view source) {
                    fields[std::string(name)] = schema(Field{name, range, unit, meaning, source}, value);
                });
            all[std::string(rule)] = object(std::move(fields));
            all[std::string(rule)]["description"] = params.title;
        });
        return with_meaning(field, object(std::move(all)));
    }

    /// A map from ids to things, whose defaults are those of a new one.
    template <class Thing>
    Json things() const
    {
        return {{"type", "object"}, {"additionalProperties", object_of(Thing{})}};
    }

    static Json with_meaning(const Field& field, Json json)
    {
        json["description"] = field.meaning;
        return json;
    }

    agents::Institutions all_ = agents::default_institutions();
};

}  // namespace

nlohmann::ordered_json scenario_schema()
{
    Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "comity scenario"}};
    const scenarios::Scenario defaults;
    schema.update(Schemas().object_of(defaults));
    return schema;
}

}  // namespace comity::analysis
