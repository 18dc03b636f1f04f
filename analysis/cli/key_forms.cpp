#include "analysis/cli/key_forms.hpp"

#include <cmath>

#include <fmt/format.h>

namespace comity::analysis {
namespace {

using Json = nlohmann::ordered_json;
using sim::Field;

/// A bound, without a point where it is whole.
Json bound(double value)
{
    return value == std::floor(value) ? Json(static_cast<std::int64_t>(value)) : Json(value);
}
Json map_of(Json item)
{
    return {{"type", "object"}, {"additionalProperties", std::move(item)}};
}
const Json word = {{"type", "string"}};

std::string id(const auto& things, auto of)
{
    return of.exists() ? things[static_cast<std::size_t>(of.index)].id : std::string{};
}

/// A map from names to numbers.
template <class Items, class Name, class Number>
Json map_value(const Items& items, Name name, Number of)
{
    Json json = Json::object();
    for (const auto& item : items) json[name(item)] = of(item);
    return json;
}

}  // namespace

Json limited(const char* type, sim::Range range)
{
    return {{"type", type}, {"minimum", bound(range.low)}, {"maximum", bound(range.high)}};
}

Json list_of(Json item, ListLimits limits)
{
    Json list = {{"type", "array"}, {"items", std::move(item)}};
    if (limits.least > 0) list["minItems"] = limits.least;
    if (limits.most > 0) list["maxItems"] = limits.most;
    if (limits.distinct) list["uniqueItems"] = true;
    return list;
}

Json one_or_many(Json item, ListLimits limits)
{
    return {{"oneOf", Json::array({item, list_of(item, limits)})}};
}

KeyForm KeyForms::operator()(const Field&, const std::string& value) const
{
    return {"a text", word, value.empty() ? Json() : Json(value)};
}
KeyForm KeyForms::operator()(const Field& field, const scenarios::PlacedText& value) const
{
    return (*this)(field, value.text);
}
KeyForm KeyForms::operator()(const Field&, bool value) const
{
    return {"true or false", {{"type", "boolean"}}, value};
}
KeyForm KeyForms::operator()(const Field& field, int value) const
{
    // A count outside its range stands for none given.
    return {"a whole number", limited("integer", field.range), field.range.contains(value) ? Json(value) : Json(), true};
}

KeyForm KeyForms::operator()(const Field& field, std::uint64_t value) const
{
    return {"a whole number", limited("integer", field.range), value, true};
}
KeyForm KeyForms::operator()(const Field& field, double value) const
{
    // What is not set has no value to show.
    return {"a number", limited("number", field.range), std::isnan(value) ? Json() : Json(value), true};
}

KeyForm KeyForms::operator()(const Field& field, const std::vector<int>& value) const
{
    return {"a whole number, or a list of them", one_or_many(limited("integer", field.range), {.distinct = true}), value, true};
}

KeyForm KeyForms::operator()(const Field&, const std::vector<std::string>& value) const
{
    return {"a code, or a list of them", one_or_many(word, {.distinct = true}), value};
}

KeyForm KeyForms::operator()(const Field&, agents::ArenaId value) const
{
    return {"the id of an arena", word, value.exists() ? Json(id(all_.arenas, value)) : Json()};
}

KeyForm KeyForms::operator()(const Field&, agents::NormId value) const
{
    return {"the id of a norm", word, value.exists() ? Json(id(all_.norms, value)) : Json()};
}
KeyForm KeyForms::operator()(const Field&, agents::ForumId value) const
{
    return {"the id of a forum", word, value.exists() ? Json(id(all_.forums, value)) : Json()};
}
KeyForm KeyForms::operator()(const Field&, agents::TreatyId value) const
{
    return {"the id of a treaty", word, value.exists() ? Json(id(all_.treaties, value)) : Json()};
}
KeyForm KeyForms::operator()(const Field&, const agents::TreatyOpening& value) const
{
    return {"a quarter, or by_event", {{"type", "string"}, {"pattern", "^([0-9]{4}Q[1-4]|by_event)$"}},
            value.by_event() ? "by_event" : fmt::format("{}Q{}", value.year, value.quarter)};
}

KeyForm KeyForms::operator()(const Field&, const std::vector<agents::NormId>& value) const
{
    Json ids = Json::array();
    for (const auto norm : value) ids.push_back(id(all_.norms, norm));
    return {"a list of ids of norms", list_of(word, {.distinct = true}), ids};
}

KeyForm KeyForms::operator()(const Field& field, const std::vector<agents::NormOffset>& value) const
{
    return {"a map from countries to numbers", map_of(limited("number", field.range)),
            map_value(
                value, [](const auto& each) { return each.country; }, [](const auto& each) { return each.offset; }),
            true};
}

KeyForm KeyForms::operator()(const Field& field, const std::vector<agents::SeatQuota>& value) const
{
    return {"a map from regions to whole numbers", map_of(limited("integer", field.range)),
            map_value(
                value, [](const auto& each) { return each.region; }, [](const auto& each) { return each.seats; }),
            true};
}

KeyForm KeyForms::operator()(const Field& field, const std::vector<agents::ArenaShare>& value) const
{
    return {
        "a map from arenas to numbers", map_of(limited("number", field.range)),
        map_value(
            value, [&](const auto& each) { return id(all_.arenas, each.arena); }, [](const auto& each) { return each.share; }),
        true};
}

KeyForm KeyForms::operator()(const Field& field, const std::vector<agents::Overlap>& value) const
{
    return {
        "a map from forums to numbers", map_of(limited("number", field.range)),
        map_value(
            value, [&](const auto& each) { return id(all_.forums, each.forum); }, [](const auto& each) { return each.overlap; }),
        true};
}

KeyForm KeyForms::operator()(const Field&, scenarios::Quarter value) const
{
    return {"a quarter", {{"type", "string"}, {"pattern", "^[0-9]{4}Q[1-4]$"}}, fmt::format("{}Q{}", value.year, value.quarter)};
}

KeyForm KeyForms::operator()(const Field&, const scenarios::Lineage&) const
{
    return {"a file, or the name of a shipped scenario", word, nullptr};
}

KeyForm KeyForms::operator()(const Field&, const scenarios::ParameterFile&) const { return {"a file", word, nullptr}; }
KeyForm KeyForms::operator()(const Field&, const scenarios::ParameterDraws&) const { return {"a file", word, nullptr}; }

nlohmann::ordered_json parameter_description(const std::string& path, const Field& field, double value)
{
    return {{"parameter", path},  {"default", value},         {"low", field.range.low}, {"high", field.range.high},
            {"unit", field.unit}, {"meaning", field.meaning}, {"source", field.source}};
}

nlohmann::ordered_json parameter_description(const std::string& path, const Field& field, const KeyForm& form)
{
    const Json one_of = form.schema.contains("enum") ? form.schema["enum"] : Json({true, false});
    return {{"parameter", path}, {"default", form.value}, {"one_of", one_of}, {"meaning", field.meaning}, {"source", field.source}};
}

nlohmann::ordered_json key_description(const std::string& path, const Field& field, const KeyForm& form)
{
    Json json = {{"key", path}, {"meaning", field.meaning}};
    if (!form.takes.empty()) json["takes"] = form.takes;
    if (form.schema.contains("enum")) json["one_of"] = form.schema["enum"];
    if (form.ranged) json.update({{"low", bound(field.range.low)}, {"high", bound(field.range.high)}});
    if (!field.unit.empty()) json["unit"] = field.unit;
    if (!form.value.is_null()) json["default"] = form.value;
    if (!field.source.empty()) json["source"] = field.source;
    return json;
}

nlohmann::ordered_json key_schema(const Field& field, const KeyForm& form)
{
    Json json = form.schema;
    if (!form.value.is_null()) json["default"] = form.value;
    std::string text(field.meaning);
    if (!field.unit.empty()) text += fmt::format(" [{}]", field.unit);
    if (!field.source.empty()) text += fmt::format("; source: {}", field.source);
    json["description"] = text;
    return json;
}

}  // namespace comity::analysis
