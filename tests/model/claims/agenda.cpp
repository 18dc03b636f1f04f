// Who tables what, and where.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "tests/model/claims/ensembles.hpp"
#include "tests/model/claims/rows.hpp"

namespace comity::tests {
namespace {

using agents::Draft;
using agents::DraftKind;
using agents::RoundRecord;
using agents::Setting;
using agents::World;

const std::string rift = "events=[{type: weight, step: 1, parameter: influence.transatlantic_tie, value: 0.3}]";
const std::string window_off = "rules.agenda.window_effect=0";

/// A mean over drafts of a run that f picks, each with a value or NaN; NaN without any.
template <class F>
struct MeanOverDrafts {
    F f;  ///< (setting, draft, outcome) -> value, NaN where the draft does not count
    double total = 0, number = 0;

    void round(const Setting& setting, const World&, const RoundRecord& record)
    {
        for (std::size_t v = 0; v < record.agenda.drafts.size(); ++v) {
            const double value = f(setting, record.agenda.drafts[v], record.outcomes.of[v]);
            if (std::isnan(value)) continue;
            total += value;
            ++number;
        }
    }
    double value(const Setting&, const World&) const { return number > 0 ? total / number : std::nan(""); }
};
template <class F>
MeanOverDrafts(F) -> MeanOverDrafts<F>;

template <class F>
std::vector<double> over_drafts(const scenarios::Start& start, F f, int runs = 100)
{
    return watched(start, MeanOverDrafts{f}, runs);
}

/// Number of drafts of a run that f picks.
template <class F>
struct CountOfDrafts {
    F f;
    double number = 0;

