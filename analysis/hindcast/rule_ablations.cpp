#include "analysis/hindcast/rule_ablations.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "analysis/hindcast/grouped_mean.hpp"

namespace comity::analysis {
namespace {

constexpr const char* prefix = "comity-no-";
constexpr const char* metric = "log_crps_lost";

/// Sums of CRPS over a measure's targets.
struct CrpsSums {
    double without = 0, with = 0;
    long targets = 0;
};
using ByMeasure = std::map<int, CrpsSums>;

const char* subset_of(Stretch stretch) { return stretch == Stretch::whole ? "all" : stretch == Stretch::period ? "by_period" : "by_year"; }

}  // namespace

const std::vector<RuleOff>& each_rule_off()
{
    static const std::vector<RuleOff> all = {
        {"threat", {{"threat.uprising_weight", 0}, {"threat.pressure_weight", 0}}, "closed regimes feel neither uprisings nor pressure"},
        {"partnership", {{"partnership.growth", 0}, {"partnership.decay", 0}}, "partnerships stay as they began"},
        {"refill", {{"engagement.refill", 0}}, "nobody fills what others leave unpaid"},
        {"influence", {{"influence.rate", 0}}, "partners do not draw positions"},
        {"threat-pull", {{"influence.threat_pull", 0}}, "threat does not move positions"},
        {"regime-pull", {{"influence.regime_pull", 0}}, "regime change does not move anchors"},
        {"position-noise", {{"influence.noise", 0}}, "positions move by rule alone"},
        {"window", {{"agenda.window_effect", 0}}, "leaders propose alike whatever their weight"},
        {"leaders-drafts", {{"agenda.leader_rate", 0}}, "leaders table nothing"},
        {"crisis-drafts", {{"agenda.crisis_rate", 0}}, "the council has no drafts on crises"},
        {"leverage", {{"voting.leverage", 0}}, "dependence wins no votes"},
        {"bandwagon", {{"voting.bandwagon", 0}}, "nobody follows the expected winner"},
        {"target-protection", {{"voting.target_protection", 0}}, "friends of a target do not protect it"},
        {"veto-cost", {{"voting.veto_cost", 0}}, "a veto costs nothing"},
        {"veto-sharing", {{"voting.veto_sharing", 0}}, "a partner's veto makes one's own no cheaper"},
        {"bloc-copying", {{"voting.bloc_copying", 0}}, "members of a bloc vote each for itself"},
        {"adoption", {{"adoption.review", 0}, {"adoption.anchor_drift", 0}}, "nobody takes up or drops a formulation"},
        {"capacity", {{"capacity.deadlock_erosion", 0}, {"capacity.shortfall_erosion", 0}, {"capacity.overlap_erosion", 0}}, "institutions do not tire"},
    };
    return all;
}

std::vector<CardRow> ablation_card(const RuleOff& rule, const TargetScores& without, const TargetScores& with, const HindcastDesign& design, std::uint64_t seed)
{
    const bool periods = std::any_of(with.comity.begin(), with.comity.end(), [&](const TargetScore& each) { return stretch_of(each.target, design.test) == Stretch::period; });
    std::map<std::string, ByMeasure> by_subset;
    for (const TargetScore& each : without.comity) {
        const TargetScore* whole = score_of(with.comity, each.target);
        if (!whole) continue;
        const Stretch stretch = stretch_of(each.target, design.test);
        const auto put = [&](const std::string& subset) {
            CrpsSums& sums = by_subset[subset][static_cast<int>(each.target.measure - measures().data())];
            sums.without += each.crps;
            sums.with += whole->crps;
            ++sums.targets;
        };
        put(subset_of(stretch));
        if (stretch == (periods ? Stretch::period : Stretch::whole)) put(word(each.target.measure->informs));
    }
    std::vector<CardRow> card;
    for (const auto& [subset, of] : by_subset) {
        std::vector<Scored> lost;
        long targets = 0;
        for (const auto& [measure, sums] : of) {
            if (!(sums.without > 0 && sums.with > 0)) continue;
            lost.push_back({std::log(sums.without / sums.with), measure});
            targets += sums.targets;
        }
        if (!lost.empty()) card.push_back({"aggregate", word(Window::frozen), std::string(prefix) + rule.name, subset, metric, mean_over(lost, seed), targets});
    }
    return card;
}

std::string ablations_as_text(const std::vector<CardRow>& card)
{
    const bool periods = std::any_of(card.begin(), card.end(), [](const CardRow& row) { return row.subset == "by_period"; });
    std::vector<CardRow> rows;
    for (const CardRow& row : card)
        if (row.metric == metric && row.subset == (periods ? "by_period" : "all")) rows.push_back(row);
    std::stable_sort(rows.begin(), rows.end(), [](const CardRow& a, const CardRow& b) { return a.estimate.value > b.estimate.value; });
    std::string text = fmt::format("\n  {:<20} {:>14}  95 % interval over measures\n", "without", "ln CRPS ratio");
    for (const CardRow& row : rows)
        text += fmt::format("  {:<20} {:>+14.3f}  [{:+.3f}, {:+.3f}]\n", row.model.substr(std::string(prefix).size()), row.estimate.value, row.estimate.low, row.estimate.high);
    return text;
}

}  // namespace comity::analysis
