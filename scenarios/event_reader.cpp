#include "scenarios/event_reader.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "scenarios/dates.hpp"

namespace comity::scenarios {
namespace {

using agents::EventKind;
using sim::Range;

const EventField step{"step", "round of the run, from 0; or a date"};
const EventField date{"date", "2020Q3, 2020-07 or 2020-07-01; or a step"};
const EventField duration{"duration", "rounds that it lasts"};

EventType type(const char* name, EventKind kind, const char* meaning, std::vector<EventField> fields, const char* module = "")
{
    fields.insert(fields.begin(), {step, date});
    return {name, kind, meaning, std::move(fields), module};
}

std::vector<EventType> make_types()
{
    const EventField state{"state", "a country, a group such as EU, or a list of them"};
    const EventField forum{"forum", "a forum, a list of them, or all"};
    const EventField severity{"severity", "in [0, 1]"};
    const EventField leader{"leader", "a leader such as CR, US or EU"};
    const EventField dyad{"dyad", "a list of two countries"};
    const EventField engagement{"engagement", "the level that engagement moves to, in [0, 1]"};
    return {
        type("uprising", EventKind::uprising, "an uprising that outsiders take sides on", {state, severity, {"attributed", "share attributed to outsiders, in [0, 1]"}}),
        type("exit", EventKind::engagement, "engagement falls to a level (default 0)", {state, forum, engagement}),
        type("return", EventKind::engagement, "engagement rises to a level (default 1)", {state, forum, engagement}),
        type("dues", EventKind::dues, "a share of the assessed payment is made, whatever the engagement", {state, forum, {"paid", "share paid, in [0, 1]"}}),
        type("topup", EventKind::topup, "a voluntary payment", {state, forum, {"amount", "share of the forum's scale, in [0, 1]"}}),
        type("mandate_overreach", EventKind::mandate_overreach, "an intervention beyond its mandate", {{"actor", leader.meaning}, severity}),
        type("declaration", EventKind::declaration, "a joint declaration: recorded, without effect", {dyad}),
        type("shock", EventKind::shock, "a shock to some or all countries",
             {state, duration, {"threat", "added to threat, in [-1, 1]"}, {"engagement", "added to targets of engagement, in [-1, 1]"},
              {"media", "factor on media reach, in [0, 10]"}, {"style", "factor on the band of abstention, in [0.1, 10]"}}),
        type("sanction", EventKind::sanction, "a standing sanction begins or ends", {{"sender", leader.meaning}, {"target", "a country"}, {"on", "true or false"}}),
        type("accession", EventKind::accession, "countries join a club", {{"club", "a forum or group"}, state}),
        type("path", EventKind::path, "a quantity of countries follows given values", {{"variable", "see comity describe path"}, state, {"values", "one a round; the last is kept"}}),
        type("weight", EventKind::weight, "a parameter takes a new value", {{"parameter", "such as influence.transatlantic_tie"}, {"value", "within the parameter's range"}}),
        type("wedge", EventKind::wedge, "outside inducement to part a dyad", {dyad, duration, {"level", "in [0, 1]"}}),
        type("conflict", EventKind::conflict, "a conflict of interest within a dyad", {dyad, severity}),
        type("outreach", EventKind::outreach, "a leader courts countries", {leader, state, {"amount", "share by which ties grow, in [0, 10]"}}),
        type("violation", EventKind::declaration, "a breach of a norm", {state, severity, {"norm", "sub-norm"}}, "M7 (violations and reputation)"),
        type("leader_change", EventKind::declaration, "a change of leaders in a dyad", {dyad}, "M12 (leadership)"),
        type("coercion", EventKind::declaration, "pressure on votes behind technical pretexts", {leader, state}, "M8 (sanctions and coercion)"),
        type("treaty_open", EventKind::declaration, "a treaty opens for signature", {{"treaty", "a treaty"}}, "M6 (treaty race)"),
        type("forum_create", EventKind::declaration, "a new track", {forum}, "M11 (new track)"),
        type("slate", EventKind::declaration, "candidates for an election", {forum, state}, "M4 (council elections)"),
    };
}

/// A date as a quarter; impossible ones are problems.
bool read_date(Reading& reading, const YamlNode& node, const std::string& path, Quarter& quarter)
{
    if (node.kind == YamlNode::Kind::scalar) {
        if (parse_quarter(node.text, quarter)) return true;
        if (const auto of_day = quarter_of_day(node.text)) {
            quarter = *of_day;
            return true;
        }
    }
    reading.problem(node, fmt::format("{} is {}, but must be a possible date: 2020Q3, 2020-07 or 2020-07-01", path, as_written(node)));
    return false;
}

/// Every parameter of a rule, by its path.
const std::map<std::string, sim::Field>& parameters()
{
    static const std::map<std::string, sim::Field> all = [] {
        std::map<std::string, sim::Field> found;
        const agents::Rules rules;
        sim::each_field(rules, [&](const std::string& path, double, const sim::Field& field) { found.emplace(path, field); });
        return found;
    }();
    return all;
}

void read_parameter(Reading& reading, const YamlNode& node, const std::string& path, PlacedText& name)
{
    reading.text(node, path, name);
    if (name.text == "adoption.threshold_mean" || name.text == "adoption.threshold_sd")
        reading.problem(node, fmt::format("{} holds from the start of a run, so no event can change it", name.text));
    if (name.place.empty() || parameters().contains(name.text)) return;
    std::vector<std::string> known;
    for (const auto& each : parameters()) known.push_back(each.first);
    reading.problem(node, fmt::format("unknown parameter '{}'{}", name.text, sim::suggestion(name.text, known)));
}

/// The value that a parameter takes; where the parameter is unknown, any number will do.
void read_weight(Reading& reading, const YamlNode& node, const std::string& path, EventSpec& spec)
{
    const auto found = parameters().find(spec.name.text);
    reading.number(node, path, found == parameters().end() ? sim::Field{"", {-1e6, 1e6}, "", "", ""} : found->second, spec.level);
}

void read_dyad(Reading& reading, const YamlNode& node, const std::string& path, std::vector<PlacedText>& countries)
{
    const bool two = node.kind == YamlNode::Kind::list && node.items.size() == 2;
    if (two) reading.texts(node, path, countries);
    if (!two || (countries.size() == 2 && countries[0].text == countries[1].text))
        reading.problem(node, fmt::format("{} must be a list of two countries", path));
}

/// All fields of all types; which of them a type takes is checked by its list of names.
std::vector<Key> field_keys(Reading& reading, const std::string& path, EventSpec& spec)
{
    const auto level = [&reading, path, &spec](const char* name, Range range) {
        return Key{name, [&reading, path, &spec, name, range](const YamlNode& v) { reading.number(v, path + "." + name, range, "", "", spec.level); }};
    };
    const auto names = [&reading, path](const char* name, std::vector<PlacedText>& into) {
        return Key{name, [&reading, path, name, &into](const YamlNode& v) { reading.texts(v, path + "." + name, into); }};
    };
    const auto text = [&reading, path](const char* name, PlacedText& into) {
        return Key{name, [&reading, path, name, &into](const YamlNode& v) { reading.text(v, path + "." + name, into); }};
    };
    const auto factor = [&reading, path](const char* name, Range range, double& into) {
        return Key{name, [&reading, path, name, range, &into](const YamlNode& v) { reading.number(v, path + "." + name, range, "", "", into); }};
    };
    return {
        {"step",
         [&reading, path, &spec](const YamlNode& v) {
             if (reading.integer(v, path + ".step", {0, 1e6}, "round of the run, from 0", spec.step)) spec.time_place = v.place;
         }},
        {"date",
         [&reading, path, &spec](const YamlNode& v) {
             spec.dated = read_date(reading, v, path + ".date", spec.date);
             if (spec.dated) spec.time_place = v.place;
         }},
        {"duration",
         [&reading, path, &spec](const YamlNode& v) {
             reading.integer(v, path + ".duration", {1, 1e6}, "rounds", spec.duration);
         }},
        names("state", spec.countries),
        names("target", spec.countries),
        {"dyad", [&reading, path, &spec](const YamlNode& v) { read_dyad(reading, v, path + ".dyad", spec.countries); }},
        names("forum", spec.forums),
        text("leader", spec.leader),
        text("actor", spec.leader),
        text("sender", spec.leader),
        text("club", spec.name),
        text("variable", spec.name),
        {"parameter", [&reading, path, &spec](const YamlNode& v) { read_parameter(reading, v, path + ".parameter", spec.name); }},
        {"on", [&reading, path, &spec](const YamlNode& v) { reading.flag(v, path + ".on", spec.on); }},
        level("severity", {0, 1}),
        level("paid", {0, 1}),
        level("amount", {0, 10}),
        level("level", {0, 1}),
        factor("attributed", {0, 1}, spec.attributed),
        factor("threat", {-1, 1}, spec.threat),
        factor("media", {0, 10}, spec.media),
        factor("style", {0.1, 10}, spec.style),
        {"engagement",
         [&reading, path, &spec](const YamlNode& v) {
             if (spec.kind == EventKind::shock)
                 reading.number(v, path + ".engagement", {-1, 1}, "", "added to the targets", spec.engagement);
             else
                 reading.number(v, path + ".engagement", {0, 1}, "", "1 = full", spec.level);
         }},
        {"values",
         [&reading, path, &spec](const YamlNode& v) {
             reading.numbers(v, path + ".values", {-1e6, 1e6}, spec.values);
         }},
        // After the parameter, which says what range it has.
        {"value", [&reading, path, &spec](const YamlNode& v) { read_weight(reading, v, path + ".value", spec); }},
    };
}

/// Fields without which a type makes no sense.
bool is_needed(const EventType& type, const std::string& field)
{
    if (field == "step" || field == "date" || field == "duration" || field == "attributed" || field == "on") return false;
    if (type.kind == EventKind::shock || (type.kind == EventKind::engagement && field == "engagement")) return false;
    return true;
}

void read_event(Reading& reading, const YamlNode& node, const std::string& path, std::vector<EventSpec>& events)
{
    const auto& types = event_types();
    if (node.kind != YamlNode::Kind::map) return reading.problem(node, fmt::format("{} is {}, but must be a map with a type", path, as_written(node)));
    const YamlNode* named = node.find("type");
    if (!named) return reading.problem(node, fmt::format("{} has no type", path));
    std::vector<std::string> known;
    for (const EventType& each : types) known.push_back(each.name);
    const int k = reading.choice(*named, path + ".type", known);
    if (k < 0) return;
    const EventType& type = types[static_cast<std::size_t>(k)];
    if (!type.module.empty())
        return reading.problem(*named, fmt::format("event '{}' needs module {}, which is not switched on", type.name, type.module));

    EventSpec spec;
    spec.kind = type.kind;
    spec.type = type.name;
    spec.level = type.name == "return" ? 1 : 0;
    std::vector<Key> keys = {{"type", [](const YamlNode&) {}}};
    for (Key& key : field_keys(reading, path, spec))
        if (std::any_of(type.fields.begin(), type.fields.end(), [&](const EventField& field) { return field.name == key.name; }))
            keys.push_back(std::move(key));
    reading.map(node, path, keys);
    for (const EventField& field : type.fields)
        if (is_needed(type, field.name) && !node.find(field.name)) reading.problem(node, fmt::format("{} ({}) lacks {}: {}", path, type.name, field.name, field.meaning));
    const bool has_step = node.find("step") != nullptr;
    const bool has_date = node.find("date") != nullptr;
    if (has_step == has_date) {
        reading.problem(node, fmt::format("{} ({}) needs either a step or a date", path, type.name));
        spec.time_place.clear();
    }
    events.push_back(std::move(spec));
}

}  // namespace

const std::vector<EventType>& event_types()
{
    static const std::vector<EventType> types = make_types();
    return types;
}

void read_events(Reading& reading, const YamlNode& node, std::vector<EventSpec>& events)
{
    if (node.kind == YamlNode::Kind::null) return;
    if (node.kind != YamlNode::Kind::list) return reading.problem(node, fmt::format("events is {}, but must be a list", as_written(node)));
    for (std::size_t k = 0; k < node.items.size(); ++k) read_event(reading, node.items[k], fmt::format("events[{}]", k), events);
}

}  // namespace comity::scenarios
