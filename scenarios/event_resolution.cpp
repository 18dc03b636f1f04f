#include "scenarios/event_resolution.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "agents/measures/observer.hpp"
#include "agents/rules/apply_events.hpp"
#include "agents/rules/contest_seats.hpp"
#include "scenarios/event_types.hpp"
#include "sim/draws.hpp"

namespace comity::scenarios {
namespace {

using agents::Setting;

std::vector<std::string> ids(const auto& things)
{
    std::vector<std::string> names;
    for (const auto& thing : things) names.push_back(thing.id);
    return names;
}

bool takes_dyad(const std::string& type)
{
    const EventType* found = event_type(type);
    return found && std::any_of(found->fields.begin(), found->fields.end(), [](const EventField& field) { return field.size == 2; });
}

/// The rule of a module that alone reads the variable of a path; empty where the core does, or where the event is none.
std::string rule_of_variable(const EventSpec& spec)
{
    if (spec.kind != agents::EventKind::path) return "";
    const auto& table = agents::path_variable_table();
    const auto found = std::find_if(table.begin(), table.end(), [&](const auto& each) { return each.name == spec.name.text; });
    return found != table.end() ? found->rule : "";
}

/// Whether a rule that can be switched off is on.
bool is_on(const agents::Rules& rules, const std::string& rule)
{
    bool on = false;
    sim::each_field(rules, [&](const std::string& path, const auto& value, const sim::Field&) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, bool>) on = on || (value && path == rule + ".on");
    });
    return on;
}

/// One event of a scenario on its way to the setting.
class Resolution {
public:
    Resolution(const EventSpec& spec, const Scenario& scenario, const Grounds& grounds, const Setting& setting, sim::Problems& problems)
        : spec_(spec), rules_(scenario.rules), observe_(scenario.observe), grounds_(grounds), setting_(setting), problems_(problems)
    {
    }

    std::vector<agents::CountryId> countries() const
    {
        std::vector<agents::CountryId> rows;
        if (!grounds_.countries) return rows;
        for (const PlacedText& name : spec_.countries) {
            if (const auto i = setting_.country(name.text); i.exists()) {
                rows.push_back(i);
            } else if (const auto* group = setting_.group(name.text)) {
                check_group(*group, name);
                rows.insert(rows.end(), group->members.begin(), group->members.end());
            } else if (name.text == "all" && !takes_dyad(spec_.type)) {
                for (int row = 0; row < setting_.num_countries(); ++row) rows.push_back({row});
            } else {
                auto known = setting_.code;
                for (const auto& each : setting_.groups) known.push_back(each.id);
                unknown("country or group", name, known);
            }
        }
        return once(rows);
    }

    /// Forums of an event; one that names none has effect on no forum in particular.
    std::vector<agents::ForumId> forums() const
    {
        std::vector<agents::ForumId> rows;
        for (const PlacedText& name : spec_.forums) {
            if (name.text == "all") {
                for (int f = 0; f < setting_.num_forums(); ++f) rows.push_back({f});
                continue;
            }
            rows.push_back(setting_.institutions.forum(name.text));
            if (grounds_.forums && !rows.back().exists()) unknown("forum", name, ids(setting_.institutions.forums));
        }
        if (rows.empty()) rows.push_back({});
        return once(rows);
    }

    /// None where the event names none.
    agents::LeaderId leader(const PlacedText& name) const
    {
        if (name.place.empty() || !grounds_.leaders) return {};
        const auto found = setting_.leader(name.text);
        if (!found.exists()) unknown("leader", name, ids(setting_.leaders));
        return found;
    }

    /// A merger is of two leaders.
    void check_merger() const
    {
        if (!spec_.absorbed.place.empty() && spec_.absorbed.text == spec_.leader.text)
            problems_.push_back({spec_.absorbed.place, fmt::format("a merger is of two leaders, but '{}' is both", spec_.absorbed.text)});
    }

