#include "scenarios/event_resolution.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "agents/rules/apply_events.hpp"

namespace comity::scenarios {
namespace {

using agents::Setting;

std::vector<std::string> ids(const auto& things)
{
    std::vector<std::string> names;
    for (const auto& thing : things) names.push_back(thing.id);
    return names;
}

void unknown(const EventSpec& spec, const char* what, const std::string& name, const std::vector<std::string>& known, sim::Problems& problems)
{
    problems.push_back({spec.place, fmt::format("unknown {} '{}'{}", what, name, sim::suggestion(name, known))});
}

std::vector<agents::CountryId> countries(const EventSpec& spec, const Setting& setting, sim::Problems& problems)
{
    std::vector<agents::CountryId> rows;
    for (const std::string& name : spec.countries) {
        if (const auto i = setting.country(name); i.exists()) {
            rows.push_back(i);
        } else if (const auto* group = setting.group(name)) {
            rows.insert(rows.end(), group->members.begin(), group->members.end());
        } else {
            auto known = setting.code;
            for (const auto& each : setting.groups) known.push_back(each.id);
            unknown(spec, "country or group", name, known, problems);
        }
    }
    return rows;
}

/// Forums of an event; one that names none has effect on no forum in particular.
std::vector<agents::ForumId> forums(const EventSpec& spec, const Setting& setting, sim::Problems& problems)
{
    std::vector<agents::ForumId> rows;
    for (const std::string& name : spec.forums) {
        if (name == "all") {
            for (int f = 0; f < setting.num_forums(); ++f) rows.push_back({f});
            continue;
        }
        rows.push_back(setting.institutions.forum(name));
        if (!rows.back().exists()) unknown(spec, "forum", name, ids(setting.institutions.forums), problems);
    }
    if (rows.empty()) rows.push_back({});
    return rows;
}

/// The round of an event, within the run.
int round_of(const EventSpec& spec, const Setting& setting, sim::Problems& problems)
{
    const int round = spec.dated ? (spec.date.year - setting.start_year) * 4 + spec.date.quarter - setting.start_quarter : spec.step;
    if (round < 0 || round >= setting.rounds) {
        const int last = setting.rounds - 1;
        problems.push_back({spec.place, fmt::format("the event is at {}, but the run goes from {}Q{} (step 0) to {}Q{} (step {})",
                                                    spec.dated ? fmt::format("{}Q{}", spec.date.year, spec.date.quarter) : fmt::format("step {}", round),
                                                    setting.start_year, setting.start_quarter, setting.year(last), setting.quarter(last), last)});
    }
    return round;
}

/// Names that an event uses besides countries, forums and leaders.
void check_name(const EventSpec& spec, const Setting& setting, sim::Problems& problems)
{
    const auto check = [&](const char* what, const std::vector<std::string>& known) {
        if (std::find(known.begin(), known.end(), spec.name) == known.end()) unknown(spec, what, spec.name, known, problems);
    };
    if (spec.kind == agents::EventKind::path) check("variable", agents::path_variables());
    if (spec.kind == agents::EventKind::accession) {
        auto known = ids(setting.groups);
        for (const auto& forum : setting.institutions.forums) known.push_back(forum.id);
        check("club", known);
    }
}

}  // namespace

void resolve_events(const Scenario& scenario, Setting& setting, sim::Problems& problems)
{
    for (const EventSpec& spec : scenario.events) {
        agents::Event event;
        event.kind = spec.kind;
        event.round = round_of(spec, setting, problems);
        event.duration = spec.duration;
        event.countries = countries(spec, setting, problems);
        check_name(spec, setting, problems);
        if (!spec.leader.empty()) {
            event.leader = setting.leader(spec.leader);
            if (!event.leader.exists()) unknown(spec, "leader", spec.leader, ids(setting.leaders), problems);
        }
        event.level = spec.level;
        event.attributed = spec.attributed;
        event.on = spec.on;
        event.name = spec.name;
        event.values = spec.values;
        event.threat = spec.threat;
        event.engagement = spec.engagement;
        event.media = spec.media;
        event.style = spec.style;
        for (const agents::ForumId forum : forums(spec, setting, problems)) {
            event.forum = forum;
            setting.events.push_back(event);
        }
    }
    std::stable_sort(setting.events.begin(), setting.events.end(), [](const auto& a, const auto& b) { return a.round < b.round; });
}

}  // namespace comity::scenarios
