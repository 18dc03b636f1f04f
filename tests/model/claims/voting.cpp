// What moves votes: leverage, skill, success, a wider club.

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "agents/rules/vote_latent.hpp"
#include "sim/elementary.hpp"
#include "tests/model/claims/ensembles.hpp"
#include "tests/model/claims/rows.hpp"

namespace comity::tests {
namespace {

using agents::Draft;
using agents::RoundRecord;
using agents::Setting;
using agents::World;

// Votes on one text ---------------------------------------------------------------------------------------------------

/// A text of the challengers on HR1, half the way from the status quo to their position, in a forum of the first world.
Draft text_of_challengers(const scenarios::Start& start, const char* forum)
{
    const Setting& setting = start.setting;
    Draft draft;
    draft.forum = setting.institutions.forum(forum);
    draft.kind = agents::DraftKind::leader;
    draft.norm = setting.institutions.norm("HR1");
    draft.arena = setting.institutions.arena("HR");
    draft.leader = setting.leader("CR");
    draft.status_quo = start.world.status_quo(draft.norm.index);
    draft.proposal =
        draft.status_quo + 0.5 * (start.world.leader_position(draft.leader.index, draft.arena.index) - draft.status_quo);
    draft.slope = 2 * start.world.rules.voting.slope * (draft.proposal - draft.status_quo);
    draft.cut = (draft.proposal + draft.status_quo) / 2;
    draft.half_band = start.world.rules.voting.half_band;
    agents::announce_lines(start.world, setting, start.influence, draft, start.world.rules.voting);
    return draft;
}

/// Chance of each country to vote yes on a draft, members of leaders and others alike.
Eigen::ArrayXd chance_of_yes(const scenarios::Start& start, const Draft& draft)
{
    Eigen::ArrayXd z;
    const auto pull = agents::leader_pull(start.world, start.setting, draft.forum, start.world.rules.voting);
    agents::latent(start.world, start.setting, start.influence, draft, pull, start.world.rules.voting, z);
    for (Eigen::Index i = 0; i < z.size(); ++i) z(i) = sim::logistic(z(i) - draft.half_band * start.world.style(i));
    return z;
}

std::vector<int> unled(const Setting& setting)
{
    const agents::Coalitions at_start(setting);
    std::vector<int> rows;
    for (int i = 0; i < setting.num_countries(); ++i)
        if (!at_start.leader_of({i}).exists()) rows.push_back(i);
    return rows;
}

double mean(const Eigen::ArrayXd& values, std::span<const int> rows)
{
    double total = 0;
    for (const int i : rows) total += values(i);
    return total / static_cast<double>(rows.size());
}

// R13 -----------------------------------------------------------------------------------------------------------------

/// What leverage adds to the support of the challengers' text, in the fifth of countries that depend on them most minus that in
/// the fifth that does least.
double support_by_dependence(double leverage)
{
    scenarios::Start start = start_of(baseline);
    const Draft draft = text_of_challengers(start, "UNGA");
    start.world.rules.voting.leverage = leverage;
    const Eigen::ArrayXd with = chance_of_yes(start, draft);
    start.world.rules.voting.leverage = 0;
    const Eigen::ArrayXd gain = with - chance_of_yes(start, draft);

    std::vector<int> rows = unled(start.setting);
    const Eigen::ArrayXd dependence = start.world.joint_leverage.col(draft.leader.index);
    std::sort(rows.begin(), rows.end(), [&](int i, int j) { return dependence(i) < dependence(j); });
    const std::span<const int> all(rows);
    return mean(gain, all.last(rows.size() / 5)) - mean(gain, all.first(rows.size() / 5));
}

/// What a payment on top by CHN of a fifth of the health assembly's scale does to its presence there.
Estimate weight_by_payment(const std::vector<std::string>& settings)
{
    const Variant modest = baseline.with({"rounds=4"}).with(settings);
    const auto presence = [](const Variant& variant) {
        return watched(start_of(variant), AtEnd{[](const Setting& setting, const World& world) {
                           return world.presence.country(setting.country("CHN").index, setting.institutions.forum("WHO").index);
                       }},
                       20);
    };
    return estimate(difference(presence(modest.with({"events=[{type: topup, step: 3, state: CHN, forum: WHO, amount: 0.2}]"})),
                               presence(modest)));
}

std::vector<Finding> r13()
{
    return {{above(0), exactly(support_by_dependence(0.6)), exactly(support_by_dependence(0)), 0},
            {above(0), weight_by_payment({}), weight_by_payment({"rules.engagement.presence_exponent=0"}), 20}};
}

// R14 -----------------------------------------------------------------------------------------------------------------

/// Share of members absent from votes of the General Assembly.
struct Absences {
    double absent = 0, members = 0;