    /// The round of an event, within the run.
    int round() const
    {
        const int round =
            spec_.dated ? (spec_.date.year - setting_.start_year) * 4 + spec_.date.quarter - setting_.start_quarter : spec_.step;
        if (spec_.open() && spec_.time_place.empty()) return 0;
        const bool unclear = spec_.time_place.empty() || (spec_.dated && !grounds_.start);
        if (!unclear && (round < 0 || (grounds_.rounds && round >= setting_.rounds)))
            problems_.push_back(
                {spec_.time_place, fmt::format("the event is at {}, but the run {}",
                                               spec_.dated ? fmt::format("{}Q{}", spec_.date.year, spec_.date.quarter)
                                                           : fmt::format("step {}", round),
                                               span_of_run())});
        return round;
    }

    /// How an event begins that no date fixes, from a round on.
    std::optional<agents::Onset> onset(int from) const
    {
        if (!spec_.open()) return {};
        agents::Onset found;
        if (!std::isnan(spec_.hazard)) found.hazard = spec_.hazard;
        if (!std::isnan(spec_.above)) found.above = spec_.above;
        if (!std::isnan(spec_.below)) found.below = spec_.below;
        found.lasting = spec_.lasting;
        if (spec_.within > 0) found.last = from + spec_.within - 1;
        if (!spec_.when.place.empty()) found.metric = metric();
        return found;
    }

    /// A rule that reads the event must be switched on.
    void check_rule(const Scenario& scenario) const
    {
        const EventType* found = event_type(spec_.type);
        if (!found || found->rule.empty()) return;
        const std::string path = found->needed_switch();
        if (!scenario.places.trusted({path}) || is_on(scenario.rules, found->rule)) return;
        problems_.push_back({spec_.type_place, fmt::format("event '{}' needs {}", spec_.type, path)});
    }

    /// Names that an event uses besides countries, forums and leaders.
    void check_name() const
    {
        if (spec_.name.place.empty()) return;
        const auto check = [&](const char* what, const std::vector<std::string>& known) {
            if (std::find(known.begin(), known.end(), spec_.name.text) == known.end()) unknown(what, spec_.name, known);
        };
        if (spec_.kind == agents::EventKind::accession && grounds_.countries && grounds_.forums) {
            auto known = ids(setting_.groups);
            for (const auto& forum : setting_.institutions.forums) known.push_back(forum.id);
            check("club", known);
        }
        if (spec_.kind == agents::EventKind::treaty_open && grounds_.forums) check("treaty", ids(setting_.institutions.treaties));
        if (spec_.kind == agents::EventKind::violation && grounds_.forums) check("norm", ids(setting_.institutions.norms));
    }

    /// A forum that opens must have waited for it.
    void check_track() const
    {
        if (spec_.kind != agents::EventKind::forum_create || !grounds_.forums) return;
        for (const PlacedText& name : spec_.forums) {
            const agents::ForumId id = setting_.institutions.forum(name.text);
            if (id.exists() && !setting_.institutions.forums[static_cast<std::size_t>(id.index)].dormant)
                problems_.push_back({name.place, fmt::format("forum '{}' does not wait to be opened (dormant)", name.text)});
            if (!id.exists() && name.text == "all") problems_.push_back({name.place, "a new track must be named, not all"});
        }
    }

