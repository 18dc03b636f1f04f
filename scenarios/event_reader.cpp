#include "scenarios/event_reader.hpp"

#include <algorithm>
#include <map>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "agents/rules/apply_events.hpp"
#include "scenarios/dates.hpp"
#include "scenarios/event_types.hpp"

namespace comity::scenarios {
namespace {

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

/// Every number among the parameters of rules, by its path: an event may set no other.
const std::map<std::string, sim::Field>& parameters()
{
    static const std::map<std::string, sim::Field> all = [] {
        std::map<std::string, sim::Field> found;
        const agents::Rules rules;
        sim::each_number(rules, [&](const std::string& path, double, const sim::Field& field) { found.emplace(path, field); });
        return found;
    }();
    return all;
}

/// Whether this is a parameter that is no number.
bool is_switch(const std::string& path)
{
    bool found = false;
    const agents::Rules rules;
    sim::each_field(rules, [&](const std::string& each, const auto&, const sim::Field&) { found = found || each == path; });
    return found && !parameters().contains(path);
}

void read_parameter(Reading& reading, const YamlNode& node, const std::string& path, PlacedText& name)
{
    reading.text(node, path, name);
    if (name.text == "adoption.threshold_mean" || name.text == "adoption.threshold_sd" || is_switch(name.text))
        return reading.problem(node, fmt::format("{} holds from the start of a run, so no event can change it", name.text));
    if (name.place.empty() || parameters().contains(name.text)) return;
    std::vector<std::string> known;
    for (const auto& each : parameters()) known.push_back(each.first);
    reading.problem(node, fmt::format("unknown parameter '{}'{}", name.text, sim::suggestion(name.text, known)));
}

void read_variable(Reading& reading, const YamlNode& node, const std::string& path, PlacedText& name)
{
    reading.text(node, path, name);
    const std::vector<std::string> known = agents::path_variables();
    if (!name.place.empty() && std::find(known.begin(), known.end(), name.text) == known.end())
        reading.problem(node, fmt::format("unknown variable '{}', but must be one of {}{}", name.text, fmt::join(known, ", "),
                                          sim::suggestion(name.text, known)));
}

/// What a number of an event must be: as its field says, or as the parameter or the variable that the event names.
sim::Field number_of(const EventField& field, const EventSpec& spec)
{
    if (spec.kind == agents::EventKind::weight)
        if (const auto found = parameters().find(spec.name.text); found != parameters().end()) return found->second;
    if (spec.kind == agents::EventKind::path)
        for (const agents::PathVariable& each : agents::path_variable_table())
            if (each.name == spec.name.text) return {each.name, each.range, each.unit, each.meaning, ""};
    return {field.name, field.range, "", field.meaning, ""};
}

/// Reads one field of an event into its place, by the type of that.
class FieldReader {
public:
    FieldReader(Reading& reading, const std::string& path, const EventField& field, EventSpec& spec)
        : reading_(reading), path_(path + "." + field.name), field_(field), spec_(spec)
    {
    }

    void read(const YamlNode& node)
    {
        if (node.kind == YamlNode::Kind::list && node.items.empty())
            return reading_.problem(node, fmt::format("{} is an empty list, but must be {}", path_, told(field_)));
        std::visit([&](auto member) { read(node, spec_.*member); }, field_.member);
    }

private:
    void read(const YamlNode& node, int& value)
    {
        const bool sound = reading_.integer(node, path_, field_.range, field_.meaning, value);
        if (sound && field_.name == "step") spec_.time_place = node.place;
    }
    void read(const YamlNode& node, Quarter& value)
    {
        spec_.dated = read_date(reading_, node, path_, value);
        if (spec_.dated) spec_.time_place = node.place;
    }
    void read(const YamlNode& node, bool& value) { reading_.flag(node, path_, value); }
    void read(const YamlNode& node, double& value) { reading_.number(node, path_, number_of(field_, spec_), value); }
    void read(const YamlNode& node, std::vector<double>& values)
    {
        reading_.numbers(node, path_, number_of(field_, spec_), values);
    }
    void read(const YamlNode& node, PlacedText& value)
    {
        if (field_.name == "parameter") return read_parameter(reading_, node, path_, value);
        if (field_.name == "variable") return read_variable(reading_, node, path_, value);
        reading_.text(node, path_, value);
    }
    void read(const YamlNode& node, std::vector<PlacedText>& values)
    {
        if (field_.size > 0 && (node.kind != YamlNode::Kind::list || node.items.size() != field_.size))
            return reading_.problem(node, fmt::format("{} must be {}", path_, field_.meaning));
        reading_.texts(node, path_, values);
    }

