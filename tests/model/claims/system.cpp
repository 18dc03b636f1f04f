// The whole system: who supports what, media, spheres, fragmentation, and how norms come to hold.

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
using agents::Vote;
using agents::World;

// R26 -----------------------------------------------------------------------------------------------------------------

Estimate spheres_when_borders_fall(const std::vector<std::string>& settings)
{
    const Variant fixed = baseline.with(settings).with({"norms.NI3.status_quo=1.2"});
    return estimate(difference(fixed.with({"norms.NI3.status_quo=-2"}), fixed, "sphere_of_influence_end", 100));
}

std::vector<Finding> r26()
{
    return {{above(0), spheres_when_borders_fall({}), spheres_when_borders_fall({"rules.adoption.anchor_drift=0"}), 100}};
}

// R36 -----------------------------------------------------------------------------------------------------------------

/// How countries of the G77 vote in the last third of a run minus in the first: support of the challengers' texts in the General
/// Assembly, and agreement with CHN on routine business there.
struct SupportOfTheSouth {
    double support[2] = {}, texts[2] = {}, agreement[2] = {}, pairs[2] = {};

    void round(const Setting& setting, const World& world, const RoundRecord& record)
    {
        const int third = 3 * (world.round - 1) / setting.rounds;
        if (third == 1) return;
        const int k = third / 2;
        const int chn = setting.country("CHN").index;
        for (int v = 0; v < static_cast<int>(record.agenda.drafts.size()); ++v) {
            const Draft& draft = record.agenda.drafts[static_cast<std::size_t>(v)];
            if (!(draft.forum == setting.institutions.forum("UNGA"))) continue;
            const bool sponsored = draft.kind == DraftKind::leader && draft.leader == setting.leader("CR");
            if (!sponsored && (draft.kind != DraftKind::background || record.outcomes.of[static_cast<std::size_t>(v)].unanimous))
                continue;
            const auto of_chn = static_cast<double>(record.ballots.vote(chn, v));
            for (const agents::CountryId i : setting.group("G77")->members) {
                const auto vote = record.ballots.vote(i.index, v);
                if (i.index == chn || vote == Vote::absent || vote == Vote::none) continue;
                if (sponsored) {
                    ++texts[k];
                    support[k] += vote == Vote::yes;
                } else if (std::abs(of_chn) <= 1) {
                    ++pairs[k];
                    agreement[k] += 1 - std::abs(static_cast<double>(vote) - of_chn) / 2;
                }
            }
        }
    }
};
struct GrowthOfSupport : SupportOfTheSouth {
    double value(const Setting&, const World&) const { return support[1] / texts[1] - support[0] / texts[0]; }
};
struct GrowthOfAgreement : SupportOfTheSouth {
    double value(const Setting&, const World&) const { return agreement[1] / pairs[1] - agreement[0] / pairs[0]; }
};

std::vector<Finding> r36()
{
    const Variant still = baseline.with(
        {"rules.influence.rate=0", "rules.influence.noise=0", "rules.influence.threat_pull=0", "rules.adoption.anchor_drift=0"});
    const auto growth = [](const Variant& variant, const auto& of) { return estimate(watched(start_of(variant), of)); };
    return {{above(0), growth(baseline, GrowthOfSupport{}), growth(still, GrowthOfSupport{}), usual_runs},
            {above(0), growth(baseline, GrowthOfAgreement{}), growth(still, GrowthOfAgreement{}), usual_runs}};
}

// R42 -----------------------------------------------------------------------------------------------------------------

const std::string no_media = "events=[{type: path, step: 0, variable: media, state: all, values: [0]}]";

/// What one channel of media alone does, opened by event (anchors are those without it), against the module without any channel.
std::vector<double> channel(const char* parameter, const std::vector<std::string>& settings,
                            double (*of)(const Setting&, const World&))
{
    const Variant silent = baseline
                               .with({"rounds=40", "rules.propaganda={on: true, persuasion: 0, distrust: 0, blame: 0}",
                                      "rules.threat.uprising_rate=4",
                                      "events=[{type: uprising, step: 0, state: SYR, severity: 0.8, attributed: 0.3}]"})
                               .with(settings);
    const Variant opened =
        silent.with({fmt::format("events=[{{type: weight, step: 0, parameter: propaganda.{}, value: 1}}]", parameter)});
    return difference(watched(start_of(opened), AtEnd{of}, 50), watched(start_of(silent), AtEnd{of}, 50));
}

double mean_position(const Setting& setting, const World& world)
{
    return world.position.col(setting.institutions.arena("HR").index).mean();
}