    /// Candidates stand where seats are voted on, and in a region that has some.
    void check_slate() const
    {
        if (spec_.kind != agents::EventKind::slate || !grounds_.forums) return;
        for (const PlacedText& name : spec_.forums) {
            const agents::ForumId id = setting_.institutions.forum(name.text);
            if (!id.exists() && name.text != "all") continue;  // told already
            const agents::Forum* forum = id.exists() ? &setting_.institutions.forums[static_cast<std::size_t>(id.index)] : nullptr;
            if (!forum || !agents::votes_on_seats(*forum)) {
                problems_.push_back({name.place, forum ? fmt::format("forum '{}' has no elected seats that are voted on (seats, contested)", name.text)
                                                       : std::string("a slate must name a forum with elected seats, not all")});
                continue;
            }
            if (!grounds_.countries) continue;
            for (const PlacedText& state : spec_.countries) check_candidates(*forum, state);
        }
    }

private:
    /// Column of the series that the event waits for, -1 where it is not known.
    int metric() const
    {
        if (!grounds_.countries || !grounds_.leaders || !grounds_.forums) return -1;
        const std::vector<agents::Metric> metrics = agents::series_metrics(setting_, rules_, observe_);
        const auto found = std::find_if(metrics.begin(), metrics.end(), [&](const agents::Metric& each) { return each.name == spec_.when.text; });
        if (found == metrics.end()) {
            std::vector<std::string> known;
            for (const agents::Metric& each : metrics) known.push_back(each.name);
            unknown("metric", spec_.when, known);
            return -1;
        }
        if (found->every == 0)
            problems_.push_back({spec_.when.place, fmt::format("'{}' is measured in the last round of a run alone, so that no event can wait for it; observe.blocs_every_years changes that", found->name)});
        else if (found->every > 1 && spec_.lasting > 1)
            problems_.push_back({spec_.when.place, fmt::format("'{}' is measured every {} rounds, so that it cannot lie within its bounds for {} rounds running", found->name, found->every, spec_.lasting)});
        return static_cast<int>(found - metrics.begin());
    }

    void check_candidates(const agents::Forum& forum, const PlacedText& name) const
    {
        const auto seats_of = [&](agents::CountryId i) {
            const std::string region = setting_.region_name(i);
            return std::any_of(forum.seats.begin(), forum.seats.end(),
                               [&](const agents::SeatQuota& quota) { return !region.empty() && quota.region == region; });
        };
        const agents::CountryId country = setting_.country(name.text);
        const agents::Group* group = setting_.group(name.text);
        const bool outside = country.exists() ? !seats_of(country) : group && !std::all_of(group->members.begin(), group->members.end(), seats_of);
        if (!outside) return;
        problems_.push_back({name.place, country.exists()
                                             ? fmt::format("'{}' belongs to no region with seats in {}", name.text, forum.id)
                                             : fmt::format("group '{}' has members of no region with seats in {}", name.text, forum.id)});
    }

    /// Each of them once, where it comes first: one may be named by itself and in a group, or among all.
    template <class Id>
    static std::vector<Id> once(const std::vector<Id>& rows)
    {
        std::vector<Id> found;
        std::set<int> seen;
        for (const Id row : rows)
            if (seen.insert(row.index).second) found.push_back(row);
        return found;
    }

    void check_group(const agents::Group& group, const PlacedText& name) const
    {
        if (takes_dyad(spec_.type))
            problems_.push_back({name.place, fmt::format("'{}' is a group, but a dyad must be of two countries", name.text)});
        else if (group.members.empty() && grounds_.start)
            problems_.push_back({name.place, fmt::format("group '{}' has no members in {}, when the run starts", name.text,
                                                         setting_.start_year)});
    }

    void unknown(const char* what, const PlacedText& name, const std::vector<std::string>& known) const
    {
        problems_.push_back({name.place, fmt::format("unknown {} '{}'{}", what, name.text, sim::suggestion(name.text, known))});
    }

    /// As much of the run's span as is known.
    std::string span_of_run() const
    {
        const int last = setting_.rounds - 1;
        if (!grounds_.start) return fmt::format("goes from step 0 to step {}", last);
        const std::string start = fmt::format("{}Q{} (step 0)", setting_.start_year, setting_.start_quarter);
        if (!grounds_.rounds) return "starts in " + start;
        return fmt::format("goes from {} to {}Q{} (step {})", start, setting_.year(last), setting_.quarter(last), last);
    }

    const EventSpec& spec_;
    const agents::Rules& rules_;
    const agents::ObserverOptions& observe_;
    const Grounds& grounds_;
    const Setting& setting_;
    sim::Problems& problems_;
};

