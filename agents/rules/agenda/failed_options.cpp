// What failed is left alone for a while.
#include <algorithm>

#include "agents/rules/table_drafts.hpp"
#include "agents/world.hpp"

namespace comity::agents {
namespace {

/// A whole number of rounds, uniform between two bounds, both included.
int rounds_between(double shortest, double longest, double u)
{
    const int low = static_cast<int>(shortest);
    const int high = std::max(low, static_cast<int>(longest));
    return low + static_cast<int>(u * (high - low + 1));
}

}  // namespace

std::vector<Bar> bar_failed_options(const World& now, const Agenda& agenda, const Outcomes& outcomes, const AgendaParams& params,
                                    const sim::Draws& draws)
{
    std::vector<Bar> bars;
    const int next = now.round + 1;
    std::copy_if(now.bars.begin(), now.bars.end(), std::back_inserter(bars), [&](const Bar& bar) { return next < bar.until; });
    for (std::size_t v = 0; v < agenda.drafts.size(); ++v) {
        const Draft& draft = agenda.drafts[v];
        if (draft.kind != DraftKind::leader || outcomes.of[v].adopted) continue;
        const int duration =
            rounds_between(params.bar_shortest, params.bar_longest, draws.uniform(Purpose::bar_duration, 0, draft.key));
        if (duration > 0) bars.push_back({draft.leader, draft.forum, draft.norm, next + duration});
    }
    return bars;
}

}  // namespace comity::agents
