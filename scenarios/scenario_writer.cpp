#include "scenarios/scenario_writer.hpp"

#include <cmath>
#include <type_traits>
#include <variant>

#include <fmt/format.h>

#include "scenarios/data_folder.hpp"
#include "scenarios/event_types.hpp"
#include "scenarios/shipped.hpp"
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

/// Values of keys as YAML, each by its type.
class ValueText {
public:
    explicit ValueText(const agents::Institutions& all) : all_(all) {}

    std::string operator()(const std::string& value) const { return quote(value); }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(int value) const { return std::to_string(value); }
    std::string operator()(double value) const { return number(value); }
    std::string operator()(const PlacedText& name) const { return name.place.empty() ? "" : quote(name.text); }
    std::string operator()(const std::vector<std::string>& values) const { return list(values, quote); }
    std::string operator()(const std::vector<int>& values) const
    {
        return list(values, [](int value) { return std::to_string(value); });
    }
    template <class Word>
    requires std::is_enum_v<Word> std::string operator()(Word value) const
    {
        return choices(value)[static_cast<std::size_t>(value)];
    }
    std::string operator()(agents::ArenaId arena) const { return id(all_.arenas, arena); }
    std::string operator()(agents::NormId norm) const { return id_or_none(all_.norms, norm); }
    std::string operator()(agents::ForumId forum) const { return id_or_none(all_.forums, forum); }
    std::string operator()(agents::TreatyId treaty) const { return id_or_none(all_.treaties, treaty); }
    std::string operator()(const agents::TreatyOpening& opens) const
    {
        return opens.by_event() ? "by_event" : fmt::format("{}Q{}", opens.year, opens.quarter);
    }
    std::string operator()(const std::vector<agents::NormId>& norms) const
    {
        return list(norms, [&](auto norm) { return id(all_.norms, norm); });
    }
    std::string operator()(const std::vector<agents::NormOffset>& offsets) const
    {
        return flow_map(offsets, [](const auto& o) { return quote(o.country) + ": " + number(o.offset); });
    }
    std::string operator()(const std::vector<agents::SeatQuota>& seats) const
    {
        return flow_map(seats, [](const auto& s) { return quote(s.region) + ": " + std::to_string(s.seats); });
    }
    std::string operator()(const std::vector<agents::ArenaShare>& business) const
    {
        return flow_map(business, [&](const auto& b) { return id(all_.arenas, b.arena) + ": " + number(b.share); });
    }
    std::string operator()(const std::vector<agents::Overlap>& overlaps) const
    {
        return flow_map(overlaps, [&](const auto& o) { return id(all_.forums, o.forum) + ": " + number(o.overlap); });
    }

private:
    static std::string id_or_none(const auto& things, auto of) { return of.exists() ? id(things, of) : quote(""); }
    static std::string id(const auto& things, auto of) { return things[static_cast<std::size_t>(of.index)].id; }

    const agents::Institutions& all_;
};

template <class Thing>
std::string things_text(const char* name, const std::vector<Thing>& things, const agents::Institutions& all)
{
    std::string out = fmt::format("{}:\n", name);
    for (const Thing& thing : things) {
        out += fmt::format("  {}:\n", thing.id);
        Thing::each_key(thing, [&](const sim::Field& field, const auto& value) {
            out += fmt::format("    {}: {}\n", field.name, ValueText(all)(value));
        });
    }
    return out;
}

std::string institutions_text(const agents::Institutions& all)
{
    return things_text("arenas", all.arenas, all) + things_text("norms", all.norms, all) + things_text("forums", all.forums, all) +
           things_text("treaties", all.treaties, all);
}

std::string quote_placed(const PlacedText& name)
{
    return quote(name.text);
}

/// What an event says in a field; empty where it does not apply.
std::string event_value(const EventSpec& event, const EventField& field)
{
    struct {
        std::string operator()(int value) const { return std::to_string(value); }
        std::string operator()(Quarter value) const { return fmt::format("{}Q{}", value.year, value.quarter); }
        std::string operator()(bool value) const { return value ? "true" : "false"; }
        std::string operator()(double value) const { return std::isnan(value) ? "" : number(value); }
        std::string operator()(const PlacedText& name) const { return name.place.empty() ? "" : quote_placed(name); }
        std::string operator()(const std::vector<double>& values) const { return list(values, number); }
        std::string operator()(const std::vector<PlacedText>& names) const
        {
            return names.empty() ? "" : list(names, quote_placed);
        }
    } const text;
    if (field.name == (event.dated ? "step" : "date")) return "";
    if (field.of_onset && !event.open()) return "";
    if (field.name == "within" && event.within == 0) return "";
    if (field.name == "for" && event.when.text.empty()) return "";
    return std::visit([&](auto member) { return text(event.*member); }, field.member);
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
                if (const std::string value = event_value(event, field); !value.empty()) out += ", " + field.name + ": " + value;
        }
        out += "}\n";
    }
    return out;
}

std::string expectations_text(const Scenario& scenario)
{
    if (scenario.expect.empty()) return "expect: []\n";
    std::string out = "expect:\n";
    const ValueText text(scenario.institutions);
    for (const Expectation& each : scenario.expect) {
        std::string keys;
        Expectation::each_key(each, [&](const sim::Field& field, const auto& value) {
            if (const std::string of = text(value); !of.empty()) keys += fmt::format("{}{}: {}", keys.empty() ? "" : ", ", field.name, of);
        });
        out += "  - {" + keys + "}\n";
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
    out += fmt::format("title: {}\ntheme: {}\nnarrative: {}\nexpectation: {}\n", quote(scenario.title), quote(scenario.theme), quote(scenario.narrative),
                       quote(scenario.expectation));
    out += expectations_text(scenario) + fmt::format("world: {}\n", world_text(scenario));
    if (!scenario.draws.empty()) out += "draws: draws.csv\n";  // beside it, as a run folder has it
    if (scenario.start_given) out += fmt::format("start: {}Q{}\n", scenario.start.year, scenario.start.quarter);
    out += fmt::format("rounds: {}\nseed: {}\nruns: {}\ninitial_adoption: {}\nkeep: {{series: {}, positions: {}}}\n", scenario.rounds, scenario.seed,
                       scenario.runs, scenario.initial_adoption == InitialAdoption::settled ? "settled" : "none", scenario.keep.series, scenario.keep.positions);
    out += "observe:\n";
    agents::ObserverOptions::each_key(scenario.observe, [&](const sim::Field& field, const auto& value) {
        out += fmt::format("  {}: {}\n", field.name, ValueText(scenario.institutions)(value));
    });
    out += "rules:\n";
    agents::Rules::each_rule(scenario.rules, [&](std::string_view rule, const auto& params) {
        out += fmt::format("  {}:\n", rule);
        std::remove_cvref_t<decltype(params)>::describe(params, [&](std::string_view name, const auto& value, auto&&...) {
            out += fmt::format("    {}: {}\n", name, ValueText(scenario.institutions)(value));
        });
    });
    return out + institutions_text(scenario.institutions) + events_text(scenario);
}

}  // namespace comity::scenarios