/// Gives each event that is open to chance a place of its own among the draws: its type and names as they are written, and which of those alike
/// it is, from the front. So it draws the same whatever unlike it a scenario lists.
class OnsetDraws {
public:
    void place(const EventSpec& spec, agents::Onset& onset)
    {
        std::string text = spec.type + ":" + spec.leader.text + spec.absorbed.text + ":" + spec.name.text + ":" + spec.when.text;
        for (const auto* names : {&spec.countries, &spec.forums})
            for (const PlacedText& name : *names) text += ":" + name.text;
        onset.agent = sim::agent_code(text);
        onset.index = alike_[text]++;
    }

private:
    std::map<std::string, std::uint32_t> alike_;
};

/// A parameter that an event sets.
struct Weight {
    int round = 0;
    const EventSpec* spec = nullptr;
};

/// Parameters that no longer fit together once events have set some of them, told at the event that brings it about.
void check_weights(const Scenario& scenario, std::vector<Weight> weights, sim::Problems& problems)
{
    agents::Rules rules = scenario.rules;
    std::set<std::string> told;
    for (const Misfit& each : misfits(rules)) told.insert(each.message);
    std::stable_sort(weights.begin(), weights.end(), [](const Weight& a, const Weight& b) { return a.round < b.round; });
    for (std::size_t k = 0; k < weights.size(); ++k) {
        const EventSpec& spec = *weights[k].spec;
        sim::each_number(rules, [&](const std::string& path, double& value, const sim::Field&) {
            if (path == spec.name.text) value = spec.level;
        });
        if (k + 1 < weights.size() && weights[k + 1].round == weights[k].round) continue;  // what is set in one round holds together
        for (const Misfit& each : misfits(rules))
            if (told.insert(each.message).second)
                problems.push_back({spec.name.place, fmt::format("from this event on, {}", each.message)});
    }
}

}  // namespace

void resolve_events(const Scenario& scenario, const Grounds& grounds, Setting& setting, sim::Problems& problems)
{
    std::vector<Weight> weights;
    OnsetDraws draws;
    int listed = 0;
    for (const EventSpec& spec : scenario.events) {
        const Resolution of(spec, scenario, grounds, setting, problems);
        of.check_rule(scenario);
        if (const std::string rule = rule_of_variable(spec); !rule.empty() && !is_on(scenario.rules, rule))
            problems.push_back({spec.name.place, fmt::format("variable '{}' needs rules.{}.on", spec.name.text, rule)});
        agents::Event event;
        event.kind = spec.kind;
        event.round = of.round();
        event.listed = ++listed;  // recorded events come first
        event.onset = of.onset(event.round);
        if (event.onset) draws.place(spec, *event.onset);
        event.duration = spec.duration;
        if (spec.kind == agents::EventKind::weight && !spec.name.place.empty()) {
            if (!spec.open())
                weights.push_back({event.round, &spec});
            else if (bound_to_others(spec.name.text))
                problems.push_back({spec.name.place, fmt::format("{} must fit together with other parameters, so that an event can set it at a step or a date alone", spec.name.text)});
        }
        event.countries = of.countries();
        of.check_name();
        of.check_slate();
        of.check_track();
        event.leader = of.leader(spec.leader);
        event.absorbed = of.leader(spec.absorbed);
        of.check_merger();
        event.level = spec.level;
        event.attributed = spec.attributed;
        event.on = spec.on;
        if (spec.kind == agents::EventKind::violation) event.norm = setting.institutions.norm(spec.name.text);
        event.reading = spec.reading;
        event.name = spec.name.text;
        event.values = spec.values;
        event.threat = spec.threat;
        event.engagement = spec.engagement;
        event.media = spec.media;
        event.style = spec.style;
        for (const agents::ForumId forum : of.forums()) {
            event.forum = forum;
            setting.events.push_back(event);
        }
    }
    std::stable_sort(setting.events.begin(), setting.events.end(),
                     [](const auto& a, const auto& b) { return a.round < b.round; });
    check_weights(scenario, std::move(weights), problems);
}

}  // namespace comity::scenarios
