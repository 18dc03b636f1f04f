#include "scenarios/scenario.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "sim/csv.hpp"

namespace comity::scenarios {
namespace {

using agents::DecisionRule;
using agents::Forum;

void check_forum(const Forum& forum, const std::string& place, sim::Problems& found)
{
    const auto wrong = [&](std::string message) { found.push_back({place, fmt::format("forums.{} {}", forum.id, message)}); };
    double shares = 0;
    for (const auto& share : forum.business) shares += share.share;
    if (forum.draft_rate > 0 && std::abs(shares - 1) > 1e-9)
        wrong(fmt::format("has business shares that sum to {}, but they must sum to 1", sim::number(shares)));
    int seats = static_cast<int>(forum.permanent.size());
    for (const auto& quota : forum.seats) seats += quota.seats;
    if (forum.rule == DecisionRule::council && forum.quota < 1) wrong("decides as a council, but quota is 0");
    if (forum.rule == DecisionRule::council && !forum.universal && forum.quota > seats)
        wrong(fmt::format("needs {} yes votes, but has {} seats", forum.quota, seats));
    for (const std::string& holder : forum.veto)
        if (!forum.universal && std::find(forum.permanent.begin(), forum.permanent.end(), holder) == forum.permanent.end())
            wrong(fmt::format("gives {} a veto, but not a permanent seat", holder));
    if (!forum.seats.empty() && (forum.term_years < 1 || forum.election_quarter < 1))
        wrong("has elected seats, so that term_years and election_quarter must be given");
    for (const int quarter : forum.quarters)
        if (quarter < 1 || quarter > 4) wrong(fmt::format("meets in quarter {}, but quarters are 1 to 4", quarter));
}

}  // namespace

sim::Problems problems(const Scenario& scenario)
{
    sim::Problems found;
    agents::Rules rules = scenario.rules;
    sim::each_field(rules, [&](const std::string& path, double value, const sim::Field& field) {
        if (!field.range.contains(value))
            found.push_back({scenario.file, fmt::format("rules.{} is {}, but must be in [{}, {}] {} ({})", path, sim::number(value), sim::number(field.range.low),
                                                        sim::number(field.range.high), field.unit, field.meaning)});
    });
    const auto together = [&](bool holds, const char* message) {
        if (!holds) found.push_back({scenario.file, message});
    };
    const auto& r = scenario.rules;
    together(r.influence.security_weight + r.influence.trade_weight + r.influence.caucus_weight <= 1 + 1e-12,
             "rules.influence: security_weight + trade_weight + caucus_weight must be at most 1; partnerships take the rest");
    together(r.adoption.own_weight + r.adoption.institution_weight <= 1 + 1e-12, "rules.adoption: own_weight + institution_weight must be at most 1");
    together(r.threat.severity_low <= r.threat.severity_high, "rules.threat: severity_low must not exceed severity_high");
    together(r.agenda.bar_shortest <= r.agenda.bar_longest, "rules.agenda: bar_shortest must not exceed bar_longest");
    if (scenario.institutions.forums.size() > 60) found.push_back({scenario.file, "at most 60 forums can be kept apart in the draws"});
    for (const Forum& forum : scenario.institutions.forums) check_forum(forum, scenario.file, found);
    return found;
}

}  // namespace comity::scenarios
