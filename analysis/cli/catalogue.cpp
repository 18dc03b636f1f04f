#include "analysis/cli/catalogue.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "agents/measures/observer.hpp"
#include "agents/rules/apply_events.hpp"
#include "analysis/cli/claim_entries.hpp"
#include "analysis/cli/key_forms.hpp"
#include "analysis/cli/scenario_keys.hpp"
#include "analysis/cli/target_entries.hpp"
#include "scenarios/data_folder.hpp"
#include "scenarios/event_types.hpp"
#include "scenarios/scenario_reader.hpp"
#include "scenarios/shipped.hpp"
#include "scenarios/world_builder.hpp"

namespace comity::analysis {
namespace {

using Json = nlohmann::ordered_json;

/// Titles of the rules by name, in order of play.
std::vector<std::pair<std::string, std::string>> rule_titles()
{
    std::vector<std::pair<std::string, std::string>> titles;
    const agents::Rules rules;
    agents::Rules::each_rule(rules, [&](std::string_view name, const auto& params) { titles.emplace_back(name, params.title); });
    return titles;
}

/// The first world of the shipped baseline, which the lists of metrics are made for.
scenarios::Start baseline_start(sim::Problems& problems)
{
    scenarios::Scenario scenario = scenarios::read_scenario("s01", {}, problems);
    scenario.initial_adoption = scenarios::InitialAdoption::none;  // nobody looks at it here
    return prepare(scenario, problems);
}

/// Rules with every module on, so that the lists hold the metrics of modules too.
agents::Rules with_all_modules(agents::Rules rules)
{
    sim::each_field(rules, [](const std::string& path, auto& value, const sim::Field&) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, bool>) value = value || path.ends_with(".on");
    });
    return rules;
}

struct AllMetrics {
    std::vector<agents::Metric> outcomes, series;
};

/// Every metric that a scenario may have: those of modules, and those of yearly agreement graphs.
AllMetrics all_metrics(const scenarios::Start& start)
{
    const agents::Rules rules = with_all_modules(start.world.rules);
    agents::ObserverOptions options = start.observe;
    options.blocs_every_years = std::max(1, options.blocs_every_years);
    return {agents::outcome_metrics(start.setting, rules, options), agents::series_metrics(start.setting, rules, options)};
}

Json metric(const agents::Metric& of, const char* kind)
{
    const auto bound = [](double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); };
    return {{"metric", of.name}, {"kind", kind}, {"title", of.title}, {"unit", of.unit}, {"low", bound(of.low)}, {"high", bound(of.high)}, {"group", of.group}, {"meaning", of.meaning}};
}

Json parameters_of(const std::string& rule)
{
    Json list = Json::array();
    const agents::Rules defaults;
    const agents::Institutions institutions = agents::default_institutions();
    sim::each_field(defaults, [&](const std::string& path, const auto& value, const sim::Field& field) {
        if (!rule.empty() && !path.starts_with(rule + ".")) return;
        if constexpr (std::is_floating_point_v<std::remove_cvref_t<decltype(value)>>)
            list.push_back(parameter_description("rules." + path, field, value));
        else
            list.push_back(parameter_description("rules." + path, field, KeyForms(institutions)(field, value)));
    });
    return list;
}

/// An arena, a norm, a forum or a treaty with its keys; those that are parameters with all that is known of them.
template <class Thing>
Json thing(const std::string& kind, const Thing& of, const agents::Institutions& all)
{
    Json json = {{kind, of.id}};
    Json parameters = Json::array();
    Thing::each_key(of, [&](const sim::Field& field, const auto& value) {
        if constexpr (std::is_floating_point_v<std::remove_cvref_t<decltype(value)>>)
            parameters.push_back(parameter_description(fmt::format("{}.{}.{}", kind == "treaty" ? "treaties" : kind + "s", of.id, field.name), field, value));
        else
            json[std::string(field.name)] = KeyForms(all)(field, value).value;
    });
    json["parameters"] = parameters;
    return json;
}

/// What an event needs beside the core, to follow its meaning.
std::string need_of(const scenarios::EventType& of)
{
    return of.rule.empty() ? "" : "; needs " + of.needed_switch();
}

