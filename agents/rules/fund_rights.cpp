#include "agents/rules/fund_rights.hpp"

#include <algorithm>

#include "agents/world.hpp"

namespace comity::agents {
namespace {

/// Share of the committee on non-governmental organisations that leans to the S pole on human rights.
double blocked_share(const World& now, const Setting& setting)
{
    const ForumId committee = setting.institutions.forum("NGO");
    const ArenaId rights = setting.institutions.arena("HR");
    if (!committee.exists() || !rights.exists()) return 0;
    const std::vector<int>& members = now.roster[static_cast<std::size_t>(committee.index)];
    const auto leaning = std::count_if(members.begin(), members.end(), [&](int i) { return now.position(i, rights.index) < 0; });
    return members.empty() ? 0 : static_cast<double>(leaning) / static_cast<double>(members.size());
}

}  // namespace

RightsMachinery fund_rights(const World& now, const Setting& setting, const Agenda& agenda, const Outcomes& outcomes, const RightsParams& params)
{
    RightsMachinery next = now.rights;
    next.cuts = 0;
    for (std::size_t v = 0; v < agenda.drafts.size(); ++v) {
        const Outcome& outcome = outcomes.of[v];
        if (agenda.drafts[v].kind != DraftKind::cut || !outcome.adopted) continue;
        const int cast = outcome.yes + outcome.no;
        const double support = cast > 0 ? static_cast<double>(outcome.yes) / cast : 1;
        next.budget_share *= 1 - params.most_cut * std::max(0.0, 2 * support - 1);
        ++next.cuts;
    }
    next.access += params.access_recovery * (1 - next.access) - params.access_blocking * next.access * blocked_share(now, setting);
    return next;
}

}  // namespace comity::agents
