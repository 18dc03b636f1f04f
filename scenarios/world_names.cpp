#include "scenarios/world_names.hpp"

#include <cmath>
#include <set>
#include <string>
#include <utility>

#include "scenarios/event_resolution.hpp"
#include "scenarios/expectation.hpp"
#include "scenarios/recorded_events.hpp"
#include "scenarios/world_defaults.hpp"
#include "scenarios/world_fit.hpp"
#include "scenarios/world_leaders.hpp"
#include "sim/draws.hpp"

namespace comity::scenarios {
namespace {

using agents::Setting;
using Eigen::ArrayXd;

/// A column of countries.csv, with a value where a cell is missing.
ArrayXd column(const WorldTables& tables, double CountryRow::*member, double missing)
{
    ArrayXd values(tables.num_countries());
    for (int i = 0; i < tables.num_countries(); ++i) {
        const double given = tables.countries[static_cast<std::size_t>(i)].*member;
        values(i) = std::isnan(given) ? missing : given;
    }
    return values;
}

void set_countries(Setting& setting, const WorldTables& tables)
{
    for (const CountryRow& row : tables.countries) {
        setting.code.push_back(row.code);
        setting.agent.push_back(sim::agent_code(row.code));
        setting.name.push_back(row.name);
        setting.add_region(row.region);
        setting.iso_numeric.push_back(row.iso_numeric);
        setting.latitude.push_back(row.latitude);
        setting.longitude.push_back(row.longitude);
    }
    setting.population = column(tables, &CountryRow::population, 1);
    setting.impatience = ArrayXd::Ones(setting.num_countries());
    if (const auto rus = setting.country("RUS"); rus.exists()) setting.impatience(rus.index) = 1.3;
}

void set_groups_and_seats(Setting& setting, const WorldTables& tables)
{
    std::set<std::string> names;
    for (const TermRow& row : tables.groups) names.insert(row.body);
    for (const std::string& name : names) {
        agents::Group group{name, {}};
        for (const int i : group_members(tables, name, setting.start_year)) group.members.push_back({i});
        setting.groups.push_back(std::move(group));
    }
    for (const TermRow& row : tables.seats)
        setting.recorded_seats.push_back({setting.institutions.forum(row.body), {row.country}, row.from, row.until});
}

}  // namespace

void set_names(Setting& setting, const Scenario& scenario, const WorldTables& tables, sim::Problems& problems)
{
    setting.institutions = scenario.institutions;
    if (scenario.rules.tracks.on) add_tracks(setting.institutions, scenario.rules.tracks);
    setting.rounds = scenario.rounds;
    setting.start_year = start_of(scenario, tables).year;
    setting.start_quarter = start_of(scenario, tables).quarter;
    set_countries(setting, tables);
    setting.security = security_ties(tables);
    set_leaders(setting, tables);
    set_groups_and_seats(setting, tables);
    add_recorded_events(setting, tables);

    Grounds grounds;
    grounds.countries = tables.num_countries() > 0 && !tables.misses("countries.csv") && !tables.misses("groups.csv");
    grounds.leaders = grounds.countries && !tables.misses("leaders.csv");
    grounds.forums = scenario.places.whole();
    grounds.start = start_known(scenario, tables);
    grounds.rounds = scenario.places.trusted({"rounds"});
    resolve_events(scenario, grounds, setting, problems);
    if (grounds.leaders && grounds.forums) check_outcomes(scenario.expect, setting, scenario.rules, scenario.observe, problems);
}

}  // namespace comity::scenarios