Json event_type(const scenarios::EventType& of)
{
    Json json = {{"event", of.name}, {"meaning", of.meaning}};
    if (const std::string needs = of.needed_switch(); !needs.empty()) json["needs"] = needs;
    for (const auto& field : of.fields) json["fields"][field.name] = told(field);
    if (of.kind == agents::EventKind::path)
        for (const auto& each : agents::path_variable_table())
            json["variables"][each.name] = fmt::format("{}, in [{}, {}]", each.meaning, each.range.low, each.range.high);
    return json;
}

/// What a scenario expects, in words.
Json expectations(const scenarios::Scenario& of)
{
    Json list = Json::array();
    for (const auto& each : of.expect) list.push_back(in_words(each));
    return list;
}

Json scenario(const std::string& name, sim::Problems& problems)
{
    const auto of = scenarios::read_scenario(name, {}, problems);
    Json json = {{"scenario", of.id}, {"title", of.title}, {"theme", of.theme}, {"narrative", of.narrative}, {"expectation", of.expectation}, {"expect", expectations(of)}, {"rounds", of.rounds}, {"seed", of.seed}, {"runs", of.runs}};
    json["world"] = of.world.synthetic_countries > 0 ? fmt::format("synthetic, {} countries", of.world.synthetic_countries) : of.world.folder;
    const agents::Rules defaults;
    const KeyForms forms(of.institutions);
    Json values = Json::object();
    sim::each_field(defaults, [&](const std::string& path, const auto& value, const sim::Field& field) { values[path] = forms(field, value).value; });
    sim::each_field(of.rules, [&](const std::string& path, const auto& value, const sim::Field& field) {
        const Json now = forms(field, value).value;
        if (now != values[path]) json["changed_parameters"]["rules." + path] = {{"default", values[path]}, {"value", now}};
    });
    json["events"] = Json::array();
    for (const auto& event : of.events) {
        Json one = {{"type", event.type}, {"at", event.dated ? fmt::format("{}Q{}", event.date.year, event.date.quarter) : fmt::format("step {}", event.step)}};
        if (!std::isnan(event.hazard)) one["hazard"] = event.hazard;
        if (!event.when.text.empty()) one["when"] = event.when.text;
        if (!std::isnan(event.above)) one["above"] = event.above;
        if (!std::isnan(event.below)) one["below"] = event.below;
        if (event.lasting > 1) one["for"] = event.lasting;
        if (event.within > 0) one["within"] = event.within;
        for (const auto& country : event.countries) one["countries"].push_back(country.text);
        for (const auto& forum : event.forums) one["forums"].push_back(forum.text);
        if (!event.leader.text.empty()) one["leader"] = event.leader.text;
        if (!event.absorbed.text.empty()) one["absorbed"] = event.absorbed.text;
        if (!event.name.text.empty()) one["name"] = event.name.text;
        if (event.kind == agents::EventKind::shock)
            one.update({{"duration", event.duration}, {"threat", event.threat}, {"engagement", event.engagement}, {"media", event.media}, {"style", event.style}});
        else
            one["level"] = event.level;
        json["events"].push_back(one);
    }
    return json;
}

Json world(const std::filesystem::path& folder, sim::Problems& problems)
{
    const auto tables = scenarios::read_world_tables(folder, problems);
    Json json = {{"world", folder.filename().string()}, {"title", tables.title}, {"start", fmt::format("{}Q{}", tables.start_year, tables.start_quarter)}, {"countries", tables.num_countries()}};
    for (const auto& [arena, column] : tables.positions) json["arenas"].push_back(arena);
    for (const auto& [table, present] : tables.present) json["tables"].push_back(table);
    json["read_more"] = (folder / "README.md").string();
    return json;
}

/// Scenarios by theme, in the order in which themes come up.
std::vector<Entry> scenario_entries(sim::Problems& problems)
{
    std::vector<Entry> entries;
    for (const auto& file : scenarios::shipped_scenarios()) {
        const auto of = scenarios::read_scenario(file.string(), {}, problems);
        const Entry entry{file.stem().string().starts_with('x') ? "examples" : "scenarios", file.stem().string(), of.title, of.theme};
        const auto last = std::find_if(entries.rbegin(), entries.rend(),
                                       [&](const Entry& each) { return each.group == entry.group && each.theme == entry.theme; });
        entries.insert(last.base() == entries.begin() ? entries.end() : last.base(), entry);
    }
    return entries;
}

