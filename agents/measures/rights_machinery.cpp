#include "agents/measures/rights_machinery.hpp"

namespace comity::agents {

std::vector<Column> RightsMeasure::columns() const
{
    if (!on_) return {};
    return {
        {{"rights_budget", "Budget for human rights", "share", "institutions", "share of the regular budget that goes to human rights, after the cuts adopted so far", 0, 1}, Summary::end},
        {{"ngo_access", "Access of non-governmental organisations", "1", "institutions", "how far organisations that make breaches visible are let in (n), 1 = all", 0, 1}, Summary::end | Summary::mean},
        {{"rights_cuts", "Cuts adopted", "drafts", "institutions", "drafts of the round that cut posts for human rights and were adopted", 0, unbounded}, Summary::total},
    };
}

void RightsMeasure::observe(const World& world, RowWriter& row) const
{
    if (!on_) return;
    row.put(world.rights.budget_share);
    row.put(world.rights.access);
    row.put(world.rights.cuts);
}

}  // namespace comity::agents