    Reading& reading_;
    std::string path_;
    const EventField& field_;
    EventSpec& spec_;
};

/// What an event says of its beginning must be enough, and fit together. `event`: its path and type.
void check_time(Reading& reading, const YamlNode& node, const std::string& event, EventSpec& spec)
{
    const auto given = [&](const char* field) { return node.find(field) != nullptr; };
    const auto problem = [&](const char* wanted) { reading.problem(node, event + " " + wanted); };
    const bool hazard = given("hazard"), metric = given("when"), bounds = given("above") || given("below");
    if (given("step") && given("date")) {
        problem("needs either a step or a date");
        spec.time_place.clear();
    }
    if (!given("step") && !given("date")) {
        if (!hazard && !metric) problem("needs a step or a date, or a hazard or a metric (when) from which it begins");
        spec.time_place.clear();
    }
    if (metric && spec.when.text.empty()) reading.problem(*node.find("when"), event + " waits for a metric without a name");
    if (metric && !bounds) problem("lacks above or below: where its metric calls for it");
    if (!metric && bounds) problem("lacks when: the metric that is to lie above or below");
    if (!metric && given("for")) problem("lacks when: the metric that is to lie there for some rounds");
    if (!metric && !hazard && given("within")) problem("has a step or a date alone, so that it begins there and not within some rounds");
    if (metric && spec.above >= spec.below) problem("never begins, since no number lies above `above` and below `below`");
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

    EventSpec spec;
    spec.kind = type.kind;
    spec.type = type.name;
    spec.type_place = named->place;
    spec.level = type.name == "return" ? 1 : 0;
    std::vector<Key> keys = {{"type", [](const YamlNode&) {}}};
    for (const EventField& field : type.fields)
        keys.push_back({field.name, [&](const YamlNode& value) { FieldReader(reading, path, field, spec).read(value); }});
    reading.map(node, path, keys);
    for (const EventField& field : type.fields)
        if (field.presence == Presence::needed && !node.find(field.name))
            reading.problem(node, fmt::format("{} ({}) lacks {}: {}", path, type.name, field.name, told(field)));
    if (spec.kind == agents::EventKind::path && !node.find("leader")) {
        if (spec.name.text == "attention")
            reading.problem(node, fmt::format("{} ({}) lacks leader: attention is a leader's, to a forum", path, type.name));
        if (spec.name.text == "budget") reading.problem(node, fmt::format("{} ({}) lacks leader: a budget is a leader's", path, type.name));
    }
    check_time(reading, node, fmt::format("{} ({})", path, type.name), spec);
    events.push_back(std::move(spec));
}

}  // namespace

void read_events(Reading& reading, const YamlNode& node, std::vector<EventSpec>& events)
{
    if (node.kind == YamlNode::Kind::null) return;
    if (node.kind != YamlNode::Kind::list)
        return reading.problem(node, fmt::format("events is {}, but must be a list of maps with a type", as_written(node)));
    for (std::size_t k = 0; k < node.items.size(); ++k) read_event(reading, node.items[k], fmt::format("events[{}]", k), events);
}

}  // namespace comity::scenarios
