// Money, seats, treaties, and what institutions can bear.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "tests/model/claims/ensembles.hpp"
#include "tests/model/claims/rows.hpp"

namespace comity::tests {
namespace {

using agents::RoundRecord;
using agents::Setting;
using agents::World;

const std::string exits_without_effect = "rules.engagement.inertia=0";
const std::string gaps_filled = "rules.engagement.refill=1";

std::string cuts(double rate)
{
    return fmt::format("rules.rights.cut_rate={}", rate);
}

// R15, R16 ------------------------------------------------------------------------------------------------------------

/// What a setting changes in an outcome of runs in which rights posts may be cut.
Estimate on_rights(const std::string& setting, const std::string& instead, const char* metric)
{
    const Variant machinery = baseline.with({"rules.rights.on=true"});
    return estimate(difference(machinery.with({setting}), machinery.with({instead}), metric, 100));
}

std::vector<Finding> r15()
{
    const std::string tabled = "rules.agenda.leader_rate=6";
    return {{below(0), on_rights(cuts(1.5), cuts(0), "rights_budget_end"), on_rights(tabled, nobody_tables, "rights_budget_end"),
             100},
            {below(0), on_rights(tabled, nobody_tables, "status_quo_HR2_end"),
             on_rights(cuts(1.5), cuts(0), "status_quo_HR2_end"), 100}};
}

std::vector<Finding> r16()
{
    const std::string blocked = "rules.rights.access_blocking=0.1", open = "rules.rights.access_blocking=0";
    return {{below(0), on_rights(cuts(0.5), cuts(0), "rights_budget_end"), on_rights(blocked, open, "rights_budget_end"), 100},
            {below(0), on_rights(blocked, open, "ngo_access_end"), on_rights(cuts(0.5), cuts(0), "ngo_access_end"), 100}};
}

// R17 -----------------------------------------------------------------------------------------------------------------

/// Share of runs in which RUS has no seat in the human-rights council after it stood for one of the two of its group.
Estimate seat_lost(const char* candidates)
{
    const Variant election = baseline.with({"rounds=6", "rules.elections.on=true",
                                            fmt::format("events=[{{type: slate, step: 3, forum: HRC, state: {}}}]", candidates)});
    return estimate(
        watched(start_of(election), AtEnd{[](const Setting& setting, const World& world) {
                    const auto& members = world.roster[static_cast<std::size_t>(setting.institutions.forum("HRC").index)];
                    return std::binary_search(members.begin(), members.end(), setting.country("RUS").index) ? 0.0 : 1.0;
                }},
                400));
}

/// How far an adoption in the human-rights council moves the status quo of HR1 in all, at its own authority minus at that of the
/// council of security.
Estimate less_authority(const std::string& authority)
{
    const Variant own = baseline.with({"forums.UNGA.norms=[NI1, NI2, NI3, CY1, CY2, CY3]"});
    return estimate(difference(own, own.with({authority}), "status_quo_HR1_end", 100));
}

std::vector<Finding> r17()
{
    return {{above(0), seat_lost("[RUS, HUN, HRV]"), seat_lost("[RUS, HRV]"), 400},
            {above(0), less_authority("forums.HRC.authority=0.1"), less_authority("forums.UNSC.authority=0.04"), 100}};
}

// R22 -----------------------------------------------------------------------------------------------------------------

/// Chance that countries dependent on the challengers vote no on their texts in the General Assembly.
struct NoOfDependents {
    double no = 0, cast = 0;