    void round(const Setting& setting, const World&, const RoundRecord& record)
    {
        const agents::ForumId assembly = setting.institutions.forum("UNGA");
        for (std::size_t v = 0; v < record.agenda.drafts.size(); ++v)
            if (record.agenda.drafts[v].forum == assembly) {
                absent += record.outcomes.of[v].absent;
                members += setting.num_countries();
            }
    }
    double value(const Setting&, const World&) const { return absent / members; }
};

Variant skilled(const char* states, double diplomacy, const std::vector<std::string>& settings)
{
    return baseline
        .with({fmt::format("events=[{{type: path, step: 0, variable: diplomacy, state: {}, values: [{}]}}]", states, diplomacy)})
        .with(settings);
}

Estimate absences(const std::vector<std::string>& settings)
{
    const auto share = [&](double diplomacy) { return watched(start_of(skilled("all", diplomacy, settings)), Absences{}, 50); };
    return estimate(difference(share(0.9), share(0.3)));
}

Estimate by_skill(const char* states, const char* metric, const std::vector<std::string>& settings)
{
    return estimate(difference(skilled(states, 1, settings), skilled(states, 0.2, settings), metric, 100));
}

std::vector<Finding> r14()
{
    return {{below(0), absences({}), absences({"rules.voting.absence=0"}), 50},
            {above(0), by_skill("[CHN, RUS]", "success_CR", {}),
             by_skill("[CHN, RUS]", "success_CR", {"rules.agenda.perception_error=0"}), 100},
            {above(0), by_skill("[CHN, RUS]", "tabled_CR_total", {}), by_skill("[IND, BRA]", "tabled_CR_total", {}), 100}};
}

// R18 -----------------------------------------------------------------------------------------------------------------

/// Votes that the announced line of the challengers, no members of the human-rights council, wins there for their text.
double votes_from_outside(const std::vector<std::string>& settings)
{
    const scenarios::Start& start = start_of(baseline.with(settings));
    Draft draft = text_of_challengers(start, "HRC");
    const auto& members = start.world.roster[static_cast<std::size_t>(draft.forum.index)];
    const auto votes = [&] { return mean(chance_of_yes(start, draft), members) * static_cast<double>(members.size()); };
    for (const agents::CountryId i : start.world.coalitions.members(draft.leader))
        if (std::binary_search(members.begin(), members.end(), i.index))
            throw std::runtime_error("a challenger has a seat in the council");
    const double with = votes();
    draft.line[static_cast<std::size_t>(draft.leader.index)] = 0;
    return with - votes();
}

std::vector<Finding> r18()
{
    return {{above(0), exactly(votes_from_outside({})),
             exactly(votes_from_outside({"rules.voting.leverage=0", "rules.voting.bandwagon=0"})), 0}};
}

// R23 -----------------------------------------------------------------------------------------------------------------

/// Position on intervention of the five that join the club in s11, minus that in s01.
Estimate approach_in_wider_club(const std::vector<std::string>& settings)
{
    const auto position = [&](const char* name) {
        return watched(start_of(Variant{name}.with(settings)), AtEnd{[](const Setting& setting, const World& world) {
                           double total = 0;
                           for (const char* code : {"IDN", "PAK", "NGA", "BGD", "IRN"})
                               total += world.position(setting.country(code).index, setting.institutions.arena("NI").index);
                           return total / 5;
                       }},
                       100);
    };
    return estimate(difference(position("s11"), position("s01")));
}

std::vector<Finding> r23()
{
    return {{below(0), approach_in_wider_club({}), approach_in_wider_club({"rules.influence.caucus_weight=0"}), 100}};
}

// R49 -----------------------------------------------------------------------------------------------------------------

/// Support of the challengers' text among the weaker half of countries: after success minus after failure.
double bandwagon(double pull)
{
    scenarios::Start start = start_of(baseline);
    const Draft draft = text_of_challengers(start, "UNGA");
    start.world.rules.voting.bandwagon = pull;
    std::vector<int> weak = unled(start.setting);
    std::erase_if(weak, [&](int i) { return start.setting.strength(i) >= 0.5; });
    const auto support = [&](double memory) {
        start.world.success(draft.leader.index, draft.arena.index) = memory;
        return mean(chance_of_yes(start, draft), weak);
    };
    return support(0.9) - support(0.1);
}

std::vector<Finding> r49()
{
    return {{above(0), exactly(bandwagon(0.3)), exactly(bandwagon(0)), 0}};
}

}  // namespace

std::vector<Row> voting_rows()
{
    return {{"R13", r13}, {"R14", r14}, {"R18", r18}, {"R23", r23}, {"R49", r49}};
}

}  // namespace comity::tests
