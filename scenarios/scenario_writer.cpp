#include "scenarios/scenario_writer.hpp"

#include <fmt/format.h>

#include "scenarios/data_folder.hpp"
#include "scenarios/event_reader.hpp"
#include "scenarios/institution_reader.hpp"
#include "scenarios/scenario_reader.hpp"
#include "sim/csv.hpp"

namespace comity::scenarios {
namespace {

using sim::number;

/// A text as a double-quoted YAML scalar.
std::string quote(const std::string& text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (c != '\r') {
            out += c;
        }
    }
    return out + '"';
}

template <class Items, class Text>
std::string list(const Items& items, Text text)
{
    std::string out;
    for (const auto& item : items) out += (out.empty() ? "" : ", ") + text(item);
    return "[" + out + "]";
}

template <class Items, class Entry>
std::string flow_map(const Items& items, Entry entry)
{
    std::string out;
    for (const auto& item : items) out += (out.empty() ? "" : ", ") + entry(item);
    return "{" + out + "}";
}

std::string institutions_text(const agents::Institutions& all)
{
    std::string out = "arenas:\n";
    for (const auto& arena : all.arenas)
        out += fmt::format("  {}: {{title: {}, negative: {}, positive: {}, load: {}}}\n", arena.id, quote(arena.title), quote(arena.negative),
                           quote(arena.positive), number(arena.load));
    out += "norms:\n";
    for (const auto& norm : all.norms)
        out += fmt::format("  {}: {{arena: {}, title: {}, status_quo: {}, offsets: {}}}\n", norm.id,
                           all.arenas[static_cast<std::size_t>(norm.arena.index)].id, quote(norm.title), number(norm.status_quo),
                           flow_map(norm.offsets, [](const auto& o) { return quote(o.country) + ": " + number(o.offset); }));
    out += "forums:\n";
    for (const auto& forum : all.forums) {
        out += fmt::format("  {}:\n    title: {}\n", forum.id, quote(forum.title));
        out += "    quarters: " + list(forum.quarters, [](int q) { return std::to_string(q); }) + "\n";
        out += fmt::format("    even_years_only: {}\n    first_year: {}\n    rule: {}\n    universal: {}\n", forum.even_years_only, forum.first_year,
                           decision_rule_names()[static_cast<std::size_t>(forum.rule)], forum.universal);
        out += "    seats: " + flow_map(forum.seats, [](const auto& s) { return quote(s.region) + ": " + std::to_string(s.seats); }) + "\n";
        out += fmt::format("    term_years: {}\n    renewal_groups: {}\n    election_quarter: {}\n    max_terms_in_row: {}\n    quota: {}\n", forum.term_years,
                           forum.renewal_groups, forum.election_quarter, forum.max_terms_in_row, forum.quota);
        out += "    permanent: " + list(forum.permanent, quote) + "\n    veto: " + list(forum.veto, quote) + "\n";
        out += "    norms: " + list(forum.norms, [&](auto m) { return all.norms[static_cast<std::size_t>(m.index)].id; }) + "\n";
        out += "    business: " + flow_map(forum.business, [&](const auto& b) { return all.arenas[static_cast<std::size_t>(b.arena.index)].id + ": " + number(b.share); }) + "\n";
        out += fmt::format("    tabling: {}\n    absences: {}\n    incubator: {}\n", forum.tabling == agents::Tabling::all ? "all" : "members", forum.absences, forum.incubator);
        out += "    overlaps: " + flow_map(forum.overlaps, [&](const auto& o) { return all.forums[static_cast<std::size_t>(o.forum.index)].id + ": " + number(o.overlap); }) + "\n";
        agents::Forum::describe(forum, [&](std::string_view name, double value, auto&&...) { out += fmt::format("    {}: {}\n", name, number(value)); });
    }
    return out;
}

std::string quote_placed(const PlacedText& name) { return quote(name.text); }

/// One field of an event as the reader takes it; empty where it does not apply.
std::string event_field(const EventSpec& event, const std::string& name)
{
    if (name == "step") return event.dated ? "" : std::to_string(event.step);
    if (name == "date") return event.dated ? fmt::format("{}Q{}", event.date.year, event.date.quarter) : "";
    if (name == "duration") return std::to_string(event.duration);
    if (name == "state" || name == "dyad") return event.countries.empty() ? "" : list(event.countries, quote_placed);
    if (name == "target") return event.countries.empty() ? "" : quote(event.countries.front().text);
    if (name == "forum") return list(event.forums, quote_placed);
    if (name == "leader" || name == "actor" || name == "sender") return quote(event.leader.text);
    if (name == "club" || name == "variable" || name == "parameter") return quote(event.name.text);
    if (name == "on") return event.on ? "true" : "false";
    if (name == "attributed") return number(event.attributed);
    if (name == "threat") return number(event.threat);
    if (name == "media") return number(event.media);
    if (name == "style") return number(event.style);
    if (name == "engagement" && event.kind == agents::EventKind::shock) return number(event.engagement);
    if (name == "values") return list(event.values, number);
    return number(event.level);  // severity, paid, amount, level, engagement, value
}

std::string events_text(const Scenario& scenario)
{
    if (scenario.events.empty()) return "events: []\n";
    std::string out = "events:\n";
    for (const EventSpec& event : scenario.events) {
        out += "  - {type: " + event.type;
        for (const EventType& type : event_types()) {
            if (type.name != event.type) continue;
            for (const EventField& field : type.fields)
                if (const std::string value = event_field(event, field.name); !value.empty()) out += ", " + field.name + ": " + value;
        }
        out += "}\n";
    }
    return out;
}

std::string world_text(const Scenario& scenario)
{
    if (scenario.world.synthetic_countries > 0) return fmt::format("{{synthetic: {}}}", scenario.world.synthetic_countries);
    const std::filesystem::path found = find_world(scenario);
    std::error_code failed;
    const bool shipped = std::filesystem::equivalent(found, data_folder() / "data" / scenario.world.folder, failed) && !failed;
    return quote(shipped ? scenario.world.folder : std::filesystem::absolute(found).string());
}

}  // namespace

std::string to_yaml(const Scenario& scenario)
{
    std::string out = "# The resolved input of a run: every value in force. Running it again gives the same results.\ncomity: 1\n";
    out += fmt::format("id: {}\n", quote(scenario.id));
    out += fmt::format("title: {}\nnarrative: {}\nexpectation: {}\nworld: {}\n", quote(scenario.title), quote(scenario.narrative), quote(scenario.expectation),
                       world_text(scenario));
    if (scenario.start_given) out += fmt::format("start: {}Q{}\n", scenario.start.year, scenario.start.quarter);
    out += fmt::format("rounds: {}\nseed: {}\nruns: {}\ninitial_adoption: {}\nkeep: {{series: {}, positions: {}}}\n", scenario.rounds, scenario.seed,
                       scenario.runs, scenario.initial_adoption == InitialAdoption::settled ? "settled" : "none", scenario.keep.series, scenario.keep.positions);
    out += "rules:\n";
    agents::Rules::each_rule(scenario.rules, [&](std::string_view rule, const auto& params) {
        out += fmt::format("  {}:\n", rule);
        std::remove_cvref_t<decltype(params)>::describe(params, [&](std::string_view name, double value, auto&&...) { out += fmt::format("    {}: {}\n", name, number(value)); });
    });
    return out + institutions_text(scenario.institutions) + events_text(scenario);
}

}  // namespace comity::scenarios