Json metrics(sim::Problems& problems)
{
    const scenarios::Start start = baseline_start(problems);
    Json list = Json::array();
    if (!problems.empty()) return list;
    const AllMetrics all = all_metrics(start);
    for (const auto& of : all.outcomes) list.push_back(metric(of, "outcome of a run"));
    for (const auto& of : all.series) list.push_back(metric(of, "series by round"));
    return list;
}

}  // namespace

std::vector<Entry> catalogue(sim::Problems& problems)
{
    std::vector<Entry> entries = scenario_entries(problems);
    for (const auto& folder : scenarios::shipped_worlds()) entries.push_back({"worlds", folder.filename().string(), scenarios::read_world_tables(folder, problems).title, ""});
    for (const auto& [name, title] : rule_titles()) entries.push_back({"rules", name, title, ""});
    const agents::Rules defaults;
    sim::each_field(defaults, [&](const std::string& path, const auto&, const sim::Field& field) { entries.push_back({"parameters", path, std::string(field.meaning), ""}); });
    const auto all = agents::default_institutions();
    for (const auto& of : all.arenas) entries.push_back({"arenas", of.id, of.title, ""});
    for (const auto& of : all.norms) entries.push_back({"norms", of.id, of.title, ""});
    for (const auto& of : all.forums) entries.push_back({"forums", of.id, of.title, ""});
    for (const auto& of : all.treaties) entries.push_back({"treaties", of.id, of.title, ""});
    for (const Entry& of : claim_entries()) entries.push_back(of);
    for (const auto& of : scenarios::event_types()) entries.push_back({"events", of.name, of.meaning + need_of(of), ""});
    const scenarios::Start start = baseline_start(problems);
    if (!problems.empty()) return entries;
    const AllMetrics metrics = all_metrics(start);
    for (const auto& of : metrics.outcomes) entries.push_back({"outcomes", of.name, of.title, ""});
    for (const auto& of : metrics.series) entries.push_back({"metrics", of.name, of.title, ""});
    return entries;
}

nlohmann::ordered_json description(const std::string& name, sim::Problems& problems)
{
    if (name == "parameters") return {{"parameters", parameters_of("")}};
    if (name == "metrics") return {{"metrics", metrics(problems)}};
    if (const Json of = claims_description(name); !of.is_null()) return of;
    if (const Json of = targets_description(name); !of.is_null()) return of;
    if (name == "events") {
        Json list = Json::array();
        for (const auto& of : scenarios::event_types()) list.push_back(event_type(of));
        return {{"events", list}};
    }
    for (const auto& [rule, title] : rule_titles())
        if (name == rule || name == "rules." + rule)
            return {{"rule", rule}, {"meaning", title}, {"parameters", parameters_of(rule)}};
    for (const Json& of : parameters_of(""))
        if (of["parameter"] == "rules." + name) return of;
    const auto all = agents::default_institutions();
    for (const auto& of : all.forums)
        if (name == of.id || name == "forums." + of.id) return thing("forum", of, all);
    for (const auto& of : all.treaties)
        if (name == of.id || name == "treaties." + of.id) return thing("treaty", of, all);
    for (const auto& of : all.norms)
        if (name == of.id || name == "norms." + of.id) return thing("norm", of, all);
    for (const auto& of : all.arenas)
        if (name == of.id || name == "arenas." + of.id) return thing("arena", of, all);
    for (const auto& of : scenarios::event_types())
        if (name == of.name || name == "events." + of.name) return event_type(of);
    if (const Json of = key_at(name); !of.is_null()) return of;
    for (const auto& folder : scenarios::shipped_worlds())
        if (name == folder.filename().string()) return world(folder, problems);
    if (!scenarios::find_scenario(name).empty()) return scenario(name, problems);
    for (const Json& of : metrics(problems))
        if (of["metric"] == name) return of;
    return nullptr;
}

std::vector<std::string> known_names(sim::Problems& problems)
{
    std::vector<std::string> names = {"parameters", "metrics", "events", "claims", "targets"};
    for (const Entry& entry : catalogue(problems)) names.push_back(entry.name);
    for (const auto& key : scenario_keys()) names.push_back(key.first);
    return names;
}

}  // namespace comity::analysis