    void round(const Setting& setting, const World&, const RoundRecord& record)
    {
        for (std::size_t v = 0; v < record.agenda.drafts.size(); ++v) number += f(setting, record.agenda.drafts[v]);
    }
    double value(const Setting&, const World&) const { return number; }
};
template <class F>
CountOfDrafts(F) -> CountOfDrafts<F>;

bool of_challengers(const Setting& setting, const Draft& draft)
{
    return draft.kind == DraftKind::leader && draft.leader == setting.leader("CR");
}

// R09 -----------------------------------------------------------------------------------------------------------------

std::vector<double> shift_of_rights(const Variant& variant)
{
    std::vector<double> shift(usual_runs, 0.0);
    for (const char* norm : {"HR1", "HR2", "HR3"})
        shift = sum(shift, scaled(outcome(variant, fmt::format("status_quo_{}_end", norm)), 1.0 / 3));
    for (double& value : shift) value -= 1.2;
    return shift;
}

/// Mean engagement of the pair at the end, where losers may leave.
Estimate engagement_of_pair(const std::vector<std::string>& settings)
{
    const Variant free = baseline.with({"rules.exit.on=true"}).with(settings);
    return estimate(watched(start_of(free), AtEnd{[](const Setting& setting, const World& world) {
                                return (world.engagement.row(setting.country("CHN").index).mean() +
                                        world.engagement.row(setting.country("RUS").index).mean()) /
                                       2;
                            }},
                            50));
}

std::vector<Finding> r09()
{
    return {
        {below(0), estimate(shift_of_rights(baseline)), estimate(shift_of_rights(baseline.with({nobody_tables}))), usual_runs},
        {above(0.9), engagement_of_pair({}),
         engagement_of_pair({"events=[{type: exit, step: 0, state: [CHN, RUS], forum: all}]"}), 50}};
}

// R10 -----------------------------------------------------------------------------------------------------------------

Estimate by_rift(const char* metric, const std::vector<std::string>& settings)
{
    return estimate(difference(baseline.with(settings).with({rift}), baseline.with(settings), metric));
}

std::vector<Finding> r10()
{
    return {{above(0), by_rift("initiative_CR_run", {}), by_rift("initiative_CR_run", {window_off}), usual_runs}};
}

// R11 -----------------------------------------------------------------------------------------------------------------

/// How far apart the status quo of the three rights lies at the end; all begin at 1.2.
Estimate spread_of_rights(const std::vector<std::string>& settings)
{
    return estimate(watched(start_of(baseline.with(settings)), AtEnd{[](const Setting& setting, const World& world) {
                                const auto q = [&](const char* norm) {
                                    return world.status_quo(setting.institutions.norm(norm).index);
                                };
                                const auto [low, high] = std::minmax({q("HR1"), q("HR2"), q("HR3")});
                                return high - low;
                            }},
                            100));
}

std::vector<Finding> r11()
{
    return {{above(0), spread_of_rights({}), spread_of_rights({nobody_tables}), 100}};
}

// R27 -----------------------------------------------------------------------------------------------------------------

Estimate club_texts_carried(const std::vector<std::string>& settings)
{
    return estimate(watched(start_of(baseline.with(settings)),
                            CountOfDrafts{[](const Setting&, const Draft& draft) { return draft.kind == DraftKind::club; }},
                            100));
}

/// Share of texts carried from the club to the universal assembly that it adopts.
Estimate club_texts_adopted(const std::vector<std::string>& settings)
{
    return estimate(
        over_drafts(start_of(baseline.with(settings)), [](const Setting&, const Draft& draft, const agents::Outcome& outcome) {
            return draft.kind == DraftKind::club ? static_cast<double>(outcome.adopted) : std::nan("");
        }));
}

std::vector<Finding> r27()
{
    return {
        {above(0), club_texts_carried({}), club_texts_carried({"forums.SCO.incubator=false"}), 100},
        {below(0.5), club_texts_adopted({}), club_texts_adopted({"rules.voting.leverage=0", "rules.voting.bandwagon=0"}), 100}};
}

// R28 -----------------------------------------------------------------------------------------------------------------

/// Share of members that have not signed what the telecommunication conference adopted for the challengers.
Estimate unsigned_share(const std::vector<std::string>& settings)
{
    return estimate(over_drafts(start_of(baseline.with(settings)), [](const Setting& setting, const Draft& draft,
                                                                      const agents::Outcome& outcome) {
        const bool counts = outcome.adopted && of_challengers(setting, draft) && draft.forum == setting.institutions.forum("ITU");
        return counts ? 1 - outcome.signed_share : std::nan("");
    }));
}

std::vector<Finding> r28()
{
    return {{above(0), unsigned_share({}), unsigned_share({"forums.ITU.rule=majority"}), 100}};
}

// R29 -----------------------------------------------------------------------------------------------------------------

/// How much more the challengers' texts change than they declare.
Estimate understatement(DraftKind kind)
{
    return estimate(over_drafts(start_of(baseline), [kind](const Setting&, const Draft& draft, const agents::Outcome&) {
        return draft.kind == kind ? draft.ambition - draft.label : std::nan("");
    }));
}

std::vector<Finding> r29()
{
    return {{above(0), understatement(DraftKind::leader), understatement(DraftKind::background), 100}};
}

// R30 -----------------------------------------------------------------------------------------------------------------

/// Share of the challengers' texts on cyber matters that are about content.
Estimate content_share(const std::vector<std::string>& settings)
{
    return estimate(over_drafts(
        start_of(baseline.with(settings)),
        [](const Setting& setting, const Draft& draft, const agents::Outcome&) {
            if (!of_challengers(setting, draft) || !(draft.arena == setting.institutions.arena("CY"))) return std::nan("");
            return static_cast<double>(draft.norm == setting.institutions.norm("CY2"));
        },
        400));
}

std::vector<Finding> r30()
{
    return {{above(0.5), content_share({}),
             content_share({"forums={UNGA: {norms: [HR1, HR2, HR3, NI1, NI2, NI3, CY1, CY3]}, GGE: {norms: [CY1]}, OEWG: {norms: "
                            "[CY1]}, SCO: {norms: [NI2]}}"}),
             400}};
}

// R35 -----------------------------------------------------------------------------------------------------------------

/// Share of the challengers' texts that fail.
Estimate defeats(const scenarios::Start& start)
{
    std::vector<double> share = outcome_from(start, "success_CR", 100);
    for (double& value : share) value = 1 - value;
    return estimate(share);
}

/// The baseline in which everybody stands where the challengers do.
scenarios::Start of_one_mind()
{
    scenarios::Start start = start_of(baseline);
    const auto line = start.world.leader_position.row(start.setting.leader("CR").index);
    start.world.position.rowwise() = line;
    start.world.anchor.rowwise() = line;
    start.setting.initial_anchor.rowwise() = line;
    return start;
}

std::vector<Finding> r35()
{
    return {{above(0), defeats(start_of(baseline)), defeats(of_one_mind()), 100}};
}

// R46 -----------------------------------------------------------------------------------------------------------------

/// Share of the challengers' texts that are on cyber matters, which RUS initiates: with a country's impatience at 1.3 minus at 1.
Estimate haste(const char* country)
{
    const auto share = [&](double impatience) {
        scenarios::Start start = start_of(baseline);
        start.setting.impatience.setOnes();
        start.setting.impatience(start.setting.country(country).index) = impatience;
        return over_drafts(
            start,
            [](const Setting& setting, const Draft& draft, const agents::Outcome&) {
                return of_challengers(setting, draft) ? static_cast<double>(draft.arena == setting.institutions.arena("CY"))
                                                      : std::nan("");
            },
            usual_runs);
    };
    return estimate(difference(share(1.3), share(1)));
}

/// Texts that a country initiates: with the transatlantic rift minus without.
Estimate initiated(const char* country, const std::vector<std::string>& settings)
{
    const auto number = [&](const Variant& variant) {
        return watched(start_of(variant), CountOfDrafts{[country](const Setting& setting, const Draft& draft) {
                           return of_challengers(setting, draft) && draft.initiator == setting.country(country);
                       }},
                       100);
    };
    return estimate(difference(number(baseline.with(settings).with({rift})), number(baseline.with(settings))));
}

std::vector<Finding> r46()
{
    return {{above(0), haste("RUS"), haste("BRA"), usual_runs},
            {above(0), initiated("CHN", {}), initiated("CHN", {window_off}), 100},
            {above(0), initiated("RUS", {}), initiated("RUS", {window_off}), 100}};
}

// R47 -----------------------------------------------------------------------------------------------------------------

/// What attention to all forums alike gives the EU beyond attention to the human-rights council alone, where texts cost nothing
/// (at the default cost it tables none).
Estimate many_settings(const std::vector<std::string>& settings)
{
    const Variant even = baseline.with({"rules.agenda.cost=0"}).with(settings);
    const Variant single =
        even.with({"events=[{type: path, step: 0, variable: attention, leader: EU, state: EU, forum: all, values: [0]}, "
                   "{type: path, step: 0, variable: attention, leader: EU, state: EU, forum: HRC, values: [10]}]"});
    return estimate(difference(even, single, "payoff_EU_end"));
}

std::vector<Finding> r47()
{
    return {{above(0), many_settings({}), many_settings({nobody_tables}), usual_runs}};
}

}  // namespace

std::vector<Row> agenda_rows()
{
    return {{"R09", r09}, {"R10", r10}, {"R11", r11}, {"R27", r27}, {"R28", r28},
            {"R29", r29}, {"R30", r30}, {"R35", r35}, {"R46", r46}, {"R47", r47}};
}

}  // namespace comity::tests
