#include "analysis/cli/scenario_schema.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "agents/rules.hpp"
#include "scenarios/event_reader.hpp"
#include "scenarios/institution_reader.hpp"
#include "scenarios/scenario.hpp"

namespace comity::analysis {
namespace {

using Json = nlohmann::ordered_json;

Json object(Json properties) { return {{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}}; }
Json map_of(Json value) { return {{"type", "object"}, {"additionalProperties", std::move(value)}}; }
Json text(const char* meaning) { return {{"type", "string"}, {"description", meaning}}; }
Json flag() { return {{"type", "boolean"}}; }
Json number(double low, double high) { return {{"type", "number"}, {"minimum", low}, {"maximum", high}}; }
Json integer(double low, double high, const char* meaning = "") { return {{"type", "integer"}, {"minimum", low}, {"maximum", high}, {"description", meaning}}; }
Json one_or_many(Json item) { return {{"oneOf", Json::array({item, Json{{"type", "array"}, {"items", item}}})}}; }
Json texts() { return one_or_many({{"type", "string"}}); }

/// A parameter with its range, unit, meaning and source.
Json parameter(double standard, sim::Range range, std::string_view unit, std::string_view meaning, std::string_view source)
{
    Json json = number(range.low, range.high);
    json["default"] = standard;
    json["description"] = fmt::format("{} [{}]; source: {}", meaning, unit, source);
    return json;
}

Json rules()
{
    Json all = Json::object();
    const agents::Rules defaults;
    agents::Rules::each_rule(defaults, [&](std::string_view rule, const auto& params) {
        Json fields = Json::object();
        std::remove_cvref_t<decltype(params)>::describe(params, [&](std::string_view name, double value, sim::Range range, std::string_view unit, std::string_view meaning, std::string_view source) {
            fields[std::string(name)] = parameter(value, range, unit, meaning, source);
        });
        all[std::string(rule)] = object(std::move(fields));
    });
    return object(std::move(all));
}

Json forum()
{
    Json p = {{"title", text("name of the forum")}, {"quarters", one_or_many(integer(1, 4))}, {"even_years_only", flag()}, {"first_year", integer(0, 9999)},
              {"rule", {{"enum", scenarios::decision_rule_names()}}}, {"universal", flag()}, {"seats", map_of(integer(0, 10'000))}, {"permanent", texts()}, {"veto", texts()},
              {"tabling", {{"enum", {"members", "all"}}}}, {"absences", flag()}, {"incubator", flag()}, {"term_years", integer(0, 50)}, {"renewal_groups", integer(0, 50)},
              {"election_quarter", integer(0, 4)}, {"max_terms_in_row", integer(0, 50)}, {"quota", integer(0, 1e6)},
              {"norms", {{"type", "array"}, {"items", {{"type", "string"}}}}}, {"business", map_of(number(0, 1))}, {"overlaps", map_of(number(0, 1))}};
    const agents::Forum standard;
    agents::Forum::describe(standard, [&](std::string_view name, double value, sim::Range range, std::string_view unit, std::string_view meaning, std::string_view source) {
        p[std::string(name)] = parameter(value, range, unit, meaning, source);
    });
    return object(std::move(p));
}

Json event_field(const std::string& name)
{
    if (name == "step") return integer(0, 1e6);
    if (name == "duration") return integer(1, 1e6);
    if (name == "on") return flag();
    if (name == "values") return one_or_many(number(-1e6, 1e6));
    if (name == "state" || name == "forum" || name == "dyad" || name == "target") return texts();
    if (name == "date" || name == "leader" || name == "actor" || name == "sender" || name == "club" || name == "variable" || name == "parameter") return {{"type", "string"}};
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

}  // namespace

nlohmann::ordered_json scenario_schema()
{
    const scenarios::Scenario standard;
    Json p = {{"comity", {{"const", 1}, {"description", "version of the file format"}}},
              {"id", text("name in the results; default: the file's name")},
              {"extends", text("a scenario file, or the name of a shipped one")},
              {"title", text("one line")}, {"narrative", text("what happens")}, {"expectation", text("what the source leads one to expect")},
              {"world", {{"oneOf", {text("a world folder, or the name of a shipped one"), object({{"folder", text("a world folder")}, {"synthetic", integer(3, 1e6, "countries to generate")}})}}}},
              {"start", {{"type", "string"}, {"pattern", "^[0-9]{4}Q[1-4]$"}}},
              {"rounds", integer(1, 4000, "quarters to run")}, {"seed", integer(0, 9007199254740992.0, "seed of all draws")}, {"runs", integer(1, 1e9, "replicates")},
              {"initial_adoption", {{"enum", {"settled", "none"}}}},
              {"keep", object({{"series", integer(0, 1e6, "runs whose series are kept")}, {"positions", integer(0, 1e6, "runs whose positions are kept")}})},
              {"rules", rules()},
              {"arenas", map_of(object({{"title", text("name")}, {"negative", text("reading at the S pole")}, {"positive", text("reading at the L pole")}, {"load", number(0, 2)}}))},
              {"norms", map_of(object({{"arena", text("arena id")}, {"title", text("name")}, {"status_quo", number(-4, 4)}, {"offsets", map_of(number(-4, 4))}}))},
              {"forums", map_of(forum())},
              {"events", events()}};
    p["rounds"]["default"] = standard.rounds;
    p["seed"]["default"] = standard.seed;
    p["runs"]["default"] = standard.runs;
    Json schema = object(std::move(p));
    Json result = {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "comity scenario"}};
    result.update(schema);
    return result;
}

}  // namespace comity::analysis
