// How the two partners vote.

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "tests/model/claims/ensembles.hpp"
#include "tests/model/claims/rows.hpp"

namespace comity::tests {
namespace {

using agents::Draft;
using agents::RoundRecord;
using agents::Setting;
using agents::Vote;
using agents::World;

// R06 -----------------------------------------------------------------------------------------------------------------

std::vector<double> at_strength(double strength, const char* metric)
{
    return outcome_from(with_partnership(baseline, strength), metric, 100);
}

std::vector<Finding> r06()
{
    const auto effect = [](double strong, double weak, const char* metric) {
        return estimate(difference(at_strength(strong, metric), at_strength(weak, metric)));
    };
    return {{at(0), estimate(at_strength(1, "opposite_CHN_RUS_mean")), estimate(at_strength(0, "opposite_CHN_RUS_mean")), 100},
            {above(0), effect(1, 0, "acquiescence_CHN_RUS_mean"), effect(0, none, "acquiescence_CHN_RUS_mean"), 100}};
}

// R07 -----------------------------------------------------------------------------------------------------------------

/// Share of abstentions in the votes of one country minus that of another.
struct AbstentionGap {
    const char* first;
    const char* second;
    std::array<double, 2> abstained{}, cast{};

    void round(const Setting& setting, const World&, const RoundRecord& record)
    {
        const std::array<int, 2> row = {setting.country(first).index, setting.country(second).index};
        for (int v = 0; v < static_cast<int>(record.agenda.drafts.size()); ++v)
            for (std::size_t k = 0; k < 2; ++k) {
                const Vote vote = record.ballots.vote(row[k], v);
                if (vote == Vote::absent || vote == Vote::none) continue;
                ++cast[k];
                abstained[k] += vote == Vote::abstain;
            }
    }
    double value(const Setting&, const World&) const { return abstained[0] / cast[0] - abstained[1] / cast[1]; }
};

Estimate style_effect(const std::string& event, const std::string& instead)
{
    const auto gap = [](const std::string& with) {
        return watched(start_of(baseline.with({with})), AbstentionGap{"CHN", "RUS", {}, {}}, 100);
    };
    return estimate(difference(gap(event), gap(instead)));
}

std::string style(const char* state, double factor)
{
    return fmt::format("events=[{{type: path, step: 0, variable: style, state: {}, values: [{}]}}]", state, factor);
}

std::string style_shock(double factor)
{
    return fmt::format("events=[{{type: shock, step: 0, duration: 60, state: CHN, style: {}}}]", factor);
}

std::vector<Finding> r07()
{
    return {{above(0), style_effect(style("CHN", 1.3), style("CHN", 1)), style_effect(style("BRA", 1.3), style("BRA", 1)), 100},
            {below(0), style_effect(style_shock(0.7), style_shock(1)), style_effect(style("CHN", 1.3), style_shock(1)), 100}};
}

// R25 -----------------------------------------------------------------------------------------------------------------

/// Share of texts on borders against one partner, which it rejects, on which the other abstains; NaN without any.
struct PartnersSilence {
    const char* partner;
    const char* other;
    double rejected = 0, silent = 0;

    void round(const Setting& setting, const World&, const RoundRecord& record)
    {
        const agents::NormId borders = setting.institutions.norm("NI3");
        for (int v = 0; v < static_cast<int>(record.agenda.drafts.size()); ++v) {
            const Draft& draft = record.agenda.drafts[static_cast<std::size_t>(v)];
            if (!(draft.norm == borders) || draft.proposal < draft.status_quo ||
                record.ballots.vote(setting.country(partner).index, v) != Vote::no)
                continue;
            ++rejected;
            silent += record.ballots.vote(setting.country(other).index, v) == Vote::abstain;
        }
    }
    double value(const Setting&, const World&) const { return rejected > 0 ? silent / rejected : std::nan(""); }
};

/// The same at a partnership of .75 minus at none, with the offsets of the two as the norm has them, or exchanged.
Estimate silence(const char* partner, const char* other, double strong)
{
    const std::string offsets = fmt::format("norms.NI3.offsets={{{}: -0.5, {}: 0.8}}", partner, other);
    const auto share = [&](double partnership) {
        return watched(with_partnership(baseline.with({"norms.NI3.status_quo=-1.5", offsets}), partnership),
                       PartnersSilence{partner, other});
    };
    return estimate(difference(share(strong), share(strong > 0 ? 0 : none)));
}

std::vector<Finding> r25()
{
    return {{above(0), silence("RUS", "CHN", 0.75), silence("RUS", "CHN", 0), usual_runs},
            {above(0), silence("CHN", "RUS", 0.75), silence("CHN", "RUS", 0), usual_runs}};
}

}  // namespace

std::vector<Row> partner_rows()
{
    return {{"R06", r06}, {"R07", r07}, {"R25", r25}};
}

}  // namespace comity::tests
