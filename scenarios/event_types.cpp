#include "scenarios/event_types.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "sim/csv.hpp"

namespace comity::scenarios {
namespace {

using agents::EventKind;
using sim::Range;

constexpr Range share{0, 1};
constexpr Range rounds{0, 1e6};
constexpr Range any_number{-1e6, 1e6};  // the range is that of the parameter or the variable that the event names

EventField optional(EventField field)
{
    field.presence = Presence::optional;
    return field;
}

EventField number(const char* name, const char* meaning, Range range, double EventSpec::*member = &EventSpec::level)
{
    return {name, meaning, member, range};
}
EventField names(const char* name, const char* meaning, std::vector<PlacedText> EventSpec::*member)
{
    return {name, meaning, member, {}};
}
EventField name(const char* field, const char* meaning, PlacedText EventSpec::*member = &EventSpec::name)
{
    return {field, meaning, member, {}};
}
EventField leader(const char* field)
{
    return name(field, "a leader such as CR, US or EU", &EventSpec::leader);
}

const EventField step = optional({"step", "round of the run, from 0; or a date", &EventSpec::step, rounds});
const EventField date = optional({"date", "2020Q3, 2020-07 or 2020-07-01; or a step", &EventSpec::date, {}});
EventField onset(EventField field)
{
    field.of_onset = true;
    return optional(std::move(field));
}

const EventField hazard = onset(number("hazard", "chance of each round in which it may begin, once", share, &EventSpec::hazard));
const EventField when = onset(name("when", "a metric that calls for it, such as capacity_WHO", &EventSpec::when));
const EventField above = onset(number("above", "where the metric lies above this", any_number, &EventSpec::above));
const EventField below = onset(number("below", "where the metric lies below this", any_number, &EventSpec::below));
const EventField lasting = onset({"for", "rounds on end in which the metric lies there", &EventSpec::lasting, {1, rounds.high}});
const EventField within = onset({"within", "rounds in which it may begin, from its step or date on", &EventSpec::within, {1, rounds.high}});
const EventField duration = optional({"duration", "rounds that it lasts", &EventSpec::duration, {1, rounds.high}});
const EventField state = names("state", "a country, a group such as EU, a list of them, or all", &EventSpec::countries);
const EventField forum = names("forum", "a forum, a list of them, or all", &EventSpec::forums);
const EventField dyad{"dyad", "a list of two countries", &EventSpec::countries, {}, Presence::needed, 2};
const EventField severity = number("severity", "1 = greatest", share);
const EventField engagement = optional(number("engagement", "the level that engagement moves to, 1 = full", share));

EventType type(const char* name, EventKind kind, const char* meaning, std::vector<EventField> fields)
{
    fields.insert(fields.begin(), {step, date, hazard, when, above, below, lasting, within});
    return {name, kind, meaning, std::move(fields), ""};
}

/// A type of event that a rule reads, which the scenario must switch on.
EventType type_of(const char* rule, const char* name, EventKind kind, const char* meaning, std::vector<EventField> fields)
{
    EventType of_rule = type(name, kind, meaning, std::move(fields));
    of_rule.rule = rule;
    return of_rule;
}

EventType shock()
{
    return type("shock", EventKind::shock, "a shock to some or all countries",
                {optional(state), duration, optional(number("threat", "added to threat", {-1, 1}, &EventSpec::threat)),
                 optional(number("engagement", "added to targets of engagement", {-1, 1}, &EventSpec::engagement)),
                 optional(number("media", "factor on media reach", {0, 10}, &EventSpec::media)),
                 optional(number("style", "factor on the band of abstention", {0.1, 10}, &EventSpec::style))});
}

std::vector<EventType> all_types()
{
    const EventField attributed = optional(number("attributed", "share attributed to outsiders", share, &EventSpec::attributed));
    const EventField target = names("target", "a country", &EventSpec::countries);
    const EventField on = optional({"on", "true or false", &EventSpec::on, {}});
    const EventField values{"values", "one a round, in the variable's range; the last is kept", &EventSpec::values, any_number};
    return {
        type("uprising", EventKind::uprising, "an uprising that outsiders take sides on", {state, severity, attributed}),
        type("exit", EventKind::engagement, "engagement falls to a level (default 0)", {state, forum, engagement}),
        type("return", EventKind::rejoin, "engagement rises to a level (default 1), and who has left is a member again", {state, forum, engagement}),
        type("dues", EventKind::dues, "a share of the assessed payment is made, whatever the engagement",
             {state, forum, number("paid", "share paid", share)}),
        type("topup", EventKind::topup, "a voluntary payment",
             {state, forum, number("amount", "share of the forum's scale", share)}),
        type("mandate_overreach", EventKind::mandate_overreach, "an intervention beyond its mandate",
             {leader("actor"), severity}),
        type("declaration", EventKind::declaration, "a joint declaration: recorded, without effect", {dyad}),
        shock(),
        type("sanction", EventKind::sanction, "a standing sanction begins or ends", {leader("sender"), target, on}),
        type("accession", EventKind::accession, "countries join a club", {name("club", "a forum or group"), state}),
        type("path", EventKind::path, "a quantity of countries follows given values",
             {name("variable", "see comity describe path"), state, values, optional(leader("leader")), optional(forum)}),
        type("weight", EventKind::weight, "a parameter takes a new value",
             {name("parameter", "such as influence.transatlantic_tie"),
              number("value", "within the parameter's range", any_number)}),
        type("wedge", EventKind::wedge, "outside inducement to part a dyad",
             {dyad, duration, number("level", "1 = greatest", share)}),
        type("conflict", EventKind::conflict, "a conflict of interest within a dyad", {dyad, severity}),
        type("outreach", EventKind::outreach, "ties of countries to a leader grow or shrink",
             {leader("leader"), state, number("amount", "share by which ties grow; negative: by which they shrink", {-1, 10})}),
        type_of("leadership", "leader_change", EventKind::leader_change, "a change of leaders in a dyad", {dyad}),
        type_of("leadership", "alignment", EventKind::alignment, "countries join a leader's coalition, and leave the one that they were in", {leader("leader"), state}),
        type_of("leadership", "defection", EventKind::defection, "countries leave their leader's coalition and follow none", {state}),
        type_of("leadership", "merger", EventKind::merger, "a leader takes over all members of another, which is left without any",
                {leader("leader"), name("absorbed", "another leader", &EventSpec::absorbed)}),
        type_of("coercion", "coercion", EventKind::coercion, "a leader presses countries to vote its way, behind technical pretexts",
                {leader("leader"), state}),
        type_of("treaties", "treaty_open", EventKind::treaty_open, "a treaty opens for countries to join", {name("treaty", "a treaty")}),
        type_of("elections", "slate", EventKind::slate, "candidates for the forum's next election, by region; a region without any has its slate drawn",
                {forum, state}),
        type_of("violations", "violation", EventKind::violation, "a breach of a norm: a crisis about the country, which loses reputation",
                {state, severity, name("norm", "a sub-norm"), optional({"reading", "the reading that it breaches: -1 the negative, 1 the positive; 0 the one to which the status quo leans", &EventSpec::reading, {-1, 1}}), attributed}),
        type_of("tracks", "forum_create", EventKind::forum_create, "a forum that waits (dormant, or TRACK_ and a sub-norm) opens", {forum}),
    };
}

}  // namespace

bool takes_numbers(const EventField& field)
{
    return std::holds_alternative<int EventSpec::*>(field.member) || std::holds_alternative<double EventSpec::*>(field.member) ||
           std::holds_alternative<std::vector<double> EventSpec::*>(field.member);
}

std::string told(const EventField& field)
{
    const bool ranged = takes_numbers(field) && field.range.high < rounds.high;
    return ranged ? fmt::format("{}, in [{}, {}]", field.meaning, sim::number(field.range.low), sim::number(field.range.high))
                  : field.meaning;
}

const EventType* event_type(const std::string& name)
{
    const auto& types = event_types();
    const auto found = std::find_if(types.begin(), types.end(), [&](const EventType& each) { return each.name == name; });
    return found == types.end() ? nullptr : &*found;
}

const std::vector<EventType>& event_types()
{
    static const std::vector<EventType> types = all_types();
    return types;
}

}  // namespace comity::scenarios