    void round(const Setting& setting, const World& world, const RoundRecord& record)
    {
        const agents::LeaderId challengers = setting.leader("CR");
        for (int v = 0; v < static_cast<int>(record.agenda.drafts.size()); ++v) {
            const agents::Draft& draft = record.agenda.drafts[static_cast<std::size_t>(v)];
            if (draft.kind != agents::DraftKind::leader || !(draft.leader == challengers) ||
                !(draft.forum == setting.institutions.forum("UNGA")))
                continue;
            for (int i = 0; i < setting.num_countries(); ++i) {
                if (world.joint_leverage(i, challengers.index) < 0.2) continue;
                const auto vote = record.ballots.vote(i, v);
                if (vote == agents::Vote::absent || vote == agents::Vote::none) continue;
                ++cast;
                no += vote == agents::Vote::no;
            }
        }
    }
    double value(const Setting&, const World&) const { return cast > 0 ? no / cast : std::nan(""); }
};

const Variant instruments = baseline.with({"rounds=40", "rules.coercion.on=true", "rules.coercion.rate=0"});

/// Votes against the challengers' texts under coercion by them before each assembly, minus without.
Estimate coerced_votes(const std::vector<std::string>& settings)
{
    std::string events;
    for (int step = 3; step < 40; step += 4)
        events += fmt::format("{}{{type: coercion, step: {}, leader: CR, state: all}}", step > 3 ? ", " : "", step);
    const Variant free = instruments.with(settings);
    return estimate(difference(watched(start_of(free.with({"events=[" + events + "]"})), NoOfDependents{}),
                               watched(start_of(free), NoOfDependents{})));
}

/// Outside pressure that VEN feels at the end, with an event minus without.
Estimate pressure_felt(const std::string& event)
{
    const auto felt = [](const Variant& variant) {
        return watched(
            start_of(variant),
            AtEnd{[](const Setting& setting, const World& world) { return world.pressure(setting.country("VEN").index); }}, 50);
    };
    return estimate(difference(felt(instruments.with({"events=[" + event + "]"})), felt(instruments)));
}

/// Least reputation of the USA, with an event minus without.
Estimate reputation_lost(const std::string& event)
{
    const Variant watched_by_all = instruments.with({"rules.violations.on=true", "rules.violations.rate=0", "rules.violations.answer=0", "rules.coercion.observed=1"});
    return estimate(difference(watched_by_all.with({"events=[" + event + "]"}), watched_by_all, "reputation_US_min", 50));
}

std::vector<Finding> r22()
{
    return {{below(0), coerced_votes({}), coerced_votes({"rules.coercion.penalty=0"}), usual_runs},
            {above(0), pressure_felt("{type: sanction, step: 20, sender: US, target: VEN}"),
             pressure_felt("{type: coercion, step: 20, leader: US, state: VEN}"), 50},
            {below(0), reputation_lost("{type: coercion, step: 20, leader: US, state: VEN}"),
             reputation_lost("{type: sanction, step: 20, sender: US, target: VEN}"), 50}};
}

// R32, R33 ------------------------------------------------------------------------------------------------------------

Estimate treaties(const Variant& a, const Variant& b, const char* metric)
{
    return estimate(difference(a, b, metric, 100));
}

std::vector<Finding> r32()
{
    const Variant race{"s12"}, blocs{"s12b"};
    const std::string indifferent = "rules.treaties.excluded_weight=0", drafted_by_all = "treaties.T1.drafters=[]";
    const auto unopened = [](double chi) {
        return baseline.with({"rules.treaties.on=true", fmt::format("rules.treaties.rival_weight={}", chi)});
    };
    return {{above(0), treaties(race, race.with({indifferent}), "treaty_parties_T2_end"),
             treaties(race.with({drafted_by_all}), race.with({drafted_by_all, indifferent}), "treaty_parties_T2_end"), 100},
            {above(0), treaties(race, blocs, "treaty_double_parties_end"),
             treaties(unopened(0), unopened(1), "treaty_double_parties_end"), 100}};
}

std::vector<Finding> r33()
{
    const auto rival = [](double chi) {
        const std::string weight = fmt::format("rules.treaties.rival_weight={}", chi);
        return treaties(Variant{"s12", {weight}}, baseline.with({"rules.treaties.on=true", weight}), "evidence_sharing_end");
    };
    return {{below(0), rival(1), rival(0), 100}};
}

// R37, R38 ------------------------------------------------------------------------------------------------------------

Estimate weight_after_exit(const std::vector<std::string>& settings)
{
    return estimate(difference(Variant{"s03"}.with(settings), Variant{"s01"}.with(settings), "presence_CR_end"));
}

Estimate texts_after_rift(const std::vector<std::string>& settings)
{
    const Variant rift = Variant{"s04"}.with(settings);
    return estimate(difference(rift,
                               rift.with({"events=[{type: weight, step: 1, parameter: influence.transatlantic_tie, value: 1}]"}),
                               "tabled_CR_total"));
}

std::vector<Finding> r37()
{
    return {{above(0), weight_after_exit({}), weight_after_exit({exits_without_effect}), usual_runs},
            {above(0), texts_after_rift({}), texts_after_rift({"rules.agenda.window_effect=0"}), usual_runs}};
}

const Variant full = baseline.with({"rounds=24", "events=[{type: return, step: 0, state: USA, forum: all, engagement: 1}]"});

Estimate unpaid_dues(const std::vector<std::string>& settings)
{
    const Variant paid = full.with(settings);
    return estimate(
        difference(paid.with({"events=[{type: dues, step: 0, state: USA, forum: WHO, paid: 0}]"}), paid, "capacity_WHO_end", 20));
}

/// Relative growth of the challengers' share of presence in the health assembly when the USA leaves it, beyond the share of the
/// gap that is filled.
Estimate weight_beyond_refill(const std::vector<std::string>& settings)
{
    const Variant stays = full.with(settings);
    const Variant leaves = stays.with({"events=[{type: exit, step: 0, state: USA, forum: WHO}]"});
    const auto share = [](const Variant& variant) {
        return watched(start_of(variant), AtEnd{[](const Setting& setting, const World& world) {
                           return world.presence.share(setting.leader("CR").index, setting.institutions.forum("WHO").index);
                       }},
                       20);
    };
    const double filled = start_of(leaves).world.rules.engagement.refill;
    const auto after = share(leaves), before = share(stays);
    std::vector<double> beyond;
    for (std::size_t r = 0; r < after.size(); ++r) beyond.push_back(after[r] / before[r] - 1 - filled);
    return estimate(beyond);
}

std::vector<Finding> r38()
{
    return {{below(0), unpaid_dues({}), unpaid_dues({gaps_filled}), 20},
            {above(0), weight_beyond_refill({}), weight_beyond_refill({exits_without_effect}), 20}};
}

// R39 -----------------------------------------------------------------------------------------------------------------

const std::string engaged_payers =
    "events=[{type: shock, step: 0, duration: 8, state: [USA, JPN, EU, GBR, CAN, AUS, KOR], engagement: 0.2}]";

/// Window of the challengers on rights, or texts that they table, in the three years from the start: s08 minus s01.
Estimate during_pandemic(const char* metric, const std::vector<std::string>& settings)
{
    const auto in_pandemic = [&](const Variant& variant) {
        std::vector<double> values;
        for (const Eigen::ArrayXXd& run : series(variant.with({"rounds=12"}), {metric})) values.push_back(run.mean());
        return values;
    };
    return estimate(difference(in_pandemic(Variant{"s08"}.with(settings)), in_pandemic(baseline)));
}

std::vector<Finding> r39()
{
    return {{above(0), during_pandemic("window_CR_HR", {}), during_pandemic("window_CR_HR", {engaged_payers}), usual_runs},
            {above(0), during_pandemic("tabled_CR", {}), during_pandemic("tabled_CR", {engaged_payers}), usual_runs}};
}

// R41, R43 ------------------------------------------------------------------------------------------------------------

/// What missing dues cost small countries: against the same with all gaps filled.
Estimate small_countries(const Variant& variant)
{
    return estimate(difference(variant, variant.with({gaps_filled}), "small_state_success_mean", 100));
}

std::vector<Finding> r41()
{
    return {{below(0), small_countries({"s03"}),
             small_countries({"s03", {"rules.capacity.shortfall_erosion=0", "rules.capacity.recovery=0.5"}}), 100}};
}

/// An assertive push of the challengers: more drafts at no cost, with little foresight.
Estimate push(const char* metric, const std::vector<std::string>& settings)
{
    const Variant calm = baseline.with(settings);
    const Variant assertive =
        calm.with({"rules.agenda.leader_rate=30", "rules.agenda.cost=0", "rules.agenda.perception_error=1"});
    return estimate(difference(assertive, calm, metric, 100));
}

std::vector<Finding> r43()
{
    const std::vector<std::string> no_erosion = {"rules.capacity.deadlock_erosion=0", "rules.capacity.overlap_erosion=0"};
    return {{below(0), push("capacity_UNGA_end", {}), push("capacity_UNGA_end", no_erosion), 100},
            {above(0), push("paralysed_rounds", {}), push("paralysed_rounds", no_erosion), 100}};
}

}  // namespace

std::vector<Row> institution_rows()
{
    return {{"R15", r15}, {"R16", r16}, {"R17", r17}, {"R22", r22}, {"R32", r32}, {"R33", r33},
            {"R37", r37}, {"R38", r38}, {"R39", r39}, {"R41", r41}, {"R43", r43}};
}

}  // namespace comity::tests
