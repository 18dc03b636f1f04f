// Who stops the council.

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

// R19, R20 ------------------------------------------------------------------------------------------------------------

/// What becomes of vetoed drafts from a round on.
struct Vetoes {
    int from = 0;
    double pair = 0, us = 0, of_russia = 0, china_yes = 0;

    void round(const Setting& setting, const World& world, const RoundRecord& record)
    {
        if (world.round <= from) return;
        const int chn = setting.country("CHN").index, rus = setting.country("RUS").index, usa = setting.country("USA").index;
        for (int v = 0; v < static_cast<int>(record.agenda.drafts.size()); ++v) {
            if (!record.outcomes.of[static_cast<std::size_t>(v)].vetoed) continue;
            const auto no = [&](int i) { return record.ballots.vote(i, v) == Vote::no; };
            pair += no(chn) || no(rus);
            us += no(usa);
            of_russia += no(rus);
            china_yes += no(rus) && record.ballots.vote(chn, v) == Vote::yes;
        }
    }
};
struct PairsVetoesBeyondUs : Vetoes {
    double value(const Setting&, const World&) const { return pair - us; }
};
/// NaN in runs without a veto of RUS.
struct PartnersYes : Vetoes {
    double value(const Setting&, const World&) const { return of_russia > 0 ? china_yes / of_russia : std::nan(""); }
};

Estimate partners_yes(double partnership)
{
    return estimate(watched(with_partnership(baseline, partnership), PartnersYes{}));
}

std::vector<Finding> r19()
{
    const auto concentration = [](const Variant& variant, int from) {
        return estimate(watched(start_of(variant), PairsVetoesBeyondUs{{.from = from}}));
    };
    const std::string unmoved = "rules.agenda.crisis_rate=0";
    return {{above(0), concentration(baseline, 0), concentration(baseline.with({unmoved}), 0), usual_runs},
            {above(0), concentration(hindcast, 64), concentration(hindcast.with({unmoved}), 64), usual_runs},
            {below(0.127), partners_yes(0.75), partners_yes(0), usual_runs}};
}

/// Share of drafts aimed at veto holders in the council that pass; NaN without any.
struct PassedAgainstHolders {
    double aimed = 0, passed = 0;

    void round(const Setting& setting, const World&, const RoundRecord& record)
    {
        const agents::ForumId council = setting.institutions.forum("UNSC");
        for (std::size_t v = 0; v < record.agenda.drafts.size(); ++v) {
            const Draft& draft = record.agenda.drafts[v];
            const bool at_holder = draft.target == setting.country("CHN") || draft.target == setting.country("RUS");
            if (!(draft.forum == council) || !draft.target.exists() || !at_holder) continue;
            ++aimed;
            passed += record.outcomes.of[v].adopted;
        }
    }
    double value(const Setting&, const World&) const { return aimed > 0 ? passed / aimed : std::nan(""); }
};

Estimate passed_against_holders(const std::vector<std::string>& settings)
{
    const Variant troubled = baseline.with(
        {"rounds=20",
         "events=[{type: uprising, step: 0, state: CHN, severity: 0.8}, {type: uprising, step: 0, state: RUS, severity: 0.8}]"});
    return estimate(watched(start_of(troubled.with(settings)), PassedAgainstHolders{}));
}

std::vector<Finding> r20()
{
    return {{at(0), passed_against_holders({}), passed_against_holders({"forums.UNSC.veto=[]"}), usual_runs}};
}

// R24 -----------------------------------------------------------------------------------------------------------------

Estimate vetoes_after_overreach(const std::vector<std::string>& settings)
{
    const Variant calm = baseline.with(settings);
    std::string events;
    for (int step = 0; step < 20; step += 4)
        events += fmt::format("{}{{type: mandate_overreach, step: {}, actor: US, severity: 1}}", step > 0 ? ", " : "", step);
    const Variant hurt = calm.with({"events=[" + events + "]"});
    const auto vetoes = [](const Variant& v) { return sum(outcome(v, "vetoes_CHN", 400), outcome(v, "vetoes_RUS", 400)); };
    return estimate(difference(vetoes(hurt), vetoes(calm)));
}

std::vector<Finding> r24()
{
    return {{above(0), vetoes_after_overreach({}), vetoes_after_overreach({"rules.threat.pressure_weight=0"}), 400}};
}

}  // namespace

std::vector<Row> veto_rows()
{
    return {{"R19", r19}, {"R20", r20}, {"R24", r24}};
}

}  // namespace comity::tests