double mean_threat(const Setting&, const World& world)
{
    return world.threat.mean();
}

std::vector<Finding> r42()
{
    const char* const distrust = "distrust";
    const char* const blame = "blame";
    return {
        {below(0), estimate(channel(distrust, {}, mean_position)), estimate(channel(distrust, {no_media}, mean_position)), 50},
        {above(0), estimate(channel(blame, {}, mean_threat)), estimate(channel(blame, {no_media}, mean_threat)), 50},
        {at(0), estimate(channel(distrust, {"rules.threat.uprising_weight=0", "rules.threat.pressure_weight=0"}, mean_threat)),
         estimate(channel(blame, {}, mean_threat)), 50}};
}

// R44 -----------------------------------------------------------------------------------------------------------------

/// Share of runs beyond the worst twentieth of the first 200 runs of the baseline in mean fragmentation at the end, minus a
/// twentieth.
Estimate in_the_tail(std::vector<double> runs)
{
    std::vector<double> usual = outcome(baseline, "fragmentation_mean_end");
    std::sort(usual.begin(), usual.end());
    const double bound = usual[usual.size() * 19 / 20];
    for (double& value : runs) value = (value > bound ? 1.0 : 0.0) - 0.05;
    return estimate(runs);
}

std::vector<Finding> r44()
{
    const Variant worst = Variant{
        "s03",
        {"events=[{type: weight, step: 1, parameter: influence.transatlantic_tie, value: 0.3}]", "rules.threat.uprising_rate=2"}};
    std::vector<double> later = outcome(baseline, "fragmentation_mean_end", 2 * usual_runs);
    later.erase(later.begin(), later.begin() + usual_runs);
    return {{above(0), in_the_tail(outcome(worst, "fragmentation_mean_end")), in_the_tail(later), usual_runs}};
}

// R48 -----------------------------------------------------------------------------------------------------------------

/// What s06 does to the success of the challengers beyond the sum of its parts: the budget, and all that allies and the undecided
/// do.
Estimate joint_effort(const std::vector<std::string>& settings)
{
    const Variant reference = Variant{"s05b"}.with(settings), alone = Variant{"s05"}.with(settings),
                  joint = Variant{"s06"}.with(settings);
    const Variant others = joint.with({"events=[{type: path, step: 0, variable: budget, leader: EU, state: EU, values: [1]}]"});
    const auto success = [](const Variant& variant) { return outcome(variant, "success_CR"); };
    return estimate(difference(sum(success(joint), success(reference)), sum(success(alone), success(others))));
}

Estimate against_even_purses(const Variant& variant)
{
    return estimate(difference(variant, Variant{"s05b"}, "success_CR"));
}

std::vector<Finding> r48()
{
    const std::string nothing_to_pay = "rules.side_payments.budget=0";
    return {
        {above(-0.05), against_even_purses({"s05"}), against_even_purses({"s05", {"rules.voting.ally_copying=0.5"}}), usual_runs},
        {below(0), joint_effort({}), joint_effort({nothing_to_pay}), usual_runs}};
}

// R50 -----------------------------------------------------------------------------------------------------------------

/// Rounds between two stages of the national reading of HR1 under a strong push; 0 where the second is not reached.
Estimate lag(double from, double to, const std::vector<std::string>& settings)
{
    const Variant pushed = baseline.with({"rounds=160", "rules.agenda.cost=0", "rules.agenda.leader_rate=30"});
    std::vector<double> lags;
    for (const Eigen::ArrayXXd& run : series(pushed.with(settings), {"status_negative_HR1"}, 30)) {
        const auto first = [&](double stage) {
            for (Eigen::Index t = 0; t < run.rows(); ++t)
                if (run(t, 0) >= stage) return static_cast<double>(t);
            return -1.0;
        };
        lags.push_back(first(to) < 0 ? 0 : first(to) - first(from));
    }
    return estimate(lags);
}

std::vector<Finding> r50()
{
    constexpr double contested = 1, tipped = 2, institutionalised = 3;
    return {{above(0), lag(contested, tipped, {}), lag(contested, tipped, {nobody_tables}), 30},
            {above(0), lag(tipped, institutionalised, {}), lag(tipped, institutionalised, {nobody_tables}), 30}};
}

}  // namespace

std::vector<Row> system_rows()
{
    return {{"R26", r26}, {"R36", r36}, {"R42", r42}, {"R44", r44}, {"R48", r48}, {"R50", r50}};
}

}  // namespace comity::tests
