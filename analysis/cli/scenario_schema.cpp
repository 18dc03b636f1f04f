#include "analysis/cli/scenario_schema.hpp"

#include <nlohmann/json.hpp>

#include "analysis/cli/catalogue.hpp"
#include "analysis/cli/key_forms.hpp"
#include "scenarios/event_reader.hpp"

namespace comity::analysis {
namespace {

using Json = nlohmann::ordered_json;
using sim::Field;

Json object(Json properties)
{
    return {{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
}
Json one_or_many(Json item)
{
    return {{"oneOf", Json::array({item, Json{{"type", "array"}, {"items", item}}})}};
}
Json whole(int least)
{
    return {{"type", "integer"}, {"minimum", least}, {"maximum", 1'000'000}};
}

Json event_field(const std::string& name)
{
    if (name == "step") return whole(0);
    if (name == "duration") return whole(1);
    if (name == "on") return {{"type", "boolean"}};
    if (name == "values") return one_or_many({{"type", "number"}});
    if (name == "state" || name == "forum" || name == "dyad" || name == "target") return one_or_many({{"type", "string"}});
    if (name == "date" || name == "leader" || name == "actor" || name == "sender" || name == "club" || name == "variable" ||
        name == "parameter")
        return {{"type", "string"}};
    return {{"type", "number"}};
}

Json events()
{
    Json kinds = Json::array();
    for (const auto& type : scenarios::event_types()) {
        if (!type.module.empty()) continue;
        Json p = {{"type", {{"const", type.name}, {"description", type.meaning}}}};
        for (const auto& field : type.fields) {
            p[field.name] = event_field(field.name);
            p[field.name]["description"] = field.meaning;
        }
        Json kind = object(std::move(p));
        kind["required"] = {"type"};
        kind["oneOf"] = {Json{{"required", {"step"}}}, Json{{"required", {"date"}}}};
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
    Json schema(const Field& field, const std::vector<scenarios::EventSpec>&) const { return with_meaning(field, events()); }

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
                params, [&](std::string_view name, double value, sim::Range range, std::string_view unit,
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
    schema.update(Schemas().object_of(scenarios::Scenario{}));
    return schema;
}

}  // namespace comity::analysis
