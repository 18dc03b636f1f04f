#include "scenarios/world_leaders.hpp"

#include <algorithm>
#include <utility>

#include "agents/coalitions.hpp"
#include "scenarios/world_defaults.hpp"

namespace comity::scenarios {
namespace {

using agents::Setting;

/// In the pair one side puts its name to rights drafts and the other to cyber drafts; either to those on intervention.
void name_initiators(Setting& setting)
{
    const auto chn = setting.country("CHN");
    const auto rus = setting.country("RUS");
    for (auto& leader : setting.leaders) {
        const auto leads = [&](agents::CountryId i) {
            return i.exists() && std::find(leader.founders.begin(), leader.founders.end(), i) != leader.founders.end();
        };
        if (leader.camp != agents::Camp::challengers || !leads(chn) || !leads(rus)) continue;
        for (const auto& [arena, members] :
             {std::pair{"HR", std::vector{chn}}, {"CY", std::vector{rus}}, {"NI", std::vector{chn, rus}}})
            if (const auto a = setting.institutions.arena(arena); a.exists()) leader.initiators.push_back({a, members});
    }
}

/// Countries with a full security tie to a leader of one member, themselves unled.
void name_allies(Setting& setting)
{
    const agents::Coalitions at_start(setting);
    for (auto& leader : setting.leaders) {
        if (leader.founders.size() != 1) continue;
        const int patron = leader.founders.front().index;
        for (const int i : setting.security.partners(patron))
            if (setting.security.weight(patron, i) >= 1 && !at_start.leader_of({i}).exists())
                leader.allies.push_back({i});
    }
}

}  // namespace

std::vector<agents::Leader> leaders(const WorldTables& tables, int year)
{
    std::vector<agents::Leader> result;
    const auto add = [&](const std::string& id, agents::Camp camp, int country) {
        auto found = std::find_if(result.begin(), result.end(), [&](const auto& leader) { return leader.id == id; });
        if (found == result.end()) found = result.insert(result.end(), {id, camp, {}, false, {}, {}});
        found->founders.push_back({country});
    };
    if (tables.has("leaders.csv")) {
        for (const LeaderRow& row : tables.leaders)
            add(row.leader, row.challenger ? agents::Camp::challengers : agents::Camp::incumbents, row.country);
    } else {
        for (const char* code : {"CHN", "RUS"})
            if (const auto found = tables.row_of.find(code); found != tables.row_of.end())
                add("CR", agents::Camp::challengers, found->second);
        if (const auto found = tables.row_of.find("USA"); found != tables.row_of.end())
            add("US", agents::Camp::incumbents, found->second);
        for (const int i : group_members(tables, "EU", year)) add("EU", agents::Camp::incumbents, i);
    }
    std::stable_sort(result.begin(), result.end(), [](const auto& a, const auto& b) {
        return a.camp == agents::Camp::challengers && b.camp == agents::Camp::incumbents;
    });
    for (auto& leader : result) leader.bloc = leader.camp == agents::Camp::incumbents && leader.founders.size() > 2;
    return result;
}

void set_leaders(Setting& setting, const WorldTables& tables)
{
    setting.leaders = leaders(tables, setting.start_year);
    name_initiators(setting);
    name_allies(setting);
}

}  // namespace comity::scenarios
