#include "scenarios/recorded_events.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "agents/coalitions.hpp"

namespace comity::scenarios {

void add_recorded_events(agents::Setting& setting, const WorldTables& tables)
{
    const agents::Coalitions at_start(setting);
    const auto round_of = [&](int year, int quarter) {
        return (year - setting.start_year) * 4 + quarter - setting.start_quarter;
    };
    for (const CrisisRow& row : tables.crises) {
        const int round = round_of(row.year, row.quarter);
        if (row.standing || row.year == 0) continue;
        setting.uprisings_recorded_until = std::max(setting.uprisings_recorded_until, round);
        if (round < 0 || round >= setting.rounds) continue;
        // Uprisings, disputes and violations are crises alike; an overreach and a violation are acts of the country named.
        agents::Event event;
        event.kind = row.kind == "mandate_overreach" ? agents::EventKind::mandate_overreach
                     : row.kind == "violation"       ? agents::EventKind::violation
                                                     : agents::EventKind::uprising;
        event.norm = setting.institutions.norm(row.norm);
        event.reading = row.reading;
        event.leader = at_start.leader_of({row.target});
        if (event.kind == agents::EventKind::mandate_overreach && !event.leader.exists()) continue;
        event.round = round;
        event.countries = {{row.target}};
        event.level = row.severity;
        event.attributed = row.attributed;
        setting.events.push_back(event);
    }
    std::map<int, std::map<int, double>> paths;
    for (const ExposureRow& row : tables.regime) paths[row.country][row.year] = row.exposure;
    for (const auto& [country, path] : paths) {
        agents::Event event;
        event.kind = agents::EventKind::path;
        event.name = "exposure";
        event.countries = {{country}};
        for (int t = 0; t < setting.rounds; ++t) {
            auto next = path.upper_bound(setting.year(t));
            if (next == path.begin()) continue;
            if (event.values.empty()) event.round = t;
            event.values.push_back(std::prev(next)->second);
        }
        if (!event.values.empty()) setting.events.push_back(std::move(event));
    }
}

}  // namespace comity::scenarios
